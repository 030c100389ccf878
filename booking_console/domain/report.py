"""The monthly report: which months are due, and who gets it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from booking_console.domain.slot import Slot

#: On the first of the month, when people are up: the figures of the last evening are settled by then.
SENT_FROM = time(7)
#: A console that rested for longer sends the newest ones only.
MOST_AT_ONCE = 12
_NAME = re.compile(r"(2\d{3})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def named(cls, name: str) -> Self | None:
        """From "2026-10"; None for anything else."""
        found = _NAME.fullmatch(name)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def name(self) -> str:
        """2026-10"""
        return f"{self.year:04}-{self.month:02}"

    @property
    def words(self) -> str:
        """October 2026"""
        return f"{date(self.year, self.month, 1):%B %Y}"

    def before(self) -> "Month":
        return Month(self.year - (self.month == 1), (self.month - 2) % 12 + 1)

    def after(self) -> "Month":
        return Month(self.year + (self.month == 12), self.month % 12 + 1)

    def slot(self, zone: ZoneInfo) -> Slot:
        """From the first midnight to the last, as the clocks of the practice go."""
        first, next_ = (datetime(m.year, m.month, 1, tzinfo=zone).astimezone(UTC) for m in (self, self.after()))
        return Slot(first, next_)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlan:
    """done_through: the last month that was sent or was over when it was switched on; None: never switched on.

    version grows with every change by a person.
    """

    is_on: bool = False
    recipients: tuple[str, ...] = ()
    done_through: Month | None = None
    version: int = 0

    def due(self, now: datetime, zone: ZoneInfo) -> Iterator[Month]:
        """The months that are over and were not sent, the oldest first."""
        if not self.is_on or not self.recipients or self.done_through is None:
            return
        last = latest_over(now, zone)
        months = [self.done_through.after()]
        while months[-1] < last:
            months.append(months[-1].after())
        yield from (month for month in months[-MOST_AT_ONCE:] if month <= last)


def latest_over(now: datetime, zone: ZoneInfo) -> Month:
    """The newest month whose report may be sent: on the first it is sent in the morning, not at midnight."""
    local = now.astimezone(zone)
    over = Month.of(local.date()).before()
    is_early = local.day == 1 and local.timetz().replace(tzinfo=None) < SENT_FROM
    return over.before() if is_early else over


def next_sending(now: datetime, zone: ZoneInfo) -> datetime:
    """When the report after the newest one is sent."""
    then = latest_over(now, zone).after().after()
    return datetime(then.year, then.month, 1, SENT_FROM.hour, tzinfo=zone)
