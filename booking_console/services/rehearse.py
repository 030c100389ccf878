"""Try one visit without booking it: everything up to the last click, its steps and pictures kept, nothing changed here or there."""

from datetime import datetime

import structlog

from booking_console.domain.actor import Actor, Right
from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.booking import LIVE, TRIAL, AttemptResult, BookingStatus
from booking_console.domain.errors import BookingError, Conflict, ContractBroken, InvalidInput, Refused, Unavailable
from booking_console.services.records import NewUnitOfWork, UnitOfWork
from booking_console.services.reserve import stop_before_submit, try_rooms
from booking_console.services.road import OUR_FAULT, Road, drop_planned, give_back, stop_queue, take_lease
from booking_console.services.trail import Trail
from booking_console.services.walk import Walk, refuse_impossible

log = structlog.get_logger()

_HAS_NO_ROOM = (AppointmentStatus.WAITING, AppointmentStatus.NEEDS_ATTENTION)


def ask(new_uow: NewUnitOfWork, appointment_id: int, *, actor: Actor, now: datetime) -> None:
    """The worker tries it within seconds, also while a person has stopped booking."""
    actor.require(Right.DECIDE)
    with new_uow() as uow:
        _refuse_what_has_a_room(uow, uow.appointments.get(appointment_id), now)
        uow.control.ask_trial(appointment_id, at=now)
        uow.audit.add("trial.asked_for", actor=actor.name, at=now, subject="appointment", subject_id=appointment_id)


def try_next(road: Road) -> int | None:
    """Try the visit that was asked for first; its id, None when there is none or the portal is left alone."""
    now = road.clock.now()
    with road.new_uow() as uow:
        appointment_id = None if uow.control.switch().is_automatic else uow.control.take_trial()
        if appointment_id is None:
            return None
        appointment = uow.appointments.get(appointment_id)
        try:
            _refuse_what_has_a_room(uow, appointment, now)
        except BookingError:
            return appointment_id  # it was booked or changed meanwhile: there is nothing to try
        lease = take_lease(road, uow, appointment_id, now)
        if lease is None or appointment.slot is None:
            return appointment_id
        drop_planned(uow, appointment_id, "left over from an attempt that was broken off")
        attempt_id = uow.attempts.begin(appointment_id=appointment_id, purpose=TRIAL, worker=road.worker, at=now)
    try:
        _walk(Walk(road, appointment, appointment.slot, lease, Trail(road.new_uow, road.clock, attempt_id)))
    finally:
        with road.new_uow() as uow:
            drop_planned(uow, appointment_id, "tried without booking")
        give_back(road, lease)
    return appointment_id


def _walk(walk: Walk) -> None:
    """However it ends, the visit stays as it was: neither is it tried later nor is a person asked."""
    trail = walk.trail
    try:
        refuse_impossible(walk)
        try_rooms(walk, stop_before_submit)
    except Unavailable as error:
        trail.end(AttemptResult.UNAVAILABLE, str(error))
    except ContractBroken as error:
        trail.end(AttemptResult.CONTRACT_BROKEN, str(error))
        stop_queue(walk.road, error, attempt_id=trail.attempt_id)
    except Conflict as error:
        trail.end(AttemptResult.ABANDONED, str(error))
    except Refused as error:
        trail.end(AttemptResult.REFUSED, str(error))
    except Exception:
        log.exception("trial_crashed", appointment_id=walk.appointment.id)
        trail.end(AttemptResult.ABANDONED, OUR_FAULT)


def _refuse_what_has_a_room(uow: UnitOfWork, appointment: Appointment, now: datetime) -> None:
    holds = [b for b in uow.bookings.of_appointment(appointment.id) if b.status in LIVE - {BookingStatus.PLANNED}]
    if holds or appointment.status not in _HAS_NO_ROOM:
        raise Conflict("Only a visit that has no room yet can be tried without booking.")
    if appointment.slot is None:
        raise InvalidInput("Its time is not known yet: correct it first.")
    if appointment.slot.start <= now:
        raise InvalidInput("This time has passed already.")
