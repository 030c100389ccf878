"""How often a job runs, as typed by a person: refused in plain words, or said back with the times it means."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.domain.errors import InvalidInput
from booking_console.domain.schedule import OpeningHours, Rhythm, Schedule
from booking_console.ui.schedule import hours, rhythm

ZONE = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 11, 24, 10, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "says"),
    [
        ("*/5 6-20 * *", "Five fields are needed (minute, hour, day of the month, month, weekday); there are 4."),
        ("60 * * * *", "The minute 60 does not exist: it goes from 0 to 59."),
        ("0 24 * * *", "The hour 24 does not exist: it goes from 0 to 23."),
        ("0 8 * * 1-5", "Please write the weekday as a word: mon to sun, not 1."),
        ("0 8 * * fry", "“fry” is no weekday."),
        ("0 18-8 * * *", "The range “18-8” ends before it begins."),
        ("*/0 * * * *", "The step of the minute is 1 or more, not 0."),
        ("0 8 * * mon,,tue", "“” is no weekday."),
        ("*-5 * * * *", "“*-5” is no minute: a range needs two ends."),
        ("; drop * * * *", "Five fields are needed (minute, hour, day of the month, month, weekday); there are 6."),
    ],
)
def test_set_times_that_mean_nothing_are_refused_in_words(cron: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        rhythm.parsed("cron", "", "", cron)
    assert str(refusal.value) == says


@pytest.mark.parametrize("number", ["0", "", "-5", "1.5", "ten", "99999999"])
def test_an_interval_is_a_whole_number_of_a_day_at_most(number: str) -> None:
    with pytest.raises(InvalidInput):
        rhythm.parsed("every", number, "hours", "")


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("*/5 6-20 * * mon-fri", "every 5 min, 06–20 h, Mon–Fri"),
        ("0 7 1 * *", "at 07:00, day 1 of the month"),
        ("30 8 * jan,jul mon", "at 08:30, Mon, in Jan, Jul"),
        ("* * * * *", "every minute"),
        ("15 */2 * * *", "at minute 15 of the hour, every 2 hours"),
    ],
)
def test_set_times_are_said_back(cron: str, words: str) -> None:
    assert rhythm.words(Rhythm(cron=cron)) == words


def test_the_next_runs_go_by_the_clock_of_the_practice() -> None:
    runs = rhythm.next_runs(
        rhythm.parsed("cron", "", "", "0 9 * * mon-fri"), after=TUESDAY, zone=ZoneInfo("Asia/Tokyo")
    )

    assert [f"{at.astimezone(UTC):%a %H:%M}" for at in runs] == ["Wed 00:00", "Thu 00:00", "Fri 00:00"]


def test_the_next_runs_of_an_interval_follow_each_other() -> None:
    runs = rhythm.next_runs(Rhythm(every=timedelta(seconds=20)), after=TUESDAY, zone=ZONE, count=2)

    assert [at - TUESDAY for at in runs] == [timedelta(seconds=20), timedelta(seconds=40)]


def test_a_day_that_never_comes_has_no_next_run() -> None:
    assert rhythm.next_runs(Rhythm(cron="0 0 31 feb *"), after=TUESDAY, zone=ZONE) == []


@pytest.mark.parametrize(
    ("every", "typed", "said"),
    [
        (timedelta(seconds=20), ("20", "seconds"), "every 20 s"),
        (timedelta(seconds=90), ("90", "seconds"), "every 1 min 30 s"),
        (timedelta(minutes=3), ("3", "minutes"), "every 3 min"),
        (timedelta(hours=2), ("2", "hours"), "every 2 h"),
    ],
)
def test_an_interval_is_shown_as_it_was_typed(every: timedelta, typed: tuple[str, str], said: str) -> None:
    assert rhythm.typed(Rhythm(every=every)) == typed
    assert rhythm.words(rhythm.parsed("every", *typed, "")) == said


def test_hours_come_back_from_the_form_as_they_went_in() -> None:
    lunch = (
        OpeningHours(0, time(8), time(12)),
        OpeningHours(0, time(13), time(18)),
        OpeningHours(5, time(9), time(12)),
    )
    schedule = Schedule(opening=lunch, quiet=(time(20), time(6)))

    assert hours.read(hours.form(schedule)) == (lunch, (time(20), time(6)))


@pytest.mark.parametrize(
    ("edge", "text", "says"),
    [
        ("closes", "07:00", "Monday: closing time must come after opening time."),
        ("opens", "8 o'clock", "Monday: “8 o'clock” is no time. Write it like 08:30."),
        ("opens", "24:00", "Monday: “24:00” is no time. Write it like 08:30."),
    ],
)
def test_hours_that_make_no_sense_are_refused_in_words(edge: str, text: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        hours.read(hours.changed(hours.form(Schedule()), 0, **{edge: text}))
    assert str(refusal.value) == says


def test_quiet_hours_over_midnight_are_two_blocks_of_the_line() -> None:
    line = hours.week(Schedule(quiet=(time(18), time(6))), TUESDAY, ZONE).lines[1]

    assert [(block.left, block.width) for block in line.quiet] == [("0.00%", "25.00%"), ("75.00%", "25.00%")]
    assert (line.is_today, line.words) == (True, "Tuesday: open 08:00–18:00")
