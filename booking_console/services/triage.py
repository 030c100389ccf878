"""Step 2: read a mail and decide: act, ask a person, or ignore. Every message ends in exactly one of the three."""

from collections.abc import Callable
from datetime import datetime

import structlog

from booking_console.domain.errors import Conflict, Refused, Unavailable
from booking_console.domain.extraction import Extraction, Kind, Verdict
from booking_console.domain.message import MessageState
from booking_console.domain.notice import Notice
from booking_console.domain.policy import Policy
from booking_console.services import entries, hear, sequel, story, tell, trust
from booking_console.services.case import Case, Told, notice_of
from booking_console.services.follow import Unclear
from booking_console.services.message_records import StoredMessage
from booking_console.services.ports import Clock, MailReader
from booking_console.services.records import NewUnitOfWork, UnitOfWork
from booking_console.services.road import OUR_FAULT

log = structlog.get_logger()

_FOLLOWED: dict[Kind, Callable[[Case], Told]] = {
    Kind.BOOKING: sequel.book,
    Kind.RESCHEDULE: sequel.move,
    Kind.CANCELLATION: sequel.cancel,
}
#: What is kept of a mail at which the reader itself failed.
_NOT_READ = Extraction(Kind.AMBIGUOUS, Verdict.REVIEW, reasons=(OUR_FAULT,))


class Unfollowed(Unclear):
    """The mail itself is clear and to be trusted; which visit it means, or how it fits to other mails, is not."""


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
            uow.notices.take_turn()
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
            if _ask(uow, message, extraction, policy, reason, now) and isinstance(question, Unfollowed):
                _keep_open(uow, extraction, message)
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
    if hear.is_portal(policy, extraction, message):
        return hear.hear(uow, message, extraction, policy, now)
    if extraction.verdict is Verdict.IGNORE:
        return MessageState.IGNORED, _first(extraction, "Not an appointment.")
    if extraction.held:
        return MessageState.NEEDS_ATTENTION, extraction.held
    if extraction.verdict is Verdict.REVIEW:
        return MessageState.NEEDS_ATTENTION, _first(extraction, "The mail could not be understood for certain.")
    if extraction.kind not in _FOLLOWED or not extraction.appointments:
        raise Unclear("The mail could not be understood for certain.")
    return _follow(uow, extraction, message, policy, now)


def _follow(
    uow: UnitOfWork, extraction: Extraction, message: StoredMessage, policy: Policy, now: datetime
) -> tuple[MessageState, str]:
    """All visits of the mail or none."""
    try:
        told = [
            _follow_one(Case(uow, fields, _notice(message, extraction, place), message, policy, now))
            for place, fields in enumerate(extraction.appointments)
        ]
    except Conflict:
        raise
    except Refused as question:
        raise Unfollowed(str(question)) from question
    states = {one.state for one in told}
    state = states.pop() if len(states) == 1 else MessageState.ACTED_ON
    return state, " ".join(dict.fromkeys(one.sentence for one in told))


def _follow_one(case: Case) -> Told:
    """A known calendar entry by its versions; a whole story by its end; everything else step by step."""
    told = entries.follow_entry(case) if case.notice.uid else None
    return told or story.follow_story(case) or _FOLLOWED[case.notice.kind](case)


def _notice(message: StoredMessage, extraction: Extraction, place: int) -> Notice:
    notice = notice_of(message, extraction, place)
    if notice is None:
        raise Unclear("The mail names no guest or no time.")
    return notice


def _keep_open(uow: UnitOfWork, extraction: Extraction, message: StoredMessage) -> None:
    """What the mail said is kept although a person is asked: the mail that explains it may still come."""
    for place in range(len(extraction.appointments)):
        notice = notice_of(message, extraction, place)
        if notice is not None:
            uow.notices.add(notice)


def _first(extraction: Extraction, otherwise: str) -> str:
    return extraction.doubts[0].sentence if extraction.doubts else (extraction.reasons or (otherwise,))[0]
