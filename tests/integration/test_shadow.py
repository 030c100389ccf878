"""Shadow mode: nothing is pressed, and what the person books is found and compared."""

from dataclasses import replace

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import SYSTEM
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import AttemptResult, BookingStatus
from booking_console.domain.outbox import Audience, EventName
from booking_console.domain.shadow import Compared, ShadowState, differences
from booking_console.services import override
from tests.builders import MONDAY_9, a_slot
from tests.shadowing import HOUR, agree, booking_of, by_hand, compared, run, tried, watching
from tests.world import Killed, World, kill


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return watching(sqlite_database)


@pytest.fixture
def either(database: Database) -> World:
    """On both databases."""
    return watching(database)


def test_everything_but_the_last_click_is_done_and_the_visit_is_left_to_the_person(either: World) -> None:
    appointment_id = tried(either)
    attempt = either.database.views().appointment(appointment_id).attempts[0]
    assert (attempt.purpose, attempt.result, attempt.room_id) == ("shadow", AttemptResult.DRY_RUN, 1)
    assert [step.name for step in attempt.steps] == ["look", "fill"]
    assert either.book() is None
    assert (either.portal.submits, either.portal.entries, either.told()) == ([], [], [])
    assert "Consult room 1" in either.appointment(appointment_id).reason


def test_what_the_person_books_is_taken_over_and_no_guest_is_told(either: World) -> None:
    appointment_id = tried(either)
    by_hand(either)
    assert compared(either).state is ShadowState.AGREES
    assert either.appointment(appointment_id).status is AppointmentStatus.BOOKED
    held = booking_of(either, appointment_id)
    assert (held.status, held.room_id, held.portal_reference) == (BookingStatus.CONFIRMED, 1, "HP-900")
    assert held.submitted_at is None
    assert either.told() == []


@pytest.mark.parametrize(
    ("booked", "differing", "status"),
    [
        ({"room_id": 2}, (Compared.ROOM,), AppointmentStatus.BOOKED),
        ({"slot": a_slot(MONDAY_9 + HOUR)}, (Compared.TIME,), AppointmentStatus.NEEDS_ATTENTION),
        ({"guest": "Anna Exampel"}, (Compared.GUEST,), AppointmentStatus.NEEDS_ATTENTION),
    ],
)
def test_a_difference_is_named_field_by_field(
    world: World, booked: dict[str, object], differing: tuple[Compared, ...], status: AppointmentStatus
) -> None:
    appointment_id = tried(world)
    by_hand(world, **booked)  # type: ignore[arg-type]
    judged = compared(world)
    assert judged.found is not None
    assert (judged.state, differences(judged, judged.found)) == (ShadowState.DIFFERS, differing)
    assert world.appointment(appointment_id).status is status


@pytest.mark.parametrize("owner", ["EXAMPLE, Anna", "Visit of Anna Example"])
def test_a_name_may_be_written_as_the_portal_writes_it(world: World, owner: str) -> None:
    tried(world)
    by_hand(world, guest=owner)
    assert compared(world).state is ShadowState.AGREES


def test_another_guests_entry_at_that_time_is_not_taken_for_it(world: World) -> None:
    tried(world)
    by_hand(world, room_id=2, guest="Somebody Else")
    assert compared(world).state is ShadowState.OPEN


def test_who_has_not_booked_is_asked_once_and_still_found(either: World) -> None:
    appointment_id = tried(either)
    either.clock.advance(hours=1)
    assert [compared(either).state, compared(either).state] == [ShadowState.ASKED, ShadowState.ASKED]
    assert either.appointment(appointment_id).status is AppointmentStatus.NEEDS_ATTENTION
    assert [(m.event, m.audience) for m in either.told()] == [(EventName.NEEDS_ATTENTION, Audience.BUSINESS)]
    by_hand(either)
    assert compared(either).state is ShadowState.AGREES
    assert either.appointment(appointment_id).status is AppointmentStatus.BOOKED


def test_the_time_that_passed_unbooked_is_compared_with_nothing(world: World) -> None:
    tried(world)
    world.clock.advance(days=2)
    assert compared(world).state is ShadowState.DROPPED
    assert run(world) == 0


def test_a_visit_that_is_moved_is_tried_again_at_its_new_time(world: World) -> None:
    appointment_id = tried(world)
    later = a_slot(MONDAY_9 + HOUR)
    override.move(
        world.new_uow, appointment_id, slot=later, room_id=None, reason="", actor=SYSTEM, now=world.clock.now()
    )
    assert world.book() is not None
    by_hand(world, slot=later)
    assert compared(world).slot == later
    with world.new_uow() as uow:
        assert [one.state for one in uow.shadows.of_appointment(appointment_id)] == ["dropped", "agrees"]


def test_two_visits_at_one_time_would_have_two_rooms(world: World) -> None:
    tried(world)
    tried(world, guest="Bela Sample")
    by_hand(world, guest="Bela Sample", room_id=2)
    by_hand(world)
    compared(world)
    with world.new_uow() as uow:
        newest, *others = uow.shadows.latest(limit=2)
        assert {one.room_id: one.state for one in (newest, *others)} == {1: "agrees", 2: "agrees"}
        assert uow.shadows.latest(limit=2, offset=1, state=newest.state) == others
        assert uow.shadows.latest(limit=2, state=ShadowState.DIFFERS) == []
        assert uow.shadows.counts() == {"agrees": 2}


def test_who_is_faster_than_we_changes_nothing_about_our_choice_but_proves_no_form(world: World) -> None:
    by_hand(world)
    tried(world)
    judged = compared(world)
    assert (judged.state, judged.room_id, judged.is_filled) == (ShadowState.AGREES, 1, False)
    assert run(world) == 0


def test_what_stood_there_before_is_not_taken_for_the_new_booking(world: World) -> None:
    by_hand(world, slot=a_slot(MONDAY_9 + HOUR))
    tried(world)
    assert compared(world).state is ShadowState.OPEN


@pytest.mark.parametrize("at", ["look", "prepare", "find"])
def test_a_worker_that_dies_anywhere_leaves_a_visit_to_be_tried_or_compared(world: World, at: str) -> None:
    appointment_id = world.waits()
    world.portal.hooks[at] = kill
    try:
        world.book()
        by_hand(world)
        compared(world)
    except Killed:
        world.restart()
    world.book()
    by_hand(world)
    assert compared(world).state is ShadowState.AGREES
    assert world.appointment(appointment_id).status is AppointmentStatus.BOOKED
    assert world.portal.submits == []


def test_a_person_who_moves_the_visit_by_hand_within_its_room_is_understood(either: World) -> None:
    agree(either, 1)
    with either.new_uow() as uow:
        first = uow.shadows.latest(limit=1)[0]
        visit = uow.appointments.get(first.appointment_id)
        moved = replace(visit, slot=a_slot(first.slot.start, 45), status=AppointmentStatus.WAITING, revision=2)
        uow.appointments.save(moved, was=visit.status, revision=1)
    either.book()
    either.portal.entries[0] = replace(either.portal.entries[0], slot=a_slot(first.slot.start, 45))
    assert compared(either).state is ShadowState.DIFFERS  # we would have booked before freeing, and so in another room
    statuses = [b.status for b in either.bookings(visit.id) if b.is_by_hand]
    assert statuses == [BookingStatus.CANCELLED, BookingStatus.CONFIRMED]


def test_a_portal_that_shows_no_whole_days_is_asked_room_by_room(world: World) -> None:
    world.portal.facts = replace(world.portal.facts, shows_whole_days=False)
    tried(world)
    by_hand(world, room_id=2)
    judged = compared(world)
    assert judged.found is not None
    assert differences(judged, judged.found) == (Compared.ROOM,)


def test_a_move_that_the_portal_could_make_by_changing_the_entry_is_compared_as_such(world: World) -> None:
    world.portal.changes = True
    agree(world, 1)
    with world.new_uow() as uow:
        visit = uow.appointments.get(1)
        later = a_slot(visit.slot.start, 45) if visit.slot else a_slot()
        moved = replace(visit, slot=later, status=AppointmentStatus.WAITING, revision=2)
        uow.appointments.save(moved, was=visit.status, revision=1)
    world.book()
    world.portal.entries[0] = replace(world.portal.entries[0], slot=later)
    assert compared(world).state is ShadowState.AGREES
    assert world.portal.submits == []
