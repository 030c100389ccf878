"""Trying a visit without booking it: everything up to the last click is shown, and nothing is pressed, planned or changed."""

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import SYSTEM, Actor, Role
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import AttemptResult, BookingStatus
from booking_console.domain.errors import Conflict, ContractBroken, InvalidInput, NotAllowed, Unavailable
from booking_console.services import override, rehearse
from booking_console.services.views import AttemptRow
from tests.world import World, raising

PERSON = Actor.person(1, "Dana Whitlock", Role.STAFF)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    override.stop_booking(world.new_uow, cause="to try", actor=SYSTEM, now=world.clock.now())
    return world


def tried(world: World, appointment_id: int) -> AttemptRow:
    rehearse.ask(world.new_uow, appointment_id, actor=PERSON, now=world.clock.now())
    assert rehearse.try_next(world.road) == appointment_id
    return world.database.views().appointment(appointment_id).attempts[0]


@pytest.mark.parametrize("status", [AppointmentStatus.WAITING, AppointmentStatus.NEEDS_ATTENTION])
def test_everything_up_to_the_last_click_is_done_and_nothing_is_left(world: World, status: AppointmentStatus) -> None:
    appointment_id = world.waits(status=status)
    attempt = tried(world, appointment_id)
    assert (attempt.result, attempt.room_id) == (AttemptResult.DRY_RUN, 1)
    assert [step.name for step in attempt.steps] == ["look", "fill"]
    assert (world.portal.submits, world.portal.entries) == ([], [])
    assert world.appointment(appointment_id).status is status
    assert [booking.status for booking in world.bookings(appointment_id)] == [BookingStatus.CANCELLED]


def test_after_the_trial_it_is_booked_as_ever(world: World) -> None:
    appointment_id = world.waits()
    tried(world, appointment_id)
    override.continue_booking(world.new_uow, actor=SYSTEM, now=world.clock.now())
    world.run_until_quiet()
    assert world.appointment(appointment_id).status is AppointmentStatus.BOOKED
    assert len(world.portal.submits) == 1


def test_what_is_asked_twice_is_tried_once(world: World) -> None:
    appointment_id = world.waits()
    for _ in range(2):
        rehearse.ask(world.new_uow, appointment_id, actor=PERSON, now=world.clock.now())
    assert [rehearse.try_next(world.road), rehearse.try_next(world.road)] == [appointment_id, None]


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (Unavailable("The portal does not answer."), AttemptResult.UNAVAILABLE),
        (ContractBroken("The field is gone."), AttemptResult.CONTRACT_BROKEN),
        (ValueError("ours"), AttemptResult.ABANDONED),
    ],
)
def test_a_trial_that_fails_changes_nothing_about_the_visit(
    world: World, error: Exception, result: AttemptResult
) -> None:
    appointment_id = world.waits()
    before = world.appointment(appointment_id)
    world.portal.hooks["prepare"] = raising(error)
    assert tried(world, appointment_id).result == result
    assert world.appointment(appointment_id) == before
    assert all(booking.status is BookingStatus.CANCELLED for booking in world.bookings(appointment_id))


def test_a_trial_is_no_try_and_no_failure_in_the_figures(world: World) -> None:
    appointment_id = world.waits()
    world.portal.hooks["look"] = raising(Unavailable("The portal does not answer."))
    tried(world, appointment_id)
    assert world.database.views().appointment(appointment_id).log.tries == 0


def test_what_has_a_room_or_no_time_cannot_be_tried(world: World) -> None:
    booked, timeless = world.waits(), world.waits(slot=None, status=AppointmentStatus.NEEDS_ATTENTION)
    override.continue_booking(world.new_uow, actor=SYSTEM, now=world.clock.now())
    world.run_until_quiet()
    for appointment_id, refusal in ((booked, Conflict), (timeless, InvalidInput)):
        with pytest.raises(refusal):
            rehearse.ask(world.new_uow, appointment_id, actor=PERSON, now=world.clock.now())


def test_nothing_is_tried_on_a_portal_that_has_changed(world: World) -> None:
    first, second = world.waits(), world.waits(guest="Bela Sample")
    world.portal.hooks["prepare"] = raising(ContractBroken("The field is gone.", expected="Guest", found="nothing"))
    override.continue_booking(world.new_uow, actor=SYSTEM, now=world.clock.now())
    tried(world, first)
    rehearse.ask(world.new_uow, second, actor=PERSON, now=world.clock.now())
    assert rehearse.try_next(world.road) is None


def test_who_may_not_decide_may_not_try(world: World) -> None:
    with pytest.raises(NotAllowed):
        rehearse.ask(world.new_uow, world.waits(), actor=Actor("Guest", frozenset()), now=world.clock.now())
