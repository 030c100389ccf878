"""The fields of a visit as the person leaves them, and the room that they would mean."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import InvalidInput
from booking_console.domain.privacy import initials
from booking_console.domain.slot import Slot
from booking_console.services.review import CorrectedVisit
from booking_console.services.views import WorkDetail
from booking_console.ui import practice_time
from booking_console.ui.components.doubt_block import Reading
from booking_console.ui.meaning import NO_SLOT, Meaning, known_type, meaning, room_for, wanted_slot
from booking_console.ui.session import SessionState, needs

_ENTERED = frozenset({"guest", "type", "day", "start", "end", "specialist", "reference"})

_ANY_DAY = "2000-01-01"  # while none is entered

#: Chosen in place of a reading of the mail: the day is entered by hand.
OTHER_DAY = "other"


class VisitState(SessionState):
    """The fields. guest shows initials until the name is asked for; the name itself stays on the server."""

    guest: str = ""
    type: str = ""
    day: str = ""
    start: str = ""
    end: str = ""
    specialist: str = ""
    reference: str = ""
    reading: str = ""
    readings: list[Reading] = []
    meaning: Meaning = Meaning()
    _guest: str = ""
    _key: str = ""
    _id: int = 0
    _appointment_id: int = 0
    _minutes: int = 0

    @rx.event
    @needs(Right.DECIDE)
    async def enter(self, name: str, value: str) -> None:
        if name not in _ENTERED:
            return
        if name == "start":
            self.end = _end_kept(self, value)
        setattr(self, name, value)
        if name in ("day", "start"):
            self.reading = _reading_entered(self)
        if name == "guest":
            self._guest = value
        await self._mean()

    @rx.event
    @needs(Right.DECIDE)
    async def choose(self, reading: str) -> None:
        """A reading is a start; the length stays."""
        if reading != OTHER_DAY:
            if reading not in [one.value for one in self.readings]:
                return
            self._move_to(datetime.fromisoformat(reading))
        self.reading = reading
        await self._mean()

    def _asked(self) -> tuple[str, str, str, str]:
        return self.day, self.start, self.end, self.type

    async def _mean(self) -> None:
        """What was refused before was said of other fields."""
        self.problem = ""
        self.meaning = await asyncio.to_thread(meaning_of, *self._asked())

    def _move_to(self, start: datetime) -> None:
        length, local = length_of(self), start.astimezone(console().zone)
        self.day, self.start = local.date().isoformat(), f"{local:%H:%M}"
        self.end = f"{local + length:%H:%M}"

    def _take(self, detail: WorkDetail) -> None:
        about, zone = detail.item, console().zone
        self._key, self._id, self._appointment_id = about.key, about.id, about.appointment_id or 0
        self._guest, self.guest, self.type = about.guest, initials(about.guest), about.type or ""
        self.specialist, self.reference = _written(detail, "specialist"), _written(detail, "reference")
        length, offered = _length_said(detail) or console().settings.default_length, _offered(detail)
        start = about.start or _at_the_same_hour(offered, zone)
        end = about.end or (start + length if start else None)
        self.day = about.start.astimezone(zone).date().isoformat() if about.start else ""
        self.start = practice_time.clock(start, zone) if start else ""
        self.end = practice_time.clock(end, zone) if end else ""
        self._minutes = length // timedelta(minutes=1)
        self.readings = _readings(offered)
        self.reading = about.start.isoformat() if about.start and about.start in offered else ""

    def _mean_now(self, asked: tuple[str, ...], meant: Meaning, rooms: list[tuple[int, str]]) -> None:
        """Only when the fields are still those that were asked for."""
        if self._asked() != asked or len(rooms) != len(self.readings):
            return
        self.meaning = meant
        known = zip(self.readings, rooms, strict=True)
        self.readings = [replace(old, room_id=room_id, room=room) for old, (room_id, room) in known]


def _end_kept(visit: VisitState, start: str) -> str:
    """Another start moves the end along."""
    zone, day = console().zone, visit.day or _ANY_DAY
    was, moved = wanted_slot(day, visit.start, visit.end, zone), wanted_slot(day, start, "23:59", zone)
    if was and moved and moved.start + was.length <= moved.end:
        return practice_time.clock(moved.start + was.length, zone)
    return visit.end


def _reading_entered(visit: VisitState) -> str:
    """What is chosen once somebody has written a day or a time: the reading that says the same, if there is one."""
    slot = wanted_slot(visit.day, visit.start, "23:59", console().zone)
    same = (one.value for one in visit.readings if slot and datetime.fromisoformat(one.value) == slot.start)
    return next(same, OTHER_DAY)


def ways(visit: VisitState) -> list[tuple[str, timedelta, str]]:
    """Start, length and type of each reading."""
    length = length_of(visit)
    return [(reading.value, length, visit.type) for reading in visit.readings]


def corrected(visit: VisitState) -> CorrectedVisit:
    """Raises InvalidInput while the fields make no visit."""
    slot = wanted_slot(visit.day, visit.start, visit.end, console().zone)
    if slot is None:
        raise InvalidInput(NO_SLOT)
    return CorrectedVisit(
        guest=visit._guest,
        type=known_type(visit.type),
        start=slot.start,
        end=slot.end,
        specialist=visit.specialist.strip() or None,
        reference=visit.reference.strip() or None,
    )


def rooms_of(ways: list[tuple[str, timedelta, str]]) -> list[tuple[int, str]]:
    """The room that each reading would mean."""
    starts = [(datetime.fromisoformat(value), length, type_) for value, length, type_ in ways]
    return [room_for(console(), Slot(start, start + length), type_) for start, length, type_ in starts]


def meaning_of(day: str, start: str, end: str, type_: str) -> Meaning:
    return meaning(console(), wanted_slot(day, start, end, console().zone), type_)


def length_of(visit: VisitState) -> timedelta:
    """As entered; before anything is, as the mail says or else the usual one."""
    slot = wanted_slot(visit.day or _ANY_DAY, visit.start, visit.end, console().zone)
    return slot.length if slot else timedelta(minutes=visit._minutes)


def _at_the_same_hour(starts: tuple[datetime, ...], zone: ZoneInfo) -> datetime | None:
    """Where only the day is in doubt the time is not."""
    return starts[0] if len({practice_time.clock(start, zone) for start in starts}) == 1 else None


def _length_said(detail: WorkDetail) -> timedelta | None:
    visits = detail.extraction.appointments if detail.extraction else ()
    return visits[0].length.value if len(visits) == 1 and visits[0].length else None


def _offered(detail: WorkDetail) -> tuple[datetime, ...]:
    doubts = detail.extraction.doubts if detail.extraction else ()
    return next((doubt.readings for doubt in doubts if doubt.readings), ())


def _written(detail: WorkDetail, name: str) -> str:
    visits = detail.extraction.appointments if detail.extraction else ()
    value = getattr(visits[0], name) if visits else None
    return str(value.value) if value else ""


def _readings(starts: tuple[datetime, ...]) -> list[Reading]:
    """The time is said only where it is what tells the readings apart."""
    held = console()
    now, zone = held.clock.now(), held.zone
    clocks = [practice_time.clock(start, zone) for start in starts]
    shown = clocks if len(set(clocks)) > 1 else [""] * len(clocks)
    words = [practice_time.day_and_near(start, now, zone) for start in starts]
    return [Reading(start.isoformat(), word, at, 0, "") for start, word, at in zip(starts, words, shown, strict=True)]
