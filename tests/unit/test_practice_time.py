"""Times as the practice reads them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.ui import practice_time

SYDNEY = ZoneInfo("Australia/Sydney")
#: Tue 24 Nov 2026, 08:42 in Sydney.
NOW = datetime(2026, 11, 23, 21, 42, tzinfo=UTC)


def test_a_visit_is_said_in_the_zone_of_the_practice() -> None:
    start = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)

    assert practice_time.when(start, start + timedelta(minutes=30), SYDNEY) == "Tue 24 Nov, 15:30–16:00"
    assert practice_time.when_near(start, None, NOW, SYDNEY) == "today 15:30"


def test_a_visit_without_a_time_says_so() -> None:
    assert practice_time.when(None, None, SYDNEY) == "no time yet"


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (timedelta(seconds=2), "just now"),
        (timedelta(seconds=42), "40 s ago"),
        (timedelta(minutes=3, seconds=5), "3 min ago"),
        (timedelta(hours=2), "06:42"),
        (timedelta(hours=12), "Mon 20:42"),
        (timedelta(days=30), "25 Oct 08:42"),
    ],
)
def test_the_past_is_told_as_a_person_would(past: timedelta, words: str) -> None:
    assert practice_time.ago(NOW - past, NOW, SYDNEY) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=-1), "now"),
        (timedelta(milliseconds=900), "now"),
        (timedelta(seconds=20), "in 20 s"),
        (timedelta(minutes=18), "in 18 min"),
        (timedelta(hours=1, minutes=18), "in 1 h 18 min"),
        (timedelta(hours=2), "in 2 h"),
        (timedelta(days=3), "in 3 days"),
    ],
)
def test_what_comes_is_told_by_how_long_it_takes(left: timedelta, words: str) -> None:
    assert practice_time.ahead(NOW + left, NOW) == words


def test_the_day_of_a_clock_change_has_as_many_hours_as_it_has() -> None:
    longer = practice_time.day_of(datetime(2026, 4, 4, 20, tzinfo=UTC), SYDNEY)

    assert longer.length == timedelta(hours=25)
