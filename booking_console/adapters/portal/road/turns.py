"""One after the other, among those who drive the portal at the same time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_A_MOMENT = 0.02  # seconds


class Turn:
    """Works between threads, and between several that share one thread: then sleep lets the others go on meanwhile."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._lock, self._sleep = threading.Lock(), sleep

    @contextmanager
    def taken(self, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """waiting: called again and again until it is ours."""
        while not self._lock.acquire(blocking=False):
            waiting()
            self._sleep(_A_MOMENT)
        try:
            yield
        finally:
            self._lock.release()
