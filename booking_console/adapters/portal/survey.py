"""Reading what is taken from the pages and answers that the profile names, all of them together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from selectolax.lexbor import LexborHTMLParser

from booking_console.adapters.portal.answers import Answer, selectors
from booking_console.adapters.portal.entrance import Entrance
from booking_console.adapters.portal.filling import Filling
from booking_console.adapters.portal.grid import read_grid
from booking_console.adapters.portal.lists import Scope, read_items, read_json
from booking_console.adapters.portal.reading import DayFrame, Reading, all_but, closed_outside, unite
from booking_console.adapters.portal.rooms import RoomTable
from booking_console.adapters.portal.sources import GridSource, ItemsSource, JsonSource, Source
from booking_console.adapters.portal.templates import Blanks, fill, names_in, page_blanks
from booking_console.adapters.portal.traffic import is_same_request
from booking_console.adapters.portal.visit import Visit, refuse_bad_status
from booking_console.domain.errors import ContractBroken, Unavailable
from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True)
class Ask:
    """One page or request of a source, and what it tells about."""

    blanks: Blanks
    scope: Scope


class Survey:
    """slot: only pages about this interval are asked for, where a portal has one page per interval."""

    def __init__(
        self, visit: Visit, entrance: Entrance, *, frame: DayFrame, rooms: RoomTable, slot: Slot | None
    ) -> None:
        self._visit, self._entrance = visit, entrance
        self._frame, self._rooms, self._slot = frame, rooms, slot

    def read(self, sources: Sequence[Source], *, caption: str) -> Reading:
        everybody = [self._source(s, caption) for s in sources if s.shows == "all"]
        own = [self._source(s, caption) for s in sources if s.shows == "own"]
        total = Reading()
        for reading in everybody or own:
            total.add(reading)
        for reading in own:
            total.unclear |= reading.unclear
        found_own = [f for reading in own for f in reading.found]
        total.found = unite([f for r in everybody for f in r.found], found_own)
        return total

    def _source(self, source: Source, caption: str) -> Reading:
        total = Reading()
        for ask in self._asks(source):
            total.add(self._read(source, ask))
            self._visit.witness.picture(self._visit.page, caption)
        if not isinstance(source, GridSource) and source.state == "free":
            total.found = [
                entry
                for room in total.clear
                for entry in all_but([f.slot for f in total.found if f.room == room], self._frame, room)
            ]
        if source.shows == "all" and not isinstance(source, GridSource):
            for room in total.clear:
                total.found += closed_outside(self._frame, room, self._frame.opens, self._frame.closes)
        return total

    def _asks(self, source: Source) -> Iterator[Ask]:
        address = source.request if isinstance(source, JsonSource) else source.place
        names = names_in(address) | names_in(source.place or "")
        for slot in self._slots() if names & {"start", "end"} else [self._slot]:
            months = self._visit.profile.context.months
            blanks = page_blanks(self._frame.day, self._frame.zone, months=months, slot=slot)
            for area, rooms, room in self._parts(names):
                filled = replace(blanks, values={"area": area}, room=room)
                yield Ask(filled, Scope(self._frame, self._rooms, frozenset(rooms), slot))

    def _slots(self) -> Iterator[Slot]:
        if self._slot is not None:
            yield self._slot
            return
        start, step = self._frame.opens, timedelta(minutes=self._frame.slots.minutes)
        while start + step <= self._frame.closes:
            yield Slot(start, start + step)
            start += step

    def _parts(self, names: set[str]) -> Iterator[tuple[str, set[int], dict[str, str]]]:
        entries = self._rooms.entries
        if "room" in names:
            for room, entry in entries.items():
                yield entry.area, {room}, {"id": entry.id, "label": entry.label or entry.name, "name": entry.name}
        elif "area" in names:
            for area in self._rooms.areas():
                yield area, self._rooms.in_area(area), {}
        elif entries:
            yield "", set(entries), {}

    def _read(self, source: Source, ask: Ask) -> Reading:
        if isinstance(source, JsonSource):
            return read_json(self._json(source, ask), source, scope=ask.scope)
        self._open(source, ask)
        with self._visit.phase("reading the rooms"):
            html = self._visit.page.content()
        if isinstance(source, ItemsSource):
            return read_items(html, source, scope=ask.scope)
        return read_grid(html, source, frame=self._frame, rooms=self._rooms)

    def _open(self, source: Source, ask: Ask) -> None:
        assert source.place is not None
        doing = "looking at the rooms"
        self._entrance.open(fill(source.place, ask.blanks, for_url=True), ready=source.ready, doing=doing)
        Filling(self._visit, ask.blanks).run(source.before)

    def _json(self, source: JsonSource, ask: Ask) -> str:
        url = self._entrance.address(fill(source.request, ask.blanks, for_url=True))
        return self._fetched(url) if source.place is None else self._overheard(source, ask, url)

    def _overheard(self, source: JsonSource, ask: Ask, url: str) -> str:
        """The page asks for its data itself, later than it is drawn."""
        traffic, waits = self._visit.traffic, self._visit.waits
        since = len(traffic.responses)
        self._open(source, ask)
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
        refuse_bad_status(response.status, response.headers.get("retry-after"), "looking at the rooms")
        with self._visit.phase("reading the rooms"):
            text = response.text()
        if source.ready:
            with self._visit.phase("waiting for the rooms to be drawn", expected=f'"{source.ready}"'):
                self._visit.page.locator(source.ready).first.wait_for()
        return text

    def _lost(self, url: str) -> bool:
        return any(is_same_request(request.url, url) for request in self._visit.traffic.failed)

    def _fetched(self, url: str) -> str:
        status, retry_after, text = self._request(url)
        session = self._visit.profile.session
        if session is not None and status in session.expired_status:
            self._entrance.log_in_for_data()
            status, retry_after, text = self._request(url)
        refuse_bad_status(status, retry_after, "looking at the rooms")
        if status != 200:
            self._visit.refuse_signs(_as_answer(url, status, text, self._visit), "looking at the rooms")
            raise ContractBroken(
                "The portal refuses its bookings.", expected="an answer with status 200", found=f"status {status}"
            )
        return text

    def _request(self, url: str) -> tuple[int, str | None, str]:
        self._visit.pace.wait()
        self._visit.pace.note_request()
        self._visit.traffic.forget_page()
        with self._visit.phase("looking at the rooms"):
            response = self._visit.browser.context().request.get(
                url, timeout=self._visit.waits.page.total_seconds() * 1000
            )
            return response.status, response.headers.get("retry-after"), response.text()


def _as_answer(url: str, status: int, html: str, visit: Visit) -> Answer:
    tree = LexborHTMLParser(html or "<p></p>")
    visible, _ = selectors(sign.when for sign in visit.profile.signs)
    there = frozenset(css for css in visible if tree.css_first(css) is not None)
    return Answer(url=url, status=status, text=tree.text(separator=" "), elements=there)
