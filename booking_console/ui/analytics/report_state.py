"""The monthly report: who gets it on the first of the month."""

import asyncio

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.domain.report import SENT_FROM, ReportPlan, next_sending
from booking_console.services import report
from booking_console.ui import practice_time
from booking_console.ui.frame_state import ToastState
from booking_console.ui.session import SessionState, needs


class ReportState(SessionState):
    """words: for everybody who looks at the figures. recipients: as typed. next: when it is sent, and what was sent last."""

    words: str = ""
    is_open: bool = False
    is_on: bool = False
    recipients: str = ""
    next: str = ""

    @rx.event
    @needs(Right.VIEW)
    async def load(self) -> None:
        self.words = _words(await asyncio.to_thread(_plan))

    @rx.event
    @needs(Right.CONFIGURE)
    async def ask(self) -> None:
        plan = await asyncio.to_thread(_plan)
        self.is_on, self.recipients = plan.is_on, ", ".join(plan.recipients)
        self.next, self.problem, self.is_open = _next(plan), "", True

    @rx.event
    @needs(Right.VIEW)
    async def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_open = is_open

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_on(self, is_on: bool) -> None:  # noqa: FBT001 - the box tells it so
        self.is_on = is_on

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_recipients(self, text: str) -> None:
        self.recipients = text

    @rx.event
    @needs(Right.CONFIGURE)
    async def save(self) -> None:
        held, actor = console(), await self._actor()
        try:
            plan = await asyncio.to_thread(
                report.plan, held.new_uow, is_on=self.is_on, recipients=self.recipients,
                policy=held.policy, actor=actor, now=held.clock.now(),
            )  # fmt: skip
        except BookingError as refusal:
            self.problem = str(refusal)
            return
        self.is_open, self.words = False, _words(plan)
        toast = await self.get_state(ToastState)
        toast._show(_next(plan) if plan.is_on else "The monthly report is off. Nobody gets it.")


def _plan() -> ReportPlan:
    with console().reading() as uow:
        return uow.control.report_plan()


def _words(plan: ReportPlan) -> str:
    if not plan.is_on:
        return "Nobody gets the PDF of a month by mail yet."
    who = " and ".join(
        [", ".join(plan.recipients[:-1]), plan.recipients[-1]] if plan.recipients[1:] else plan.recipients
    )
    return f"The PDF of the month before goes to {who} on the first of every month at {SENT_FROM:%H:%M}."


def _next(plan: ReportPlan) -> str:
    """The next one is sent on Tue 1 Dec 2026, 07:00. The last one was of October 2026."""
    held = console()
    at = next_sending(held.clock.now(), held.zone)
    day, clock = practice_time.full_day(at, held.zone), practice_time.clock(at, held.zone)
    sent = f" Done so far: {plan.done_through.words} and before." if plan.done_through and plan.is_on else ""
    return f"The next one is sent on {day}, {clock}.{sent}"
