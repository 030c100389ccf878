"""How long a silence must be before it is more than chance."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.habit import unusual_silence

ZONE = ZoneInfo("Europe/London")
TUESDAY = datetime(2027, 3, 2, tzinfo=ZONE)


def a_day(day: datetime, *, every_minutes: int = 20) -> list[datetime]:
    """From eight to six, by the clocks on the wall."""
    return [day.replace(hour=8) + timedelta(minutes=m) for m in range(0, 600, every_minutes)]


def past(weeks: int = 8, *, every_minutes: int = 20) -> list[datetime]:
    days = [TUESDAY - timedelta(days=n) for n in range(1, 7 * weeks + 1)]
    return [at for day in days if day.weekday() < 5 for at in a_day(day, every_minutes=every_minutes)]


def today(until: int) -> list[datetime]:
    return [at for at in a_day(TUESDAY) if at.hour < until]


def test_three_hours_without_a_mail_where_ten_usually_come_are_unusual() -> None:
    habit = unusual_silence(past() + today(9), TUESDAY.replace(hour=12), ZONE)
    assert habit is not None
    assert (habit.since.hour, habit.since.minute, habit.weeks) == (8, 40, 8)
    assert (habit.fewest, habit.most) == (10, 10)


def test_an_hour_without_a_mail_is_nothing() -> None:
    assert unusual_silence(past() + today(9), TUESDAY.replace(hour=10), ZONE) is None


def test_a_night_and_a_morning_without_the_first_mail_are_nothing() -> None:
    assert unusual_silence(past(), TUESDAY.replace(hour=9), ZONE) is None


def test_a_weekend_is_nothing_although_it_is_long() -> None:
    friday = TUESDAY + timedelta(days=3)
    week = [at for n in range(4) for at in a_day(TUESDAY + timedelta(days=n))]
    assert unusual_silence(past() + week, friday + timedelta(days=2, hours=23), ZONE) is None


def test_the_day_after_a_silent_day_is_still_unusual() -> None:
    assert unusual_silence(past(), TUESDAY + timedelta(days=1, hours=9), ZONE) is not None


def test_a_practice_with_few_mails_waits_longer() -> None:
    few = past(every_minutes=240)
    assert unusual_silence(few, TUESDAY.replace(hour=18), ZONE) is None
    assert unusual_silence(few, TUESDAY + timedelta(days=2, hours=18), ZONE) is not None


def test_a_holiday_among_the_past_weeks_says_nothing_about_the_others() -> None:
    holiday = (TUESDAY - timedelta(weeks=3)).date()
    known = [at for at in past() if at.date() != holiday]
    habit = unusual_silence(known + today(9), TUESDAY.replace(hour=12), ZONE)
    assert habit is not None
    assert habit.weeks == 7


def test_three_weeks_are_too_few_to_know_a_habit() -> None:
    assert unusual_silence(past(weeks=3) + today(9), TUESDAY.replace(hour=17), ZONE) is None


def test_a_change_of_the_clocks_moves_nothing() -> None:
    monday = datetime(2027, 3, 29, tzinfo=ZONE)  # the clocks went forward the day before
    known = [at for n in range(1, 9) for at in a_day(monday - timedelta(weeks=n))]
    first = [monday.replace(hour=8)]
    assert unusual_silence(known + first, monday.replace(hour=10, minute=30), ZONE) is None
    habit = unusual_silence([at.astimezone(UTC) for at in known + first], monday.replace(hour=11), ZONE)
    assert habit is not None
    assert habit.since == monday.replace(hour=8)


def test_nothing_known_is_nothing_unusual() -> None:
    assert unusual_silence([], TUESDAY, ZONE) is None
