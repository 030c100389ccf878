"""The day as a table: one row per quarter hour, one column per room, a booking spans its rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from booking_console.demo.portal import hours
from booking_console.demo.portal.ledger import Entry
from booking_console.demo.portal.rooms import Room


@dataclass
class Block:
    """Bookings that share quarter hours of a room; more than one only when two won the same race."""

    first: int
    after: int
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Cell:
    kind: str
    room: Room
    seconds: int
    rowspan: int = 1
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Row:
    seconds: int
    cells: tuple[Cell, ...]

    @property
    def clock(self) -> str:
        return hours.clock(self.seconds)


def rows_of(
    rooms: tuple[Room, ...], entries: Iterable[Entry], *, day: date, now: datetime, zone: ZoneInfo
) -> list[Row]:
    live = list(entries)
    blocks = {room: _blocks([one for one in live if one.room == room.name], zone) for room in rooms}
    rows = []
    for seconds in hours.starts():
        is_past = hours.moment(day, seconds, zone) <= now
        cells = tuple(cell for room in rooms for cell in _cells(room, seconds, blocks[room], is_past=is_past))
        rows.append(Row(seconds, cells))
    return rows


def _blocks(entries: list[Entry], zone: ZoneInfo) -> list[Block]:
    blocks: list[Block] = []
    for entry in entries:
        first, after = _quarters(entry, zone)
        if blocks and first < blocks[-1].after:
            blocks[-1].after = max(blocks[-1].after, after)
        else:
            blocks.append(Block(first, after))
        blocks[-1].entries.append(entry)
    return [block for block in blocks if block.first < block.after]


def _quarters(entry: Entry, zone: ZoneInfo) -> tuple[int, int]:
    start, end = hours.since_midnight(entry.start, zone), hours.since_midnight(entry.end, zone)
    first = start // hours.SLOT * hours.SLOT
    after = -(-end // hours.SLOT) * hours.SLOT
    return max(first, hours.OPENS), min(after, hours.CLOSES)


def _cells(room: Room, seconds: int, blocks: list[Block], *, is_past: bool) -> Iterator[Cell]:
    for block in blocks:
        if block.first == seconds:
            yield Cell("busy", room, seconds, (block.after - block.first) // hours.SLOT, tuple(block.entries))
            return
        if block.first < seconds < block.after:
            return
    yield Cell("past" if is_past else "free", room, seconds)
