"""Opening hours and quiet hours while a person changes them."""

import asyncio
from dataclasses import replace

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError, InvalidInput
from booking_console.ui.frame_state import ToastState
from booking_console.ui.schedule import hours
from booking_console.ui.schedule.changing import OBEYED_WITHIN, save, schedule_now
from booking_console.ui.schedule.hours import Form
from booking_console.ui.session import SessionState, needs


class HoursState(SessionState):
    """Opening hours and quiet hours while they are changed."""

    is_open: bool = False
    form: Form = Form()
    reason: str = ""
    wrong: str = ""
    _version: int = 0

    @rx.event
    @needs(Right.CONFIGURE)
    async def change(self) -> None:
        schedule = await asyncio.to_thread(schedule_now)
        self.form, self._version = hours.form(schedule), schedule.version
        self.is_open, self.reason, self.wrong = True, "", ""

    @rx.event
    @needs(Right.VIEW)
    async def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_open = is_open

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_day(self, number: int, is_open: bool) -> None:  # noqa: FBT001 - the box tells it so
        self._check(hours.changed(self.form, number, is_open=is_open))

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_clock(self, number: int, edge: str, text: str) -> None:
        if edge in ("opens", "closes"):
            self._check(hours.changed(self.form, number, **{edge: text}))

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_quiet(self, is_quiet: bool) -> None:  # noqa: FBT001 - the box tells it so
        self._check(replace(self.form, has_quiet=is_quiet))

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_quiet_clock(self, edge: str, text: str) -> None:
        if edge in ("quiet_from", "quiet_to"):
            self._check(replace(self.form, **{edge: text}))

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_reason(self, reason: str) -> None:
        self.reason = reason

    @rx.event
    @needs(Right.CONFIGURE)
    async def save(self) -> None:
        try:
            opening, quiet = hours.read(self.form)
            await asyncio.to_thread(
                save,
                lambda schedule: replace(schedule, opening=opening, quiet=quiet, version=self._version),
                await self._actor(),
                self.reason,
            )
        except BookingError as refusal:
            self.wrong = str(refusal)
            return
        self.is_open = False
        toast = await self.get_state(ToastState)
        toast._show(f"Saved. The worker follows within {OBEYED_WITHIN} s.")

    def _check(self, form: Form) -> None:
        self.form, self.wrong = form, ""
        try:
            hours.read(form)
        except InvalidInput as wrong:
            self.wrong = str(wrong)
