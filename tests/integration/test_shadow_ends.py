"""Shadow mode ends only with enough agreements in a row; until then nothing and nobody touches the portal."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import SYSTEM, Actor, Role
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import BookingStatus
from booking_console.domain.errors import BookingError, InvalidInput, NotAllowed, Refused
from booking_console.domain.outbox import Audience
from booking_console.domain.shadow import GoesLive, ShadowState
from booking_console.services import override, review, shadow
from booking_console.services.walk import Ended
from tests.builders import MONDAY_9, a_slot
from tests.shadowing import (
    HOUR,
    MANAGER,
    agree,
    booked_by_us,
    booking_of,
    by_hand,
    compared,
    is_on,
    replace_plan,
    run,
    terms,
    tried,
    watching,
)
from tests.world import World, kill


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return watching(sqlite_database)


@pytest.fixture
def either(database: Database) -> World:
    """On both databases."""
    return watching(database)


def test_a_difference_begins_the_count_anew(world: World) -> None:
    assert agree(world, 1).state is ShadowState.AGREES
    assert run(world) == 1
    tried(world)
    by_hand(world, room_id=3)
    compared(world)
    assert run(world) == 0
    assert [agree(world, 2).state, run(world)] == [ShadowState.AGREES, 1]


def test_it_goes_live_only_when_the_agreements_are_there_and_everybody_learns_of_it(world: World) -> None:
    agree(world, 1)
    with pytest.raises(Refused, match="1 of 2"):
        shadow.go_live(world.new_uow, policy=world.policy, reason="", actor=MANAGER, now=world.clock.now())
    agree(world, 2)
    assert is_on(world)  # by a person's press only
    shadow.go_live(world.new_uow, policy=world.policy, reason="It is good.", actor=MANAGER, now=world.clock.now())
    subjects = [m.subject for m in world.told()]
    assert [s.partition(": ")[0] for s in subjects] == ["Shadow mode", "Shadow mode"]
    with world.new_uow() as uow:
        plan = uow.shadows.plan()
    assert (plan.is_on, plan.is_noticed, plan.ended_by, plan.ended_run) == (False, False, "Dana Whitlock", 2)
    assert "shadow.went_live" in {row.action for row in world.database.views().audit(limit=20)}


def test_it_goes_live_by_itself_where_that_is_wanted(either: World) -> None:
    shadow.change(
        either.new_uow,
        terms(either, goes_live=GoesLive.BY_ITSELF),
        policy=either.policy,
        reason="",
        actor=MANAGER,
        now=either.clock.now(),
    )
    agree(either, 1)
    agree(either, 2)
    assert not is_on(either)
    assert "by itself" in either.told()[0].text
    appointment_id = either.waits(slot=a_slot(MONDAY_9 + timedelta(days=3)))
    either.run_until_quiet()
    assert [s.guest for s in either.portal.submits] == [either.appointment(appointment_id).guest]


def test_after_it_went_live_what_a_person_has_in_hand_is_not_booked_as_well(either: World) -> None:
    agree(either, 1)
    agree(either, 2)
    appointment_id = tried(either)
    shadow.go_live(either.new_uow, policy=either.policy, reason="", actor=MANAGER, now=either.clock.now())
    assert either.book() is None
    by_hand(either, room_id=2)
    review.retry(either.new_uow, appointment_id, actor=MANAGER, now=either.clock.now())
    either.run_until_quiet()
    assert either.portal.submits == []
    assert booking_of(either, appointment_id).room_id == 2


BUTTONS: dict[str, Callable[[World, int], object]] = {
    "undo": lambda w, i: override.undo(w.new_uow, i, actor=SYSTEM, now=w.clock.now(), within=timedelta(days=9)),
    "move": lambda w, i: override.move(
        w.new_uow, i, slot=a_slot(MONDAY_9 + HOUR), room_id=None, reason="", actor=SYSTEM, now=w.clock.now()
    ),
    "cancel": lambda w, i: override.cancel(w.new_uow, i, reason="", actor=SYSTEM, now=w.clock.now()),
    "decline": lambda w, i: review.decline(w.new_uow, f"appointment-{i}", reason="no", actor=SYSTEM, now=w.clock.now()),
}


@pytest.mark.parametrize("button", BUTTONS.values(), ids=BUTTONS)
def test_the_buttons_that_would_touch_the_portal_say_why_they_do_not(
    world: World, button: Callable[[World, int], object]
) -> None:
    appointment_id = booked_by_us(world)
    before = list(world.portal.entries)
    with pytest.raises(Refused, match="Shadow mode is on"):
        button(world, appointment_id)
    world.run_until_quiet()
    assert (world.portal.entries, world.appointment(appointment_id).status) == (before, AppointmentStatus.BOOKED)


def test_what_was_to_be_cancelled_is_left_to_the_person_and_ends_when_it_is_gone(either: World) -> None:
    appointment_id = booked_by_us(either)
    replace_plan(either, is_on=False)
    override.cancel(either.new_uow, appointment_id, reason="ill", actor=SYSTEM, now=either.clock.now())
    replace_plan(either, is_on=True)
    either.portal.hooks["cancel"] = kill
    either.settle()
    assert booking_of(either, appointment_id).status is BookingStatus.CANCELLING
    either.portal.entries.clear()
    either.clock.advance(minutes=40)
    either.settle()
    assert either.bookings(appointment_id)[-1].status is BookingStatus.CANCELLED
    assert not [m for m in either.told() if m.audience is Audience.GUEST]


def test_a_cancellation_that_nobody_makes_by_hand_becomes_a_question(world: World) -> None:
    appointment_id = booked_by_us(world)
    replace_plan(world, is_on=False)
    override.cancel(world.new_uow, appointment_id, reason="ill", actor=SYSTEM, now=world.clock.now())
    replace_plan(world, is_on=True)
    for _ in range(8):
        world.settle()
        world.clock.advance(minutes=31)
    assert booking_of(world, appointment_id).status is BookingStatus.NEEDS_ATTENTION
    assert len(world.portal.entries) == 1


def test_switched_on_after_the_form_was_filled_in_it_still_stops_the_press(world: World) -> None:
    replace_plan(world, is_on=False)
    world.waits()
    world.portal.hooks["prepare"] = lambda: (replace_plan(world, is_on=True), None)[1]
    walked = world.book()
    assert walked is not None
    assert walked.ended is Ended.OVERTAKEN
    assert world.portal.submits == []


def test_only_a_manager_may_switch_it_and_only_with_sensible_terms(world: World) -> None:
    staff = Actor.person(2, "Robin Vale", Role.STAFF)
    wrong: list[tuple[dict[str, object], Actor, type[BookingError]]] = [
        ({"needed": 0}, MANAGER, InvalidInput),
        ({"ask_after": timedelta(minutes=1)}, MANAGER, InvalidInput),
        ({}, staff, NotAllowed),
    ]
    for changes, actor, refusal in wrong:
        with pytest.raises(refusal):
            shadow.change(
                world.new_uow,
                terms(world, **changes),
                policy=world.policy,
                reason="",
                actor=actor,
                now=world.clock.now(),
            )
