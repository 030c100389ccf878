"""Days that a mail only names - "tomorrow", "on Friday" - must be the day that the reading found."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from datetime import date
from typing import Any

from booking_console.adapters.parsing.languages.words import DAY_NAMES, WEEKDAYS
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.moments import Clockwork
from booking_console.domain.extraction import AppointmentFields, Doubt, Field, FieldName

# Short forms are words of their own in other languages ("sun", "di", "ma").
_NAMED = compiled(rf"\b(?:{'|'.join(name for name in WEEKDAYS if len(name) > 4)})\b", re.IGNORECASE)
_EDGE = re.compile(r"[.!?](?=\s)|\n\n|\n(?=[^\n:]{0,40}:)")
# The day on which somebody was told, not the day of the visit.
_SPOKEN = compiled(
    r"\b(?:phone\w*|telephon\w*|telefon\w*|call\w*|spoke\w*|request\w*|e-?mail\w*|agreed|discussed|conversation"
    r"|told|rang|appel\w*|llam\w*|bel\w*"
    r"|vereinbart|besprochen)\b",
    re.IGNORECASE,
)
_HABIT = compiled(
    r"\b(?:every|each|usual\w*|alternate|weekly|works?|available|open|hours|clinics?|jeden|elke|chaque|cada)\b",
    re.IGNORECASE,
)


def day_doubts(
    subject: str, clock: Clockwork, appointments: Sequence[AppointmentFields], *, also: Set[date] = frozenset()
) -> list[Doubt]:
    """also: days that the mail gives up without a time."""
    known = {field.value.date() for one in appointments for field in (one.start, one.previous_start) if field}
    if not known:
        return []
    known |= also
    edges = [0, *(match.end() for match in _EDGE.finditer(clock.text)), len(clock.text)]
    sentences = {_around(edges, one.start) for one in appointments if one.start and one.start.source.start >= 0}
    for said in [subject, *(clock.text[start:end] for start, end in sorted(sentences))]:
        for name, weekday in _weekdays(said):
            if weekday not in {day.weekday() for day in known}:
                return [_doubt(name, known)]
    vague = [day for day in clock.dates if day.is_vague and day.day is not None and day.day not in known]
    vague = [day for day in vague if not _SPOKEN.search(clock.text, max(0, day.start - 40), day.end + 24)]
    near = (day for day in vague if any(start <= day.start < end for start, end in sentences))
    return [_doubt(day.text, known) for day in near][:1]


def _around(edges: Sequence[int], found: Field[Any]) -> tuple[int, int]:
    """From the beginning of the sentence in which the value stands to the end of the one in which it ends."""
    after = bisect_left(edges, found.source.end)
    return edges[bisect_right(edges, found.source.start) - 1], edges[min(after, len(edges) - 1)]


def _doubt(said: str, known: set[date]) -> Doubt:
    days = " and ".join(f"{DAY_NAMES[day.weekday()]} {day:%d %B %Y}" for day in sorted(known))
    return Doubt(FieldName.START, f'The mail says "{said}", but the date in it is {days}.')


def _weekdays(said: str) -> Iterator[tuple[str, int]]:
    if not _HABIT.search(said):
        for match in _NAMED.finditer(said):
            yield match[0], WEEKDAYS[match[0].casefold()]
