"""A practice in shadow mode, and the person who books by hand."""

from dataclasses import replace
from datetime import timedelta

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Actor, Role
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.portal import PortalEntry
from booking_console.domain.shadow import GoesLive, Shadow
from booking_console.domain.slot import Slot
from booking_console.services import shadow, shadow_compare
from booking_console.services.shadow import Terms
from booking_console.services.walk import Ended
from tests.builders import MONDAY_9, a_slot
from tests.world import World

MANAGER = Actor.person(1, "Dana Whitlock", Role.MANAGER)
HOUR = timedelta(hours=1)


def watching(database: Database) -> World:
    world = World(database)
    world.policy = replace(world.policy, tell_guest=True)
    switch_on(world)
    return world


def terms(world: World, **changes: object) -> Terms:
    with world.new_uow() as uow:
        plan = uow.shadows.plan()
    usual = {"needed": 2, "goes_live": GoesLive.BY_PERSON, "ask_after": HOUR, "version": plan.version}
    return Terms(**{**usual, **changes})  # type: ignore[arg-type]


def switch_on(world: World, **changes: object) -> None:
    wanted = terms(world, **changes)
    shadow.switch_on(world.new_uow, wanted, reason="We watch it first.", actor=MANAGER, now=world.clock.now())


def by_hand(world: World, room_id: int = 1, slot: Slot | None = None, guest: str = "Anna Example") -> None:
    """The person books on the portal."""
    number = len(world.portal.entries) + 900
    world.portal.entries.append(PortalEntry(room_id, slot or a_slot(), guest, f"HP-{number}", None))


def tried(world: World, **changes: object) -> int:
    appointment_id = world.waits(guest_email="anna@patient.example", **changes)
    walked = world.book()
    assert walked is not None
    assert walked.ended is Ended.SHADOW
    return appointment_id


def compared(world: World) -> Shadow:
    world.clock.advance(minutes=11)
    shadow_compare.compare_due(world.road)
    with world.new_uow() as uow:
        return uow.shadows.latest(limit=1)[0]


def agree(world: World, day: int) -> Shadow:
    slot = a_slot(MONDAY_9 + timedelta(days=day))
    tried(world, slot=slot)
    by_hand(world, slot=slot)
    return compared(world)


def run(world: World) -> int:
    with world.new_uow() as uow:
        return shadow.standing(uow).run


def is_on(world: World) -> bool:
    with world.new_uow() as uow:
        return uow.shadows.plan().is_on


def booking_of(world: World, appointment_id: int) -> Booking:
    return next(b for b in reversed(world.bookings(appointment_id)) if b.status is not BookingStatus.CANCELLED)


def booked_by_us(world: World) -> int:
    """Before shadow mode was switched on."""
    live = replace_plan(world, is_on=False)
    appointment_id = world.waits(guest_email="anna@patient.example")
    world.run_until_quiet()
    world.told()
    replace_plan(world, is_on=live)
    return appointment_id


def replace_plan(world: World, *, is_on: bool) -> bool:
    with world.new_uow() as uow:
        plan = uow.shadows.hold_plan()
        uow.shadows.set_plan(replace(plan, is_on=is_on))
    return plan.is_on
