"""Moving a visit where the portal can change its entry: one entry at every moment, and we know where it stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import SYSTEM
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.outbox import EventName
from booking_console.domain.portal import SubmitOutcome, SubmitResult
from booking_console.domain.slot import Slot
from booking_console.services import override, review
from booking_console.services.walk import Ended
from tests.builders import MONDAY_9, a_slot
from tests.world import Killed, World, kill

LATER = a_slot(MONDAY_9 + timedelta(minutes=15))  # overlaps the old time
AFTERNOON = a_slot(MONDAY_9 + timedelta(hours=5))


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return changing(sqlite_database)


@pytest.fixture
def either(database: Database) -> World:
    """On both databases."""
    return changing(database)


def changing(database: Database) -> World:
    world = World(database)
    world.portal.changes = True
    world.waits()
    world.run_until_quiet()
    world.told()
    world.portal.submits.clear()
    return world


def move(world: World, slot: Slot = LATER, room_id: int | None = None) -> None:
    override.move(world.new_uow, 1, slot=slot, room_id=room_id, reason="", actor=SYSTEM, now=world.clock.now())


def places(world: World) -> list[tuple[int, Slot]]:
    return [(entry.room_id, entry.slot) for entry in world.portal.entries]


def booking(world: World) -> Booking:
    (only,) = [b for b in world.bookings(1) if b.status not in (BookingStatus.CANCELLED, BookingStatus.REFUSED)]
    return only


def shift_entry(world: World) -> None:
    world.portal.entries = [replace(entry, slot=LATER) for entry in world.portal.entries]


def test_a_move_to_an_overlapping_time_stays_in_its_room_and_is_one_entry_throughout(either: World) -> None:
    move(either)
    walked = either.book()
    assert walked is not None
    assert walked.ended is Ended.BOOKED
    assert places(either) == [(1, LATER)]
    held = booking(either)
    assert (held.status, held.room_id, held.slot, held.revision, held.was) == ("confirmed", 1, LATER, 2, None)
    assert [message.event for message in either.told()] == [EventName.MOVED]


def test_it_can_be_moved_again_and_people_are_told_each_time(world: World) -> None:
    for slot in (LATER, AFTERNOON):
        move(world, slot)
        world.run_until_quiet()
        assert [message.event for message in world.told()] == [EventName.MOVED]
    assert places(world) == [(1, AFTERNOON)]
    assert len(world.bookings(1)) == 1


def test_a_portal_that_cannot_change_an_entry_gets_a_new_one_first(world: World) -> None:
    world.portal.changes = False
    move(world)
    world.run_until_quiet()
    assert places(world) == [(2, LATER)]


def test_an_entry_that_cannot_be_changed_after_all_is_replaced(world: World) -> None:
    world.portal.entries = [replace(entry, owner="A. Example") for entry in world.portal.entries]
    move(world, AFTERNOON)
    world.book()
    assert (1, AFTERNOON) in places(world)


@pytest.mark.parametrize("at", ["prepare_change", "submit", "find"])
@pytest.mark.parametrize("pressed", [False, True])
def test_a_worker_that_dies_anywhere_leaves_one_entry_and_the_next_one_finds_it(
    either: World, at: str, pressed: bool
) -> None:
    move(either)
    hooks = either.portal.after if pressed else either.portal.hooks
    hooks["submit" if pressed else at] = kill
    with pytest.raises(Killed):
        either.book()
    assert len(places(either)) == 1
    either.restart()
    either.run_until_quiet()
    assert places(either) == [(1, LATER)]
    assert booking(either).status is BookingStatus.CONFIRMED
    assert either.appointment(1).status is AppointmentStatus.BOOKED


def test_an_answer_lost_before_anything_was_changed_is_tried_again_only_when_it_cannot_arrive_any_more(
    world: World,
) -> None:
    world.portal.keep, world.portal.answer = False, SubmitResult(SubmitOutcome.UNKNOWN)
    move(world)
    world.book()
    assert booking(world).status is BookingStatus.IN_DOUBT
    world.clock.advance(seconds=20)
    world.settle()
    assert (booking(world).status, len(world.portal.submits)) == (BookingStatus.IN_DOUBT, 1)
    world.portal.keep, world.portal.answer = True, None
    world.run_until_quiet()
    assert places(world) == [(1, LATER)]


def test_a_change_that_arrives_late_is_found(world: World) -> None:
    world.portal.keep, world.portal.answer = False, SubmitResult(SubmitOutcome.UNKNOWN)
    move(world)
    world.book()
    shift_entry(world)
    world.clock.advance(seconds=40)
    world.settle()
    assert (booking(world).status, booking(world).slot) == (BookingStatus.CONFIRMED, LATER)
    assert len(world.portal.submits) == 1


def steal_the_time_after(world: World) -> Callable[[], None]:
    def steal() -> None:
        world.portal.hooks.clear()
        stolen = replace(world.portal.entries[0], slot=a_slot(MONDAY_9 + timedelta(minutes=30)), owner="Else")
        world.portal.entries.append(replace(stolen, reference="HP-9"))

    return steal


def test_a_room_taken_meanwhile_is_refused_and_the_next_one_is_taken_with_the_same_entry(world: World) -> None:
    world.portal.hooks["submit"] = steal_the_time_after(world)
    move(world)
    walked = world.book()
    assert walked is not None
    assert walked.ended is Ended.BOOKED  # in the same walk: the portal's refusal is clear
    assert places(world) == [(2, LATER), (1, a_slot(MONDAY_9 + timedelta(minutes=30)))]
    assert world.portal.entries[0].owner == "Anna Example"


def test_two_entries_after_the_press_are_an_alarm_and_nobody_presses_again(world: World) -> None:
    move(world, AFTERNOON)
    copy = replace(world.portal.entries[0], slot=AFTERNOON, reference="HP-77")
    world.portal.keep = False
    world.portal.after["submit"] = lambda: world.portal.entries.append(copy)
    world.run_until_quiet()
    assert booking(world).status is BookingStatus.NEEDS_ATTENTION
    assert len(world.portal.submits) == 1


def test_an_entry_that_is_gone_from_both_places_is_an_alarm(world: World) -> None:
    move(world)
    world.portal.after["submit"] = world.portal.entries.clear
    world.portal.keep = False
    world.run_until_quiet()
    assert booking(world).status is BookingStatus.NEEDS_ATTENTION
    assert "neither" in booking(world).reason
    assert {message.event for message in world.told()} == {EventName.FAILED}


def in_question(world: World, slot: Slot = LATER) -> None:
    """Pressed, not changed, and before a person."""
    world.portal.keep, world.portal.answer = False, SubmitResult(SubmitOutcome.UNKNOWN)
    move(world, slot)
    world.book()
    asked = replace(booking(world), status=BookingStatus.NEEDS_ATTENTION)
    with world.new_uow() as uow:
        uow.bookings.save(asked, was=BookingStatus.IN_DOUBT)
    world.portal.keep, world.portal.answer = True, None


def test_a_person_who_says_that_it_was_not_changed_has_it_tried_again(world: World) -> None:
    in_question(world)
    review.settle_doubt(
        world.new_uow,
        booking(world).id,
        found=review.Settled.NOT_THERE,
        reason="It stands at nine.",
        policy=world.policy,
        actor=SYSTEM,
        now=world.clock.now(),
    )
    assert booking(world).slot == a_slot()
    world.run_until_quiet()
    assert places(world) == [(1, LATER)]


def test_a_visit_cancelled_while_it_is_being_moved_is_freed_where_it_stands(world: World) -> None:
    in_question(world, AFTERNOON)
    override.cancel(world.new_uow, 1, reason="ill", actor=SYSTEM, now=world.clock.now())
    world.run_until_quiet()
    assert places(world) == []
    assert world.bookings(1)[-1].status is BookingStatus.CANCELLED


def test_a_visit_moved_twice_in_one_breath_ends_at_its_last_time(world: World) -> None:
    move(world)
    world.portal.after["submit"] = lambda: (world.portal.after.clear(), move(world, AFTERNOON))[0]
    world.run_until_quiet()
    assert places(world) == [(1, AFTERNOON)]
    assert len([b for b in world.bookings(1) if b.status is BookingStatus.CONFIRMED]) == 1
