"""The mailbox in front of a manager: how it is, trying it, setting it up."""

import asyncio
from collections.abc import Callable

import reflex as rx
from reflex.event import EventType

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.domain.schedule import JobName
from booking_console.services import override
from booking_console.ui import feed
from booking_console.ui.frame_state import ToastState
from booking_console.ui.mailbox import reading
from booking_console.ui.mailbox.reading import SetUp
from booking_console.ui.mailbox.words import How
from booking_console.ui.schedule.changing import OBEYED_WITHIN
from booking_console.ui.session import SessionState, needs


class MailboxState(SessionState):
    """How it is now. tried: what a test said, in the tone tried_tone; is_trying: it has not answered yet."""

    how: How = How()
    is_ready: bool = False
    is_trying: bool = False
    tried: str = ""
    tried_tone: str = "ok"

    @rx.event(background=True, supersedes=True)
    @needs(Right.CONFIGURE)
    async def watch(self) -> None:
        async for _ in feed.news(self):
            seen = await asyncio.to_thread(reading.look)
            async with self:
                self.how, self.is_ready = seen, True

    @rx.event
    @needs(Right.CONFIGURE)
    async def read_now(self) -> None:
        held = console()
        actor, now = await self._actor(), held.clock.now()
        await asyncio.to_thread(override.run_now, held.new_uow, JobName.POLL, actor=actor, now=now)
        toast = await self.get_state(ToastState)
        toast._show("The mailbox is read within a few seconds.")

    @rx.event(background=True)
    @needs(Right.CONFIGURE)
    async def try_now(self) -> None:
        await self._try(lambda: f"It answers: {reading.try_in_force()}.")

    @rx.event(background=True)
    @needs(Right.CONFIGURE)
    async def send_trial(self) -> None:
        async with self:
            actor = await self._actor()
        await self._try(lambda: reading.send_trial(actor=actor))

    async def _try(self, look: Callable[[], str]) -> None:
        """On a thread of its own: a server that does not answer holds up nobody's page."""
        async with self:
            self.is_trying, self.tried = True, ""
        try:
            said, tone = await asyncio.to_thread(look), "ok"
        except BookingError as error:
            said, tone = str(error), "bad"
        async with self:
            self.is_trying, self.tried, self.tried_tone = False, said, tone


class SetUpState(SessionState):
    """The form. deed: what its buttons asked for, test or save. wrong: the refusal, where it happened."""

    form: SetUp = SetUp()
    deed: str = "save"
    wrong: str = ""
    is_trying: bool = False
    tried: str = ""
    is_leaving: bool = False

    @rx.event
    @needs(Right.CONFIGURE)
    async def load(self) -> None:
        self.form = await asyncio.to_thread(reading.set_up)
        self.wrong, self.tried, self.is_leaving = "", "", False

    @rx.event
    @needs(Right.CONFIGURE)
    async def choose(self, source: str, auth: str) -> None:
        self.form = await asyncio.to_thread(reading.set_up, source, auth)
        self.wrong, self.tried = "", ""

    @rx.event
    @needs(Right.CONFIGURE)
    async def mean(self, deed: str) -> None:
        self.deed = deed

    @rx.event(background=True)
    @needs(Right.CONFIGURE)
    async def submit(self, form: dict[str, str]) -> EventType[()] | None:
        """Secrets pass through: they are never kept in the page's state."""
        async with self:
            self.wrong, self.tried, self.is_trying = "", "", True
            shown, deed, actor = self.form, self.deed, await self._actor()
        try:
            if deed == "test":
                said = await asyncio.to_thread(reading.try_out, shown.source, shown.auth, form)
            else:
                words = {"was_version": shown.version, "actor": actor}
                await asyncio.to_thread(reading.save, shown.source, shown.auth, form, **words)
                said = ""
        except BookingError as refusal:
            async with self:
                self.wrong, self.is_trying = str(refusal), False
            return None
        async with self:
            self.tried, self.is_trying = said, False
            if said:
                return None
            toast = await self.get_state(ToastState)
            toast._show(f"Saved. The worker reads this mailbox within {OBEYED_WITHIN} s.")
        return SetUpState.load

    @rx.event
    @needs(Right.CONFIGURE)
    async def ask_to_leave(self) -> None:
        self.is_leaving = True

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_leaving(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_leaving = is_open

    @rx.event
    @needs(Right.CONFIGURE)
    async def forget(self) -> EventType[()] | None:
        try:
            await asyncio.to_thread(reading.forget, was_version=self.form.version, actor=await self._actor())
        except BookingError as refusal:
            self.wrong, self.is_leaving = str(refusal), False
            return None
        return SetUpState.load
