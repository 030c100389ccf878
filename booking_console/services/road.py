"""What everybody on the road to the portal carries, and the three ways to leave it early."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from booking_console.domain.actor import SYSTEM
from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.errors import ContractBroken, PersonRequired
from booking_console.domain.health import Part, PartState
from booking_console.domain.outbox import EventName
from booking_console.domain.policy import Policy
from booking_console.domain.portal import RoomRequest
from booking_console.domain.rooms import Room
from booking_console.domain.schedule import BookingSwitch
from booking_console.services import tell
from booking_console.services.intake import note_health
from booking_console.services.leases import APPOINTMENT_LEASE, Lease
from booking_console.services.ports import Clock, Portal
from booking_console.services.records import NewUnitOfWork, UnitOfWork

log = structlog.get_logger()

#: What people read when the program itself failed; the log has the traceback.
OUR_FAULT = "The program met something unexpected; the log says what."


_ONE_AT_A_TIME = "The portal wants a person for its further sessions: until booking is continued anew, one visit is booked at a time."

#: Between the name of a worker and the number of one of its lanes.
LANE = "#"


@dataclass(slots=True)
class Sides:
    """The lanes beside the first one. are_paused: the portal wants a person for their sessions, and the person gave theirs to the
    first."""

    are_paused: bool = False


@dataclass(frozen=True, slots=True)
class Road:
    """worker: the name under which leases are held; it dies with the process. number: of the lane, 1 where there is but one."""

    new_uow: NewUnitOfWork
    portal: Portal
    clock: Clock
    policy: Policy
    worker: str
    sides: Sides = field(default_factory=Sides)
    number: int = 1

    def lane(self, number: int, portal: Portal) -> "Road":
        """The same road beside this one: what it holds is held against this one, too. number: from 1, which is this one's own."""
        worker = f"{self.worker}{LANE}{number}" if number > 1 else self.worker
        return replace(self, portal=portal, worker=worker, number=number)


def take_lease(road: Road, uow: UnitOfWork, appointment_id: int, now: datetime) -> Lease | None:
    """Everything about one appointment is done under its one lease: booking, reading back, cancelling."""
    return uow.leases.take(lease_name(appointment_id), owner=road.worker, now=now, until=now + road.policy.lease)


def give_back(road: Road, lease: Lease) -> None:
    with road.new_uow() as uow:
        uow.leases.give_back(lease)


def lease_name(appointment_id: int) -> str:
    return f"{APPOINTMENT_LEASE}{appointment_id}"


def request_of(booking: Booking, appointment: Appointment, room: Room) -> RoomRequest:
    return RoomRequest(
        key=booking.key,
        room=room,
        slot=booking.slot,
        guest=booking.guest,
        type=appointment.type,
        guest_email=appointment.guest_email,
    )


def drop_planned(uow: UnitOfWork, appointment_id: int, reason: str) -> None:
    """End what was planned and never submitted: nothing was pressed, so there is nothing to read back."""
    for booking in uow.bookings.of_appointment(appointment_id):
        if booking.status is BookingStatus.PLANNED:
            dropped = replace(booking, status=BookingStatus.CANCELLED, reason=reason)
            uow.bookings.save(dropped, was=BookingStatus.PLANNED)


def postpone(road: Road, appointment_id: int, reason: str, *, retry_after: float | None = None) -> None:
    """Back-off, or a person once the policy's attempts are used up."""
    now = road.clock.now()
    with road.new_uow() as uow:
        drop_planned(uow, appointment_id, "tried again later")
        appointment = uow.appointments.get(appointment_id)
        if appointment.status is not AppointmentStatus.WAITING:
            return
        tries = appointment.tries + 1
        if tries >= road.policy.attempts:
            ask_person(
                uow,
                road.policy,
                appointment,
                f"Tried {tries} times. Last answer: {reason}",
                now,
                event=EventName.FAILED,
            )
            return
        wait = road.policy.wait_after(tries).total_seconds()
        due = now.timestamp() + max(wait, retry_after or 0)
        later = replace(appointment, tries=tries, due_at=datetime.fromtimestamp(due, tz=now.tzinfo), reason=reason)
        uow.appointments.save(later, was=appointment.status, revision=appointment.revision)


def postpone_too_slow(road: Road, appointment_id: int) -> None:
    """Our lease ran out. When nobody took it over, the portal was too slow: that is a failed try like any other."""
    with road.new_uow() as uow:
        again = take_lease(road, uow, appointment_id, road.clock.now())
    if again is not None:
        postpone(road, appointment_id, "The portal was so slow that the time for one try ran out.")
        give_back(road, again)


def ask_person(
    uow: UnitOfWork,
    policy: Policy,
    appointment: Appointment,
    reason: str,
    now: datetime,
    *,
    event: EventName = EventName.NEEDS_ATTENTION,
) -> None:
    """Put the appointment before a person and tell the business, in the caller's transaction."""
    asked = replace(appointment, status=AppointmentStatus.NEEDS_ATTENTION, reason=reason, due_at=None)
    uow.appointments.save(asked, was=appointment.status, revision=appointment.revision)
    tell.person_needed(uow, policy, asked, reason, now, event=event)
    uow.audit.add(
        "appointment.put_before_a_person",
        actor=SYSTEM.name,
        at=now,
        subject="appointment",
        subject_id=appointment.id,
        reason=reason,
    )
    log.info("appointment_needs_attention", appointment_id=appointment.id)


def stop_queue(road: Road, error: ContractBroken, *, attempt_id: int | None) -> None:
    """The portal is not the one we know: stop all booking, keep what we have, tell a person. The first cause stays on the banner.

    Where only a lane beside the first one needs a person, those lanes pause: a person clears one session, and the first one goes on
    with it."""
    if road.number > 1 and isinstance(error, PersonRequired):
        road.sides.are_paused = True
        note_health(road.new_uow, road.clock, Part.PORTAL, PartState.TROUBLE, _ONE_AT_A_TIME)
        log.warning("lanes_paused", expected=error.expected)
        return
    now = road.clock.now()
    note_health(road.new_uow, road.clock, Part.PORTAL, PartState.STOPPED, str(error))
    with road.new_uow() as uow:
        if uow.control.switch().is_automatic:
            return
        uow.control.set_switch(
            BookingSwitch(
                is_on=False,
                since=now,
                by=SYSTEM.name,
                cause=str(error),
                expected=error.expected or "the portal as its profile describes it",
                found=error.found or str(error),
                attempt_id=attempt_id,
            )
        )
        tell.booking_stopped(uow, road.policy, str(error), now)
        uow.audit.add("booking.stopped", actor=SYSTEM.name, at=now, reason=str(error))
    # What was found stays on the banner: it may quote the page.
    log.error("booking_stopped", expected=error.expected, attempt_id=attempt_id)
