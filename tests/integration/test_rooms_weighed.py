"""What a change of the rooms would mean, and moving the bookings that it touches: on real bookings."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Actor, Role
from booking_console.domain.rooms import RoomClosure
from booking_console.services import arrange
from booking_console.ui.rooms.draft import Closing, Draft, Practice
from booking_console.ui.rooms.meaning import Meaning, weigh
from booking_console.ui.rooms.saving import read_practice, save
from tests.builders import MONDAY_9
from tests.world import ZONE, World

DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)
ANOTHER_FIRST = Draft(orders={"": (2, 1, 3, 4, 5, 6)}, touched=frozenset({2}), note="Room 2 first.")
FIRST_OFF = Draft(closings={1: Closing("2027-03-01", "2027-03-05", "Painting")})


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Iterator[World]:
    """One visit on Monday at nine, booked in consult room 1."""
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    bootstrap.console.cache_clear()
    with Database(sqlite_url) as database:
        world = World(database)
        world.waits()
        world.run_until_quiet()
        yield world
    bootstrap.console().close()
    bootstrap.console.cache_clear()


def weighed(world: World, draft: Draft, practice: Practice | None = None) -> Meaning:
    return weigh(world.database.views(), practice or read_practice(), draft, world.clock.now(), ZONE)


def moves(meaning: Meaning) -> list[tuple[str, str]]:
    return [(one.from_room, one.to_room) for one in meaning.affected]


def test_a_new_order_names_the_bookings_that_it_would_place_elsewhere(world: World) -> None:
    meaning = weighed(world, ANOTHER_FIRST)

    assert moves(meaning) == [("Consult room 1", "Consult room 2")]
    assert (meaning.count, meaning.affected[0].guest) == ("1 booking ahead is affected", "A. E.")


def test_last_month_is_replayed_by_the_new_order(world: World) -> None:
    uses = {use.room: (use.was, use.would_be, use.change) for use in weighed(world, ANOTHER_FIRST).uses}

    assert uses["Consult room 1"] == (1, 0, "−1")
    assert uses["Consult room 2"] == (0, 1, "+1")


def test_a_room_switched_off_names_what_is_booked_there_in_that_time(world: World) -> None:
    later = Draft(closings={1: Closing("2027-03-02", "2027-03-05", "Painting")})

    assert moves(weighed(world, FIRST_OFF)) == [("Consult room 1", "Consult room 2")]
    assert moves(weighed(world, later)) == []


def test_a_room_that_is_off_then_is_no_way_out(world: World) -> None:
    closure = RoomClosure(2, MONDAY_9 - timedelta(hours=1), MONDAY_9 + timedelta(hours=1), "Cleaning")
    arrange.close_room(world.new_uow, closure, actor=DANA, now=world.clock.now())

    assert moves(weighed(world, FIRST_OFF)) == [("Consult room 1", "Consult room 3")]


def test_a_list_without_another_room_leaves_the_booking_without_one(world: World) -> None:
    alone = Draft(orders={"": (1,)}, closings=FIRST_OFF.closings, note="Only this one.")

    assert moves(weighed(world, alone)) == [("Consult room 1", "No other room was free")]


@pytest.mark.parametrize(("draft", "room_id"), [(ANOTHER_FIRST, 2), (FIRST_OFF, 2)])
def test_what_is_touched_moves_when_it_is_wanted(world: World, draft: Draft, room_id: int) -> None:
    said = save(read_practice(), draft, weighed(world, draft).affected, DANA)
    world.run_until_quiet()

    live = [booking.room_id for booking in world.bookings(1) if booking.status.value == "confirmed"]
    assert live == [room_id]
    assert said.endswith("1 booking is being moved.")


def test_what_is_touched_stays_when_nobody_asked_to_move_it(world: World) -> None:
    save(read_practice(), ANOTHER_FIRST, (), DANA)
    world.run_until_quiet()

    assert [booking.room_id for booking in world.bookings(1)] == [1]
