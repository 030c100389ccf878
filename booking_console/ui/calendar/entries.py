"""The entries of the calendar: each a length on the line of its room, told apart by pattern as well as by colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.privacy import initials
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.domain.status import WORDS, Shown, is_over
from booking_console.services.views import DayView, LogRow
from booking_console.ui import practice_time
from booking_console.ui.calendar.held import MOVES_AWAY
from booking_console.ui.today_board import others

_HOUR = timedelta(hours=1)
_SHORT = timedelta(minutes=40)
_RUNNING = {Shown.BOOKING_NOW: "booking", Shown.CHECKING: "checking", Shown.WAITING: "waiting"}
_NOT_THERE = (Shown.CANCELLED, Shown.DECLINED, Shown.IGNORED)
_CAN_MOVE = (Shown.BOOKED, Shown.WAITING)


@dataclass(frozen=True, slots=True)
class Entry:
    """id 0: not ours. letters: who, for the narrow lanes of a week. top and size: hours. minute and end_minute: of the day, for
    moving. left and width: beside an entry of the same time. says: read aloud."""

    id: int
    kind: str
    who: str
    letters: str
    since: str
    until: str
    what: str
    top: str
    size: str
    minute: int
    end_minute: int
    says: str
    is_short: bool
    can_move: bool
    left: str = "0%"
    width: str = "100%"


@dataclass(frozen=True, slots=True)
class Frame:
    """One day as drawn: the hours from first to last, and the present."""

    day: date
    hours: Slot
    now: datetime
    zone: ZoneInfo

    @property
    def midnight(self) -> datetime:
        return datetime.combine(self.day, datetime.min.time(), self.zone)


def is_shown(row: LogRow) -> bool:
    return row.shown not in _NOT_THERE and row.start is not None and row.end is not None


def kind_of(row: LogRow, now: datetime) -> str:
    if row.shown in (Shown.NEEDS_YOU, Shown.FAILED):
        return "needs"
    if row.shown in _RUNNING:
        return "running"
    return "over" if is_over(row.end, now) else "booked"


def of_room(day: DayView, room: Room, frame: Frame) -> tuple[Entry, ...]:
    rows = [row for row in day.rows if row.room_id == room.id and is_shown(row)]
    ours = [_ours(row, room.name, frame) for row in rows if _slot(row).overlaps(frame.hours)]
    foreign = [
        _foreign(busy.slot, "others", "Booked by others", room.name, frame)
        for busy in others(day, room, frame.hours, frame.zone)
        if busy.slot.overlaps(frame.hours)
    ]
    return _side_by_side([*_closed(day, room, frame), *foreign, *ours])


def without_room(day: DayView, frame: Frame) -> tuple[Entry, ...]:
    """Those that have no room yet, or need a person before they get one."""
    rows = [row for row in day.rows if row.room_id is None and is_shown(row)]
    return _side_by_side([_ours(row, "no room yet", frame) for row in rows if _slot(row).overlaps(frame.hours)])


def _slot(row: LogRow) -> Slot:
    if row.start is None or row.end is None:
        raise ValueError("only rows with a time stand in the calendar")
    return Slot(row.start, row.end)


def _ours(row: LogRow, room: str, frame: Frame) -> Entry:
    slot = _slot(row)
    who = initials(row.guest) or "–"
    times = practice_time.clock_range(slot.start, slot.end, frame.zone)
    what = MOVES_AWAY if row.reason == MOVES_AWAY else _RUNNING.get(row.shown) or (row.type or "")
    says = f"{who}, {practice_time.day(slot.start, frame.zone)}, {times}, {room}, {row.type or 'visit'}, {WORDS[row.shown]}"
    entry = _placed(row.id, kind_of(row, frame.now), who, times, what, slot, frame, says)
    return replace(entry, can_move=row.shown in _CAN_MOVE and slot.start > frame.now)


def _closed(day: DayView, room: Room, frame: Frame) -> list[Entry]:
    mine = [c for c in day.closures if c.room_id == room.id and c.touches(frame.hours)]
    return [
        _foreign(
            Slot(c.start, c.end or frame.hours.end + _HOUR), "closed", c.reason or "Switched off", room.name, frame
        )
        for c in mine
    ]


def _foreign(slot: Slot, kind: str, who: str, room: str, frame: Frame) -> Entry:
    until = practice_time.clock(min(slot.end, frame.hours.end), frame.zone)
    what = f"Closed until {until}" if kind == "closed" else ""
    times = practice_time.clock_range(slot.start, slot.end, frame.zone)
    return _placed(0, kind, who, times, what, slot, frame, f"{who}, {times}, {room}")


def _placed(entry_id: int, kind: str, who: str, times: str, what: str, slot: Slot, frame: Frame, says: str) -> Entry:
    start, end = max(slot.start, frame.hours.start), min(slot.end, frame.hours.end)
    return Entry(
        id=entry_id,
        kind=kind,
        who=who,
        letters=who.replace(". ", "").rstrip(".") if entry_id else "",
        since=times[:5],
        until=times[5:],
        what=what,
        top=f"{(start - frame.hours.start) / _HOUR:.3f}",
        size=f"{(end - start) / _HOUR:.3f}",
        minute=int((slot.start - frame.midnight) / timedelta(minutes=1)),
        end_minute=int((slot.end - frame.midnight) / timedelta(minutes=1)),
        says=says,
        is_short=end - start < _SHORT,
        can_move=False,
    )


def _side_by_side(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries of one time share the width of the column."""
    placed: list[Entry] = []
    for group in _groups(sorted(entries, key=lambda entry: (entry.minute, entry.end_minute))):
        placed += _shared(group)
    return tuple(placed)


def _groups(entries: Sequence[Entry]) -> Iterable[list[Entry]]:
    """Runs of entries that touch each other in time."""
    group: list[Entry] = []
    end = -1
    for entry in entries:
        if group and entry.minute >= end:
            yield group
            group = []
        group.append(entry)
        end = max(end if len(group) > 1 else -1, entry.end_minute)
    if group:
        yield group


def _shared(group: list[Entry]) -> list[Entry]:
    lanes: list[int] = []
    places: list[int] = []
    for entry in group:
        place = next((n for n, end in enumerate(lanes) if end <= entry.minute), len(lanes))
        lanes[place : place + 1] = [entry.end_minute]
        places.append(place)
    share = 100 / len(lanes)
    return [
        replace(entry, left=f"{place * share:.1f}%", width=f"{share:.1f}%")
        for entry, place in zip(group, places, strict=True)
    ]
