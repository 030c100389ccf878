"""The state behind the frame: what stands around every page, the stop switch, the toast, the account."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import reflex as rx
from reflex.event import EventSpec

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.services import override, sign_in
from booking_console.ui import feed, practice_time
from booking_console.ui.around import Around, Bar, around, bars
from booking_console.ui.session import SessionState, needs, token_of

SHOWN_SECONDS = 6
#: From the booking to the toast, and from the click to the server.
ON_THE_WAY = timedelta(seconds=5)


class FrameState(SessionState):
    """Loaded by every page, then kept up to date."""

    around: Around = Around()
    bars: list[Bar] = []
    practice: str = ""
    is_ready: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        practice, room_bars = await asyncio.to_thread(_practice)
        async with self:
            self.practice, self.bars, self.problem = practice, room_bars, ""
        async for _ in feed.news(self):
            seen = await asyncio.to_thread(_look_around)
            async with self:
                self.around, self.is_ready = seen, True


class SwitchState(SessionState):
    """Stopping and continuing all booking."""

    is_asking: bool = False
    cause: str = ""

    @rx.event
    @needs(Right.STOP)
    async def ask(self) -> None:
        self.is_asking, self.cause, self.problem = True, "", ""

    @rx.event
    @needs(Right.VIEW)
    async def set_asking(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_asking = is_open

    @rx.event
    @needs(Right.STOP)
    async def set_cause(self, cause: str) -> None:
        self.cause = cause

    @rx.event
    @needs(Right.STOP)
    async def stop(self) -> None:
        actor, held = await self._actor(), console()
        cause = self.cause.strip() or "Stopped by hand"
        await self._do(override.stop_booking, held.new_uow, cause=cause, actor=actor, now=held.clock.now())

    @rx.event
    @needs(Right.STOP)
    async def go_on(self) -> None:
        actor, held = await self._actor(), console()
        await self._do(override.continue_booking, held.new_uow, actor=actor, now=held.clock.now())

    async def _do(self, verb: Callable[..., None], *args: object, **words: object) -> None:
        try:
            await asyncio.to_thread(verb, *args, **words)
        except BookingError as refusal:
            self.problem = str(refusal)
        else:
            self.is_asking = False


class ToastState(SessionState):
    """One good thing that just happened, and for some seconds the way back."""

    text: str = ""
    seconds: int = 0
    serial: int = 0
    appointment_id: int = 0

    def _show(self, text: str, *, undo: int = 0) -> None:
        """undo: the appointment whose last change can be taken back; 0 when there is no way back."""
        self.text, self.appointment_id = text, undo
        self.seconds = int(console().settings.undo.total_seconds()) if undo else SHOWN_SECONDS
        self.serial += 1

    @rx.event
    @needs(Right.VIEW)
    async def dismiss(self) -> None:
        self.text = ""

    @rx.event
    @needs(Right.DECIDE)
    async def undo(self) -> None:
        held = console()
        try:
            await asyncio.to_thread(
                override.undo, held.new_uow, self.appointment_id,
                actor=await self._actor(), now=held.clock.now(), within=held.settings.undo + ON_THE_WAY,
            )  # fmt: skip
        except BookingError as refusal:
            self.text, self.appointment_id = str(refusal), 0
        else:
            self._show("Undone. It waits for you again.")


class AccountState(SessionState):
    """The password dialog of the user menu."""

    is_changing: bool = False
    wrong: str = ""

    @rx.event
    @needs(Right.VIEW)
    async def open_dialog(self) -> None:
        self.is_changing, self.wrong = True, ""

    @rx.event
    @needs(Right.VIEW)
    async def set_changing(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_changing, self.wrong = is_open, ""

    @rx.event
    @needs(Right.VIEW)
    async def change_password(self, form: dict[str, str]) -> None:
        held = console()
        try:
            await asyncio.to_thread(
                sign_in.change_password, held.new_uow, token_of(self),
                old=form.get("old", ""), new=form.get("new", ""), now=held.clock.now(),
            )  # fmt: skip
        except BookingError as refusal:
            self.wrong = str(refusal)
        else:
            self.is_changing = False
            toast = await self.get_state(ToastState)
            toast._show("Your password is changed. Everybody else who used it is signed out.")


class FindState(SessionState):
    """The search field of the navigation: it opens the log with what was typed."""

    @rx.event
    @needs(Right.VIEW)
    async def find(self, form: dict[str, str]) -> EventSpec:
        return rx.redirect(f"/log?{urlencode({'text': form.get('text', '').strip()})}")


def _practice() -> tuple[str, list[Bar]]:
    held = console()
    with held.reading() as uow:
        return held.settings.practice, bars(tuple(uow.rooms.all()))


def _look_around() -> Around:
    held = console()
    now = held.clock.now()
    overview = held.views.overview(day=practice_time.day_of(now, held.zone))
    with held.reading() as uow:
        is_shadowed = uow.shadows.plan().is_on
    return around(overview, now, held.zone, is_shadowed=is_shadowed)
