"""Several things at the same time where each has a thread of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor


def in_threads(acts: Sequence[Callable[[], None]]) -> None:
    """Returns when all have ended, then raises the first of their errors."""
    with ThreadPoolExecutor(len(acts), thread_name_prefix="portal") as threads:
        done = [threads.submit(act) for act in acts]
    for one in done:
        one.result()
