"""The pages of a survey, drawn by the browser where they need it, and data overheard while a page loads."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from booking_console.adapters.portal.browser.controls import candidates
from booking_console.adapters.portal.browser.entrance import Entrance
from booking_console.adapters.portal.browser.filling import Filling
from booking_console.adapters.portal.browser.traffic import carries, is_same_request
from booking_console.adapters.portal.browser.unrolling import at_rest, unrolled
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.content.answers import holds
from booking_console.adapters.portal.content.signs import refuse_bad_status
from booking_console.adapters.portal.http.data_requests import LOOKING
from booking_console.adapters.portal.http.http_pages import HttpPages
from booking_console.adapters.portal.language.parts import Condition, Target
from booking_console.adapters.portal.language.sources import GridSource, ItemsSource, JsonSource, Source, first_control
from booking_console.adapters.portal.language.templates import Blanks, fill
from booking_console.domain.errors import BookingError, ContractBroken, Unavailable


class Asked(NamedTuple):
    """What a page asks for itself. sends: texts that it posts."""

    url: str
    sends: Sequence[str]


class BrowserPages:
    """fetched: for what need not be drawn."""

    def __init__(self, visit: Visit, entrance: Entrance, *, fetched: HttpPages) -> None:
        self._visit, self._entrance, self._fetched = visit, entrance, fetched
        self._was_fetched = False

    def ahead(self, source: Source, asked: Sequence[Blanks]) -> None:
        if source.plain:
            self._fetched.ahead(source, asked)

    def html(self, source: GridSource | ItemsSource, blanks: Blanks) -> Iterator[str]:
        self._was_fetched = source.plain
        if source.plain:
            yield from self._fetched.html(source, blanks)
            return
        self._open(source, blanks)
        if isinstance(source, ItemsSource) and source.scroll is not None:
            yield from unrolled(self._visit, source)
            return
        yield self._html()
        if isinstance(source, ItemsSource) and (onward := source.next or source.more) is not None:
            yield from self._following(source, onward)

    def _following(self, source: ItemsSource, onward: Target) -> Iterator[str]:
        for _ in range(source.most_pages):
            if not self._turn(source, onward, self._html()):
                return
            yield self._html()
        raise ContractBroken(
            "The portal's list has no end.", expected=f"{source.most_pages} pages at most", found="still more"
        )

    def data(self, source: JsonSource, blanks: Blanks) -> Iterator[str]:
        self._was_fetched = source.place is None
        if source.place is None:
            yield from self._fetched.data(source, blanks)
            return
        url = self._entrance.address(fill(source.request, blanks, for_url=True))
        sends = [fill(said, blanks) for said in source.sends]
        text = self._overheard(source, Asked(url, sends), lambda: self._open(source, blanks))
        yield from self._fetched.following(source, url, text)

    def show(self, source: Source, blanks: Blanks) -> None:
        if not self._was_fetched or source.place is None:
            return
        self._was_fetched = False
        with suppress(BookingError):
            self._open(source, blanks)

    def witness(self, caption: str) -> None:
        if self._was_fetched:
            self._fetched.witness(caption)
        else:
            self._visit.picture(caption)

    def _open(self, source: Source, blanks: Blanks) -> None:
        assert source.place is not None
        self._entrance.open(fill(source.place, blanks, for_url=True), ready=first_control(source), doing=LOOKING)
        Filling(self._visit, blanks).run(source.before)
        if source.before and source.ready:
            with self._visit.phase("waiting for the rooms", expected=f'"{source.ready}"'):
                self._visit.view.locator(source.ready).first.wait_for()
        if isinstance(source, ItemsSource) and source.empty is not None:
            self._await_items(source, source.empty)
        elif source.before and not source.ready:
            at_rest(self._visit)

    def _await_items(self, source: ItemsSource, empty: Condition) -> None:
        """A list may be drawn later than the page: its rows, or what stands in their place."""
        shown = [empty, Condition(element=source.items)]

        def has_come() -> bool:
            glance = self._visit.glance(shown)
            return glance is not None and any(holds(one, glance.answer) for one in shown)

        self._visit.until(has_come, self._visit.waits.control.total_seconds())

    def _html(self) -> str:
        with self._visit.phase("reading the rooms"):
            return self._visit.drawn()

    def _turn(self, source: ItemsSource, onward: Target, before: str) -> bool:
        """Go to the list's next page; False on its last."""
        visit = self._visit
        with visit.phase("turning the page"):
            control = candidates(visit, onward).filter(visible=True)
            if control.count() == 0 or not control.first.is_enabled():
                return False
            visit.pace.wait()
            control.first.click()
        if not visit.until(lambda: visit.html() not in ("", before), visit.waits.page.total_seconds()):
            raise Unavailable("The portal did not show the next page of its list.")
        at_rest(visit)  # the first change may be a sign that it is waiting
        with visit.phase("turning the page", expected=f'"{source.ready or source.scope}"'):
            visit.view.locator(source.ready or source.scope).first.wait_for()
        return True

    def _overheard(self, source: JsonSource, asked: Asked, show: Callable[[], None]) -> str:
        """The page asks for its data itself, later than it is drawn."""
        text = self._listen(source, asked, show)
        if text is None:
            self._entrance.log_in_for_data()
            text = self._listen(source, asked, show)
        if text is None:
            raise Unavailable(f"The portal asked for the login again at once, while {LOOKING}.")
        return text

    def _listen(self, source: JsonSource, asked: Asked, show: Callable[[], None]) -> str | None:
        """None when the portal wants a login instead."""
        traffic, waits = self._visit.traffic, self._visit.waits
        since = len(traffic.responses)
        show()
        self._visit.until(
            lambda: traffic.answered_for(*asked, since=since) is not None or self._lost(asked),
            waits.page.total_seconds(),
        )
        response = traffic.answered_for(*asked, since=since)
        if response is None and (traffic.is_asking(*asked) or self._lost(asked)):
            raise Unavailable("The portal did not answer with its bookings.")
        if response is None:
            raise ContractBroken(
                "The portal's page does not ask for its bookings.", expected="a request for them", found="none"
            )
        session = self._visit.profile.session
        if session is not None and response.status in session.expired_status:
            return None
        refuse_bad_status(response.status, response.headers.get("retry-after"), LOOKING)
        with self._visit.phase("reading the rooms"):
            text = response.text()
        if source.ready:
            with self._visit.phase("waiting for the rooms to be drawn", expected=f'"{source.ready}"'):
                self._visit.view.locator(source.ready).first.wait_for()
        return text

    def _lost(self, asked: Asked) -> bool:
        failed = self._visit.traffic.failed
        return any(is_same_request(request.url, asked.url) and carries(request, asked.sends) for request in failed)
