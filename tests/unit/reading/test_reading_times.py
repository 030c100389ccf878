from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.times.clock import scan_times
from booking_console.adapters.parsing.times.dates import scan_dates
from booking_console.adapters.parsing.times.durations import scan_lengths
from booking_console.adapters.parsing.times.mentions import Calendar
from booking_console.adapters.parsing.times.moments import read_times

TUESDAY = date(2026, 6, 9)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Thurs 11th June", date(2026, 6, 11)),
        ("June 11, 2026", date(2026, 6, 11)),
        ("11.06.2026", date(2026, 6, 11)),
        ("2026-06-11", date(2026, 6, 11)),
        ("Donnerstag, 11. Juni 2026", date(2026, 6, 11)),
        ("jeudi 11 juin 2026", date(2026, 6, 11)),
        ("jueves, 11 de junio de 2026", date(2026, 6, 11)),
        ("THU\n11\nJUN 2026", date(2026, 6, 11)),
        ("5 January", date(2027, 1, 5)),
    ],
)
def test_a_date_is_read_however_it_is_written(said, day):
    (mention,) = scan_dates(said, Calendar("DMY", TUESDAY))
    assert mention.day == day


@pytest.mark.parametrize(
    "said", ["next friday", "the 29th", "Monday 11 June 2026", "Thu 06/11/2026", "30 February 2026"]
)
def test_a_date_that_is_not_one_certain_day_is_a_doubt(said):
    (mention,) = scan_dates(said, Calendar("DMY", TUESDAY))
    assert mention.day is None
    assert mention.doubt


def test_next_friday_shows_both_fridays():
    (mention,) = scan_dates("next friday", Calendar("DMY", TUESDAY))
    assert mention.readings == (date(2026, 6, 12), date(2026, 6, 19))


@pytest.mark.parametrize(
    ("said", "begin", "finish"),
    [
        ("2.30pm till 3pm", time(14, 30), time(15)),
        ("11-12:30pm", time(11), time(12, 30)),
        ("10 - 10:45am", time(10), time(10, 45)),
        ("14:00-14:30", time(14), time(14, 30)),
        ("9.30 Uhr", time(9, 30), None),
        ("09h30", time(9, 30), None),
        ("12 noon", time(12), None),
    ],
)
def test_a_time_or_a_range_is_read_however_it_is_written(said, begin, finish):
    (mention,) = scan_times(said)
    assert (mention.begin, mention.finish) == (begin, finish)


@pytest.mark.parametrize(
    "said",
    ["Van Anh Nguyen", "up to two hours", "24 hours' notice", "15 minutes early", "at least 48 hours", "about an hour"],
)
def test_a_period_of_notice_or_an_upper_limit_is_no_duration(said):
    assert scan_lengths(said) == []


@pytest.mark.parametrize("said", ["12 January 2027, 10:00am AEST", "4 October 2026, 2:30am", "4 April 2027, 2:30am"])
def test_a_time_that_the_clocks_contradict_is_a_doubt(said):
    (moment,) = read_times(said, Calendar("DMY", TUESDAY), ZoneInfo("Australia/Sydney")).moments
    assert moment.at is None
    assert moment.doubt


@pytest.mark.parametrize("said", ["at 19.30am", "at 2 noon", "at 10 noon", "13:15-7:15"])
def test_a_time_that_contradicts_itself_is_not_read(said):
    assert all(mention.begin is None for mention in scan_times(said))
