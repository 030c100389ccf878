"""A person's verbs on a booking that the portal put elsewhere than asked: take it as it is, or have it cancelled there."""

from dataclasses import replace
from datetime import datetime

from booking_console.domain.actor import Actor, Right
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.errors import Conflict
from booking_console.domain.policy import Policy
from booking_console.services import settle, shadow, strays
from booking_console.services.records import NewUnitOfWork, UnitOfWork


def accept(
    new_uow: NewUnitOfWork, booking_id: int, *, reason: str, policy: Policy, actor: Actor, now: datetime
) -> None:
    """The visit is where the portal put it: its room and time become those, and people are told so.

    Raises Refused when that is a room that we do not know, RoomTaken when our log holds it for another visit.
    """
    actor.require(Right.DECIDE)
    with new_uow() as uow:
        booking = _misplaced(uow, booking_id)
        there = replace(strays.where_it_stands(booking), stray=None, reason=reason)
        visit = uow.appointments.get(booking.appointment_id)
        if visit.is_live and visit.revision == booking.revision and visit.slot != there.slot:
            moved = replace(visit, slot=there.slot, previous_start=visit.slot.start if visit.slot else None)
            uow.appointments.save(moved, was=visit.status, revision=visit.revision)
        settle.record_confirmed(uow, policy, there, there.portal_reference, now)
        _note(uow, "booking.accepted_elsewhere", booking, actor, now, reason)


def cancel(new_uow: NewUnitOfWork, booking_id: int, *, reason: str, actor: Actor, now: datetime) -> None:
    """The worker cancels it on the portal where it stands and reads back. The visit stays before a person: it is not booked again by
    itself. Raises Refused when it stands in a room that we do not know."""
    actor.require(Right.DECIDE)
    with new_uow() as uow:
        booking = _misplaced(uow, booking_id)
        strays.where_it_stands(booking)
        shadow.refuse_touching(uow, booking.appointment_id)
        settle.free(uow, booking, reason or "The portal put it elsewhere.")
        visit = uow.appointments.get(booking.appointment_id)
        if visit.status is AppointmentStatus.NEEDS_ATTENTION:
            asked = replace(visit, reason=f"{actor.name} has the entry cancelled that the portal put elsewhere.")
            uow.appointments.save(asked, was=visit.status, revision=visit.revision)
        _note(uow, "booking.cancelled_elsewhere", booking, actor, now, reason)


def _misplaced(uow: UnitOfWork, booking_id: int) -> Booking:
    booking = uow.bookings.get(booking_id)
    if booking.status is not BookingStatus.NEEDS_ATTENTION or booking.stray is None:
        raise Conflict("It was settled meanwhile.")
    return booking


def _note(uow: UnitOfWork, action: str, booking: Booking, actor: Actor, now: datetime, reason: str) -> None:
    visit = booking.appointment_id
    uow.audit.add(action, actor=actor.name, at=now, subject="appointment", subject_id=visit, reason=reason)
