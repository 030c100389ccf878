"""The list of one day: a date as the heading, then a line for each patient with nothing but time and name."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from booking_console.adapters.parsing.lines.found import Reading, in_text
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.lines.rows import is_free, read_rows
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import is_clinical, person_name
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.times.clock import TimeMention
from booking_console.adapters.parsing.times.moments import Clockwork, combine
from booking_console.domain.extraction import AppointmentFields, Doubt, Field, FieldName, Rung

_BEFORE_TIME = re.compile(r"[ ]*(?:[\u2022*\u00b7\u25aa-][ ]+)?")
_LINK = re.compile(r"[ ]*[:,|;\u2013\u2014-]?[ ]*")
_NAME_END = re.compile(r"[ ]*(?:[,(|;/:]|[ ][-\u2013\u2014][ ]|[ ](?:with|w/|for|mit|avec|con|met)[ ]).*$")
_COLUMNS = re.compile(r"[ ]{2,}|[ ]*[|][ ]*")
_AT = re.compile(r"[ ](?:at|um|om|\u00e0|a las|@)[ ]*$", re.IGNORECASE)
_PLURAL = 2
# What also stands on the lines of a day and is nobody.
_NOBODY = compiled(
    r"\b(?:break|lunch|tea|coffee|round|meeting|huddle|admin|theatre|paperwork|phone|calls?|handover|teaching"
    r"|free|blocked|clinic|pause|mittag\w*"
    r"|besprechung|pauze|overleg|r\u00e9union|descanso|reuni\u00f3n)\b",
    re.IGNORECASE,
)


def read_day_list(clock: Clockwork, entries: Sequence[Entry]) -> Reading:
    """Empty unless at least two lines say the same thing about one certain day."""
    reading = _of_one_day(clock, entries)
    if not (reading.appointments or reading.doubts):
        reading = read_rows(clock, entries)
    if reading.appointments and (match := _BUT.search(_beside(clock.text, reading))):
        reading.doubt(None, f'The mail says "{match[0]}" beside a list.')
    for line in _left_out(clock, reading):
        reading.doubt(None, f'The mail also lists "{line}".')
    return reading


# Whoever sends a list says little beside it.
_BUT = re.compile(
    r"\b(?:not|never|but|except|elsewhere|interview\w*|might|maybe|perhaps|unless|instead|approv\w+|pending|awaiting|possible|possibly|provisional\w*"
    r"|nicht|aber|au\u00dfer|vielleicht|niet|maar|behalve|misschien|mais|sauf|peut-\u00eatre|pero|salvo|quiz\u00e1s?)\b|\w+n['\u2019]t\b",
    re.IGNORECASE,
)


def _beside(text: str, reading: Reading) -> str:
    """What stands above and between the lines, as far as it speaks of the list."""
    last = max((one.start.source.start for one in reading.appointments if one.start), default=0)
    below = text.find("\n\n", last)
    end = text.find("\n\n", below + 2) if below >= 0 else -1
    return text[: min(sign_off_of(text), end if end >= 0 else len(text))]


def _left_out(clock: Clockwork, reading: Reading) -> Iterator[str]:
    """Lines with a time among those that were read: nobody on the list is passed over."""
    read = {_line_at(clock.text, one.start.source.start) for one in reading.appointments if one.start}
    if not read:
        return
    first, last = _block(clock.text, min(read)), _block(clock.text, max(read))
    for time in clock.times:
        start, end = line = _line_at(clock.text, time.start)
        is_heading = any(start <= day.start < end for day in clock.dates) and end <= min(read)[0]
        rest = clock.text[start : time.start] + clock.text[time.end : end]
        if first[0] <= start and end <= last[1] and line not in read and not is_free(rest) and not is_heading:
            yield " ".join(clock.text[start:end].split())


def _block(text: str, line: tuple[int, int]) -> tuple[int, int]:
    """The lines around it up to the next empty one."""
    begin, end = text.rfind("\n\n", 0, line[0]), text.find("\n\n", line[1])
    return begin + 2 if begin >= 0 else 0, end if end >= 0 else len(text)


def _of_one_day(clock: Clockwork, entries: Sequence[Entry]) -> Reading:
    reading = Reading(Rung.LABEL)
    lines = list(_lines(clock, entries))
    if len(lines) < _PLURAL:
        return reading
    above = [day for day in clock.dates if day.end <= lines[0][0].start and not _is_aside(day.start, entries)]
    beside = [day for day in clock.dates if lines[0][0].start < day.start < lines[-1][0].start]
    days = {day.day for day in above}
    if len(days) != 1 or beside:
        return reading
    heading = next((day for day in clock.dates if day.day in days and day.end <= lines[0][0].start), None)
    if heading is None or heading.day is None:
        return reading
    for time, guest in lines if any(guest for _, guest in lines) else ():
        if guest is None:
            reading.doubts.append(Doubt(FieldName.GUEST, f'The line at "{time.text}" does not name one patient.'))
            continue
        moment = combine(clock.text, heading, time, clock.zone)
        if moment.at is None:
            reading.doubts.append(Doubt(FieldName.START, moment.doubt, moment.readings))
        else:
            reading.appointments.append(
                AppointmentFields(
                    guest=guest, start=_placed(moment.at, clock, time), end=_placed(moment.until, clock, time)
                )
            )
    return reading


def _placed(value: datetime | None, clock: Clockwork, time: TimeMention) -> Field[datetime] | None:
    return in_text(value, clock.text, time.start, time.end, Rung.LABEL) if value else None


def _is_aside(position: int, entries: Sequence[Entry]) -> bool:
    return any(entry.start <= position < entry.end and entry.role is Role.IGNORED for entry in entries)


def _lines(clock: Clockwork, entries: Sequence[Entry]) -> Iterator[tuple[TimeMention, Field[str] | None]]:
    """Lines that begin or end with their only time; the guest is None where the rest is no name."""
    for time in clock.times:
        start, end = _line_around(clock.text, time)
        others = [other for other in clock.times if start <= other.start < end and other is not time]
        is_labelled = any(start <= entry.start <= end and entry.role is not Role.UNKNOWN for entry in entries)
        if others or is_labelled or any(start <= day.start < end for day in clock.dates):
            continue
        if _BEFORE_TIME.fullmatch(clock.text, start, time.start):
            rest = _LINK.match(clock.text, time.end, end)
            yield from _line(clock, time, rest.end() if rest else time.end, end)
        elif not clock.text[time.end : end].strip(" .,;"):
            begin = _BEFORE_TIME.match(clock.text, start, time.start)
            yield from _line(clock, time, begin.end() if begin else start, time.start)


def _line(clock: Clockwork, time: TimeMention, start: int, end: int) -> Iterator[tuple[TimeMention, Field[str] | None]]:
    cells = [cell for cell in _COLUMNS.split(clock.text[start:end]) if cell.strip(" ,.;-")]
    others = [cell for cell in cells[1:] if person_name(cell) and " " in cell.strip() and not is_clinical(cell)]
    said = _AT.sub("", _NAME_END.sub("", cells[0] if cells else "")).rstrip(" ,:;-\u2013\u2014")
    if others and not _NOBODY.search(said):
        yield time, None  # a second name may be who treats, or who comes
        return
    start = clock.text.find(said, start, end) if said else start
    name = person_name(said) if said and ":" not in said else None
    if name is not None and " " in name and not is_clinical(said) and not _NOBODY.search(said):
        yield time, in_text(name, clock.text, start, start + len(said), Rung.LABEL)
    elif said and len(said.split()) <= 4 and said[0].isupper() and not _NOBODY.search(said) and not is_clinical(said):
        yield time, None


def _line_around(text: str, time: TimeMention) -> tuple[int, int]:
    return _line_at(text, time.start)


def _line_at(text: str, position: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return start, len(text) if end < 0 else end
