"""What the draft would mean: bookings ahead that it touches, and last month by the new order."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.privacy import initials
from booking_console.domain.rooms import RoomClosure
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services.figure_words import counted
from booking_console.services.views import Effect, LogFilter, LogRow, Sort, Views
from booking_console.ui import practice_time
from booking_console.ui.rooms.draft import Draft, Practice, order

_MOST_AFFECTED = 200
#: Shown at once; the others on demand.
_FIRST = 4


@dataclass(frozen=True, slots=True)
class Affected:
    """One booking ahead. to_id 0: no other room was seen free."""

    id: int
    when: str
    guest: str
    from_id: int
    from_room: str
    to_id: int
    to_room: str


@dataclass(frozen=True, slots=True)
class Use:
    """One room in last month's figures. Widths in percent of the busiest room."""

    room_id: int
    room: str
    was: int
    would_be: int
    change: str
    was_width: str
    would_width: str


@dataclass(frozen=True, slots=True)
class Meaning:
    number: int = 0
    count: str = ""
    affected: tuple[Affected, ...] = ()
    rest: tuple[Affected, ...] = ()
    more: str = ""
    uses: tuple[Use, ...] = ()
    replayed: str = ""
    verdict: str = ""
    move_words: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A booking ahead and the room it would have; None when none was free."""

    row: LogRow
    room_id: int | None


def weigh(views: Views, practice: Practice, draft: Draft, now: datetime, zone: ZoneInfo) -> Meaning:
    """Reads for a while: not on the event loop."""
    if not practice.orders:
        return Meaning()
    touched = {one.row.id: one for one in _touched(views, practice, draft, now, zone)}
    ordered = sorted(touched.values(), key=lambda one: one.row.start or now)
    month = views.effect(draft.type or None, order(draft, practice), now=now)
    return _in_words(practice, ordered, month, zone)


def _touched(views: Views, practice: Practice, draft: Draft, now: datetime, zone: ZoneInfo) -> Iterator[Weighed]:
    for type_, room_ids in draft.orders.items():
        yield from _weighed(views.effect(type_ or None, room_ids, now=now))
    typed = [words.closure(room_id, now, zone) for room_id, words in draft.closings.items() if not words.days_lack]
    closed = [*typed, *(one for one in practice.closures if one.room_id not in draft.openings)]
    for closure in typed:
        yield from _in_the_way(views, practice, draft, closure, closed, now)


def _weighed(effect: Effect) -> Iterator[Weighed]:
    return (Weighed(row, effect.rooms_then.get(row.id)) for row in effect.affected)


def _in_the_way(
    views: Views, practice: Practice, draft: Draft, closure: RoomClosure, closed: list[RoomClosure], now: datetime
) -> Iterator[Weighed]:
    """What is booked there in that time, with the room that the orders would give it without those that are off then."""
    wanted = LogFilter(
        room_ids=(closure.room_id,), shown=(Shown.BOOKED,), start=closure.start, end=closure.end,
        sort=Sort.START, descending=False,
    )  # fmt: skip
    groups: dict[frozenset[int], list[LogRow]] = defaultdict(list)
    for row in views.log(wanted, offset=0, limit=_MOST_AFFECTED).rows:
        if row.start and row.end:
            slot = Slot(row.start, row.end)
            groups[frozenset(one.room_id for one in closed if one.touches(slot))].append(row)
    for off, rows in groups.items():
        elsewhere = _rooms_without(views, practice, draft, off, now)
        yield from (Weighed(row, elsewhere.get(row.id)) for row in rows)


def _rooms_without(
    views: Views, practice: Practice, draft: Draft, off: frozenset[int], now: datetime
) -> dict[int, int]:
    orders = {type_: list_.room_ids for type_, list_ in practice.orders.items()} | dict(draft.orders)
    found: dict[int, int] = {}
    for type_, room_ids in orders.items():
        rest = [room for room in room_ids if room not in off]
        found |= views.effect(type_ or None, rest, now=now).rooms_then
    return found


def _in_words(practice: Practice, touched: list[Weighed], month: Effect, zone: ZoneInfo) -> Meaning:
    number = len(touched)
    shown = [_affected(practice, one, zone) for one in touched]
    after = sum(month.use_after.values())
    before = sum(month.use_before.values())
    return Meaning(
        number=number,
        count=counted(number, "booking ahead is affected", "bookings ahead are affected") if number else "",
        affected=tuple(shown[:_FIRST]),
        rest=tuple(shown[_FIRST:]),
        more=f"and {number - _FIRST} more" if number > _FIRST else "",
        uses=_uses(practice, month),
        replayed=f"{counted(before, 'booking', 'bookings')}, replayed",
        verdict=_verdict(before, before - after),
        move_words=_move_words(number),
    )


def _move_words(number: int) -> str:
    if number == 1:
        return "Move it, and tell the people concerned"
    return (
        "Move both, and tell the people concerned"
        if number == 2
        else f"Move all {number}, and tell the people concerned"
    )


def _verdict(before: int, without: int) -> str:
    if not before:
        return "No booking of the last 30 days went by this list."
    if without <= 0:
        return "Every appointment would still have had a room."
    return f"{counted(without, 'appointment', 'appointments')} would not have had a room."


def _affected(practice: Practice, one: Weighed, zone: ZoneInfo) -> Affected:
    row, to = one.row, one.room_id
    return Affected(
        id=row.id,
        when=practice_time.when(row.start, row.end, zone),
        guest=initials(row.guest),
        from_id=row.room_id or 0,
        from_room=row.room,
        to_id=to or 0,
        to_room=practice.name_of(to) if to else "No other room was free",
    )


def _uses(practice: Practice, month: Effect) -> tuple[Use, ...]:
    most = max([*month.use_before.values(), *month.use_after.values(), 1])
    return tuple(
        _use(room.id, room.name, month.use_before.get(room.id, 0), month.use_after.get(room.id, 0), most)
        for room in sorted(practice.rooms, key=lambda room: room.position)
    )


def _use(room_id: int, name: str, was: int, would_be: int, most: int) -> Use:
    change = would_be - was
    sign = "0" if not change else f"+{change}" if change > 0 else f"−{-change}"
    return Use(room_id, name, was, would_be, sign, f"{was / most * 100:.0f}%", f"{would_be / most * 100:.0f}%")
