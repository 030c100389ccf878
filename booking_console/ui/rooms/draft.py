"""What a manager is about to change about the rooms. Nothing of it is kept before it is saved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.rooms import PriorityList, Room, RoomClosure

#: The name of the default list among those of the types.
ALL = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """The rooms as they are set now. orders: the lists in use, by type (ALL: the default list). next_versions: what saving makes."""

    rooms: tuple[Room, ...] = ()
    orders: Mapping[str, PriorityList] = field(default_factory=dict)
    next_versions: Mapping[str, int] = field(default_factory=dict)
    since: Mapping[str, datetime] = field(default_factory=dict)
    closures: tuple[RoomClosure, ...] = ()

    def order_of(self, type_: str) -> tuple[int, ...]:
        """Of the list that the type goes by."""
        return (self.orders.get(type_) or self.orders[ALL]).room_ids if self.orders else ()

    def version_of(self, type_: str) -> int:
        return self.orders[type_].version if type_ in self.orders else 0

    def name_of(self, room_id: int) -> str:
        return next((room.name for room in self.rooms if room.id == room_id), "a former room")

    def closed(self, room_id: int) -> list[RoomClosure]:
        return [closure for closure in self.closures if closure.room_id == room_id]


@dataclass(frozen=True, slots=True)
class Closing:
    """A room about to be switched off. first, last: ISO days as typed, last included; no last day: until somebody switches it on."""

    first: str = ""
    last: str = ""
    reason: str = ""

    @property
    def lacks(self) -> str:
        """What is missing, in words; empty when it can be saved."""
        return self.days_lack or ("" if self.reason.strip() else "The reason is missing.")

    @property
    def days_lack(self) -> str:
        first, last = day_of(self.first), day_of(self.last)
        if first is None:
            return "The first day is missing."
        if self.last and last is None:
            return "The last day is not a day."
        return "The last day comes before the first." if last is not None and last < first else ""

    def closure(self, room_id: int, now: datetime, zone: ZoneInfo) -> RoomClosure:
        """From the first day's midnight, or from now when that is past."""
        first, last = day_of(self.first), day_of(self.last)
        assert first is not None, "only days that lack nothing become a closure"
        start = max(_midnight(first, zone), now)
        end = _midnight(last + timedelta(days=1), zone) if last else None
        return RoomClosure(room_id, start, end, self.reason.strip())


@dataclass(frozen=True, slots=True)
class Draft:
    """type: the list that is shown. orders: the changed ones only. touched: moved by hand, they are the ones called moved."""

    type: str = ALL
    orders: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    touched: frozenset[int] = frozenset()
    closings: Mapping[int, Closing] = field(default_factory=dict)
    openings: frozenset[int] = frozenset()
    shown_closing: int = 0
    note: str = ""

    @property
    def has_changes(self) -> bool:
        return bool(self.orders or self.closings or self.openings)


def order(draft: Draft, practice: Practice) -> tuple[int, ...]:
    return draft.orders.get(draft.type) or practice.order_of(draft.type)


def with_order(draft: Draft, practice: Practice, room_ids: Sequence[int]) -> Draft:
    """Back at what is saved is no change."""
    others = {type_: ids for type_, ids in draft.orders.items() if type_ != draft.type}
    is_same = draft.type in practice.orders and tuple(room_ids) == practice.orders[draft.type].room_ids
    return replace(draft, orders=others if is_same else {**others, draft.type: tuple(room_ids)})


def placed(draft: Draft, practice: Practice, room_id: int, place: int) -> Draft:
    """place: counted from 0."""
    rest = [one for one in order(draft, practice) if one != room_id]
    place = max(0, min(place, len(rest)))
    changed = with_order(draft, practice, [*rest[:place], room_id, *rest[place:]])
    return replace(changed, touched=draft.touched | {room_id})


def stepped(draft: Draft, practice: Practice, room_id: int, by: int) -> Draft:
    return placed(draft, practice, room_id, order(draft, practice).index(room_id) + by)


def left_out(draft: Draft, practice: Practice, room_id: int) -> Draft:
    rest = [one for one in order(draft, practice) if one != room_id]
    return with_order(draft, practice, rest) if rest else draft


def closing(draft: Draft, room_id: int, **words: str) -> Draft:
    """words: first, last, reason as typed."""
    known = draft.closings.get(room_id, Closing())
    return replace(draft, closings={**draft.closings, room_id: replace(known, **words)}, shown_closing=room_id)


def kept_on(draft: Draft, room_id: int) -> Draft:
    rest = {one: words for one, words in draft.closings.items() if one != room_id}
    return replace(draft, closings=rest, shown_closing=0 if draft.shown_closing == room_id else draft.shown_closing)


def moved_rooms(before: Sequence[int], after: Sequence[int], touched: Iterable[int] = ()) -> frozenset[int]:
    """The fewest rooms that were moved to get from one order to the other; of two that changed places the touched one."""
    rank = {room: place for place, room in enumerate(before)}
    light = frozenset(touched)
    kept: list[tuple[float, tuple[int, ...]]] = []
    for room in after:
        if room not in rank:
            continue
        fitting = [best for best in kept if rank[best[1][-1]] < rank[room]]
        weight, chain = max(fitting, default=(0.0, ()))
        kept.append((weight + (0.9 if room in light else 1.0), (*chain, room)))
    stayed = max(kept, default=(0.0, ()))[1]
    return frozenset(after) - frozenset(stayed)


def lacks(draft: Draft) -> str:
    """What saving waits for, in words."""
    missing = next((words.lacks for words in draft.closings.values() if words.lacks), "")
    if missing:
        return missing
    return "A note is needed." if draft.orders and not draft.note.strip() else ""


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
