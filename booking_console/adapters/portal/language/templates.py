"""Texts with blanks: `{name}` or `{name:format}`, filled from one request. Pure.

The names and their formats are checked when a profile is loaded, so filling cannot meet a blank it does not know. `{{` and `}}`
stand for the braces themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal
from urllib.parse import quote, quote_plus

from booking_console.adapters.portal.language.formats import (
    LENGTH_WORDS,
    TIME_WORDS,
    Dialect,
    unknown_codes,
    write_length,
    write_moment,
)
from booking_console.adapters.portal.language.words import GUEST_FORMS, fold_spaces, part_of_its_own, write_guest
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.portal import RoomRequest
from booking_console.domain.slot import Slot

_BLANK = re.compile(r"\{\{|\}\}|\{([a-z_]+)(?::([^{}]*))?\}")
_MOMENTS = {"date": "%Y-%m-%d", "start": "%H:%M", "end": "%H:%M"}
_ROOM_FORMS = ("id", "label", "name")
PAGE_NAMES = frozenset({"date", "start", "end", "duration", "area", "room", "type"})
#: What a page that is looked for after a booking may be asked by, too.
SEARCH_NAMES = PAGE_NAMES | {"guest", "guest_email", "key", "reference"}
#: Where an entry that is being changed stands until then.
WAS_NAMES = frozenset({"was_date", "was_start", "was_end", "was_room"})
ENTRY_NAMES = SEARCH_NAMES | WAS_NAMES
#: A page that knows one of these is about one visit, not about a whole day.
INTERVAL_NAMES = frozenset({"start", "end", "duration", "type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks:
    """What the blanks of a template are filled with. values: the plain ones; room: by form (id, label, name). was: of the place that an
    entry leaves."""

    moments: Mapping[str, datetime]
    dialect: Dialect
    slot: Slot | None = None
    room: Mapping[str, str] = field(default_factory=dict)
    guest: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    was: "Blanks | None" = None


def names_in(template: str) -> set[str]:
    return {match.group(1) for match in _BLANK.finditer(template) if match.group(1)}


def blanks_in(template: str) -> set[str]:
    """As they stand there, with their formats."""
    return {match.group() for match in _BLANK.finditer(template) if match.group(1)}


def texts_in(value: Any) -> list[str]:
    """Every text in a table of a profile, however deep."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_in(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in texts_in(inner)]
    return [value] if isinstance(value, str) else []


def check(template: str, allowed: frozenset[str]) -> str:
    """Returns the template. ValueError says what is wrong with it, in plain words."""
    rest = _BLANK.sub("", template)
    if "{" in rest or "}" in rest:
        raise ValueError(f"expected blanks such as {{date:%d/%m/%Y}}, got {template!r}")
    for name, form in ((name, form) for name, form in _BLANK.findall(template) if name):
        if name not in allowed:
            raise ValueError(f"expected one of the blanks {', '.join(sorted(allowed))}, got {{{name}}}")
        _check_form(name, form)
    return template


def _check_form(name: str, form: str) -> None:
    if not form:
        return
    name = name.removeprefix("was_")
    if name in _MOMENTS:
        check_moment_format(form)
        if name == "date" and form.startswith("period"):
            raise ValueError("expected a period only of {start} and {end}, got {date:" + form + "}")
        return
    known = {"duration": LENGTH_WORDS, "guest": GUEST_FORMS, "room": frozenset(_ROOM_FORMS)}.get(name, frozenset())
    if form not in known:
        raise ValueError(f"expected {{{name}}} with one of {', '.join(sorted(known)) or 'no format'}, got {form!r}")


def check_moment_format(form: str) -> str:
    """Returns the format. ValueError in plain words."""
    if form in TIME_WORDS:
        return form
    if "%" not in form or unknown_codes(form):
        words = ", ".join(sorted(TIME_WORDS))
        raise ValueError(f"expected a pattern such as %d/%m/%Y or one of {words}, got {form!r}")
    return form


def fill(template: str, blanks: Blanks, *, for_url: bool = False) -> str:
    """for_url: values are percent-encoded, the template itself is not."""

    def value(match: re.Match[str]) -> str:
        if not match.group(1):
            return match.group()[0]
        text = _value(match.group(1), match.group(2), blanks)
        return quote(text, safe="") if for_url else text

    return _BLANK.sub(value, template)


def fill_pattern(pattern: str, blanks: Blanks, *, for_url: bool = False) -> str:
    """A pattern whose blanks stand for just these values, each as a part of its own, in small or capital letters. for_url: as they are or
    percent-encoded."""

    def value(match: re.Match[str]) -> str:
        if not match.group(1):
            return match.group()
        text = fold_spaces(_value(match.group(1), match.group(2), blanks))
        ways = dict.fromkeys((text, quote(text, safe=""), quote_plus(text)) if for_url else (text,))
        return f"(?i:{'|'.join(map(part_of_its_own, ways))})"

    return _BLANK.sub(value, pattern)


def fill_all(value: Any, blanks: Blanks) -> Any:
    """Every text in a table of a profile filled in, however deep."""
    if isinstance(value, dict):
        return {key: fill_all(inner, blanks) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [fill_all(inner, blanks) for inner in value]
    return fill(value, blanks) if isinstance(value, str) else value


def _value(name: str, form: str | None, blanks: Blanks) -> str:
    if name in WAS_NAMES:
        assert blanks.was is not None
        return _value(name.removeprefix("was_"), form, blanks.was)
    if name in _MOMENTS:
        edge: Literal["start", "end"] = "end" if name == "end" else "start"
        return write_moment(blanks.moments[name], form or _MOMENTS[name], blanks.dialect, edge=edge)
    if name == "duration":
        assert blanks.slot is not None
        return write_length(blanks.slot.length, form or "minutes", blanks.dialect)
    if name == "guest":
        return write_guest(blanks.guest, form or "full")
    if name == "room":
        return blanks.room[form or "id"]
    return blanks.values[name]


def page_blanks(day: date, dialect: Dialect, *, slot: Slot | None = None) -> Blanks:
    """For a page that shows a day, or one interval of it."""
    zone = dialect.zone
    moments = {"date": datetime.combine(day, time(), zone)}
    if slot is not None:
        moments |= {"start": slot.start.astimezone(zone), "end": slot.end.astimezone(zone)}
    return Blanks(moments=moments, dialect=dialect, slot=slot)


def entry_values(request: RoomRequest, *, area: str, types: Mapping[str, str], reference: str | None) -> dict[str, str]:
    """The plain blanks of one request. types: our type to the portal's word, "" stands for a visit without a type."""
    return {
        "area": area,
        "type": type_word(request.type, types),
        "key": request.key,
        "guest_email": request.guest_email or "",
        "reference": reference or "",
    }


def type_word(kind: AppointmentType | None, types: Mapping[str, str]) -> str:
    """In the portal's words."""
    wanted = kind.value if kind else ""
    return types.get(wanted, wanted)
