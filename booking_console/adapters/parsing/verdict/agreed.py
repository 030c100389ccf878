"""A mail read in two ways, rung by rung and as one claim: what is acted on must not be denied by the other."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from booking_console.adapters.parsing.languages.english_verbs import OPEN
from booking_console.adapters.parsing.lines.found import in_text
from booking_console.adapters.parsing.lines.kinds import Statements, cancels
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.roles import TIMES
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.people import Around
from booking_console.adapters.parsing.rungs.recipients import completed
from booking_console.adapters.parsing.sentences.claimed import Claim, claim_of
from booking_console.adapters.parsing.times.contexts import Sense, sense_of
from booking_console.adapters.parsing.times.moments import Moment
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import AppointmentFields, Extraction, Field, Kind, Rung, Verdict

_TOLD_BY_LABELS = TIMES | {Role.GUEST}


def claimed(read: Read, letter: Letter) -> Claim | None:
    """None where labels, calendars or markup tell of the visit: then sentences are only beside it."""
    if read.events or any(_is_told_above(one) for one in read.appointments):
        return None
    claim = claim_of(read.clock, letter)
    if claim is None or not _is_all(read, claim):
        return None
    labels = [entry for entry in read.entries if entry.role in _TOLD_BY_LABELS]
    if _is_given_up(read, claim) or _is_of_two(read, claim) or _is_open(read, claim):
        return None
    is_inside = all(any(start <= entry.start < end for start, end in claim.spans) for entry in labels)
    return claim if is_inside else None


def _is_all(read: Read, claim: Claim) -> bool:
    """Whether the rungs, too, know of no other visit."""
    known = {claim.moment.at, claim.old.at if claim.old else None}
    return len(read.appointments) < 2 or all(one.start and one.start.value in known for one in read.appointments)


def _is_given_up(read: Read, claim: Claim) -> bool:
    """ "Moved from Friday at 10" names no new time."""
    is_old = sense_of(read.clock.text, claim.moment) is Sense.PREVIOUS
    return claim.kind is Kind.RESCHEDULE and claim.old is None and is_old


_OPEN = compiled(OPEN, re.IGNORECASE)


def _is_open(read: Read, claim: Claim) -> bool:
    """ "Tom Barker is coming to see the building", "unless we hear from you"."""
    said = (" ".join(read.clock.text[start:end].split()) for start, end in claim.spans)
    return any(_OPEN.search(one) or (claim.kind is Kind.BOOKING and cancels(one)) for one in said)


_AND = compiled(r"\b[^\W\d_a-z][^\W\d_]+ (?:and|&) $")
_LOCUM = compiled(
    r"[ ]?[,(][ ]?(?:the |our |a )?(?:locum|trainee|student|observer|interpreter|colleague|nurse|physio\w*|therapist)\b"
)


def _is_of_two(read: Read, claim: Claim) -> bool:
    """ "Ada and Tom Barker are booked", "Tom Barker (locum) is in"."""
    text, guest = read.clock.text, claim.guest
    if guest is None or guest.source.part != "text":
        return False
    start, end = guest.source.start, guest.source.end
    return _AND.search(text, max(0, start - 30), start) is not None or _LOCUM.match(text, end) is not None


def _is_told_above(one: AppointmentFields) -> bool:
    return any(field.rung > Rung.SENTENCE for field in (one.start, one.guest) if field)


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with the spans as blanks."""
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def by_claim(read: Read, claim: Claim, letter: Letter, around: Around) -> Read:
    known = read.appointments[0] if read.appointments else AppointmentFields()
    start, end = _field(read, claim.moment), None
    if claim.moment.until:
        end = in_text(claim.moment.until, read.clock.text, claim.moment.start, claim.moment.end, Rung.SENTENCE)
    old = _field(read, claim.old) if claim.old and claim.old.at else None
    if old is None and claim.kind is Kind.RESCHEDULE and known.start and known.start.value == claim.moment.at:
        old = known.previous_start
    one = replace(known, guest=claim.guest or known.guest, start=start, end=end, previous_start=old)
    one = completed(one, letter, read.clock.text, around)
    doubts = [doubt for doubt in read.doubts if doubt.field is None]
    clock = replace(
        read.clock,
        dates=[day for day in read.clock.dates if day not in claim.olds],
        times=[time for time in read.clock.times if time not in claim.olds],
    )
    return replace(read, clock=clock, appointments=[one], doubts=doubts, claim=claim)


def _field(read: Read, moment: Moment) -> Field[datetime]:
    assert moment.at is not None
    return in_text(moment.at, read.clock.text, moment.start, moment.end, Rung.SENTENCE)


def said_with(rest: Statements, claim: Claim) -> Statements | None:
    """rest: what the other sentences state. None where they contradict the claim."""
    books, moves = claim.kind is Kind.BOOKING, claim.kind is Kind.RESCHEDULE
    cancels = claim.kind is Kind.CANCELLATION
    against = (
        (not cancels and (rest.cancels or rest.subject_cancels))
        or (not moves and (rest.moves or rest.subject_moves))
        or (cancels and rest.books)
    )
    if against:
        return None
    return replace(rest, cancels=cancels, moves=moves, moves_there=moves, books=books, confirms=False)


_NOW = compiled(r"\b(?:now|instead)\b", re.IGNORECASE)


def _comes_now(by_rungs: Extraction, claim: Claim, *, same_time: bool) -> bool:
    """ "She was seeing Dr Hale on Friday. She is now seeing him on Monday": the second half alone would book."""
    is_half = claim.kind is Kind.BOOKING and by_rungs.kind is Kind.RESCHEDULE and len(by_rungs.appointments) == 1
    is_now = any(_NOW.search(by_rungs.text, start, end) for start, end in claim.spans)
    return same_time and is_half and is_now and by_rungs.appointments[0].previous_start is not None


def agreed(by_rungs: Extraction, claimed_as: Extraction | None, claim: Claim) -> Extraction:
    """The claim where it is certain; where the other way is certain of something else, a person."""
    is_sure = claimed_as is not None and claimed_as.verdict is Verdict.ACCEPT and claimed_as.kind is claim.kind
    if by_rungs.verdict is not Verdict.ACCEPT:
        return claimed_as if is_sure and claimed_as is not None else by_rungs
    same_time = [one.start.value for one in by_rungs.appointments if one.start] == [claim.moment.at]
    # Words far apart may make a booking of a cancelling sentence; the whole sentence knows better, never the other way.
    is_known = by_rungs.kind is claim.kind or by_rungs.kind is Kind.BOOKING
    if is_sure and same_time and is_known and claimed_as is not None:
        return claimed_as
    old = [one.previous_start.value for one in by_rungs.appointments if one.previous_start]
    is_first_half = claim.kind is Kind.CANCELLATION and by_rungs.kind is Kind.RESCHEDULE and old == [claim.moment.at]
    if is_first_half or _comes_now(by_rungs, claim, same_time=same_time) or (same_time and by_rungs.kind is claim.kind):
        return by_rungs
    sentence = "The sentences of the mail may be understood in two ways."
    return replace(by_rungs, kind=Kind.AMBIGUOUS, verdict=Verdict.REVIEW, reasons=(*by_rungs.reasons, sentence))
