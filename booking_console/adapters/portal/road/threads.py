"""Several things at the same time where each has a thread of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait


class Threads:
    """Kept from one time to the next: what new threads leave behind in memory adds up. No work may wait for other work of the same ones."""

    def __init__(self, most: int) -> None:
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="portal")

    def at_once(self, acts: Sequence[Callable[[], None]]) -> None:
        """Returns when all have ended, then raises the first of their errors."""
        done = [self._pool.submit(act) for act in acts]
        wait(done)
        for one in done:
            one.result()

    def close(self) -> None:
        self._pool.shutdown()
