"""A room that a person insists on, against the order, with the reason."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.booking.acts import RoomChoice
from booking_console.ui.question import ReasonState
from booking_console.ui.session import SessionState, needs


class ForceState(ReasonState, SessionState):
    """room: an id as text; "" lets the order decide."""

    room: str = ""
    name: str = ""
    rooms: list[RoomChoice] = []

    @rx.event
    @needs(Right.DECIDE)
    async def choose(self, room: str) -> None:
        self.name = next((one.name for one in self.rooms if one.value == room), "")
        self.room = room if self.name else ""

    def _room_id(self) -> int | None:
        return int(self.room) if self.room else None

    def _take(self, rooms: list[RoomChoice]) -> None:
        """Another question: nothing is insisted on yet."""
        self.rooms, self.room, self.name, self.reason = rooms, "", "", ""
