"""A page whose script never ends answers nothing, and not every question to a browser has a time limit. The watchdog ends the browser
itself: every question that still waits then fails, and the next call of the portal starts a new one."""

import secrets
import threading
from collections.abc import Callable
from datetime import timedelta

import psutil
import structlog

log = structlog.get_logger()


class Mark:
    """An argument by which our browser's processes are told from everybody else's; browsers ignore switches that they do not know."""

    def __init__(self) -> None:
        self.argument = f"--booking-console-{secrets.token_hex(8)}"

    def end_processes(self) -> int:
        """Kill what carries the mark among our children; how many. May be called from any thread."""
        ended = 0
        for process in psutil.Process().children(recursive=True):
            try:
                if self.argument in process.cmdline():
                    process.kill()
                    ended += 1
            except psutil.Error:
                continue  # it has ended by itself
        return ended


class Watchdog:
    """Watches from start() to stop(). bite is called from a thread of its own after `patience` without a sign of life, and again only when
    there has been one since."""

    def __init__(self, bite: Callable[[], object], *, patience: timedelta) -> None:
        self._bite, self._patience = bite, patience.total_seconds()
        self._signs = threading.Semaphore(0)
        self._is_over = False

    def start(self) -> None:
        threading.Thread(target=self._watch, name="portal watchdog", daemon=True).start()

    def alive(self) -> None:
        self._signs.release()

    def stop(self) -> None:
        self._is_over = True
        self._signs.release()

    def _watch(self) -> None:
        while not self._is_over:
            if self._signs.acquire(timeout=self._patience):
                continue
            log.warning("portal_page_hangs", seconds=self._patience)
            self._bite()
            self._signs.acquire()
