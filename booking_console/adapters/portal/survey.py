"""Reading what is taken from the pages and answers that the profile names, all of them together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from booking_console.adapters.portal.asking import DataRequests
from booking_console.adapters.portal.controls import candidates
from booking_console.adapters.portal.entrance import Entrance
from booking_console.adapters.portal.filling import Filling
from booking_console.adapters.portal.formats import at
from booking_console.adapters.portal.grid import read_grid
from booking_console.adapters.portal.lists import Scope, read_items, read_json
from booking_console.adapters.portal.reading import DayFrame, Reading, all_but, closed_outside, unite
from booking_console.adapters.portal.rooms import RoomTable, room_forms
from booking_console.adapters.portal.sources import GridSource, ItemsSource, JsonSource, Source
from booking_console.adapters.portal.templates import INTERVAL_NAMES, Blanks, fill, names_in, page_blanks
from booking_console.adapters.portal.visit import Visit
from booking_console.domain.errors import ContractBroken, LoginRefused, PersonRequired, Unavailable
from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True)
class Ask:
    """One page or request of a source, and what it tells about."""

    blanks: Blanks
    scope: Scope


class Survey:
    """slot: only pages about this interval are asked for, where a portal has one page per interval. search: the blanks of the booking
    that is looked for. today: in the portal's zone."""

    def __init__(
        self,
        visit: Visit,
        entrance: Entrance,
        *,
        frame: DayFrame,
        rooms: RoomTable,
        slot: Slot | None,
        today: date,
        search: Blanks | None = None,
    ) -> None:
        self._visit, self._entrance = visit, entrance
        self._frame, self._rooms, self._slot = frame, rooms, slot
        self._search, self._today = search, today
        self._data = DataRequests(visit, entrance)

    def read(self, sources: Sequence[Source], *, caption: str) -> Reading:
        near = [source for source in sources if self._reaches(source)]
        if not near:
            raise Unavailable("The portal's lists do not reach as far as that day yet.")
        everybody = [self._source(s, caption) for s in near if s.shows == "all"]
        own = [(s, self._source(s, caption)) for s in near if s.shows == "own"]
        total = Reading()
        for reading in everybody or [reading for _, reading in own]:
            total.add(reading)
        for _, reading in own:
            total.unclear |= reading.unclear
        found_own = [f for _, reading in own for f in reading.found]
        complete = frozenset(room for s, reading in own if s.complete for room in reading.readable)
        total.found = unite([f for r in everybody for f in r.found], found_own, complete=complete)
        return total

    def _reaches(self, source: Source) -> bool:
        return source.reaches_days is None or self._frame.day <= self._today + timedelta(days=source.reaches_days)

    def _source(self, source: Source, caption: str) -> Reading:
        total = self._all_asks(source, caption)
        if not isinstance(source, GridSource) and source.state == "free":
            for room in total.clear:
                total.found += all_but([f.slot for f in total.free if f.room == room], self._frame, room)
        if source.shows == "all" and not isinstance(source, GridSource):
            for room in total.clear:
                total.found += closed_outside(self._frame, room, self._frame.opens, self._frame.closes)
        return total

    def _all_asks(self, source: Source, caption: str) -> Reading:
        """A page that cannot be read leaves its own rooms unknown; when none can be read the first one's error is told."""
        total, broken = Reading(), list[ContractBroken]()
        for ask in self._asks(source):
            try:
                total.add(self._read(source, ask))
            except (LoginRefused, PersonRequired):
                raise
            except ContractBroken as error:
                total.unclear |= ask.scope.expected
                broken.append(error)
            self._visit.witness.picture(self._visit.page, caption)
            if source.first_free and self._is_free_in(total, ask.scope.expected):
                break
        if broken and not total.readable:
            raise broken[0]
        return total

    def _is_free_in(self, reading: Reading, rooms: frozenset[int]) -> bool:
        wanted = self._slot
        return wanted is not None and any(
            f.room in rooms and f.slot.start <= wanted.start and wanted.end <= f.slot.end for f in reading.free
        )

    def _asks(self, source: Source) -> Iterator[Ask]:
        names = source.blanks
        for slot in self._slots() if names & INTERVAL_NAMES else [self._slot]:
            blanks = page_blanks(self._frame.day, self._frame.dialect, slot=slot)
            if self._search is not None:
                blanks = replace(self._search, moments=blanks.moments, slot=slot)
            for area, rooms, room in self._parts(names):
                filled = replace(blanks, values={**blanks.values, "area": area}, room=room)
                yield Ask(filled, Scope(self._frame, self._rooms, frozenset(rooms), slot))

    def _slots(self) -> Iterator[Slot]:
        if self._slot is not None:
            yield self._slot
            return
        day, zone = self._frame.day, self._frame.zone
        if self._frame.dialect.periods:
            yield from (Slot(at(day, p.start, zone), at(day, p.end, zone)) for p in self._frame.dialect.periods)
            return
        start, step = self._frame.opens, self._frame.slots.grid
        while start + step <= self._frame.closes:
            yield Slot(start, start + step)
            start += step

    def _parts(self, names: set[str]) -> Iterator[tuple[str, set[int], dict[str, str]]]:
        entries = self._rooms.entries
        if "room" in names:
            for room, entry in entries.items():
                yield entry.area, {room}, room_forms(entry)
        elif "area" in names:
            for area in self._rooms.areas():
                yield area, self._rooms.in_area(area), {}
        elif entries:
            yield "", set(entries), {}

    def _read(self, source: Source, ask: Ask) -> Reading:
        if isinstance(source, JsonSource):
            return self._read_json(source, ask)
        self._open(source, ask)
        if isinstance(source, ItemsSource):
            return self._read_pages(source, ask)
        only = next(iter(ask.scope.expected)) if source.days else None
        return read_grid(self._html(), source, frame=self._frame, rooms=self._rooms, only=only)

    def _html(self) -> str:
        with self._visit.phase("reading the rooms"):
            return self._visit.view.content()

    def _open(self, source: Source, ask: Ask) -> None:
        assert source.place is not None
        # What is ready only after the steps before is waited for after them.
        ready = None if source.before else source.ready
        self._entrance.open(
            fill(source.place, ask.blanks, for_url=True), ready=ready or _first_control(source), doing=_LOOKING
        )
        Filling(self._visit, ask.blanks).run(source.before)
        if source.before and source.ready:
            with self._visit.phase("waiting for the rooms", expected=f'"{source.ready}"'):
                self._visit.view.locator(source.ready).first.wait_for()

    def _read_json(self, source: JsonSource, ask: Ask) -> Reading:
        total = Reading()
        first = self._data.first(source, ask.blanks, show=lambda: self._open(source, ask))
        for text in self._data.parts(source, first):
            total.add(read_json(text, source, scope=ask.scope))
        return total

    def _read_pages(self, source: ItemsSource, ask: Ask) -> Reading:
        total = Reading()
        for _ in range(source.most_pages):
            html = self._html()
            total.add(read_items(html, source, scope=ask.scope))
            if not self._turn(source, html):
                return total
        raise ContractBroken(
            "The portal's list has no end.", expected=f"{source.most_pages} pages at most", found="still more"
        )

    def _turn(self, source: ItemsSource, before: str) -> bool:
        """Go to the list's next page; False on its last."""
        if source.next is None:
            return False
        visit = self._visit
        with visit.phase("turning the page"):
            control = candidates(visit.view, source.next).filter(visible=True)
            if control.count() == 0 or not control.first.is_enabled():
                return False
            visit.pace.wait()
            control.first.click()
        if not visit.until(lambda: visit.html() not in ("", before), visit.waits.page.total_seconds()):
            raise Unavailable("The portal did not show the next page of its list.")
        with visit.phase("turning the page", expected=f'"{source.ready or source.scope}"'):
            visit.view.locator(source.ready or source.scope).first.wait_for()
        return True


_LOOKING = "looking at the rooms"


def _first_control(source: Source) -> str | None:
    """A page that is ready only after some steps is there when the first of them can be taken."""
    first = next(iter(source.before), None)
    selector = source.ready if first is None else first.target.selector
    return None if selector is None or names_in(selector) else selector
