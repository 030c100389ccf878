"""One job's rhythm while a person changes it: what is typed is checked and said in words at once."""

import asyncio
from dataclasses import replace

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError, InvalidInput
from booking_console.domain.schedule import JobName, Schedule
from booking_console.ui import practice_time
from booking_console.ui.frame_state import ToastState
from booking_console.ui.schedule import rhythm
from booking_console.ui.schedule.changing import OBEYED_WITHIN, save, schedule_now
from booking_console.ui.schedule.jobs import JOBS
from booking_console.ui.session import SessionState, needs


class RhythmState(SessionState):
    """One job's rhythm while it is changed. says, runs: what the draft would mean; wrong: why it cannot be saved."""

    job: str = ""
    kind: str = "every"
    number: str = ""
    unit: str = "seconds"
    cron: str = ""
    reason: str = ""
    says: str = ""
    runs: list[str] = []
    wrong: str = ""
    _version: int = 0

    @rx.event
    @needs(Right.CONFIGURE)
    async def change(self, job: str) -> None:
        """A second press closes it."""
        if job == self.job:
            self.job = ""
            return
        schedule = await asyncio.to_thread(schedule_now)
        now_set = schedule.rhythms[JobName(job)]
        self.job, self._version, self.reason = job, schedule.version, ""
        self.kind = "cron" if now_set.cron else "every"
        self.number, self.unit = rhythm.typed(now_set)
        self.cron = now_set.cron or "*/5 6-20 * * mon-fri"
        self._weigh()

    @rx.event
    @needs(Right.CONFIGURE)
    async def write(self, name: str, text: str) -> None:
        if name not in ("kind", "number", "unit", "cron", "reason"):
            return
        setattr(self, name, text)
        if name in ("number", "unit", "cron"):
            self.kind = "cron" if name == "cron" else "every"
        self._weigh()

    @rx.event
    @needs(Right.CONFIGURE)
    async def save(self) -> None:
        if self.wrong or not self.job:
            return
        new = rhythm.parsed(self.kind, self.number, self.unit, self.cron)
        job = JobName(self.job)

        def changed(schedule: Schedule) -> Schedule:
            return replace(schedule, rhythms={**schedule.rhythms, job: new}, version=self._version)

        try:
            await asyncio.to_thread(save, changed, await self._actor(), self.reason)
        except BookingError as refusal:
            self.wrong = str(refusal)
            return
        self.job = ""
        toast = await self.get_state(ToastState)
        toast._show(f"{JOBS[job][0]}: {rhythm.words(new)}. The worker follows within {OBEYED_WITHIN} s.")

    def _weigh(self) -> None:
        held = console()
        try:
            typed = rhythm.parsed(self.kind, self.number, self.unit, self.cron)
            runs = rhythm.next_runs(typed, after=held.clock.now(), zone=held.zone)
            if not runs:
                raise InvalidInput("It would never run: there is no such day.")
        except InvalidInput as wrong:
            self.wrong, self.says, self.runs = str(wrong), "", []
        else:
            self.wrong, self.says = "", ", ".join(w for w in (rhythm.words(typed), rhythm.often(typed)) if w)
            self.runs = [f"{practice_time.day(at, held.zone)}, {at.astimezone(held.zone):%H:%M:%S}" for at in runs]
