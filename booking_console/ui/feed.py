"""News for open tabs: one look at the database per process and moment, however many tabs wait for it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import reflex as rx
import structlog

from booking_console.bootstrap import console
from booking_console.ui import identity
from booking_console.ui.session import SessionState, token_of

LOOK_EVERY = 0.3
#: Relative times on the screen ("40 s ago") are made anew after this even when nothing happened.
QUIET_FOR = 5.0

log = structlog.get_logger()


class Feed:
    """Looks while somebody listens, and rests otherwise."""

    def __init__(self, latest_change: Callable[[], int]) -> None:
        self._latest_change = latest_change
        self._listeners: set[asyncio.Event] = set()
        self._looking: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def listen(self) -> AsyncIterator[asyncio.Event]:
        """A bell that rings after each change, and once at the start."""
        bell = asyncio.Event()
        bell.set()
        self._listeners.add(bell)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            yield bell
        finally:
            self._listeners.discard(bell)

    async def _look(self) -> None:
        seen = -1
        while self._listeners:
            number = await self._number(seen)
            if number != seen:
                seen = number
                for bell in self._listeners:
                    bell.set()
            await asyncio.sleep(LOOK_EVERY)

    async def _number(self, seen: int) -> int:
        try:
            return await asyncio.to_thread(self._latest_change)
        except (
            Exception
        ):  # the loop of this process: a database that is away for a moment must not end the news for good
            log.warning("feed_could_not_look", exc_info=True)
            return seen


_feed = Feed(lambda: console().views.latest_change())
_apps: list[rx.App] = []


def connected_by(app: rx.App) -> None:
    """The feed asks this app whether a tab is still open."""
    _apps[:] = [app]


def _is_open(token: str) -> bool:
    namespaces = [app.event_namespace for app in _apps]
    return all(space is None or token in space.token_to_sid for space in namespaces)


async def news(state: SessionState) -> AsyncIterator[None]:
    """For a background handler: once now, then after every change and every few seconds, for as long as this tab shows this page and
    its person is signed in."""
    token, session = state.router.session.client_token, token_of(state)
    async with state:
        path = state.router.url.path
    async with _feed.listen() as bell:
        while _is_open(token) and await identity.identify(session):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), QUIET_FOR)
            bell.clear()
            async with state:
                if state.router.url.path != path:
                    return
            yield
