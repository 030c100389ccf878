"""A day grid, or the week of one room, in HTML -> what is taken in which room. Pure.

The cell index is not the room index: a cell with rowspan covers the rows below it, so every cell is placed first.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from booking_console.adapters.portal.content.extraction import read_value
from booking_console.adapters.portal.content.reading import DayFrame, Found, Reading, closed_outside, merge_same
from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.content.states import States
from booking_console.adapters.portal.language.formats import at, read_moment
from booking_console.adapters.portal.language.parts import TimeValue
from booking_console.adapters.portal.language.sources import CellState, Entries, GridSource
from booking_console.adapters.portal.language.words import shape
from booking_console.domain.errors import ContractBroken
from booking_console.domain.slot import Slot

_MOST_CELLS = 200_000  # a grid of a day has some thousands


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and the rows and columns it covers, half-open."""

    node: LexborNode
    top: int
    left: int
    bottom: int
    right: int


def read_grid(html: str, source: GridSource, *, frame: DayFrame, rooms: RoomTable, only: int | None = None) -> Reading:
    """only: the room that the page is about, where the grid shows its days.

    Raises ContractBroken when there is no such grid, or its headers cannot be read.
    """
    table = LexborHTMLParser(html).css_first(source.table)
    if table is None:
        raise ContractBroken(
            "The portal's day page has no room grid.", expected=f"the grid {source.table}", found="no such element"
        )
    cells = place_cells(table)
    return _Grid(table, cells, source, frame, rooms if only is None else only).read()


def place_cells(table: LexborNode) -> list[Placed]:
    """Every cell of the table at its real place: rowspan and colspan expanded."""
    taken: dict[tuple[int, int], bool] = {}
    placed: list[Placed] = []
    rows = [row for row in table.css("tr") if _table_of(row) == table]
    for top, row in enumerate(rows):
        left = 0
        for node in (child for child in row.iter() if child.tag in ("td", "th")):
            while (top, left) in taken:
                left += 1
            # rowspan=0 means "to the end of the table".
            named = node.attributes
            height = _span(named, "rowspan") or len(rows) - top
            width = max(_span(named, "colspan"), 1)
            cell = Placed(node, top, left, min(top + height, len(rows)), left + width)
            _take(taken, cell)
            placed.append(cell)
    return placed


def _table_of(row: LexborNode) -> LexborNode | None:
    node = row.parent
    while node is not None and node.tag != "table":
        node = node.parent
    return node


def _span(named: Mapping[str, str | None], name: str) -> int:
    text = named.get(name) or "1"
    return int(text) if text.isdigit() else 1


def _take(taken: dict[tuple[int, int], bool], cell: Placed) -> None:
    if (cell.bottom - cell.top) * (cell.right - cell.left) + len(taken) > _MOST_CELLS:
        raise ContractBroken("The portal's room grid is absurdly large.", expected="a day's grid", found="a huge one")
    for y in range(cell.top, cell.bottom):
        for x in range(cell.left, cell.right):
            taken[y, x] = True


class _Grid:
    """rooms: those that the heads may name, or the one whose days they are."""

    def __init__(
        self, table: LexborNode, cells: list[Placed], source: GridSource, frame: DayFrame, rooms: RoomTable | int
    ) -> None:
        self._source, self._frame = source, frame
        heads = [axis.cells for axis in (source.rooms, source.days, source.times) if axis is not None]
        self._heads = {n.mem_id for css in heads for n in table.css(css)}
        self._states = States(table, source.states)
        self._rooms = (
            self._day_lines(table, cells, rooms) if isinstance(rooms, int) else self._room_lines(table, cells, rooms)
        )
        self._times = self._time_lines(table, cells)
        self._moments = sorted(self._times.values())
        self._cells = cells

    def _is_row_axis(self, axis: str) -> bool:
        return (self._source.rooms_are == "rows") == (axis == "rooms")

    def _lines(self, cell: Placed, axis: str) -> range:
        return range(cell.top, cell.bottom) if self._is_row_axis(axis) else range(cell.left, cell.right)

    def _room_lines(self, table: LexborNode, cells: list[Placed], rooms: RoomTable) -> dict[int, int]:
        assert self._source.rooms is not None
        heads = {n.mem_id for n in table.css(self._source.rooms.cells)}
        lines: dict[int, int] = {}
        for cell in (c for c in cells if c.node.mem_id in heads):
            room = rooms.match(read_value(cell.node, self._source.rooms.value) or "")
            if room is not None:
                lines |= dict.fromkeys(self._lines(cell, "rooms"), room)
        if not lines:
            raise ContractBroken(
                "The portal's room grid shows none of our rooms.",
                expected="our rooms in the grid",
                found="none of them",
            )
        return lines

    def _day_lines(self, table: LexborNode, cells: list[Placed], room: int) -> dict[int, int]:
        assert self._source.days is not None
        heads = {n.mem_id for n in table.css(self._source.days.cells)}
        days = [c for c in cells if c.node.mem_id in heads]
        ours = [c for c in days if self._moment(c.node, self._source.days.value, None).date() == self._frame.day]
        if not ours:
            raise ContractBroken(
                "The portal's grid does not show the day.", expected="the day in the grid", found=f"{len(days)} others"
            )
        return {line: room for cell in ours for line in self._lines(cell, "rooms")}

    def _time_lines(self, table: LexborNode, cells: list[Placed]) -> dict[int, datetime]:
        heads = {n.mem_id for n in table.css(self._source.times.cells)}
        begun: list[tuple[range, datetime]] = []
        for cell in (c for c in cells if c.node.mem_id in heads):
            reached = begun[-1][1] if begun else None
            begun.append((self._lines(cell, "times"), self._moment(cell.node, self._source.times.value, reached)))
        if not begun:
            raise ContractBroken("The portal's room grid shows no times.", expected="a time per row", found="none")
        return _shared_out(begun, self._frame.slots.grid)

    def _moment(self, node: LexborNode, value: TimeValue, reached: datetime | None) -> datetime:
        text = read_value(node, value) or ""
        frame = self._frame
        try:
            return read_moment(text, value.format, day=frame.day, dialect=frame.dialect, after=reached)
        except ValueError:
            raise ContractBroken(
                "A time in the portal's room grid cannot be read.",
                expected=f"a time written as {value.format}",
                found=repr(shape(text)),
            ) from None

    def read(self) -> Reading:
        reading = Reading(clear=set(self._rooms.values()))
        covered: set[tuple[int, int]] = set()
        for cell in self._cells:
            if cell.node.mem_id not in self._heads:
                covered |= self._read_cell(cell, reading)
        self._miss_holes(covered, reading)
        if self._source.merge:
            reading.found = merge_same(reading.found)
        first, last = min(self._times.values()), self._line_end(max(self._times, key=self._times.__getitem__))
        for room in reading.clear:
            reading.found += closed_outside(self._frame, room, first, last, is_unseen=True)
        return reading

    def _read_cell(self, cell: Placed, reading: Reading) -> set[tuple[int, int]]:
        times = [line for line in self._lines(cell, "times") if line in self._times]
        lines = [line for line in self._lines(cell, "rooms") if line in self._rooms]
        if not times or not lines:
            return set()
        state = self._states.of(cell.node) or CellState.UNKNOWN
        slot = Slot(self._times[times[0]], self._line_end(times[-1]))
        for room in {self._rooms[line] for line in lines}:
            self._note(cell.node, state, room, slot, reading)
        return {(time, line) for time in times for line in lines}

    def _note(self, node: LexborNode, state: CellState, room: int, slot: Slot, reading: Reading) -> None:
        if state is CellState.UNKNOWN:
            reading.unclear.add(room)
        elif state is CellState.CLOSED:
            reading.found.append(Found(room=room, slot=slot, is_closed=True))
        elif state in (CellState.BUSY, CellState.PENDING):
            reading.found += read_entries(node, self._source.entry, room=room, slot=slot, state=state)

    def _line_end(self, line: int) -> datetime:
        start = self._times[line]
        number = bisect_right(self._moments, start)
        return self._moments[number] if number < len(self._moments) else self._last_end(start)

    def _last_end(self, start: datetime) -> datetime:
        """The last line of the grid, and the one before a gap in its times, is as long as its period or the slot grid."""
        period = next((p for p in self._frame.dialect.periods if p.start == start.time()), None)
        return at(start.date(), period.end, self._frame.zone) if period else start + self._frame.slots.grid

    def _miss_holes(self, covered: set[tuple[int, int]], reading: Reading) -> None:
        """A room with a missing cell was not read for the whole day."""
        reading.unclear |= {
            room for line, room in self._rooms.items() if any((time, line) not in covered for time in self._times)
        }


def _shared_out(begun: Sequence[tuple[range, datetime]], grid: timedelta) -> dict[int, datetime]:
    """A head over several lines is that of an hour whose parts have no head of their own: they share it, all equally long. The first head
    may stand over the last parts of its hour alone."""
    pairs = [(covered, later - start) for (covered, start), (_, later) in pairwise(begun)]
    step = min((length / len(covered) for covered, length in pairs if length > timedelta()), default=grid)
    lines: dict[int, datetime] = {}
    for number, (covered, start) in enumerate(begun):
        is_cut = number == 0 and len(covered) > 1 and len(covered) < max(len(other) for other, _ in begun)
        first = begun[1][1] - len(covered) * step if is_cut else start
        lines |= {line: first + place * step for place, line in enumerate(covered)}
    return lines


def read_entries(
    node: LexborNode, entry: Entries, *, room: int, slot: Slot, state: CellState = CellState.BUSY
) -> list[Found]:
    """The entries of one busy place. One at least, even when the page does not say whose."""
    parts = node.css(entry.each) if entry.each else []
    found = [_read_entry(part, entry, room, slot) for part in parts or [node]]
    return [replace(one, is_pending=True) for one in found] if state is CellState.PENDING else found


def _read_entry(node: LexborNode, entry: Entries, room: int, slot: Slot) -> Found:
    return Found(
        room=room,
        slot=slot,
        owner=(read_value(node, entry.owner) if entry.owner else None) or "",
        reference=(read_value(node, entry.reference) if entry.reference else None) or "",
        key=(read_value(node, entry.key) if entry.key else None) or "",
        type=(read_value(node, entry.type) if entry.type else None) or "",
        mine=_shows(node, entry.mine) if entry.mine else None,
        is_pending=_shows(node, entry.pending) if entry.pending else False,
    )


def _shows(node: LexborNode, css: str) -> bool:
    return node.css_matches(css) or node.css_first(css) is not None
