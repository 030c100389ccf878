"""What people decided today, from the audit log, with what became of it. What a mail decided is in the log, not here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from booking_console.bootstrap import Console
from booking_console.domain.actor import SYSTEM
from booking_console.domain.errors import NotFound
from booking_console.domain.privacy import initials
from booking_console.domain.status import Shown
from booking_console.services.views import AuditRow, LogRow
from booking_console.ui import practice_time

SHOWN = 8
_LOOKED_AT = 200
_WORDS = {
    "appointment.approved": "Booked as corrected",
    "appointment.declined": "Declined",
    "message.declined": "Declined",
    "appointment.retried": "Tried again",
    "appointment.cancelled": "Cancelled",
    "appointment.moved": "Moved",
    "booking.undone": "Undone",
    "booking.found_there": "Found on the portal",
    "booking.accepted_elsewhere": "Taken as the portal has it",
    "booking.cancelled_elsewhere": "Cancelled on the portal",
    "booking.found_not_there": "Not on the portal, booked again",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """href empty: there is no appointment to open."""

    at: str
    shown: str
    guest: str
    when: str
    room_id: int
    room: str
    what: str
    href: str


def today(held: Console, now: datetime) -> list[Decided]:
    since = practice_time.day_of(now, held.zone).start
    acts = [act for act in held.views.audit(limit=_LOOKED_AT) if act.at >= since and _is_a_persons(act)]
    return [_decided(held, act) for act in _latest(acts)][:SHOWN]


def _is_a_persons(act: AuditRow) -> bool:
    return act.actor != SYSTEM.name and act.action in _WORDS


def _latest(acts: Iterable[AuditRow]) -> Iterable[AuditRow]:
    """The last act on each thing."""
    seen: set[tuple[str, int | None]] = set()
    for act in acts:
        key = (act.subject, act.subject_id)
        if key not in seen:
            seen.add(key)
            yield act


def _decided(held: Console, act: AuditRow) -> Decided:
    row = _row(held, act)
    said = f"{_WORDS[act.action]}. {act.reason}" if act.reason else _WORDS[act.action]
    at = practice_time.clock(act.at, held.zone)
    if row is None:
        return Decided(at, Shown.DECLINED.value, "A mail", "", 0, "none", said, "")
    when = practice_time.when(row.start, row.end, held.zone)
    room = row.room or "none"
    return Decided(at, row.shown.value, initials(row.guest), when, row.room_id or 0, room, said, f"/log/{row.id}")


def _row(held: Console, act: AuditRow) -> LogRow | None:
    if act.subject != "appointment" or act.subject_id is None:
        return None
    try:
        return held.views.appointment(act.subject_id).log
    except NotFound:
        return None
