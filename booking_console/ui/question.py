"""What dialogs share that ask why before something is done: whether they are open, the reason, and what is said afterwards.

Mixins: a state names them before SessionState, and gets variables and handlers of its own.
"""

import asyncio
from collections.abc import Callable

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.ui.frame_state import ToastState
from booking_console.ui.session import SessionState, needs


class ReasonState(SessionState, mixin=True):
    """A reason that is kept with what a person does."""

    reason: str = ""

    @rx.event
    @needs(Right.DECIDE)
    async def set_reason(self, reason: str) -> None:
        self.reason = reason


class QuestionState(ReasonState, mixin=True):
    """A dialog with a reason. A refusal stands in it, and it stays open."""

    is_open: bool = False

    @rx.event
    @needs(Right.VIEW)
    async def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_open = is_open

    def _ask(self, reason: str = "") -> None:
        self.is_open, self.reason, self.problem = True, reason, ""

    async def _act(self, verb: Callable[..., object], *args: object, said: str, **words: object) -> None:
        """said: the sentence of the toast when it went well."""
        try:
            await asyncio.to_thread(verb, *args, **words)
        except BookingError as refusal:
            self.problem = str(refusal)
        else:
            self.is_open = False
            (await self.get_state(ToastState))._show(said)
