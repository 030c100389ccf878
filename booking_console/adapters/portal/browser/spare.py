"""A fresh page that was opened before it is needed."""

from typing import NamedTuple

from playwright.sync_api import BrowserContext, CDPSession, Page

from booking_console.adapters.portal.browser.engine import Engine


class Opened(NamedTuple):
    """wire: a line to the page's developer tools."""

    page: Page
    wire: CDPSession


class Spare:
    """Of one context. Raises Unavailable when there is no browser for it."""

    def __init__(self, engine: Engine, context: BrowserContext) -> None:
        self._engine, self._context = engine, context
        self._opened: list[Opened] = []
        self._lane = engine.begin(self._open)

    def _open(self) -> None:
        opened = open_page(self._context)
        opened.page.on("crash", lambda _: self._opened.clear())
        self._opened.append(opened)

    def page_of(self, context: BrowserContext) -> Opened | None:
        """None when it was opened in another one, or has not become one or not stayed one: whoever asks opens another."""
        if context is not self._context:
            return None
        self._engine.wait_for(self._lane)
        return next((one for one in self._opened if not one.page.is_closed()), None)


def open_page(context: BrowserContext) -> Opened:
    page = context.new_page()
    return Opened(page, context.new_cdp_session(page))
