"""Notices that a directory holds more than before. Cheap enough to be done twice a second, and it works on network drives too."""

import time
from collections.abc import Callable, Set
from dataclasses import dataclass

_EVERY = 0.5


@dataclass
class Glance:
    """Remembers what lay there when it was last asked."""

    _known: Set[str] | None = None

    def sees_more(self, timeout_s: float, look: Callable[[], Set[str]]) -> bool:
        """True as soon as there is something that was not there before, or when there is nothing to compare with yet."""
        until = time.monotonic() + timeout_s
        while True:
            was, self._known = self._known, look()
            if was is None or self._known - was:
                return True
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(left, _EVERY))
