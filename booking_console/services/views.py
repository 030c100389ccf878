"""Read models: what the screens, lists and exports show. Filled by the database adapter, never written back.

Times are aware UTC; the screens show them in the practice's zone. `guest` is the full name: the screen shows initials until a
person asks (domain.privacy.initials), and asking is recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from booking_console.domain.allocation import Availability, Candidate
from booking_console.domain.booking import Stray
from booking_console.domain.extraction import Extraction
from booking_console.domain.health import Health
from booking_console.domain.rooms import PriorityList, Room, RoomClosure
from booking_console.domain.schedule import BookingSwitch
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One appointment with its present booking: a line of the log, a calendar entry, a row of Today.

    id is the appointment's. changed_at: the last thing that happened to it. reason: why it waits or failed, in plain words.
    tries: how often we went to the portal to book it.
    """

    id: int
    shown: Shown
    guest: str
    type: str | None
    specialist: str | None
    start: datetime | None
    end: datetime | None
    room_id: int | None
    room: str
    channel: str
    reference: str | None
    portal_reference: str | None
    tries: int
    reason: str
    changed_at: datetime
    received_at: datetime
    booking_id: int | None
    message_id: int | None


class Sort(StrEnum):
    CHANGED = "changed"
    START = "start"
    GUEST = "guest"
    ROOM = "room"
    STATUS = "status"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Empty means: do not filter by this. text matches guest, portal reference, reference. start/end: of the visit, half-open."""

    text: str = ""
    shown: tuple[Shown, ...] = ()
    room_ids: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    sort: Sort = Sort.CHANGED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class LogPage:
    rows: tuple[LogRow, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """A mail and how it ended. internet_id: its Message-ID; appointment_ids: what it made or changed last."""

    id: int
    internet_id: str
    sender: str
    subject: str
    state: str
    reason: str
    received_at: datetime
    taken_at: datetime
    appointment_ids: tuple[int, ...] = ()


class WorkKind(StrEnum):
    MESSAGE = "message"  # a mail that could not be understood for certain
    APPOINTMENT = "appointment"  # understood, but no room: all taken, refused, impossible time
    BOOKING = "booking"  # the portal does not tell what became of it, or shows a clash


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One thing that needs a person. key: "message-12", "appointment-7", "booking-3"; question: the sentence that leads it. stray: where
    the portal put the booking instead; in a detail `room` is named in any case."""

    key: str
    kind: WorkKind
    id: int
    guest: str
    type: str | None
    start: datetime | None
    end: datetime | None
    question: str
    since: datetime
    message_id: int | None
    appointment_id: int | None
    stray: Stray | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDetail:
    """candidates: the last decision's answer for each room, empty when none was made."""

    item: WorkItem
    extraction: Extraction | None
    text: str
    subject: str
    sender: str
    received_at: datetime | None
    log: LogRow | None
    candidates: tuple[Candidate, ...] = ()
    meant: tuple[LogRow, ...] = ()  # what a cancellation in doubt may speak of, the nearest first
    notes: tuple["AuditRow", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    id: int
    name: str
    state: str
    room_id: int | None
    started_at: datetime
    ended_at: datetime | None
    note: str
    evidence: tuple[tuple[int, str, str, datetime], ...] = ()  # id, kind, caption, at


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRow:
    """guest: full name. number counts the attempts of the appointment."""

    id: int
    appointment_id: int
    number: int
    purpose: str
    result: str
    detail: str
    guest: str
    type: str | None
    start: datetime | None
    end: datetime | None
    room_id: int | None
    started_at: datetime
    ended_at: datetime | None
    steps: tuple[StepRow, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    list_version: int | None = None
    looked_at: datetime | None = None
    looked: Availability | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    outbox_id: int
    event: str
    audience: str
    recipient: str
    state: str
    at: datetime
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    at: datetime
    actor: str
    action: str
    reason: str
    detail: str
    subject: str = ""
    subject_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentPage:
    log: LogRow
    attempts: tuple[AttemptRow, ...]
    told: tuple[ToldRow, ...]
    audit: tuple[AuditRow, ...]
    bookings: tuple[LogRow, ...] = ()  # older revisions and refused rooms, newest first
    extraction: Extraction | None = None
    mail_text: str = ""
    mail_subject: str = ""
    mail_sender: str = ""
    mail_received_at: datetime | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What every page shows around itself. messages_waiting: taken but not read yet; latest_change: for live pages."""

    needs_you: int
    switch: BookingSwitch
    health: tuple[Health, ...]
    waiting_to_book: int
    outbox_failed: int
    sent_today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One or more days for Today and Calendar. looks: the portal as last seen, by ISO day."""

    rooms: tuple[Room, ...]
    rows: tuple[LogRow, ...]
    closures: tuple[RoomClosure, ...]
    looks: dict[str, Availability] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a new order of rooms would mean: future bookings that the order would have placed elsewhere, and last month's use."""

    affected: tuple[LogRow, ...]
    use_before: dict[int, int]  # room id -> bookings in the last 30 days, as they were
    use_after: dict[int, int]  # as they would have been by the stored availability
    rooms_then: dict[int, int] = field(default_factory=dict)  # appointment id -> the other room, for each affected one


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVersion:
    list: PriorityList
    by: str
    at: datetime
    is_current: bool


class Views(Protocol):
    """Each call is one short read transaction. The log may take a second at 100,000 rows: not for the event loop."""

    def overview(self, *, day: Slot) -> Overview: ...
    def latest_change(self) -> int:
        """A number that grows whenever anything visible changes (attempts, steps, bookings, appointments, messages, control)."""
        ...

    def days(self, period: Slot) -> DayView: ...
    def log(self, wanted: LogFilter, *, offset: int, limit: int) -> LogPage: ...
    def log_stream(self, wanted: LogFilter) -> Iterator[LogRow]:
        """Every row of the filter without holding them all in memory."""
        ...

    def worklist(self) -> Sequence[WorkItem]:
        """The nearest visit first, those without a time first of all."""
        ...

    def messages(self, *, limit: int) -> Sequence[MessageRow]:
        """The newest first."""
        ...

    def mails_taken(self, period: Slot) -> Sequence[MessageRow]:
        """All of them, the newest first."""
        ...

    def decided_since(self, since: datetime) -> int: ...
    def work_item(self, key: str) -> WorkDetail:
        """Raises NotFound when it is settled meanwhile."""
        ...

    def appointment(self, appointment_id: int) -> AppointmentPage: ...
    def attempts(self, *, limit: int, purpose: str = "", result: str = "") -> Sequence[AttemptRow]:
        """The newest first, with their steps."""
        ...

    def list_versions(self, type_: str | None) -> Sequence[ListVersion]: ...
    def effect(self, type_: str | None, room_ids: Sequence[int], *, now: datetime) -> Effect: ...
    def audit(self, *, limit: int) -> Sequence[AuditRow]: ...
    def failed_messages(self) -> Sequence[ToldRow]: ...
