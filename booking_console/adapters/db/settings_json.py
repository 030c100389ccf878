"""What a person sets, as JSON and back."""

from datetime import datetime, time, timedelta
from typing import Any

from booking_console.domain.report import Month, ReportPlan
from booking_console.domain.schedule import DEFAULT_RHYTHMS, BookingSwitch, JobName, OpeningHours, Rhythm, Schedule

Json = dict[str, Any]


def schedule_json(schedule: Schedule) -> Json:
    """Without the version, which has a column of its own."""
    return {
        "rhythms": {job.value: _rhythm_json(rhythm) for job, rhythm in schedule.rhythms.items()},
        "opening": [[o.weekday, o.opens.isoformat(), o.closes.isoformat()] for o in schedule.opening],
        "quiet": [t.isoformat() for t in schedule.quiet] if schedule.quiet else None,
        "paused": schedule.paused,
    }


def schedule_of(stored: Json, version: int) -> Schedule:
    quiet = stored["quiet"]
    return Schedule(
        # A job that is younger than what was stored has its usual rhythm.
        rhythms=DEFAULT_RHYTHMS | {JobName(job): _rhythm_of(rhythm) for job, rhythm in stored["rhythms"].items()},
        opening=tuple(OpeningHours(d, time.fromisoformat(o), time.fromisoformat(c)) for d, o, c in stored["opening"]),
        quiet=(time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1])) if quiet else None,
        paused=stored["paused"],
        version=version,
    )


def switch_json(switch: BookingSwitch) -> Json:
    return {
        "is_on": switch.is_on,
        "since": switch.since.isoformat() if switch.since else None,
        "by": switch.by,
        "cause": switch.cause,
        "expected": switch.expected,
        "found": switch.found,
        "attempt_id": switch.attempt_id,
    }


def switch_of(stored: Json) -> BookingSwitch:
    since = datetime.fromisoformat(stored["since"]) if stored["since"] else None
    return BookingSwitch(**{**stored, "since": since})


def report_json(plan: ReportPlan) -> Json:
    return {
        "is_on": plan.is_on,
        "recipients": list(plan.recipients),
        "done_through": plan.done_through.name if plan.done_through else None,
        "version": plan.version,
    }


def report_of(stored: Json) -> ReportPlan:
    return ReportPlan(
        is_on=stored["is_on"],
        recipients=tuple(stored["recipients"]),
        done_through=Month.named(stored["done_through"] or ""),
        version=stored["version"],
    )


def _rhythm_json(rhythm: Rhythm) -> Json:
    return {"every": rhythm.every.total_seconds() if rhythm.every else None, "cron": rhythm.cron}


def _rhythm_of(stored: Json) -> Rhythm:
    every = timedelta(seconds=stored["every"]) if stored["every"] is not None else None
    return Rhythm(every=every, cron=stored["cron"])
