"""The filters of the log stand in the address: read, written, changed."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import pytest

from booking_console.domain.appointment import AppointmentType, Channel
from booking_console.domain.status import Shown
from booking_console.services.views import Sort
from booking_console.ui.log import address
from booking_console.ui.log.address import Asked, Column

EVERYTHING = Asked(
    text="HP-20",
    status=(Shown.BOOKED, Shown.NEEDS_YOU),
    room=(2, 5),
    type=(AppointmentType.TREATMENT,),
    came=(Channel.MAIL, Channel.FRONT_DESK),
    first=date(2027, 3, 1),
    last=date(2027, 3, 7),
    sort=Sort.GUEST,
    descending=False,
    page=3,
    hidden=(Column.TRIES,),
)


@pytest.mark.parametrize("asked", [Asked(), EVERYTHING])
def test_what_is_written_into_the_address_is_read_back(asked: Asked) -> None:
    assert address.read(dict(parse_qsl(address.written(asked)))) == asked


def test_nothing_asked_for_leaves_the_address_bare() -> None:
    assert address.written(Asked()) == ""


def test_what_cannot_be_understood_is_left_out() -> None:
    typed = {"status": "booked,nonsense", "room": "x,2", "from": "yesterday", "page": "-4", "sort": "colour"}

    assert address.read(typed) == Asked(status=(Shown.BOOKED,), room=(2,))


def test_a_filter_chosen_twice_is_gone_again_and_the_list_begins_anew() -> None:
    once = address.toggled(Asked(page=7), "room", "2")
    twice = address.toggled(once, "room", "2")

    assert (once.room, once.page) == ((2,), 1)
    assert twice.room == ()


def test_a_value_that_is_none_of_the_choices_changes_nothing() -> None:
    assert address.toggled(EVERYTHING, "status", "nonsense") is EVERYTHING


def test_sorting_by_the_same_column_turns_the_list_round() -> None:
    by_guest = address.sorted_by(Asked(), Sort.GUEST)

    assert (by_guest.sort, by_guest.descending) == (Sort.GUEST, False)
    assert address.sorted_by(by_guest, Sort.GUEST).descending


def test_days_are_days_of_the_practice_and_the_last_one_is_included() -> None:
    wanted = address.wanted(EVERYTHING, ZoneInfo("Australia/Sydney"))

    assert wanted.start == datetime(2027, 2, 28, 13, tzinfo=UTC)
    assert wanted.end == datetime(2027, 3, 7, 13, tzinfo=UTC)
