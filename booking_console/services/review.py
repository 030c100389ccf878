"""A person's verbs on what needs attention: correct and book, decline, try again, settle what the portal does not tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from booking_console.domain.actor import Actor, Right
from booking_console.domain.appointment import Appointment, AppointmentStatus, AppointmentType, Channel
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.errors import Conflict, InvalidInput
from booking_console.domain.extraction import AppointmentFields, Extraction, Kind
from booking_console.domain.message import MessageState
from booking_console.domain.policy import Policy
from booking_console.domain.slot import Slot
from booking_console.domain.status import DECLINED
from booking_console.services import change, follow, settle, shadow, tell
from booking_console.services.case import settled_by_person
from booking_console.services.records import NewUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedVisit:
    """The fields as the person left them. room_id: this room and no other; None: the first free one of the list."""

    guest: str
    type: AppointmentType | None
    start: datetime
    end: datetime
    specialist: str | None = None
    reference: str | None = None
    room_id: int | None = None


class Settled(StrEnum):
    """What a person found on the portal."""

    THERE = "there"
    NOT_THERE = "not_there"


def approve(
    new_uow: NewUnitOfWork, key: str, *, corrected: CorrectedVisit, actor: Actor, now: datetime, reason: str = ""
) -> int:
    """Release a message or an appointment to the worker as corrected; the appointment's id.

    InvalidInput says which field is not usable; Conflict when somebody settled it meanwhile. A room against the order needs the
    reason.
    """
    actor.require(Right.DECIDE)
    if corrected.room_id is not None and not reason.strip():
        raise InvalidInput("Please say why it must be this room: the reason is kept with the booking.")
    kind, item_id = _parse(key)
    slot = _slot(corrected, now)
    with new_uow() as uow:
        if kind == "message":
            appointment_id = _approve_message(uow, item_id, corrected, slot, now)
        else:
            appointment_id = _approve_appointment(uow, item_id, corrected, slot)
        _note(uow, "appointment.approved", actor, now, appointment_id, reason)
    return appointment_id


def decline(
    new_uow: NewUnitOfWork, key: str, *, reason: str, actor: Actor, now: datetime, policy: Policy | None = None
) -> None:
    """Nothing is booked for it; the reason is kept. A room that is held for it is freed on the portal.

    policy: says who is told when they were told of a booking that is gone; None: nobody.
    """
    actor.require(Right.DECIDE)
    if not reason.strip():
        raise InvalidInput("Please give a reason for declining.")
    kind, item_id = _parse(key)
    with new_uow() as uow:
        if kind == "message":
            _settle_message(uow, item_id, MessageState.IGNORED, DECLINED + reason)
            settled_by_person(uow, uow.messages.get(item_id), appointment_id=None)
            uow.audit.add(
                "message.declined", actor=actor.name, at=now, subject="message", subject_id=item_id, reason=reason
            )
            return
        appointment = uow.appointments.get(uow.bookings.get(item_id).appointment_id if kind == "booking" else item_id)
        shadow.refuse_touching(uow, appointment.id)
        if not follow.cancel(uow, appointment, reason=DECLINED + reason):
            raise Conflict("It was cancelled or completed meanwhile.")
        if policy is not None:
            tell.ended_by_person(uow, policy, appointment, now)
        _note(uow, "appointment.declined", actor, now, appointment.id, reason)


def cancel_meant(
    new_uow: NewUnitOfWork, key: str, *, appointment_ids: Sequence[int], reason: str, actor: Actor, now: datetime
) -> None:
    """A doubtful cancellation means these appointments: end them and settle the message, all or nothing."""
    actor.require(Right.DECIDE)
    if not appointment_ids:
        raise InvalidInput("Please choose the visit that the mail cancels, or decline the mail.")
    if not reason.strip():
        raise InvalidInput("Please give a reason for cancelling.")
    _, message_id = _parse(key)
    with new_uow() as uow:
        _settle_message(uow, message_id, MessageState.ACTED_ON, "Cancelled as a person decided.")
        for appointment_id in appointment_ids:
            appointment = uow.appointments.get(appointment_id)
            if not follow.cancel(uow, appointment, reason="Cancelled by mail, as a person decided."):
                raise Conflict("It was cancelled or completed meanwhile.")
            _note(uow, "appointment.cancelled", actor, now, appointment_id, reason)
        settled_by_person(uow, uow.messages.get(message_id), appointment_id=appointment_ids[0])


def retry(new_uow: NewUnitOfWork, appointment_id: int, *, actor: Actor, now: datetime, reason: str = "") -> None:
    """Try again at once, with fresh tries. A booking that the portal did not settle is read back again, never pressed again."""
    actor.require(Right.DECIDE)
    with new_uow() as uow:
        appointment = uow.appointments.get(appointment_id)
        doubtful = [b for b in uow.bookings.of_appointment(appointment_id) if b.status is BookingStatus.NEEDS_ATTENTION]
        for booking in doubtful:
            again = replace(booking, status=BookingStatus.IN_DOUBT, checks=0, check_due_at=now)
            uow.bookings.save(again, was=booking.status)
        if appointment.status in (AppointmentStatus.NEEDS_ATTENTION, AppointmentStatus.WAITING):
            shadow.forget(uow, appointment, now)
            fresh = replace(appointment, status=AppointmentStatus.WAITING, reason="", due_at=None, tries=0)
            uow.appointments.save(fresh, was=appointment.status, revision=appointment.revision)
        elif not doubtful:
            raise Conflict("There is nothing to try again: it was settled meanwhile.")
        _note(uow, "appointment.retried", actor, now, appointment_id, reason)


def settle_doubt(
    new_uow: NewUnitOfWork,
    booking_id: int,
    *,
    found: Settled,
    reason: str,
    policy: Policy,
    actor: Actor,
    now: datetime,
    reference: str | None = None,
) -> None:
    """A person looked at the portal with their own eyes: it is there (and ours), or it is not there and may be tried again."""
    actor.require(Right.DECIDE)
    if not reason.strip():
        raise InvalidInput("Please say what you saw on the portal.")
    with new_uow() as uow:
        booking = uow.bookings.get(booking_id)
        if booking.status is not BookingStatus.NEEDS_ATTENTION:
            raise Conflict("It was settled meanwhile.")
        if found is Settled.THERE and booking.stray is not None:
            raise Conflict("The portal shows it elsewhere: take it as it is, have it cancelled there, or look again.")
        if found is Settled.THERE:
            settle.record_confirmed(uow, policy, booking, reference or booking.portal_reference, now)
        elif booking.was is not None:  # not changed: it stands where it stood
            change.put_back(uow, booking)
            _try_again(uow, booking)
        else:
            settle.record_cancelled(uow, policy, replace(booking, reason=reason), now)
            _try_again(uow, booking)
        _note(uow, f"booking.found_{found.value}", actor, now, booking.appointment_id, reason)


def _try_again(uow: UnitOfWork, booking: Booking) -> None:
    """What was booked once and is gone now was taken back by a person: only what never came to be is booked again."""
    appointment = uow.appointments.get(booking.appointment_id)
    never_was = booking.confirmed_at is None or booking.was is not None
    is_asked = appointment.status is AppointmentStatus.NEEDS_ATTENTION and never_was
    if appointment.revision == booking.revision and (is_asked or appointment.status is AppointmentStatus.BOOKED):
        again = replace(appointment, status=AppointmentStatus.WAITING, reason="", due_at=None, tries=0)
        uow.appointments.save(again, was=appointment.status, revision=appointment.revision)


def _approve_message(uow: UnitOfWork, message_id: int, corrected: CorrectedVisit, slot: Slot, now: datetime) -> int:
    message = uow.messages.get(message_id)
    _settle_message(uow, message_id, MessageState.ACTED_ON, "Booked as a person corrected it.")
    fields = _read_fields(message.extraction)
    visit = _visit(corrected, slot, fields)
    known = _meant(uow, visit, fields, message.extraction)
    if known is not None:
        follow.move(uow, known, visit, message_id=message_id)
        was = known.slot.start if known.slot else None
        settled_by_person(uow, message, appointment_id=known.id, left=was)
        return known.id
    if any(a.is_live for a in uow.appointments.by_guest(visit.guest, slot.start)):
        raise Conflict("We have an appointment of this guest at this time already.")
    appointment_id = follow.add(uow, visit, channel=Channel.MAIL, message_id=message_id, now=now)
    settled_by_person(uow, message, appointment_id=appointment_id)
    return appointment_id


def _meant(
    uow: UnitOfWork, visit: follow.Visit, fields: AppointmentFields | None, extraction: Extraction | None
) -> Appointment | None:
    """The live appointment that the mail moves: of its calendar entry at another time, or the one that a reschedule speaks of."""
    known = None
    if fields is not None and extraction is not None and extraction.kind is Kind.RESCHEDULE:
        known = follow.find(uow, fields, at=fields.previous_start.value if fields.previous_start else None)
    elif visit.uid:
        same = [a for a in uow.appointments.by_uid(visit.uid) if a.is_live]
        known = same[0] if len(same) == 1 else None
    return known if known is not None and known.is_live and known.slot != visit.slot else None


def _read_fields(extraction: Extraction | None) -> AppointmentFields | None:
    return extraction.appointments[0] if extraction and extraction.appointments else None


def _approve_appointment(uow: UnitOfWork, appointment_id: int, corrected: CorrectedVisit, slot: Slot) -> int:
    appointment = uow.appointments.get(appointment_id)
    if appointment.status is not AppointmentStatus.NEEDS_ATTENTION:
        raise Conflict("It was settled meanwhile.")
    _refuse_while_in_doubt(uow, appointment)
    follow.move(uow, appointment, _visit(corrected, slot, None))
    return appointment_id


def _refuse_while_in_doubt(uow: UnitOfWork, appointment: Appointment) -> None:
    """Two rooms for one visit: the one thing that must not happen."""
    doubtful = (BookingStatus.NEEDS_ATTENTION, BookingStatus.IN_DOUBT, BookingStatus.SUBMITTING)
    if any(b.status in doubtful for b in uow.bookings.of_appointment(appointment.id)):
        raise Conflict("First say whether the booking in doubt is on the portal: otherwise it could be booked twice.")


def _visit(corrected: CorrectedVisit, slot: Slot, fields: AppointmentFields | None) -> follow.Visit:
    return follow.Visit(
        guest=corrected.guest.strip(),
        type=corrected.type,
        slot=slot,
        specialist=corrected.specialist,
        reference=corrected.reference,
        guest_email=fields.guest_email.value if fields and fields.guest_email else None,
        uid=fields.uid if fields else None,
        sequence=fields.sequence if fields else None,
        room_id=corrected.room_id,
    )


def _slot(corrected: CorrectedVisit, now: datetime) -> Slot:
    if not corrected.guest.strip():
        raise InvalidInput("Please fill in the guest.")
    if corrected.end <= corrected.start:
        raise InvalidInput("The end must come after the start.")
    if corrected.start <= now:
        raise InvalidInput("This time has passed already.")
    if corrected.end - corrected.start > timedelta(hours=12):
        raise InvalidInput("A visit is at most 12 hours long.")
    return Slot(corrected.start, corrected.end)


def _settle_message(uow: UnitOfWork, message_id: int, state: MessageState, reason: str) -> None:
    uow.messages.settle(message_id, state, was=MessageState.NEEDS_ATTENTION, reason=reason)


def _parse(key: str) -> tuple[str, int]:
    kind, _, number = key.partition("-")
    if kind not in ("message", "appointment", "booking") or not number.isdigit():
        raise InvalidInput(f"Expected message-, appointment- or booking- and a number, got {key[:40]!r}.")
    return kind, int(number)


def _note(uow: UnitOfWork, action: str, actor: Actor, now: datetime, appointment_id: int, reason: str) -> None:
    uow.audit.add(action, actor=actor.name, at=now, subject="appointment", subject_id=appointment_id, reason=reason)
