"""What a person does in the recorded browser, as it happens. Lives in memory alone: nothing of it is ever written as it is."""

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Request
from playwright.sync_api import Error as PlaywrightError
from pydantic import BaseModel, ConfigDict, ValidationError

from booking_console.adapters.portal.probing.sighting import HELPERS, PAGE, DataSeen, FieldSeen, PageSeen

_HEARS = "bookingRecorderHears"
_MOST_MOMENTS = 2000
_USUAL = ("accept", "accept-language", "content-type", "origin", "referer", "user-agent", "cookie", "content-length")
_LONGEST_ANSWER = 2_000_000  # characters


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class TargetSeen(_Told):
    """What was pressed. popup: what it opens; form: in which it stands; holder: the list box or the window over the page that it is in;
    card: the row or the card that it is in, what that shows, and its data attributes."""

    css: str
    tag: str
    type: str = ""
    role: str = ""
    label: str = ""
    text: str = ""
    href: str = ""
    popup: str = ""
    data: tuple[tuple[str, str], ...] = ()
    form: str = ""
    holder: str = ""
    holder_html: str = ""
    card: str = ""
    card_text: str = ""
    card_data: tuple[tuple[str, str], ...] = ()

    @property
    def is_sender(self) -> bool:
        return self.type in ("submit", "image")


class Moment(_Told):
    """doc: tells documents apart; frame: the iframe it came from. look: the page right then. form: that was sent. accepted: how a
    dialog was answered. months, weekdays: in the page's language."""

    kind: Literal["page", "click", "touch", "submit", "dialog"]
    number: int
    doc: float
    top: bool = True
    frame: str = ""
    look: PageSeen | None = None
    target: TargetSeen | None = None
    form: str = ""
    text: str = ""
    accepted: bool = True
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()


class Sent(_Told):
    """A request that is not only for reading, or the data or page that was asked for. text: of an answer in JSON; body: what was posted for
    it, but never to a page that shows a login or a code; headers: their names, own those that no browser sends by itself."""

    number: int
    method: str
    url: str
    is_page: bool
    page: str = ""
    headers: tuple[str, ...] = ()
    status: int = 0
    text: str = ""
    body: str = ""
    own: tuple[tuple[str, str], ...] = ()

    @property
    def is_change(self) -> bool:
        return self.method not in ("GET", "HEAD", "OPTIONS")


class Tape:
    """own: hosts that are let through. blocked: the others that were asked for."""

    def __init__(self, own: frozenset[str] = frozenset()) -> None:
        self.own = own
        self.moments: list[Moment] = []
        self.sent: list[Sent] = []
        self.blocked: set[str] = set()
        self._count = 0
        self._open: dict[Request, int] = {}
        self._is_secret = True
        self._secret: set[int] = set()
        self._statuses: dict[str, int] = {}

    def listen(self, context: BrowserContext) -> None:
        """To every page and frame of the context, those that come later, too."""
        context.expose_binding(_HEARS, lambda _source, told: self._hear(told))
        context.add_init_script(_script())
        context.on("request", self._on_request)
        context.on("requestfinished", self._on_finished)
        context.on("requestfailed", self._on_failed)
        # Without somebody who listens Playwright answers every dialog with no, before the person can.
        context.on("dialog", lambda _dialog: None)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _hear(self, told: Any) -> None:
        """A page may call our ear with anything."""
        if not isinstance(told, dict) or len(self.moments) >= _MOST_MOMENTS:
            return
        look = told.get("look")
        if isinstance(look, dict):
            url = str(look.get("url", ""))
            told = {**told, "look": {**look, "asked": url, "status": self._statuses.get(url, 200)}}
        try:
            moment = Moment.model_validate({**told, "number": self._next()})
        except ValidationError:
            return
        self.moments.append(moment)
        if moment.look is not None:
            self._is_secret = any(is_secret(one) for form in moment.look.forms for one in form.fields)

    def _on_request(self, request: Request) -> None:
        self._open[request] = self._next()
        self._secret |= {self._count} if self._is_secret else set()
        if request.url.startswith("http") and urlsplit(request.url).netloc not in self.own:
            self.blocked.add(urlsplit(request.url).netloc)

    def _on_failed(self, request: Request) -> None:
        self._open.pop(request, None)

    def _on_finished(self, request: Request) -> None:
        number = self._open.pop(request, None)
        try:
            response = request.response()
            if number is None or response is None or request.resource_type not in ("document", "xhr", "fetch"):
                return
            is_page = request.is_navigation_request()
            if is_page:
                self._statuses[response.url] = response.status
            is_data = not is_page and "json" in response.headers.get("content-type", "")
            told = Sent(
                number=number,
                method=request.method,
                url=request.url,
                is_page=is_page,
                page=request.frame.url,
                headers=tuple(request.headers),
                status=response.status,
                text=response.text()[:_LONGEST_ANSWER] if is_data else "",
                body=(request.post_data or "") if is_data and number not in self._secret else "",
                own=tuple((name, value) for name, value in request.headers.items() if name not in _USUAL),
            )
        except PlaywrightError:
            return  # the page has gone, and its answer with it
        self.sent.append(told)

    @property
    def now(self) -> int:
        """The number of the last that was heard: a mark between two parts of the recording."""
        return self._count

    def part(self, since: int, until: int) -> "Tape":
        """What was heard after one mark, up to another."""
        part = Tape()
        part.moments = [one for one in self.moments if since < one.number <= until]
        part.sent = [one for one in self.sent if since < one.number <= until]
        part.blocked = self.blocked
        return part

    def data(self, sent: Sequence[Sent]) -> list[DataSeen]:
        found = [one for one in sent if one.text and one.status == 200]
        return [
            DataSeen(url=one.url, method=one.method, text=one.text, page=one.page, body=one.body, headers=one.own)
            for one in found
        ]


def is_secret(one: FieldSeen) -> bool:
    """Where a password or a code is typed."""
    words = f"{one.label} {one.name}"
    return one.shown and (
        one.type == "password" or bool(re.search(r"\b(code|otp|pin|token|2fa|tan)\b", words, re.IGNORECASE))
    )


def _script() -> str:
    ear = (files("booking_console.adapters.portal.recording") / "listen.js").read_text("utf-8")
    return f"(() => {{{HELPERS}const look = () => {{{PAGE}}};\n{ear}}})();"
