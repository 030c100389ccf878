"""What needs a person: messages, appointments and bookings, one entry for one question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.bookings import stray_of
from booking_console.adapters.db.queries.log import log_lines, log_row
from booking_console.adapters.db.queries.meant import visits_meant
from booking_console.adapters.db.queries.page import notes_about
from booking_console.adapters.db.queries.trail import last_candidates
from booking_console.adapters.db.reading import extraction_of
from booking_console.adapters.db.schema import APPOINTMENT, BOOKING, MESSAGE, ROOM
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import BookingStatus
from booking_console.domain.errors import NotFound
from booking_console.domain.extraction import AppointmentFields, Extraction, Kind
from booking_console.domain.message import MessageState
from booking_console.services.views import LogRow, WorkDetail, WorkItem, WorkKind

_OPEN_APPOINTMENT = APPOINTMENT.c.status == AppointmentStatus.NEEDS_ATTENTION.value
_OPEN_BOOKING = BOOKING.c.status == BookingStatus.NEEDS_ATTENTION.value
# An appointment that waits for a person speaks for its mail, and a booking in question for its appointment.
# NOT IN, because SQLite would search all open ones again for each of them with NOT EXISTS.
_SPOKEN_FOR = select(APPOINTMENT.c.message_id).where(_OPEN_APPOINTMENT, APPOINTMENT.c.message_id.is_not(None))
_OPEN_MESSAGE = (MESSAGE.c.state == MessageState.NEEDS_ATTENTION.value) & MESSAGE.c.id.not_in(_SPOKEN_FOR)
_IN_QUESTION = select(BOOKING.c.appointment_id).where(_OPEN_BOOKING)
_OPEN_ALONE = _OPEN_APPOINTMENT & APPOINTMENT.c.id.not_in(_IN_QUESTION)
_GONE = "This is settled already."


def worklist(connection: Connection) -> Sequence[WorkItem]:
    items = [
        *(_message_item(row) for row in sql.rows(connection, _messages())),
        *(_appointment_item(row) for row in sql.rows(connection, _appointments())),
        *(_booking_item(row) for row in sql.rows(connection, _bookings())),
    ]
    return sorted(items, key=lambda item: (item.start is not None, item.start or item.since, item.key))


def open_count(connection: Connection) -> int:
    counts = (
        select(func.count()).select_from(MESSAGE).where(_OPEN_MESSAGE),
        select(func.count()).select_from(APPOINTMENT).where(_OPEN_ALONE),
        select(func.count()).select_from(BOOKING).where(_OPEN_BOOKING),
    )
    return sum(connection.execute(count).scalar_one() for count in counts)


def work_item(connection: Connection, key: str) -> WorkDetail:
    item = _room_named(connection, _item(connection, key))
    message = sql.one(connection, MESSAGE, item.message_id) if item.message_id is not None else None
    reading = extraction_of(message.extraction) if message is not None and message.extraction else None
    return WorkDetail(
        item=item,
        extraction=reading,
        text=reading.text if reading else "",
        subject=message.subject if message is not None else "",
        sender=message.sender if message is not None else "",
        received_at=message.received_at if message is not None else None,
        log=_log(connection, item.appointment_id),
        candidates=last_candidates(connection, item.appointment_id) if item.appointment_id is not None else (),
        meant=_meant(connection, item, message.received_at, reading) if message is not None else (),
        notes=notes_about(connection, appointment_id=item.appointment_id, message_id=item.message_id),
    )


def _room_named(connection: Connection, item: WorkItem) -> WorkItem:
    """Where the portal put it, with the name of that room."""
    stray = item.stray
    if stray is None or stray.room_id is None:
        return item
    return replace(item, stray=replace(stray, room=sql.one(connection, ROOM, stray.room_id).name))


def _meant(
    connection: Connection, item: WorkItem, received_at: datetime, reading: Extraction | None
) -> tuple[LogRow, ...]:
    is_asked = item.kind is WorkKind.MESSAGE and reading is not None and reading.kind is Kind.CANCELLATION
    return visits_meant(connection, reading, since=received_at) if is_asked and reading is not None else ()


def _item(connection: Connection, key: str) -> WorkItem:
    kind, _, number = key.partition("-")
    if kind not in set(WorkKind) or not number.isdecimal():
        raise NotFound(_GONE)
    statement, make = {
        WorkKind.MESSAGE: (_messages(MESSAGE.c.id == int(number)), _message_item),
        WorkKind.APPOINTMENT: (_appointments(APPOINTMENT.c.id == int(number)), _appointment_item),
        WorkKind.BOOKING: (_bookings(BOOKING.c.id == int(number)), _booking_item),
    }[WorkKind(kind)]
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise NotFound(_GONE)
    return make(row)


def _messages(*only: ColumnElement[bool]) -> Select[Any]:
    return select(MESSAGE).where(_OPEN_MESSAGE, *only)


def _appointments(*only: ColumnElement[bool]) -> Select[Any]:
    return select(APPOINTMENT).where(_OPEN_ALONE, *only)


def _bookings(*only: ColumnElement[bool]) -> Select[Any]:
    columns = (BOOKING, APPOINTMENT.c.type, APPOINTMENT.c.message_id, APPOINTMENT.c.changed_at)
    return select(*columns).join(APPOINTMENT, APPOINTMENT.c.id == BOOKING.c.appointment_id).where(_OPEN_BOOKING, *only)


def _message_item(row: Row[Any]) -> WorkItem:
    fields = _first(extraction_of(row.extraction) if row.extraction else None)
    return WorkItem(
        key=f"message-{row.id}",
        kind=WorkKind.MESSAGE,
        id=row.id,
        guest=fields.guest.value if fields.guest else "",
        type=fields.type.value if fields.type else None,
        start=fields.start.value if fields.start else None,
        end=fields.end.value if fields.end else None,
        question=row.reason,
        since=row.taken_at,
        message_id=row.id,
        appointment_id=None,
    )


def _first(reading: Extraction | None) -> AppointmentFields:
    return reading.appointments[0] if reading and reading.appointments else AppointmentFields()


def _appointment_item(row: Row[Any]) -> WorkItem:
    return WorkItem(
        key=f"appointment-{row.id}",
        kind=WorkKind.APPOINTMENT,
        id=row.id,
        guest=row.guest,
        type=row.type,
        start=row.starts,
        end=row.ends,
        question=row.reason,
        since=row.changed_at,
        message_id=row.message_id,
        appointment_id=row.id,
    )


def _booking_item(row: Row[Any]) -> WorkItem:
    return WorkItem(
        key=f"booking-{row.id}",
        kind=WorkKind.BOOKING,
        id=row.id,
        guest=row.guest,
        type=row.type,
        start=row.starts,
        end=row.ends,
        question=row.reason,
        since=row.changed_at,
        message_id=row.message_id,
        appointment_id=row.appointment_id,
        stray=stray_of(row.stray) if row.stray else None,
    )


def _log(connection: Connection, appointment_id: int | None) -> LogRow | None:
    if appointment_id is None:
        return None
    return log_row(connection.execute(log_lines().where(APPOINTMENT.c.id == appointment_id)).one())
