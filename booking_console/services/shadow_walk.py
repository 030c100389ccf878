"""One visit tried in shadow mode: the road up to the last click, and a note of what we would have booked.

Nothing is pressed, so a crash anywhere costs no more than the try: the next worker makes it again.
"""

from collections.abc import Sequence
from dataclasses import replace

from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.booking import AttemptResult, Booking
from booking_console.domain.errors import Conflict
from booking_console.domain.shadow import Found, Shadow, ShadowState, ask_at, is_named, next_look
from booking_console.services import shadow_search as searching
from booking_console.services import shadow_words
from booking_console.services.records import UnitOfWork
from booking_console.services.road import drop_planned
from booking_console.services.shadow_search import Wanted
from booking_console.services.walk import Ended, Walk, look_and_choose

_UP_TO_THE_CLICK = "Shadow mode: everything up to the last click worked. Nothing was submitted."
_BOOKED_BEFORE = "Shadow mode: it was booked by hand before we came. Only the choice of the room is compared."


def standing(walk: Walk) -> list[Found]:
    """What stands in the guest's name on that day already."""
    wanted = Wanted(walk.appointment, walk.slot, walk.appointment.guest)
    shown = searching.look(walk.road, searching.day_of(walk.road, walk.slot))
    return [one for one in searching.search(walk.road, wanted, shown) if is_named(one.owner, walk.appointment.guest)]


def is_booked(walk: Walk, there: Sequence[Found]) -> bool:
    return any(one.slot == walk.slot for one in there)


def choose_only(walk: Walk, there: Sequence[Found]) -> Ended:
    """The person was faster: the form would refuse the time. What we would have chosen without their entry is compared all the same."""
    room = look_and_choose(walk, frozenset())
    elsewhere = tuple(one for one in there if one.slot != walk.slot)
    _record(walk, room.id, elsewhere, is_filled=False)
    walk.trail.end(AttemptResult.DRY_RUN, _BOOKED_BEFORE)
    return Ended.SHADOW


def stop_before_submit(walk: Walk, booking: Booking, there: Sequence[Found]) -> Ended:
    _record(walk, booking.room_id, tuple(there), is_filled=True)
    walk.trail.end(AttemptResult.DRY_RUN, _UP_TO_THE_CLICK)
    return Ended.SHADOW


def _record(walk: Walk, room_id: int, before: tuple[Found, ...], *, is_filled: bool) -> None:
    """The planned booking ends and the would-be booking begins, in one transaction. Raises Conflict when the visit was changed."""
    now, visit = walk.road.clock.now(), walk.appointment
    with walk.road.new_uow() as uow:
        uow.leases.hold(walk.lease, now=now, until=now + walk.road.policy.lease)
        fresh = uow.appointments.get(visit.id)
        if fresh.status is not AppointmentStatus.WAITING or fresh.revision != visit.revision:
            raise Conflict("The appointment was changed while it was being tried.")
        drop_planned(uow, visit.id, "shadow mode: nothing was submitted")
        tried = Shadow(
            id=0,
            appointment_id=visit.id,
            revision=visit.revision,
            attempt_id=walk.trail.attempt_id,
            state=ShadowState.OPEN,
            room_id=room_id,
            slot=walk.slot,
            guest=visit.guest,
            type=visit.type,
            is_filled=is_filled,
            before=before,
            began_at=now,
            ask_at=ask_at(uow.shadows.plan(), walk.slot, now),
            due_at=next_look(now, now),
        )
        _keep(uow, tried)
        _tell_what_it_waits_for(uow, fresh, tried)


def _keep(uow: UnitOfWork, tried: Shadow) -> None:
    """A visit that is tried again takes the place of its earlier try."""
    earlier = next(
        (one for one in uow.shadows.of_appointment(tried.appointment_id) if one.revision == tried.revision), None
    )
    if earlier is None:
        uow.shadows.add(tried)
    else:
        uow.shadows.save(replace(tried, id=earlier.id), was=earlier.state)


def _tell_what_it_waits_for(uow: UnitOfWork, visit: Appointment, tried: Shadow) -> None:
    rooms = {room.id: room.name for room in uow.rooms.all()}
    waiting = replace(visit, reason=shadow_words.waits(tried, rooms), due_at=None, tries=0)
    uow.appointments.save(waiting, was=visit.status, revision=visit.revision)
