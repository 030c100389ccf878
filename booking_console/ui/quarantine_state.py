"""The one act by which a manager lets a sender out of quarantine."""

import asyncio

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.services import trust
from booking_console.ui.frame_state import ToastState
from booking_console.ui.session import SessionState, needs


class QuarantineState(SessionState):
    """asked: the address or domain that is to be trusted, "" while nobody is asked whether."""

    asked: str = ""

    @rx.event
    @needs(Right.CONFIGURE)
    async def ask(self, entry: str) -> None:
        self.asked, self.problem = entry, ""

    @rx.event
    @needs(Right.VIEW)
    async def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.asked = self.asked if is_open else ""

    @rx.event
    @needs(Right.CONFIGURE)
    async def trust(self) -> None:
        held, actor, entry = console(), await self._actor(), self.asked
        self.asked = ""
        words = {"policy": held.policy, "actor": actor, "now": held.clock.now()}
        try:
            freed = await asyncio.to_thread(trust.trust_sender, held.new_uow, entry, **words)
        except BookingError as refusal:
            self.problem = str(refusal)
            return
        self.problem = ""
        mails = "The mail is" if freed == 1 else f"{freed} mails are"
        (await self.get_state(ToastState))._show(f"{entry} is trusted from now on. {mails} read again.")
