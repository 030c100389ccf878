"""What was booked, put together from everything that was entered and picked; and which of the portal's rooms and types are ours."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from booking_console.adapters.portal.probing.our_rooms import match_rooms
from booking_console.adapters.portal.recording.asking import NobodyThere, Person
from booking_console.adapters.portal.recording.dates import agreed, moment_in, readings
from booking_console.adapters.portal.recording.entries import Entered
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.popups import Picked
from booking_console.adapters.portal.recording.story import Sending
from booking_console.domain.appointment import AppointmentType

_NONE = "none of these"


class Booked:
    """Reads the facts. chain: every page of the form; open: what stays unknown, a sentence each."""

    def __init__(
        self, chain: Sequence[Sending], entered: Sequence[Entered], picked: Sequence[Picked], person: Person, near: date
    ) -> None:
        self._chain, self._entered, self._picked, self._person, self._near = chain, entered, picked, person, near
        self.open: list[str] = []
        self.asked: list[str] = []

    def fill_in(self, facts: Facts) -> None:
        facts.day = self._day()
        by_meaning = {one.meaning: one for one in reversed(self._entered)}
        start, end, length = (by_meaning.get(word) for word in ("start", "end", "duration"))
        told = next((one for text in self._addressed() if (one := moment_in(text, self._near))), None)
        facts.start = start.seconds if start else told[0].hour * 3600 + told[0].minute * 60 if told else None
        facts.end = end.seconds if end else None
        if facts.end is None and facts.start is not None and length is not None and length.seconds:
            facts.end = facts.start + length.seconds
        facts.guest = by_meaning["guest"].text if "guest" in by_meaning else ""
        facts.clocks = [one.format for one in self._entered if "%" in one.format] + self._labelled_clocks()

    def _labelled_clocks(self) -> list[str]:
        """How the labels of a drop-down write what its values write otherwise; a clock without AM and PM where it begins anew."""
        clocks = []
        for one in self._entered:
            texts = [text for _, text in one.one.options]
            if one.format == "period":
                clocks.append("%-I:%M" if any(text.startswith("1:") for text in texts) else "%-H:%M")
            elif one.seconds is not None and any(re.search(r"\d\s*[ap]\.?m\b", text, re.IGNORECASE) for text in texts):
                clocks.append("%-I:%M %p" if any(len(text.split(":")[0]) == 1 for text in texts) else "%I:%M %p")
        return clocks

    def _day(self) -> date | None:
        typed = [dict(one.days) for one in self._entered if one.meaning == "date"]
        typed += [{"calendar": one.day} for one in self._picked if one.day is not None]
        parts = self._parts()
        told = [moment_in(text, self._near) for text in self._addressed()]
        typed += [{"address": one[0].date()} for one in told if one]
        days = agreed([*typed, *([{"parts": parts}] if parts else [])])
        if len(days) == 1:
            return next(iter(days))
        known = [set(readings(text, self._near).values()) for text in self._addressed()]
        near = [found & days if days else found for found in known if len(found) == 1 or days]
        certain = {day for found in near if len(found) == 1 for day in found}
        if len(certain) == 1:
            return next(iter(certain))
        return self._asked_day(sorted(days or certain))

    def _parts(self) -> date | None:
        """Three drop-downs."""
        by = {one.meaning: one.chosen[0] for one in self._entered if one.meaning in ("day", "month", "year")}
        if len(by) != 3 or not all(value.isdecimal() for value in by.values()):
            return None
        try:
            return date(int(by["year"]), int(by["month"]), int(by["day"]))
        except ValueError:
            return None

    def _addressed(self) -> list[str]:
        """What the addresses and the hidden fields of the form's pages hold."""
        found = [value for page in self._chain for _, value in parse_qsl(urlsplit(page.page.url).query)]
        return found + [value for page in self._chain for _, value in page.form.hidden]

    def _asked_day(self, days: Sequence[date]) -> date | None:
        if not days:
            self.open.append("the day that was booked: no field, calendar or address shows it")
            return None
        try:
            place = self._person.choose("Which day did you book?", [f"{day:%A} {day.day} {day:%B %Y}" for day in days])
        except NobodyThere:
            self.open.append("which day was booked: its date can be read in two ways")
            return None
        self.asked.append("which day was booked")
        return days[place]


@dataclass
class Matched:
    """labels: our name -> the portal's. asked: what was asked. absent: rooms that the portal does not have."""

    labels: dict[str, str]
    asked: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def match_portal_rooms(names: Sequence[str], labels: Sequence[str], person: Person) -> Matched:
    out = Matched(match_rooms(names, labels))
    for name in (name for name in names if name not in out.labels):
        left = [label for label in labels if label not in out.labels.values()]
        try:
            _match_room(out, name, left, person)
        except NobodyThere:
            continue  # a gap beside its name says so
    return out


def _match_room(out: Matched, name: str, left: Sequence[str], person: Person) -> None:
    out_of_sight = "it is on a page that was not shown"
    choices = [*left, _NONE] if left else [out_of_sight, "the portal has no such room"]
    place = person.choose(f"Which of the portal's rooms is {name}?", choices)
    out.asked.append(f"which room is {name}")
    if place < len(left):
        out.labels[name] = left[place]
    elif choices[place] != out_of_sight:
        out.absent.append(name)


def match_types(
    choices: Sequence[tuple[str, str]], person: Person, *, by_label: bool
) -> tuple[dict[str, str], list[str], list[str]]:
    """Our type -> the portal's word for it; what was asked; what stays open. The last one left over needs no question."""
    words = {text: (text if by_label else value) for value, text in choices if value and text}
    found: dict[str, str] = {}
    ours = [kind.value for kind in AppointmentType]
    for kind in ours:
        fitting = [text for text in words if text.casefold()[:5] == kind.casefold()[:5]]
        if len(fitting) == 1:
            found[kind] = fitting[0]
    asked, still = list[str](), list[str]()
    for kind in (kind for kind in ours if kind not in found):
        left = [text for text in words if text not in found.values()]
        if len(left) == 1 and asked:
            found[kind] = left[0]
            continue
        _ask_type(kind, left, person, found=found, asked=asked, still=still)
    return {kind: words[text] for kind, text in found.items()}, asked, still


def _ask_type(
    kind: str, left: Sequence[str], person: Person, *, found: dict[str, str], asked: list[str], still: list[str]
) -> None:
    if not left:
        still.append(f"types: the portal's word for {kind}")
        return
    try:
        place = person.choose(f"What does the portal call a {kind.lower()}?", [*left, _NONE])
    except NobodyThere:
        still.append(f"types: the portal's word for {kind}")
        return
    asked.append(f"the portal's word for {kind}")
    if place < len(left):
        found[kind] = left[place]


def booked_type(entered: Sequence[Entered], picked: Sequence[Picked], types: Mapping[str, str]) -> tuple[str, str]:
    """What was chosen as a type, as the steps write it, and which of ours it is; empty when there was none."""
    words = {word: kind for kind, word in types.items()}
    for one in (one for one in entered if one.meaning == "type"):
        word = one.chosen[1] if one.radios and one.are_labelled else one.chosen[0]
        if word in words:
            return word, words[word]
    return next(((p.choice.text, words[p.choice.text]) for p in picked if p.choice.text in words), ("", ""))
