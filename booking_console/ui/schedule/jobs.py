"""The worker's jobs in words, with their rhythm and the next run of each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.health import Health
from booking_console.domain.report import ReportPlan, next_sending
from booking_console.domain.schedule import JobName, Schedule
from booking_console.ui import practice_time
from booking_console.ui.schedule import rhythm

#: Name, and what one run does.
JOBS = {
    JobName.POLL: ("Read the mailbox", "Takes every new mail once and reads it"),
    JobName.BOOK: ("Book rooms", "Books what is due, the nearest visit first"),
    JobName.RECONCILE: ("Settle what is unclear", "Looks at the portal again where an answer was lost"),
    JobName.DELIVER: ("Tell people", "Sends the messages that wait"),
    JobName.CHECK: ("Check the portal", "Signs in and compares its pages, without booking"),
    JobName.COMPARE: ("Compare with the portal", "Our bookings beside its entries, today and ahead"),
}
#: A worker shows a sign of life every ten seconds.
SILENT_AFTER = timedelta(seconds=45)


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    word: str
    does: str
    rhythm: str
    ahead: str
    is_cron: bool


@dataclass(frozen=True, slots=True)
class Run:
    """One line of Next runs."""

    at: str
    ahead: str
    word: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes by itself. note: why nothing runs, when nothing runs."""

    jobs: tuple[Job, ...] = ()
    runs: tuple[Run, ...] = ()
    note: str = ""
    is_paused: bool = False


def plan(schedule: Schedule, runs: Mapping[JobName, datetime], worker: Health, now: datetime, zone: ZoneInfo) -> Plan:
    note = standstill(schedule, worker, now, zone)
    expected = {} if note else dict(runs)
    return Plan(
        jobs=tuple(_job(name, schedule, expected.get(name), now) for name in JOBS),
        runs=tuple(_run(name, at, now, zone) for name, at in sorted(expected.items(), key=lambda run: run[1])),
        note=note,
        is_paused=schedule.paused,
    )


def with_report(shown: Plan, report: ReportPlan, now: datetime, zone: ZoneInfo) -> Plan:
    """The report's sending as the last of the next runs, when somebody gets it."""
    if not report.is_on or shown.note:
        return shown
    at = next_sending(now, zone)
    clock = f"{practice_time.day(at, zone)}, {practice_time.clock(at, zone)}"
    return replace(shown, runs=(*shown.runs, Run(clock, practice_time.ahead(at, now), "Send the month's report")))


def standstill(schedule: Schedule, worker: Health, now: datetime, zone: ZoneInfo) -> str:
    if worker.checked_at is None:
        return "The worker was not started yet. Nothing runs before it is."
    if now - worker.checked_at > SILENT_AFTER:
        seen = practice_time.ago(worker.checked_at, now, zone)
        return f"The worker was last seen {seen}. Nothing runs until it is started again; nothing is lost."
    return "Paused: no mail is read and nothing is booked until you go on." if schedule.paused else ""


def _job(name: JobName, schedule: Schedule, at: datetime | None, now: datetime) -> Job:
    word, does = JOBS[name]
    set_to = schedule.rhythms[name]
    ahead = practice_time.ahead(at, now) if at else ""
    return Job(name.value, word, does, rhythm.words(set_to), ahead, set_to.cron is not None)


def _run(name: JobName, at: datetime, now: datetime, zone: ZoneInfo) -> Run:
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M:%S}" if local.date() == today else f"{practice_time.day(at, zone)}, {local:%H:%M}"
    return Run(clock, practice_time.ahead(at, now), JOBS[name][0])
