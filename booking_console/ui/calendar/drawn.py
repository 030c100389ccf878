"""The calendar as drawn: a day with its rooms as columns, a week with the rooms as lanes of each day, a month, a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.rooms import Room
from booking_console.domain.schedule import OpeningHours
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services.views import DayView, LogRow
from booking_console.ui import practice_time
from booking_console.ui.calendar.entries import Entry, Frame, is_shown, kind_of, of_room, without_room
from booking_console.ui.calendar.period import Period, View
from booking_console.ui.components.room_strip import Block, blocks
from booking_console.ui.log.lines import Line, line
from booking_console.ui.today_board import others

USUAL = (8, 18)
_MOMENT = timedelta(seconds=1)
_HOUR = timedelta(hours=1)
#: Hours: the word of an hour gives way to the present.
_NEAR = 0.3


@dataclass(frozen=True, slots=True)
class Lane:
    """One room on one day. room_id 0: those without a room."""

    room_id: int
    room: str
    day: str
    shown: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One day of a week or month."""

    day: str
    name: str
    number: str
    href: str
    is_today: bool
    is_open: bool
    is_other: bool
    words: str
    needs: int
    lanes: tuple[Lane, ...] = ()
    strips: tuple[tuple[Block, ...], ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class HourMark:
    word: str
    top: str


@dataclass(frozen=True, slots=True)
class Shut:
    """Hours of the grid in which the practice is closed."""

    top: str
    size: str


@dataclass(frozen=True, slots=True)
class Grid:
    """first: the hour at the top. now_top empty: the present is not shown."""

    first: int = USUAL[0]
    count: int = USUAL[1] - USUAL[0]
    hours: tuple[HourMark, ...] = ()
    now: str = ""
    now_top: str = ""
    shut: tuple[Shut, ...] = ()


def grid(days: Sequence[date], view: DayView, opening: Sequence[OpeningHours], now: datetime, zone: ZoneInfo) -> Grid:
    first, last = _span(days, view, opening, zone)
    local = now.astimezone(zone)
    passed = local.hour + local.minute / 60 - first
    is_here = local.date() in days and 0 <= passed < last - first
    return Grid(
        first=first,
        count=last - first,
        hours=tuple(
            HourMark(f"{hour:02}:00", str(hour - first))
            for hour in range(first, last + 1)
            if not is_here or abs(hour - first - passed) > _NEAR
        ),
        now=practice_time.clock(now, zone) if is_here else "",
        now_top=f"{passed:.3f}" if is_here else "",
        shut=tuple(_shut(days[0], opening, first, last)) if len(days) == 1 else (),
    )


def lanes(day: date, view: DayView, shown: Grid, now: datetime, zone: ZoneInfo) -> tuple[Lane, ...]:
    frame = Frame(day, _hours(day, shown.first, shown.first + shown.count, zone), now, zone)
    rooms = sorted(view.rooms, key=lambda room: room.position)
    made = [Lane(room.id, room.name, day.isoformat(), of_room(view, room, frame)) for room in rooms]
    homeless = without_room(view, frame)
    return (*made, Lane(0, "No room yet", day.isoformat(), homeless)) if homeless else tuple(made)


def columns(
    period: Period, view: DayView, shown: Grid, opening: Sequence[OpeningHours], now: datetime, zone: ZoneInfo
) -> list[Column]:
    """For week, month and list."""
    return [_column(day, period, view, shown, opening, now, zone) for day in period.days]


def _column(
    day: date,
    period: Period,
    view: DayView,
    shown: Grid,
    opening: Sequence[OpeningHours],
    now: datetime,
    zone: ZoneInfo,
) -> Column:
    rows = [row for row in view.rows if is_shown(row) and _is_on(row, day, zone)]
    booked = sum(row.shown is Shown.BOOKED for row in rows)
    needs = sum(row.shown in (Shown.NEEDS_YOU, Shown.FAILED) for row in rows)
    hours = _hours(day, shown.first, shown.first + shown.count, zone)
    return Column(
        day=day.isoformat(),
        name=f"{day:%A}" if period.view is View.LIST else f"{day:%a}",
        number=f"{day.day} {day:%B}" if period.view is View.LIST else str(day.day),
        href=Period(View.DAY, day).href,
        is_today=day == now.astimezone(zone).date(),
        is_open=any(h.weekday == day.weekday() for h in opening),
        is_other=period.view is View.MONTH and day.month != period.day.month,
        words=f"{booked} booked" if booked else "",
        needs=needs,
        lanes=lanes(day, view, shown, now, zone) if period.view is View.WEEK else (),
        strips=tuple(_strip(room, rows, view, hours, now, zone) for room in view.rooms)
        if period.view is View.MONTH
        else (),
        lines=tuple(line(row, now, zone) for row in rows) if period.view is View.LIST else (),
    )


def _strip(
    room: Room, rows: Sequence[LogRow], view: DayView, hours: Slot, now: datetime, zone: ZoneInfo
) -> tuple[Block, ...]:
    """One room of a month's day as a thin line."""
    mine = [(Slot(r.start, r.end), kind_of(r, now)) for r in rows if r.room_id == room.id and r.start and r.end]
    foreign = [(busy.slot, "others") for busy in others(view, room, hours, zone)]
    shut = [(Slot(c.start, c.end or hours.end + _HOUR), "closed") for c in view.closures if c.room_id == room.id]
    return blocks(hours, [*shut, *foreign, *mine])


def _is_on(row: LogRow, day: date, zone: ZoneInfo) -> bool:
    return row.start is not None and row.start.astimezone(zone).date() == day


def _hours(day: date, first: int, last: int, zone: ZoneInfo) -> Slot:
    midnight = datetime.combine(day, datetime.min.time(), zone)
    return Slot(midnight + timedelta(hours=first), midnight + timedelta(hours=last))


def _span(days: Sequence[date], view: DayView, opening: Sequence[OpeningHours], zone: ZoneInfo) -> tuple[int, int]:
    """The opening hours of all the days, made longer when something lies outside them."""
    weekdays = {day.weekday() for day in days}
    mine = [h for h in opening if h.weekday in weekdays]
    rows = [row for row in view.rows if is_shown(row)]
    starts = [row.start.astimezone(zone).hour for row in rows if row.start]
    ends = [(row.end.astimezone(zone) - _MOMENT).hour + 1 for row in rows if row.end]
    opens = min((h.opens.hour for h in mine), default=USUAL[0])
    closes = max((h.closes.hour + bool(h.closes.minute) for h in mine), default=USUAL[1])
    return min([opens, *starts]), max([closes, *ends])


def _shut(day: date, opening: Sequence[OpeningHours], first: int, last: int) -> list[Shut]:
    """The parts of the grid that lie outside the opening hours."""
    mine = sorted((h.opens, h.closes) for h in opening if h.weekday == day.weekday())
    at, parts = float(first), []
    for opens, closes in mine:
        parts.append((at, opens.hour + opens.minute / 60))
        at = closes.hour + closes.minute / 60
    parts.append((at, float(last)))
    return [Shut(f"{start - first:.3f}", f"{end - start:.3f}") for start, end in parts if end > start]
