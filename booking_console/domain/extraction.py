"""The fields read from a mail, each with its source text and a confidence."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Generic, TypeVar

from booking_console.domain.trust import Origin

T = TypeVar("T")


class Kind(StrEnum):
    BOOKING = "booking"
    RESCHEDULE = "reschedule"
    CANCELLATION = "cancellation"
    NOT_APPOINTMENT = "not_appointment"
    AMBIGUOUS = "ambiguous"


class Verdict(StrEnum):
    """What a reading asks for: act without a person, ask a person, or nothing to do."""

    ACCEPT = "accept"
    REVIEW = "review"
    IGNORE = "ignore"


class Rung(IntEnum):
    """The evidence ladder; a higher rung outweighs a lower one, disagreement between rungs is doubt."""

    SENTENCE = 1
    LABEL = 2
    TEMPLATE = 3
    STRUCTURED = 4  # JSON-LD or microdata
    ICS = 5  # calendar file as attachment
    ITIP = 6  # calendar part of an invitation
    PERSON = 9  # corrected by a person


class FieldName(StrEnum):
    GUEST = "guest"
    TYPE = "type"
    START = "start"
    END = "end"
    REFERENCE = "reference"
    SPECIALIST = "specialist"
    GUEST_EMAIL = "guest_email"
    PREVIOUS_START = "previous_start"
    URGENCY = "urgency"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands.

    part: "subject", "text" (the readable text that Extraction.text holds), "ics", "json-ld", "person", "setting" (a rule of the
    practice, not the mail).
    start/end: character offsets into Extraction.text when part is "text", else -1.
    """

    part: str
    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value with its evidence. confidence is 0..1; below CERTAIN it is in doubt."""

    value: T
    source: Source
    rung: Rung
    confidence: float = 1.0


CERTAIN = 0.9


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a person must look: the doubtful field (None: the mail as a whole), a sentence, the possible readings."""

    field: FieldName | None
    sentence: str
    readings: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class AppointmentFields:
    """What one mail says about one visit. Times are aware, in the practice's zone; unknown is None."""

    guest: Field[str] | None = None
    type: Field[str] | None = None
    start: Field[datetime] | None = None
    end: Field[datetime] | None = None
    reference: Field[str] | None = None
    specialist: Field[str] | None = None
    guest_email: Field[str] | None = None
    previous_start: Field[datetime] | None = None
    urgency: Field[str] | None = None
    length: Field[timedelta] | None = None  # how long it takes, where the start is in doubt and the end with it
    uid: str | None = None  # iCalendar UID, with RECURRENCE-ID when there is one
    sequence: int | None = None
    stamp: datetime | None = None  # DTSTAMP of the calendar entry


@dataclass(frozen=True, slots=True)
class Extraction:
    """One mail as understood. text is the readable plain text that the spans point into; never HTML."""

    kind: Kind
    verdict: Verdict
    appointments: tuple[AppointmentFields, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    reasons: tuple[str, ...] = ()
    text: str = ""
    subject: str = ""
    sender: str = ""
    reader: str = field(default="")  # name and version of the reader and of what it was taught, for replays
    origin: Origin | None = None  # None: read before origins were kept
    sent: datetime | None = None  # the date that the mail itself carries
    held: str = ""  # why its sender is not trusted: in quarantine, whatever the verdict
