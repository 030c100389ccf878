"""Guessing what each control of a booking form wants, and writing it as steps of a profile. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from booking_console.adapters.portal.probing.meanings import clock_format, means, placeholder_format, rising, seconds_of
from booking_console.adapters.portal.probing.our_rooms import match_rooms
from booking_console.adapters.portal.probing.sighting import FieldSeen, FormSeen, PageSeen
from booking_console.domain.appointment import AppointmentType

_WANTED = ("room", "date", "start", "guest", "end", "duration", "type")
_RANGE = re.compile(r"^(\d{1,2}:\d\d)\s*(?:-|–|to|bis)\s*(\d{1,2}:\d\d)$")
_MOST_OFFERED = 30


@dataclass
class FormFound:
    """missing: what a booking needs and no control was found for; unsure: guesses that a person must look at."""

    page: PageSeen
    form: FormSeen
    meanings: Mapping[str, FieldSeen]
    steps: list[dict[str, Any]] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    periods: list[dict[str, Any]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    time: str = ""
    unsure: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def find_form(pages: Sequence[PageSeen], names: Sequence[str], refills: Mapping[str, str]) -> FormFound | None:
    """The form that asks for most of what a booking needs. names: our rooms."""
    best: FormFound | None = None
    for page in pages:
        for form in (form for form in page.forms if not form.password):
            meanings = {word: one for one in form.fields if (word := means(one))}
            score = len(set(meanings) & set(_WANTED)) + (form.method == "post")
            if score >= 3 and (best is None or score > _score(best)):
                best = FormFound(page, form, meanings)
    if best is not None:
        _Writer(best, names, refills).write()
    return best


def rooms_of_forms(pages: Sequence[PageSeen], names: Sequence[str], css: str) -> tuple[dict[str, str], dict[str, str]]:
    """Labels and values of our rooms in the drop-down of every page with this form: of each area another part."""
    labels, ids = dict[str, str](), dict[str, str]()
    for field_ in (f for page in pages for form in page.forms if form.css == css for f in form.fields):
        if means(field_) == "room":
            texts = {_without_remark(text): value for value, text in field_.options}
            matched = match_rooms(names, list(texts))
            labels |= matched
            ids |= {name: texts[label] for name, label in matched.items()}
    return labels, ids


def rooms_offered(pages: Sequence[PageSeen], more: Sequence[tuple[str, str]] = ()) -> str:
    """For a sentence: what the portal's own forms, tables and answers offer as rooms, by value."""
    fields = (one for page in pages for form in page.forms for one in form.fields)
    offered = dict(option for one in fields if means(one) == "room" for option in one.options)
    offered |= {value: text for value, text in more if text not in offered.values()}
    listed = [f'{text} ("{value}")' if value != text else text for value, text in offered.items() if value and text]
    return f"; it offers {', '.join(listed[:_MOST_OFFERED])}" if listed else ""


def forms_seen(pages: Sequence[PageSeen]) -> str:
    """For a sentence: which forms there are, so that a person can say which it is."""
    told = {}
    for page in pages:
        for form in (form for form in page.forms if form.shown and not form.password):
            fields = list(dict.fromkeys(f'"{one.called}"' for one in form.fields if one.shown))
            buttons = [f'the button "{text}"' for _, text in form.buttons if text]
            if fields:
                told[f"{form.css} at {page.path}"] = (
                    f"{form.css} at {page.path} with {', '.join([*fields[:8], *buttons[:2]])}"
                )
    return f"; it has {'; '.join(list(told.values())[:5])}" if told else ""


def read_periods(options: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Fixed times, start and end in seconds since midnight, from the choices of a drop-down; empty when they are none."""
    ranges = [(value, text, m) for value, text in options if (m := _RANGE.match(text))]
    if len(ranges) < 2:
        return []
    starts = rising([seconds_of(m.group(1).zfill(5), "%H:%M") or 0 for _, _, m in ranges])
    ends = rising([seconds_of(m.group(2).zfill(5), "%H:%M") or 0 for _, _, m in ranges])
    return [
        {"start": begin, "end": end if end > begin else end + 43200, "id": value, "label": text}
        for (value, text, _), begin, end in zip(ranges, starts, ends, strict=True)
    ]


def _without_remark(text: str) -> str:
    return re.sub(r"\s*\(.*\)$", "", text)


def _score(found: FormFound) -> int:
    return len(set(found.meanings) & set(_WANTED)) + (found.form.method == "post")


class _Writer:
    """Writes the steps of one form."""

    def __init__(self, found: FormFound, names: Sequence[str], refills: Mapping[str, str]) -> None:
        self._found, self._names, self._refills = found, names, refills

    def write(self) -> None:
        found = self._found
        found.labels, found.ids = rooms_of_forms([found.page], self._names, found.form.css)
        self._read_periods()
        done = set[str]()
        for one in found.form.fields:
            meaning = means(one)
            if one.type == "radio" and one.name in done:
                continue
            done.add(one.name)
            self._field(one, meaning)
        self._fixed()
        for word in ("room", "start", "guest", "date"):
            if not any(word in str(step.get("value", step["target"])) for step in found.steps):
                found.missing.append(word)

    def _read_periods(self) -> None:
        start = self._found.meanings.get("start")
        self._found.periods = read_periods(start.options) if start else []

    def _field(self, one: FieldSeen, meaning: str | None) -> None:
        found = self._found
        value = self._value(one, meaning)
        if one.opens or one.role == "combobox":
            self._picker(one, meaning)
        elif one.type == "radio" and meaning == "type":
            self._read_types([(o.value, o.label) for o in found.form.fields if o.name == one.name], by_label=True)
            self._add("check", {"label": "{type}"})
        elif value is None:
            found.ignore.append(self._css(one))
            must = "must be filled in" if one.required else "may be left empty, as far as the page says"
            found.unsure.append(f'the field "{one.called}" of the form: what is it for? It {must}')
        elif one.tag == "select":
            self._select(one, value)
        else:
            extra = {"optional": True} if meaning == "reference" else {}
            extra |= {"skip_if_empty": True} if meaning == "email" else {}
            found.ignore += [self._css(one)] if extra else []
            self._add("fill", self._target(one), value=value, **extra)

    def _value(self, one: FieldSeen, meaning: str | None) -> str | None:
        """The blank that belongs into it, None when it is not known."""
        plain = {"room": "{room}", "guest": "{guest}", "reference": "{key}", "email": "{guest_email}", "area": "{area}"}
        if meaning in plain:
            return plain[meaning]
        if meaning in ("start", "end"):
            return self._time(one, meaning)
        if meaning == "date":
            return self._date(one)
        if meaning == "type":
            return "{type}" if one.tag == "select" and self._read_types(one.options) else None
        if meaning in ("month", "year"):
            return "{date:%-m}" if meaning == "month" else "{date:%Y}"
        if meaning == "unit":
            return next((value for value, text in one.options if text.casefold().startswith("min")), None)
        return "{duration:minutes}" if meaning == "duration" else None

    def _time(self, one: FieldSeen, meaning: str) -> str | None:
        if self._found.periods:
            return f"{{{meaning}:period}}"
        if one.type == "time":
            return f"{{{meaning}}}"
        values, texts = [v for v, _ in one.options if v], [t for v, t in one.options if v]
        form = clock_format(values) or clock_format(texts)
        if form is None and not one.options and meaning == "end":
            form = self._found.time  # refilled once the start is chosen, most likely in the same words
        elif form is None:
            self._found.unsure.append(f'how the field "{one.called}" writes a time')
        self._found.time = form or self._found.time
        return f"{{{meaning}:{form}}}" if form else f"{{{meaning}}}"

    def _date(self, one: FieldSeen) -> str:
        if one.type == "date":
            return "{date}"
        if one.options and all(value.isdecimal() and int(value) <= 31 for value, _ in one.options if value):
            return "{date:%-d}"
        form = placeholder_format(one.placeholder)
        if form is None:
            self._found.unsure.append(f'how the field "{one.called}" writes a date: it shows no example')
        return f"{{date:{form}}}" if form else "{date}"

    def _read_types(self, options: Sequence[tuple[str, str]], *, by_label: bool = False) -> bool:
        """Our types under the portal's values. Whether any was found."""
        for kind in AppointmentType:
            fitting = [(v, t) for v, t in options if t.casefold()[:5] == kind.value.casefold()[:5]]
            if len(fitting) == 1:
                self._found.types[kind.value] = fitting[0][1] if by_label else fitting[0][0]
        missing = [kind.value for kind in AppointmentType if kind.value not in self._found.types]
        if missing:
            self._found.unsure.append(f"types: the portal's word for {', '.join(missing)}")
        return bool(self._found.types)

    def _select(self, one: FieldSeen, value: str) -> None:
        asked = self._refills.get(f"{self._found.form.css} {one.css}")
        extra: dict[str, Any] = {"wait": {"response": re.escape(asked), "quiet_ms": 200}} if asked else {}
        texts = [text for _, text in one.options]
        if (
            value.startswith(("{start", "{end"))
            and ":period" not in value
            and clock_format([v for v, _ in one.options if v]) is None
        ):
            extra |= {"by": "label"} if clock_format(texts[1:]) else {}
        self._add("select", self._target(one), value=value, **extra)

    def _picker(self, one: FieldSeen, meaning: str | None) -> None:
        """A list box made by a script is a guess; a calendar made by one cannot be read without pressing it."""
        value = {"room": "{room:label}", "type": "{type}", "start": "{start}", "end": "{end}"}.get(meaning or "")
        if value is None or (one.opens or "listbox") != "listbox":
            self._found.missing.append(f'the step "calendar" or "pick" for "{one.called}": a control made by a script')
            return
        self._found.unsure.append(f'the list box "{one.called}": whether its choices are li[role=option]')
        self._add("pick", self._target(one), options="li[role=option]", value=value)

    def _fixed(self) -> None:
        """What a hidden field carries is fixed by the form's address."""
        room = next((name for name, _ in self._found.form.hidden if re.search(r"room|rid|resource|raum", name)), None)
        if room and "room" not in self._found.meanings:
            self._found.unsure.append(
                f"the room is fixed by the hidden field {room}: let a step expect its name on the page"
            )

    def _css(self, one: FieldSeen) -> str:
        name = f'{one.tag}[name="{one.name}"]'
        return f"{self._found.form.css} {one.css if '#' in one.css or not one.name else name}"

    def _target(self, one: FieldSeen) -> dict[str, Any]:
        label = one.label.strip(" *:")
        words = {"label": label.replace("{", "{{").replace("}", "}}")} if label else {}
        return {"css": self._css(one), **words}

    def _add(self, do: str, target: Mapping[str, Any], **words: Any) -> None:
        self._found.steps.append({"do": do, "target": dict(target), **words})
