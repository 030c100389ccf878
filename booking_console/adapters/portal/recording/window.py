"""A browser that a person uses while we listen."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from playwright.sync_api import BrowserContext
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.domain.errors import Unavailable

_PULSE = 200  # ms


class OpenWindow:
    """context: of the browser. Everything that Playwright tells comes while we wait in here."""

    def __init__(self, browser: KeptBrowser, url: str, prepare: Callable[[BrowserContext], None]) -> None:
        self._closed = False
        self.context = browser.context()
        self.context.on("close", lambda _context: self._close())
        prepare(self.context)
        page = browser.page()
        try:
            page.goto(url, wait_until="domcontentloaded")
        except PlaywrightError:
            raise Unavailable("The portal did not answer.") from None

    def _close(self) -> None:
        self._closed = True

    @property
    def is_open(self) -> bool:
        """False also once the person has closed the last of its pages."""
        return not self._closed and bool(self.context.pages)

    def wait(self, until: Callable[[], bool]) -> bool:
        """False when the person closed the browser first."""
        while self.is_open:
            if until():
                return True
            self.pulse()
        return False

    def pulse(self) -> None:
        """A moment in which the browser's news come in."""
        try:
            self.context.wait_for_event("close", timeout=_PULSE)
        except PlaywrightTimeout:
            return
        except PlaywrightError:
            self._closed = True
        else:
            self._closed = True

    def rest(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self.is_open and time.monotonic() < deadline:
            self.pulse()


@contextmanager
def interruptible() -> Iterator[threading.Event]:
    """Set by Ctrl-C, instead of breaking off in the middle: what was recorded so far is kept."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)
