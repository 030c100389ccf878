"""The worker process. APScheduler is only the clock: one job per step, one at a time, what was missed is done once.

The schedule lives in the database; it is read again every second. Everything that touches the portal runs on one thread, because a
browser belongs to the thread that opened it.
"""

import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from types import FrameType

import structlog
from apscheduler.executors.pool import BasePoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from booking_console.bootstrap import Console
from booking_console.domain.errors import BookingError
from booking_console.domain.health import Part, PartState
from booking_console.domain.schedule import JobName, Rhythm, Schedule
from booking_console.passes import Passes
from booking_console.services.intake import note_health
from booking_console.watching import Watch

log = structlog.get_logger()

_THREAD_OF = {
    JobName.POLL: "mail",
    JobName.BOOK: "portal",
    JobName.RECONCILE: "portal",
    JobName.CHECK: "portal",
    JobName.COMPARE: "portal",
    JobName.DELIVER: "post",
}
#: So often the database is asked whether a person changed something.
_OBEY_EVERY = timedelta(seconds=1)
_REPORT_EVERY = timedelta(minutes=10)
_HEED_EVERY = timedelta(minutes=1)
_HEARTBEAT_EVERY = timedelta(seconds=10)
#: A step that takes longer than this at the end is left to the next worker, which reads it back.
_LONGEST_STEP = timedelta(seconds=90)
_LONGEST_WATCH = timedelta(seconds=5)
_LOOKS_FOR_ITS_END = 0.2  # seconds


class _OneThread(BasePoolExecutor):  # type: ignore[misc] # the library has no types
    """What touches one part of the world, one job after the other, all on one thread."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(1)
        super().__init__(self.pool)


class Worker:
    """Lives from start() to stop(). All methods are called from the main thread."""

    def __init__(self, console: Console, work: Passes) -> None:
        self._console = console
        self._work = work
        self._jobs: dict[JobName, Callable[[], None]] = {
            JobName.POLL: work.poll,
            JobName.BOOK: work.book,
            JobName.RECONCILE: work.reconcile,
            JobName.DELIVER: work.deliver,
            JobName.CHECK: work.check,
            JobName.COMPARE: work.compare,
        }
        self._schedule: Schedule | None = None
        self._beat_at: datetime | None = None
        self._told_runs: dict[JobName, datetime] = {}
        self._threads = {name: _OneThread() for name in ("mail", "portal", "post", "default")}
        self._clock = BackgroundScheduler(
            timezone=console.zone,
            executors=self._threads,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._has_news = threading.Event()
        self._setup: int | None = None
        self._watch = Watch(work.open_mailbox, work.wants_news, self._look_now, work.stopping)
        self._watching = threading.Thread(target=self._watch.run, name="watch", daemon=True)

    def start(self) -> None:
        self._obey()
        self._clock.add_job(self._guard("obey", self._obey), IntervalTrigger(seconds=_OBEY_EVERY.seconds), id="obey")
        self._clock.add_job(self._guard("tidy", self._work.tidy), IntervalTrigger(hours=6), id="tidy")
        # Asked often, because a console that rested on the first of the month sends what it missed.
        self._clock.add_job(
            self._guard("report", self._work.report),
            IntervalTrigger(seconds=_REPORT_EVERY.seconds),
            id="report",
            executor="post",
            next_run_time=self._console.clock.now(),
        )
        self._clock.add_job(
            self._guard("silence", self._work.heed_silence), IntervalTrigger(seconds=_HEED_EVERY.seconds), id="silence"
        )
        self._clock.start()
        self._watching.start()
        log.info("worker_started", worker=self._work.name)

    def stop(self) -> None:
        """Waits for the step in hand; nothing new begins."""
        self._work.stopping.set()
        self._clock.pause()
        self._watching.join(_LONGEST_WATCH.total_seconds())
        # Runs after the step in hand: the portal's thread takes one job at a time.
        closing = self._threads["portal"].pool.submit(self._work.close_portal)
        wait([closing], timeout=_LONGEST_STEP.total_seconds())
        # Not left to the clock: it waits with its jobs locked, and _obey in the middle of its work would want them.
        for thread in self._threads.values():
            thread.pool.shutdown()
        self._clock.shutdown(wait=False)
        self._work.close()
        log.info("worker_stopped", worker=self._work.name)

    def _obey(self) -> None:
        """Take over what a person changed: rhythms, pause, run now. Beat the heart."""
        now = self._console.clock.now()
        with self._console.new_uow() as uow:
            schedule, setup = uow.control.schedule(), uow.mailbox.setup().version
            asked = [job for job in self._jobs if uow.control.take_run(job)]
        if self._schedule is None or schedule.version != self._schedule.version:
            self._take_over(schedule)
        if setup != self._setup:
            self._setup = setup
            self._watch.reopen.set()
        for job in asked:
            self._clock.modify_job(job.value, next_run_time=now)
        if self._beat_at is None or now - self._beat_at >= _HEARTBEAT_EVERY:
            self._beat(now)
        self._tell_next_runs()

    def _look_now(self) -> None:
        """Behind the look that may be running: it may have passed the new mail already. The clock would skip it instead."""
        if not self._has_news.is_set() and not self._work.stopping.is_set():
            self._has_news.set()
            self._threads["mail"].pool.submit(self._guard("news", self._look_at_news))

    def _look_at_news(self) -> None:
        self._has_news.clear()
        self._work.poll()

    def _take_over(self, schedule: Schedule) -> None:
        soon = self._console.clock.now() + timedelta(milliseconds=200)
        for job, act in self._jobs.items():
            self._clock.add_job(
                self._guard(job.value, act),
                _trigger(schedule.rhythms[job], self._console),
                id=job.value,
                executor=_THREAD_OF[job],
                replace_existing=True,
                **(
                    {} if job is JobName.COMPARE else {"next_run_time": soon}
                ),  # it has its hour, and costs a look at every day
            )
        self._schedule = schedule
        self._work.schedule = schedule
        log.info("schedule_taken_over", version=schedule.version, paused=schedule.paused)

    def _beat(self, now: datetime) -> None:
        paused = self._schedule is not None and self._schedule.paused
        sentence = "paused" if paused else "ready"
        note_health(self._console.new_uow, self._console.clock, Part.WORKER, PartState.FINE, sentence)
        self._work.bury_the_dead()
        self._beat_at = now

    def _tell_next_runs(self) -> None:
        """Written only for the jobs that people wait for, so that a quiet worker writes little."""
        runs = {job: at for job in self._jobs if (at := self._next_run(job))}
        if any(_differs(at, self._told_runs.get(job)) for job, at in runs.items()):
            with self._console.new_uow() as uow:
                uow.control.set_next_runs(runs)
            self._told_runs = runs

    def _next_run(self, job: JobName) -> datetime | None:
        found = self._clock.get_job(job.value)
        at: datetime | None = getattr(found, "next_run_time", None)
        return at

    def _guard(self, name: str, act: Callable[[], None]) -> Callable[[], None]:
        """The one place where a job's unexpected error ends: logged with its traceback, and the next tick goes on."""

        def run() -> None:
            try:
                act()
            except BookingError as error:
                log.warning("job_failed", job=name, reason=str(error))
            except Exception:
                log.exception("job_crashed", job=name)

        return run


def _differs(at: datetime, told: datetime | None) -> bool:
    return told is None or abs((at - told).total_seconds()) > _OBEY_EVERY.total_seconds() * 4


def _trigger(rhythm: Rhythm, console: Console) -> IntervalTrigger | CronTrigger:
    if rhythm.cron is not None:
        return CronTrigger.from_crontab(rhythm.cron, timezone=console.zone)
    assert rhythm.every is not None
    return IntervalTrigger(seconds=rhythm.every.total_seconds())


def run_until_stopped(console: Console, work: Passes) -> None:
    """SIGTERM or SIGINT finishes the step in hand and ends. Looked for again and again: the system may hand the signal to another
    thread, and one that waits without an end never hears of it; an Event may not be set while its own wait() is interrupted, either."""
    asked_to_stop: list[int] = []

    def ask(number: int, _: FrameType | None) -> None:
        asked_to_stop.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    worker = Worker(console, work)
    worker.start()
    while not asked_to_stop:
        time.sleep(_LOOKS_FOR_ITS_END)
    worker.stop()
