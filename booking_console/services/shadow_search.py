"""What a person may have booked for a visit: read from the portal's day, and asked for by guest where the day shows no names."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.appointment import Appointment
from booking_console.domain.portal import PortalEntry, RoomRequest
from booking_console.domain.rooms import Room
from booking_console.domain.shadow import Found, is_named
from booking_console.domain.slot import Slot
from booking_console.services.look_ahead import NoEvidence
from booking_console.services.road import Road


@dataclass(frozen=True, slots=True)
class Wanted:
    """A visit that is looked for. room_id: where it is looked for first, where each room is a question of its own."""

    appointment: Appointment
    slot: Slot
    guest: str
    room_id: int | None = None


def day_of(road: Road, slot: Slot) -> date:
    return slot.start.astimezone(ZoneInfo(road.portal.facts.zone)).date()


def look(road: Road, day: date) -> Availability | None:
    """One look for all visits of the day; None when the portal shows no whole days. Raises Unavailable or ContractBroken."""
    if not road.portal.facts.shows_whole_days:
        return None
    with road.new_uow() as uow:
        rooms = uow.rooms.all()
    shown = road.portal.look(day, rooms=rooms, evidence=NoEvidence())
    with road.new_uow() as uow:
        uow.control.keep_look(day, shown)
    return shown


def search(road: Road, wanted: Wanted, shown: Availability | None) -> list[Found]:
    """Every entry that could be the visit's, and others. Raises as look() does."""
    with road.new_uow() as uow:
        rooms = {room.id: room for room in uow.rooms.all()}
    if shown is None:
        return _room_by_room(road, wanted, sorted(rooms.values(), key=lambda room: room.id != wanted.room_id))
    found: list[Found] = []
    for room_id, entries in shown.busy.items():
        for entry in (e for e in entries if not e.is_closed):
            one = Found(room_id, entry.slot, entry.owner, entry.type, entry.reference)
            asked = _asked(road, wanted, rooms[room_id], entry) if _is_nameless(entry, wanted) else []
            found += asked or [one]
    return list({(one.room_id, one.slot, one.owner): one for one in found}.values())


def _room_by_room(road: Road, wanted: Wanted, rooms: list[Room]) -> list[Found]:
    found: list[Found] = []
    for room in rooms:
        here = _found(road, wanted, room, wanted.slot)
        found += here
        if any(one.slot == wanted.slot and is_named(one.owner, wanted.guest) for one in here):
            break
    return found


def _is_nameless(entry: Busy, wanted: Wanted) -> bool:
    """At our time, or made with our login: then the portal's own list may tell whose it is."""
    could_be = entry.slot == wanted.slot or (entry.is_ours is True and not entry.owner)
    return could_be and not is_named(entry.owner, wanted.guest)


def _asked(road: Road, wanted: Wanted, room: Room, entry: Busy) -> list[Found]:
    return [one for one in _found(road, wanted, room, entry.slot) if one.slot == entry.slot]


def _found(road: Road, wanted: Wanted, room: Room, slot: Slot) -> list[Found]:
    visit = wanted.appointment
    request = RoomRequest(
        key="", room=room, slot=slot, guest=wanted.guest, type=visit.type, guest_email=visit.guest_email
    )
    return [_of(entry, wanted.guest) for entry in road.portal.find(request, evidence=NoEvidence())]


def _of(entry: PortalEntry, guest: str) -> Found:
    owner = guest if entry.ours else entry.owner
    return Found(entry.room_id, entry.slot, owner, entry.type, entry.reference or "")
