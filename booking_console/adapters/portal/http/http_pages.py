"""The pages of a survey, fetched and not drawn."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from booking_console.adapters.portal.http.data_requests import LOOKING, DataRequests
from booking_console.adapters.portal.http.fields import candidates, is_off
from booking_console.adapters.portal.http.http_entrance import HttpEntrance
from booking_console.adapters.portal.http.http_filling import HttpFilling
from booking_console.adapters.portal.http.http_visit import HttpVisit
from booking_console.adapters.portal.language.sources import GridSource, ItemsSource, JsonSource, Source, first_control
from booking_console.adapters.portal.language.templates import Blanks, fill
from booking_console.domain.errors import ContractBroken

_MOST_AT_ONCE = 4

AtOnce = Callable[[Sequence[Callable[[], None]]], None]


class HttpPages:
    """at_once: does several things at the same time."""

    def __init__(self, visit: HttpVisit, entrance: HttpEntrance, *, at_once: AtOnce) -> None:
        self._visit, self._entrance, self._at_once = visit, entrance, at_once
        self._data = DataRequests(visit.wire, visit.profile, entrance)

    def ahead(self, source: Source, asked: Sequence[Blanks]) -> None:
        """A portal that wants a pause between two pages is asked for one after the other, and so is one that has many."""
        has_gap = self._visit.profile.limits.gap_seconds > 0
        if isinstance(source, JsonSource) or source.before or has_gap or not 1 < len(asked) <= _MOST_AT_ONCE:
            return
        urls = [self._entrance.address(fill(source.place, blanks, for_url=True)) for blanks in asked]
        self._at_once([partial(self._visit.ask_ahead, url, LOOKING) for url in dict.fromkeys(urls)])

    def html(self, source: GridSource | ItemsSource, blanks: Blanks) -> Iterator[str]:
        self._entrance.open(fill(source.place, blanks, for_url=True), ready=first_control(source), doing=LOOKING)
        HttpFilling(self._visit, blanks).run(source.before)
        yield self._visit.page.reply.text
        onward = (source.next or source.more) if isinstance(source, ItemsSource) else None
        if not isinstance(source, ItemsSource) or onward is None:
            return
        for _ in range(source.most_pages):
            links = candidates(self._visit.page, onward)
            if not links or is_off(links[0]):
                return
            self._visit.follow(links[0], "turning the page")
            self._visit.refuse_signs("turning the page")
            yield self._visit.page.reply.text
        raise ContractBroken(
            "The portal's list has no end.", expected=f"{source.most_pages} pages at most", found="still more"
        )

    def data(self, source: JsonSource, blanks: Blanks) -> Iterator[str]:
        yield from self._data.asked(source, blanks)

    def following(self, source: JsonSource, url: str, text: str) -> Iterator[str]:
        yield from self._data.following(source, url, text)

    def show(self, source: Source, blanks: Blanks) -> None:
        """Nothing is drawn."""

    def witness(self, caption: str) -> None:
        if self._visit.has_page:
            self._visit.witness.digest(self._visit.page.text, caption)
