"""Contexts of one Chromium, in the portal's time zone and language, each with the login session of last time."""

import json
import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    HttpCredentials,
    Page,
    Playwright,
    StorageState,
)
from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.browser.engine import Engine
from booking_console.adapters.portal.browser.spare import Opened, Spare, open_page
from booking_console.adapters.portal.browser.watchdog import Mark, Watchdog
from booking_console.adapters.portal.language.profile import Context
from booking_console.adapters.portal.road.session_file import SessionFile, account_mark
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import Unavailable
from booking_console.services.sealing import Sealing

# The headless shell first: the same engine without windows, which opens a page in a third of the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_LETTING_GO = 5.0  # seconds


def milliseconds(wait: timedelta) -> float:
    return wait.total_seconds() * 1000


def find_chromium(configured: Path | None, *, is_seen: bool = False) -> Path | None:
    """None: Playwright's own. is_seen: it must be able to open a window."""
    if configured is not None:
        return configured
    names = _NAMES[1:] if is_seen else _NAMES
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


@dataclass(frozen=True, slots=True)
class Window:
    """A browser that a person sees. port: where there is no screen, its developer tools listen at this port of 127.0.0.1 instead.
    is_fresh: it begins signed out, whatever session is kept."""

    port: int | None = None
    is_fresh: bool = False


class KeptBrowser:
    """Started at the first page that is needed, started again when it has died. hosts: the only ones that are contacted. window: for a
    person; None: nobody looks at it."""

    def __init__(
        self,
        context: Context,
        *,
        url: str,
        username: str,
        password: str = "",
        zone: str,
        chromium: Path | None,
        data_dir: Path,
        waits: Waits,
        sealing: Sealing | None = None,
        window: Window | None = None,
    ) -> None:
        self._settings, self._zone, self._chromium, self._waits = context, zone, chromium, waits
        self._window = window
        self._login: HttpCredentials = {"username": username, "password": password, "origin": origin_of(url)}
        self.hosts = frozenset({urlsplit(url).netloc, *context.allow_hosts})
        mark = account_mark(url, username)
        self._data_dir, self._account_mark, self._sealing = data_dir, mark, sealing
        self._session = self._session_file(mark)
        self._plain_file = data_dir / f"portal-session-{mark}.json"
        self._mark = Mark()
        self.engine = Engine(self._launch, kill=self._mark.end_processes, patience=waits.slack)
        self._opened: tuple[Browser, BrowserContext] | None = None
        self._spare: Spare | None = None

    def beside(self, number: int) -> Self:
        """Another context of the same browser, with a login of its own: portals keep half-filled forms in it. number: from 2."""
        other = copy(self)
        other._session = self._session_file(f"{self._account_mark}-{number}")
        other._opened = other._spare = None
        return other

    def _session_file(self, mark: str) -> SessionFile:
        return SessionFile(self._data_dir / f"portal-session-{mark}.sealed", self._sealing)

    def context(self) -> BrowserContext:
        """Raises Unavailable when no browser can be started."""
        browser = self.engine.browser()
        if self._opened is None or self._opened[0] is not browser:
            try:
                self._opened = browser, self._open(browser)
            except PlaywrightError:
                self.engine.give_up()
                raise Unavailable("The browser for the portal could not be started.") from None
        return self._opened[1]

    def page(self) -> Page:
        return self.opened().page

    def opened(self) -> Opened:
        """A page, with a line to its developer tools."""
        self._take_over_session()
        spare, self._spare = self._spare, None
        if spare is not None and self._opened is not None and (opened := spare.page_of(self._opened[1])) is not None:
            return opened
        try:
            return self._open_page()
        except PlaywrightError:
            self.engine.give_up()
        try:
            return self._open_page()
        except PlaywrightError:
            raise Unavailable("The browser for the portal died.") from None

    def _open_page(self) -> Opened:
        """A browser that dies meanwhile may leave the question for a page unanswered."""
        context = self.context()
        with self.engine.within(self._waits.page.total_seconds()):
            return open_page(context)

    def open_ahead(self) -> None:
        """The page that the next call needs, while this one ends. A person would see it."""
        if self._window is None and self._spare is None and self._opened is not None and self._opened[0].is_connected():
            with suppress(Unavailable):
                self._spare = Spare(self.engine, self._opened[1])

    def _take_over_session(self) -> None:
        """A person may have signed in for us meanwhile, in a browser of their own."""
        if self._opened is not None and self._session.has_changed():
            opened, self._opened = self._opened[1], None
            with suppress(PlaywrightError):
                opened.close()

    def renew(self) -> None:
        """Leave the context with all that it shows, and the browser, too, if it does not let go of it. The login session is kept."""
        opened, self._opened = self._opened, None
        if opened is None:
            return
        try:
            with self.engine.within(_LETTING_GO):
                opened[1].close()
        except PlaywrightError:
            self.engine.give_up()

    def watchdog(self, *, longest_pause: timedelta) -> Watchdog:
        """Ends the browser from a thread of its own when a page hangs; what still waits for it then fails.

        longest_pause: how long we may keep still ourselves, so as not to ask the portal too often.
        """
        return Watchdog(self._mark.end_processes, patience=self._waits.sign_of_life + longest_pause)

    def _open(self, browser: Browser) -> BrowserContext:
        width, height = self._settings.viewport
        context = browser.new_context(
            timezone_id=self._zone,
            locale=self._settings.locale,
            viewport={"width": width, "height": height},
            accept_downloads=False,
            service_workers="block",
            storage_state=self._stored(),
            http_credentials=self._login if self._settings.basic_auth else None,
        )
        context.set_default_timeout(milliseconds(self._waits.control))
        context.set_default_navigation_timeout(milliseconds(self._waits.page))
        # A pattern, not a question to us: what may pass does so without waking this process.
        context.route(elsewhere(self.hosts), lambda route: route.abort("blockedbyclient"))
        return context

    def _launch(self, playwright: Playwright) -> Browser:
        window, is_seen = self._window, self._window is not None and self._window.port is None
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        tools = [f"--remote-debugging-port={window.port}"] if window is not None and window.port is not None else []
        return playwright.chromium.launch(
            executable_path=find_chromium(self._chromium, is_seen=is_seen),
            args=[*sandbox, *tools, self._mark.argument, "--disable-gpu", "--disable-background-networking"],
            headless=not is_seen,
            # A person who interrupts us finds what was done so far kept: the browser is closed in order.
            handle_sigint=window is None,
        )

    def _stored(self) -> StorageState | None:
        """A file that cannot be read costs one login, nothing else. What an older program left in plain text goes."""
        self._plain_file.unlink(missing_ok=True)
        kept = self._session.read()
        if self._window is not None and self._window.is_fresh:
            return None
        try:
            stored: StorageState | None = json.loads(kept or "null")
        except ValueError:
            return None
        return stored

    def keep_session(self) -> None:
        """Write the login session, sealed. Without a sealing it lives in the browser alone."""
        self._session.keep(json.dumps(self.context().storage_state()))

    def close(self) -> None:
        """With every context beside it. Does no harm when nothing is open."""
        self.engine.close()


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def elsewhere(hosts: Iterable[str]) -> re.Pattern[str]:
    """Every address but those of the hosts, and what pages make up themselves."""
    listed = "|".join(re.escape(host) for host in sorted(hosts))
    return re.compile(rf"^(?!(?:https?|wss?)://(?:{listed})(?:[/?#]|$)|data:|blob:)", re.IGNORECASE)
