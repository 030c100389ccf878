"""What the person entered into each control of the booking form: its meaning, and how it is written. Pure but for the questions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from booking_console.adapters.portal.probing.forms import read_periods
from booking_console.adapters.portal.probing.meanings import clock_format, means, seconds_of
from booking_console.adapters.portal.probing.our_rooms import match_rooms
from booking_console.adapters.portal.probing.sighting import FieldSeen, FormSeen
from booking_console.adapters.portal.recording.asking import NobodyThere, Person
from booking_console.adapters.portal.recording.dates import readings
from booking_console.adapters.portal.recording.facts import as_written
from booking_console.domain.appointment import AppointmentType

_FREE_TEXT = ("text", "search", "tel", "textarea", "")
_LENGTH = re.compile(r"^(\d+)\s*(min|minutes?|minuten)?\.?$", re.IGNORECASE)
_MEANT = (
    "the guest's name",
    "the guest's e-mail address",
    "our own reference",
    "always the same text",
    "nothing: it may stay empty",
)
_WORDS = ("guest", "email", "key", "constant", "ignore")


@dataclass
class Entered:
    """One control and what it held when the form was sent. days: what a date can mean, by format. format: of a time, "period" where the
    portal has fixed ones. by: whether a drop-down's value or its label is meant. radios: all of its group."""

    one: FieldSeen
    form: FormSeen
    meaning: str
    text: str = ""
    days: Mapping[str, date] = field(default_factory=dict)
    format: str = ""
    by: str = "value"
    seconds: int | None = None
    radios: tuple[FieldSeen, ...] = ()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Value and label of everything that could have been chosen."""
        return [(r.value, r.label or r.beside) for r in self.radios] if self.radios else list(self.one.options)

    @property
    def are_labelled(self) -> bool:
        return all(r.label for r in self.radios)

    @property
    def chosen(self) -> tuple[str, str]:
        value = next((r.value for r in self.radios if r.checked), "") if self.radios else self.one.value
        return next(((v, t) for v, t in self.choices if v == value), (value, value))


class Reader:
    """names: our rooms. near: today. picked: controls that a person opened a list or a calendar of; they are read elsewhere."""

    def __init__(self, names: Sequence[str], near: date, person: Person) -> None:
        self._names, self._near, self._person = names, near, person
        self.open: list[str] = []

    def read(self, form: FormSeen) -> list[Entered]:
        found, groups = list[Entered](), set[str]()
        for one in form.fields:
            if one.opens or one.type == "password" or not (one.shown or one.type == "radio"):
                continue
            if one.type == "radio":
                if one.name not in groups:
                    groups.add(one.name)
                    found.append(
                        self._radios(form, [o for o in form.fields if o.type == "radio" and o.name == one.name])
                    )
                continue
            found.append(self._one(form, one))
        return found

    def _radios(self, form: FormSeen, radios: Sequence[FieldSeen]) -> Entered:
        labels = [one.label or one.beside for one in radios]
        meaning = (
            "room" if self._are_rooms(labels) else means(radios[0]) or ("type" if _are_types(labels) else "choice")
        )
        return Entered(radios[0], form, meaning, radios=tuple(radios))

    def _one(self, form: FormSeen, one: FieldSeen) -> Entered:
        if one.type == "checkbox":
            return Entered(one, form, "ticked" if one.checked else "ignore")
        if one.tag == "select":
            return self._select(form, one)
        return self._typed(form, one)

    def _are_rooms(self, labels: Sequence[str]) -> bool:
        return bool(match_rooms(self._names, [without_remark(label) for label in labels]))

    def _select(self, form: FormSeen, one: FieldSeen) -> Entered:
        texts = [text for value, text in one.options if value]
        meaning = means(one)
        if meaning == "room" or (meaning is None and self._are_rooms(texts)):
            return Entered(one, form, "room")
        if meaning in ("start", "end") or (meaning is None and clock_format(texts)):
            return self._time_select(form, one, meaning or "start")
        if meaning == "duration":
            return self._length(form, one)
        if meaning in ("date", "month", "year"):
            return Entered(one, form, {"date": "day"}.get(meaning, meaning), text=one.value, by=_by_label(one))
        if meaning in ("type", "area", "unit"):
            return Entered(one, form, meaning)
        return Entered(one, form, "type" if _are_types(texts) else "choice")

    def _time_select(self, form: FormSeen, one: FieldSeen, meaning: str) -> Entered:
        values, texts = [v for v, _ in one.options if v], [t for v, t in one.options if v]
        chosen = dict(one.options).get(one.value, "")
        if periods := read_periods(one.options):
            period = next((p for p in periods if p["id"] == one.value), None)
            seconds = period["end" if meaning == "end" else "start"] if period else None
            return Entered(one, form, meaning, format="period", seconds=seconds)
        for by, many, text in (("value", values, one.value), ("label", texts, chosen)):
            form_ = clock_format(many)
            seconds = seconds_of(text, form_) if form_ else None
            if (
                form_
                and seconds is not None
                and not (form_ == "minutes" and meaning == "end" and max(map(int, many)) < 420)
            ):
                return Entered(one, form, meaning, text, format=as_written(form_, many), by=by, seconds=seconds)
        if _LENGTH.match(chosen) and meaning == "end":
            return self._length(form, one)
        return Entered(one, form, meaning)

    def _length(self, form: FormSeen, one: FieldSeen) -> Entered:
        """How long instead of until when."""
        text = dict(one.options).get(one.value, one.value) if one.tag == "select" else one.value
        minutes = _LENGTH.match(text)
        seconds = int(minutes.group(1)) * 60 if minutes else None
        by = "label" if one.tag == "select" and one.value != text else "value"
        return Entered(one, form, "duration", text, by=by, seconds=seconds)

    def _typed(self, form: FormSeen, one: FieldSeen) -> Entered:
        meaning = means(one)
        days = readings(one.value, self._near)
        if one.type == "date" or (days and meaning in ("date", None)):
            return Entered(
                one,
                form,
                "date",
                one.value,
                days={"%Y-%m-%d": days["%Y-%m-%d"]} if one.type == "date" and days else days,
            )
        if one.type == "time" or meaning in ("start", "end"):
            return self._typed_time(form, one, meaning if meaning in ("start", "end") else "start")
        if meaning == "duration" and one.value:
            return self._length(form, one)
        if meaning in ("guest", "email"):
            return Entered(one, form, meaning, one.value)
        if one.value and one.type in _FREE_TEXT:
            return Entered(one, form, self._asked(one), one.value)
        if meaning == "reference" and re.search("refer", f"{one.label} {one.name}", re.IGNORECASE):
            return Entered(one, form, "key")
        return Entered(one, form, "ignore")

    def _typed_time(self, form: FormSeen, one: FieldSeen, meaning: str) -> Entered:
        text = " ".join(one.value.split())
        for form_ in ("%H:%M", "%H:%M:%S", "%I:%M %p"):
            seconds = seconds_of(text, form_)
            if seconds is not None:
                return Entered(
                    one,
                    form,
                    meaning,
                    text,
                    format="%H:%M" if one.type == "time" else as_written(form_, [text]),
                    seconds=seconds,
                )
        return Entered(one, form, meaning, text)

    def _asked(self, one: FieldSeen) -> str:
        """Nobody sees from outside what a text was that no label explains."""
        try:
            return _WORDS[self._person.choose(f'What did you enter into the field "{one.called}"?', _MEANT)]
        except NobodyThere:
            self.open.append(f'what belongs into the field "{one.called}"')
            return "ignore"


def _are_types(texts: Sequence[str]) -> bool:
    """Whether one of them begins like a type of ours."""
    ours = {kind.value.casefold()[:5] for kind in AppointmentType}
    return any(text.casefold()[:5] in ours for text in texts)


def _by_label(one: FieldSeen) -> str:
    return "value" if one.value.isdecimal() else "label"


def without_remark(text: str) -> str:
    return re.sub(r"\s*\(.*\)$", "", text)
