"""One booking in words, after it has really walked the road."""

from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.portal import PortalEntry, SubmitOutcome, SubmitResult
from booking_console.services.views import AppointmentPage
from booking_console.ui import practice_time
from booking_console.ui.booking import reasons, words
from booking_console.ui.booking.reasons import Why
from booking_console.ui.live.words import detail, parts_of
from booking_console.ui.tries import Try, tries
from tests.builders import a_slot
from tests.world import ZONE, World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def page_of(world: World, appointment_id: int) -> AppointmentPage:
    return world.database.views().appointment(appointment_id)


def why(world: World, appointment_id: int) -> Why:
    day = world.database.views().days(practice_time.day_of(a_slot().start, ZONE))
    return reasons.why(page_of(world, appointment_id).attempts, day, ZONE)


def tries_of(world: World, appointment_id: int) -> list[Try]:
    names = {room.id: room.name for room in world.rooms()}
    return tries(page_of(world, appointment_id).attempts, names, world.clock.now(), ZONE)


def steal(world: World, room_id: int) -> None:
    """Somebody else takes the room between the look and the submit."""
    entry = PortalEntry(room_id, a_slot(), "Somebody", None, ours=False)

    def taken_once() -> None:
        world.portal.entries.append(entry)
        world.portal.hooks.clear()

    world.portal.hooks["submit"] = taken_once


def test_every_room_has_its_reason_and_the_chosen_one_its_place(world: World) -> None:
    first = world.waits(guest="Rita First")
    world.book()
    second = world.waits(guest="Sam Second")
    world.book()

    seen = why(world, second)
    assert seen.title == "Why Consult room 2"
    assert [r.answer for r in seen.reasons] == ["Busy", "Chosen", "Also free", "Also free", "Also free", "Also free"]
    assert seen.reasons[0].because == "09:00–09:30, R. F., booked by us"
    assert seen.reasons[1].because == "Free 09:00–09:30, second in the list"
    assert why(world, first).title == "Why Consult room 1"


def test_a_room_that_was_taken_on_submit_is_a_try_of_its_own(world: World) -> None:
    steal(world, world.rooms()[0].id)
    appointment = world.waits()
    world.book()

    last, first = tries_of(world, appointment)
    assert (first.title, first.result, first.room) == ("Try 1", "refused", "Consult room 1")
    assert (last.title, last.result, last.room) == ("Try 2", "booked", "Consult room 2")
    assert "Submit, once" in [step.verb for step in first.steps if step.state == "failed"]
    assert why(world, appointment).reasons[0].answer == "Taken while we booked"


def test_the_head_names_nobody_and_counts_the_way(world: World) -> None:
    appointment = world.waits(guest="Rita First", received_at=world.clock.now())
    world.clock.advance(seconds=26)
    world.book()

    head = words.head(page_of(world, appointment), 1, world.clock.now(), ZONE)
    assert (head.guest, head.title, head.near) == ("R. F.", "Mon 1 Mar, 09:00–09:30", "tomorrow")
    assert head.tries_note == "1 booked. 26 seconds from entry to booked"
    assert "Rita" not in str(head)


def test_an_answer_that_proves_nothing_says_so(world: World) -> None:
    world.portal.answer, world.portal.keep = SubmitResult(SubmitOutcome.SUCCESS, "thank you"), False
    world.waits()
    world.book()

    key, part = parts_of(world.database.views().attempts(limit=5))[0]
    shown = detail(key, part, {}, Why(), world.clock.now(), ZONE)
    assert (shown.is_safe, shown.safe) == (False, "Not proven on the portal.")


def test_a_visit_that_is_going_on_or_over_says_so(world: World) -> None:
    row = page_of(world, world.waits()).log

    assert words.near(row, a_slot().start + timedelta(minutes=5), ZONE) == "going on now"
    assert words.near(row, a_slot().end, ZONE) == "over"
