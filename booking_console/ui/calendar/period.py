"""Which days the calendar shows: from its address, and the words and addresses around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from booking_console.domain.slot import Slot
from booking_console.ui import practice_time


class View(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Period:
    view: View
    day: date

    @property
    def first(self) -> date:
        """A month begins with the Monday of its first week."""
        if self.view is View.DAY:
            return self.day
        start = self.day.replace(day=1) if self.view is View.MONTH else self.day
        return start - timedelta(days=start.weekday())

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(self._count)]

    @property
    def own_days(self) -> list[date]:
        """Without the days of other months that fill a month's first and last week."""
        return [day for day in self.days if self.view is not View.MONTH or day.month == self.day.month]

    @property
    def _count(self) -> int:
        if self.view is View.MONTH:
            last = next_month(self.day) - timedelta(days=1)
            return (last - self.first).days // 7 * 7 + 7
        return 1 if self.view is View.DAY else 7

    def slot(self, zone: ZoneInfo) -> Slot:
        return practice_time.whole_days(self.first, self._count, zone)

    def turned(self, by: int) -> "Period":
        if self.view is View.MONTH:
            other = next_month(self.day) if by > 0 else self.day.replace(day=1) - timedelta(days=1)
            return Period(self.view, other.replace(day=1))
        return Period(self.view, self.day + timedelta(days=by * (1 if self.view is View.DAY else 7)))

    @property
    def href(self) -> str:
        return f"/calendar?{urlencode({'view': self.view.value, 'day': self.day.isoformat()})}"

    @property
    def title(self) -> str:
        """Tuesday 24 November, 23–29 November, November 2026"""
        if self.view is View.DAY:
            return f"{self.day:%A} {self.day.day} {self.day:%B}"
        if self.view is View.MONTH:
            return f"{self.day:%B %Y}"
        first, last = self.days[0], self.days[-1]
        start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
        return f"{start}–{last.day} {last:%B}"


def read(query: Mapping[str, str], today: date) -> Period:
    """What cannot be understood is today."""
    view = query.get("view", "")
    try:
        day = date.fromisoformat(query.get("day", ""))
    except ValueError:
        day = today
    return Period(View(view) if view in set(View) else View.DAY, day)


def next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
