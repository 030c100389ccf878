"""Raise an alarm when it has been too quiet, and end it when it is not any more.

Each alarm is told once when it is raised, and shown until it ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from booking_console.domain.alarm import Alarm, AlarmKind, Finding
from booking_console.domain.habit import WEEKS, Habit, unusual_silence
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.policy import Policy
from booking_console.domain.schedule import JobName, Schedule
from booking_console.services import tell
from booking_console.services.ports import Clock
from booking_console.services.records import NewUnitOfWork, UnitOfWork

log = structlog.get_logger()

_HEEDED = (AlarmKind.UNSEEN, AlarmKind.LOGIN_ENDS, AlarmKind.TOO_QUIET)
_AHEAD = timedelta(days=14)
_REMEMBERED = timedelta(weeks=WEEKS + 1)


@dataclass(frozen=True, slots=True)
class Terms:
    """alarm_after: without a successful look. login_ends: the day on which the mailbox's password or secret ends."""

    alarm_after: timedelta
    login_ends: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the judgement rests on. look_due: when the mailbox is looked at next, as the worker planned it."""

    health: Health
    schedule: Schedule
    look_due: datetime | None
    confirmations: Sequence[datetime]


def heed(new_uow: NewUnitOfWork, policy: Policy, clock: Clock, terms: Terms) -> None:
    """One look at everything that could be silent."""
    now = clock.now()
    with new_uow() as uow:
        seen = Seen(
            uow.control.health(Part.MAILBOX),
            uow.control.schedule(),
            uow.control.next_runs().get(JobName.POLL),
            uow.mailbox.confirmations(since=now - _REMEMBERED),
        )
        found = {finding.kind: finding for finding in findings(seen, terms, now, policy.zone)}
        for kind in _HEEDED:
            if kind in found:
                _raise(uow, policy, found[kind], now)
            elif not _is_open_question(kind, seen, now, policy.zone) and uow.mailbox.end_alarm(kind):
                log.info("alarm_ended", alarm=kind.value)


def findings(seen: Seen, terms: Terms, now: datetime, zone: ZoneInfo) -> Iterator[Finding]:
    """Pure: the same facts give the same findings."""
    unseen = _unseen(seen, terms, now, zone)
    if unseen is not None:
        yield unseen
    if terms.login_ends is not None and now.astimezone(zone).date() >= terms.login_ends - _AHEAD:
        yield _login_ends(terms.login_ends, now.astimezone(zone).date())
    if not _is_open_question(AlarmKind.TOO_QUIET, seen, now, zone):
        habit = unusual_silence(seen.confirmations, now, zone)
        if habit is not None:
            yield _too_quiet(habit, now.astimezone(zone))


def _is_open_question(kind: AlarmKind, seen: Seen, now: datetime, zone: ZoneInfo) -> bool:
    """Nothing can be said now: an alarm that is raised stays, and none is raised."""
    if kind is AlarmKind.LOGIN_ENDS:
        return False
    if kind is AlarmKind.UNSEEN:
        return seen.schedule.paused
    looks = seen.health.works and not seen.schedule.paused
    return not looks or not seen.schedule.is_open(now, zone)


def _unseen(seen: Seen, terms: Terms, now: datetime, zone: ZoneInfo) -> Finding | None:
    if seen.schedule.paused:
        return None
    health, advice = seen.health, "The page Mailbox says what to do. Mail waits in its mailbox, nothing is lost."
    if health.state in (PartState.TROUBLE, PartState.STOPPED):
        since = health.good_at or health.since
        if since is None or now - since < terms.alarm_after:
            return None
        sentence = f"The mailbox could not be read since {_stamp(since.astimezone(zone))}: {health.sentence}"
        return Finding(AlarmKind.UNSEEN, sentence, advice)
    if seen.look_due is not None and now - seen.look_due >= terms.alarm_after:
        sentence = f"The mailbox was to be read at {_stamp(seen.look_due.astimezone(zone))}, and was not."
        return Finding(AlarmKind.UNSEEN, sentence, "Restart the worker. " + advice)
    return None


def _login_ends(day: date, today: date) -> Finding:
    verb = "ends" if day >= today else "ended"
    return Finding(
        AlarmKind.LOGIN_ENDS,
        f"The password or secret of the mailbox {verb} on {_day(day)}.",
        "Have a new one made and enter it on the page Mailbox, together with its last day.",
    )


def _too_quiet(habit: Habit, here: datetime) -> Finding:
    came = f"{habit.fewest} to {habit.most}" if habit.fewest < habit.most else str(habit.most)
    if habit.since.date() == here.date():
        since = f"{habit.since:%H:%M}"
        usual = f"On the last {habit.weeks} {here:%A}s {came} came between {since} and {here:%H:%M}."
    else:
        since = _stamp(habit.since)
        usual = f"In the same stretch of the last {habit.weeks} weeks {came} came."
    return Finding(
        AlarmKind.TOO_QUIET,
        f"No confirmation has come since {since}. {usual}",
        "Look into the mailbox itself: do confirmations arrive there, and does a rule move them away?"
        " If the practice is closed today, nothing is wrong.",
    )


def _raise(uow: UnitOfWork, policy: Policy, finding: Finding, now: datetime) -> None:
    alarm = Alarm(finding.kind, finding.sentence, finding.advice, now)
    if uow.mailbox.raise_alarm(alarm):
        tell.alarm_raised(uow, policy, alarm)
        log.warning("alarm_raised", alarm=alarm.kind.value)


def _stamp(at: datetime) -> str:
    """Tue 24 Nov, 09:12"""
    return f"{at:%a} {at.day} {at:%b}, {at:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
