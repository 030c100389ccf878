"""Not asking the portal more often than it allows."""

import time
from collections import deque
from collections.abc import Callable
from datetime import timedelta

from booking_console.adapters.portal.profile import Limits


class Pace:
    """Waits before an action until the profile's limits allow it. Counts every request, also those a page makes by itself."""

    def __init__(
        self,
        limits: Limits,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits, self._clock, self._sleep = limits, clock, sleep
        self._asked: deque[float] = deque()
        self._last_action: float | None = None

    @property
    def longest(self) -> timedelta:
        """More than wait() ever waits."""
        return timedelta(seconds=self._limits.gap_seconds + (self._limits.per_seconds or 0))

    def note_request(self) -> None:
        self._asked.append(self._clock())

    def wait(self) -> None:
        """Before opening a page or sending something."""
        pause = max(self._gap(), self._room_in_period())
        if pause > 0:
            self._sleep(pause)
        self._last_action = self._clock()

    def _gap(self) -> float:
        if self._last_action is None:
            return 0
        return self._last_action + self._limits.gap_seconds - self._clock()

    def _room_in_period(self) -> float:
        most, period = self._limits.requests, self._limits.per_seconds
        if most is None or period is None:
            return 0
        while self._asked and self._asked[0] <= self._clock() - period:
            self._asked.popleft()
        return 0 if len(self._asked) < most else self._asked[-most] + period - self._clock()
