"""What the parameters of a portal's addresses stand for. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from booking_console.adapters.portal.probing.meanings import date_formats, is_clock
from booking_console.adapters.portal.probing.sighting import PageSeen

_DEFAULTS = {"%Y-%m-%d": "{date}"}


@dataclass
class Parameters:
    """dates: name of a parameter -> all formats that fit every value seen. values: of every parameter. near: today."""

    values: Mapping[str, set[str]]
    dates: dict[str, list[str]] = field(default_factory=dict)
    near: date | None = None

    @classmethod
    def of(cls, urls: Iterable[str], near: date) -> "Parameters":
        values = defaultdict[str, set[str]](set)
        for url in urls:
            for name, value in parse_qsl(urlsplit(url).query):
                values[name].add(value)
        found = cls(values, near=near)
        for name, seen in values.items():
            fitting = [set(date_formats(value, near)) for value in seen]
            common = set.intersection(*fitting)
            if common:
                found.dates[name] = sorted(common, key=lambda form: form != "%Y-%m-%d")
        return found

    @property
    def ambiguous(self) -> list[str]:
        return [f"{name} ({' or '.join(forms)})" for name, forms in self.dates.items() if len(forms) > 1]


#: Parameters that hold a part of a date or time.
_PARTS = {
    "year": ("date", "Y"),
    "month": ("date", "m"),
    "day": ("date", "d"),
    "hour": ("start", "H"),
    "minute": ("start", "M"),
}


def date_blank(form: str) -> str:
    return _DEFAULTS.get(form, f"{{date:{form}}}")


@dataclass(frozen=True)
class Known:
    """What values may stand for. area: the name of its parameter; time: how the portal writes a start; periods: ids of fixed times."""

    parameters: Parameters
    area: str = ""
    room_ids: frozenset[str] = frozenset()
    time: str = ""
    periods: frozenset[str] = frozenset()


def template_of(url: str, known: Known) -> tuple[str, list[str]]:
    """The address with blanks, without its host; and the parameters that stay as they were, to be looked at by a person."""
    parts = urlsplit(url)
    written, kept = list[str](), list[str]()
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        blank = _blank(name, value, known)
        if blank is None and value:
            kept.append(f"{name}={value}")
        written.append(f"{name}={blank if blank is not None else _escaped(value)}")
    query = "&".join(written)
    behind = f"#{_segments(parts.fragment, known)}" if parts.fragment.startswith(("/", "!")) else ""
    return _segments(parts.path, known) + (f"?{query}" if query else "") + behind, kept


def _segments(path: str, known: Known) -> str:
    """With blanks for what is a day or one of the rooms."""
    parts, before = list[str](), ""
    for part in path.split("/"):
        near = known.parameters.near
        forms = date_formats(part, near) if near else []
        is_room = part in known.room_ids and (
            not part.isdecimal() or bool(re.search(r"room|resource|raum|salle", before))
        )
        parts.append(date_blank(forms[0]) if forms else "{room}" if is_room else _escaped(part))
        before = part
    return "/".join(parts)


def _blank(name: str, value: str, known: Known) -> str | None:
    if name in known.parameters.dates:
        return date_blank(known.parameters.dates[name][0])
    if name == known.area:
        return "{area}"
    values = known.parameters.values.get(name, {value})
    if values <= known.room_ids:
        return "{room}"
    if values <= known.periods:
        return "{start:period}"
    if name in _PARTS and all(value.isdecimal() for value in values):
        blank, code = _PARTS[name]
        return f"{{{blank}:%{'-' if any(len(value) == 1 for value in values) else ''}{code}}}"
    if known.time and all(is_clock(value, known.time) for value in values):
        return "{start}" if known.time == "%H:%M" else f"{{start:{known.time}}}"
    return None


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def area_parameter(rooms_on: Sequence[tuple[str, frozenset[str]]]) -> str:
    """The parameter by whose values pages show different rooms; "" when one page shows them all. rooms_on: address and rooms."""
    names = {name for url, _ in rooms_on for name, _ in parse_qsl(urlsplit(url).query)}
    for name in sorted(names):
        shown = defaultdict[str, set[frozenset[str]]](set)
        for url, rooms in rooms_on:
            value = dict(parse_qsl(urlsplit(url).query)).get(name)
            if value is not None:
                shown[value].add(rooms)
        alone = [next(iter(sets)) for sets in shown.values() if len(sets) == 1]
        if len(shown) > 1 and len(alone) == len(shown) == len(set(alone)):
            return name
    return ""


def rooms_linked(pages: Sequence[PageSeen]) -> list[tuple[str, str]]:
    """Value and text of links that differ in one parameter that is called one of rooms."""
    found: dict[str, str] = {}
    for link in (link for page in pages for link in page.links):
        for name, value in link.parameters.items():
            if re.search(r"room|resource|raum|salle|sala", name, re.IGNORECASE) and re.search(
                r"[^\W\d_]{2}", link.text
            ):
                found.setdefault(value, link.text)
    return list(found.items())
