"""What is taken back: the right entry, once, and whoever was told of it is told of its end."""

from dataclasses import replace

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Actor, Role
from booking_console.domain.booking import BookingStatus
from booking_console.domain.outbox import Audience, EventName
from booking_console.services import look_ahead, override, reconcile, review
from tests.world import POLICY, World

DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)
TOLD = replace(POLICY, tell_guest=True)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database, policy=TOLD)


def cancel(world: World, appointment_id: int) -> None:
    by = {"reason": "", "actor": DANA, "now": world.clock.now(), "policy": world.policy}
    override.cancel(world.new_uow, appointment_id, **by)


def freed_and_booked_again_meanwhile(world: World) -> None:
    """The worker stands still; another one frees the room, and the guest's next visit gets the same place."""
    world.portal.hooks.clear()
    world.clock.advance(minutes=4)
    reconcile.settle_next(replace(world.road, worker="worker-2"))
    world.waits()
    world.book()


def test_a_worker_that_was_frozen_does_not_cancel_what_was_booked_since(world: World) -> None:
    first = world.waits()
    world.book()
    cancel(world, first)
    world.portal.hooks["cancel"] = lambda: freed_and_booked_again_meanwhile(world)
    world.settle()
    world.run_until_quiet()
    assert [e.reference for e in world.portal.entries] == ["HP-102"]
    assert [b.status for b in world.bookings(first)] == [BookingStatus.CANCELLED]


def test_an_entry_under_another_reference_is_left_alone_and_a_person_is_asked(world: World) -> None:
    appointment_id = world.waits()
    world.book()
    world.portal.entries = [replace(e, reference="HP-999") for e in world.portal.entries]
    cancel(world, appointment_id)
    world.run_until_quiet()
    (booking,) = world.bookings(appointment_id)
    assert booking.status is BookingStatus.NEEDS_ATTENTION
    assert "another reference" in booking.reason
    assert len(world.portal.entries) == 1


def guests_told(world: World) -> list[EventName]:
    return [m.event for m in world.told() if m.audience is Audience.GUEST]


def undone(world: World) -> int:
    appointment_id = world.waits(guest_email="anna@example.org")
    world.book()
    override.undo(world.new_uow, appointment_id, actor=DANA, now=world.clock.now())
    world.run_until_quiet()
    return appointment_id


def test_the_guest_of_an_undone_visit_that_a_person_cancels_is_told_once(world: World) -> None:
    cancel(world, undone(world))
    world.run_until_quiet()
    assert guests_told(world) == [EventName.BOOKED, EventName.CANCELLED]


def test_the_guest_of_an_undone_visit_that_a_person_declines_is_told_once(world: World) -> None:
    key = f"appointment-{undone(world)}"
    review.decline(world.new_uow, key, reason="no", actor=DANA, now=world.clock.now(), policy=world.policy)
    assert guests_told(world) == [EventName.BOOKED, EventName.CANCELLED]


def test_a_guest_who_never_heard_of_a_booking_hears_nothing_of_its_end(world: World) -> None:
    cancel(world, world.waits(guest_email="anna@example.org"))
    assert guests_told(world) == []


def test_a_day_that_somebody_looks_at_shows_the_freed_room_at_once(world: World) -> None:
    appointment_id = world.waits()
    world.book()
    slot = world.appointment(appointment_id).slot
    day, new_uow = slot.start.astimezone(world.policy.zone).date(), world.new_uow
    world.clock.advance(seconds=1)
    with new_uow() as uow:
        uow.control.ask_look(day, at=world.clock.now())
    assert look_ahead.look_asked(world.road) == 1
    world.clock.advance(seconds=1)
    cancel(world, appointment_id)
    world.run_until_quiet()
    assert look_ahead.look_asked(world.road) == 1
    with new_uow() as uow:
        look = uow.control.look(day)
    assert look is not None
    assert not any(look.busy.values())
