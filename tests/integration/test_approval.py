"""Portals that take a request and decide later: nobody is told of a room before the portal has approved it."""

from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import AWAITS_APPROVAL, BookingStatus
from booking_console.domain.errors import Unavailable
from booking_console.domain.outbox import EventName
from booking_console.domain.portal import RoomRequest
from booking_console.services import override
from booking_console.services.walk import Ended
from tests.builders import a_slot
from tests.world import World, raising


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.portal.takes_requests = True
    return world


def asked(world: World) -> int:
    appointment_id = world.waits()
    assert world.book().ended is Ended.IN_DOUBT
    return appointment_id


def test_a_request_is_no_booking_until_the_portal_approves_it(world: World) -> None:
    appointment_id = asked(world)
    booking = world.bookings(appointment_id)[-1]
    assert (booking.status, booking.reason) == (BookingStatus.IN_DOUBT, AWAITS_APPROVAL)
    assert world.told() == []

    world.portal.approve()
    world.run_until_quiet()
    assert world.bookings(appointment_id)[-1].status is BookingStatus.CONFIRMED
    assert [message.event for message in world.told()] == [EventName.BOOKED]
    assert len(world.portal.submits) == 1


def test_a_portal_that_takes_its_time_is_read_back_for_as_long_as_there_is_time(world: World) -> None:
    appointment_id = asked(world)
    for _ in range(20):
        world.clock.advance(minutes=20)
        world.settle()
    assert world.bookings(appointment_id)[-1].awaits_approval
    assert len(world.portal.submits) == 1


def test_a_portal_that_cannot_be_read_meanwhile_does_not_make_us_forget_that_it_was_asked(world: World) -> None:
    appointment_id = asked(world)
    world.clock.advance(minutes=1)
    world.portal.hooks["find"] = raising(Unavailable("down"))
    world.settle()
    assert world.bookings(appointment_id)[-1].awaits_approval


def test_a_request_still_open_shortly_before_the_visit_asks_a_person(world: World) -> None:
    appointment_id = asked(world)
    world.clock.at = a_slot().start - timedelta(hours=1)
    world.settle()
    booking = world.bookings(appointment_id)[-1]
    assert booking.status is BookingStatus.NEEDS_ATTENTION
    assert "the visit is near" in booking.reason.casefold()


def test_a_request_that_is_turned_down_asks_a_person_and_is_not_sent_again(world: World) -> None:
    appointment_id = asked(world)
    world.portal.entries.clear()
    world.run_until_quiet()
    assert world.bookings(appointment_id)[-1].status is BookingStatus.NEEDS_ATTENTION
    assert world.appointment(appointment_id).status is AppointmentStatus.NEEDS_ATTENTION
    assert len(world.portal.submits) == 1


def test_somebody_else_who_is_approved_first_is_an_alarm(world: World) -> None:
    appointment_id = asked(world)
    room = next(room for room in world.rooms() if room.id == world.bookings(appointment_id)[-1].room_id)
    world.portal.take(RoomRequest(key="x", room=room, slot=a_slot(), guest="x"), owner="Somebody Else")
    world.run_until_quiet()
    assert world.bookings(appointment_id)[-1].status is BookingStatus.NEEDS_ATTENTION


def test_a_request_that_nobody_wants_any_more_is_taken_back(world: World) -> None:
    appointment_id = asked(world)
    override.cancel(world.new_uow, appointment_id, reason="The patient rang.", actor=OPERATOR, now=world.clock.now())
    world.run_until_quiet()
    assert world.bookings(appointment_id)[-1].status is BookingStatus.CANCELLED
    assert world.portal.entries == []
