"""One appointment on its way: look at the portal, and choose the first free room of the list."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from booking_console.domain.allocation import Answer, Availability, Decision, choose_room
from booking_console.domain.appointment import Appointment
from booking_console.domain.booking import Booking, StepName
from booking_console.domain.comparison import without_entry
from booking_console.domain.errors import NoFreeRoom, Refused
from booking_console.domain.rooms import Room
from booking_console.domain.shadow import without_guest
from booking_console.domain.slot import Slot
from booking_console.services.leases import Lease
from booking_console.services.records import UnitOfWork
from booking_console.services.road import Road
from booking_console.services.trail import Trail


class Ended(StrEnum):
    """How a walk along the road ended."""

    BOOKED = "booked"
    POSTPONED = "postponed"
    NEEDS_ATTENTION = "needs_attention"
    IN_DOUBT = "in_doubt"
    STOPPED = "stopped"
    OVERTAKEN = "overtaken"  # a person or another worker changed it meanwhile
    DRY_RUN = "dry_run"
    SHADOW = "shadow"  # shadow mode: a person books it


@dataclass(frozen=True, slots=True)
class Walk:
    """One appointment on its way; slot is its interval, known to be set. entry: its booking at an earlier time or room, where the portal
    can change the entry itself. key: our reference for the booking that is tried next."""

    road: Road
    appointment: Appointment
    slot: Slot
    lease: Lease
    trail: Trail
    entry: Booking | None = None
    key: str = ""

    @property
    def leaves(self) -> Booking | None:
        """The entry that is no longer in the way, because it is changed."""
        return self.entry if self.entry is not None and self.entry.slot != self.slot else None


#: What is done with the filled form in place of the submit.
Stop = Callable[[Walk, Booking], Ended]


def refuse_impossible(walk: Walk) -> None:
    """Before the portal is asked: for a day that it does not have it shows another page, which would look like drift."""
    now, horizon = walk.road.clock.now(), walk.road.portal.facts.horizon
    if walk.slot.start <= now:
        raise Refused("The time of the visit has passed, nothing was booked.")
    if horizon is not None and walk.slot.start > now + horizon:
        raise Refused(f"The portal books at most {horizon.days} days ahead.")


def look_and_choose(walk: Walk, taken: frozenset[int]) -> Room:
    """Raises NoFreeRoom with the reason of every room."""
    facts = walk.road.portal.facts
    with walk.road.new_uow() as uow:
        rooms = uow.rooms.all() if facts.shows_whole_days else _worth_asking(uow, walk, taken)
    day = walk.slot.start.astimezone(ZoneInfo(facts.zone)).date()
    with walk.trail.step(StepName.LOOK) as step:
        availability = walk.road.portal.look(
            day, rooms=rooms, evidence=step, slot=walk.slot, kind=walk.appointment.type
        )
        with walk.road.new_uow() as uow:
            rooms = uow.rooms.all()
            decision = _decide(uow, walk, availability, taken)
            uow.attempts.decide(walk.trail.attempt_id, decision, availability)
            if facts.shows_whole_days:
                uow.control.keep_look(day, availability)
        names = {r.id: r for r in rooms}
        if decision.room_id is None:
            raise NoFreeRoom(_why_none(decision, names))
        step.note = f"{names[decision.room_id].name} is free"
    return names[decision.room_id]


def likely_room(walk: Walk, taken: frozenset[int]) -> Room | None:
    """The one that is chosen if the portal still shows what it showed when that day was last looked at. Only a guess."""
    day = walk.slot.start.astimezone(ZoneInfo(walk.road.portal.facts.zone)).date()
    with walk.road.new_uow() as uow:
        rooms = {room.id: room for room in uow.rooms.all()}
        seen = uow.control.look(day) or Availability(walk.road.clock.now(), dict.fromkeys(rooms, ()))
        decision = _decide(uow, walk, seen, taken)
    return rooms[decision.room_id] if decision.room_id is not None else None


def _worth_asking(uow: UnitOfWork, walk: Walk, taken: frozenset[int]) -> list[Room]:
    """The rooms that could be chosen, in the order in which they are wanted: with every room free, what is left to be decided."""
    rooms = {room.id: room for room in uow.rooms.all()}
    everything_free = Availability(walk.road.clock.now(), dict.fromkeys(rooms, ()))
    decision = _decide(uow, walk, everything_free, taken)
    return [rooms[c.room_id] for c in decision.candidates if c.answer in (Answer.CHOSEN, Answer.FREE)]


def _decide(uow: UnitOfWork, walk: Walk, availability: Availability, taken: frozenset[int]) -> Decision:
    appointment = walk.appointment
    priority = uow.rooms.current_list(appointment.type.value if appointment.type else None)
    if appointment.room_id is not None:  # a person's instruction: this room and no other
        priority = replace(priority, room_ids=(appointment.room_id,))
    left = walk.leaves
    holding = [booking for booking in uow.bookings.holding(walk.slot) if left is None or booking.id != left.id]
    held = [(booking.room_id, booking.slot) for booking in holding]
    if left is not None:
        availability = without_entry(availability, left)
    if uow.shadows.plan().is_on:
        # As if we booked: what we would have booked is taken, and the person's own entry for this visit is not.
        others = [one for one in uow.shadows.holding(walk.slot) if one.appointment_id != appointment.id]
        held += [(one.room_id, one.slot) for one in others]
        availability = without_guest(availability, walk.slot, appointment.guest)
    ours: dict[int, tuple[Slot, ...]] = {}
    for room_id, slot in held:
        ours[room_id] = (*ours.get(room_id, ()), slot)
    return choose_room(
        walk.slot.in_zone(walk.road.policy.zone),  # the reasons are read by people
        rooms=uow.rooms.all(),
        priority=priority,
        availability=availability,
        closures=uow.rooms.closures(touching=walk.slot),
        taken=taken,
        ours=ours,
    )


def _why_none(decision: Decision, names: dict[int, Room]) -> str:
    reasons = "; ".join(f"{names[c.room_id].name}: {c.fact}" for c in decision.candidates if c.rank)
    return f"No room is free at that time. {reasons}."
