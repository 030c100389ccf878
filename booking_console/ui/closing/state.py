"""The closing statement, read again after each change."""

import asyncio

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.domain.schedule import JobName
from booking_console.services import override
from booking_console.services.closing import Closing
from booking_console.ui import feed, practice_time
from booking_console.ui.closing.words import Closed, closed
from booking_console.ui.frame_state import ToastState
from booking_console.ui.session import SessionState, needs


class ClosingState(SessionState):
    seen: Closed = Closed()
    is_ready: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        async with self:
            wanted = self.router.url.query_parameters.get("mails", "")
        async for _ in feed.news(self):
            seen = await asyncio.to_thread(_look, wanted)
            async with self:
                self.seen, self.is_ready = seen, True

    @rx.event
    @needs(Right.CONFIGURE)
    async def compare_now(self) -> None:
        held, actor = console(), await self._actor()
        try:
            await asyncio.to_thread(override.run_now, held.new_uow, JobName.COMPARE, actor=actor, now=held.clock.now())
        except BookingError as refusal:
            self.problem = str(refusal)
        else:
            (await self.get_state(ToastState))._show("The portal is being compared. It takes a moment for each day.")


def _look(wanted: str) -> Closed:
    held = console()
    now, zone = held.clock.now(), held.zone
    period = practice_time.day_of(now, zone)
    with held.reading() as uow:
        compared, due = uow.control.comparison(), uow.control.next_runs().get(JobName.COMPARE)
    seen = Closing(held.views.mails_taken(period), held.views.overview(day=period), compared, now, zone)
    return closed(seen, wanted, held.room_names(), due)
