"""Reading what is taken from the pages and answers that the profile names, all of them together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import structlog

from booking_console.adapters.portal.content.grid import read_grid
from booking_console.adapters.portal.content.lists import Scope, read_json, refuse_missing_items
from booking_console.adapters.portal.content.pages import Pages
from booking_console.adapters.portal.content.reading import DayFrame, Reading, all_but, closed_outside, joined, unite
from booking_console.adapters.portal.content.rooms import RoomTable, room_forms
from booking_console.adapters.portal.content.whole_lists import read_list
from booking_console.adapters.portal.language.formats import at
from booking_console.adapters.portal.language.sources import GridSource, ItemsSource, JsonSource, Source
from booking_console.adapters.portal.language.templates import INTERVAL_NAMES, Blanks, page_blanks
from booking_console.domain.errors import ContractBroken, LoginRefused, PersonRequired, Unavailable
from booking_console.domain.slot import Slot

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ask:
    """One page or request of a source, and what it tells about."""

    blanks: Blanks
    scope: Scope


class Survey:
    """slot: only pages about this interval are asked for, where a portal has one page per interval. search: the blanks of the booking
    that is looked for. today: in the portal's zone. is_wide: an entry is looked for wherever it stands, on other days too.
    kind: of the visit that a room is looked for, in the portal's word."""

    def __init__(
        self,
        pages: Pages,
        *,
        frame: DayFrame,
        rooms: RoomTable,
        slot: Slot | None,
        today: date,
        search: Blanks | None = None,
        is_wide: bool = False,
        kind: str = "",
    ) -> None:
        self._pages = pages
        self._frame, self._rooms, self._slot = frame, rooms, slot
        self._search, self._today, self._is_wide, self._kind = search, today, is_wide, kind

    def read(self, sources: Sequence[Source], *, caption: str) -> Reading:
        near = [source for source in sources if self.reaches(source)]
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
        found = unite(joined([r.found for r in everybody]), found_own, complete=complete)
        total.found = [replace(f, type=self._rooms.type_of(f.type)) if f.type else f for f in found]
        return total

    def reaches(self, source: Source) -> bool:
        return source.reaches_days is None or self._frame.day <= self._today + timedelta(days=source.reaches_days)

    def _source(self, source: Source, caption: str) -> Reading:
        total = self._all_asks(source, caption)
        if self._is_wide and source.shows == "own":
            total.found = [replace(f, mine=True) if f.mine is None else f for f in total.found]
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
        asks = list(self._asks(source))
        if not source.first_free:
            self._pages.ahead(source, [ask.blanks for ask in asks])
        for ask in asks:
            try:
                total.add(self._read(source, ask))
            except (LoginRefused, PersonRequired):
                self._pages.show(source, ask.blanks)
                raise
            except ContractBroken as error:
                self._pages.show(source, ask.blanks)
                log.warning("portal_page_unclear", expected=error.expected)
                total.unclear |= ask.scope.expected
                broken.append(error)
            self._pages.witness(caption)
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
                filled = replace(blanks, values={"type": self._kind, **blanks.values, "area": area}, room=room)
                yield Ask(filled, Scope(self._frame, self._rooms, frozenset(rooms), slot, self._is_wide))

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
        total = Reading()
        if isinstance(source, JsonSource):
            texts = list(self._pages.data(source, ask.blanks))
            refuse_missing_items(texts, source)
            for text in texts:
                total.add(read_json(text, source, scope=ask.scope))
        elif isinstance(source, ItemsSource):
            total.add(read_list(self._pages.html(source, ask.blanks), source, scope=ask.scope))
        else:
            only = next(iter(ask.scope.expected)) if source.days else None
            for html in self._pages.html(source, ask.blanks):
                total.add(read_grid(html, source, frame=self._frame, rooms=self._rooms, only=only))
        return total
