"""Values for tests, with sensible defaults for all that a test does not care about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from booking_console.domain.allocation import Availability, Decision, choose_room
from booking_console.domain.appointment import Appointment, AppointmentStatus, AppointmentType, Channel
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.message import MailRef, RawMail
from booking_console.domain.outbox import Audience, DeliveryState, EventName, OutboxMessage
from booking_console.domain.rooms import PriorityList, Room
from booking_console.domain.slot import Slot

#: A Monday in winter: London is on UTC.
MONDAY_9 = datetime(2027, 3, 1, 9, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


def a_slot(start: datetime = MONDAY_9, minutes: int = 30) -> Slot:
    return Slot(start, start + timedelta(minutes=minutes))


def an_appointment(**changes: Any) -> Appointment:
    plain = Appointment(
        id=0,
        guest="Anna Example",
        type=AppointmentType.CONSULTATION,
        slot=a_slot(),
        status=AppointmentStatus.WAITING,
        channel=Channel.MAIL,
        received_at=MONDAY_9 - timedelta(days=3),
    )
    return replace(plain, **changes)


def a_booking(appointment_id: int, **changes: Any) -> Booking:
    """The key follows from appointment, revision, room and status: two bookings of a test differ in one of them."""
    plain = Booking(
        id=0,
        key="",
        appointment_id=appointment_id,
        revision=1,
        room_id=1,
        slot=a_slot(),
        guest="Anna Example",
        status=BookingStatus.PLANNED,
        created_at=MONDAY_9 - timedelta(days=3),
    )
    booking = replace(plain, **changes)
    key = f"B{booking.appointment_id}-{booking.revision}-{booking.room_id}-{booking.status}"
    return replace(booking, key=changes.get("key", key))


def a_mail(identity: str = "mail-1", **changes: Any) -> RawMail:
    plain = RawMail(
        ref=MailRef(key=f"ref-{identity}"),
        mime=b"Subject: Your appointment\r\n\r\nMonday at nine.\r\n",
        message_id=f"<{identity}@example.org>",
        identity=identity,
        received_at=MONDAY_9 - timedelta(days=3),
    )
    return replace(plain, **changes)


def an_outbox_message(event_key: str = "booked-1", **changes: Any) -> OutboxMessage:
    plain = OutboxMessage(
        id=0,
        event_key=event_key,
        event=EventName.BOOKED,
        audience=Audience.BUSINESS,
        channel="mail",
        recipient="desk@example.org",
        message_id=f"<{event_key}@example.org>",
        subject="Booked",
        text="Booked",
        html="<p>Booked</p>",
        calendar=None,
        calendar_method="PUBLISH",
        is_urgent=False,
        state=DeliveryState.PENDING,
        tries=0,
        due_at=MONDAY_9,
        created_at=MONDAY_9,
    )
    return replace(plain, **changes)


def all_free(*room_ids: int, looked_at: datetime = MONDAY_9) -> Availability:
    return Availability(looked_at, dict.fromkeys(room_ids, ()))


def a_decision(wanted: Slot, *, rooms: tuple[Room, ...], priority: PriorityList, shown: Availability) -> Decision:
    return choose_room(wanted, rooms=rooms, priority=priority, availability=shown)
