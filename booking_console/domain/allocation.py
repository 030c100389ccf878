"""Priority list + availability -> decision. Pure: replaying it with the stored inputs gives the same room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from booking_console.domain.rooms import PriorityList, Room, RoomClosure
from booking_console.domain.slot import Slot


class Answer(StrEnum):
    CHOSEN = "chosen"
    FREE = "free"  # also free, lower in the order
    BUSY = "busy"
    TAKEN = "taken"  # free when looked at, refused on submit
    CLOSED = "closed"  # switched off by the practice
    UNKNOWN = "unknown"  # the portal's answer for this room could not be read: never treated as free
    NOT_LISTED = "not_listed"


@dataclass(frozen=True, slots=True)
class Busy:
    """A taken interval of a room as the portal shows it. owner: the text of the entry, may be empty.

    is_closed: nobody booked it, but nobody can: past, outside the portal's hours, blocked. is_ours: whether the portal says that our
    login made it; None: it says nothing. type: our word for it, the portal's own where we know none, "" when it shows none.
    """

    slot: Slot
    owner: str = ""
    reference: str = ""
    is_closed: bool = False
    is_ours: bool | None = field(default=None, compare=False)
    type: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Availability:
    """What the portal showed for one day at looked_at. busy has a key for every room that was read, even when nothing is busy;
    a room without a key is unknown, never free."""

    looked_at: datetime
    busy: Mapping[int, tuple[Busy, ...]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """The answer for one room. rank: 1-based place in the list, 0 when not listed. fact: plain words."""

    room_id: int
    rank: int
    answer: Answer
    fact: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The chosen room (None: none was free) with the reason for every candidate."""

    room_id: int | None
    candidates: tuple[Candidate, ...]
    list_id: int
    list_version: int
    looked_at: datetime


def choose_room(
    wanted: Slot,
    *,
    rooms: Sequence[Room],
    priority: PriorityList,
    availability: Availability,
    closures: Sequence[RoomClosure] = (),
    taken: frozenset[int] = frozenset(),
    ours: Mapping[int, tuple[Slot, ...]] | None = None,
) -> Decision:
    """The first room of the list that is free for the whole interval.

    taken: rooms that the portal refused for this very interval during this attempt.
    ours: slots of our own live bookings by room; they may not show on the portal yet.
    """
    candidates: list[Candidate] = []
    chosen: int | None = None
    for rank, room_id in enumerate(priority.room_ids, start=1):
        answer, fact = _judge(wanted, room_id, availability, closures, taken, ours or {})
        if answer is Answer.FREE and chosen is None:
            chosen, answer, fact = room_id, Answer.CHOSEN, "free, the first one in your order"
        candidates.append(Candidate(room_id, rank, answer, fact))
    listed = set(priority.room_ids)
    candidates += [Candidate(r.id, 0, Answer.NOT_LISTED, "not in this list") for r in rooms if r.id not in listed]
    return Decision(chosen, tuple(candidates), priority.id, priority.version, availability.looked_at)


def _judge(
    wanted: Slot,
    room_id: int,
    availability: Availability,
    closures: Sequence[RoomClosure],
    taken: frozenset[int],
    ours: Mapping[int, tuple[Slot, ...]],
) -> tuple[Answer, str]:
    if room_id in taken:
        return Answer.TAKEN, "free when looked at, refused on submit"
    closed = next((c for c in closures if c.room_id == room_id and c.touches(wanted)), None)
    if closed is not None:
        return Answer.CLOSED, f"switched off: {closed.reason}" if closed.reason else "switched off"
    if room_id not in availability.busy:
        return Answer.UNKNOWN, "the portal did not show this room"
    clash = next((b for b in availability.busy[room_id] if b.slot.overlaps(wanted)), None)
    if clash is not None:
        return Answer.BUSY, f"{'closed on the portal' if clash.is_closed else 'busy'} {_clock(clash.slot, wanted)}"
    own = next((s for s in ours.get(room_id, ()) if s.overlaps(wanted)), None)
    if own is not None:
        return Answer.BUSY, f"busy {_clock(own, wanted)}, booked by us"
    return Answer.FREE, "also free, lower in your order"


def _clock(slot: Slot, wanted: Slot) -> str:
    zone = wanted.start.tzinfo
    return f"{slot.start.astimezone(zone):%H:%M}–{slot.end.astimezone(zone):%H:%M}"
