"""Our log beside the portal: every way in which the two can differ is named once, nothing is changed, and nothing is made up."""

from dataclasses import replace

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.alarm import AlarmKind
from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.booking import BookingStatus
from booking_console.domain.comparison import Comparison, DifferenceKind, belongs
from booking_console.domain.errors import ContractBroken, Unavailable
from booking_console.domain.portal import PortalEntry
from booking_console.services import compare
from tests.builders import MONDAY_9, a_booking, a_slot
from tests.world import World, raising

DAY = MONDAY_9.date()
LATER = a_slot(MONDAY_9.replace(hour=11))


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def booked(world: World, **changes: object) -> int:
    appointment_id = world.waits(**changes)
    world.run_until_quiet()
    return appointment_id


def compared(world: World) -> Comparison:
    return compare.compare(world.road, DAY, DAY)


def kinds(found: Comparison) -> list[DifferenceKind]:
    return [one.kind for one in found.differences]


def test_what_is_booked_and_what_others_booked_is_no_difference(world: World) -> None:
    booked(world)
    world.portal.entries.append(PortalEntry(2, a_slot(), "Somebody Else", "HP-1", None))
    found = compared(world)
    assert (found.is_even, found.checked) == (True, 1)


def test_a_booking_that_the_portal_lost_is_missing(world: World) -> None:
    booked(world)
    world.portal.entries.clear()
    assert kinds(compared(world)) == [DifferenceKind.MISSING]


def test_a_booking_that_was_moved_on_the_portal_is_found_where_it_is(world: World) -> None:
    booked(world)
    world.portal.entries = [replace(entry, room_id=4, slot=LATER) for entry in world.portal.entries]
    (one,) = compared(world).differences
    assert (one.kind, one.seen) == (DifferenceKind.ELSEWHERE, (4, LATER))


def test_another_guest_in_our_place_is_named_as_such(world: World) -> None:
    booked(world)
    world.portal.entries = [replace(entry, owner="Somebody Else", reference="HP-9") for entry in world.portal.entries]
    assert kinds(compared(world)) == [DifferenceKind.OTHER_GUEST]


def test_a_second_entry_of_the_same_visit_in_another_room_is_found(world: World) -> None:
    booked(world)
    world.portal.entries.append(replace(world.portal.entries[0], room_id=5, reference="HP-9"))
    (one,) = compared(world).differences
    assert (one.kind, one.seen) == (DifferenceKind.TWICE, (5, a_slot()))


def test_two_entries_in_one_place_are_found(world: World) -> None:
    booked(world)
    world.portal.entries.append(replace(world.portal.entries[0], reference="HP-9"))
    assert kinds(compared(world)) == [DifferenceKind.TWICE]


def test_what_is_cancelled_here_and_still_there_is_found(world: World) -> None:
    appointment_id = booked(world)
    with world.new_uow() as uow:
        (booking,) = uow.bookings.of_appointment(appointment_id)
        freed = replace(booking, status=BookingStatus.CANCELLING)
        uow.bookings.save(freed, was=BookingStatus.CONFIRMED)
        uow.bookings.save(replace(freed, status=BookingStatus.CANCELLED), was=BookingStatus.CANCELLING)
    assert kinds(compared(world)) == [DifferenceKind.LEFT_OVER]


def marks_ours(world: World) -> None:
    """The portal in memory does not tell by itself who made an entry: here every one is our login's."""
    look = world.portal.look

    def marked(*args: object, **words: object) -> Availability:
        seen = look(*args, **words)
        busy = {room: tuple(replace(one, is_ours=True) for one in entries) for room, entries in seen.busy.items()}
        return replace(seen, busy=busy)

    world.portal.look = marked


def test_what_our_login_made_and_our_log_does_not_know_is_found(world: World) -> None:
    marks_ours(world)
    world.portal.entries.append(PortalEntry(3, a_slot(), "New Person", "HP-7", None))
    (one,) = compared(world).differences
    assert (one.kind, one.booking_id, one.room_id) == (DifferenceKind.UNKNOWN, None, 3)


def test_a_booking_made_during_the_look_is_no_difference(world: World) -> None:
    marks_ours(world)
    world.waits()
    world.portal.hooks["look"] = lambda: (world.portal.hooks.clear(), world.run_until_quiet())
    assert compared(world).is_even
    assert len(world.portal.entries) == 1


def test_a_day_that_the_portal_does_not_answer_for_is_a_gap_and_no_difference(world: World) -> None:
    booked(world)
    world.portal.hooks["look"] = raising(Unavailable("The portal does not answer."))
    found = compared(world)
    assert (found.differences, found.is_even) == ((), False)
    assert found.gaps == ("From Mon 1 Mar on nothing was compared: The portal does not answer.",)


def test_an_odd_page_is_a_gap_and_stops_no_booking(world: World) -> None:
    booked(world)
    world.portal.hooks["look"] = raising(ContractBroken("Expected a table of rooms, found a notice."))
    found = compare.compare_ahead(world.road)
    assert found
    assert len(found.gaps) == compare.AHEAD + 1
    with world.new_uow() as uow:
        assert uow.control.switch().is_on


def test_the_evening_puts_a_difference_before_a_person_once(world: World) -> None:
    appointment_id = booked(world)
    world.told()
    world.portal.entries.clear()
    for _ in range(2):
        compare.compare_ahead(world.road)
    (booking,) = world.bookings(appointment_id)
    assert booking.status is BookingStatus.NEEDS_ATTENTION
    assert "and the portal does not show it" in booking.reason
    assert len(world.told()) == 4  # the question and the alarm, each to the desk and to the owner
    with world.new_uow() as uow:
        assert [alarm.kind for alarm in uow.mailbox.alarms()] == [AlarmKind.DIFFERS]
        remembered = uow.control.comparison()
    assert remembered
    assert kinds(remembered) == [DifferenceKind.MISSING]


def test_the_alarm_ends_when_nothing_differs_any_more(world: World) -> None:
    booked(world)
    entries = list(world.portal.entries)
    world.portal.entries.clear()
    compare.compare_ahead(world.road)
    world.portal.entries = entries
    found = compare.compare_ahead(world.road)
    assert found
    assert found.is_even
    with world.new_uow() as uow:
        assert not uow.mailbox.alarms()


@pytest.mark.parametrize(
    ("owner", "reference", "is_it"),
    [
        ("Anna Example", "", True),
        ("EXAMPLE, Anna", "", True),
        ("Anna Example (BC-7)", "", True),
        ("Anna Other", "", False),
        ("", "", None),
        ("Somebody Else", "HP-1", True),
        ("Anna Example", "HP-2", False),
    ],
)
def test_a_reference_decides_whose_an_entry_is_and_then_the_name(
    owner: str, reference: str, is_it: bool | None
) -> None:
    assert belongs(Busy(a_slot(), owner, reference), a_booking(1, portal_reference="HP-1")) is is_it
