"""Notes about a visit or a mail: what is written down stays, with its time and who wrote it."""

import asyncio

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.services import notes
from booking_console.services.views import WorkDetail
from booking_console.ui.booking.words import Deed, deed
from booking_console.ui.session import SessionState, needs


class NoteState(SessionState):
    """text: what is being written. notes: those of what is open under Needs attention, the newest first."""

    text: str = ""
    notes: list[Deed] = []
    _key: str = ""

    @rx.event
    @needs(Right.DECIDE)
    async def set_text(self, text: str) -> None:
        self.text = text

    @rx.event
    @needs(Right.DECIDE)
    async def add(self, appointment_id: int, message_id: int) -> None:
        """appointment_id 0: the mail is no appointment yet."""
        held, actor = console(), await self._actor()
        verb, known = (notes.on_visit, appointment_id) if appointment_id else (notes.on_mail, message_id)
        try:
            await asyncio.to_thread(verb, held.new_uow, known, self.text, actor=actor, now=held.clock.now())
        except BookingError as refusal:
            self.problem = str(refusal)
        else:
            self.text = self.problem = ""

    def _begin(self) -> None:
        """Something else is open: what was begun about another must not end up there."""
        self.text = ""

    def _take(self, detail: WorkDetail) -> None:
        if detail.item.key != self._key:
            self._key = detail.item.key
            self._begin()
        held = console()
        self.notes = [deed(row, held.clock.now(), held.zone) for row in detail.notes]
