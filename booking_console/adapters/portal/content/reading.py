"""What the portal's pages say about rooms and times, before it becomes availability or entries. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.language.formats import Dialect, at, midnight_after
from booking_console.adapters.portal.language.profile import Slots
from booking_console.domain.allocation import Busy
from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One entry as a page shows it. mine: whether the portal itself says that our login made it. room: our room id.

    is_gap: the page only does not offer this time as free; by whom and how often it is taken it does not tell. is_unseen: the page shows
    nothing of this time, neither free nor taken.
    """

    room: int
    slot: Slot
    owner: str = ""
    reference: str = ""
    key: str = ""
    mine: bool | None = None
    is_closed: bool = False
    is_gap: bool = False
    is_unseen: bool = False
    is_pending: bool = False
    type: str = ""


@dataclass(slots=True)
class Reading:
    """Everything read so far. clear: the rooms whose state is known for the whole day. free: what a page of free times offers."""

    found: list[Found] = field(default_factory=list)
    free: list[Found] = field(default_factory=list)
    clear: set[int] = field(default_factory=set)
    unclear: set[int] = field(default_factory=set)

    def add(self, other: "Reading") -> None:
        self.found += other.found
        self.free += other.free
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
    busy = [Busy(f.slot, f.owner, f.reference, f.is_closed, f.mine, f.type) for f in shown]
    return tuple(sorted(busy, key=lambda b: (b.slot, b.reference)))


@dataclass(frozen=True, slots=True)
class DayFrame:
    """The day that a page shows. slots: opening hours and slot grid of the profile."""

    day: date
    dialect: Dialect
    slots: Slots

    @property
    def zone(self) -> ZoneInfo:
        return self.dialect.zone

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


def closed_outside(
    frame: DayFrame, room: int, start: datetime, end: datetime, *, is_unseen: bool = False
) -> list[Found]:
    """What lies before start and after end cannot be booked, though no page says so."""
    parts = ((frame.start, start), (end, frame.end))
    return [Found(room=room, slot=Slot(a, b), is_closed=True, is_unseen=is_unseen) for a, b in parts if a < b]


def joined(sources: Sequence[Sequence[Found]]) -> list[Found]:
    """What several pages show of everybody. The same entry by its reference, or by its owner, is one entry, however many of them show
    it; two that one page shows are two."""
    total: list[Found] = []
    for found in sources:
        earlier = list(total)
        for entry in found:
            twin = next((f for f in earlier if _is_same(f, entry)), None)
            if twin is None:
                total.append(entry)
            else:
                earlier.remove(twin)
                total[total.index(twin)] = _fuller(twin, entry)
    return total


def _is_same(one: Found, other: Found) -> bool:
    if (
        (one.room, one.slot, one.is_pending) != (other.room, other.slot, other.is_pending)
        or one.is_closed
        or other.is_closed
    ):
        return False
    if one.reference and other.reference:
        return one.reference == other.reference
    return bool(one.owner) and one.owner == other.owner


def _fuller(one: Found, other: Found) -> Found:
    mine = one.mine if other.mine is None else other.mine
    told = {name: getattr(one, name) or getattr(other, name) for name in ("owner", "reference", "key", "type")}
    return replace(one, mine=mine, **told)


def all_but(free: Sequence[Slot], frame: DayFrame, room: int) -> list[Found]:
    """For pages that list only what is free: everything else of the day is taken."""
    found, reached = [], frame.start
    for slot in sorted(free):
        if slot.start > reached:
            found.append(Found(room=room, slot=Slot(reached, slot.start), is_gap=True))
        reached = max(reached, slot.end)
    if reached < frame.end:
        found.append(Found(room=room, slot=Slot(reached, frame.end), is_gap=True))
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
    return replace(last, slot=part.slot, key=part.key, mine=part.mine) == part and last.slot.end == part.slot.start


def _longer(last: Found, part: Found) -> Found:
    return replace(last, slot=Slot(last.slot.start, part.slot.end))


def unite(everybody: Sequence[Found], own: Sequence[Found], *, complete: frozenset[int] = frozenset()) -> list[Found]:
    """A list of our own entries tells whose the nameless ones of a day view are: each own entry stands for one of them.

    complete: the rooms whose every entry of ours is in the list, so that the others there are not ours.
    """
    rest, named = list(everybody), list[Found]()
    for entry in own:
        twin = next((f for f in rest if _may_be(f, entry)), None)
        if twin is not None:
            rest.remove(twin)
            named.append(replace(entry, type=entry.type or twin.type))
        else:
            pieces = _pieces(rest, entry)
            rest = [part for f in rest if f not in pieces for part in _beside(f, entry)]
            named.append(entry)
    return [*named, *(replace(f, mine=False) if f.room in complete and f.mine is None else f for f in rest)]


def _may_be(shown: Found, own: Found) -> bool:
    is_same_place = shown.room == own.room and shown.slot == own.slot and not shown.is_gap
    if shown.reference and own.reference:
        return is_same_place and shown.reference == own.reference
    return is_same_place and shown.mine is not False and not shown.is_closed


def _pieces(shown: Sequence[Found], own: Found) -> list[Found]:
    """What a page without names shows of our own entry when it repeats it hour by hour: parts that make it up exactly."""
    nameless = [f for f in shown if not (f.owner or f.reference or f.is_gap or f.is_closed or f.mine is False)]
    here = sorted((f for f in nameless if f.room == own.room and f.slot.overlaps(own.slot)), key=lambda f: f.slot)
    edges = [own.slot.start, *(f.slot.end for f in here)]
    fits = edges[-1] == own.slot.end and all(f.slot.start == edge for f, edge in zip(here, edges, strict=False))
    return here if fits else []


def _beside(shown: Found, own: Found) -> list[Found]:
    """What a gap still says when it is known that our own entry makes a part of it."""
    if not shown.is_gap or shown.room != own.room or not shown.slot.overlaps(own.slot):
        return [shown]
    parts = ((shown.slot.start, own.slot.start), (own.slot.end, shown.slot.end))
    return [replace(shown, slot=Slot(a, b)) for a, b in parts if a < b]
