"""What goes by itself, when, and how the world outside is doing; changing it, pausing it, running it now."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.domain.health import Part
from booking_console.domain.schedule import JobName
from booking_console.domain.status import Shown
from booking_console.services import drift, override
from booking_console.services.views import AttemptRow, LogFilter, Overview, Sort
from booking_console.ui import feed, practice_time
from booking_console.ui.frame_state import ToastState
from booking_console.ui.schedule import hours, parts
from booking_console.ui.schedule.hours import Week
from booking_console.ui.schedule.jobs import JOBS, Plan, plan, with_report
from booking_console.ui.schedule.parts import Outside
from booking_console.ui.schedule.sights import Seen as Sights
from booking_console.ui.schedule.sights import changed, pictures_of
from booking_console.ui.schedule.stopped import Stopped, stopped, with_support
from booking_console.ui.session import SessionState, needs

_ATTEMPTS_SEEN = 200
_MAILS_SEEN = 500
_WAITING_SEEN = 100
_WAITING = LogFilter(shown=(Shown.WAITING,), sort=Sort.START, descending=False)


@dataclass(frozen=True, slots=True)
class Seen:
    plan: Plan
    week: Week
    outside: Outside
    stopped: Stopped


class ScheduleState(SessionState):
    """The page as it is now; running and pausing."""

    plan: Plan = Plan()
    week: Week = Week()
    outside: Outside = Outside()
    stopped: Stopped = Stopped()
    is_ready: bool = False
    is_pausing: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        async for _ in feed.news(self):
            seen = await asyncio.to_thread(_look)
            async with self:
                self.plan, self.week, self.outside, self.stopped = seen.plan, seen.week, seen.outside, seen.stopped
                self.is_ready = True

    @rx.event
    @needs(Right.CONFIGURE)
    async def run_now(self, job: str) -> None:
        word = JOBS[JobName(job)][0]
        await self._do(f"{word}: it runs within a few seconds.", override.run_now, JobName(job))

    @rx.event
    @needs(Right.CONFIGURE)
    async def ask_to_pause(self) -> None:
        self.is_pausing = True

    @rx.event
    @needs(Right.VIEW)
    async def set_pausing(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_pausing = is_open

    @rx.event
    @needs(Right.CONFIGURE)
    async def pause(self) -> None:
        self.is_pausing = False
        await self._do("Paused. Mail waits in its mailbox.", override.pause)

    @rx.event
    @needs(Right.CONFIGURE)
    async def resume(self) -> None:
        await self._do("It goes on.", override.resume)

    @rx.event
    @needs(Right.STOP)
    async def go_on(self) -> None:
        said = "The portal is checked first, then what waits is booked in the order of its time."
        await self._do(said, override.continue_booking)

    @rx.event
    @needs(Right.CONFIGURE)
    async def accept_change(self) -> None:
        await self._do("From now on the portal is compared with what it is now.", drift.accept)

    async def _do(self, said: str, verb: Callable[..., None], *args: object) -> None:
        held, actor = console(), await self._actor()
        self.problem = ""
        try:
            await asyncio.to_thread(verb, held.new_uow, *args, actor=actor, now=held.clock.now())
        except BookingError as refusal:
            self.problem = str(refusal)
            return
        toast = await self.get_state(ToastState)
        toast._show(said)


def _look() -> Seen:
    held = console()
    now, zone, views = held.clock.now(), held.zone, held.views
    overview = views.overview(day=practice_time.day_of(now, zone))
    with held.reading() as uow:
        schedule, runs, worker = uow.control.schedule(), uow.control.next_runs(), uow.control.health(Part.WORKER)
        report, sights = uow.control.report_plan(), uow.sights.latest()
    attempts = views.attempts(limit=_ATTEMPTS_SEEN)
    waiting = () if overview.switch.is_on else views.log(_WAITING, offset=0, limit=_WAITING_SEEN).rows
    return Seen(
        plan=with_report(plan(schedule, runs, worker, now, zone), report, now, zone),
        week=hours.week(schedule, now, zone),
        outside=replace(_outside(overview, attempts, now), changed=changed(sights, now, zone)),
        stopped=_with_sights(stopped(overview.switch, attempts, waiting, now, zone), sights, now),
    )


def _with_sights(story: Stopped, sights: Sights, now: datetime) -> Stopped:
    """A check that stopped booking belongs to no attempt: its pictures lie elsewhere."""
    story = with_support(story, console().settings.portal.support)
    if story.pictures or not story.is_automatic:
        return story
    return replace(story, pictures=pictures_of(sights, now, console().zone))


def _outside(overview: Overview, attempts: Sequence[AttemptRow], now: datetime) -> Outside:
    held = console()
    zone, portal = held.zone, held.settings.portal
    seen = {part: parts.health_of(overview, part) for part in Part}
    return Outside(
        portal=parts.portal(seen[Part.PORTAL], portal.profile, portal.transport.value, now, zone),
        mailbox=parts.mailbox(seen[Part.MAILBOX], held.views.messages(limit=_MAILS_SEEN), now, zone),
        messages=parts.messages(seen[Part.MESSAGES], overview, now, zone),
        last_day=parts.last_day(attempts, now, zone),
        limits=parts.limits(held.policy),
    )
