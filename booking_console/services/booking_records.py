"""What is kept of each appointment on its way to a room: its bookings and every attempt at them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from booking_console.domain.allocation import Availability, Decision
from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.booking import AttemptResult, Booking, BookingStatus, StepName, StepState
from booking_console.domain.portal import EvidenceKind
from booking_console.domain.slot import Slot


class Appointments(Protocol):
    def add(self, appointment: Appointment) -> int:
        """appointment.id is ignored."""
        ...

    def get(self, appointment_id: int) -> Appointment: ...
    def save(self, appointment: Appointment, *, was: AppointmentStatus, revision: int) -> None:
        """Writes every field if status and revision are still those; else raises Conflict. The move was -> status must be in the table."""
        ...

    def next_waiting(self, now: datetime, *, skip: Sequence[int] = ()) -> Appointment | None:
        """The due one with the earliest slot that has no booking in submitting or in doubt. Skips those that are leased, and those
        whose time touches that of a waiting one that is: two that may want the same room are booked one after the other."""
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
        """purpose: book, reconcile, cancel, trial, shadow."""
        ...

    def choose(self, attempt_id: int, *, room_id: int | None, booking_id: int | None) -> None: ...
    def end(self, attempt_id: int, result: AttemptResult, *, detail: str, at: datetime) -> None: ...
    def begin_step(self, attempt_id: int, name: StepName, *, room_id: int | None, at: datetime) -> int: ...
    def end_step(self, step_id: int, state: StepState, *, note: str, at: datetime) -> None: ...
    def keep_evidence(
        self, step_id: int, kind: EvidenceKind, *, caption: str, content: bytes, at: datetime
    ) -> None: ...
    def decide(self, attempt_id: int, decision: Decision, availability: Availability) -> None: ...
    def looks(self, appointment_id: int) -> Sequence[tuple[datetime, Availability]]:
        """The start of the visit at that time and what was seen, for each time that a room was chosen for it; oldest first."""
        ...

    def abandon(self, *, worker: str, at: datetime) -> int:
        """Ends the running attempts of a worker that died; how many."""
        ...

    def evidence(self, evidence_id: int) -> tuple[EvidenceKind, bytes]: ...
    def purge_evidence(self, kind: EvidenceKind, *, before: datetime) -> int:
        """How many pieces of that kind are gone."""
        ...
