"""Several visits out of one room: which they are, where each would go, and why. Each then takes the road of a single move."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import reflex as rx

from booking_console.bootstrap import Console, console
from booking_console.domain.actor import Actor, Right
from booking_console.domain.errors import BookingError
from booking_console.domain.privacy import initials
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services import override
from booking_console.services.figure_words import counted
from booking_console.services.views import LogRow
from booking_console.ui import practice_time
from booking_console.ui.booking.acts import NO_REASON, RoomChoice
from booking_console.ui.booking.enter import all_rooms
from booking_console.ui.frame_state import ToastState
from booking_console.ui.meaning import room_for, wanted_slot
from booking_console.ui.question import QuestionState
from booking_console.ui.session import SessionState, needs

_FIELDS = ("day", "start", "end", "room")


@dataclass(frozen=True, slots=True)
class Going:
    """One visit. to_room_id 0: no room is known for it; to_room says why. is_chosen: it is moved with the others."""

    id: int
    who: str
    when: str
    to_room_id: int
    to_room: str
    is_chosen: bool


class ManyState(QuestionState, SessionState):
    """Out of which room, on which day, from when to when."""

    day: str = ""
    start: str = ""
    end: str = ""
    room: str = ""
    rooms: list[RoomChoice] = []
    visits: list[Going] = []
    note: str = ""
    _left_out: list[int] = []

    @rx.event
    @needs(Right.DECIDE)
    async def ask(self, day: str) -> None:
        self.rooms = await asyncio.to_thread(all_rooms)
        self.day, self.start, self.end = day, "00:00", "23:59"
        self.room = self.rooms[0].value if self.rooms else ""
        self._left_out = []
        self._ask()
        await self._work_out()

    @rx.event
    @needs(Right.DECIDE)
    async def change(self, name: str, value: str) -> None:
        if name in _FIELDS:
            setattr(self, name, value)
            await self._work_out()

    @rx.event
    @needs(Right.DECIDE)
    async def choose(self, appointment_id: int) -> None:
        """Takes it out, or in again."""
        others = [known for known in self._left_out if known != appointment_id]
        self._left_out = others if appointment_id in self._left_out else [*others, appointment_id]
        await self._work_out()

    @rx.event
    @needs(Right.DECIDE)
    async def move(self) -> None:
        chosen = [one.id for one in self.visits if one.is_chosen]
        self.problem = "" if self.reason.strip() else NO_REASON
        if not chosen:
            self.problem = "No visit is chosen: nothing would be moved."
        if self.problem:
            return
        moved = await asyncio.to_thread(_move, chosen, self.reason.strip(), await self._actor())
        self.is_open = False
        toast = await self.get_state(ToastState)
        toast._show(_moved(moved, len(chosen) - moved))

    def _asked(self) -> tuple[str, str, str, str, tuple[int, ...]]:
        return self.day, self.start, self.end, self.room, tuple(self._left_out)

    async def _work_out(self) -> None:
        self.visits, self.note = await asyncio.to_thread(plan, *self._asked())


def plan(day: str, start: str, end: str, room: str, left_out: Sequence[int]) -> tuple[list[Going], str]:
    """The visits of the room in that time, each with the room that it would get."""
    held = console()
    period = wanted_slot(day, start, end, held.zone)
    if period is None or not room:
        return [], "Please fill in the day, the times and the room. The end must come after the start."
    rows = _there(held, period, int(room))
    # Each by itself: visits of one room never overlap, so none of them takes another one's new room.
    shown = [
        _going(row, None if row.id in left_out else room_for(held, _slot(row), row.type or ""), held) for row in rows
    ]
    return shown, "" if rows else "Nothing that can be moved is booked there in this time."


def _there(held: Console, period: Slot, room_id: int) -> list[LogRow]:
    """Booked and still ahead. What is being booked or moved right now is left alone."""
    now = held.clock.now()
    found = [row for row in held.views.days(period).rows if row.room_id == room_id and row.shown is Shown.BOOKED]
    return [row for row in found if row.start and row.end and row.start > now]


def _going(row: LogRow, to: tuple[int, str] | None, held: Console) -> Going:
    room_id, room = to or (0, "stays where it is")
    slot = _slot(row)
    times = practice_time.clock_range(slot.start, slot.end, held.zone)
    return Going(row.id, initials(row.guest), times, room_id, room, to is not None)


def _slot(row: LogRow) -> Slot:
    assert row.start is not None, "only visits with a time stand in a room"
    assert row.end is not None, "only visits with a time stand in a room"
    return Slot(row.start, row.end)


def _move(appointment_ids: Sequence[int], reason: str, actor: Actor) -> int:
    """How many were moved; what somebody changed meanwhile stays as it is."""
    held, moved = console(), 0
    for appointment_id in appointment_ids:
        row = held.views.appointment(appointment_id).log
        if row.start is None or row.end is None:
            continue
        try:
            override.move(
                held.new_uow, appointment_id, slot=Slot(row.start, row.end), room_id=None,
                reason=reason, actor=actor, now=held.clock.now(),
            )  # fmt: skip
        except BookingError:
            continue
        moved += 1
    return moved


def _moved(moved: int, stayed: int) -> str:
    said = (
        f"{counted(moved, 'visit gets', 'visits get')} another room. Each old one is freed when the new one is proven."
    )
    return f"{said} {stayed} changed meanwhile and stay." if stayed else said
