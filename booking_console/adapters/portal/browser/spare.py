"""A fresh page that was opened before it is needed."""

from playwright.sync_api import BrowserContext, Page

from booking_console.adapters.portal.browser.engine import Engine


class Spare:
    """Of one context. Raises Unavailable when there is no browser for it."""

    def __init__(self, engine: Engine, context: BrowserContext) -> None:
        self._engine, self._context = engine, context
        self._pages: list[Page] = []
        self._lane = engine.begin(self._open)

    def _open(self) -> None:
        page = self._context.new_page()
        page.on("crash", lambda _: self._pages.clear())
        self._pages.append(page)

    def page_of(self, context: BrowserContext) -> Page | None:
        """None when it was opened in another one, or has not become one or not stayed one: whoever asks opens another."""
        if context is not self._context:
            return None
        self._engine.wait_for(self._lane)
        return next((page for page in self._pages if not page.is_closed()), None)
