"""Which days the figures are of. It lives in the address: ?month=2026-10, or ?from=2026-10-01&to=2026-10-15; else this month."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.slot import Slot
from booking_console.ui import practice_time

LONGEST_DAYS = 366
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_month(self) -> bool:
        return self == month_of(self.first)

    def slot(self, zone: ZoneInfo) -> Slot:
        return practice_time.whole_days(self.first, self.days, zone)

    def before(self) -> "Period":
        """The month before a month, else as many days as this one has."""
        if self.is_month:
            return month_of(self.first - _ONE_DAY)
        return Period(self.first - _ONE_DAY * self.days, self.first - _ONE_DAY)

    def after(self) -> "Period":
        if self.is_month:
            return month_of(self.last + _ONE_DAY)
        return Period(self.last + _ONE_DAY, self.last + _ONE_DAY * self.days)

    @property
    def query(self) -> str:
        if self.is_month:
            return f"month={self.first:%Y-%m}"
        return f"from={self.first.isoformat()}&to={self.last.isoformat()}"

    @property
    def words(self) -> str:
        """October 2026, 1–15 Oct 2026, 28 Sep–4 Oct 2026"""
        if self.is_month:
            return f"{self.first:%B %Y}"
        if self.first == self.last:
            return f"{self.last.day} {self.last:%b %Y}"
        start = f"{self.first.day}" if self._in_one_month() else f"{self.first.day} {self.first:%b}"
        return f"{start}–{self.last.day} {self.last:%b %Y}"

    @property
    def short(self) -> str:
        """Sep 2026, 1–15 Oct 2026"""
        return f"{self.first:%b %Y}" if self.is_month else self.words

    @property
    def name(self) -> str:
        """For file names."""
        return f"{self.first:%Y-%m}" if self.is_month else f"{self.first.isoformat()}-to-{self.last.isoformat()}"

    def _in_one_month(self) -> bool:
        return (self.first.year, self.first.month) == (self.last.year, self.last.month)


def month_of(day: date) -> Period:
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def read(address: Mapping[str, str], today: date) -> Period:
    """What cannot be read is this month; a period that is too long is cut at its beginning."""
    month = _day(f"{address.get('month', '')}-01")
    if month is not None:
        return month_of(month)
    first, last = _day(address.get("from", "")), _day(address.get("to", ""))
    if first is None or last is None or last < first:
        return month_of(today)
    return Period(max(first, last - _ONE_DAY * (LONGEST_DAYS - 1)), last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
