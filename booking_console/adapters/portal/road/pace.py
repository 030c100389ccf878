"""Not asking the portal more often than it allows, however many ask it at the same time."""

import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import timedelta

from booking_console.adapters.portal.language.terms import Limits
from booking_console.services.pacing import Allowance, CommonPace


class Pace:
    """Waits before an action until the profile's limits allow it. Counts every request, also those a page makes by itself. One for
    all who drive the portal at the same time in this process. common: asked as well, for those in other processes."""

    def __init__(
        self,
        limits: Limits,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        common: CommonPace | None = None,
    ) -> None:
        self._limits, self._clock, self._sleep = limits, clock, sleep
        has_limits = limits.gap_seconds > 0 or limits.requests is not None
        self._common = common if has_limits else None
        self._besides = 0  # requests that nobody waited for, not told to the others yet
        self._asked: deque[float] = deque()
        # Allowed, but not seen on the wire yet: somebody else must not take the same place.
        self._promised: deque[float] = deque()
        self._last_action: float | None = None
        self._lock = threading.Lock()

    @property
    def longest(self) -> timedelta:
        """More than wait() ever waits."""
        limits = self._limits
        return limits.parallel * timedelta(seconds=limits.gap_seconds + (limits.per_seconds or 0))

    def note_request(self) -> None:
        if self._limits.requests is None:
            return  # nobody counts them, and they would be kept for ever
        with self._lock:
            if self._promised:
                self._promised.popleft()
            else:
                self._besides += 1
            self._asked.append(self._clock())

    def wait(self) -> None:
        """Before opening a page or sending something."""
        while (pause := self._taken_or_pause()) > 0:
            self._sleep(pause)

    def _taken_or_pause(self) -> float:
        """0 when the next action is ours; else how long to wait before asking again, for somebody may have been first."""
        with self._lock:
            pause = max(self._gap(), self._room_in_period())
            if pause <= 0 and self._common is not None:
                besides, self._besides = self._besides, 0
                pause = self._common(self._allowance, besides)
            if pause <= 0:
                self._last_action = self._clock()
                if self._limits.requests is not None:
                    self._promised.append(self._last_action)
            return pause

    @property
    def _allowance(self) -> Allowance:
        limits = self._limits
        return Allowance(limits.gap_seconds, limits.requests, limits.per_seconds)

    def _gap(self) -> float:
        if self._last_action is None:
            return 0
        return self._last_action + self._limits.gap_seconds - self._clock()

    def _room_in_period(self) -> float:
        most, period = self._limits.requests, self._limits.per_seconds
        if most is None or period is None:
            return 0
        for moments in (self._asked, self._promised):
            while moments and moments[0] <= self._clock() - period:
                moments.popleft()
        counted = sorted([*self._asked, *self._promised])
        return 0 if len(counted) < most else counted[-most] + period - self._clock()
