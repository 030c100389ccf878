"""Appointments in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, String, and_, cast, exists, or_, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.clock import Now
from booking_console.adapters.db.schema import APPOINTMENT, BOOKING, LEASE
from booking_console.domain import names
from booking_console.domain.appointment import Appointment, AppointmentStatus, AppointmentType, Channel, may_move
from booking_console.domain.booking import HOLDS_ROOM, BookingStatus, IllegalTransition
from booking_console.domain.errors import Conflict
from booking_console.domain.slot import Slot
from booking_console.services.leases import APPOINTMENT_LEASE

_UNSETTLED = (BookingStatus.SUBMITTING, BookingStatus.IN_DOUBT)


class DatabaseAppointments:
    def __init__(self, connection: Connection, now: Now) -> None:
        self._db = connection
        self._now = now

    def add(self, appointment: Appointment) -> int:
        return sql.add(self._db, APPOINTMENT, **_values(appointment), changed_at=self._now())

    def get(self, appointment_id: int) -> Appointment:
        return appointment_of(sql.one(self._db, APPOINTMENT, appointment_id))

    def save(self, appointment: Appointment, *, was: AppointmentStatus, revision: int) -> None:
        if appointment.status is not was and not may_move(was, appointment.status):
            raise IllegalTransition(f"an appointment does not go from {was} to {appointment.status}")
        unchanged = (
            APPOINTMENT.c.id == appointment.id,
            APPOINTMENT.c.status == was.value,
            APPOINTMENT.c.revision == revision,
        )
        values = {**_values(appointment), "changed_at": self._now()}
        if sql.changed(self._db, update(APPOINTMENT).where(*unchanged).values(values)):
            return
        if not sql.exists(self._db, APPOINTMENT, appointment.id):
            raise sql.missing(APPOINTMENT, appointment.id)
        raise Conflict("Somebody else changed this appointment first; look again.")

    def next_waiting(self, now: datetime, *, skip: Sequence[int] = ()) -> Appointment | None:
        wanted = (
            select(APPOINTMENT)
            .where(
                APPOINTMENT.c.status == AppointmentStatus.WAITING.value,
                or_(APPOINTMENT.c.due_at.is_(None), APPOINTMENT.c.due_at <= now),
                APPOINTMENT.c.id.not_in(skip),
                ~_has_unsettled_booking(),
                ~is_leased(APPOINTMENT.c.id, now),
                ~_touches_one_in_hand(now),
            )
            .order_by(APPOINTMENT.c.starts, APPOINTMENT.c.id)
            .limit(1)
        )
        row = self._db.execute(wanted).one_or_none()
        return appointment_of(row) if row else None

    def by_uid(self, uid: str) -> Sequence[Appointment]:
        return self._where(APPOINTMENT.c.uid == uid)

    def by_reference(self, reference: str) -> Sequence[Appointment]:
        return self._where(APPOINTMENT.c.reference == reference)

    def by_guest(self, guest: str, start: datetime) -> Sequence[Appointment]:
        return self._where(APPOINTMENT.c.guest_key == names.key(guest), APPOINTMENT.c.starts == start)

    def of_message(self, message_id: int) -> Sequence[Appointment]:
        return self._where(APPOINTMENT.c.message_id == message_id)

    def _where(self, *conditions: ColumnElement[bool]) -> Sequence[Appointment]:
        wanted = select(APPOINTMENT).where(*conditions).order_by(APPOINTMENT.c.id)
        return [appointment_of(row) for row in sql.rows(self._db, wanted)]


def is_leased(appointment_id: ColumnElement[int], now: datetime) -> ColumnElement[bool]:
    name = APPOINTMENT_LEASE + cast(appointment_id, String)
    return exists().where(LEASE.c.name == name, LEASE.c.until > now)


def _touches_one_in_hand(now: datetime) -> ColumnElement[bool]:
    """Somebody is just booking another visit whose time touches this one's: both may want the same room."""
    other = APPOINTMENT.alias("in_hand")
    return exists().where(
        other.c.id != APPOINTMENT.c.id,
        other.c.status == AppointmentStatus.WAITING.value,
        other.c.starts < APPOINTMENT.c.ends,
        other.c.ends > APPOINTMENT.c.starts,
        is_leased(other.c.id, now),
    )


def _has_unsettled_booking() -> ColumnElement[bool]:
    """In doubt, or holding a room for this very revision: a second booking of it would be refused again and again."""
    holds = and_(BOOKING.c.revision == APPOINTMENT.c.revision, BOOKING.c.status.in_(HOLDS_ROOM))
    is_open = or_(BOOKING.c.status.in_(_UNSETTLED), holds)
    return exists().where(BOOKING.c.appointment_id == APPOINTMENT.c.id, is_open)


def _values(appointment: Appointment) -> dict[str, Any]:
    slot = appointment.slot
    return {
        "guest": appointment.guest,
        "guest_folded": names.folded(appointment.guest),
        "guest_key": names.key(appointment.guest),
        "type": appointment.type.value if appointment.type else None,
        "starts": slot.start if slot else None,
        "ends": slot.end if slot else None,
        "status": appointment.status.value,
        "revision": appointment.revision,
        "specialist": appointment.specialist,
        "urgency": appointment.urgency,
        "reference": appointment.reference,
        "guest_email": appointment.guest_email,
        "channel": appointment.channel.value,
        "message_id": appointment.message_id,
        "uid": appointment.uid,
        "sequence": appointment.sequence,
        "reason": appointment.reason,
        "received_at": appointment.received_at,
        "due_at": appointment.due_at,
        "tries": appointment.tries,
        "room_id": appointment.room_id,
        "previous_start": appointment.previous_start,
    }


def appointment_of(row: Row[Any]) -> Appointment:
    return Appointment(
        id=row.id,
        guest=row.guest,
        type=AppointmentType(row.type) if row.type else None,
        slot=Slot(row.starts, row.ends) if row.starts else None,
        status=AppointmentStatus(row.status),
        revision=row.revision,
        specialist=row.specialist,
        urgency=row.urgency,
        reference=row.reference,
        guest_email=row.guest_email,
        channel=Channel(row.channel),
        message_id=row.message_id,
        uid=row.uid,
        sequence=row.sequence,
        reason=row.reason,
        received_at=row.received_at,
        due_at=row.due_at,
        tries=row.tries,
        room_id=row.room_id,
        previous_start=row.previous_start,
    )
