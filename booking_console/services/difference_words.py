"""A difference between our log and the portal in plain words, and what to do about it. No guest is named."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from booking_console.domain.comparison import Difference, DifferenceKind
from booking_console.domain.slot import Slot

_K = DifferenceKind
_SENTENCES = {
    _K.MISSING: "Our log says {ours}, and the portal does not show it.",
    _K.ELSEWHERE: "Our log says {ours}, the portal shows it as {seen}.",
    _K.OTHER_GUEST: "Our log says {ours}, and the portal shows another entry there.",
    _K.TWICE: "The portal shows more than one entry for the visit that our log has as {ours}. The other one: {seen}.",
    _K.LEFT_OVER: "The portal still shows {seen}, which is cancelled in our log.",
    _K.UNKNOWN: "The portal shows {ours} as made with our login, and it is not in our log.",
}
_ADVICE = {
    _K.MISSING: "Look on the portal who removed it. Then book it again, or cancel it here.",
    _K.ELSEWHERE: "Somebody moved it on the portal. Move it here to the same place, or move it back there.",
    _K.OTHER_GUEST: "Ask whose entry it is, then move the visit here or book it again.",
    _K.TWICE: "Cancel the entry that is too many on the portal.",
    _K.LEFT_OVER: "Cancel it on the portal, so that the room is free.",
    _K.UNKNOWN: "If somebody booked it by hand, enter it here; else cancel it on the portal.",
}


def sentence(one: Difference, rooms: Mapping[int, str], zone: ZoneInfo) -> str:
    ours = place(one.room_id, one.slot, rooms, zone)
    seen = place(*one.seen, rooms, zone) if one.seen else ours
    return _SENTENCES[one.kind].format(ours=ours, seen=seen)


def advice(one: Difference) -> str:
    return _ADVICE[one.kind]


def place(room_id: int, slot: Slot, rooms: Mapping[int, str], zone: ZoneInfo) -> str:
    """Consult room 3, Tue 24 Nov, 15:30–16:00"""
    here = slot.in_zone(zone)
    day = f"{here.start:%a} {here.start.day} {here.start:%b}"
    return f"{rooms.get(room_id, 'a former room')}, {day}, {here.start:%H:%M}–{here.end:%H:%M}"
