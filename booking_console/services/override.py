"""A person's verbs on what goes by itself: stop all booking, move, cancel, undo, run now, look at a name, tell again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from booking_console.domain.actor import Actor, Right
from booking_console.domain.appointment import AppointmentStatus, Channel
from booking_console.domain.booking import BookingStatus
from booking_console.domain.errors import Conflict, InvalidInput, Refused
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.outbox import DeliveryState
from booking_console.domain.policy import Policy
from booking_console.domain.schedule import BookingSwitch, JobName, Schedule
from booking_console.domain.slot import Slot
from booking_console.services import follow, settle, shadow, tell
from booking_console.services.records import NewUnitOfWork

#: So long a day whose page may have stopped all booking is not looked at only because somebody wants to see it.
_LOOK_AGAIN = timedelta(hours=1)


def stop_booking(new_uow: NewUnitOfWork, *, cause: str, actor: Actor, now: datetime) -> None:
    """Nothing is submitted from the next commit on; mail is still read. A submit that is under way is still read back."""
    actor.require(Right.STOP)
    with new_uow() as uow:
        if uow.control.switch().is_on:
            uow.control.set_switch(BookingSwitch(is_on=False, since=now, by=actor.name, cause=cause))
            uow.audit.add("booking.stopped", actor=actor.name, at=now, reason=cause)


def continue_booking(new_uow: NewUnitOfWork, *, actor: Actor, now: datetime) -> None:
    """What waits is booked in the order of its time.

    After a stop by the portal the days that were still to be looked at are left alone for a while: the page of one of them may
    have been the cause, and would stop booking again at once.
    """
    actor.require(Right.STOP)
    with new_uow() as uow:
        was = uow.control.switch()
        if was.is_on:
            return
        uow.control.set_switch(BookingSwitch(is_on=True, since=now, by=actor.name))
        if was.is_automatic:
            uow.control.set_health(
                Health(Part.PORTAL, PartState.UNKNOWN, "is looked at again", checked_at=now, since=now)
            )
            uow.control.ask_run(JobName.CHECK, at=now)
            for day in uow.control.looks_asked():
                uow.control.postpone_look(day, until=now + _LOOK_AGAIN)
        uow.audit.add("booking.continued", actor=actor.name, at=now, reason=was.cause)


def book(
    new_uow: NewUnitOfWork,
    visit: follow.Visit,
    *,
    channel: Channel,
    actor: Actor,
    now: datetime,
    not_before: datetime | None = None,
) -> int:
    """A visit entered by hand; the appointment's id. It takes the same road as a mail's.

    not_before: until then workers leave it to the caller.
    """
    actor.require(Right.DECIDE)
    if not visit.guest.strip():
        raise InvalidInput("Please fill in the guest.")
    if visit.slot.start <= now:
        raise InvalidInput("This time has passed already.")
    with new_uow() as uow:
        appointment_id = follow.add(uow, visit, channel=channel, message_id=None, now=now, due_at=not_before)
        uow.audit.add("appointment.entered", actor=actor.name, at=now, subject="appointment", subject_id=appointment_id)
    return appointment_id


def move(
    new_uow: NewUnitOfWork,
    appointment_id: int,
    *,
    slot: Slot,
    room_id: int | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Book the new slot first, free the old one when the new one is proven. room_id None: the first free room of the list."""
    actor.require(Right.DECIDE)
    if slot.start <= now:
        raise InvalidInput("This time has passed already.")
    with new_uow() as uow:
        appointment = uow.appointments.get(appointment_id)
        if appointment.status not in (AppointmentStatus.BOOKED, AppointmentStatus.WAITING):
            raise Conflict("Only what is booked or waits for a room can be moved.")
        shadow.refuse_touching(uow, appointment_id)
        visit = follow.Visit(guest=appointment.guest, type=appointment.type, slot=slot, room_id=room_id)
        follow.move(uow, appointment, visit)
        uow.audit.add(
            "appointment.moved",
            actor=actor.name,
            at=now,
            subject="appointment",
            subject_id=appointment_id,
            reason=reason,
        )


def cancel(
    new_uow: NewUnitOfWork,
    appointment_id: int,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    policy: Policy | None = None,
) -> None:
    """End the visit and free its room on the portal. policy: says who is told when no room is held any more; None: nobody."""
    actor.require(Right.DECIDE)
    with new_uow() as uow:
        appointment = uow.appointments.get(appointment_id)
        shadow.refuse_touching(uow, appointment_id)
        if not follow.cancel(uow, appointment, reason=reason or "Cancelled by hand."):
            raise Conflict("It was cancelled or completed meanwhile.")
        if policy is not None:
            tell.ended_by_person(uow, policy, appointment, now)
        uow.audit.add(
            "appointment.cancelled",
            actor=actor.name,
            at=now,
            subject="appointment",
            subject_id=appointment_id,
            reason=reason,
        )


def undo(
    new_uow: NewUnitOfWork,
    appointment_id: int,
    *,
    actor: Actor,
    now: datetime,
    within: timedelta = timedelta(seconds=10),
) -> None:
    """Take a fresh booking back: the room is freed on the portal and the appointment is put before a person again."""
    actor.require(Right.DECIDE)
    with new_uow() as uow:
        appointment = uow.appointments.get(appointment_id)
        confirmed = [b for b in uow.bookings.of_appointment(appointment_id) if b.status is BookingStatus.CONFIRMED]
        if appointment.status is not AppointmentStatus.BOOKED or not confirmed:
            raise Conflict("There is no booking to take back.")
        if confirmed[-1].confirmed_at is None or now - confirmed[-1].confirmed_at > within:
            raise Refused("It is too late to undo; cancel the booking instead.")
        shadow.refuse_touching(uow, appointment_id)
        settle.free(uow, confirmed[-1], "undone")
        back = replace(appointment, status=AppointmentStatus.NEEDS_ATTENTION, reason=f"Undone by {actor.name}.")
        uow.appointments.save(back, was=appointment.status, revision=appointment.revision)
        uow.audit.add("booking.undone", actor=actor.name, at=now, subject="appointment", subject_id=appointment_id)


def run_now(new_uow: NewUnitOfWork, job: JobName, *, actor: Actor, now: datetime) -> None:
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        uow.control.ask_run(job, at=now)
        uow.audit.add("job.asked_for", actor=actor.name, at=now, detail=job.value)


def set_schedule(new_uow: NewUnitOfWork, schedule: Schedule, *, actor: Actor, now: datetime, note: str = "") -> None:
    """Conflict when somebody else changed it since schedule.version was read. The worker obeys within 5 s."""
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        uow.control.set_schedule(schedule, at=now)
        uow.audit.add("schedule.changed", actor=actor.name, at=now, subject="schedule", reason=note)


def pause(new_uow: NewUnitOfWork, *, actor: Actor, now: datetime) -> None:
    _set(new_uow, lambda s: replace(s, paused=True), "schedule.paused", actor, now)


def resume(new_uow: NewUnitOfWork, *, actor: Actor, now: datetime) -> None:
    _set(new_uow, lambda s: replace(s, paused=False), "schedule.resumed", actor, now)


def set_quiet(new_uow: NewUnitOfWork, quiet: tuple[time, time] | None, *, actor: Actor, now: datetime) -> None:
    _set(new_uow, lambda s: replace(s, quiet=quiet), "schedule.changed", actor, now)


def _set(
    new_uow: NewUnitOfWork, change: Callable[[Schedule], Schedule], action: str, actor: Actor, now: datetime
) -> None:
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        uow.control.set_schedule(change(uow.control.schedule()), at=now)
        uow.audit.add(action, actor=actor.name, at=now, subject="schedule")


def show_name(new_uow: NewUnitOfWork, appointment_id: int, *, actor: Actor, now: datetime) -> str:
    """The guest's full name; that it was asked for is recorded."""
    actor.require(Right.VIEW)
    with new_uow() as uow:
        guest = uow.appointments.get(appointment_id).guest
        uow.audit.add("name.shown", actor=actor.name, at=now, subject="appointment", subject_id=appointment_id)
    return guest


def tell_again(new_uow: NewUnitOfWork, outbox_id: int, *, actor: Actor, now: datetime) -> None:
    """Send a message that failed or may not have arrived once more, under its old Message-ID."""
    actor.require(Right.DECIDE)
    with new_uow() as uow:
        message = uow.outbox.get(outbox_id)
        if message.state not in (DeliveryState.FAILED, DeliveryState.UNCLEAR):
            raise Conflict("Only what failed or may not have arrived can be sent again.")
        uow.outbox.settle(outbox_id, DeliveryState.PENDING, error="", at=now, due_at=now)
        uow.audit.add("message.sent_again", actor=actor.name, at=now, subject="outbox", subject_id=outbox_id)
