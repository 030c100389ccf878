"""Step 2: read a mail and decide: act, ask a person, or ignore. Every message ends in exactly one of the three."""

from datetime import datetime

import structlog

from booking_console.domain.actor import SYSTEM
from booking_console.domain.appointment import Appointment, AppointmentStatus, Channel
from booking_console.domain.errors import Conflict, Refused, Unavailable
from booking_console.domain.extraction import AppointmentFields, Extraction, Kind, Verdict
from booking_console.domain.message import MessageState
from booking_console.domain.policy import Policy
from booking_console.services import follow, tell, trust
from booking_console.services.follow import Unclear
from booking_console.services.ports import Clock, MailReader
from booking_console.services.records import NewUnitOfWork, StoredMessage, UnitOfWork
from booking_console.services.road import OUR_FAULT

log = structlog.get_logger()

#: What is kept of a mail at which the reader itself failed.
_NOT_READ = Extraction(Kind.AMBIGUOUS, Verdict.REVIEW, reasons=(OUR_FAULT,))


def read_new(new_uow: NewUnitOfWork, reader: MailReader, policy: Policy, clock: Clock, *, limit: int = 50) -> int:
    """Settle up to limit messages, oldest first; how many. Two workers may both read one: only the first one's act counts."""
    with new_uow() as uow:
        waiting = uow.messages.received(limit=limit)
    for message in waiting:
        with new_uow() as uow:
            mime, teaching = uow.messages.mime(message.id), uow.teachings.all()
            trusted = trust.trusted_by(uow, policy)
        extraction = _NOT_READ
        try:
            extraction = trust.held_back(reader.read(mime, teaching), message.sender, trusted)
            _settle(new_uow, message, extraction, policy, clock.now())
        except Conflict:
            log.info("message_settled_by_another", message_id=message.id)
        except Unavailable:
            raise
        except Exception:
            # A fault of ours in one mail must not keep the others from being read.
            log.exception("message_crashed", message_id=message.id)
            with new_uow() as uow:
                _ask(uow, message, extraction, policy, OUR_FAULT, clock.now())
    return len(waiting)


def _settle(
    new_uow: NewUnitOfWork, message: StoredMessage, extraction: Extraction, policy: Policy, now: datetime
) -> None:
    """One transaction for the message's end and all that follows from it; when it is unclear, nothing but the question is kept."""
    try:
        with new_uow() as uow:
            if uow.messages.get(message.id).state is not MessageState.RECEIVED:
                raise Conflict("The message was settled meanwhile.")
            state, reason = _act(uow, message, extraction, policy, now)
            uow.messages.settle(message.id, state, was=MessageState.RECEIVED, reason=reason, extraction=extraction)
            if state is MessageState.NEEDS_ATTENTION:
                tell.message_needs_person(uow, policy, message, reason, now)
    except Conflict:
        raise
    except Refused as question:
        state, reason = MessageState.NEEDS_ATTENTION, str(question)
        with new_uow() as uow:
            if _ask(uow, message, extraction, policy, reason, now) and extraction.kind is Kind.CANCELLATION:
                _remember_cancellation(uow, extraction, message, policy, now)
    log.info("message_settled", message_id=message.id, state=state.value, kind=extraction.kind.value)


def _ask(
    uow: UnitOfWork, message: StoredMessage, extraction: Extraction, policy: Policy, reason: str, now: datetime
) -> bool:
    """False when somebody else settled it meanwhile."""
    was = uow.messages.get(message.id).state
    if was is not MessageState.RECEIVED:
        return False
    uow.messages.settle(message.id, MessageState.NEEDS_ATTENTION, was=was, reason=reason, extraction=extraction)
    tell.message_needs_person(uow, policy, message, reason, now)
    return True


def _act(
    uow: UnitOfWork, message: StoredMessage, extraction: Extraction, policy: Policy, now: datetime
) -> tuple[MessageState, str]:
    if extraction.verdict is Verdict.IGNORE:
        return MessageState.IGNORED, _first(extraction, "Not an appointment.")
    if extraction.held:
        return MessageState.NEEDS_ATTENTION, extraction.held
    if extraction.verdict is Verdict.REVIEW:
        return MessageState.NEEDS_ATTENTION, _first(extraction, "The mail could not be understood for certain.")
    act = {Kind.BOOKING: _book, Kind.RESCHEDULE: _move, Kind.CANCELLATION: _cancel}.get(extraction.kind)
    if act is None or not extraction.appointments:
        raise Unclear("The mail could not be understood for certain.")
    said = [act(uow, fields, message, policy, now) for fields in extraction.appointments]
    return MessageState.ACTED_ON, " ".join(dict.fromkeys(said))


def _first(extraction: Extraction, otherwise: str) -> str:
    return extraction.doubts[0].sentence if extraction.doubts else (extraction.reasons or (otherwise,))[0]


def _book(uow: UnitOfWork, fields: AppointmentFields, message: StoredMessage, policy: Policy, now: datetime) -> str:
    visit = follow.visit_of(fields, policy)
    _refuse_past(visit.slot.start, now)
    known = follow.find(uow, fields, at=visit.slot.start, message_id=message.id)
    if known is not None:
        return _book_known(uow, known, visit, message, states_end=fields.end is not None)
    appointment_id = follow.add(uow, visit, channel=Channel.MAIL, message_id=message.id, now=now)
    uow.audit.add("appointment.received", actor=SYSTEM.name, at=now, subject="appointment", subject_id=appointment_id)
    return "A new appointment."


def _book_known(
    uow: UnitOfWork, known: Appointment, visit: follow.Visit, message: StoredMessage, *, states_end: bool
) -> str:
    """A repetition, an older or a newer version of something that we have."""
    if _is_stale(known, visit.sequence):
        return "An older version of an appointment that we have: nothing to do."
    if known.status is AppointmentStatus.CANCELLED:
        raise Unclear("The mail confirms an appointment that was cancelled before.")
    if (
        known.slot is not None
        and known.slot.start == visit.slot.start
        and (known.slot.end == visit.slot.end or not states_end)
    ):
        return "We have this appointment already: nothing to do."
    if visit.uid and known.uid == visit.uid:
        follow.move(uow, known, visit, message_id=message.id)
        return "A newer version of an appointment that we have: it is moved."
    raise Unclear("We have an appointment with this reference or guest, but at another time.")


def _is_stale(known: Appointment, sequence: int | None) -> bool:
    """Calendar programs number their versions: an older one that comes late changes nothing."""
    return sequence is not None and known.sequence is not None and sequence < known.sequence


def _move(uow: UnitOfWork, fields: AppointmentFields, message: StoredMessage, policy: Policy, now: datetime) -> str:
    known = follow.find(uow, fields, at=fields.previous_start.value if fields.previous_start else None)
    if known is None:
        moved_already = (
            fields.guest and fields.start and uow.appointments.by_guest(fields.guest.value, fields.start.value)
        )
        if moved_already:
            return "The appointment is at this time already: nothing to do."
        raise Unclear("The mail moves an appointment that we do not know.")
    visit = follow.visit_of(fields, policy, length=known.slot)
    if _is_stale(known, visit.sequence):
        return "An older version of an appointment that we have: nothing to do."
    if known.slot == visit.slot and known.is_live:
        return "The appointment is at this time already: nothing to do."
    _refuse_past(visit.slot.start, now)
    follow.move(uow, known, visit, message_id=message.id)
    uow.audit.add(
        "appointment.moved",
        actor=SYSTEM.name,
        at=now,
        subject="appointment",
        subject_id=known.id,
        reason="asked for by mail",
    )
    return "The appointment is moved."


def _cancel(uow: UnitOfWork, fields: AppointmentFields, message: StoredMessage, policy: Policy, now: datetime) -> str:
    told = fields.start or fields.previous_start
    known = follow.find(uow, fields, at=told.value if told else None)
    if known is None:
        raise Unclear("The mail cancels an appointment that we do not know.")
    if _is_stale(known, fields.sequence):
        return "An older version of an appointment that we have: nothing to do."
    if not follow.cancel(uow, known, reason="Cancelled by mail.", sequence=fields.sequence):
        return "The appointment was cancelled already: nothing to do."
    tell.appointment_ended(uow, policy, known, now)
    uow.audit.add(
        "appointment.cancelled",
        actor=SYSTEM.name,
        at=now,
        subject="appointment",
        subject_id=known.id,
        reason=f"mail {message.id}",
    )
    return "The appointment is cancelled."


def _remember_cancellation(
    uow: UnitOfWork, extraction: Extraction, message: StoredMessage, policy: Policy, now: datetime
) -> None:
    """Mail arrives in any order: when the confirmation comes after its cancellation it must not be booked."""
    for fields in extraction.appointments:
        if not fields.uid or not fields.guest or not fields.start or uow.appointments.by_uid(fields.uid):
            continue
        try:
            visit = follow.visit_of(fields, policy)
        except Unclear:
            continue  # nothing was written: a person has the mail before them
        unknown = follow.add(uow, visit, channel=Channel.MAIL, message_id=message.id, now=now)
        follow.cancel(uow, uow.appointments.get(unknown), reason="Cancelled before its confirmation came.")


def _refuse_past(start: datetime, now: datetime) -> None:
    if start <= now:
        raise Unclear("The time in the mail has passed already.")
