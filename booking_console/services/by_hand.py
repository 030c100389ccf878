"""What is to be cancelled while shadow mode is on: a person does it on the portal, and we see when it is done."""

from dataclasses import replace
from datetime import timedelta

from booking_console.domain.appointment import Appointment
from booking_console.domain.booking import AttemptResult, Booking
from booking_console.domain.errors import Conflict
from booking_console.domain.portal import ReadBack
from booking_console.domain.rooms import Room
from booking_console.services import settle
from booking_console.services.road import Road
from booking_console.services.trail import Trail

_FIRST_LOOK, _LATEST_LOOK = timedelta(minutes=1), timedelta(minutes=30)
_GONE = "gone: somebody freed it on the portal"
_STILL_THERE = "Shadow mode: still there. It is to be cancelled on the portal by hand."
_ASK = "It is cancelled here, and the portal still shows it. Shadow mode is on: please cancel it on the portal by hand."


def see_whether_gone(road: Road, trail: Trail, booking: Booking, appointment: Appointment, room: Room) -> None:
    """Reads only. Raises Unavailable or ContractBroken when the portal cannot be read, Conflict when it was settled meanwhile."""
    seen = settle.look_for(road, trail, booking, appointment, room, is_cancelled=True)
    now = road.clock.now()
    with road.new_uow() as uow:
        current = uow.bookings.get(booking.id)
        if current.status is not booking.status:
            raise Conflict("Somebody else settled this booking first.")
        if seen.verdict is ReadBack.ABSENT:
            settle.record_cancelled(uow, road.policy, current, now)
        else:
            later = replace(current, checks=current.checks + 1, check_due_at=now + _wait(current.checks))
            uow.bookings.save(later, was=current.status)
        is_due = _waited(current.checks) >= uow.shadows.plan().ask_after
    is_gone = seen.verdict is ReadBack.ABSENT
    trail.end(AttemptResult.CANCELLED if is_gone else AttemptResult.DRY_RUN, _GONE if is_gone else _STILL_THERE)
    if is_due and not is_gone:
        settle.alarm(road, booking.id, _ASK)


def _wait(checks: int) -> timedelta:
    doubled: int = 2 ** min(checks, 10)
    return min(_FIRST_LOOK * doubled, _LATEST_LOOK)


def _waited(checks: int) -> timedelta:
    """How long it was waited for in so many looks."""
    return sum((_wait(n) for n in range(checks)), timedelta())
