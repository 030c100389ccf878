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
    """Holds nothing: the page shows what is kept."""

    @rx.event
    @needs(Right.CONFIGURE)
    async def trust(self, entry: str) -> None:
        held, actor = console(), await self._actor()
        words = {"policy": held.policy, "actor": actor, "now": held.clock.now()}
        try:
            freed = await asyncio.to_thread(trust.trust_sender, held.new_uow, entry, **words)
        except BookingError as refusal:
            self.problem = str(refusal)
            return
        self.problem = ""
        mails = "The mail is" if freed == 1 else f"{freed} mails are"
        (await self.get_state(ToastState))._show(f"{entry} is trusted from now on. {mails} read again.")
