"""One Chromium, kept open, with one context in the portal's time zone and language and the login session of last time."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    StorageState,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.pictures import register_private_texts
from booking_console.adapters.portal.profile import Context
from booking_console.adapters.portal.session_file import SessionFile, account_mark
from booking_console.adapters.portal.watchdog import Mark, Watchdog
from booking_console.domain.errors import Unavailable
from booking_console.services.sealing import Sealing

# The headless shell first: the same engine without windows, which opens a page in a third of the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long a page, a control on a page that has answered, and the answer to the submit may take."""

    page: timedelta = timedelta(seconds=30)
    control: timedelta = timedelta(seconds=8)
    submit: timedelta = timedelta(seconds=45)
    slack: timedelta = timedelta(seconds=15)

    @property
    def sign_of_life(self) -> timedelta:
        """Longer than anything that has a time limit of its own: whoever is silent for so long hangs."""
        return self.page + self.submit + self.slack


def milliseconds(wait: timedelta) -> float:
    return wait.total_seconds() * 1000


def find_chromium(configured: Path | None) -> Path | None:
    """None: Playwright's own."""
    if configured is not None:
        return configured
    return next((Path(found) for name in _NAMES if (found := shutil.which(name))), None)


class KeptBrowser:
    """Started at the first page that is needed, started again when it has died. hosts: the only ones that are contacted."""

    def __init__(
        self,
        context: Context,
        *,
        url: str,
        username: str,
        zone: str,
        chromium: Path | None,
        data_dir: Path,
        waits: Waits,
        sealing: Sealing | None = None,
    ) -> None:
        self._settings, self._zone, self._chromium, self._waits = context, zone, chromium, waits
        self.hosts = frozenset({urlsplit(url).netloc, *context.allow_hosts})
        mark = account_mark(url, username)
        self._session = SessionFile(data_dir / f"portal-session-{mark}.sealed", sealing)
        self._plain_file = data_dir / f"portal-session-{mark}.json"
        self._mark = Mark()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._context: BrowserContext | None = None

    def context(self) -> BrowserContext:
        """Raises Unavailable when no browser can be started."""
        if self._browser is None or not self._browser.is_connected() or self._context is None:
            self.close()
            try:
                self._context = self._start()
            except PlaywrightError:
                self.close()
                raise Unavailable("The browser for the portal could not be started.") from None
        return self._context

    def page(self) -> Page:
        try:
            return self.context().new_page()
        except PlaywrightError:
            self.close()
        try:
            return self.context().new_page()
        except PlaywrightError:
            raise Unavailable("The browser for the portal died.") from None

    def watchdog(self, *, longest_pause: timedelta) -> Watchdog:
        """Ends the browser from a thread of its own when a page hangs; what still waits for it then fails.

        longest_pause: how long we may keep still ourselves, so as not to ask the portal too often.
        """
        return Watchdog(self._mark.end_processes, patience=self._waits.sign_of_life + longest_pause)

    def _start(self) -> BrowserContext:
        self._playwright = sync_playwright().start()
        register_private_texts(self._playwright)
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        self._browser = self._playwright.chromium.launch(
            executable_path=find_chromium(self._chromium),
            args=[*sandbox, self._mark.argument, "--disable-gpu", "--disable-background-networking"],
        )
        width, height = self._settings.viewport
        context = self._browser.new_context(
            timezone_id=self._zone,
            locale=self._settings.locale,
            viewport={"width": width, "height": height},
            accept_downloads=False,
            service_workers="block",
            storage_state=self._stored(),
        )
        context.set_default_timeout(milliseconds(self._waits.control))
        context.set_default_navigation_timeout(milliseconds(self._waits.page))
        # A pattern, not a question to us: what may pass does so without waking this process.
        context.route(elsewhere(self.hosts), lambda route: route.abort("blockedbyclient"))
        return context

    def _stored(self) -> StorageState | None:
        """A file that cannot be read costs one login, nothing else. What an older program left in plain text goes."""
        self._plain_file.unlink(missing_ok=True)
        try:
            stored: StorageState | None = json.loads(self._session.read() or "null")
        except ValueError:
            return None
        return stored

    def keep_session(self) -> None:
        """Write the login session, sealed. Without a sealing it lives in the browser alone."""
        self._session.keep(json.dumps(self.context().storage_state()))

    def close(self) -> None:
        """Does no harm when nothing is open."""
        closers: list[Callable[[], None]] = []
        if self._browser is not None:
            closers.append(self._browser.close)
        if self._playwright is not None:
            closers.append(self._playwright.stop)
        self._playwright = self._browser = self._context = None
        for closer in closers:
            _quietly(closer)


def elsewhere(hosts: Iterable[str]) -> re.Pattern[str]:
    """Every address but those of the hosts, and what pages make up themselves."""
    listed = "|".join(re.escape(host) for host in sorted(hosts))
    return re.compile(rf"^(?!(?:https?|wss?)://(?:{listed})(?:[/?#]|$)|data:|blob:)", re.IGNORECASE)


def _quietly(closer: Callable[[], None]) -> None:
    try:
        closer()
    except PlaywrightError:
        return  # it had died before
