"""The booking log: every appointment with its present booking as one line."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, or_, select

from booking_console.adapters.db.schema import APPOINTMENT, ATTEMPT, BOOKING, ROOM
from booking_console.domain import names
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import NOT_TO_BOOK, AttemptResult, BookingStatus
from booking_console.domain.status import DECLINED, Shown, shown_as
from booking_console.services.views import LogFilter, LogRow, Sort

#: States of a booking that decide what is shown, whatever the appointment says.
_DECIDING = {
    status: shown_as(AppointmentStatus.BOOKED, status)
    for status in BookingStatus
    if len({shown_as(appointment, status) for appointment in AppointmentStatus}) == 1
}


def _shown() -> ColumnElement[str]:
    """domain.status.shown_as as SQL, so that it can be filtered, counted and sorted by."""
    by_booking = [(BOOKING.c.status == status.value, shown.value) for status, shown in _DECIDING.items()]
    declined = func.substr(APPOINTMENT.c.reason, 1, len(DECLINED)) == DECLINED
    running = exists().where(
        ATTEMPT.c.appointment_id == APPOINTMENT.c.id,
        ATTEMPT.c.result == AttemptResult.RUNNING.value,
        ATTEMPT.c.purpose.not_in(NOT_TO_BOOK),
    )
    special = [
        ((APPOINTMENT.c.status == AppointmentStatus.CANCELLED.value) & declined, Shown.DECLINED.value),
        ((APPOINTMENT.c.status == AppointmentStatus.WAITING.value) & running, Shown.BOOKING_NOW.value),
    ]
    plain = [(APPOINTMENT.c.status == status.value, shown_as(status, None).value) for status in AppointmentStatus]
    return case(*by_booking, *special, *plain)


SHOWN = _shown()
#: The reason that belongs to what is shown.
_REASON = case(
    (BOOKING.c.status.in_(_DECIDING) & (BOOKING.c.reason != ""), BOOKING.c.reason), else_=APPOINTMENT.c.reason
)
#: How often we went to the portal to book it; the appointment itself counts only the failures since the last change.
_TRIES = (
    select(func.count())
    .where(ATTEMPT.c.appointment_id == APPOINTMENT.c.id, ATTEMPT.c.purpose == "book")
    .scalar_subquery()
    .label("tries")
)
LOG_COLUMNS = (
    APPOINTMENT.c.id,
    SHOWN.label("shown"),
    APPOINTMENT.c.guest,
    APPOINTMENT.c.type,
    APPOINTMENT.c.specialist,
    APPOINTMENT.c.starts,
    APPOINTMENT.c.ends,
    BOOKING.c.room_id,
    ROOM.c.name.label("room"),
    APPOINTMENT.c.channel,
    APPOINTMENT.c.reference,
    BOOKING.c.portal_reference,
    _TRIES,
    _REASON.label("reason"),
    APPOINTMENT.c.changed_at,
    APPOINTMENT.c.received_at,
    BOOKING.c.id.label("booking_id"),
    APPOINTMENT.c.message_id,
)
#: With the present booking: at most one row for each appointment.
WITH_PRESENT = APPOINTMENT.outerjoin(BOOKING, BOOKING.c.id == APPOINTMENT.c.booking_id).outerjoin(
    ROOM, ROOM.c.id == BOOKING.c.room_id
)
_STATUS_ORDER = case({shown.value: place for place, shown in enumerate(Shown)}, value=SHOWN)
_SORT_BY: dict[Sort, ColumnElement[Any]] = {
    Sort.CHANGED: APPOINTMENT.c.changed_at,
    Sort.START: APPOINTMENT.c.starts,
    Sort.GUEST: APPOINTMENT.c.guest_folded,
    Sort.ROOM: ROOM.c.position,
    Sort.STATUS: _STATUS_ORDER,
    Sort.RECEIVED: APPOINTMENT.c.received_at,
}


def log_lines() -> Select[Any]:
    return select(*LOG_COLUMNS).select_from(WITH_PRESENT)


def filtered(wanted: LogFilter) -> Select[Any]:
    """Sorted; those without the value that is sorted by come last, whatever the direction."""
    by = _SORT_BY[wanted.sort]
    order = by.desc() if wanted.descending else by.asc()
    if wanted.sort in (Sort.START, Sort.ROOM):
        order = order.nulls_last()
    id_order = APPOINTMENT.c.id.desc() if wanted.descending else APPOINTMENT.c.id.asc()
    return log_lines().where(*_conditions(wanted)).order_by(order, id_order)


def counted(wanted: LogFilter) -> Select[Any]:
    return select(func.count()).select_from(WITH_PRESENT).where(*_conditions(wanted))


def _conditions(wanted: LogFilter) -> list[ColumnElement[bool]]:
    choices = (
        (SHOWN, tuple(shown.value for shown in wanted.shown)),
        (BOOKING.c.room_id, wanted.room_ids),
        (APPOINTMENT.c.type, wanted.types),
        (APPOINTMENT.c.channel, wanted.channels),
    )
    conditions: list[ColumnElement[bool]] = [column.in_(values) for column, values in choices if values]
    if wanted.start is not None:
        conditions.append(APPOINTMENT.c.starts >= wanted.start)
    if wanted.end is not None:
        conditions.append(APPOINTMENT.c.starts < wanted.end)
    if wanted.text.strip():
        conditions.append(_matches(wanted.text.strip()))
    return conditions


def _matches(text: str) -> ColumnElement[bool]:
    words = names.folded(text).split()
    lowered = text.lower()
    by_portal = select(BOOKING.c.id).where(func.lower(BOOKING.c.portal_reference).contains(lowered, autoescape=True))
    ways: list[ColumnElement[bool]] = [
        func.lower(APPOINTMENT.c.reference).contains(lowered, autoescape=True),
        APPOINTMENT.c.booking_id.in_(by_portal),
    ]
    if words:
        ways.append(and_(*(APPOINTMENT.c.guest_folded.contains(word, autoescape=True) for word in words)))
    return or_(*ways)


def log_row(row: Row[Any]) -> LogRow:
    return LogRow(
        id=row.id,
        shown=Shown(row.shown),
        guest=row.guest,
        type=row.type,
        specialist=row.specialist,
        start=row.starts,
        end=row.ends,
        room_id=row.room_id,
        room=row.room or "",
        channel=row.channel,
        reference=row.reference,
        portal_reference=row.portal_reference,
        tries=row.tries,
        reason=row.reason,
        changed_at=row.changed_at,
        received_at=row.received_at,
        booking_id=row.booking_id,
        message_id=row.message_id,
    )
