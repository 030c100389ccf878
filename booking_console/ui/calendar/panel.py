"""The side panel of the calendar: one booking, with the calendar in place behind it."""

import asyncio
from dataclasses import dataclass

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.services import override
from booking_console.services.notes import ADDED
from booking_console.ui import practice_time
from booking_console.ui.booking import reasons, words
from booking_console.ui.booking.reasons import Why
from booking_console.ui.booking.words import Deed, Head, Told
from booking_console.ui.note_state import NoteState
from booking_console.ui.session import SessionState, needs


@dataclass(frozen=True, slots=True)
class Because:
    """A line of "why this room": look is chosen, no or spare."""

    look: str
    room: str
    fact: str


class PanelState(SessionState):
    """head.id 0: closed."""

    head: Head = Head()
    booked: str = ""
    because: list[Because] = []
    told: list[Told] = []
    notes: list[Deed] = []
    name: str = ""

    @rx.event
    @needs(Right.VIEW)
    async def open(self, appointment_id: int) -> None:
        self.name = ""
        (await self.get_state(NoteState))._begin()
        await self._load(appointment_id)

    @rx.event
    @needs(Right.VIEW)
    async def close(self) -> None:
        self.head, self.name = Head(), ""

    @rx.event
    @needs(Right.VIEW)
    async def show_name(self) -> None:
        held, actor = console(), await self._actor()
        self.name = await asyncio.to_thread(
            override.show_name, held.new_uow, self.head.id, actor=actor, now=held.clock.now()
        )

    async def _load(self, appointment_id: int) -> None:
        try:
            self._take(await asyncio.to_thread(read, appointment_id))
        except BookingError as error:
            self.head, self.problem = Head(), str(error)

    def _take(self, shown: "Shown") -> None:
        self.head, self.booked, self.because, self.told, self.notes = shown


Shown = tuple[Head, str, list[Because], list[Told], list[Deed]]


def read(appointment_id: int) -> Shown:
    held = console()
    now, zone = held.clock.now(), held.zone
    page = held.views.appointment(appointment_id)
    day = held.views.days(practice_time.day_of(page.log.start or now, zone))
    booked = next((row.at for row in page.audit if row.action == "booking.confirmed"), None)
    return (
        words.head(page, len(page.attempts), now, zone),
        practice_time.stamp(booked, now, zone) if booked else "",
        _because(reasons.why(page.attempts, day, zone)),
        [words.told(row, now, zone) for row in page.told],
        [words.deed(row, now, zone) for row in page.audit if row.action == ADDED],
    )


def _because(why: Why) -> list[Because]:
    """The rooms before the chosen one, the chosen one, and how many more were free."""
    free = sum(one.answer == reasons.ALSO_FREE for one in why.reasons)
    shown = [Because(r.look, r.room, r.because[:1].lower() + r.because[1:]) for r in why.reasons if r.look != "spare"]
    first = next((n for n, one in enumerate(shown) if one.look == "chosen"), len(shown))
    more = f"{free} more {'was' if free == 1 else 'were'} free, lower in order"
    return [*shown[: first + 1], *([Because("spare", "", more)] if free else [])]
