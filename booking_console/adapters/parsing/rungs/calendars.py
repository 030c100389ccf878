"""The rungs of calendar data: invitations (iTIP) and .ics files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component
from icalendar.error import BrokenCalendarProperty

from booking_console.adapters.parsing.lines.letter import CalendarPart, tidy
from booking_console.domain.extraction import FieldName

MAX_EVENTS = 20
UNREADABLE = "The calendar entry that came with the mail cannot be read."


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT in the practice's time; start is None when it has none that can be trusted."""

    method: str
    is_attachment: bool
    summary: str
    description: str
    start: datetime | None
    end: datetime | None
    uid: str | None
    sequence: int | None
    stamp: datetime | None
    is_cancelled: bool
    is_tentative: bool
    attendees: tuple[str, ...]
    doubts: tuple[tuple[FieldName | None, str], ...]


def read_calendars(parts: tuple[CalendarPart, ...], practice: ZoneInfo) -> tuple[list[Event], list[str]]:
    """All events, the newest revision of each; and what could not be read."""
    events: list[Event] = []
    problems: list[str] = []
    for part in parts[:10]:
        calendar = _parsed(part.content)
        if calendar is None:
            problems.append(UNREADABLE)
        else:
            try:
                events.extend(_events(calendar, part, practice))
            except (BrokenCalendarProperty, ValueError, AttributeError, OverflowError):
                problems.append(UNREADABLE)
    return _newest(events), problems


def _parsed(content: str) -> Calendar | None:
    begin, end = content.find("BEGIN:VCALENDAR"), content.find("END:VCALENDAR")
    if begin < 0:
        return None
    body = content[begin : end + 13] if end > begin else content[begin:] + "\r\nEND:VCALENDAR\r\n"
    try:
        calendar = Calendar.from_ical(body)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    return calendar if isinstance(calendar, Calendar) else None


def _events(calendar: Calendar, part: CalendarPart, practice: ZoneInfo) -> Iterator[Event]:
    method = _text(calendar, "METHOD").upper()
    for component in calendar.walk("VEVENT")[:MAX_EVENTS]:
        yield _event(component, method, part, practice)


def _event(component: Component, method: str, part: CalendarPart, practice: ZoneInfo) -> Event:
    doubts: list[tuple[FieldName | None, str]] = []
    start = _moment(component, "DTSTART", practice, doubts)
    if component.get("RRULE") is not None:
        doubts.append((FieldName.START, "The calendar entry repeats; a person must say which dates are meant."))
    status = _text(component, "STATUS").upper()
    return Event(
        method=method,
        is_attachment=part.is_attachment,
        summary=_text(component, "SUMMARY"),
        description=_text(component, "DESCRIPTION"),
        start=start,
        end=_end(component, start, practice, doubts),
        uid=_uid(component, practice),
        sequence=_number(component),
        stamp=_stamp(component),
        is_cancelled=method == "CANCEL" or status == "CANCELLED",
        is_tentative=status in ("TENTATIVE", "NEEDS-ACTION"),
        attendees=tuple(_attendees(component)),
        doubts=tuple(doubts),
    )


def _text(component: Component, name: str) -> str:
    value = component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return tidy(str("" if value is None else value)[:20_000]).strip()  # 0 is a SEQUENCE


def _uid(component: Component, practice: ZoneInfo) -> str | None:
    """With the time, in UTC, at which a visit of a recurring entry stood at first: it names the visit however "
    "often that moves."""
    uid, recurrence = _text(component, "UID"), _value(component, "RECURRENCE-ID")
    if isinstance(recurrence, datetime):
        recurrence = (recurrence if recurrence.tzinfo else recurrence.replace(tzinfo=practice)).astimezone(UTC)
    if not uid or recurrence is None:
        return uid or None
    return f"{uid}/{recurrence.isoformat() if isinstance(recurrence, date) else ''}"


def _stamp(component: Component) -> datetime | None:
    """In UTC by RFC 5545; some write it without saying so."""
    value = _value(component, "DTSTAMP")
    if not isinstance(value, datetime):
        return None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _number(component: Component) -> int | None:
    digits = _text(component, "SEQUENCE")
    return int(digits) if digits.isdecimal() and len(digits) < 9 else None


def _attendees(component: Component) -> Iterator[str]:
    listed = component.get("ATTENDEE") or []
    for attendee in (listed if isinstance(listed, list) else [listed])[:50]:
        name = getattr(attendee, "params", {}).get("CN")
        if name and "@" not in str(name):
            yield str(name)


def _value(component: Component, name: str) -> object:
    found = component.get(name)
    if isinstance(found, list):
        return None
    return getattr(found, "dt", None)


def _moment(
    component: Component, name: str, practice: ZoneInfo, doubts: list[tuple[FieldName | None, str]]
) -> datetime | None:
    value = _value(component, name)
    if isinstance(value, datetime):
        zone = getattr(component.get(name), "params", {}).get("TZID")
        if zone and value.tzinfo is None:
            doubts.append((FieldName.START, f'The calendar entry names a time zone that is not known: "{zone}".'))
        return _local(value, practice, doubts)
    if isinstance(value, date):
        doubts.append((FieldName.START, "The calendar entry is for the whole day and names no time."))
    return None


def _local(value: datetime, practice: ZoneInfo, doubts: list[tuple[FieldName | None, str]]) -> datetime | None:
    """Floating times are the practice's; a time that the clocks skip or repeat is doubtful."""
    zone: tzinfo = value.tzinfo or practice
    try:
        aware = value.replace(tzinfo=zone)
        offsets = {aware.replace(fold=0).utcoffset(), aware.replace(fold=1).utcoffset()}
        local = aware.astimezone(practice)
    except (OverflowError, ValueError, TypeError):  # TypeError: the zone's own rules cannot be followed
        doubts.append((FieldName.START, "The time of the calendar entry lies outside the calendar."))
        return None
    if len(offsets) > 1:
        doubts.append(
            (FieldName.START, f"The clocks change in the hour of the calendar entry ({value:%d %B %Y %H:%M}).")
        )
    return local


def _end(
    component: Component, start: datetime | None, practice: ZoneInfo, doubts: list[tuple[FieldName | None, str]]
) -> datetime | None:
    """DTEND, else start and DURATION. Entries that carry both must agree."""
    if start is None:
        return None
    stated = _value(component, "DTEND")
    length = _value(component, "DURATION")
    by_length = start + length if isinstance(length, timedelta) and timedelta() < length < timedelta(days=2) else None
    by_end = _local(stated, practice, doubts) if isinstance(stated, datetime) else None
    if by_end and by_length and by_end != by_length:
        doubts.append((FieldName.END, "The calendar entry names an end and a duration that do not agree."))
    found = by_end or by_length
    if found is not None and found <= start:
        if found < start:
            doubts.append((FieldName.END, "The calendar entry ends before it begins."))
        return None
    return found


def _newest(events: list[Event]) -> list[Event]:
    """The same entry often comes twice, as a part and as a file: the highest revision wins, the invitation "
    "before the file."""
    best: dict[object, Event] = {}
    for position, event in enumerate(events):
        identity = event.uid or position
        known = best.get(identity)
        if known is None or (event.sequence or 0, not event.is_attachment) > (
            known.sequence or 0,
            not known.is_attachment,
        ):
            best[identity] = event
    return list(best.values())
