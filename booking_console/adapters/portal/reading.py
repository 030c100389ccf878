"""What the portal's pages say about rooms and times, before it becomes availability or entries. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.formats import at, midnight_after
from booking_console.adapters.portal.profile import Slots
from booking_console.domain.allocation import Busy
from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One entry as a page shows it. mine: whether the portal itself says that our login made it. room: our room id."""

    room: int
    slot: Slot
    owner: str = ""
    reference: str = ""
    key: str = ""
    mine: bool | None = None
    is_closed: bool = False


@dataclass(slots=True)
class Reading:
    """Everything read so far. clear: the rooms whose state is known for the whole day."""

    found: list[Found] = field(default_factory=list)
    clear: set[int] = field(default_factory=set)
    unclear: set[int] = field(default_factory=set)

    def add(self, other: "Reading") -> None:
        self.found += other.found
        self.clear |= other.clear
        self.unclear |= other.unclear

    @property
    def readable(self) -> set[int]:
        return self.clear - self.unclear


def busy_by_room(reading: Reading, rooms: Iterable[int]) -> dict[int, tuple[Busy, ...]]:
    """Rooms that could not be read are left out."""
    return {room: _busy(reading, room) for room in rooms if room in reading.readable}


def _busy(reading: Reading, room: int) -> tuple[Busy, ...]:
    mine = [f for f in reading.found if f.room == room]
    closed = merge_same([f for f in mine if f.is_closed])
    shown = (*(f for f in mine if not f.is_closed), *closed)
    busy = [Busy(f.slot, f.owner, f.reference, f.is_closed, f.mine) for f in shown]
    return tuple(sorted(busy, key=lambda b: (b.slot, b.reference)))


@dataclass(frozen=True, slots=True)
class DayFrame:
    """The day that a page shows. slots: opening hours and slot grid of the profile."""

    day: date
    zone: ZoneInfo
    slots: Slots

    @property
    def start(self) -> datetime:
        return at(self.day, time(), self.zone)

    @property
    def end(self) -> datetime:
        return midnight_after(self.day, self.zone)

    @property
    def opens(self) -> datetime:
        return at(self.day, self.slots.opens, self.zone)

    @property
    def closes(self) -> datetime:
        return at(self.day, self.slots.closes, self.zone) if self.slots.closes else self.end


def closed_outside(frame: DayFrame, room: int, start: datetime, end: datetime) -> list[Found]:
    """What lies before start and after end cannot be booked, though no page says so."""
    parts = ((frame.start, start), (end, frame.end))
    return [Found(room=room, slot=Slot(a, b), is_closed=True) for a, b in parts if a < b]


def all_but(free: Sequence[Slot], frame: DayFrame, room: int) -> list[Found]:
    """For pages that list only what is free: everything else of the day is taken."""
    found, reached = [], frame.start
    for slot in sorted(free):
        if slot.start > reached:
            found.append(Found(room=room, slot=Slot(reached, slot.start)))
        reached = max(reached, slot.end)
    if reached < frame.end:
        found.append(Found(room=room, slot=Slot(reached, frame.end)))
    return found


def merge_same(found: Sequence[Found]) -> list[Found]:
    """Touching parts of one entry become one: for portals that repeat an entry in every cell it covers."""
    merged: list[Found] = []
    for part in sorted(found, key=lambda f: (f.room, f.reference, f.owner, f.slot)):
        last = merged[-1] if merged else None
        if last is not None and _is_continued(last, part):
            merged[-1] = _longer(last, part)
        else:
            merged.append(part)
    return merged


def _is_continued(last: Found, part: Found) -> bool:
    same = (last.room, last.reference, last.owner, last.is_closed) == (
        part.room,
        part.reference,
        part.owner,
        part.is_closed,
    )
    return same and last.slot.end == part.slot.start


def _longer(last: Found, part: Found) -> Found:
    return Found(
        room=last.room,
        slot=Slot(last.slot.start, part.slot.end),
        owner=last.owner,
        reference=last.reference,
        key=last.key,
        mine=last.mine,
        is_closed=last.is_closed,
    )


def unite(everybody: Sequence[Found], own: Sequence[Found]) -> list[Found]:
    """A list of our own entries tells whose the nameless ones of a day view are: each own entry stands for one of them."""
    rest = list(everybody)
    for entry in own:
        twin = next((f for f in rest if _may_be(f, entry)), None)
        if twin is not None:
            rest.remove(twin)
    return [*own, *rest]


def _may_be(shown: Found, own: Found) -> bool:
    is_same_place = shown.room == own.room and shown.slot == own.slot
    if shown.reference and own.reference:
        return is_same_place and shown.reference == own.reference
    return is_same_place and shown.mine is not False and not shown.is_closed
