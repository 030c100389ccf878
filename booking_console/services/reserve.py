"""Step 3: lease, choose a room, submit once, read back, record.

The portal takes no idempotency key, so the submit is the one unsafe step. Before it a row says `submitting` and is committed
together with the proof that our lease lives; after it only the read-back decides. A crash leaves the booking `submitting`;
reconcile settles it before anybody books again.
"""

import secrets
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from typing import Literal

import structlog

from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import SHADOW, AttemptResult, Booking, BookingStatus, StepName
from booking_console.domain.errors import (
    Conflict,
    ContractBroken,
    LeaseLost,
    Refused,
    RoomTaken,
    Unavailable,
)
from booking_console.domain.portal import SubmitOutcome
from booking_console.domain.rooms import Room
from booking_console.services import change, shadow_compare, shadow_walk
from booking_console.services.ports import PreparedForm
from booking_console.services.press import read_back, refuse, submit, write_down
from booking_console.services.road import (
    OUR_FAULT,
    Road,
    ask_person,
    drop_planned,
    give_back,
    postpone,
    postpone_too_slow,
    request_of,
    stop_queue,
    take_lease,
)
from booking_console.services.trail import Trail
from booking_console.services.walk import Ended, Stop, Walk, likely_room, look_and_choose, refuse_impossible

log = structlog.get_logger()

#: A KEY alphabet without letters and figures that people mix up when they read it out.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Walked:
    appointment_id: int
    ended: Ended


def book_next(road: Road, *, mode: Literal["book", "dry_run"] = "book", only: int | None = None) -> Walked | None:
    """Book the next due appointment, or `only` that one; None when nothing is due or booking is switched off.

    In shadow mode it is tried up to the last click instead, and left to the person from then on.
    """
    now = road.clock.now()
    with road.new_uow() as uow:
        if not uow.control.switch().is_on:
            return None
        shadowed = mode == "book" and uow.shadows.plan().is_on
        in_hand = uow.shadows.in_hand()
        appointment = uow.appointments.next_waiting(now, skip=in_hand) if only is None else uow.appointments.get(only)
        if appointment is None or appointment.slot is None or appointment.status is not AppointmentStatus.WAITING:
            return None
        lease = take_lease(road, uow, appointment.id, now)
        if lease is None:
            return None
        drop_planned(uow, appointment.id, "left over from an attempt that was broken off")
        purpose = SHADOW if shadowed else "book"
        attempt_id = uow.attempts.begin(appointment_id=appointment.id, purpose=purpose, worker=road.worker, at=now)
    walk = Walk(road, appointment, appointment.slot, lease, Trail(road.new_uow, road.clock, attempt_id))
    try:
        ended = _walk(walk, "shadow" if shadowed else mode)
    finally:
        give_back(road, lease)
    return Walked(appointment.id, ended)


def _walk(walk: Walk, mode: str) -> Ended:
    """Every way to leave the road, by what must happen next."""
    try:
        return _take_road(walk, mode)
    except (LeaseLost, Conflict) as error:
        walk.trail.end(AttemptResult.ABANDONED, str(error))
        if isinstance(error, LeaseLost):
            postpone_too_slow(walk.road, walk.appointment.id)
        return Ended.OVERTAKEN
    except Unavailable as error:
        walk.trail.end(AttemptResult.UNAVAILABLE, str(error))
        postpone(walk.road, walk.appointment.id, str(error), retry_after=error.retry_after)
        return Ended.POSTPONED
    except ContractBroken as error:
        walk.trail.end(AttemptResult.CONTRACT_BROKEN, str(error))
        with walk.road.new_uow() as uow:
            drop_planned(uow, walk.appointment.id, "booking was stopped before the submit")
        stop_queue(walk.road, error, attempt_id=walk.trail.attempt_id)
        return Ended.STOPPED
    except Refused as error:
        walk.trail.end(AttemptResult.REFUSED, str(error))
        _give_to_person(walk, str(error))
        return Ended.NEEDS_ATTENTION
    except Exception:
        # A fault of ours must not keep the other appointments waiting: this one is tried later, then a person is asked.
        log.exception("booking_crashed", appointment_id=walk.appointment.id)
        walk.trail.end(AttemptResult.ABANDONED, OUR_FAULT)
        postpone(walk.road, walk.appointment.id, OUR_FAULT)
        return Ended.POSTPONED


def _take_road(walk: Walk, mode: str) -> Ended:
    refuse_impossible(walk)
    if mode == "dry_run":
        return try_rooms(walk, stop_before_submit)
    if mode == "shadow":
        there = shadow_walk.standing(walk)
        if shadow_walk.is_booked(walk, there):
            return shadow_walk.choose_only(walk, there)
        return try_rooms(walk, lambda tried, booking: shadow_walk.stop_before_submit(tried, booking, there))
    if shadow_compare.is_found_by_hand(walk):
        walk.trail.end(AttemptResult.BOOKED, "found on the portal, booked by hand")
        return Ended.BOOKED
    return try_rooms(walk)


def try_rooms(walk: Walk, stop: Stop | None = None) -> Ended:
    """Room after room until one is ours. Each look is fresh: a refusal means that the world has changed. stop: what is done in place
    of the submit."""
    walk, taken = _with_entry(walk), frozenset[int]()
    while True:
        walk = replace(walk, key="BC-" + "".join(secrets.choice(_LETTERS) for _ in range(8)))
        with _expecting(walk, taken):
            room = look_and_choose(walk, taken)
            try:
                if walk.entry is not None and _can_reach(walk, walk.entry, room):
                    return change.change_entry(walk, walk.entry, room, stop)
                return _try_room(walk, room, stop)
            except change.NotChangeable as error:
                log.info("booked_anew_instead_of_changed", appointment_id=walk.appointment.id, reason=str(error))
                walk = replace(walk, entry=None)
            except RoomTaken:
                taken |= {room.id}
                walk = walk if walk.entry is None else _with_entry(walk)  # it was written down and put back


def _expecting(walk: Walk, taken: frozenset[int]) -> AbstractContextManager[None]:
    """Tell the portal what the look will probably lead to."""
    room = likely_room(walk, taken) if walk.entry is None else None
    if room is None:
        return nullcontext()
    return walk.road.portal.expecting(request_of(_draft(walk, room), walk.appointment, room))


def _with_entry(walk: Walk) -> Walk:
    """The entry of its earlier time, where the portal lets it be changed in its own room at least."""
    with walk.road.new_uow() as uow:
        old, rooms = change.entry_of(uow, walk.appointment, walk.road.clock.now()), uow.rooms.all()
    here = next((room for room in rooms if old is not None and room.id == old.room_id), None)
    can_change = here is not None and walk.road.portal.can_change(here, here)
    return replace(walk, entry=old if can_change else None)


def _can_reach(walk: Walk, old: Booking, room: Room) -> bool:
    if (old.room_id, old.slot) == (room.id, walk.slot):
        return False  # nothing that a read-back could show
    with walk.road.new_uow() as uow:
        here = next(one for one in uow.rooms.all() if one.id == old.room_id)
    return walk.road.portal.can_change(here, room)


def _try_room(walk: Walk, room: Room, stop: Stop | None) -> Ended:
    """Raises RoomTaken when this room is gone, Refused when no room would do."""
    booking = _plan(walk, room)
    with ExitStack() as open_forms:
        try:
            form = _fill(walk, booking, room, open_forms)
            if stop is not None:
                return stop(walk, booking)
            booking = write_down(walk, booking)
        except (LeaseLost, Conflict) as error:
            _drop(walk, booking, str(error))
            raise
        except Refused as error:  # still planned: nothing was pressed
            refuse(walk, booking, BookingStatus.PLANNED, str(error))
            raise
        result = submit(walk, booking, form)
        if result.outcome is SubmitOutcome.SUCCESS:
            return read_back(walk, booking, room, result)  # the picture of the answer is still being taken
    return read_back(walk, booking, room, result)


def _fill(walk: Walk, booking: Booking, room: Room, open_forms: ExitStack) -> PreparedForm:
    """The form stays open until open_forms closes."""
    request = request_of(booking, walk.appointment, room)
    with walk.trail.step(StepName.FILL, room_id=room.id) as step:
        return open_forms.enter_context(walk.road.portal.prepare(request, evidence=step))


def _draft(walk: Walk, room: Room) -> Booking:
    return Booking(
        id=0,
        key=walk.key,
        appointment_id=walk.appointment.id,
        revision=walk.appointment.revision,
        room_id=room.id,
        slot=walk.slot,
        guest=walk.appointment.guest,
        status=BookingStatus.PLANNED,
        created_at=walk.road.clock.now(),
    )


def _plan(walk: Walk, room: Room) -> Booking:
    planned, now = _draft(walk, room), walk.road.clock.now()
    with walk.road.new_uow() as uow:
        uow.leases.hold(walk.lease, now=now, until=now + walk.road.policy.lease)  # each room may take its time
        booking_id = uow.bookings.add(planned)
        uow.attempts.choose(walk.trail.attempt_id, room_id=room.id, booking_id=booking_id)
    return replace(planned, id=booking_id)


def stop_before_submit(walk: Walk, booking: Booking) -> Ended:
    with walk.road.new_uow() as uow:
        drop_planned(uow, booking.appointment_id, "dry run: nothing was submitted")
    walk.trail.end(AttemptResult.DRY_RUN, "Everything up to the last click worked. Nothing was submitted.")
    return Ended.DRY_RUN


def _drop(walk: Walk, booking: Booking, reason: str) -> None:
    """Whoever overtook us may have ended it already."""
    with walk.road.new_uow() as uow:
        current = uow.bookings.get(booking.id)
        if current.status is BookingStatus.PLANNED:
            uow.bookings.save(replace(current, status=BookingStatus.CANCELLED, reason=reason), was=current.status)


def _give_to_person(walk: Walk, reason: str) -> None:
    with walk.road.new_uow() as uow:
        drop_planned(uow, walk.appointment.id, reason)
        fresh = uow.appointments.get(walk.appointment.id)
        if fresh.status is AppointmentStatus.WAITING and fresh.revision == walk.appointment.revision:
            ask_person(uow, walk.road.policy, fresh, reason, walk.road.clock.now())
