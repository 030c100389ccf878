"""Getting the JSON answers of a portal: asked for directly with the browser's login, or overheard while a page loads."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import APIResponse
from selectolax.lexbor import LexborHTMLParser

from booking_console.adapters.portal.answers import Answer, answer_of
from booking_console.adapters.portal.entrance import Entrance
from booking_console.adapters.portal.extraction import read_value
from booking_console.adapters.portal.lists import next_part
from booking_console.adapters.portal.sources import JsonSource, Token
from booking_console.adapters.portal.templates import Blanks, fill, fill_all
from booking_console.adapters.portal.traffic import is_same_request
from booking_console.adapters.portal.visit import Visit, refuse_bad_status
from booking_console.domain.errors import ContractBroken, Unavailable

_LOOKING = "looking at the rooms"


class DataRequests:
    """The data requests of one visit."""

    def __init__(self, visit: Visit, entrance: Entrance) -> None:
        self._visit, self._entrance = visit, entrance

    def first(self, source: JsonSource, blanks: Blanks, *, show: Callable[[], None]) -> str:
        """The text of the answer. show: opens the page that asks for it by itself."""
        url = self._entrance.address(fill(source.request, blanks, for_url=True))
        if source.place is not None:
            return self._overheard(source, url, show)
        return self._asked(source, url, _body_of(source, blanks))

    def parts(self, source: JsonSource, text: str) -> Iterator[str]:
        """The answer and all that follow it."""
        yield text
        url = self._entrance.address(source.request)
        for _ in range(source.most_pages):
            place = next_part(text, source)
            if place is None:
                return
            url = urljoin(url, place)
            text = self._asked(source, url, None)
            yield text
        raise ContractBroken(
            "The portal's answer has no end.", expected=f"{source.most_pages} parts at most", found="still more"
        )

    def _overheard(self, source: JsonSource, url: str, show: Callable[[], None]) -> str:
        """The page asks for its data itself, later than it is drawn."""
        text = self._listen(source, url, show)
        if text is None:
            self._entrance.log_in_for_data()
            text = self._listen(source, url, show)
        if text is None:
            raise Unavailable(f"The portal asked for the login again at once, while {_LOOKING}.")
        return text

    def _listen(self, source: JsonSource, url: str, show: Callable[[], None]) -> str | None:
        """None when the portal wants a login instead."""
        traffic, waits = self._visit.traffic, self._visit.waits
        since = len(traffic.responses)
        show()
        self._visit.until(
            lambda: traffic.answered_for(url, since) is not None or self._lost(url), waits.page.total_seconds()
        )
        response = traffic.answered_for(url, since)
        if response is None and (traffic.is_asking(url) or self._lost(url)):
            raise Unavailable("The portal did not answer with its bookings.")
        if response is None:
            raise ContractBroken(
                "The portal's page does not ask for its bookings.", expected="a request for them", found="none"
            )
        if self._is_expired(response.status):
            return None
        refuse_bad_status(response.status, response.headers.get("retry-after"), _LOOKING)
        with self._visit.phase("reading the rooms"):
            text = response.text()
        if source.ready:
            with self._visit.phase("waiting for the rooms to be drawn", expected=f'"{source.ready}"'):
                self._visit.view.locator(source.ready).first.wait_for()
        return text

    def _lost(self, url: str) -> bool:
        return any(is_same_request(request.url, url) for request in self._visit.traffic.failed)

    def _is_expired(self, status: int) -> bool:
        session = self._visit.profile.session
        return session is not None and status in session.expired_status

    def _asked(self, source: JsonSource, url: str, body: dict[str, Any] | None) -> str:
        status, retry_after, text = self._request(source, url, body)
        if self._is_expired(status):
            self._entrance.log_in_for_data()
            status, retry_after, text = self._request(source, url, body)
        refuse_bad_status(status, retry_after, _LOOKING)
        if status != 200 or text.lstrip().startswith("<"):
            self._visit.refuse_signs(self._as_answer(url, status, text), _LOOKING)
        if status != 200:
            raise ContractBroken(
                "The portal refuses its bookings.", expected="an answer with status 200", found=f"status {status}"
            )
        return text

    def _request(self, source: JsonSource, url: str, body: dict[str, Any] | None) -> tuple[int, str | None, str]:
        headers = {**source.headers, **(self._token(source.token) if source.token else {})}
        self._visit.pace.wait()
        self._visit.pace.note_request()
        self._visit.traffic.forget_page()
        with self._visit.phase(_LOOKING):
            response = self._send(source, url, body, headers)
            return response.status, response.headers.get("retry-after"), response.text()

    def _send(self, source: JsonSource, url: str, body: dict[str, Any] | None, headers: dict[str, str]) -> APIResponse:
        requests = self._visit.browser.context().request
        timeout = self._visit.waits.page.total_seconds() * 1000
        if body is None:
            return requests.fetch(url, method=source.method, headers=headers, timeout=timeout)
        if source.send_as == "form":
            return requests.post(url, form=body, headers=headers, timeout=timeout)
        return requests.post(url, data=body, headers=headers, timeout=timeout)

    def _token(self, token: Token) -> dict[str, str]:
        if token.cookie is not None:
            cookies = self._visit.browser.context().cookies()
            found = next((c.get("value") for c in cookies if c.get("name") == token.cookie), None)
        else:
            assert token.place is not None
            assert token.value is not None
            self._entrance.open(token.place, ready=None, doing="fetching a token")
            body = LexborHTMLParser(self._visit.html()).body
            found = read_value(body, token.value) if body else None
        return {token.header: found} if found else {}

    def _as_answer(self, url: str, status: int, html: str) -> Answer:
        conditions = [sign.when for sign in self._visit.profile.signs]
        return answer_of(LexborHTMLParser(html or "<p></p>"), conditions, url=url, status=status)


def _body_of(source: JsonSource, blanks: Blanks) -> dict[str, Any] | None:
    if source.graphql is not None:
        return {"query": source.graphql, "variables": fill_all(source.variables, blanks)}
    return None if source.body is None else dict(fill_all(source.body, blanks))
