"""Which entry may be the one that the portal put elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.booking import BookingStatus, Stray
from booking_console.domain.portal import PortalEntry, SubmitOutcome
from booking_console.domain.stray import stray_of, told_apart
from tests.builders import MONDAY_9, a_booking, a_slot

LATER = a_slot(MONDAY_9 + timedelta(hours=1))
TOMORROW = a_slot(MONDAY_9 + timedelta(days=1))
ASKED = a_booking(1, id=1, portal_reference="HP-7")
NAMED = PortalEntry(2, LATER, "Anna Example", "HP-9", True)
NAMELESS = PortalEntry(2, LATER, "", None, None)
FREE = Availability(MONDAY_9, {1: (), 2: ()})
YES = SubmitOutcome.SUCCESS


def place(found: Stray | None) -> tuple[int | None, object] | None:
    return (found.room_id, found.slot) if found else None


def test_another_booking_of_ours_accounts_for_what_stands_in_its_place() -> None:
    other = a_booking(2, id=2, key="BC-2", room_id=2, slot=LATER, status=BookingStatus.CONFIRMED)
    assert place(stray_of([NAMED], ASKED, known=[ASKED])) == (2, LATER)
    assert stray_of([NAMED], ASKED, known=[other]) is None


def test_a_name_like_ours_that_is_another_guests_is_the_other_visits() -> None:
    """Both were asked for and neither is settled: the portal dropped ours and stored the other one elsewhere."""
    alike = replace(NAMED, owner="EXAMPLE, Anna Maria", ours=None, is_by_us=True)
    other = a_booking(2, id=2, key="BC-2", guest="Anna Maria Example", status=BookingStatus.CANCELLED)
    assert place(stray_of(told_apart([alike], ASKED, known=[ASKED]), ASKED, before=FREE)) == (2, LATER)
    assert stray_of(told_apart([alike], ASKED, known=[ASKED, other]), ASKED, before=FREE) is None
    assert told_apart([alike, NAMED, NAMELESS], other, known=[other]) == [alike, NAMED, NAMELESS]


def test_what_bears_our_guests_name_is_not_accounted_for_by_another_guests_visit_in_doubt_there() -> None:
    other = a_booking(2, id=2, key="BC-2", guest="Bea Example", room_id=2, slot=LATER, status=BookingStatus.IN_DOUBT)
    assert place(stray_of([NAMED], ASKED, known=[other])) == (2, LATER)
    assert stray_of([replace(NAMELESS, is_by_us=True)], ASKED, before=FREE, known=[other]) is None


def test_what_was_found_to_be_another_visits_is_not_ours_as_well() -> None:
    other = a_booking(2, id=2, key="BC-2", stray=Stray(room_id=2, slot=LATER), status=BookingStatus.IN_DOUBT)
    assert stray_of([replace(NAMELESS, is_by_us=True)], ASKED, before=FREE, known=[other]) is None


@pytest.mark.parametrize(
    ("entry", "is_found"),
    [
        (NAMED, True),
        (replace(NAMED, ours=False), False),
        (replace(NAMED, room_id=1, slot=a_slot()), False),  # where it was asked for
        (replace(NAMED, slot=TOMORROW), False),  # another number, and nobody looked there before
        (replace(NAMED, slot=TOMORROW, reference="HP-7"), True),
        (replace(NAMED, slot=TOMORROW, reference=None), True),
        (replace(NAMELESS, is_by_us=True), True),
        (replace(NAMELESS, is_by_us=True, slot=TOMORROW, room_id=3), False),
        (NAMELESS, False),
    ],
)
def test_a_name_or_the_portals_own_number_or_our_login_tells(entry: PortalEntry, is_found: bool) -> None:
    assert (stray_of([entry], ASKED, before=FREE) is not None) is is_found


def test_only_after_a_yes_a_nameless_entry_of_the_same_length_where_it_was_free_counts() -> None:
    longer = replace(NAMELESS, slot=a_slot(LATER.start, 45))
    taken = Availability(MONDAY_9, {2: (Busy(LATER),)})
    assert place(stray_of([longer, NAMELESS], ASKED, before=FREE, answer=YES)) == (2, LATER)
    assert stray_of([NAMELESS], ASKED, before=taken, answer=YES) is None
    assert stray_of([NAMELESS], ASKED, answer=YES) is None


def test_the_place_where_it_was_found_before_is_remembered() -> None:
    again = replace(ASKED, stray=Stray(room_id=2, slot=LATER))
    taken = Availability(MONDAY_9, {2: (Busy(LATER),)})
    assert place(stray_of([NAMELESS], again, before=taken)) == (2, LATER)
