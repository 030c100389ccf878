"""Before a submit is called absent: does its entry stand elsewhere? Some portals say yes and store another room or another time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.allocation import Availability
from booking_console.domain.booking import Booking, Stray
from booking_console.domain.errors import Refused, Unavailable
from booking_console.domain.portal import REFUSALS, PortalEntry, RoomRequest, SubmitOutcome
from booking_console.domain.slot import Slot
from booking_console.domain.stray import stray_of, told_apart
from booking_console.services import difference_words
from booking_console.services.ports import Evidence
from booking_console.services.records import UnitOfWork
from booking_console.services.road import Road


def search(
    road: Road, booking: Booking, request: RoomRequest, *, evidence: Evidence, answer: SubmitOutcome | None
) -> Stray | None:
    """Raises Unavailable or ContractBroken when the portal could not be read everywhere: then nothing is proven. After a clear no of
    the portal, rooms that cannot be read are no doubt."""
    with road.new_uow() as uow:
        rooms = uow.rooms.all()
    shown = road.portal.elsewhere(request, rooms=rooms, reference=booking.portal_reference or None, evidence=evidence)
    entries = whose(road, booking, shown.entries)
    with road.new_uow() as uow:
        known = uow.bookings.holding(_days(entries, booking, road.policy.zone)) if entries else ()
        before = _seen_before(uow, road, booking)
    stray = stray_of(entries, booking, before=before, known=known, answer=answer)
    if stray is None and shown.unread and answer not in REFUSALS:
        names = ", ".join(room.name for room in rooms if room.id in shown.unread)
        raise Unavailable(f"Not every room could be read back: {names}. The booking may stand there.")
    return stray


def whose(road: Road, booking: Booking, entries: Sequence[PortalEntry]) -> Sequence[PortalEntry]:
    """The portal's entries after a look at our own log: what names another guest of ours is not this booking's."""
    if not any(entry.owner and entry.ours is not False for entry in entries):
        return entries
    with road.new_uow() as uow:
        return told_apart(entries, booking, uow.bookings.touching(_days(entries, booking, road.policy.zone)))


def sentence(road: Road, booking: Booking, stray: Stray) -> str:
    """Both places side by side. No guest is named."""
    with road.new_uow() as uow:
        rooms = {room.id: room.name for room in uow.rooms.all()}
    zone = road.policy.zone
    asked = difference_words.place(booking.room_id, booking.slot, rooms, zone)
    return f"The portal put it into {place(stray, rooms, zone)}. Asked for was {asked}."


def place(stray: Stray, rooms: dict[int, str], zone: ZoneInfo) -> str:
    if stray.room_id is not None:
        return difference_words.place(stray.room_id, stray.slot, rooms, zone)
    return difference_words.place(0, stray.slot, {0: f"“{stray.room}”, which is none of our rooms"}, zone)


def where_it_stands(booking: Booking) -> Booking:
    """With the room and time at which the portal has it. Raises Refused when that is a room that we do not know."""
    stray = booking.stray
    if stray is None:
        return booking
    if stray.room_id is None:
        raise Refused(
            f"The portal put it into “{stray.room}”, which is none of our rooms: please cancel it on the portal by hand."
        )
    reference = stray.reference or booking.portal_reference
    return replace(booking, room_id=stray.room_id, slot=stray.slot, portal_reference=reference)


def _days(entries: Sequence[PortalEntry], booking: Booking, zone: ZoneInfo) -> Slot:
    """Whole days: what stands at ten may be what was asked for at five."""
    slots = [booking.slot, *(entry.slot for entry in entries)]
    first, last = min(slot.start for slot in slots), max(slot.end for slot in slots)
    after = last.astimezone(zone).date() + timedelta(days=1)
    return Slot(datetime.combine(first.astimezone(zone), time(), zone), datetime.combine(after, time(), zone))


def _seen_before(uow: UnitOfWork, road: Road, booking: Booking) -> Availability | None:
    """The day as it was before the first press for this visit; a change of an entry counts from the last look before it."""
    if not road.portal.facts.shows_whole_days:
        return None
    zone, pressed = ZoneInfo(road.portal.facts.zone), booking.submitted_at or booking.created_at
    day = booking.slot.start.astimezone(zone).date()
    looks = [
        seen
        for start, seen in uow.attempts.looks(booking.appointment_id)
        if start.astimezone(zone).date() == day and seen.looked_at <= pressed
    ]
    return next(iter(reversed(looks) if booking.was else looks), None)
