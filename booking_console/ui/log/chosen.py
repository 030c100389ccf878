"""Lines of the log chosen with their boxes, and what can be done with all of them at once."""

import asyncio

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.services import override
from booking_console.ui.frame_state import ToastState
from booking_console.ui.log.state import LogState
from booking_console.ui.session import SessionState, needs


class ChosenState(SessionState):
    """ids in the order in which they were chosen; words says what they have in common."""

    ids: list[int] = []
    words: str = ""
    is_asking: bool = False
    reason: str = ""

    @rx.event
    @needs(Right.VIEW)
    async def choose(self, appointment_id: int) -> None:
        kept = [known for known in self.ids if known != appointment_id]
        self.ids = kept if len(kept) < len(self.ids) else [*kept, appointment_id]
        await self._describe()

    @rx.event
    @needs(Right.VIEW)
    async def choose_page(self) -> None:
        """All of the page, or none of it when all are chosen."""
        shown = [line.id for line in (await self.get_state(LogState)).lines]
        missing = [known for known in shown if known not in self.ids]
        self.ids = [*self.ids, *missing] if missing else [known for known in self.ids if known not in shown]
        await self._describe()

    @rx.event
    @needs(Right.VIEW)
    async def clear(self) -> None:
        self.ids, self.words, self.problem = [], "", ""

    async def _describe(self) -> None:
        lines = (await self.get_state(LogState)).lines
        kinds = {line.shown for line in lines if line.id in self.ids}
        same = len(kinds) == 1 and len(self.ids) > 1
        self.words = f"all {kinds.pop().replace('_', ' ')}" if same else ""

    @rx.event
    @needs(Right.DECIDE)
    async def ask(self) -> None:
        self.is_asking, self.reason, self.problem = True, "", ""

    @rx.event
    @needs(Right.DECIDE)
    async def set_asking(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_asking, self.reason, self.problem = is_open, "", ""

    @rx.event
    @needs(Right.DECIDE)
    async def set_reason(self, reason: str) -> None:
        self.reason = reason

    @rx.event
    @needs(Right.DECIDE)
    async def cancel_all(self) -> None:
        if not self.reason.strip():
            self.problem = "Please say why: the reason is kept with each booking."
            return
        failed = await self._cancel_each()
        done = len(self.ids) - len(failed)
        toast = await self.get_state(ToastState)
        toast._show(f"{done} cancelled. Their rooms are freed on the portal now.")
        self.ids, self.is_asking = failed, False
        self.problem = f"{len(failed)} could not be cancelled: they were cancelled or over already." if failed else ""
        await self._describe()

    async def _cancel_each(self) -> list[int]:
        held, actor = console(), await self._actor()
        failed = []
        for known in self.ids:
            try:
                await asyncio.to_thread(
                    override.cancel, held.new_uow, known,
                    reason=self.reason.strip(), actor=actor, now=held.clock.now(), policy=held.policy,
                )  # fmt: skip
            except BookingError:
                failed.append(known)
        return failed
