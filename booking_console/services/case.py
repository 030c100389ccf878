"""One visit of one mail while it is followed: what we know of it, and what is kept of it. All inside the caller's transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.errors import Conflict
from booking_console.domain.extraction import AppointmentFields, Extraction, Kind
from booking_console.domain.message import MessageState
from booking_console.domain.notice import Notice, NoticeState
from booking_console.domain.policy import Policy
from booking_console.services import follow
from booking_console.services.follow import Unclear, Visit
from booking_console.services.message_records import StoredMessage
from booking_console.services.records import UnitOfWork

STALE = "An older version of an appointment that we have: nothing to do."
ANSWERED = "Another mail answered the question."


@dataclass(frozen=True, slots=True)
class Case:
    uow: UnitOfWork
    fields: AppointmentFields
    notice: Notice
    message: StoredMessage
    policy: Policy
    now: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """How one visit of a mail ended, in plain words."""

    sentence: str
    state: MessageState = MessageState.ACTED_ON


def notice_of(message: StoredMessage, extraction: Extraction, place: int) -> Notice | None:
    """None when the mail states no guest or no time. A mail without a date counts by its receipt."""
    fields = extraction.appointments[place]
    if fields.guest is None or fields.start is None:
        return None
    start = fields.start.value
    is_cancel = extraction.kind is Kind.CANCELLATION
    return Notice(
        id=0,
        message_id=message.id,
        place=place,
        kind=extraction.kind,
        guest=fields.guest.value,
        start=start,
        left=start if is_cancel else fields.previous_start.value if fields.previous_start else None,
        reference=fields.reference.value if fields.reference else None,
        uid=fields.uid,
        sequence=fields.sequence,
        stamp=fields.stamp,
        sent=extraction.sent or message.received_at,
        state=NoticeState.OPEN,
    )


def linked(case: Case) -> list[Notice]:
    """What other mails said that may be about this visit."""
    notices, mine = case.uow.notices, case.notice
    found = list(notices.by_guest(mine.guest))
    if mine.reference:
        found += notices.by_reference(mine.reference)
    others = {other.id: other for other in found if other.message_id != mine.message_id}
    return [
        other for other in others.values() if other.state is not NoticeState.DROPPED and mine.may_mean_the_same(other)
    ]


def standing(case: Case, at: datetime) -> Appointment | None:
    """The guest's live visit at that time."""
    mine = case.notice
    live = [a for a in case.uow.appointments.by_guest(mine.guest, at) if a.is_live]
    live = [a for a in live if a.reference == mine.reference] or live
    if len(live) > 1:
        raise Unclear("The mail could mean more than one of our appointments.")
    if not live and mine.reference:
        _refuse_other_guest(case, at)
    return live[0] if live else None


def _refuse_other_guest(case: Case, at: datetime) -> None:
    """Two guests of one mail may share its reference."""
    same = case.uow.appointments.by_reference(case.notice.reference or "")
    if any(a.is_live and starts(a, at) and a.message_id != case.message.id for a in same):
        raise Unclear("The mail names a reference that we know, but another guest than ours.")


def starts(appointment: Appointment, at: datetime) -> bool:
    return appointment.slot is not None and appointment.slot.start == at


def is_guest_of(case: Case, appointment: Appointment) -> bool:
    if appointment.slot is None:
        return False
    same = case.uow.appointments.by_guest(case.notice.guest, appointment.slot.start)
    return appointment.id in {a.id for a in same}


def may_mean(mine: Notice, visit: Appointment) -> bool:
    """Another calendar entry or another reference is another visit."""
    return not any(
        ours and theirs and ours != theirs
        for ours, theirs in ((mine.uid, visit.uid), (mine.reference, visit.reference))
    )


def loose(case: Case) -> list[Appointment]:
    """Live visits of this guest that came without a calendar entry: an unknown entry might be one of them."""
    ids = {n.appointment_id for n in linked(case) if n.appointment_id is not None}
    visits = [case.uow.appointments.get(n) for n in sorted(ids)]
    return [a for a in visits if a.is_live and a.uid is None and a.slot and a.slot.start > case.now]


def complete(case: Case, known: Appointment, visit: Visit) -> None:
    """Take over what we did not know yet; what we have stays."""
    fuller = replace(
        known,
        type=known.type or visit.type,
        specialist=known.specialist or visit.specialist,
        reference=known.reference or visit.reference,
        guest_email=known.guest_email or visit.guest_email,
        uid=known.uid or visit.uid,
        sequence=known.sequence if known.uid else visit.sequence,
    )
    if fuller != known and known.is_live:
        case.uow.appointments.save(fuller, was=known.status, revision=known.revision)


def keep(
    case: Case,
    appointment_id: int | None,
    *,
    left: datetime | None = None,
    state: NoticeState = NoticeState.APPLIED,
) -> None:
    """Write down what this mail said; left: the start that the visit really left, where the mail does not say it."""
    mine, notices = case.notice, case.uow.notices
    said = replace(mine, state=state, appointment_id=appointment_id, left=left or mine.left)
    if notices.add(said) is None:  # a mail that is read again
        known = next(n for n in notices.of_message(mine.message_id) if n.place == mine.place)
        notices.settle(known.id, state, appointment_id=appointment_id, left=said.left)


def answer(case: Case, notices: Iterable[Notice], appointment_id: int | None) -> None:
    """What was asked about before is clear now; so is a whole mail once nothing in it is open."""
    uow, answered = case.uow, [n for n in notices if n.state in (NoticeState.OPEN, NoticeState.NOTED)]
    for notice in answered:
        uow.notices.settle(notice.id, NoticeState.APPLIED, appointment_id=appointment_id, left=notice.left)
    for message_id in dict.fromkeys(n.message_id for n in answered):
        is_open = any(n.state is NoticeState.OPEN for n in uow.notices.of_message(message_id))
        was = uow.messages.get(message_id).state
        if was is MessageState.NEEDS_ATTENTION and not is_open:
            uow.messages.settle(message_id, MessageState.ACTED_ON, was=was, reason=ANSWERED)


def refuse_past(start: datetime, now: datetime) -> None:
    if start <= now:
        raise Unclear("The time in the mail has passed already.")


def settled_by_person(
    uow: UnitOfWork, message: StoredMessage, *, appointment_id: int | None, left: datetime | None = None
) -> None:
    """A person answered the mail. appointment_id None: nothing follows from it."""
    state = NoticeState.DROPPED if appointment_id is None else NoticeState.APPLIED
    kept = uow.notices.of_message(message.id)
    for notice in kept:
        uow.notices.settle(notice.id, state, appointment_id=appointment_id, left=left or notice.left)
    if not kept and appointment_id is not None:
        _keep_decided(uow, message, uow.appointments.get(appointment_id), left)


def _keep_decided(uow: UnitOfWork, message: StoredMessage, visit: Appointment, left: datetime | None) -> None:
    """A doubtful mail says what the person made of it."""
    if visit.slot is None:
        return
    is_over = visit.status is AppointmentStatus.CANCELLED
    moved = Kind.RESCHEDULE if left else Kind.BOOKING
    reading = message.extraction
    decided = Notice(
        id=0,
        message_id=message.id,
        place=visit.id,
        kind=Kind.CANCELLATION if is_over else moved,
        guest=visit.guest,
        start=visit.slot.start,
        left=visit.slot.start if is_over else left,
        reference=visit.reference,
        uid=visit.uid,
        sequence=visit.sequence,
        sent=(reading.sent if reading else None) or message.received_at,
        state=NoticeState.APPLIED,
        appointment_id=visit.id,
    )
    uow.notices.add(decided)


def end(case: Case, known: Appointment) -> None:
    """Cancel what a person did not change in the same moment."""
    if not follow.cancel(case.uow, known, reason="Cancelled by mail.", sequence=case.notice.sequence):
        raise Conflict("It was cancelled or completed meanwhile.")


def of_kind(notices: Sequence[Notice], *states: NoticeState) -> list[Notice]:
    """Moves and cancellations in these states."""
    return [n for n in notices if n.kind is not Kind.BOOKING and n.state in states]
