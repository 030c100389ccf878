"""A change of the rooms before it is saved: what counts as a change, which rooms are called moved, what saving waits for."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.domain.appointment import AppointmentType
from booking_console.domain.rooms import PriorityList, Room, RoomClosure
from booking_console.ui.rooms import draft as change
from booking_console.ui.rooms.draft import Closing, Draft, Practice
from booking_console.ui.rooms.sheet import Sheet, off_words, sheet

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
TREATMENT = AppointmentType.TREATMENT
NAMES = ("Consult room 1", "Consult room 2", "Treatment room 1", "Treatment room 2")
PRACTICE = Practice(
    rooms=tuple(Room(n, name, name.split()[0], n) for n, name in enumerate(NAMES, start=1)),
    orders={"": PriorityList(1, 7, None, (1, 2, 3, 4)), "Treatment": PriorityList(2, 3, TREATMENT, (3, 4))},
    next_versions={"": 8, "Treatment": 4, "Consultation": 1},
    since={"": NOW - timedelta(days=22)},
)


def shown(draft: Draft, practice: Practice = PRACTICE) -> Sheet:
    return sheet(practice, draft, NOW, ZONE)


def off(first: str, last: str) -> Draft:
    return Draft(closings={4: Closing(first, last, "Painting")}, shown_closing=4)


def test_a_room_that_is_put_back_is_no_change() -> None:
    up = change.stepped(Draft(), PRACTICE, 4, -1)

    assert up.has_changes
    assert not change.stepped(up, PRACTICE, 4, 1).has_changes


def test_of_two_rooms_that_changed_places_the_one_in_hand_was_moved() -> None:
    lines = shown(change.placed(Draft(), PRACTICE, 4, 2)).lines

    assert [(line.name, line.moved) for line in lines if line.moved] == [("Treatment room 2", "was 4")]


def test_a_room_dragged_to_the_top_moves_alone() -> None:
    assert change.moved_rooms((1, 2, 3, 4), (4, 1, 2, 3)) == {4}


def test_a_place_outside_the_list_is_its_end() -> None:
    assert change.order(change.placed(Draft(), PRACTICE, 1, 99), PRACTICE) == (2, 3, 4, 1)


def test_the_last_room_of_a_list_stays_in_it() -> None:
    draft = change.left_out(change.left_out(Draft(type="Treatment"), PRACTICE, 3), PRACTICE, 4)

    assert change.order(draft, PRACTICE) == (4,)


def test_a_room_left_out_waits_below_the_list() -> None:
    after = shown(change.left_out(Draft(), PRACTICE, 3))

    assert [line.name for line in after.spare] == ["Treatment room 1"]
    assert after.details == "1 room moved"


def test_a_type_without_a_list_shows_the_one_it_goes_by() -> None:
    consultation = shown(Draft(type="Consultation"))

    assert (consultation.has_own_list, consultation.version) == (False, "Goes by the list for all types")
    assert [line.room_id for line in consultation.lines] == [1, 2, 3, 4]


def test_a_room_says_which_types_may_have_it() -> None:
    assert [line.types for line in shown(Draft()).lines] == ["Consultation", "Consultation", "All types", "All types"]


def test_an_order_is_saved_with_a_note_only() -> None:
    draft = change.stepped(Draft(), PRACTICE, 2, -1)

    assert (shown(draft).lacks, shown(draft).save) == ("A note is needed.", "Save as version 8")
    assert change.lacks(Draft(orders=draft.orders, note="Room 1 is loud.")) == ""


@pytest.mark.parametrize(
    ("first", "last", "lacks"),
    [
        ("", "", "The first day is missing."),
        ("2026-12-04", "2026-11-30", "The last day comes before the first."),
        ("2026-11-30", "soon", "The last day is not a day."),
        ("2026-11-30", "", ""),
        ("2026-11-30", "2026-11-30", ""),
    ],
)
def test_a_closing_says_what_it_lacks(first: str, last: str, lacks: str) -> None:
    assert Closing(first, last, "Painting").lacks == lacks


def test_a_closing_ends_with_the_last_day_in_the_practice() -> None:
    summer = Closing("2026-07-06", "2026-07-10", "Painting").closure(4, NOW - timedelta(days=200), ZONE)

    assert summer.start == datetime(2026, 7, 5, 23, tzinfo=UTC)
    assert summer.end == datetime(2026, 7, 10, 23, tzinfo=UTC)


def test_a_closing_never_begins_in_the_past() -> None:
    assert Closing("2026-11-01", "", "Flood").closure(4, NOW, ZONE).start == NOW


def test_days_off_are_seen_with_the_days_around_them() -> None:
    form = shown(off("2026-11-30", "2026-12-04")).closing

    assert [day.number for day in form.days if day.is_off] == ["30", "1", "2", "3", "4"]
    assert (form.days[0].number, form.days[-1].number) == ("23", "6")
    assert form.words.startswith("Mon 30 Nov 2026 to Fri 4 Dec 2026, 5 days.")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 12, 5, tzinfo=UTC), "Off 30 Nov–4 Dec"),
        (datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 5, tzinfo=UTC), "Off 1–4 Dec"),
        (datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC), "Off 1 Dec"),
        (NOW, datetime(2026, 12, 2, tzinfo=UTC), "Off until 1 Dec"),
        (NOW, None, "Off"),
        (datetime(2026, 12, 1, tzinfo=UTC), None, "Off from 1 Dec"),
    ],
)
def test_a_room_that_is_off_says_until_when(start: datetime, end: datetime | None, words: str) -> None:
    assert off_words(RoomClosure(4, start, end, "Painting"), NOW, ZONE) == words
