"""What the services keep and find again: the unit of work and its collections, as Protocols.

One `with uow:` is one transaction: it commits at the end of the block and rolls back on an exception. No block spans a
browser, mail or network call. All times are aware UTC. Missing ids raise NotFound.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from booking_console.domain.allocation import Availability, Decision
from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.booking import AttemptResult, Booking, BookingStatus, StepName, StepState
from booking_console.domain.extraction import Extraction
from booking_console.domain.message import MailRef, MessageState, Outcome, RawMail
from booking_console.domain.outbox import DeliveryState, OutboxMessage
from booking_console.domain.portal import EvidenceKind
from booking_console.domain.rooms import PriorityList, Room, RoomClosure
from booking_console.domain.slot import Slot
from booking_console.services.accounts import Users
from booking_console.services.controls import Control
from booking_console.services.leases import Leases
from booking_console.services.mailbox_records import MailboxRecords
from booking_console.services.notices import Notices
from booking_console.services.sight_records import Sights
from booking_console.services.teachings import Teachings
from booking_console.services.witnesses import Witnesses


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMessage:
    """A message as kept. mime is fetched apart (Messages.mime): it may be large."""

    id: int
    mailbox: str
    ref_key: str
    message_id: str
    received_at: datetime
    taken_at: datetime
    sender: str
    subject: str
    state: MessageState
    reason: str = ""
    extraction: Extraction | None = None
    filed_as: Outcome | None = None  # where it lies in the mailbox now


#: Everything about one appointment is done under the lease of this name followed by its id.
APPOINTMENT_LEASE = "appointment:"


class Messages(Protocol):
    def add(self, mail: RawMail, *, mailbox: str, sender: str, subject: str, taken_at: datetime) -> int | None:
        """The new id, or None when this mail (by identity) was taken before; the caller files it all the same."""
        ...

    def add_unreadable(self, ref: MailRef, *, mailbox: str, reason: str, taken_at: datetime) -> int | None:
        """A mail that could not be fetched for good (too large): set aside for a person under its ref. None: known already."""
        ...

    def has_ref(self, mailbox: str, ref_key: str) -> bool:
        """Taken over already under this very place in the mailbox: it need not be fetched again."""
        ...

    def get(self, message_id: int) -> StoredMessage: ...
    def mime(self, message_id: int) -> bytes: ...
    def received(self, *, limit: int) -> Sequence[StoredMessage]:
        """Those not read yet, oldest first."""
        ...

    def settle(
        self,
        message_id: int,
        state: MessageState,
        *,
        was: MessageState,
        reason: str,
        extraction: Extraction | None = None,
    ) -> None:
        """Writes if the state is still `was`, else Conflict: of two workers that read one mail, one acts. extraction None keeps
        the stored one."""
        ...

    def unfiled(self, *, mailbox: str, limit: int) -> Sequence[StoredMessage]:
        """Settled (not `received` any more), but never moved in the mailbox yet."""
        ...

    def filed(self, message_id: int, outcome: Outcome) -> None: ...
    def cursor(self, mailbox: str) -> str | None: ...
    def set_cursor(self, mailbox: str, cursor: str | None) -> None: ...


class Appointments(Protocol):
    def add(self, appointment: Appointment) -> int:
        """appointment.id is ignored."""
        ...

    def get(self, appointment_id: int) -> Appointment: ...
    def save(self, appointment: Appointment, *, was: AppointmentStatus, revision: int) -> None:
        """Writes every field if status and revision are still those; else raises Conflict. The move was -> status must be in the table."""
        ...

    def next_waiting(self, now: datetime, *, skip: Sequence[int] = ()) -> Appointment | None:
        """The due one with the earliest slot that has no booking in submitting or in doubt. Skips those leased by others."""
        ...

    def by_uid(self, uid: str) -> Sequence[Appointment]: ...
    def by_reference(self, reference: str) -> Sequence[Appointment]: ...
    def by_guest(self, guest: str, start: datetime) -> Sequence[Appointment]:
        """Names folded as people compare them (case, spaces, accents, LAST First)."""
        ...

    def of_message(self, message_id: int) -> Sequence[Appointment]: ...


class Bookings(Protocol):
    def add(self, booking: Booking) -> int:
        """booking.id is ignored. Conflict when the appointment's revision has a live booking already."""
        ...

    def get(self, booking_id: int) -> Booking: ...
    def save(self, booking: Booking, *, was: BookingStatus) -> None:
        """Writes if the status is still that one, else Conflict. RoomTaken when the database refuses an overlap in the room."""
        ...

    def of_appointment(self, appointment_id: int) -> Sequence[Booking]:
        """Oldest first, the refused and cancelled too."""
        ...

    def by_references(self, references: Sequence[str]) -> Sequence[Booking]:
        """By our key or by what the portal calls it."""
        ...

    def by_guest(self, guest: str, start: datetime) -> Sequence[Booking]:
        """Names folded as people compare them."""
        ...

    def holding(self, slot: Slot) -> Sequence[Booking]:
        """Those that hold a room touching the slot."""
        ...

    def touching(self, slot: Slot) -> Sequence[Booking]:
        """Every one, whatever became of it; oldest first."""
        ...

    def last_held(self) -> datetime | None:
        """When the last of those ends that hold a room."""
        ...

    def next_to_settle(self, now: datetime, *, skip: Sequence[int] = ()) -> Booking | None:
        """Submitting without a living lease, in doubt, or cancelling; due; the oldest first."""
        ...

    def cancelling(self) -> Sequence[int]:
        """Ids of those to be cancelled on the portal."""
        ...

    def waiting_to_settle(self) -> int: ...


class Attempts(Protocol):
    """Attempts, steps and evidence: every write is seen by the live page within a second."""

    def begin(self, *, appointment_id: int, purpose: str, worker: str, at: datetime) -> int:
        """purpose: book, reconcile, cancel, trial."""
        ...

    def choose(self, attempt_id: int, *, room_id: int | None, booking_id: int | None) -> None: ...
    def end(self, attempt_id: int, result: AttemptResult, *, detail: str, at: datetime) -> None: ...
    def begin_step(self, attempt_id: int, name: StepName, *, room_id: int | None, at: datetime) -> int: ...
    def end_step(self, step_id: int, state: StepState, *, note: str, at: datetime) -> None: ...
    def keep_evidence(
        self, step_id: int, kind: EvidenceKind, *, caption: str, content: bytes, at: datetime
    ) -> None: ...
    def decide(self, attempt_id: int, decision: Decision, availability: Availability) -> None: ...
    def abandon(self, *, worker: str, at: datetime) -> int:
        """Ends the running attempts of a worker that died; how many."""
        ...

    def evidence(self, evidence_id: int) -> tuple[EvidenceKind, bytes]: ...
    def purge_evidence(self, kind: EvidenceKind, *, before: datetime) -> int:
        """How many pieces of that kind are gone."""
        ...


class Rooms(Protocol):
    def all(self) -> Sequence[Room]: ...
    def add(self, name: str, group: str) -> int: ...
    def current_list(self, type_: str | None) -> PriorityList:
        """The list of the type, or the default list when the type has none."""
        ...

    def lists(self) -> Sequence[PriorityList]:
        """The current version of the default list (first) and of each type."""
        ...

    def add_list(
        self, type_: str | None, room_ids: Sequence[int], *, note: str, by: str, at: datetime, was_version: int
    ) -> PriorityList:
        """A new version; Conflict when was_version is no longer the current one (0: there was none)."""
        ...

    def drop_list(self, type_: str, *, by: str, at: datetime) -> None:
        """The type goes by the default list from now on; old versions stay readable."""
        ...

    def closures(self, *, touching: Slot | None = None) -> Sequence[RoomClosure]: ...
    def close(self, closure: RoomClosure, *, by: str, at: datetime) -> int: ...
    def open(self, room_id: int, *, at: datetime) -> None:
        """Ends what is closed now and drops what is closed later."""
        ...


class Outbox(Protocol):
    def add(self, message: OutboxMessage) -> int | None:
        """id is ignored; None when event_key, channel and recipient are there already."""
        ...

    def claim(self, now: datetime) -> OutboxMessage | None:
        """The next due pending one, now `sending`. Claimed by nobody else."""
        ...

    def settle(
        self, outbox_id: int, state: DeliveryState, *, error: str, at: datetime, due_at: datetime | None = None
    ) -> None: ...
    def abandoned(self, *, before: datetime) -> Sequence[int]:
        """Those `sending` since before: their worker died."""
        ...

    def get(self, outbox_id: int) -> OutboxMessage: ...
    def in_states(self, states: Sequence[DeliveryState]) -> Sequence[OutboxMessage]:
        """Oldest first."""
        ...


class Audit(Protocol):
    def add(
        self,
        action: str,
        *,
        actor: str,
        at: datetime,
        subject: str = "",
        subject_id: int | None = None,
        reason: str = "",
        detail: str = "",
    ) -> None:
        """action: past-tense dotted fact such as "booking.declined"; subject: "appointment", "message", "room", "user", ..."""
        ...


class UnitOfWork(Protocol):
    @property
    def messages(self) -> Messages: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def witnesses(self) -> Witnesses: ...
    @property
    def appointments(self) -> Appointments: ...
    @property
    def bookings(self) -> Bookings: ...
    @property
    def attempts(self) -> Attempts: ...
    @property
    def rooms(self) -> Rooms: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def control(self) -> Control: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def mailbox(self) -> MailboxRecords: ...
    @property
    def sights(self) -> Sights: ...
    @property
    def teachings(self) -> Teachings: ...
    @property
    def users(self) -> Users: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


#: Every transaction gets a unit of work of its own.
NewUnitOfWork = Callable[[], UnitOfWork]
