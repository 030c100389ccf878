"""When the worker works. Kept in the database, changed from the console, read again every few seconds."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class JobName(StrEnum):
    """The jobs of the worker, in the order of a mail's journey."""

    POLL = "poll"
    BOOK = "book"
    RECONCILE = "reconcile"
    DELIVER = "deliver"
    CHECK = "check"  # look at the portal: health, and what others booked
    COMPARE = "compare"  # our bookings beside the portal's entries


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Either an interval or a cron expression (five fields, practice zone); exactly one is set."""

    every: timedelta | None = None
    cron: str | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.cron is None):
            raise ValueError("a rhythm is either an interval or a cron expression")
        if self.every is not None and self.every < timedelta(seconds=1):
            raise ValueError("an interval is at least one second")


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Hours of one weekday (0 Monday .. 6 Sunday) in the practice's zone."""

    weekday: int
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError("closing time must come after opening time")


DEFAULT_RHYTHMS = {
    JobName.POLL: Rhythm(every=timedelta(seconds=20)),
    JobName.BOOK: Rhythm(every=timedelta(seconds=2)),
    JobName.RECONCILE: Rhythm(every=timedelta(seconds=10)),
    JobName.DELIVER: Rhythm(every=timedelta(seconds=2)),
    JobName.CHECK: Rhythm(every=timedelta(minutes=3)),
    JobName.COMPARE: Rhythm(cron="0 19 * * *"),
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """version grows with every change. paused: no job runs until a person goes on (mail waits in its mailbox).

    opening: when the practice is open (calendar, analytics); quiet: from-to in which nothing is booked and nobody is told;
    it may span midnight, None: never quiet.
    """

    rhythms: dict[JobName, Rhythm] = field(default_factory=lambda: dict(DEFAULT_RHYTHMS))
    opening: tuple[OpeningHours, ...] = tuple(OpeningHours(d, time(8), time(18)) for d in range(5))
    quiet: tuple[time, time] | None = None
    paused: bool = False
    version: int = 0

    def is_open(self, now: datetime, zone: ZoneInfo) -> bool:
        here = now.astimezone(zone)
        return any(o.weekday == here.weekday() and o.opens <= here.time() < o.closes for o in self.opening)

    def is_quiet(self, now: datetime, zone: ZoneInfo) -> bool:
        if self.quiet is None:
            return False
        clock = now.astimezone(zone).time()
        start, end = self.quiet
        return start <= clock < end if start < end else clock >= start or clock < end


@dataclass(frozen=True, slots=True)
class BookingSwitch:
    """The one switch that stops all booking. cause: plain words; expected/found when the portal changed; by: a person or the console."""

    is_on: bool = True
    since: datetime | None = None
    by: str = ""
    cause: str = ""
    expected: str = ""
    found: str = ""
    attempt_id: int | None = None

    @property
    def is_automatic(self) -> bool:
        """Stopped by the console itself because the portal changed or refused us: then the portal is left alone entirely."""
        return not self.is_on and bool(self.expected or self.found)
