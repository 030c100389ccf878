"""A portal that says yes and stores another room or another time: never a second press, always a person who sees both places."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.errors import Conflict, Refused, Unavailable
from booking_console.domain.portal import Elsewhere, PortalEntry, RoomRequest, SubmitOutcome, SubmitResult
from booking_console.services import override, put_elsewhere, review
from booking_console.services.walk import Ended
from booking_console.ui import attention_words
from tests.builders import MONDAY_9, a_slot
from tests.world import Killed, World, kill, raising

HOUR = timedelta(hours=1)
NEXT_DAY = a_slot(MONDAY_9 + timedelta(days=1))
LATER = a_slot(MONDAY_9 + HOUR)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.portal.puts = lambda asked: replace(asked, room=world.rooms()[1])
    return world


def stored_at(world: World, **changes: object) -> None:
    world.portal.puts = lambda asked: replace(asked, **changes)


def booking(world: World) -> Booking:
    return world.bookings(1)[-1]


def asked(world: World) -> Booking:
    """One press, one entry, one question."""
    world.run_until_quiet()
    assert (len(world.portal.submits), len(world.portal.entries)) == (1, 1)
    assert world.appointment(1).status is AppointmentStatus.NEEDS_ATTENTION
    assert booking(world).status is BookingStatus.NEEDS_ATTENTION
    return booking(world)


def words() -> dict[str, object]:
    return {"reason": "Asked the portal's people.", "actor": OPERATOR}


@pytest.mark.parametrize("changes", [{"slot": LATER}, {"slot": NEXT_DAY}, {"slot": a_slot(minutes=45)}, {}])
def test_what_the_portal_put_elsewhere_is_never_pressed_again(world: World, changes: dict[str, object]) -> None:
    if changes:
        stored_at(world, **changes)
    world.waits()
    assert world.book().ended is Ended.IN_DOUBT
    stray = asked(world).stray
    (entry,) = world.portal.entries
    assert (stray.room_id, stray.slot, stray.reference) == (entry.room_id, entry.slot, entry.reference)
    assert any(m.is_urgent for m in world.told())


def test_the_question_names_both_places_and_no_guest(world: World) -> None:
    world.waits()
    world.book()
    reason = world.appointment(1).reason
    assert "put it into Consult room 2, Mon 1 Mar, 09:00–09:30" in reason
    assert "Asked for was Consult room 1, Mon 1 Mar, 09:00–09:30" in reason
    assert "Example" not in reason


def test_needs_attention_shows_both_places_side_by_side(world: World) -> None:
    stored_at(world, slot=LATER, room=world.rooms()[1])
    world.waits()
    world.book()
    detail = world.database.views().work_item(f"booking-{booking(world).id}")
    shown = attention_words.item(detail, world.clock.now(), world.policy.zone, hide=True)
    assert (shown.room, shown.elsewhere.room) == ("Consult room 1", "Consult room 2")
    assert ("09:00" in shown.when, "10:00" in shown.elsewhere.when) == (True, True)
    assert (shown.elsewhere.reference, shown.question) == (
        "HP-101",
        "The portal put it elsewhere. Shall it stay there?",
    )


@pytest.mark.parametrize("call", ["find", "elsewhere"])
def test_after_a_crash_it_is_found_elsewhere_too(world: World, call: str) -> None:
    world.waits()
    world.portal.hooks[call] = kill
    with pytest.raises(Killed):
        world.book()
    world.restart()
    assert asked(world).stray.room_id == world.rooms()[1].id


def test_an_answer_that_was_lost_changes_nothing(world: World) -> None:
    world.portal.answer = SubmitResult(SubmitOutcome.UNKNOWN)
    world.waits()
    world.book()
    assert asked(world).stray is not None


def test_rooms_that_cannot_be_read_prove_no_absence(world: World) -> None:
    world.portal.keep = False
    world.portal.elsewhere = lambda *_asked, **_named: Elsewhere([], frozenset({2}))  # type: ignore[method-assign]
    world.waits()
    world.run_until_quiet()
    assert len(world.portal.submits) == 1
    assert "Not every room could be read back: Consult room 2" in booking(world).reason


def test_a_portal_that_cannot_be_searched_keeps_the_doubt(world: World) -> None:
    world.portal.hooks["elsewhere"] = raising(Unavailable("down"))
    world.waits()
    world.run_until_quiet()
    assert len(world.portal.submits) == 1
    assert booking(world).status is BookingStatus.IN_DOUBT


def test_an_entry_that_stood_there_before_is_another_visit(world: World) -> None:
    room, portal = world.rooms()[3], world.portal
    portal.take(RoomRequest(key="", room=room, slot=LATER, guest="Anna Example"))
    portal.puts, portal.keep = None, False
    portal.after["submit"] = lambda: setattr(portal, "keep", True)  # the first yes is an empty one
    world.waits()
    world.run_until_quiet()
    assert world.appointment(1).status is AppointmentStatus.BOOKED
    assert len(portal.submits) == 2


def test_another_visit_of_ours_accounts_for_its_entry(world: World) -> None:
    world.portal.puts = None
    world.waits(slot=LATER)
    world.run_until_quiet()
    world.portal.keep = False
    world.portal.after["submit"] = lambda: setattr(world.portal, "keep", True)
    second = world.waits(slot=a_slot())
    world.run_until_quiet()
    assert world.appointment(second).status is AppointmentStatus.BOOKED


def test_an_entry_that_names_another_guest_of_ours_is_not_taken_for_this_one(world: World) -> None:
    """Two visits were in doubt at once; the portal dropped the one and stored the other, whose guest's name is alike, elsewhere."""
    entry = PortalEntry(world.rooms()[2].id, LATER, "Anna Maria Example", "HP-9", None, is_by_us=True)
    world.portal.puts = None
    world.waits(guest="Anna Maria Example")
    world.run_until_quiet()
    world.portal.elsewhere = lambda *_asked, **_named: Elsewhere([entry])  # type: ignore[method-assign]
    world.portal.keep = False
    world.portal.after["submit"] = lambda: setattr(world.portal, "keep", True)
    second = world.waits(guest="Anna Example")
    world.run_until_quiet()
    assert world.appointment(second).status is AppointmentStatus.BOOKED


def test_another_guests_visit_in_doubt_does_not_account_for_what_bears_this_guests_name(world: World) -> None:
    yes, world.portal.answer, world.portal.keep = world.portal.answer, SubmitResult(SubmitOutcome.UNKNOWN), False
    world.waits(guest="Bea Example")
    assert world.book().ended is Ended.IN_DOUBT
    there = world.bookings(1)[-1].room_id
    world.portal.answer, world.portal.keep = yes, True
    world.portal.puts = lambda asked: replace(asked, room=next(r for r in world.rooms() if r.id == there))
    second = world.waits(guest="Anna Example")
    assert world.book().ended is Ended.IN_DOUBT
    assert world.bookings(second)[-1].stray.room_id == there


def test_a_nameless_entry_that_is_new_is_asked_about_after_a_yes(world: World) -> None:
    world.portal.elsewhere = lambda *_asked, **_named: Elsewhere(  # type: ignore[method-assign]
        [PortalEntry(world.rooms()[2].id, a_slot(), "", None, None)]
    )
    world.portal.keep = False
    world.waits()
    world.book()
    assert booking(world).stray.room_id == world.rooms()[2].id


def test_after_a_clear_no_the_next_room_is_tried(world: World) -> None:
    world.portal.puts = None
    world.portal.hooks["submit"] = lambda: (
        world.portal.hooks.clear(),
        world.portal.take(RoomRequest(key="", room=world.rooms()[0], slot=a_slot(), guest="Somebody Else")),
        world.portal.take(RoomRequest(key="", room=world.rooms()[5], slot=a_slot(), guest="Somebody Else")),
    )
    world.waits()
    assert world.book().ended is Ended.BOOKED


def test_accepting_it_makes_its_place_the_visits_and_tells_people(world: World) -> None:
    stored_at(world, slot=LATER)
    world.waits()
    held = (world.book(), asked(world))[1]
    world.told()
    put_elsewhere.accept(world.new_uow, held.id, **words(), policy=world.policy, now=world.clock.now())
    world.run_until_quiet()
    now = booking(world)
    assert (now.status, now.slot, now.stray) == (BookingStatus.CONFIRMED, LATER, None)
    assert (world.appointment(1).status, world.appointment(1).slot) == (AppointmentStatus.BOOKED, LATER)
    assert "10:00" in world.told()[0].text
    assert len(world.portal.submits) == 1


def test_having_it_cancelled_frees_the_place_where_it_stands(world: World) -> None:
    world.waits()
    held = (world.book(), asked(world))[1]
    put_elsewhere.cancel(world.new_uow, held.id, **words(), now=world.clock.now())
    world.run_until_quiet()
    assert world.portal.entries == []
    assert booking(world).status is BookingStatus.CANCELLED
    assert world.appointment(1).status is AppointmentStatus.NEEDS_ATTENTION
    world.portal.puts = None
    review.retry(world.new_uow, 1, actor=OPERATOR, now=world.clock.now())
    world.run_until_quiet()
    assert [e.room_id for e in world.portal.entries] == [world.rooms()[0].id]


def test_a_visit_that_is_cancelled_frees_it_where_it_stands(world: World) -> None:
    world.waits()
    world.book()
    override.cancel(world.new_uow, 1, reason="", actor=OPERATOR, now=world.clock.now())
    world.run_until_quiet()
    assert (world.portal.entries, booking(world).status) == ([], BookingStatus.CANCELLED)


def test_looking_again_finds_it_again_and_what_was_put_right_is_booked(world: World) -> None:
    world.waits()
    world.book()
    review.retry(world.new_uow, 1, actor=OPERATOR, now=world.clock.now())
    asked(world)
    world.portal.entries = [replace(entry, room_id=world.rooms()[0].id) for entry in world.portal.entries]
    review.retry(world.new_uow, 1, actor=OPERATOR, now=world.clock.now())
    world.run_until_quiet()
    assert (booking(world).status, booking(world).stray) == (BookingStatus.CONFIRMED, None)


def test_nobody_calls_it_booked_where_it_is_not(world: World) -> None:
    world.waits()
    world.book()
    there = {"found": review.Settled.THERE, "policy": world.policy, "now": world.clock.now()}
    with pytest.raises(Conflict, match="elsewhere"):
        review.settle_doubt(world.new_uow, booking(world).id, **words(), **there)


def test_a_room_that_is_none_of_ours_is_left_to_a_person(world: World) -> None:
    world.portal.elsewhere = lambda *_asked, **_named: Elsewhere(  # type: ignore[method-assign]
        [PortalEntry(-1, a_slot(), "Anna Example", "HP-101", True, room="Cellar")]
    )
    world.waits()
    world.book()
    assert "“Cellar”, which is none of our rooms, Mon 1 Mar" in world.appointment(1).reason
    with pytest.raises(Refused, match="none of our rooms"):
        put_elsewhere.cancel(world.new_uow, booking(world).id, **words(), now=world.clock.now())


def moved(world: World) -> World:
    world.portal.puts, world.portal.changes = None, True
    world.waits()
    world.run_until_quiet()
    world.portal.submits.clear()
    stored_at(world, slot=NEXT_DAY)
    override.move(world.new_uow, 1, slot=LATER, room_id=None, reason="", actor=OPERATOR, now=world.clock.now())
    return world


def test_a_change_that_went_to_a_third_place_is_asked_about(world: World) -> None:
    moved(world).book()
    held = asked(world)
    assert (held.stray.slot, held.stray.reference) == (NEXT_DAY, held.portal_reference)
    put_elsewhere.accept(world.new_uow, held.id, **words(), policy=world.policy, now=world.clock.now())
    assert (booking(world).slot, booking(world).status, booking(world).was) == (
        NEXT_DAY,
        BookingStatus.CONFIRMED,
        None,
    )


def test_a_changed_visit_that_is_cancelled_meanwhile_is_freed_at_its_third_place(world: World) -> None:
    world.portal.after["submit"] = kill
    with pytest.raises(Killed):
        moved(world).book()
    world.restart()
    override.cancel(world.new_uow, 1, reason="", actor=OPERATOR, now=world.clock.now())
    world.run_until_quiet()
    held = booking(world)
    if held.status is BookingStatus.NEEDS_ATTENTION:
        put_elsewhere.cancel(world.new_uow, held.id, **words(), now=world.clock.now())
        world.run_until_quiet()
    assert world.portal.entries == []
