"""The last word: the kind of the mail, and whether it may be acted on without a person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking_console.adapters.parsing.lines.kinds import Statements
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.names.names import key
from booking_console.adapters.parsing.rungs.calendars import Event
from booking_console.adapters.parsing.times.clock import CLOSES, OPENS
from booking_console.adapters.parsing.verdict.senders import Standing
from booking_console.domain.extraction import CERTAIN, AppointmentFields, Doubt, FieldName, Kind, Rung, Verdict

_FAR = timedelta(days=550)
_LONG = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Judgement:
    kind: Kind
    verdict: Verdict
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    letter: Letter
    said: Statements
    standing: Standing
    status: str
    events: Sequence[Event]
    appointments: Sequence[AppointmentFields]
    doubts: Sequence[Doubt]
    asks_for_a_time: bool = False  # a question with a day and a time in it
    is_answer: bool = False  # it quotes the mail that it answers


def judge(evidence: Evidence) -> Judgement:
    for decide in (_not_for_us, _not_settled, _reminder, _nothing):
        judgement = decide(evidence)
        if judgement is not None:
            return judgement
    kind = _kind(evidence)
    if kind is None:
        return Judgement(
            Kind.AMBIGUOUS,
            Verdict.REVIEW,
            ("The mail does not say clearly whether something was booked, moved or cancelled.",),
        )
    if evidence.doubts or not evidence.appointments or not all(_complete(one) for one in evidence.appointments):
        return Judgement(Kind.AMBIGUOUS if _is_unclear(evidence) else kind, Verdict.REVIEW)
    return Judgement(kind, Verdict.ACCEPT)


def _complete(one: AppointmentFields) -> bool:
    return bool(one.guest and one.start and one.guest.confidence >= CERTAIN and one.start.confidence >= CERTAIN)


def _is_unclear(evidence: Evidence) -> bool:
    return (
        any(doubt.field in (None, FieldName.START, FieldName.END) for doubt in evidence.doubts)
        or not evidence.appointments
    )


def _not_for_us(evidence: Evidence) -> Judgement | None:
    standing = evidence.standing
    if standing.untrusted:
        return Judgement(Kind.NOT_APPOINTMENT, Verdict.REVIEW, (standing.untrusted,))
    if standing.ignorable:
        return Judgement(Kind.NOT_APPOINTMENT, Verdict.IGNORE, (standing.ignorable,))
    return None


def _not_settled(evidence: Evidence) -> Judgement | None:
    said = evidence.said
    if said.never_booked:
        return Judgement(Kind.NOT_APPOINTMENT, Verdict.REVIEW, ("The mail says that nothing has been booked.",))
    if said.is_pending or evidence.status == "pending" or any(event.is_tentative for event in evidence.events):
        return Judgement(
            Kind.NOT_APPOINTMENT, Verdict.REVIEW, ("This is a request or a question; nothing is confirmed yet.",)
        )
    return None


def _reminder(evidence: Evidence) -> Judgement | None:
    said = evidence.said
    if not (said.reminds or said.subject_reminds):
        return None
    if (
        said.subject_cancels
        or said.subject_moves
        or said.cancels
        or said.moves
        or (said.subject_books and not said.subject_reminds)
    ):
        return Judgement(Kind.AMBIGUOUS, Verdict.REVIEW, ("The mail is a reminder and a change at the same time.",))
    return Judgement(Kind.NOT_APPOINTMENT, Verdict.IGNORE, ("A reminder of an appointment that already exists.",))


def _nothing(evidence: Evidence) -> Judgement | None:
    said = evidence.said
    speaks = (
        said.subject_books
        or said.books
        or said.names
        or said.cancels
        or said.subject_cancels
        or said.moves
        or said.subject_moves
    )
    has_time = any(one.start for one in evidence.appointments) or any(
        doubt.field is FieldName.START for doubt in evidence.doubts
    )
    has_guest = any(one.guest for one in evidence.appointments)
    if evidence.standing.is_meeting and not has_guest:
        return Judgement(Kind.NOT_APPOINTMENT, Verdict.IGNORE, ("A meeting without a patient.",))
    if evidence.standing.is_elsewhere and not any(
        one.guest and one.guest.rung >= Rung.LABEL for one in evidence.appointments
    ):
        return Judgement(Kind.NOT_APPOINTMENT, Verdict.IGNORE, ("About something other than a patient's visit.",))
    if evidence.standing.is_bulletin and not (has_guest or said.books or said.subject_books):
        return Judgement(Kind.NOT_APPOINTMENT, Verdict.IGNORE, ("A newsletter.",))
    if evidence.standing.is_missed and not has_time:
        return Judgement(Kind.NOT_APPOINTMENT, Verdict.IGNORE, ("About a visit that is over.",))
    if evidence.letter.documents and not has_time:
        return Judgement(
            Kind.AMBIGUOUS, Verdict.REVIEW, ("The details are in an attached document, which a person has to read.",)
        )
    is_corrected = any(doubt.field is None for doubt in evidence.doubts)
    if (
        not (evidence.is_answer or evidence.asks_for_a_time)
        and not speaks
        and not has_time
        and not evidence.events
        and not evidence.letter.problems
        and not is_corrected
    ):
        return Judgement(Kind.NOT_APPOINTMENT, Verdict.IGNORE, ("The mail does not speak of an appointment.",))
    return None


def _kind(evidence: Evidence) -> Kind | None:
    if evidence.status == "mixed":
        return None
    if evidence.events:
        return _kind_of_events(evidence)
    if evidence.status in ("cancelled", "booked", "moved"):
        return _kind_by_status(evidence)
    return _kind_of_words(evidence)


def _kind_by_status(evidence: Evidence) -> Kind | None:
    said = evidence.said
    if evidence.status == "cancelled":
        return Kind.CANCELLATION if not (said.moves or said.subject_moves) else None
    if said.cancels or said.subject_cancels:
        return None
    if evidence.status == "moved":
        return Kind.RESCHEDULE if said.moves or said.subject_moves or _knows_both(evidence) else None
    return _moved(evidence) if said.moves or said.subject_moves else Kind.BOOKING


def _kind_of_events(evidence: Evidence) -> Kind | None:
    """The calendar part decides, unless the words of the mail say otherwise."""
    said = evidence.said
    cancelled = {event.is_cancelled for event in evidence.events}
    if len(cancelled) > 1:
        return None
    says_cancel = said.subject_cancels or (said.cancels and not said.books)
    if cancelled == {True}:
        return None if (said.subject_moves or (said.subject_books and not said.subject_cancels)) else Kind.CANCELLATION
    if says_cancel:
        return None
    return _moved(evidence) if said.subject_moves or said.moves else Kind.BOOKING


def _kind_of_words(evidence: Evidence) -> Kind | None:
    said = evidence.said
    if said.subject_cancels or said.cancels:
        return _kind_of_cancelling(evidence)
    if said.subject_moves or said.moves:
        return _moved(evidence)
    if _labels_both(evidence) or _says_from_to(evidence):
        return Kind.RESCHEDULE
    if said.perhaps_cancels:
        return None
    if said.subject_books or said.books:
        return Kind.BOOKING
    is_form = said.names and _is_filled_form(evidence.appointments)
    return Kind.BOOKING if is_form or _is_in_the_subject(evidence) else None


def _kind_of_cancelling(evidence: Evidence) -> Kind | None:
    """Cancelled for good, given up for another time, or neither for certain."""
    said = evidence.said
    moves = said.subject_moves or said.moves
    if said.subject_cancels:
        return None if moves or (said.confirms and not said.cancels) else Kind.CANCELLATION
    if moves:
        return _moved(evidence) if said.subject_moves or said.subject_books or _knows_both(evidence) else None
    return None if said.subject_books else Kind.CANCELLATION


def _knows_both(evidence: Evidence) -> bool:
    """ "Your appointment on the 6th is cancelled; we have rebooked you for the 20th"."""
    return len(evidence.appointments) == 1 and all(one.start and one.previous_start for one in evidence.appointments)


def _labels_both(evidence: Evidence) -> bool:
    """ "Old appointment" and "New appointment" as labels say what became of it."""
    return _knows_both(evidence) and all(
        one.previous_start.rung >= Rung.LABEL for one in evidence.appointments if one.previous_start
    )


_TO = re.compile(
    r"[\s,;)]{0,3}(?:to|auf(?: den)?|naar|au|\u00e0|al?|a el|\u2192|->|-->|nach)(?: (?:the|den|el|le|on|now))?[\s(]{1,3}",
    re.IGNORECASE,
)


def _says_from_to(evidence: Evidence) -> bool:
    """ "From Friday at 9:30 to Monday at 9:30" is a move, whatever the verb."""
    one = evidence.appointments[0] if len(evidence.appointments) == 1 else None
    if one is None or not one.start or not one.previous_start or one.start.source.part != "text":
        return False
    old, new = one.previous_start.source, one.start.source
    return (
        old.part == "text"
        and 0 <= old.end < new.start
        and _TO.fullmatch(evidence.letter.text, old.end, new.start) is not None
    )


def _is_in_the_subject(evidence: Evidence) -> bool:
    """ "Appointment - Ada Moreau - Mon 15 Mar" as the subject of a mail that says the same."""
    words = set(key(evidence.letter.subject))
    guests = [one.guest for one in evidence.appointments]
    is_named = all(guest and guest.confidence >= CERTAIN and set(key(guest.value)) <= words for guest in guests)
    return evidence.said.subject_names and bool(guests) and is_named and "?" not in evidence.letter.subject


def _is_filled_form(appointments: Sequence[AppointmentFields]) -> bool:
    """Under the heading "Appointment", a patient and a time with labels of their own are one that is made."""
    return bool(appointments) and all(
        one.guest and one.start and min(one.guest.rung, one.start.rung) >= Rung.LABEL for one in appointments
    )


def _moved(evidence: Evidence) -> Kind | None:
    """A word like "moved" in the text alone may be about premises: without an old time or subject it decides "
    "nothing."""
    has_old_time = any(one.previous_start for one in evidence.appointments)
    said = evidence.said
    is_moved = said.subject_moves or said.moves_there or has_old_time or not said.books
    return Kind.RESCHEDULE if is_moved else None


def plausibility(one: AppointmentFields, now: datetime) -> list[Doubt]:
    """What no appointment of a practice looks like."""
    if one.start is None:
        return []
    start = one.start.value
    doubts = []
    if start < now + timedelta(minutes=1):
        doubts.append(
            Doubt(FieldName.START, f"The appointment ({start:%d %B %Y %H:%M}) lies before the mail was sent.", (start,))
        )
    if start - now > _FAR:
        doubts.append(Doubt(FieldName.START, f"The appointment ({start:%d %B %Y}) lies very far ahead.", (start,)))
    if not OPENS <= start.time() < CLOSES:
        doubts.append(Doubt(FieldName.START, f"{start:%H:%M} is outside the opening hours.", (start,)))
    if one.end and not timedelta() < one.end.value - start <= _LONG:
        doubts.append(Doubt(FieldName.END, "The stated end does not fit the start.", (one.end.value,)))
    if one.previous_start and one.previous_start.value == start:
        doubts.append(Doubt(FieldName.START, "The old and the new time are the same.", (start,)))
    return doubts
