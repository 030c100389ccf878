"""Follow the change: which of our appointments does a mail speak of, and what becomes of it. All inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking_console.domain.appointment import Appointment, AppointmentStatus, AppointmentType, Channel
from booking_console.domain.booking import BookingStatus
from booking_console.domain.errors import Refused
from booking_console.domain.extraction import AppointmentFields
from booking_console.domain.policy import Policy
from booking_console.domain.slot import Slot
from booking_console.services import settle
from booking_console.services.records import UnitOfWork


class Unclear(Refused):
    """What the mail speaks of cannot be told for certain: a person is asked."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit as a mail or a person states it, ready to become an appointment."""

    guest: str
    type: AppointmentType | None
    slot: Slot
    specialist: str | None = None
    reference: str | None = None
    guest_email: str | None = None
    urgency: str | None = None
    uid: str | None = None
    sequence: int | None = None
    previous_start: datetime | None = None
    room_id: int | None = None


def visit_of(fields: AppointmentFields, policy: Policy, *, length: Slot | None = None) -> Visit:
    """length: the old slot of a reschedule, whose length holds when the mail states no end. Raises Unclear without guest or start."""
    if fields.guest is None or fields.start is None:
        raise Unclear("The mail names no guest or no time.")
    start = fields.start.value
    usual = length.length if length else policy.default_length
    end = fields.end.value if fields.end else start + usual
    if end <= start:
        raise Unclear("The mail gives an end that is not after the start.")
    return Visit(
        guest=fields.guest.value,
        type=AppointmentType(fields.type.value) if fields.type else None,
        slot=Slot(start, end),
        specialist=fields.specialist.value if fields.specialist else None,
        reference=fields.reference.value if fields.reference else None,
        guest_email=fields.guest_email.value if fields.guest_email else None,
        urgency=fields.urgency.value if fields.urgency else None,
        uid=fields.uid,
        sequence=fields.sequence,
        previous_start=fields.previous_start.value if fields.previous_start else None,
    )


def find(
    uow: UnitOfWork, fields: AppointmentFields, *, at: datetime | None, message_id: int | None = None
) -> Appointment | None:
    """Ours that the mail speaks of: by calendar UID, else by reference, else by guest and time.

    at: when the visit is before the change, as far as the mail says. message_id: siblings from this mail do not count, one
    reference may stand for a whole series. Raises Unclear when several fit, or when a reference fits and the time does not.
    """
    if fields.uid and (same := uow.appointments.by_uid(fields.uid)):
        return _only(same)
    if fields.reference:
        same = uow.appointments.by_reference(fields.reference.value)
        same = [a for a in same if message_id is None or a.message_id != message_id or _starts(a, at)]
        if same:
            return _at_time(same, at)
    if fields.guest and at:
        return _only(uow.appointments.by_guest(fields.guest.value, at))
    return None


def _at_time(same: Sequence[Appointment], at: datetime | None) -> Appointment | None:
    fitting = [a for a in same if at is None or _starts(a, at)]
    if not fitting:
        raise Unclear("The mail names a reference that we know, but another time than ours.")
    return _only(fitting)


def _starts(appointment: Appointment, at: datetime | None) -> bool:
    return appointment.slot is not None and appointment.slot.start == at


def _only(found: Sequence[Appointment]) -> Appointment | None:
    live = [a for a in found if a.is_live] or list(found)[-1:]
    if len(live) > 1:
        raise Unclear("The mail could mean more than one of our appointments.")
    return live[0] if live else None


def add(
    uow: UnitOfWork,
    visit: Visit,
    *,
    channel: Channel,
    message_id: int | None,
    now: datetime,
    due_at: datetime | None = None,
) -> int:
    appointment = Appointment(
        id=0,
        guest=visit.guest,
        type=visit.type,
        slot=visit.slot,
        status=AppointmentStatus.WAITING,
        specialist=visit.specialist,
        urgency=visit.urgency,
        reference=visit.reference,
        guest_email=visit.guest_email,
        channel=channel,
        message_id=message_id,
        uid=visit.uid,
        sequence=visit.sequence,
        received_at=now,
        due_at=due_at,
        room_id=visit.room_id,
    )
    return uow.appointments.add(appointment)


def move(uow: UnitOfWork, appointment: Appointment, visit: Visit, *, message_id: int | None = None) -> None:
    """A new revision that waits for a room; the old booking is freed only when the new one is proven."""
    if not appointment.is_live:
        raise Unclear("The appointment that is to be moved was cancelled before.")
    _end_planned(uow, appointment)
    moved = replace(
        appointment,
        guest=visit.guest,
        type=visit.type or appointment.type,
        slot=visit.slot,
        previous_start=appointment.slot.start if appointment.slot else None,
        specialist=visit.specialist or appointment.specialist,
        reference=visit.reference or appointment.reference,
        guest_email=visit.guest_email or appointment.guest_email,
        uid=appointment.uid or visit.uid,
        sequence=visit.sequence if visit.sequence is not None else appointment.sequence,
        message_id=message_id or appointment.message_id,
        room_id=visit.room_id,
        revision=appointment.revision + 1,
        status=AppointmentStatus.WAITING,
        reason="",
        due_at=None,
        tries=0,
    )
    uow.appointments.save(moved, was=appointment.status, revision=appointment.revision)


def cancel(uow: UnitOfWork, appointment: Appointment, *, reason: str, sequence: int | None = None) -> bool:
    """End the visit; whatever holds a room for it is freed on the portal by the worker. False: it was over already."""
    if not appointment.is_live:
        return False
    _end_planned(uow, appointment)
    ended = replace(
        appointment,
        status=AppointmentStatus.CANCELLED,
        reason=reason,
        due_at=None,
        sequence=sequence if sequence is not None else appointment.sequence,
    )
    uow.appointments.save(ended, was=appointment.status, revision=appointment.revision)
    for booking in uow.bookings.of_appointment(appointment.id):
        if booking.status in (BookingStatus.CONFIRMED, BookingStatus.NEEDS_ATTENTION):
            settle.free(uow, booking, reason)
    return True


def _end_planned(uow: UnitOfWork, appointment: Appointment) -> None:
    """What was planned and not submitted ends here; what is submitting finds out when it is recorded."""
    for booking in uow.bookings.of_appointment(appointment.id):
        if booking.status is BookingStatus.PLANNED:
            ended = replace(booking, status=BookingStatus.CANCELLED, reason="changed before it was submitted")
            uow.bookings.save(ended, was=BookingStatus.PLANNED)
