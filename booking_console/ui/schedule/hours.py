"""Opening hours and quiet hours: as a week of lines, and as a form."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from booking_console.domain.errors import InvalidInput
from booking_console.domain.schedule import OpeningHours, Schedule
from booking_console.services.figures import DAYS
from booking_console.ui.components.room_strip import Block, Hour

_MINUTES = 24 * 60
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
USUAL = ("08:00", "18:00")
USUAL_QUIET = ("20:00", "06:00")


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One weekday as a line of 24 hours. words: the same for readers."""

    day: str
    is_today: bool
    open: tuple[Block, ...]
    quiet: tuple[Block, ...]
    now: str
    words: str


@dataclass(frozen=True, slots=True)
class Week:
    lines: tuple[WeekLine, ...] = ()
    hours: tuple[Hour, ...] = ()
    says: str = ""
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line of the form: a weekday and from when to when. number: its place in the form."""

    number: int
    weekday: int
    day: str
    is_open: bool
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Form:
    stretches: tuple[Stretch, ...] = ()
    has_quiet: bool = False
    quiet_from: str = USUAL_QUIET[0]
    quiet_to: str = USUAL_QUIET[1]


def week(schedule: Schedule, now: datetime, zone: ZoneInfo) -> Week:
    local = now.astimezone(zone)
    total = sum((_span(one.opens, one.closes) for one in schedule.opening), timedelta())
    return Week(
        lines=tuple(_line(n, schedule, local) for n in range(7)),
        hours=tuple(Hour(f"{hour / 24 * 100:.2f}%", f"{hour:02}") for hour in (0, 6, 12, 18, 24)),
        says=f"{_number(total)} hours a week, {_place(zone)} time",
        quiet=_quiet_words(schedule),
    )


def form(schedule: Schedule) -> Form:
    """A line for every stretch, and one for each weekday that has none."""
    stretches = [stretch for day in range(7) for stretch in _stretches(schedule, day)]
    numbered = tuple(replace(one, number=n) for n, one in enumerate(stretches))
    if schedule.quiet is None:
        return Form(numbered)
    start, end = schedule.quiet
    return Form(numbered, has_quiet=True, quiet_from=f"{start:%H:%M}", quiet_to=f"{end:%H:%M}")


def changed(shown: Form, number: int, **words: str | bool) -> Form:
    """words: is_open, opens, closes of that line."""
    lines = [replace(one, **words) if one.number == number else one for one in shown.stretches]
    return replace(shown, stretches=tuple(lines))


def read(shown: Form) -> tuple[tuple[OpeningHours, ...], tuple[time, time] | None]:
    """Raises InvalidInput in plain words."""
    opening = tuple(_opening(one) for one in shown.stretches if one.is_open)
    for before, after in pairwise(opening):
        if before.weekday == after.weekday and after.opens < before.closes:
            raise InvalidInput(f"{DAYS[after.weekday]}: the two stretches overlap.")
    if not shown.has_quiet:
        return opening, None
    quiet = _clock(shown.quiet_from, "Quiet hours"), _clock(shown.quiet_to, "Quiet hours")
    if quiet[0] == quiet[1]:
        raise InvalidInput("Quiet hours need a beginning and an end that differ.")
    return opening, quiet


def _stretches(schedule: Schedule, day: int) -> list[Stretch]:
    opening = [one for one in schedule.opening if one.weekday == day]
    closed = [Stretch(0, day, DAYS[day], is_open=False, opens=USUAL[0], closes=USUAL[1])]
    return [_stretch(one) for one in opening] or closed


def _stretch(one: OpeningHours) -> Stretch:
    opens, closes = _shown(one)
    return Stretch(0, one.weekday, DAYS[one.weekday], is_open=True, opens=opens, closes=closes)


def _opening(one: Stretch) -> OpeningHours:
    opens, closes = _clock(one.opens, one.day), _clock(one.closes, one.day)
    if closes <= opens:
        raise InvalidInput(f"{one.day}: closing time must come after opening time.")
    return OpeningHours(one.weekday, opens, closes)


def _clock(text: str, where: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise InvalidInput(f"{where}: “{text}” is no time. Write it like 08:30.")
    return time(int(found[1]), int(found[2]))


def _line(weekday: int, schedule: Schedule, local: datetime) -> WeekLine:
    opening = [one for one in schedule.opening if one.weekday == weekday]
    is_today = local.weekday() == weekday
    now = f"{(local.hour * 60 + local.minute) / _MINUTES * 100:.2f}%" if is_today else ""
    said = " and ".join("–".join(_shown(one)) for one in opening)
    return WeekLine(
        day=DAYS[weekday][:3],
        is_today=is_today,
        open=tuple(_block(one.opens, one.closes, "ours") for one in opening),
        quiet=_quiet_blocks(schedule.quiet),
        now=now,
        words=f"{DAYS[weekday]}: {'open ' + said if said else 'closed'}",
    )


def _quiet_blocks(quiet: tuple[time, time] | None) -> tuple[Block, ...]:
    if quiet is None:
        return ()
    start, end = quiet
    if start < end:
        return (_block(start, end, "closed"),)
    return (_block(time(), end, "closed"), _block(start, None, "closed"))


def _block(start: time, end: time | None, kind: str) -> Block:
    """end None: midnight."""
    left = _minute(start)
    right = _MINUTES if end is None else _minute(end)
    return Block(f"{left / _MINUTES * 100:.2f}%", f"{(right - left) / _MINUTES * 100:.2f}%", kind)


def _quiet_words(schedule: Schedule) -> str:
    if schedule.quiet is None:
        return "No quiet hours: rooms are booked day and night"
    return f"Quiet {schedule.quiet[0]:%H:%M}–{schedule.quiet[1]:%H:%M}: mail is kept, nothing is booked, nobody is told"


def _shown(one: OpeningHours) -> tuple[str, str]:
    return f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _span(start: time, end: time) -> timedelta:
    return timedelta(minutes=_minute(end) - _minute(start))


def _number(total: timedelta) -> str:
    return f"{total / timedelta(hours=1):g}"


def _place(zone: ZoneInfo) -> str:
    return str(zone).rpartition("/")[2].replace("_", " ")
