"""Opening hours on a grid of quarter hours, counted in seconds since midnight of the portal's own zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SLOT = 15 * 60
OPENS = 7 * 3600
CLOSES = 20 * 3600
HORIZON = timedelta(days=400)


def starts() -> range:
    return range(OPENS, CLOSES, SLOT)


def ends_after(start: int) -> range:
    return range(max(start, OPENS) + SLOT, CLOSES + SLOT, SLOT)


def moment(day: date, seconds: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(seconds // 3600, seconds // 60 % 60), zone)


def since_midnight(when: datetime, zone: ZoneInfo) -> int:
    wall = when.astimezone(zone)
    return wall.hour * 3600 + wall.minute * 60 + wall.second


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"


def seconds_of(text: str) -> int | None:
    """Read `09:30` or `34200`; None for anything that is no time of day."""
    try:
        if ":" in text:
            wall = time.fromisoformat(text.strip())
            return wall.hour * 3600 + wall.minute * 60
        seconds = int(text)
    except ValueError:
        return None
    return seconds if 0 <= seconds <= CLOSES else None


def iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def typed_day(text: str) -> date | None:
    """Read a date as people type it here: day/month/year."""
    parts = text.strip().split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def day_in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
