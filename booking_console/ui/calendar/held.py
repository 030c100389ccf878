"""Which rooms we really hold: an appointment that is being moved stands at its new time and, until that is proven, at its old one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from booking_console.bootstrap import Console
from booking_console.domain.booking import Booking
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services.views import DayView, LogRow

MOVES_AWAY = "moves away"


def as_held(held: Console, view: DayView, period: Slot) -> DayView:
    with held.reading() as uow:
        bookings = list(uow.bookings.holding(period))
        asked = {row.id: uow.appointments.get(row.id).room_id for row in view.rows if row.shown is Shown.WAITING}
    names = {room.id: room.name for room in view.rooms}
    kept = {(b.appointment_id, b.room_id, b.slot) for b in bookings}
    rows = [row if _stands(row, kept) else _at(row, asked.get(row.id), names) for row in view.rows]
    left = _left_behind(held, view.rows, bookings, names)
    return replace(view, rows=(*rows, *left))


def _stands(row: LogRow, kept: set[tuple[int, int, Slot]]) -> bool:
    if row.shown is not Shown.WAITING or row.room_id is None or row.start is None or row.end is None:
        return row.shown is not Shown.WAITING
    return (row.id, row.room_id, Slot(row.start, row.end)) in kept


def _at(row: LogRow, room_id: int | None, names: dict[int, str]) -> LogRow:
    """Waiting: in the room that a person asked for, else in none yet."""
    return replace(row, room_id=room_id, room=names.get(room_id or 0, ""))


def _left_behind(
    held: Console, rows: Sequence[LogRow], bookings: Sequence[Booking], names: dict[int, str]
) -> Iterator[LogRow]:
    """Bookings at a place where their appointment no longer is."""
    present = {row.id: row for row in rows}
    for booking in bookings:
        row = present.get(booking.appointment_id) or held.views.appointment(booking.appointment_id).log
        if row.start != booking.slot.start or row.room_id != booking.room_id:
            yield replace(
                row,
                start=booking.slot.start,
                end=booking.slot.end,
                room_id=booking.room_id,
                room=names.get(booking.room_id, ""),
                shown=Shown.CHECKING,
                reason=MOVES_AWAY,
            )
