"""What a page asks of the portal and what comes back: the part of a page's life that its elements do not show."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Page, Request, Response

from booking_console.adapters.portal.content.addresses import kept_address
from booking_console.adapters.portal.language.words import fold
from booking_console.adapters.portal.road.pace import Pace
from booking_console.adapters.portal.road.pictures import Witness

_DATA = ("xhr", "fetch")
_REDIRECT = 3  # hundred
_UNREAD = 2.0  # s after an answer began: what the page does not read, and what never ends, is not waited for


@dataclass(eq=False)  # not slotted: Playwright keeps its wrappers of the handlers on the instance
class Traffic:
    """page_status: of the last document, None until it has answered. documents: so many have taken the place of the one before.
    changed_at: when a request last began or ended. on_answer: told of a document that begins to come, in its frame, and of every request
    that has ended. has_frame: the portal's pages come in an iframe, so its documents count, too."""

    page: Page
    pace: Pace
    witness: Witness
    has_frame: bool = False
    page_status: int | None = None
    retry_after: str | None = None
    documents: int = 0
    responses: list[Response] = field(default_factory=list)
    failed: list[Request] = field(default_factory=list)
    in_flight: set[Request] = field(default_factory=set)
    changed_at: float = field(default_factory=time.monotonic)
    on_answer: Callable[[Request, Frame | None], None] | None = None
    _began: dict[Request, float] = field(default_factory=dict)
    _answered: dict[Request, float] = field(default_factory=dict)
    _arriving: dict[Request, Frame] = field(default_factory=dict)  # answered, but the page before is still there
    _windows: list[Page] = field(default_factory=list)

    def listen(self) -> None:
        self.listen_to(self.page)

    def listen_to(self, window: Page) -> None:
        """Its documents count as the page's own."""
        self._windows.append(window)
        window.on("request", self._on_request)
        window.on("response", self._on_response)
        window.on("requestfinished", self._on_end)
        window.on("requestfailed", self._on_failure)
        window.on("framenavigated", self._on_arrival)

    def forget_page(self) -> None:
        """Before a new document is asked for."""
        self.page_status = None
        self.in_flight.clear()

    def _on_request(self, request: Request) -> None:
        self.pace.note_request()
        self.in_flight.add(request)
        self._began[request] = self.changed_at = time.monotonic()

    def _on_response(self, response: Response) -> None:
        self.responses.append(response)
        self._answered[response.request] = time.monotonic()
        frame = self._frame_of(response.request)
        if frame is not None:
            self.page_status = response.status
            self.retry_after = response.headers.get("retry-after")
            self._tell(response.request, frame)
            if response.status // 100 != _REDIRECT:
                self._arriving[response.request] = frame
        self._note(response.request, response.status)

    @property
    def is_arriving(self) -> bool:
        """A document has been answered and has not taken the place of the one before yet."""
        return bool(self._arriving)

    def _on_arrival(self, frame: Frame) -> None:
        for request in [one for one, whose in self._arriving.items() if whose == frame]:
            self._count(request)

    def _count(self, request: Request) -> None:
        if self._arriving.pop(request, None) is not None:
            self.documents += 1

    def _on_end(self, request: Request) -> None:
        self._count(request)  # what is no page for the eye, as a download, arrives in no frame
        self.in_flight.discard(request)
        self.changed_at = time.monotonic()
        self._tell(request, None)

    def _tell(self, request: Request, document: Frame | None) -> None:
        if self.on_answer is not None:
            self.on_answer(request, document)

    def _on_failure(self, request: Request) -> None:
        self._on_end(request)
        # An aborted request was given up by the page itself, for another one.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.failed.append(request)
            self._note(request, 0)

    def note_unanswered(self) -> None:
        """What the page is left without: it was asked for all the same."""
        for request in self.in_flight:
            self._note(request, 0)

    def _note(self, request: Request, status: int) -> None:
        took = round((time.monotonic() - self._began.get(request, time.monotonic())) * 1000)
        path = kept_address(request.url, self.witness.names)
        self.witness.requests.append({"method": request.method, "path": path, "status": status, "ms": took})

    def _frame_of(self, request: Request) -> Frame | None:
        """Of a document; None for everything else, and for what opens in a window that nobody listens to."""
        try:
            frame = request.frame if request.is_navigation_request() else None
        except PlaywrightError:
            return None
        return frame if self.has_frame or frame in [window.main_frame for window in self._windows] else None

    def document_failed(self, since: int) -> bool:
        return any(self._frame_of(request) for request in self.failed[since:])

    def quiet_for(self) -> float:
        """Seconds without a request in flight; 0 while there is one."""
        return 0 if any(map(self._is_coming, self.in_flight)) else time.monotonic() - self.changed_at

    def is_unread(self, response: Response) -> bool:
        """The browser says only of an answer that the page has read that it is whole: its body may never be there."""
        return response.request in self.in_flight

    def _is_coming(self, request: Request) -> bool:
        begun = self._answered.get(request)
        return request in self.in_flight and (begun is None or time.monotonic() - begun < _UNREAD)

    def answered(self, pattern: str, since: int, sends: Sequence[str] = ()) -> Response | None:
        """None until the whole answer is there, or no more of it comes: is_unread() tells. sends: texts that its request carried."""
        named = (r for r in self.responses[since:] if re.search(pattern, r.url) and carries(r.request, sends))
        return next((r for r in named if self._is_whole(r)), None)

    def has_begun(self, pattern: str, since: int, sends: Sequence[str] = ()) -> bool:
        """Whether an answer to it has begun to come."""
        return any(re.search(pattern, r.url) and carries(r.request, sends) for r in self.responses[since:])

    def _is_whole(self, response: Response) -> bool:
        return not self._is_coming(response.request)

    def has_failed(self, pattern: str, since: int, sends: Sequence[str] = ()) -> bool:
        return any(re.search(pattern, r.url) and carries(r, sends) for r in self.failed[since:])

    def answered_for(self, url: str, sends: Sequence[str] = (), *, since: int) -> Response | None:
        """The last answer of this address; the page may add parameters of its own. None as long as the page asks for a later one."""
        if self.is_asking(url, sends):
            return None
        last = (
            r for r in reversed(self.responses[since:]) if is_same_request(r.url, url) and carries(r.request, sends)
        )
        return next(last, None)

    def is_asking(self, url: str, sends: Sequence[str] = ()) -> bool:
        return any(is_same_request(request.url, url) and carries(request, sends) for request in self.in_flight)

    def bad_data_status(self, since: int) -> int | None:
        """429 or 5xx as the answer to a request the page made by itself."""
        bad = (r.status for r in self.responses[since:] if r.request.resource_type in _DATA)
        return next((status for status in bad if status == 429 or status >= 500), None)


def carries(request: Request, texts: Sequence[str]) -> bool:
    """Whether all of them stand in what it posted, as a form or as data."""
    if not texts:
        return True
    posted = (request.post_data_buffer or b"").decode(errors="replace")
    folded = fold(f"{posted} {unquote_plus(posted)}")
    return all(fold(text) in folded for text in texts)


def is_same_request(seen: str, wanted: str) -> bool:
    real, asked = urlsplit(seen), urlsplit(wanted)
    parameters = parse_qsl(real.query, keep_blank_values=True)
    is_same_place = (real.netloc, real.path) == (asked.netloc, asked.path)
    return is_same_place and all(pair in parameters for pair in parse_qsl(asked.query, keep_blank_values=True))
