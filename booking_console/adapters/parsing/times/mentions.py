"""A date as a mail mentions it, and the calendar that it is read by."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DateOrder = Literal["DMY", "MDY"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """day is None when it is not one certain day; readings are then the days it may mean."""

    start: int
    end: int
    text: str
    day: date | None
    readings: tuple[date, ...] = ()
    doubt: str = ""
    has_year: bool = True
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """How this practice reads dates, and the day on which the mail was written."""

    order: DateOrder
    today: date
    sent: datetime | None = None


def day_of(year: int, month: int, day: int) -> date | None:
    """None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
