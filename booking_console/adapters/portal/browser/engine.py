"""One browser process for any number of contexts, started at the first page that is needed and again when it has died."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta

from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.browser.lanes import Lane, Lanes
from booking_console.adapters.portal.browser.watchdog import Watchdog
from booking_console.adapters.portal.road.selectors import register_selectors
from booking_console.adapters.portal.road.turns import Turn
from booking_console.domain.errors import Unavailable


class Engine:
    """launch: starts the browser. kill: ends its processes, from another thread, when it does not end by itself within `patience`. All
    methods are called from one thread."""

    def __init__(
        self, launch: Callable[[Playwright], Browser], *, kill: Callable[[], object], patience: timedelta
    ) -> None:
        self._launch, self._kill, self._patience = launch, kill, patience
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._lanes: Lanes | None = None
        self._is_shared = False
        self._begun: list[Lane] = []
        self._starting = Turn(self.sleep)

    def browser(self) -> Browser:
        """Raises Unavailable when none can be started."""
        with self._starting.taken():
            if self._browser is None or not self._browser.is_connected():
                try:
                    self._browser = self._launch(self._started())
                except PlaywrightError:
                    self.give_up()
                    raise Unavailable("The browser for the portal could not be started.") from None
            return self._browser

    def _started(self) -> Playwright:
        if self._playwright is not None and self._lanes is not None and not self._lanes.are_dead:
            return self._playwright
        if self._is_shared or any(lane.is_ours for lane in self._open_lanes()):
            raise Unavailable("The browser for the portal died.")  # a new one is started when all have ended
        self.close()
        self._playwright = sync_playwright().start()
        self._lanes = Lanes()
        register_selectors(self._playwright)
        return self._playwright

    def at_once(self, acts: Sequence[Callable[[], None]]) -> None:
        """Do all of them at the same time; then raise the first of their errors. May be called by one of them, too."""
        self.browser()
        assert self._lanes is not None
        was_shared, self._is_shared = self._is_shared, True
        try:
            self._lanes.run(acts)
        finally:
            self._is_shared = was_shared

    def begin(self, act: Callable[[], None]) -> Lane:
        """Do it while we wait for other things. Raises Unavailable when there is no browser for it."""
        self.browser()
        assert self._lanes is not None
        lane = self._lanes.begin(act)
        self._begun = [*self._open_lanes(), lane]
        return lane

    def wait_for(self, lane: Lane) -> None:
        """Until it has ended, however it ended."""
        if lane.is_open and self._lanes is not None:
            self._lanes.wait_for(lane)

    def _open_lanes(self) -> list[Lane]:
        return [lane for lane in self._begun if lane.is_open]

    def sleep(self, seconds: float) -> None:
        """What else is done in this browser goes on meanwhile."""
        if self._lanes is None:
            time.sleep(seconds)
        else:
            self._lanes.sleep(seconds)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """All questions to the browser in it together take no longer, or fail with Playwright's error for it."""
        if self._lanes is None:
            yield
            return
        with self._lanes.within(seconds):
            yield

    def give_up(self) -> None:
        """The browser answers no more: whoever needs one gets another. While it is shared, Playwright itself stays."""
        if not self._is_shared and not self._open_lanes():
            self.close()
        elif self._browser is not None:
            browser, self._browser = self._browser, None
            self._end([browser.close])

    def close(self) -> None:
        """Does no harm when nothing is open."""
        closers: list[Callable[[], None]] = []
        if self._browser is not None:
            closers.append(self._browser.close)
        if self._playwright is not None:
            closers.append(self._playwright.stop)
        self._playwright = self._browser = self._lanes = None
        self._end(closers)
        for lane in self._open_lanes():
            lane.go_on_alone()  # what it waits for will never come: it is told so

    def _end(self, closers: Sequence[Callable[[], None]]) -> None:
        """In order; a browser that does not end by itself is ended."""
        if not closers:
            return
        guard = Watchdog(self._kill, patience=self._patience)
        guard.start()
        try:
            for closer in closers:
                with suppress(PlaywrightError):  # it had died before
                    closer()
        finally:
            guard.stop()
