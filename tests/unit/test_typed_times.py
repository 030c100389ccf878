"""Day and times as people type them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from booking_console.domain.slot import Slot
from booking_console.ui.meaning import wanted_slot

LONDON = ZoneInfo("Europe/London")
HALF_PAST_NINE = Slot(datetime(2027, 3, 1, 9, 30, tzinfo=UTC), datetime(2027, 3, 1, 10, tzinfo=UTC))


@pytest.mark.parametrize("typed", ["09:30", "9:30", "9.30", " 9:30 "])
def test_a_time_is_understood_as_people_write_it(typed: str) -> None:
    assert wanted_slot("2027-03-01", typed, "10:00", LONDON) == HALF_PAST_NINE


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        ("", "9:30", "10:00"),
        ("2027-03-01", "9:3", "10:00"),
        ("2027-03-01", "", "10:00"),
        ("2027-03-01", "10:00", "9:30"),
    ],
)
def test_what_makes_no_slot_is_none(day: str, start: str, end: str) -> None:
    assert wanted_slot(day, start, end, LONDON) is None
