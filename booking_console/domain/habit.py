"""What usually comes at this hour of this weekday, and whether its absence is more than chance.

Confirmations are compared with the same stretch of the past weeks, as the practice's clocks go: hours and days on which the
practice is closed need no rule of their own, because nothing came then either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

#: How far back the habit is learned.
WEEKS = 8
_WEEK = timedelta(weeks=1)
_FEWEST_WEEKS = 4
#: Of arrivals that do not know of each other, eight are missed by chance about once in 3000 stretches.
_USUAL = 8
_NEVER_FEWER = 2


@dataclass(frozen=True, slots=True)
class Habit:
    """since: the last one, in the practice's zone. weeks: how many stretches were compared; fewest and most: what came in them."""

    since: datetime
    weeks: int
    fewest: int
    most: int


def unusual_silence(arrivals: Sequence[datetime], now: datetime, zone: ZoneInfo) -> Habit | None:
    """arrivals: of the past WEEKS + 1 weeks at least. None: nothing unusual, or too little is known."""
    known = sorted(_wall_clock(at, zone) for at in arrivals)
    if not known:
        return None
    until = _wall_clock(now, zone)
    start = max(known[-1], until - _WEEK)
    shifts = [week * _WEEK for week in range(1, WEEKS + 1) if (start - week * _WEEK).date() >= known[0].date()]
    counts = [_between(known, start - shift, until - shift) for shift in shifts if _worked(known, start, until, shift)]
    if len(counts) < _FEWEST_WEEKS or median(counts) < _USUAL or min(counts) < _NEVER_FEWER:
        return None
    return Habit(max(arrivals).astimezone(zone), len(counts), min(counts), max(counts))


def _wall_clock(at: datetime, zone: ZoneInfo) -> datetime:
    """Without its zone: a Tuesday at ten is a Tuesday at ten, in summer and in winter."""
    return at.astimezone(zone).replace(tzinfo=None)


def _between(known: Sequence[datetime], start: datetime, end: datetime) -> int:
    return sum(start < at <= end for at in known)


def _worked(known: Sequence[datetime], start: datetime, until: datetime, shift: timedelta) -> bool:
    """A day on which nothing came at all was no working day: it says nothing about the others."""
    first, last = (start - shift).date(), (until - shift).date()
    return any(first <= at.date() <= last for at in known)
