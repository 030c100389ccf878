"""The line to a portal with the login of the browser's context, and without a page."""

from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.adapters.portal.http.wire import Call, NoReply, Raw


class BrowserLine:
    def __init__(self, browser: KeptBrowser, *, locale: str) -> None:
        self._browser, self._locale = browser, locale

    def once(self, call: Call, *, seconds: float) -> Raw:
        requests = self._browser.context().request
        try:
            answer = requests.fetch(
                call.url,
                method=call.method,
                headers={"accept-language": self._locale, **call.headers},
                data=call.body,
                timeout=seconds * 1000,
                max_redirects=0,
            )
            try:
                return Raw(answer.status, answer.headers, answer.body())
            finally:
                answer.dispose()  # the browser's process keeps every answer until it is told to forget it
        except PlaywrightError:
            raise NoReply from None

    def cookie(self, name: str) -> str | None:
        return next((c.get("value") for c in self._browser.context().cookies() if c.get("name") == name), None)
