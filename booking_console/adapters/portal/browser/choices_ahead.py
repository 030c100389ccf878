"""The lists that a form's script will ask for, asked for while the form is still on its way. The page gets the portal's own answer."""

import re
from contextlib import suppress
from urllib.parse import urljoin

from playwright.sync_api import APIResponse, Route
from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.browser.chromium import milliseconds
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.content.addresses import kept_address
from booking_console.adapters.portal.language.profile import Form
from booking_console.adapters.portal.language.steps import Choices, Select
from booking_console.adapters.portal.language.templates import Blanks, fill


def ask_for_choices(visit: Visit, form: Form, blanks: Blanks, *, address: str) -> "list[AskedAhead]":
    """address: of the form. A request of the page that reads otherwise goes to the portal as ever."""
    named = [step.choices for step in form.steps if isinstance(step, Select)]
    places = [fill(one.request, blanks, for_url=True) for one in named if isinstance(one, Choices)]
    asked = [AskedAhead(visit, urljoin(address, place), referer=address) for place in dict.fromkeys(places)]
    for one in asked:
        one.offer()
    return asked


class AskedAhead:
    """One list."""

    def __init__(self, visit: Visit, url: str, *, referer: str) -> None:
        self._visit, self._url, self._referer = visit, url, referer
        self._answers: list[APIResponse] = []
        self._was_wanted = False
        self._lane = visit.browser.engine.begin(self._ask)

    def _ask(self) -> None:
        waits = self._visit.waits
        answer = self._visit.browser.context().request.get(
            self._url, headers={"referer": self._referer}, max_redirects=0, timeout=milliseconds(waits.page)
        )
        self._answers.append(answer)

    def offer(self) -> None:
        """To the page, once: a script that asks again wants to know it anew."""
        with self._visit.phase("opening the form"):
            self._visit.page.route(re.compile(f"^{re.escape(self._url)}$"), self._answer, times=1)

    def _answer(self, route: Route) -> None:
        self._visit.browser.engine.wait_for(self._lane)
        self._was_wanted = True
        try:
            if self._answers and route.request.method == "GET":
                route.fulfill(response=self._answers[0])
            else:
                route.continue_()
        except PlaywrightError:
            return  # the page has gone

    def forget(self) -> None:
        """The browser's process keeps every answer until it is told to."""
        self._visit.browser.engine.wait_for(self._lane)
        status = self._answers[0].status if self._answers else 0
        if not self._was_wanted:  # else it was noted as the page's own
            path = kept_address(self._url, self._visit.witness.names)
            self._visit.witness.requests.append({"method": "GET", "path": path, "status": status, "ms": 0})
        for answer in self._answers:
            with suppress(PlaywrightError):
                answer.dispose()
