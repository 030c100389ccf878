"""Booking is stopped: what was expected and found, since when, the pictures, who waits, and how it goes on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.booking import AttemptResult
from booking_console.domain.portal import EvidenceKind
from booking_console.domain.privacy import initials
from booking_console.domain.schedule import BookingSwitch
from booking_console.services.figure_words import counted
from booking_console.services.views import AttemptRow, LogRow
from booking_console.ui import practice_time

_NUMBER = re.compile(r"\+?\(?\d[\d ()/-]{5,}\d")
Evidence = tuple[int, str, str, datetime]


@dataclass(frozen=True, slots=True)
class Picture:
    """head: Before or Now. href empty: none was kept."""

    head: str
    when: str
    href: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    id: int
    day: str
    time: str
    guest: str
    type: str
    shown: str
    came: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """is_automatic: the console stopped by itself, because the portal is not the one it knows. support: whom to call, and
    call: the same for the telephone, "" where no number is in it."""

    is_stopped: bool = False
    is_automatic: bool = False
    title: str = ""
    says: str = ""
    expected: str = ""
    found: str = ""
    since: str = ""
    pictures: tuple[Picture, ...] = ()
    waiting: tuple[Wait, ...] = ()
    count: str = ""
    note: str = ""
    support: str = ""
    call: str = ""


def stopped(
    switch: BookingSwitch, attempts: Sequence[AttemptRow], waiting: Sequence[LogRow], now: datetime, zone: ZoneInfo
) -> Stopped:
    if switch.is_on:
        return Stopped()
    count = counted(len(waiting), "appointment waits", "appointments wait") if waiting else "No appointment waits"
    return Stopped(
        is_stopped=True,
        is_automatic=switch.is_automatic,
        title="The portal has changed." if switch.is_automatic else "Booking is stopped.",
        says=_says(switch),
        expected=switch.expected,
        found=switch.found,
        since=practice_time.stamp(switch.since, now, zone) if switch.since else "",
        pictures=_pictures(switch, attempts, now, zone),
        waiting=tuple(_wait(row, now, zone) for row in waiting),
        count=count,
        note=_note(waiting, now, zone),
    )


def with_support(story: Stopped, support: str) -> Stopped:
    """support: as the installation says, a number and whatever else helps."""
    number = _NUMBER.search(support)
    digits = re.sub(r"\(0\)|[^\d+]", "", number[0]) if number else ""
    return replace(story, support=support, call=f"tel:{digits}" if digits else "")


def _says(switch: BookingSwitch) -> str:
    if not switch.is_automatic:
        who = f" by {switch.by}" if switch.by else ""
        why = f": {switch.cause}" if switch.cause else ""
        return (
            f"It was switched off{who}{why}{'' if why.endswith('.') else '.'} Mail is still read, so nothing is lost."
        )
    before = "before pressing anything" if switch.attempt_id is None else "at once, and nothing was tried again"
    return f"What it shows is not what we know. We stopped {before}. Mail is still read, so nothing is lost."


def _pictures(
    switch: BookingSwitch, attempts: Sequence[AttemptRow], now: datetime, zone: ZoneInfo
) -> tuple[Picture, ...]:
    """The last picture of the attempt that found it, and the same page of the last one that went well."""
    met = next((one for one in attempts if one.id == switch.attempt_id), None)
    if met is None:
        return ()
    step, shown = next(((s.name, seen) for s in reversed(met.steps) if (seen := _shown(s.evidence))), ("", []))
    if not shown:
        return ()
    fine = next((one for one in attempts if one.id < met.id and one.result == AttemptResult.BOOKED), None)
    same = next((seen for s in fine.steps if s.name == step and (seen := _shown(s.evidence))), []) if fine else []
    # A step that broke off has fewer pictures: the form, and not the answer to it.
    before = [_picture("Before", same[min(len(shown), len(same)) - 1], now, zone)] if same else []
    return (*before, _picture("Now", shown[-1], now, zone))


def _shown(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    return [one for one in evidence if one[1] == EvidenceKind.PICTURE]


def _picture(head: str, shown: Evidence, now: datetime, zone: ZoneInfo) -> Picture:
    evidence_id, _, caption, at = shown
    words = f"{caption[:1].lower()}{caption[1:]}"
    return Picture(head, practice_time.stamp(at, now, zone), f"/evidence/{evidence_id}", words)


def _wait(row: LogRow, now: datetime, zone: ZoneInfo) -> Wait:
    times = practice_time.clock_range(row.start, row.end, zone) if row.start and row.end else ""
    came = f"{'mail of' if row.channel == 'mail' else 'entered'} {practice_time.stamp(row.received_at, now, zone)}"
    day = practice_time.day(row.start, zone) if row.start else "no time yet"
    return Wait(row.id, day, times, initials(row.guest), row.type or "", row.shown.value, came)


def _note(waiting: Sequence[LogRow], now: datetime, zone: ZoneInfo) -> str:
    first = min((row.start for row in waiting if row.start), default=None)
    if first is None:
        return ""
    near = f"{practice_time.near_day(first, now, zone)} at {practice_time.clock(first, zone)}"
    return f"The first is {near}." if first > now else f"The first was {near}: call them."
