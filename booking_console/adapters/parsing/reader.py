"""The mail reader: rungs of evidence from calendar data down to sentences, and one judgement over all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from booking_console.adapters.parsing.lines.bare import bare
from booking_console.adapters.parsing.lines.found import Reading, distinct
from booking_console.adapters.parsing.lines.kinds import Statements, statements
from booking_console.adapters.parsing.lines.labels import read_labels
from booking_console.adapters.parsing.lines.letter import Letter, Person
from booking_console.adapters.parsing.mime.authentication import Relay, origin_of
from booking_console.adapters.parsing.mime.convert import open_letter
from booking_console.adapters.parsing.mime.quoting import Own, own_words, without_marks
from booking_console.adapters.parsing.rungs.calendars import Event, read_calendars
from booking_console.adapters.parsing.rungs.daylists import read_day_list
from booking_console.adapters.parsing.rungs.invitations import read_events
from booking_console.adapters.parsing.rungs.labelled import read_labelled
from booking_console.adapters.parsing.rungs.merge import merge
from booking_console.adapters.parsing.rungs.people import Around
from booking_console.adapters.parsing.rungs.prose import read_prose
from booking_console.adapters.parsing.rungs.recipients import completed
from booking_console.adapters.parsing.rungs.services import by_rule
from booking_console.adapters.parsing.rungs.structured import read_structured
from booking_console.adapters.parsing.rungs.templates import preferred, read_template, settled_by
from booking_console.adapters.parsing.rungs.urgency import urgency_of
from booking_console.adapters.parsing.times.mentions import Calendar, DateOrder
from booking_console.adapters.parsing.times.moments import read_times
from booking_console.adapters.parsing.verdict.agreed import agreed, by_claim, claimed, said_with, without
from booking_console.adapters.parsing.verdict.answers import answered
from booking_console.adapters.parsing.verdict.checks import cross_checks, status_of, wording_doubts
from booking_console.adapters.parsing.verdict.explained import open_points
from booking_console.adapters.parsing.verdict.judge import Evidence, Judgement, judge
from booking_console.adapters.parsing.verdict.newtimes import times_to_come
from booking_console.adapters.parsing.verdict.remarks import remark_doubts
from booking_console.adapters.parsing.verdict.senders import standing_of
from booking_console.adapters.parsing.verdict.settle import Read, settled
from booking_console.domain.extraction import (
    CERTAIN,
    AppointmentFields,
    Doubt,
    Extraction,
    FieldName,
    Kind,
    Rung,
    Verdict,
)
from booking_console.domain.teaching import ServiceWords, Teaching, Template
from booking_console.domain.trust import Origin

NAME = "ladder 1"


_NOTE = b"""From: desk@clinic.example
Subject: Appointment

Ada Moss is booked in for Tuesday 12 May 2026 at 9:30, for half an hour. Her visit on Monday 11 May at 10:00 has been cancelled.
"""

# One for all mails: it compiles its words when they are first asked for.
_UNTAUGHT = Teaching()
# A mail without a date is never acted on; this only keeps its other fields readable.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LadderReader:
    """Reads any bytes; what is not certain becomes a doubt that names its field, never a guess.

    now is only asked when the mail itself carries no date.
    """

    zone: ZoneInfo
    date_order: DateOrder
    now: Callable[[], datetime] | None = None
    relay: Relay = field(default_factory=Relay)

    def warm_up(self) -> None:
        """Reads a note: two seconds' work that otherwise the first mail with a sentence in it would have to wait for."""
        self.read(_NOTE)

    def read(self, mime: bytes, teaching: Teaching | None = None) -> Extraction:
        letter = open_letter(mime)
        now = (letter.sent or (self.now() if self.now else UNDATED)).astimezone(self.zone)
        calendar = Calendar(self.date_order, now.date(), letter.sent)
        origin = origin_of(letter.headers, self.relay)
        frame = Frame(calendar, self.zone, now, origin, teaching or _UNTAUGHT)
        return _by_either_wording(letter, frame)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a mail is read with, beside itself."""

    calendar: Calendar
    zone: ZoneInfo
    now: datetime
    origin: Origin
    teaching: Teaching

    @property
    def template(self) -> Template | None:
        return self.teaching.templates.get(self.origin.address)

    @property
    def name(self) -> str:
        """What a replay needs."""
        taught = (self.template.name,) if self.template else ()
        return ", ".join((NAME, f"words {self.teaching.words.version}", *taught))


_ASKS_FOR = frozenset({FieldName.GUEST, FieldName.START, FieldName.END})


def _by_either_wording(letter: Letter, frame: Frame) -> Extraction:
    """The second wording of a mail is read where the first leaves a field open that the second does not."""
    first = _extraction(letter, frame)
    is_open = (
        first.verdict is Verdict.REVIEW and first.doubts and all(doubt.field in _ASKS_FOR for doubt in first.doubts)
    )
    if not letter.other or letter.other == letter.text or not is_open:
        return first
    second = _extraction(replace(letter, text=letter.other, other=letter.text), frame)
    return second if second.verdict is Verdict.ACCEPT and first.kind in (second.kind, Kind.AMBIGUOUS) else first


def _extraction(letter: Letter, frame: Frame) -> Extraction:
    own = _told_above(own_words(letter.text, letter.subject), letter, frame)
    quoted = answered(letter.text, own)
    start, end = (quoted.start, quoted.end) if quoted else (own.start, own.end)
    # Blanked, not cut: every offset must still hold in the whole text.
    inner = bare(without_marks(letter.text[start:end]))
    text = " " * start + inner
    letter = replace(letter, text=letter.text[:start] + inner + letter.text[end:])
    sender = Person(own.inner_sender, "") if own.inner_sender else letter.sender
    told = replace(letter, subject=own.inner_subject or letter.subject, sender=sender)
    read = _climb(told, text, frame)
    said = statements(told, f"{own.cover}\n\n{letter.text[own.start : own.end]}")
    if quoted is not None:
        said = replace(said, books=quoted.accepts, moves=False)
    mail = _Told(letter, told, own, frame, asks=quoted is None and "?" in text and bool(read.clock.moments))
    by_rungs = _judged(mail, read, said)
    claim = claimed(read, told) if quoted is None else None
    if claim is None:
        return by_rungs
    rest = statements(told, f"{own.cover}\n\n{without(letter.text, claim.spans)[own.start : own.end]}")
    beside = said_with(rest, claim)
    alone = _judged(mail, by_claim(read, claim, told, _around(told)), beside) if beside else None
    return agreed(by_rungs, alone, claim)


@dataclass(frozen=True, slots=True)
class _Told:
    """letter: the mail as it came. told: as its own words tell it. asks: it asks something and names a time."""

    letter: Letter
    told: Letter
    own: Own
    frame: Frame
    asks: bool


def _judged(mail: _Told, read: Read, said: Statements) -> Extraction:
    letter, told, own, frame = mail.letter, mail.told, mail.own, mail.frame
    status = status_of(read.clock.text, read.entries, read.statuses)
    standing = standing_of(letter, letter.text, frame.origin.proof)
    is_answer = own.has_quote and not own.is_forwarded
    evidence = Evidence(told, said, standing, status, read.events, read.appointments, read.doubts, mail.asks, is_answer)
    kind = judge(evidence).kind
    read = settled(read, kind)
    appointments, unknown = by_rule(read.appointments, kind, frame.teaching.words)
    read = replace(read, appointments=appointments)
    checked = [*cross_checks(told, own, read, frame.now), *open_points(told, read), *times_to_come(read, kind)]
    doubts = [*read.doubts, *checked, *_other_wording(told, read, frame), *unknown]
    evidence = replace(evidence, appointments=read.appointments, doubts=doubts)
    judgement = judge(evidence)
    if judgement.verdict is Verdict.ACCEPT:
        doubts = [*doubts, *remark_doubts(told, read, judgement.kind, own.cover)]
        judgement = judge(replace(evidence, doubts=doubts))
    return replace(_result(letter, read, doubts, judgement), reader=frame.name, origin=frame.origin)


def _around(letter: Letter) -> Around:
    return Around(letter.sender.name, letter.recipients[0].name if letter.recipients else "")


def _told_above(own: Own, letter: Letter, frame: Frame) -> Own:
    """A note above a forwarded mail that names day and time itself is the mail; the rest is only where it comes from."""
    begin = letter.text.find(own.cover) if own.is_forwarded and own.cover else -1
    if begin < 0 or not any(moment.at for moment in read_times(own.cover, frame.calendar, frame.zone).moments):
        return own
    said = statements(letter, own.cover)
    return Own(begin, begin + len(own.cover), has_quote=True) if said.books or said.moves or said.cancels else own


def _other_wording(letter: Letter, read: Read, frame: Frame) -> list[Doubt]:
    """A mail that says one thing as plain text and another as HTML is read by nobody but a person."""
    if not letter.other or not letter.text or letter.other == letter.text:
        return []
    clock = read_times(letter.other, read.clock.calendar, read.clock.zone)
    reading = read_labelled(clock, read_labels(letter.other), frame.teaching.words)
    return wording_doubts(reading, clock, read.appointments)


def _climb(letter: Letter, text: str, frame: Frame) -> Read:
    words = frame.teaching.words
    clock = read_times(text, frame.calendar, frame.zone)
    entries = read_labels(text)
    events, problems = read_calendars(letter.calendars, frame.zone)
    around = _around(letter)
    taught = read_template(clock, frame.template, words) if frame.template else Reading(Rung.TEMPLATE)
    readings = [
        *_calendar_rung(events, words),
        *read_structured(letter.structured, frame.zone, words),
        taught,
        read_day_list(clock, entries),
        read_labelled(clock, entries, words),
        read_prose(clock, entries, around, words=words),
    ]
    readings = [settled_by(taught, reading) for reading in readings]
    appointments, doubts = merge(readings)
    appointments = [completed(one, letter, text, around) for one in preferred(taught, appointments)]
    urgency = urgency_of(text, entries)
    appointments = [replace(one, urgency=one.urgency or urgency) for one in appointments]
    doubts = [
        *_doubts_that_matter(readings, appointments),
        *doubts,
        *(Doubt(None, problem) for problem in (*problems, *letter.problems)),
    ]
    statuses = frozenset(status for reading in readings for status in reading.statuses)
    return Read(clock, entries, events, appointments, doubts, statuses)


def _calendar_rung(events: Sequence[Event], words: ServiceWords) -> list[Reading]:
    """Several events are several appointments of one reading."""
    readings = read_events(events, words)
    if len(readings) < 2:
        return readings
    together = Reading(readings[0].rung)
    for reading in readings:
        together.appointments.extend(reading.appointments)
        together.doubts.extend(reading.doubts)
    return [together]


def _doubts_that_matter(readings: Sequence[Reading], appointments: Sequence[AppointmentFields]) -> list[Doubt]:
    """A doubt of a lower rung is settled when a higher rung knows the field; the rung that leads keeps all of "
    "its own."""
    highest = max(
        (reading.rung for reading in readings if any(one.start for one in reading.appointments)), default=None
    )
    doubts = [
        doubt
        for reading in readings
        for doubt in reading.doubts
        if highest is None or reading.rung >= highest or doubt.field is None
    ]
    unsettled = not appointments or not all(one.guest for one in appointments)
    guests = (
        [doubt for reading in readings for doubt in reading.doubts if doubt.field is FieldName.GUEST]
        if unsettled
        else []
    )
    return distinct([*doubts, *guests])


def _result(letter: Letter, read: Read, doubts: Sequence[Doubt], judgement: Judgement) -> Extraction:
    missing = _missing(read.appointments) if judgement.kind is not Kind.NOT_APPOINTMENT else []
    every = distinct([*doubts, *missing]) if judgement.kind is not Kind.NOT_APPOINTMENT else list(doubts)
    reasons = distinct([*judgement.reasons, *(doubt.sentence for doubt in every)])
    return Extraction(
        kind=judgement.kind,
        verdict=judgement.verdict,
        appointments=tuple(read.appointments) if judgement.verdict is not Verdict.IGNORE else (),
        doubts=tuple(every),
        reasons=tuple(reasons),
        text=letter.text,
        subject=letter.subject,
        sender=letter.sender.address,
        sent=letter.sent,
    )


def _missing(appointments: Sequence[AppointmentFields]) -> list[Doubt]:
    doubts = []
    if not appointments or any(one.guest is None or one.guest.confidence < CERTAIN for one in appointments):
        doubts.append(Doubt(FieldName.GUEST, "The mail does not say clearly who the patient is."))
    if not appointments or any(one.start is None for one in appointments):
        doubts.append(Doubt(FieldName.START, "The mail does not say clearly when the appointment is."))
    return doubts
