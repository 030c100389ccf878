"""Times as the practice reads them: its zone, 24 hours, the relative beside the absolute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.slot import Slot

_SOON = timedelta(seconds=5)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)


def clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"


def clock_range(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """15:30–16:00"""
    return f"{clock(start, zone)}–{clock(end, zone)}"


def day(at: datetime, zone: ZoneInfo) -> str:
    """Tue 24 Nov"""
    return _short(at.astimezone(zone))


def full_day(at: datetime, zone: ZoneInfo) -> str:
    """Tue 24 Nov 2026"""
    return f"{day(at, zone)} {at.astimezone(zone):%Y}"


def near_day(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """today, tomorrow, or Tue 24 Nov"""
    away = (at.astimezone(zone).date() - now.astimezone(zone).date()).days
    return {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away, day(at, zone))


def day_and_near(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Tue 24 Nov, today"""
    plain, near = day(at, zone), near_day(at, now, zone)
    return plain if near == plain else f"{plain}, {near}"


def when(start: datetime | None, end: datetime | None, zone: ZoneInfo) -> str:
    """Tue 24 Nov, 15:30–16:00"""
    if start is None:
        return "no time yet"
    times = clock_range(start, end, zone) if end else clock(start, zone)
    return f"{day(start, zone)}, {times}"


def when_near(start: datetime | None, end: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """today 15:30–16:00"""
    if start is None:
        return "no time yet"
    times = clock_range(start, end, zone) if end else clock(start, zone)
    return f"{near_day(start, now, zone)} {times}"


def ago(at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """just now, 40 s ago, 3 min ago, 08:31, Mon 16:05, 2 Nov 16:05"""
    if at is None:
        return "never"
    past = now - at
    if past < _SOON:
        return "just now"
    if past < _MINUTE:
        return f"{past.seconds // 5 * 5} s ago"
    if past < _HOUR:
        return f"{past.seconds // 60} min ago"
    return stamp(at, now, zone)


def stamp(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """08:31 on the same day, else Mon 16:05, else 2 Nov 16:05"""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if timedelta() < today - local.date() < timedelta(days=7):
        return f"{local:%a %H:%M}"
    return f"{local.day} {local:%b %H:%M}"


def stamp_ahead(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """19:00 on the same day, else Mon 19:00"""
    local = at.astimezone(zone)
    return f"{local:%H:%M}" if local.date() == now.astimezone(zone).date() else f"{local:%a %H:%M}"


def ahead(at: datetime, now: datetime) -> str:
    """now, in 20 s, in 18 min, in 1 h 18 min, in 3 days"""
    left = at - now
    if left < timedelta(seconds=1):
        return "now"
    if left < _MINUTE:
        return f"in {left.seconds} s"
    if left < _HOUR:
        return f"in {left.seconds // 60} min"
    if left < timedelta(days=1):
        hours, minutes = divmod(left.seconds // 60, 60)
        return f"in {hours} h {minutes} min" if minutes else f"in {hours} h"
    return "in 1 day" if left.days == 1 else f"in {left.days} days"


def day_of(at: datetime, zone: ZoneInfo) -> Slot:
    """The practice's day that holds the instant."""
    return whole_days(at.astimezone(zone).date(), 1, zone)


def whole_days(first: date, days: int, zone: ZoneInfo) -> Slot:
    start = datetime.combine(first, time(), zone)
    end = datetime.combine(first + timedelta(days=days), time(), zone)
    return Slot(start.astimezone(UTC), end.astimezone(UTC))


def _short(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b}"
