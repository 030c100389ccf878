"""An entry that the portal made for us elsewhere than it was asked to: in another room, at another time. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from booking_console.domain import names
from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.booking import HOLDS_ROOM, Booking, Stray
from booking_console.domain.portal import PortalEntry, SubmitOutcome
from booking_console.domain.slot import Slot


def stray_of(
    entries: Sequence[PortalEntry],
    booking: Booking,
    *,
    before: Availability | None = None,
    known: Sequence[Booking] = (),
    answer: SubmitOutcome | None = None,
) -> Stray | None:
    """The entry that may be this booking's, where it stands elsewhere; None: there is none.

    before: what was seen of that day before the first press: what stood there then was not made by it. known: bookings of ours of those
    days, settled or not: they account for what stands in their places, unless it names our guest and not theirs. answer: to the submit,
    when it was just pressed; only after a yes may an entry be ours that tells nobody's name.
    """
    others = [one for one in known if one.id != booking.id and one.status in HOLDS_ROOM]
    found = [e for e in entries if not _is_in_place(e, booking) and e.ours is not False]
    certain = [e for e in found if _is_certain(e, booking)]
    new = [e for e in found if not _is_accounted_for(e, booking, others) and not _was_there(e, before)]
    named = [e for e in new if e.ours and _may_be_named(e, booking)]
    made = [e for e in new if e.is_by_us and e.ours is None and _was_seen_free(e, before)]
    likely = [e for e in new if answer is SubmitOutcome.SUCCESS and _is_alike(e, booking) and _was_seen_free(e, before)]
    for best in (*certain, *named, *made, *likely):
        room_id = best.room_id if best.room_id > 0 else None
        return Stray(room_id=room_id, slot=best.slot, room=best.room, reference=best.reference)
    return None


def _is_in_place(entry: PortalEntry, booking: Booking) -> bool:
    here = [(booking.room_id, booking.slot)]
    there = [(booking.was.room_id, booking.was.slot)] if booking.was else []
    return (entry.room_id, entry.slot) in (*here, *there)


def _is_certain(entry: PortalEntry, booking: Booking) -> bool:
    """The portal's own number for it, or the place where it was found before."""
    known = booking.stray
    if known is not None and (known.room_id or 0, known.slot) == (max(entry.room_id, 0), entry.slot):
        return True
    return bool(entry.reference) and entry.reference == booking.portal_reference


def _may_be_named(entry: PortalEntry, booking: Booking) -> bool:
    """Of another day nobody looked before the press: there another reference is another visit of the same guest."""
    is_other_day = entry.slot.start.date() != booking.slot.start.date()
    return not (is_other_day and entry.reference and booking.portal_reference)


def _is_accounted_for(entry: PortalEntry, booking: Booking, others: Sequence[Booking]) -> bool:
    is_numbered = any(entry.reference and entry.reference == b.portal_reference for b in others)
    places = [place for b in others if _may_be_of(entry, b, booking) for place in _places(b)]
    return is_numbered or any(room == entry.room_id and slot.overlaps(entry.slot) for room, slot in places)


def _may_be_of(entry: PortalEntry, other: Booking, booking: Booking) -> bool:
    """What bears our guest's name is not the other guest's, though it stands where that visit was asked for and is in doubt."""
    return not entry.ours or names.key(other.guest) == names.key(booking.guest)


def _places(booking: Booking) -> list[tuple[int | None, Slot]]:
    elsewhere = [(place.room_id, place.slot) for place in (booking.was, booking.stray) if place]
    return [(booking.room_id, booking.slot), *elsewhere]


def told_apart(entries: Sequence[PortalEntry], booking: Booking, known: Sequence[Booking]) -> list[PortalEntry]:
    """A name that is only like our guest's, and letter by letter another guest's of ours, is that other visit's entry, which may be in
    doubt as well. known: bookings of ours of those days, whatever became of them."""
    ours, others = names.key(booking.guest), {names.key(one.guest) for one in known}
    theirs = others - {ours}
    return [replace(e, ours=False) if e.owner and names.key(e.owner) in theirs else e for e in entries]


def _was_there(entry: PortalEntry, before: Availability | None) -> bool:
    """A time that was taken already cannot have become an entry of ours."""
    return any(_covers(busy, entry) for busy in before.busy.get(entry.room_id, ())) if before else False


def _was_seen_free(entry: PortalEntry, before: Availability | None) -> bool:
    return before is not None and entry.room_id in before.busy and not _was_there(entry, before)


def _covers(busy: Busy, entry: PortalEntry) -> bool:
    return not busy.is_closed and busy.slot.start <= entry.slot.start and entry.slot.end <= busy.slot.end


def _is_alike(entry: PortalEntry, booking: Booking) -> bool:
    return entry.ours is None and entry.slot.length == booking.slot.length
