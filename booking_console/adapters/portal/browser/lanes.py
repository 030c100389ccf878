"""Several things at the same time on the one thread that owns the browser.

Playwright's plain calls wait by switching to the greenlet that runs its event loop (the hub), and are resumed by it. So whoever runs in
a greenlet of its own lets the others go on while it waits for the browser. Nothing here runs in parallel: between two calls to the
browser a lane has the thread for itself.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import greenlet
from playwright.sync_api import TimeoutError as PlaywrightTimeout

_FIRST_STEP = 0.002  # seconds
_AGAIN = 0.25  # seconds after which what has swallowed the end of its time is told once more


class Lanes:
    """Of one started Playwright, on its thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()  # Playwright leaves its own marked as running
        self._hub: greenlet.greenlet | None = None
        self._loop.call_soon(self._find_hub)

    def _find_hub(self) -> None:
        self._hub = greenlet.getcurrent()

    @property
    def are_dead(self) -> bool:
        """Playwright has ended: nothing waits any more, every call of it fails at once."""
        return self._hub is None or self._hub.dead

    def run(self, acts: Sequence[Callable[[], None]]) -> None:
        """Returns when all have ended; then raises the first of their errors. May be called from within a lane."""
        lanes = [Lane(act) for act in acts]
        waiter = greenlet.getcurrent()
        for lane in lanes:
            lane.on_end = partial(self._loop.call_soon, waiter.switch)
            self._loop.call_soon(lane.begin)
        while any(lane.is_open for lane in lanes):
            if not self._switch():
                for lane in lanes:
                    lane.go_on_alone()
        for lane in lanes:
            if lane.error is not None:
                raise lane.error

    def begin(self, act: Callable[[], None]) -> "Lane":
        """Do it while we wait for other things; its error is kept for whoever asks. Its first question to the browser is asked at once:
        nobody may wait for anything for a while."""
        lane = Lane(act)
        self._loop.call_soon(lane.begin)
        self.sleep(_FIRST_STEP)
        return lane

    def wait_for(self, lane: "Lane") -> None:
        """Until it has ended, however it ended."""
        lane.on_end = partial(self._loop.call_soon, greenlet.getcurrent().switch)
        while lane.is_open:
            if not self._switch():
                lane.go_on_alone()

    def sleep(self, seconds: float) -> None:
        """The others go on meanwhile."""
        until = time.monotonic() + seconds
        timer = None if self.are_dead else self._loop.call_later(seconds, greenlet.getcurrent().switch)
        while (rest := until - time.monotonic()) > 0:
            if not self._switch():
                time.sleep(rest)
        if timer is not None:
            timer.cancel()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Not every question to a browser has a time limit of its own; inside all of them together have this one. Whatever waits
        then gets Playwright's error for it, and so does what is asked after it."""
        if self.are_dead:
            yield
            return
        end = _End(self._loop, greenlet.getcurrent())
        end.come_in(max(seconds, 0.001))
        try:
            yield
        finally:
            end.timer.cancel()

    def _switch(self) -> bool:
        """Let others run until somebody wakes us; False when there is nobody any more who could."""
        if self._hub is None or self._hub.dead:
            return False
        self._hub.switch()
        return True


class Lane:
    """Something that is done in a greenlet of its own. error: of what it did, once it has ended."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._greenlet: greenlet.greenlet | None = None
        self.on_end: Callable[[], object] = lambda: None
        self.is_open = True
        self.error: BaseException | None = None

    @property
    def is_ours(self) -> bool:
        """Whether it is this very lane that asks."""
        return self._greenlet is greenlet.getcurrent()

    def begin(self) -> None:
        """On the hub, which becomes the parent: there it goes on when the lane has ended."""
        self._greenlet = greenlet.greenlet(self._run)
        self._greenlet.switch()

    def _run(self) -> None:
        try:
            self._act()
        except BaseException as error:  # noqa: BLE001 - raised again, or heeded, by whoever waits for the lane
            self.error = error
        finally:
            self.is_open = False
            self.on_end()

    def go_on_alone(self) -> None:
        """The hub has died. What has not begun never will; what waits is told so by Playwright."""
        if self._greenlet is None:
            self.is_open = False
        elif self.is_open:
            self._greenlet.switch()


class _End:
    """Tells a greenlet that its time is over, and again, until the timer is cancelled."""

    def __init__(self, loop: asyncio.AbstractEventLoop, whose: greenlet.greenlet) -> None:
        self._loop, self._whose = loop, whose

    def come_in(self, seconds: float) -> None:
        self.timer = self._loop.call_later(seconds, self._come)

    def _come(self) -> None:
        self.come_in(_AGAIN)
        self._whose.throw(PlaywrightTimeout("the time for looking at the page is over"))
