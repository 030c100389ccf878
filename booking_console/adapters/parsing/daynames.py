"""Days that a mail only names - "tomorrow", "on Friday" - must be the day that the reading found."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from booking_console.adapters.parsing.moments import Clockwork
from booking_console.adapters.parsing.words import DAY_NAMES, WEEKDAYS
from booking_console.domain.extraction import AppointmentFields, Doubt, Field, FieldName

# Short forms are words of their own in other languages ("sun", "di", "ma").
_NAMED = re.compile(rf"\b(?:{'|'.join(name for name in WEEKDAYS if len(name) > 4)})\b", re.IGNORECASE)
_EDGE = re.compile(r"[.!?](?=\s)|\n\n|\n(?=[^\n:]{0,40}:)")
_HABIT = re.compile(
    r"\b(?:every|each|usual\w*|alternate|weekly|works?|available|open|hours|clinics?|jeden|elke|chaque|cada)\b",
    re.IGNORECASE,
)


def day_doubts(subject: str, clock: Clockwork, appointments: Sequence[AppointmentFields]) -> list[Doubt]:
    known = {field.value.date() for one in appointments for field in (one.start, one.previous_start) if field}
    for said in [subject, *(_sentence(clock.text, one.start) for one in appointments if one.start)]:
        for name, weekday in _weekdays(said):
            if known and weekday not in {day.weekday() for day in known}:
                return [_doubt(name, known)]
    for one in appointments:
        for mention in clock.dates:
            is_near = one.start and one.start.source.start >= 0 and _same_sentence(clock.text, mention.start, one.start)
            if is_near and mention.is_vague and mention.day is not None and mention.day not in known:
                return [_doubt(mention.text, known)]
    return []


def _doubt(said: str, known: set[date]) -> Doubt:
    days = " and ".join(f"{DAY_NAMES[day.weekday()]} {day:%d %B %Y}" for day in sorted(known))
    return Doubt(FieldName.START, f'The mail says "{said}", but the date in it is {days}.')


def _weekdays(said: str) -> Iterator[tuple[str, int]]:
    if not _HABIT.search(said):
        for match in _NAMED.finditer(said):
            yield match[0], WEEKDAYS[match[0].casefold()]


def _bounds(text: str, position: int) -> tuple[int, int]:
    before = max((match.end() for match in _EDGE.finditer(text, 0, position)), default=0)
    after = _EDGE.search(text, position)
    return before, after.start() if after else len(text)


def _sentence(text: str, found: Field[Any]) -> str:
    if found.source.start < 0:
        return ""
    before, after = _bounds(text, found.source.start)
    return text[before : max(after, found.source.end)]


def _same_sentence(text: str, position: int, found: Field[Any]) -> bool:
    before, after = _bounds(text, found.source.start)
    return before <= position < max(after, found.source.end)
