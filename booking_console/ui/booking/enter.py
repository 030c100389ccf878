"""A visit entered by hand at the front desk. It takes the same road as a mail's."""

import asyncio
from datetime import timedelta

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.appointment import Channel
from booking_console.domain.errors import BookingError
from booking_console.domain.privacy import initials
from booking_console.services import override
from booking_console.services.follow import Visit
from booking_console.ui.booking.acts import Means, RoomChoice, means
from booking_console.ui.frame_state import FrameState, ToastState
from booking_console.ui.meaning import NO_SLOT, known_type, wanted_slot
from booking_console.ui.session import SessionState, needs
from booking_console.ui.shadow.words import handed_over

#: What a person may type into the form.
_FIELDS = ("guest", "type", "day", "start", "end", "room")


class EnterState(SessionState):
    """room "": the first free one."""

    is_open: bool = False
    guest: str = ""
    type: str = "Consultation"
    day: str = ""
    start: str = ""
    end: str = ""
    room: str = ""
    rooms: list[RoomChoice] = []
    means: Means = Means()

    @rx.event
    @needs(Right.DECIDE)
    async def ask(self, day: str) -> None:
        """Proposes the next full hour of the day on the screen."""
        held = console()
        begins = held.clock.now().astimezone(held.zone).replace(minute=0) + timedelta(hours=1)
        self.day, self.start = day, f"{begins:%H:00}"
        self.end = f"{begins + held.settings.default_length:%H:%M}"
        self.guest, self.room, self.problem, self.is_open = "", "", "", True
        self.rooms = await asyncio.to_thread(all_rooms)
        await self._work_out()

    @rx.event
    @needs(Right.DECIDE)
    async def change(self, name: str, value: str) -> None:
        if name in _FIELDS:
            setattr(self, name, value)
        if name != "guest":
            await self._work_out()

    @rx.event
    @needs(Right.VIEW)
    async def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_open = is_open

    async def _work_out(self) -> None:
        slot = wanted_slot(self.day, self.start, self.end, console().zone)
        name = next((room.name for room in self.rooms if room.value == self.room), "")
        self.means = await asyncio.to_thread(means, slot, self.type, name)

    @rx.event
    @needs(Right.DECIDE)
    async def book(self) -> None:
        held, actor = console(), await self._actor()
        slot = wanted_slot(self.day, self.start, self.end, held.zone)
        if slot is None:
            self.problem = NO_SLOT
            return
        room_id = int(self.room) if self.room else None
        visit = Visit(guest=self.guest.strip(), type=known_type(self.type), slot=slot, room_id=room_id)
        try:
            await asyncio.to_thread(
                override.book, held.new_uow, visit, channel=Channel.FRONT_DESK, actor=actor, now=held.clock.now()
            )
        except BookingError as refusal:
            self.problem = str(refusal)
        else:
            self.is_open, self.problem = False, ""
            toast = await self.get_state(ToastState)
            name, is_shadowed = initials(visit.guest), (await self.get_state(FrameState)).around.is_shadowed
            said = f"A room for {name} is being booked. You see it under Live attempts."
            toast._show(handed_over(name, said, is_shadowed=is_shadowed))


def all_rooms() -> list[RoomChoice]:
    with console().reading() as uow:
        return [RoomChoice(str(room.id), room.name) for room in uow.rooms.all()]
