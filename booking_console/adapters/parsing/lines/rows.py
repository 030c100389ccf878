"""Lists without column names: each line a time and a patient, with a day of its own or the day of the heading above."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booking_console.adapters.parsing.lines.found import Reading, in_text
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import is_clinical, person_name
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.clock import TimeMention
from booking_console.adapters.parsing.times.mentions import DateMention
from booking_console.adapters.parsing.times.moments import Clockwork, combine
from booking_console.domain.extraction import AppointmentFields, Doubt, Field, FieldName, Rung

_CELL_END = re.compile(
    r"[ ]{2,}|[|;\t\u00b7\u2022]|,[ ]|[ ][-\u2013\u2014]+[ ]|:[ ]|[()]|[ ](?:at|um|om|\u00e0|a las|for|with|w/|mit|bei|met|bij|avec"
    r"|chez|con|von|from)(?=[ ]|$)",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?:with|w/|mit|bei|met|bij|avec|chez|con)[ ]*$", re.IGNORECASE)
_STRUCK = re.compile(
    r"\b(?:cancel\w*|moved|was|dna|no|not|tbc|provisional|hold|free|blocked|abgesagt|storniert|frei|verlegt|vrij|geannuleerd|annul\w+|libre"
    r"|anulad\w+|cancelad\w+)\b|\(old: |\?",
    re.IGNORECASE,
)
_FREE = compiled(
    r"\W*(?:free|blocked|open|available|vacant|lunch|break|frei|vrij|libre|pause|pauze|descanso)(?: slot| time)?\W*",
    re.IGNORECASE,
)
_PLURAL = 2


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    time: TimeMention
    day: DateMention | None
    names: tuple[tuple[str, int, int], ...]  # as they stand from left to right


def read_rows(clock: Clockwork, entries: Sequence[Entry]) -> Reading:
    """Empty unless at least two lines look alike and each of them names one patient and one certain day."""
    reading = Reading(Rung.LABEL)
    rows = [row for row in _rows(clock, entries) if row.names]
    # Two names on a line may be two people, or the patient and who treats.
    if not (len(rows) >= _PLURAL or _is_alone(clock, rows)) or any(len(row.names) > 1 for row in rows):
        return reading
    for row in rows:
        day = row.day or _day_above(clock, row, rows)
        if day is None:
            return Reading(Rung.LABEL)
        if _STRUCK.search(clock.text, row.start, row.end):
            line = " ".join(clock.text[row.start : row.end].split())
            reading.doubt(None, f'The mail lists "{line}"; a person should read it.')
        moment = combine(clock.text, day, row.time, clock.zone)
        if moment.at is None:
            reading.doubts.append(Doubt(FieldName.START, moment.doubt, moment.readings))
            continue
        name, start, end = row.names[0]
        at = (clock.text, row.time.start, row.time.end, Rung.LABEL)
        guest: Field[str] = in_text(name, clock.text, start, end, Rung.LABEL)
        until = in_text(moment.until, *at) if moment.until else None
        reading.appointments.append(AppointmentFields(guest=guest, start=in_text(moment.at, *at), end=until))
    return reading


_COLUMNS = re.compile(r"\S(?:[ ]{2,}|[ ]*[|][ ]*)\S")


def _is_alone(clock: Clockwork, rows: Sequence[_Row]) -> bool:
    """One row in columns, in a text that knows no other time and no other day to come."""
    days = {day.day for day in clock.dates if day.day and not _written(clock, day)}
    times = {time.begin for time in clock.times}
    is_one = len(rows) == 1 and len(days) == 1 and len(times) == 1
    return is_one and _COLUMNS.search(clock.text, rows[0].time.end - 1, rows[0].end) is not None


def _day_above(clock: Clockwork, row: _Row, rows: Sequence[_Row]) -> DateMention | None:
    """The last day above, which no sentence between the rows has brought in."""
    above = [day for day in clock.dates if day.end <= row.start and not _written(clock, day)]
    first = rows[0].start
    beside = [day for day in above if day.start > first]
    days = {day.day for day in above if day.end <= first}
    if any(not _is_heading(clock.text, day) for day in beside) or (not beside and len(days) != 1):
        return None
    return above[-1] if above and above[-1].day is not None else None


def _written(clock: Clockwork, day: DateMention) -> bool:
    """The day on which the mail was written is none of the list."""
    return bool(day.day and day.day <= clock.calendar.today)


def _is_heading(text: str, day: DateMention) -> bool:
    start, end = _line_around(text, day.start)
    return len(f"{text[start : day.start]} {text[day.end : end]}".split()) <= _PLURAL


def _rows(clock: Clockwork, entries: Sequence[Entry]) -> Iterator[_Row]:
    for time in clock.times:
        start, end = _line_around(clock.text, time.start)
        others = [one for one in clock.times if start <= one.start < end and one is not time]
        days = [day for day in clock.dates if start <= day.start < end]
        is_labelled = any(start <= entry.start <= end and entry.role is not Role.UNKNOWN for entry in entries)
        if (
            others
            or is_labelled
            or len(days) > 1
            or end - start > _LONG
            or clock.text[start:end].rstrip().endswith((".", "!", "?"))
        ):
            continue
        day = days[0] if days else None
        spans = sorted([(time.start, time.end), *((day.start, day.end) for day in days)])
        yield _Row(start, end, time, day, tuple(_names(clock.text, start, end, spans)))


_LONG = 140
_MAY_BE_FIRST = re.compile(r"[^\W\d_a-z][^\W\d_]{1,12}")


def _names(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Cells that are a name and nothing else; a doctor's, or who somebody is "with", is no patient's."""
    at = start
    for begin, finish in [*spans, (end, end)]:
        for cell_start, cell_end in _cells(text, at, begin):
            said = text[cell_start:cell_end].strip(" .*\u2022-\u2013:,")
            name = person_name(said)
            is_one = name is not None and " " in name and not is_clinical(said) and len(said.split()[-1]) > 1
            if not is_one and _MAY_BE_FIRST.fullmatch(said):
                return  # "9:00  Tom  Jo Lind": who of them comes?
            if is_one and name and not _WITH.search(text, max(start, cell_start - 8), cell_start):
                yield name, cell_start, cell_end
        at = finish


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _CELL_END.finditer(text, start, end):
        if text[at : match.start()].strip():
            yield at, match.start()
        at = match.end()
    if text[at:end].strip():
        yield at, end


def is_free(said: str) -> bool:
    """A line of the list that nobody has taken."""
    return _FREE.fullmatch(said) is not None


def _line_around(text: str, position: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return start, len(text) if end < 0 else end
