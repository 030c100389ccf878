"""The rooms of today as lines, and where everything lies on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.allocation import Busy
from booking_console.domain.privacy import initials
from booking_console.domain.rooms import Room
from booking_console.domain.schedule import OpeningHours
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown, is_over
from booking_console.services.views import DayView, LogRow
from booking_console.ui import practice_time
from booking_console.ui.components.room_strip import Block, Hour, blocks, share
from booking_console.ui.today_words import GOING_ON

_MOMENT = timedelta(seconds=1)
_WIDTH_OF_NOW = timedelta(minutes=27)
#: Hours shown on a day without opening hours.
USUAL = (8, 18)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry lying on a room's line. href empty: nothing to open."""

    left: str
    width: str
    kind: str
    label: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One room of the board: entries for the desk, blocks for the phone."""

    room_id: int
    room: str
    lying: tuple[Entry, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Board:
    lines: tuple[Line, ...] = ()
    hours: tuple[Hour, ...] = ()
    head_hours: tuple[Hour, ...] = ()
    few_hours: tuple[Hour, ...] = ()
    now_left: str = ""
    now: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that waits for a person, lying where it would be booked."""

    room_id: int
    slot: Slot
    guest: str
    key: str


def board(
    day: DayView, opening: Sequence[OpeningHours], now: datetime, zone: ZoneInfo, *, asked: Sequence[Asked] = ()
) -> Board:
    hours = _hours(day, opening, now, zone)
    inside = hours.start <= now < hours.end
    return Board(
        lines=tuple(
            _line(room, day, hours, now, zone, [one for one in asked if one.room_id == room.id])
            for room in sorted(day.rooms, key=lambda room: room.position)
        ),
        hours=_marks(hours, zone, step=1),
        head_hours=_marks(hours, zone, step=1, but=now),
        few_hours=_marks(hours, zone, step=4),
        now_left=f"{share(hours, now):.2f}%" if inside else "",
        now=practice_time.clock(now, zone),
        words=_opening_words(opening, now, zone),
    )


def others(day: DayView, room: Room, hours: Slot, zone: ZoneInfo) -> list[Busy]:
    """What the portal shows in the room and is not ours."""
    look = day.looks.get(hours.start.astimezone(zone).date().isoformat())
    ours = [Slot(r.start, r.end) for r in day.rows if r.room_id == room.id and r.start and r.end]
    shown = look.busy.get(room.id, ()) if look else ()
    return [busy for busy in shown if busy.slot not in ours and not busy.is_closed]


def _hours(day: DayView, opening: Sequence[OpeningHours], now: datetime, zone: ZoneInfo) -> Slot:
    """The opening hours, made longer when something lies outside them."""
    local = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    today = [h for h in opening if h.weekday == local.weekday()]
    first = min((h.opens.hour for h in today), default=USUAL[0])
    last = max((h.closes.hour + bool(h.closes.minute) for h in today), default=USUAL[1])
    starts = [row.start.astimezone(zone).hour for row in day.rows if row.start and row.room_id]
    ends = [(row.end.astimezone(zone) - _MOMENT).hour + 1 for row in day.rows if row.end and row.room_id]
    first, last = min([first, *starts]), max([last, *ends])
    midnight = local.replace(hour=0)
    return Slot(midnight + timedelta(hours=first), midnight + timedelta(hours=last))


def _marks(hours: Slot, zone: ZoneInfo, *, step: int, but: datetime | None = None) -> tuple[Hour, ...]:
    """but: leaves out the hour whose word would lie under the time of now."""
    whole = int(hours.length / timedelta(hours=1))
    every = (hours.start + timedelta(hours=hour) for hour in range(0, whole, step))
    at = (moment for moment in every if but is None or abs(moment - but) > _WIDTH_OF_NOW)
    pattern = "%H:%M" if step == 1 else "%H"
    return tuple(Hour(f"{share(hours, moment):.2f}%", moment.astimezone(zone).strftime(pattern)) for moment in at)


def _opening_words(opening: Sequence[OpeningHours], now: datetime, zone: ZoneInfo) -> str:
    local = now.astimezone(zone)
    day = practice_time.day(now, zone)
    today = [f"{h.opens:%H:%M}–{h.closes:%H:%M}" for h in opening if h.weekday == local.weekday()]
    return f"{day}, opening hours {', '.join(today)}" if today else f"{day}, closed today"


def _line(room: Room, day: DayView, hours: Slot, now: datetime, zone: ZoneInfo, asked: Sequence[Asked]) -> Line:
    ours = [row for row in day.rows if row.room_id == room.id and row.start and row.end]
    foreign = [busy.slot for busy in others(day, room, hours, zone)]
    closed = [(_until(c.start, c.end, hours), c.reason) for c in day.closures if c.room_id == room.id]
    lying = [_foreign_entry(hours, slot, "others", "Booked by others", zone) for slot in foreign]
    lying += [_foreign_entry(hours, slot, "closed", reason or "Switched off", zone) for slot, reason in closed]
    lying += [_entry(hours, row, now, zone) for row in ours]
    lying += [_asked_entry(hours, one, zone) for one in asked]
    marked = [(slot, "closed") for slot, _ in closed] + [(slot, "others") for slot in foreign]
    marked += [(Slot(row.start, row.end), _strip_kind(row)) for row in ours if row.start and row.end]
    marked += [(one.slot, "asked doubt") for one in asked]
    return Line(room.id, room.name, tuple(lying), (*blocks(hours, marked), *_now_line(hours, now)))


def _now_line(hours: Slot, now: datetime) -> tuple[Block, ...]:
    return (Block(f"{share(hours, now):.2f}%", "2px", "now"),) if hours.start <= now < hours.end else ()


def _strip_kind(row: LogRow) -> str:
    return "asked doubt" if row.shown is Shown.NEEDS_YOU else "ours"


def _asked_entry(hours: Slot, one: Asked, zone: ZoneInfo) -> Entry:
    left, width = _place(hours, one.slot)
    title = f"{one.guest}, {practice_time.clock_range(one.slot.start, one.slot.end, zone)}, needs you"
    return Entry(left, width, "needs", one.guest, title, f"/attention?item={one.key}")


def _until(start: datetime, end: datetime | None, hours: Slot) -> Slot:
    """A closure cut to the hours shown; one that lies outside becomes a moment at their edge."""
    first = max(start, hours.start)
    last = min(end or hours.end, hours.end)
    return Slot(first, last) if first < last else Slot(hours.start - timedelta(seconds=1), hours.start)


def _entry(hours: Slot, row: LogRow, now: datetime, zone: ZoneInfo) -> Entry:
    assert row.start is not None and row.end is not None, "only rows with times lie on the board"  # noqa: PT018
    guest = initials(row.guest)
    title = f"{guest}, {practice_time.clock_range(row.start, row.end, zone)}, {row.type or 'appointment'}"
    left, width = _place(hours, Slot(row.start, row.end))
    return Entry(left, width, _kind(row, now), guest, title, f"/log/{row.id}")


def _foreign_entry(hours: Slot, slot: Slot, kind: str, label: str, zone: ZoneInfo) -> Entry:
    left, width = _place(hours, slot)
    return Entry(left, width, kind, label, f"{label}, {practice_time.clock_range(slot.start, slot.end, zone)}", "")


def _place(hours: Slot, slot: Slot) -> tuple[str, str]:
    left, right = share(hours, slot.start), share(hours, slot.end)
    return f"{left:.2f}%", f"calc({right - left:.2f}% - 2px)"


def _kind(row: LogRow, now: datetime) -> str:
    if row.shown in (Shown.NEEDS_YOU, Shown.FAILED):
        return "needs"
    if row.shown in GOING_ON:
        return "running"
    return "over" if is_over(row.end, now) else "booked"
