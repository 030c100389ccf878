"""Whether a recorded profile holds: the booking that was made is read back with it, and its form is filled in up to the last click."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import BookingError
from booking_console.domain.portal import ReadBack, RoomRequest, judge_read_back
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.services.look_ahead import NoEvidence
from booking_console.services.ports import Portal

_MADE_UP = "Trial Onlyatrial"


@dataclass
class Trial:
    """held, failed: a sentence for each thing that was tried."""

    held: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def and_then(self, other: "Trial") -> "Trial":
        """Both, and what held twice once."""
        return Trial(list(dict.fromkeys(self.held + other.held)), self.failed + other.failed)

    def run(self, doing: str, look: Callable[[], str]) -> None:
        """look: returns what is wrong, "" when nothing is."""
        try:
            wrong = look()
        except BookingError as error:
            expected, found = getattr(error, "expected", ""), getattr(error, "found", "")
            wrong = f"{error} Expected {expected}, found {found}." if expected else str(error)
        if wrong:
            self.failed.append(f"{doing}: {wrong}")
        else:
            self.held.append(doing)


def try_cancelled(portal: Portal, profile: Profile, facts: Facts, _now: datetime) -> Trial:
    """facts: of the booking that was cancelled by hand."""
    trial = Trial()
    booked = _booked(facts, rooms_of(profile))
    if booked is not None:
        trial.run("once cancelled, the booking is found no more", lambda: _is_gone(portal, booked))
    return trial


def try_profile(portal: Portal, profile: Profile, facts: Facts, now: datetime) -> Trial:
    """Submits nothing. facts: of the booking that was just made by hand."""
    trial = Trial()
    rooms = rooms_of(profile)
    booked = _booked(facts, rooms)
    if booked is None:
        trial.failed.append("what was booked is not known as a whole: it could not be read back")
        return trial
    trial.run("the day shows what was booked as taken", lambda: _shows(portal, booked, rooms))
    trial.run("the booking is found again as ours", lambda: _found(portal, booked))
    trial.run("the form is filled in up to the last click", lambda: _filled(portal, profile, booked, rooms, now=now))
    return trial


def rooms_of(profile: Profile) -> list[Room]:
    return [Room(number, entry.name, entry.area, number) for number, entry in enumerate(profile.rooms, 1)]


def _booked(facts: Facts, rooms: Sequence[Room]) -> RoomRequest | None:
    room = next((room for room in rooms if room.name == facts.room), None)
    if not facts.is_whole or room is None or facts.start is None or facts.end is None:
        return None
    slot = Slot(facts.moment(facts.start), facts.moment(facts.end))
    return RoomRequest(key="recorded", room=room, slot=slot, guest=facts.guest)


def _shows(portal: Portal, booked: RoomRequest, rooms: Sequence[Room]) -> str:
    shown = portal.look(booked.slot.start.date(), rooms=rooms, evidence=NoEvidence(), slot=booked.slot)
    if booked.room.id not in shown.busy:
        return f"it does not tell of {booked.room.name}"
    return (
        ""
        if any(one.slot.overlaps(booked.slot) for one in shown.busy[booked.room.id])
        else f"{booked.room.name} is shown as free"
    )


def _found(portal: Portal, booked: RoomRequest) -> str:
    verdict = judge_read_back(portal.find(booked, evidence=NoEvidence()), booked)
    words = {
        ReadBack.ABSENT: "it is not there",
        ReadBack.CLASH: "something else stands there, too",
        ReadBack.CONTRADICTED: "what stands there is another's",
        ReadBack.UNCLEAR: "it does not show whose it is",
    }
    return words.get(verdict, "")


def _is_gone(portal: Portal, booked: RoomRequest) -> str:
    verdict = judge_read_back(portal.find(booked, evidence=NoEvidence()), booked)
    return (
        ""
        if verdict is ReadBack.ABSENT
        else "it still shows there: was it cancelled, and does the portal mark it as such?"
    )


def _filled(portal: Portal, profile: Profile, booked: RoomRequest, rooms: Sequence[Room], *, now: datetime) -> str:
    """On another day at the same time: what stands in the form's way is then no booking of ours."""
    for ahead in (7, 14, 1, 2):
        slot = Slot(booked.slot.start + timedelta(days=ahead), booked.slot.end + timedelta(days=ahead))
        free = _free(portal, rooms, slot)
        if slot.start <= now or not free:
            continue
        kind = next((kind for kind in AppointmentType if kind.value in profile.types), None)
        wanted = RoomRequest(key="trial", room=free[-1], slot=slot, guest=_MADE_UP, type=kind)
        with portal.prepare(wanted, evidence=NoEvidence()):
            return ""
    return "no free room was found to try it with"


def _free(portal: Portal, rooms: Sequence[Room], slot: Slot) -> list[Room]:
    shown = portal.look(slot.start.date(), rooms=rooms, evidence=NoEvidence(), slot=slot).busy
    return [room for room in rooms if room.id in shown and not any(one.slot.overlaps(slot) for one in shown[room.id])]
