"""Two small deeds at the head of a booking: try it without booking, and take a fresh one back."""

import asyncio
from collections.abc import Callable

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Actor, Right
from booking_console.domain.errors import BookingError
from booking_console.services import override, rehearse
from booking_console.ui.frame_state import ToastState
from booking_console.ui.session import SessionState, needs


class TrialState(SessionState):
    @rx.event
    @needs(Right.DECIDE)
    async def try_it(self, appointment_id: int) -> None:
        await self._do(appointment_id, _try, "It is tried up to the last click. Nothing is booked.")

    @rx.event
    @needs(Right.DECIDE)
    async def undo(self, appointment_id: int) -> None:
        await self._do(appointment_id, _undo, "Taken back. The room is freed on the portal now.")

    async def _do(self, appointment_id: int, deed: Callable[[int, Actor], None], said: str) -> None:
        self.problem = ""
        try:
            await asyncio.to_thread(deed, appointment_id, await self._actor())
        except BookingError as refusal:
            self.problem = str(refusal)
        else:
            (await self.get_state(ToastState))._show(said)


def _try(appointment_id: int, actor: Actor) -> None:
    held = console()
    rehearse.ask(held.new_uow, appointment_id, actor=actor, now=held.clock.now())


def _undo(appointment_id: int, actor: Actor) -> None:
    held = console()
    override.undo(held.new_uow, appointment_id, actor=actor, now=held.clock.now(), within=held.settings.undo)
