"""What a person can do with a booking: move it, cancel it. Each says what it will do, and asks for a reason.

Opened from the booking's own page and from the calendar."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.slot import Slot
from booking_console.services import override
from booking_console.services.views import LogRow
from booking_console.ui import practice_time
from booking_console.ui.meaning import NO_SLOT, meaning, wanted_slot
from booking_console.ui.question import QuestionState
from booking_console.ui.session import SessionState, needs

CANCELLED = "Cancelled. The room is freed on the portal now."
MOVED = "The new room is being booked. The old one is freed when the new one is proven."
NO_REASON = "Please say why: the reason is kept with the booking."


@dataclass(frozen=True, slots=True)
class Target:
    """The booking that is to be moved or cancelled, in words."""

    id: int = 0
    words: str = ""
    room: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """Where it will be, and what speaks against it."""

    words: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class RoomChoice:
    value: str
    name: str


class MoveState(QuestionState, SessionState):
    """The new day, time and room. room "": the first free one. is_dropped: dragged there, so the place is settled already."""

    target: Target = Target()
    day: str = ""
    start: str = ""
    end: str = ""
    room: str = ""
    rooms: list[RoomChoice] = []
    means: Means = Means()
    is_dropped: bool = False

    @rx.event
    @needs(Right.DECIDE)
    async def ask(self, appointment_id: int) -> None:
        row = await asyncio.to_thread(_row, appointment_id)
        if row.start and row.end:
            await self._open(row, Slot(row.start, row.end), "", is_dropped=False)

    @rx.event
    @needs(Right.DECIDE)
    async def ask_dropped(self, appointment_id: int, room_id: int, day: str, minute: int, end_minute: int) -> None:
        """The calendar's entry was let go over a room (0: the same) and a time, in minutes of the day."""
        row = await asyncio.to_thread(_row, appointment_id)
        slot = wanted_slot(day, _clock(minute), _clock(end_minute), console().zone)
        if slot and (row.start, row.end, row.room_id) != (slot.start, slot.end, room_id or row.room_id):
            await self._open(row, slot, str(room_id or row.room_id or ""), is_dropped=True)

    async def _open(self, row: LogRow, slot: Slot, room: str, *, is_dropped: bool) -> None:
        local = slot.in_zone(console().zone)
        self.target, self.rooms = await asyncio.to_thread(_target, row)
        self.day, self.start, self.end = f"{local.start:%Y-%m-%d}", f"{local.start:%H:%M}", f"{local.end:%H:%M}"
        self.room, self.is_dropped = room, is_dropped
        self._ask()
        await self._work_out()

    @rx.event
    @needs(Right.DECIDE)
    async def change(self, name: str, value: str) -> None:
        if name in ("day", "start", "end", "room"):
            setattr(self, name, value)
            await self._work_out()

    async def _work_out(self) -> None:
        slot = wanted_slot(self.day, self.start, self.end, console().zone)
        name = next((room.name for room in self.rooms if room.value == self.room), "")
        self.means = await asyncio.to_thread(means, slot, self.target.type, name)

    @rx.event
    @needs(Right.DECIDE)
    async def move(self) -> None:
        held, actor = console(), await self._actor()
        slot = wanted_slot(self.day, self.start, self.end, held.zone)
        self.problem = "" if self.reason.strip() else NO_REASON
        if slot is None:
            self.problem = NO_SLOT
        if self.problem or slot is None:
            return
        room_id = int(self.room) if self.room else None
        await self._act(
            override.move, held.new_uow, self.target.id, slot=slot, room_id=room_id,
            reason=self.reason.strip(), actor=actor, now=held.clock.now(), said=MOVED,
        )  # fmt: skip


class CancelState(QuestionState, SessionState):
    target: Target = Target()

    @rx.event
    @needs(Right.DECIDE)
    async def ask(self, appointment_id: int) -> None:
        row = await asyncio.to_thread(_row, appointment_id)
        self.target, _ = await asyncio.to_thread(_target, row)
        self._ask()

    @rx.event
    @needs(Right.DECIDE)
    async def cancel(self) -> None:
        if not self.reason.strip():
            self.problem = NO_REASON
            return
        held, actor = console(), await self._actor()
        await self._act(
            override.cancel, held.new_uow, self.target.id,
            reason=self.reason.strip(), actor=actor, now=held.clock.now(), policy=held.policy, said=CANCELLED,
        )  # fmt: skip


def _row(appointment_id: int) -> LogRow:
    return console().views.appointment(appointment_id).log


def _target(row: LogRow) -> tuple[Target, list[RoomChoice]]:
    held = console()
    with held.reading() as uow:
        rooms = uow.rooms.all()
    when = practice_time.when_near(row.start, row.end, held.clock.now(), held.zone)
    words = ", ".join(word for word in (row.room, when) if word)
    return Target(row.id, words, row.room, row.type or ""), [RoomChoice(str(r.id), r.name) for r in rooms]


def means(slot: Slot | None, type_: str, room: str) -> Means:
    """Which room, day and time it will be, as far as it can be known."""
    held = console()
    if slot is None:
        return Means("", NO_SLOT)
    when = practice_time.when_near(slot.start, slot.end, held.clock.now(), held.zone)
    seen = meaning(held, slot, type_)
    if not room:
        return Means(f"{seen.room or 'The first free room'}, {when}", "" if seen.room else f"{seen.title}.")
    against = next((one.fact for one in seen.rooms if one.room == room and one.look == "no"), "")
    return Means(f"{room}, {when}", f"{room} is {against.rstrip('.')}." if against else "")


def _clock(minute: int) -> str:
    at = datetime(2000, 1, 1).replace(hour=minute // 60 % 24, minute=minute % 60)  # noqa: DTZ001 - a clock face
    return f"{at:%H:%M}"
