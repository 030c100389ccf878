"""How often the portal may be asked, and how often it was: by all workers of one database together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Asked:
    """Seconds since 1970. last: the last action, None: there was none; moments: the requests that still count, the oldest first."""

    last: float | None = None
    moments: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Allowance:
    """gap: seconds between two actions. requests: at most so many in so many seconds; None: without limit."""

    gap: float = 0.0
    requests: int | None = None
    per_seconds: float | None = None

    def counted(self, moments: Sequence[float], now: float) -> tuple[float, ...]:
        """Those that count at this moment. One that lies ahead, of a clock that goes wrong, counts as now."""
        period = self.per_seconds or 0.0
        return tuple(sorted(min(moment, now) for moment in moments if moment > now - period))

    def pause(self, asked: Asked, now: float) -> float:
        """Seconds until the next action; 0: now."""
        gap = asked.last + self.gap - now if asked.last is not None else 0.0
        counted = self.counted(asked.moments, now)
        if self.requests is None or self.per_seconds is None or len(counted) < self.requests:
            return max(gap, 0.0)
        return max(gap, counted[-self.requests] + self.per_seconds - now, 0.0)


class PaceRecords(Protocol):
    def take(self, allowance: Allowance, *, now: float, besides: int) -> float:
        """0: the next action is ours, and counts from now on; else how many seconds to wait before asking again. now: seconds since 1970.
        besides: requests that pages have made by themselves since the last time."""
        ...


#: An allowance and the requests besides; how long to wait.
CommonPace = Callable[[Allowance, int], float]
