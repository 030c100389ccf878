"""The booking that a walk tells the portal to expect, before the day is looked at."""

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.portal import RoomRequest
from booking_console.services.walk import Ended
from tests.builders import a_slot
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def steal(world: World, number: int) -> None:
    world.portal.take(RoomRequest(key="x", room=world.rooms()[number], slot=a_slot(), guest="Somebody Else"))


def test_what_is_expected_is_what_is_booked_when_the_room_is_free(world: World) -> None:
    world.waits()
    world.book()
    assert world.portal.expected == world.portal.submits


def test_the_look_decides_and_not_what_was_expected(world: World) -> None:
    steal(world, 0)
    world.waits()
    assert world.book().ended is Ended.BOOKED
    assert [one.room.id for one in world.portal.expected] == [world.rooms()[0].id]
    assert [one.room.id for one in world.portal.submits] == [world.rooms()[1].id]


def test_after_a_refusal_another_room_is_expected_under_another_reference(world: World) -> None:
    world.portal.hooks["submit"] = lambda: (world.portal.hooks.clear(), steal(world, 0))
    world.waits()
    assert world.book().ended is Ended.BOOKED
    assert [one.room.id for one in world.portal.expected] == [room.id for room in world.rooms()[:2]]
    assert len({one.key for one in world.portal.expected}) == 2


def test_a_day_that_was_seen_says_which_room_to_expect(world: World) -> None:
    steal(world, 0)
    world.waits(guest="First Example")
    world.book()
    world.waits(guest="Second Example")
    world.book()
    assert world.portal.expected[-1] == world.portal.submits[-1]
    assert world.portal.expected[-1].room.id == world.rooms()[2].id
