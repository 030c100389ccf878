"""What happens now in words: the attempts under way, what waits, what has just ended, and one of them step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.booking import AttemptResult, StepName
from booking_console.domain.privacy import initials
from booking_console.services.views import AttemptRow, LogRow
from booking_console.ui import practice_time
from booking_console.ui.booking.reasons import Reason, Why
from booking_console.ui.components.room_strip import Block, Hour
from booking_console.ui.tries import VERBS, Part, Picture, Step, ahead, parts, pictures, steps, took, unsaid

#: What ended within this time has just ended.
JUST_NOW = timedelta(minutes=10)
LAST_SHOWN = 8
NO_PICTURE = Picture("", "")


@dataclass(frozen=True, slots=True)
class Going:
    """One try in the list. key: attempt and place of the try in it. seconds: so far, while it runs."""

    key: str
    when: str
    room_id: int
    room: str
    result: str
    word: str
    took: str
    seconds: float
    who: str


@dataclass(frozen=True, slots=True)
class Waiting:
    id: int
    when: str
    who: str
    next: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One try. safe: what has happened at the portal so far, in a sentence."""

    key: str = ""
    appointment_id: int = 0
    title: str = ""
    result: str = ""
    room_id: int = 0
    room: str = ""
    who: str = ""
    number: str = ""
    steps: tuple[Step, ...] = ()
    picture: Picture = NO_PICTURE
    is_safe: bool = True
    safe: str = ""
    safe_more: str = ""
    strip: tuple[Block, ...] = ()
    hours: tuple[Hour, ...] = ()
    strip_title: str = ""
    looked: str = ""
    detail: str = ""


def parts_of(attempts: Sequence[AttemptRow]) -> list[tuple[str, Part]]:
    """Every try with its key, the newest first."""
    found = []
    for attempt in sorted(attempts, key=lambda one: one.id, reverse=True):
        found += [(f"{attempt.id}-{n}", part) for n, part in enumerate(parts(attempt))][::-1]
    return found


def going(key: str, part: Part, rooms: Mapping[int, str], now: datetime, zone: ZoneInfo) -> Going:
    attempt = part.attempt
    is_running = part.result is AttemptResult.RUNNING
    passed = part.end(now) - part.start
    return Going(
        key=key,
        when=practice_time.when(attempt.start, attempt.end, zone),
        room_id=part.room_id,
        room=rooms.get(part.room_id, ""),
        result=part.result.value,
        word=_word(part) if is_running else "",
        took=took(passed),
        seconds=round((now - part.start).total_seconds(), 1) if is_running else 0.0,
        who=_who(attempt.guest, attempt.type),
    )


def waiting(row: LogRow, due: datetime | None, place: int, now: datetime, zone: ZoneInfo) -> Waiting:
    following = "next" if place == 0 else "soon"
    if due is not None and due > now:
        following = f"again {practice_time.ahead(due, now)}"
    return Waiting(row.id, practice_time.when(row.start, row.end, zone), _who(row.guest, row.type), following)


def detail(key: str, part: Part, rooms: Mapping[int, str], why: Why, now: datetime, zone: ZoneInfo) -> Detail:
    attempt = part.attempt
    shown = [*steps(part, now, zone), *ahead(part)]
    pics = list(pictures(part, zone))
    reason = _reason(why, part.room_id)
    is_safe, safe, more = _safe(part)
    return Detail(
        key=key,
        appointment_id=attempt.appointment_id,
        title=practice_time.when(attempt.start, attempt.end, zone),
        result=part.result.value,
        room_id=part.room_id,
        room=rooms.get(part.room_id, ""),
        who=_who(attempt.guest, attempt.type),
        number=f"Try {attempt.number}",
        steps=tuple(shown),
        picture=pics[-1] if pics else NO_PICTURE,
        is_safe=is_safe,
        safe=safe,
        safe_more=more,
        strip=reason.strip if reason else (),
        hours=why.hours,
        strip_title=f"{rooms.get(part.room_id, '')}, {practice_time.day(attempt.start, zone)}" if attempt.start else "",
        looked=f"looked at {practice_time.ago(attempt.looked_at, now, zone)}" if attempt.looked_at else "",
        detail=unsaid(part),
    )


def is_recent(part: Part, now: datetime) -> bool:
    return now - part.end(now) <= JUST_NOW


def _reason(why: Why, room_id: int) -> Reason | None:
    return next((one for one in why.reasons if one.room_id == room_id), None)


def _word(part: Part) -> str:
    if part.attempt.purpose == "reconcile":
        return "Checking portal"
    return VERBS[StepName(part.steps[-1].name)] if part.steps else "Begins"


def _who(guest: str, type_: str | None) -> str:
    return ", ".join(word for word in (initials(guest), type_) if word)


def _safe(part: Part) -> tuple[bool, str, str]:
    """Whether nothing can have gone wrong yet, and the sentence that says so."""
    names = {step.name for step in part.steps}
    if part.result is AttemptResult.RUNNING:
        if StepName.SUBMIT in names:
            return True, "Submitted, once.", "It is read back before anything is believed."
        return True, "Nothing has been submitted yet.", "It can be stopped with the switch above until “Submit, once”."
    sentences = {
        AttemptResult.BOOKED: (True, "Booked, and read back on the portal.", ""),
        AttemptResult.REFUSED: (True, "Nothing was booked in this try.", ""),
        AttemptResult.CANCELLED: (True, "The room is free again.", "It was read back on the portal."),
        AttemptResult.IN_DOUBT: (
            False,
            "Not proven on the portal.",
            "Nobody presses again; it is looked at again, or you decide in Needs attention.",
        ),
    }
    submitted = StepName.SUBMIT in names
    other = (not submitted, "Nothing was submitted." if not submitted else "It is looked at on the portal again.", "")
    return sentences.get(part.result, other)
