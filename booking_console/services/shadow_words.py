"""Shadow mode in plain words. Guests are named only where the caller shows guests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.shadow import Compared, Found, Shadow, differences
from booking_console.domain.slot import Slot
from booking_console.services.difference_words import place

_WORDS = {
    Compared.ROOM: "Room",
    Compared.TIME: "Time",
    Compared.GUEST: "Guest",
    Compared.TYPE: "Type",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One line of a comparison. theirs "": nothing to compare with. differs: only where both sides are known."""

    word: str
    ours: str
    theirs: str
    differs: bool
    is_guest: bool = False


def sides(one: Shadow, rooms: Mapping[int, str], zone: ZoneInfo) -> list[Side]:
    """Room, time, guest and type, ours beside the person's."""
    differing = differences(one, one.found) if one.found else ()
    ours = {
        Compared.ROOM: rooms.get(one.room_id, "a former room"),
        Compared.TIME: when(one.slot, zone),
        Compared.GUEST: one.guest,
        Compared.TYPE: one.type.value if one.type else "",
    }
    theirs = _theirs(one.found, rooms, zone) if one.found else dict.fromkeys(ours, "")
    return [
        Side(_WORDS[field], ours[field], theirs[field], field in differing, is_guest=field is Compared.GUEST)
        for field in Compared
    ]


def _theirs(found: Found, rooms: Mapping[int, str], zone: ZoneInfo) -> dict[Compared, str]:
    return {
        Compared.ROOM: rooms.get(found.room_id, "a former room"),
        Compared.TIME: when(found.slot, zone),
        Compared.GUEST: found.owner,
        Compared.TYPE: found.type,
    }


def when(slot: Slot, zone: ZoneInfo) -> str:
    """Tue 24 Nov, 15:30–16:00"""
    here = slot.in_zone(zone)
    return f"{here.start:%a} {here.start.day} {here.start:%b}, {here.start:%H:%M}–{here.end:%H:%M}"


def waits(one: Shadow, rooms: Mapping[int, str]) -> str:
    return (
        f"Shadow mode: we would book {rooms.get(one.room_id, 'a former room')}. Book it by hand; we look what you book."
    )


def unbooked(one: Shadow, rooms: Mapping[int, str], now: datetime, zone: ZoneInfo) -> str:
    """A question."""
    began = one.began_at.astimezone(zone)
    here = f"{began:%H:%M}" if began.date() == now.astimezone(zone).date() else f"{began:%a} {began.day} {began:%b}"
    return (
        f"Shadow mode: nobody has booked this visit on the portal since {here}."
        f" We would book {place(one.room_id, one.slot, rooms, zone)}."
    )


def differs(one: Shadow, found: Found, rooms: Mapping[int, str], zone: ZoneInfo) -> str:
    """A question, without a name: reasons are shown where names are bars."""
    said = []
    if one.slot != found.slot:
        said.append(f"the portal has {when(found.slot, zone)}, the mail says {when(one.slot, zone)}")
    if Compared.GUEST in differences(one, found):
        said.append("the name on the portal is not the guest's")
    where = rooms.get(found.room_id, "a former room")
    return f"Shadow mode: you booked {where}, but {' and '.join(said)}. Which is right?"
