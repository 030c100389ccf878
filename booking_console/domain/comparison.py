"""Our bookings beside the portal's entries: what is in one and not in the other. Pure; who only looks here changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from booking_console.domain import names
from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.booking import HOLDS_ROOM, Booking, BookingStatus
from booking_console.domain.portal import ReadBack
from booking_console.domain.slot import Slot

#: What we say is booked. Everything else that holds a room is being settled, and may be on the portal or not.
SETTLED = frozenset({BookingStatus.CONFIRMED, BookingStatus.NEEDS_ATTENTION})


class DifferenceKind(StrEnum):
    MISSING = "missing"  # ours, and not on the portal
    ELSEWHERE = "elsewhere"  # ours, in another room or at another time
    OTHER_GUEST = "other_guest"  # somebody else's entry stands where ours should
    TWICE = "twice"  # more than one entry for one visit
    LEFT_OVER = "left_over"  # cancelled or given up here, still there
    UNKNOWN = "unknown"  # made with our login, and not in our log


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """room_id and slot: where it should be, for what is not in our log where it is. seen: where it is instead. guest: as we or the
    portal write it. booking_id and appointment_id: None for what is not in our log."""

    kind: DifferenceKind
    room_id: int
    slot: Slot
    guest: str = ""
    reference: str = ""
    seen: tuple[int, Slot] | None = None
    booking_id: int | None = None
    appointment_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """first to last: the days. checked: bookings that were looked for; untold: of those, where the portal does not tell whose the
    entry is, or shows what is over no longer. sees_all: false when the portal shows no whole days, so that what it holds beyond our
    log cannot be seen. gaps: plain words for what could not be compared."""

    at: datetime
    first: date
    last: date
    checked: int = 0
    untold: int = 0
    sees_all: bool = True
    differences: tuple[Difference, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def is_even(self) -> bool:
        return not self.differences and not self.gaps


Shown = Mapping[int, Sequence[Busy]]


def belongs(entry: Busy, booking: Booking) -> bool | None:
    """Whether the entry is the booking's by what it says; None: it says nothing. A reference decides before a name does."""
    if entry.reference and booking.portal_reference:
        return entry.reference == booking.portal_reference
    if entry.is_ours is False:
        return False
    return _is_named_there(entry, booking) if entry.owner else None


def _is_named_there(entry: Busy, booking: Booking) -> bool:
    guest = set(names.key(booking.guest).split())
    return bool(guest) and guest <= set(names.key(entry.owner).split())


def _could_be(entry: Busy, booking: Booking) -> bool:
    """A second entry of a visit, or one that was moved, has another reference: then the name alone speaks."""
    is_named = bool(entry.reference) and entry.reference == booking.portal_reference
    return is_named or (entry.is_ours is not False and _is_named_there(entry, booking))


def without_entry(shown: Availability, booking: Booking) -> Availability:
    """What would be taken if that booking's own entry stood elsewhere."""

    def is_its(entry: Busy) -> bool:
        return entry.slot == booking.slot and not entry.is_closed and belongs(entry, booking) is not False

    here = tuple(entry for entry in shown.busy.get(booking.room_id, ()) if not is_its(entry))
    known = {booking.room_id: here} if booking.room_id in shown.busy else {}
    return Availability(shown.looked_at, {**shown.busy, **known})


def is_proven(booking: Booking, shown: Shown) -> bool:
    """Exactly one entry there, at exactly this time, and it is the booking's."""
    here = [e for e in shown.get(booking.room_id, ()) if not e.is_closed and e.slot.overlaps(booking.slot)]
    return len(here) == 1 and here[0].slot == booking.slot and belongs(here[0], booking) is True


def difference(booking: Booking, verdict: ReadBack, shown: Shown, known: Iterable[Booking]) -> Difference | None:
    """What a booking that is not proven differs in, by the portal's own answer for its room and time. None: the portal does not tell."""
    if verdict in (ReadBack.OURS, ReadBack.PENDING, ReadBack.UNCLEAR):
        return None
    if verdict is ReadBack.CLASH:
        return _of(booking, DifferenceKind.TWICE, (booking.room_id, booking.slot))
    others = [b for b in known if b.id != booking.id and b.status in HOLDS_ROOM]
    for room_id, entry in _entries(shown):
        is_elsewhere = (room_id, entry.slot) != (booking.room_id, booking.slot)
        if is_elsewhere and _could_be(entry, booking) and not _is_held(room_id, entry, others):
            return _of(booking, DifferenceKind.ELSEWHERE, (room_id, entry.slot))
    is_taken = any(e.slot.overlaps(booking.slot) for e in shown.get(booking.room_id, ()) if not e.is_closed)
    return _of(booking, DifferenceKind.OTHER_GUEST if is_taken else DifferenceKind.MISSING)


def strangers(shown: Shown, known: Sequence[Booking], explained: Sequence[Difference]) -> list[Difference]:
    """The other direction: entries that are ours by what they say, and that our log does not hold there.

    known: every booking of ours on these days, whatever became of it. explained: what was found already.
    """
    told = {difference.seen for difference in explained}
    found = [
        _stranger(room_id, entry, known)
        for room_id, entry in _entries(shown)
        if (room_id, entry.slot) not in told and not _is_held(room_id, entry, known)
    ]
    return [stranger for stranger in found if stranger is not None]


def _stranger(room_id: int, entry: Busy, known: Sequence[Booking]) -> Difference | None:
    place = (room_id, entry.slot)
    mine = [b for b in known if _could_be(entry, b) and (b.slot.overlaps(entry.slot) or _is_named(entry, b))]
    living = [b for b in mine if b.status in HOLDS_ROOM]
    if living:
        return _of(living[-1], DifferenceKind.TWICE, place)
    if mine:
        return _of(mine[-1], DifferenceKind.LEFT_OVER, place)
    if entry.is_ours:
        return Difference(
            kind=DifferenceKind.UNKNOWN, room_id=room_id, slot=entry.slot, guest=entry.owner, reference=entry.reference
        )
    return None


def _is_named(entry: Busy, booking: Booking) -> bool:
    return bool(entry.reference) and entry.reference == booking.portal_reference


def _is_held(room_id: int, entry: Busy, known: Iterable[Booking]) -> bool:
    """A booking that holds its room there accounts for the entry, unless the entry says that it is another's."""
    return any(
        any(place == room_id and slot.overlaps(entry.slot) for place, slot in _places(b))
        and b.status in HOLDS_ROOM
        and (belongs(entry, b) is not False or not entry.is_ours)
        for b in known
    )


def _places(booking: Booking) -> list[tuple[int, Slot]]:
    """While it is being changed it may stand at either."""
    here = [(booking.room_id, booking.slot)]
    return [*here, (booking.was.room_id, booking.was.slot)] if booking.was else here


def _entries(shown: Shown) -> list[tuple[int, Busy]]:
    return [(room_id, entry) for room_id, entries in shown.items() for entry in entries if not entry.is_closed]


def _of(booking: Booking, kind: DifferenceKind, seen: tuple[int, Slot] | None = None) -> Difference:
    return Difference(
        kind=kind,
        room_id=booking.room_id,
        slot=booking.slot,
        guest=booking.guest,
        reference=booking.portal_reference or "",
        seen=seen,
        booking_id=booking.id,
        appointment_id=booking.appointment_id,
    )
