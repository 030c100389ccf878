"""The road from a waiting appointment to a proven booking, on real databases and a fake portal."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import BookingStatus
from booking_console.domain.errors import ContractBroken, Unavailable
from booking_console.domain.outbox import EventName
from booking_console.domain.portal import PortalEntry, RoomRequest, SubmitOutcome, SubmitResult
from booking_console.services import override, reserve
from booking_console.services.records import NewUnitOfWork, UnitOfWork
from booking_console.services.walk import Ended
from tests.builders import a_slot
from tests.world import Killed, World, kill, raising


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


def _stranger(world: World, room_number: int) -> None:
    room = world.rooms()[room_number - 1]
    world.portal.take(RoomRequest(key="x", room=room, slot=a_slot(), guest="Somebody Else"))


def _owners(world: World) -> list[str]:
    return [e.owner for e in world.portal.entries]


def test_a_free_room_is_booked_and_the_business_is_told(world: World) -> None:
    appointment_id = world.waits()
    assert world.book().ended is Ended.BOOKED
    booking = world.bookings(appointment_id)[-1]
    assert booking.status is BookingStatus.CONFIRMED
    assert booking.portal_reference == world.portal.entries[0].reference
    assert world.appointment(appointment_id).status is AppointmentStatus.BOOKED
    assert [(m.event, m.recipient) for m in world.told()] == [(EventName.BOOKED, "desk@practice.example")]


def test_the_first_free_room_of_the_list_is_taken(world: World) -> None:
    _stranger(world, 1)
    _stranger(world, 2)
    appointment_id = world.waits()
    world.book()
    assert world.bookings(appointment_id)[-1].room_id == world.rooms()[2].id


def test_a_room_taken_between_look_and_submit_leads_to_the_next_room(world: World) -> None:
    world.portal.hooks["submit"] = lambda: (world.portal.hooks.clear(), _stranger(world, 1))
    appointment_id = world.waits()
    assert world.book().ended is Ended.BOOKED
    assert [b.status for b in world.bookings(appointment_id)] == [BookingStatus.REFUSED, BookingStatus.CONFIRMED]
    assert _owners(world).count("Anna Example") == 1


def test_no_free_room_asks_a_person_with_the_reason_of_every_room(world: World) -> None:
    for number in range(1, 7):
        _stranger(world, number)
    appointment_id = world.waits()
    assert world.book().ended is Ended.NEEDS_ATTENTION
    asked = world.appointment(appointment_id)
    assert asked.status is AppointmentStatus.NEEDS_ATTENTION
    assert all(room.name in asked.reason for room in world.rooms())
    assert world.portal.submits == []


def test_an_answer_lost_after_the_commit_is_found_by_reading_back(world: World) -> None:
    world.portal.answer = SubmitResult(SubmitOutcome.UNKNOWN)
    world.waits()
    assert world.book().ended is Ended.BOOKED
    assert len(world.portal.submits) == 1


def test_a_success_page_without_a_booking_is_not_believed(world: World) -> None:
    world.portal.keep = False
    appointment_id = world.waits()
    assert world.book().ended is Ended.IN_DOUBT
    assert world.appointment(appointment_id).status is AppointmentStatus.WAITING
    world.portal.keep = True
    world.run_until_quiet()
    assert world.appointment(appointment_id).status is AppointmentStatus.BOOKED
    assert _owners(world) == ["Anna Example"]


def test_absence_proves_nothing_before_a_late_submit_could_have_arrived(world: World) -> None:
    world.portal.keep = False
    world.portal.answer = SubmitResult(SubmitOutcome.UNKNOWN)
    appointment_id = world.waits()
    world.book()
    world.clock.advance(seconds=20)
    world.settle()
    assert world.bookings(appointment_id)[-1].status is BookingStatus.IN_DOUBT
    assert world.book() is None


def test_a_process_frozen_after_the_write_ahead_does_not_press_any_more(world: World) -> None:
    appointment_id = world.waits()

    def freeze_after_the_write_ahead() -> UnitOfWork:
        if any(b.status is BookingStatus.SUBMITTING for b in world.bookings(appointment_id)):
            world.clock.advance(minutes=2)
        return world.new_uow()

    _book_with(world, freeze_after_the_write_ahead)
    assert world.portal.submits == []
    assert world.bookings(appointment_id)[-1].status is BookingStatus.IN_DOUBT


def test_a_fault_of_ours_in_one_appointment_does_not_keep_the_others_waiting(world: World) -> None:
    broken = world.waits()
    fine = world.waits(slot=a_slot(a_slot().start + timedelta(hours=1)))
    world.portal.hooks["look"] = raising(ZeroDivisionError("a fault of ours"))
    assert world.book().ended is Ended.POSTPONED
    world.portal.hooks.clear()
    assert world.book().appointment_id == fine
    assert world.appointment(broken).status is AppointmentStatus.WAITING


def test_the_portal_down_before_the_submit_is_tried_again_with_back_off(world: World) -> None:
    world.portal.hooks["look"] = raising(Unavailable("The portal does not answer."))
    appointment_id = world.waits()
    assert world.book().ended is Ended.POSTPONED
    assert world.book() is None
    world.portal.hooks.clear()
    world.clock.advance(seconds=16)
    assert world.book().ended is Ended.BOOKED
    assert world.appointment(appointment_id).tries == 0


def test_a_changed_portal_stops_all_booking_and_says_why(world: World) -> None:
    broken = ContractBroken("The field Guest is gone.", expected='a field "Guest"', found="no such field")
    world.portal.hooks["prepare"] = raising(broken)
    first = world.waits()
    assert world.book().ended is Ended.STOPPED
    assert world.book() is None
    with world.new_uow() as uow:
        switch = uow.control.switch()
    assert (switch.is_on, switch.expected) == (False, 'a field "Guest"')
    assert world.appointment(first).status is AppointmentStatus.WAITING
    assert {m.recipient for m in world.told()} == {"desk@practice.example", "owner@practice.example"}


def test_two_entries_after_a_race_raise_an_alarm(world: World) -> None:
    world.portal.after["submit"] = lambda: world.portal.entries.append(
        PortalEntry(world.rooms()[0].id, a_slot(), "Somebody Else", "HP-9", None)
    )
    appointment_id = world.waits()
    assert world.book().ended is Ended.IN_DOUBT
    assert world.bookings(appointment_id)[-1].status is BookingStatus.NEEDS_ATTENTION
    assert world.appointment(appointment_id).status is AppointmentStatus.NEEDS_ATTENTION
    assert any(m.is_urgent for m in world.told())


POINTS: dict[str, tuple[str, str]] = {
    "before the look": ("hooks", "look"),
    "before the form is filled": ("hooks", "prepare"),
    "before the submit arrives": ("hooks", "submit"),
    "after the submit was kept": ("after", "submit"),
    "before the read-back": ("hooks", "find"),
}


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_at_any_point_books_exactly_once(world: World, point: str) -> None:
    where, call = POINTS[point]
    appointment_id = world.waits()
    getattr(world.portal, where)[call] = kill
    with pytest.raises(Killed):
        world.book()
    world.restart()
    world.run_until_quiet()
    assert world.appointment(appointment_id).status is AppointmentStatus.BOOKED
    assert _owners(world) == ["Anna Example"]
    assert [b.status for b in world.bookings(appointment_id)].count(BookingStatus.CONFIRMED) == 1


@pytest.mark.parametrize("nth", range(1, 15))
def test_a_worker_killed_at_any_commit_books_exactly_once(world: World, nth: int) -> None:
    appointment_id = world.waits()
    with suppress(Killed):
        _book_with(world, _killing_at(world.new_uow, nth))
    world.restart()
    world.run_until_quiet()
    assert world.appointment(appointment_id).status is AppointmentStatus.BOOKED
    assert _owners(world) == ["Anna Example"]


def _killing_at(new_uow: NewUnitOfWork, nth: int) -> NewUnitOfWork:
    """Dies instead of beginning its nth transaction; a road has fifteen."""
    opened = [0]

    def counting() -> UnitOfWork:
        opened[0] += 1
        if opened[0] == nth:
            raise Killed
        return new_uow()

    return counting


def _book_with(world: World, new_uow: NewUnitOfWork) -> None:
    reserve.book_next(replace(world.road, new_uow=new_uow))


def test_a_worker_that_lost_its_lease_does_not_submit(world: World) -> None:
    world.waits()
    world.portal.hooks["prepare"] = lambda: world.clock.advance(minutes=4)
    assert world.book().ended is Ended.OVERTAKEN
    assert world.portal.submits == []


def test_a_cancellation_on_the_way_frees_the_room_again(world: World) -> None:
    appointment_id = world.waits()
    world.portal.after["submit"] = lambda: override.cancel(
        world.new_uow, appointment_id, reason="not coming", actor=OPERATOR, now=world.clock.now()
    )
    world.book()
    world.run_until_quiet()
    assert world.portal.entries == []
    assert world.appointment(appointment_id).status is AppointmentStatus.CANCELLED


def test_a_move_books_the_new_slot_before_it_frees_the_old(world: World) -> None:
    appointment_id = world.waits()
    world.book()
    later = a_slot(a_slot().start + timedelta(hours=2))
    override.move(
        world.new_uow, appointment_id, slot=later, room_id=None, reason="", actor=OPERATOR, now=world.clock.now()
    )
    world.portal.hooks["cancel"] = lambda: _assert_two(world)
    world.run_until_quiet()
    assert [e.slot for e in world.portal.entries] == [later]


def _assert_two(world: World) -> None:
    assert len(world.portal.entries) == 2
