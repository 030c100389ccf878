"""One booking in words: its head, who was told, what was done with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.appointment import Channel
from booking_console.domain.booking import AttemptResult
from booking_console.domain.outbox import Audience, DeliveryState
from booking_console.domain.privacy import initials
from booking_console.domain.status import Shown
from booking_console.services.views import AppointmentPage, AttemptRow, AuditRow, LogRow, ToldRow
from booking_console.ui import practice_time
from booking_console.ui.causes import brief
from booking_console.ui.log.lines import CAME_FROM
from booking_console.ui.tries import parts

_CAN_MOVE = (Shown.BOOKED, Shown.WAITING)
_CAN_CANCEL = (Shown.BOOKED, Shown.WAITING, Shown.NEEDS_YOU, Shown.FAILED, Shown.BOOKING_NOW, Shown.CHECKING)
_CAN_TRY = (Shown.WAITING, Shown.NEEDS_YOU)
_AUDIENCES = {Audience.BUSINESS: "Practice", Audience.GUEST: "Guest", Audience.ESCALATION: "Owner"}
_STATES = {
    DeliveryState.PENDING: ("run", "Waits to be sent"),
    DeliveryState.SENDING: ("run", "Being sent"),
    DeliveryState.DELIVERED: ("ok", "Sent"),
    DeliveryState.FAILED: ("bad", "Not sent"),
    DeliveryState.UNCLEAR: ("you", "May not have arrived"),
}
_EVENTS = {
    "booked": "Room booked",
    "moved": "Moved",
    "cancelled": "Cancelled",
    "needs_attention": "Needs attention",
    "failed": "Failed",
    "stopped": "Booking stopped",
}
_DEEDS = {
    "trial.asked_for": "Tried without booking",
    "evidence.taken": "Evidence downloaded",
    "appointment.entered": "Entered by hand",
    "appointment.approved": "Released for booking",
    "appointment.declined": "Declined",
    "message.declined": "Declined",
    "appointment.moved": "Moved",
    "appointment.cancelled": "Cancelled",
    "appointment.put_before_a_person": "Put before a person",
    "booking.confirmed": "Booked and read back",
    "booking.witnessed": "Confirmed by the portal's own mail",
    "booking.contradicted": "Contradicted by the portal's own mail",
    "booking.undone": "Taken back",
    "booking.found_by_hand": "Found on the portal, booked by hand",
    "shadow.agrees": "Shadow mode: agrees",
    "shadow.differs": "Shadow mode: differs",
    "note.added": "Note",
    "name.shown": "Looked at the name",
    "message.sent_again": "Told again",
}
#: The reason that the programs write down names the mail by its number, which says nothing to a person.
_MAIL = re.compile(r"mail \d+")


@dataclass(frozen=True, slots=True)
class Head:
    """reason: why it waits or failed; empty when all is well. came: "Mail of today, 08:10"."""

    id: int = 0
    crumb: str = ""
    title: str = ""
    near: str = ""
    shown: str = ""
    room_id: int = 0
    room: str = ""
    guest: str = ""
    type: str = ""
    specialist: str = ""
    reference: str = ""
    came: str = ""
    reason: str = ""
    can_move: bool = False
    can_cancel: bool = False
    can_try: bool = False
    can_undo: bool = False
    tries_title: str = ""
    tries_note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """can_repeat: it failed or may not have arrived."""

    outbox_id: int
    who: str
    what: str
    tone: str
    state: str
    at: str
    error: str
    can_repeat: bool


@dataclass(frozen=True, slots=True)
class Deed:
    at: str
    who: str
    what: str
    reason: str


def head(
    page: AppointmentPage, tries: int, now: datetime, zone: ZoneInfo, *, undo_until: datetime | None = None
) -> Head:
    """undo_until: a fresh booking can be taken back so long."""
    row = page.log
    return Head(
        id=row.id,
        crumb=row.portal_reference or row.reference or f"Booking {row.id}",
        title=practice_time.when(row.start, row.end, zone).capitalize()
        if row.start is None
        else practice_time.when(row.start, row.end, zone),
        near=near(row, now, zone),
        shown=row.shown.value,
        room_id=row.room_id or 0,
        room=row.room,
        guest=initials(row.guest),
        type=row.type or "",
        specialist=row.specialist or "",
        reference=row.portal_reference or "",
        came=came(row, page.mail_received_at, now, zone),
        reason=brief(row.reason) if row.shown is not Shown.BOOKED else "",
        can_move=row.shown in _CAN_MOVE,
        can_cancel=row.shown in _CAN_CANCEL,
        can_try=row.shown in _CAN_TRY and row.start is not None and row.start > now,
        can_undo=row.shown is Shown.BOOKED and undo_until is not None and now < undo_until,
        tries_title="1 try" if tries == 1 else f"{tries} tries" if tries else "No try to book yet",
        tries_note=_tries_note(page),
    )


def near(row: LogRow, now: datetime, zone: ZoneInfo) -> str:
    """going on now, over, today, tomorrow, in 3 days"""
    if row.start is None or row.end is None:
        return ""
    if row.end <= now:
        return "over"
    if row.start <= now:
        return "going on now"
    day = practice_time.near_day(row.start, now, zone)
    return practice_time.ahead(row.start, now) if day not in ("tomorrow",) else day


def came(row: LogRow, mail_at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    word = CAME_FROM[Channel(row.channel)]
    at = mail_at or row.received_at
    return f"{word} of {practice_time.near_day(at, now, zone)}, {practice_time.clock(at, zone)}"


def told(row: ToldRow, now: datetime, zone: ZoneInfo) -> Told:
    tone, state = _STATES[DeliveryState(row.state)]
    return Told(
        outbox_id=row.outbox_id,
        who=_AUDIENCES.get(Audience(row.audience), row.audience),
        what=_EVENTS.get(row.event, row.event),
        tone=tone,
        state=state,
        at=practice_time.stamp(row.at, now, zone),
        error=row.error,
        can_repeat=row.state in (DeliveryState.FAILED, DeliveryState.UNCLEAR),
    )


def deed(row: AuditRow, now: datetime, zone: ZoneInfo) -> Deed:
    what = _DEEDS.get(row.action) or row.action.rpartition(".")[2].replace("_", " ").capitalize()
    reason = row.reason or row.detail
    return Deed(
        practice_time.stamp(row.at, now, zone), row.actor, what, "by mail" if _MAIL.fullmatch(reason) else reason
    )


def _tries_note(page: AppointmentPage) -> str:
    """1 refused, 1 booked. 26 seconds from mail to booked"""
    results = [part.result for attempt in page.attempts if attempt.purpose == "book" for part in parts(attempt)]
    refused = sum(result is AttemptResult.REFUSED for result in results)
    booked = sum(result is AttemptResult.BOOKED for result in results)
    counts = [f"{refused} refused"] * bool(refused) + [f"{booked} booked"] * bool(booked)
    said = [", ".join(counts), _from_mail(page)]
    return ". ".join(words for words in said if words)


def _from_mail(page: AppointmentPage) -> str:
    ended = _first_booked(page.attempts)
    start = page.mail_received_at or page.log.received_at
    if ended is None or ended < start:
        return ""
    source = "mail" if page.mail_received_at else "entry"
    return f"{_long(ended - start)} from {source} to booked"


def _first_booked(attempts: Sequence[AttemptRow]) -> datetime | None:
    ends = [a.ended_at for a in attempts if a.result == AttemptResult.BOOKED and a.ended_at]
    return min(ends, default=None)


def _long(passed: timedelta) -> str:
    seconds = int(passed.total_seconds())
    if seconds < 120:
        return f"{seconds} seconds"
    minutes = seconds // 60
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
