"""Appointments, their bookings, and every try to make one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field

from booking_console.adapters.db.tables.base import Row, one_of
from booking_console.adapters.db.times import UtcTime
from booking_console.domain.appointment import AppointmentStatus, AppointmentType, Channel
from booking_console.domain.booking import LIVE, AttemptResult, BookingStatus, StepName, StepState
from booking_console.domain.portal import EvidenceKind

ONE_LIVE_BOOKING = "uq_booking_live_revision"
#: The exclusion constraint (PostgreSQL) or the text that the triggers raise (SQLite): both live in the first revision.
ROOM_OVERLAP = "ex_booking_room_overlap"


class AppointmentRow(Row, table=True):
    """guest_folded: to sort and search by; guest_key: to compare people by (names.py).

    booking_id: the present booking, kept up by every write of a booking, so that lists need no search for it. It has no foreign
    key: the two tables would need each other to exist first.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint(one_of("status", AppointmentStatus), name="status"),
        CheckConstraint(one_of("channel", Channel), name="channel"),
        CheckConstraint(f"type IS NULL OR {one_of('type', AppointmentType)}", name="type"),
        CheckConstraint("(starts IS NULL) = (ends IS NULL)", name="whole_slot"),
        CheckConstraint("starts < ends", name="slot"),
        CheckConstraint("revision >= 1", name="revision"),
        Index("ix_appointment_status_starts", "status", "starts"),
        Index("ix_appointment_changed_at_id", "changed_at", "id"),
        Index("ix_appointment_received_at_id", "received_at", "id"),
        Index("ix_appointment_starts_id", "starts", "id"),
        Index("ix_appointment_guest_folded_id", "guest_folded", "id"),
        Index("ix_appointment_guest_key_starts", "guest_key", "starts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    guest: str
    guest_folded: str
    guest_key: str
    type: str | None = None
    starts: datetime | None = Field(default=None, sa_type=UtcTime)
    ends: datetime | None = Field(default=None, sa_type=UtcTime)
    status: str
    revision: int
    specialist: str | None = None
    urgency: str | None = None
    reference: str | None = Field(default=None, index=True)
    guest_email: str | None = None
    channel: str
    message_id: int | None = Field(default=None, foreign_key="message.id", index=True)
    uid: str | None = Field(default=None, index=True)
    sequence: int | None = None
    reason: str
    received_at: datetime = Field(sa_type=UtcTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcTime)
    tries: int
    room_id: int | None = Field(default=None, foreign_key="room.id")
    previous_start: datetime | None = Field(default=None, sa_type=UtcTime)
    booking_id: int | None = Field(default=None, index=True)
    changed_at: datetime = Field(sa_type=UtcTime)


class BookingRow(Row, table=True):
    """The database itself refuses two bookings that hold one room at one time (see the first revision)."""

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint(one_of("status", BookingStatus), name="status"),
        CheckConstraint("starts < ends", name="slot"),
        Index(
            ONE_LIVE_BOOKING,
            "appointment_id",
            "revision",
            unique=True,
            sqlite_where=text(one_of("status", LIVE)),
            postgresql_where=text(one_of("status", LIVE)),
        ),
        Index("ix_booking_room_id_ends", "room_id", "ends"),
        Index("ix_booking_ends", "ends"),
        Index("ix_booking_status_created_at", "status", "created_at"),
        Index("ix_booking_appointment_id", "appointment_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    appointment_id: int = Field(foreign_key="appointment.id")
    revision: int
    room_id: int = Field(foreign_key="room.id")
    starts: datetime = Field(sa_type=UtcTime)
    ends: datetime = Field(sa_type=UtcTime)
    guest: str
    status: str
    portal_reference: str | None = Field(default=None, index=True)
    reason: str
    created_at: datetime = Field(sa_type=UtcTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    check_due_at: datetime | None = Field(default=None, sa_type=UtcTime)
    checks: int
    was: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    stray: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)


class AttemptRow(Row, table=True):
    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint(one_of("result", AttemptResult), name="result"),
        UniqueConstraint("appointment_id", "number"),
        Index(
            "ix_attempt_running",
            "appointment_id",
            sqlite_where=text("result = 'running'"),
            postgresql_where=text("result = 'running'"),
        ),
        Index("ix_attempt_started_at", "started_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    appointment_id: int = Field(foreign_key="appointment.id")
    number: int
    purpose: str
    worker: str
    result: str
    detail: str
    room_id: int | None = Field(default=None, foreign_key="room.id")
    booking_id: int | None = Field(default=None, foreign_key="booking.id")
    started_at: datetime = Field(sa_type=UtcTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime)


class DecisionRow(Row, table=True):
    """Which room was chosen and why, with all that is needed to choose again: slot, type and availability as they were."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_looked_at", "looked_at"),)

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int = Field(foreign_key="attempt.id", index=True)
    list_id: int = Field(foreign_key="priority_list.id")
    list_version: int
    room_id: int | None = Field(default=None, foreign_key="room.id")
    type: str | None = None
    starts: datetime | None = Field(default=None, sa_type=UtcTime)
    ends: datetime | None = Field(default=None, sa_type=UtcTime)
    looked_at: datetime = Field(sa_type=UtcTime)
    candidates: list[Any] = Field(sa_type=JSON)
    availability: dict[str, Any] = Field(sa_type=JSON)


class StepRow(Row, table=True):
    __tablename__ = "step"
    __table_args__ = (
        CheckConstraint(one_of("name", StepName), name="name"),
        CheckConstraint(one_of("state", StepState), name="state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int = Field(foreign_key="attempt.id", index=True)
    name: str
    state: str
    room_id: int | None = Field(default=None, foreign_key="room.id")
    started_at: datetime = Field(sa_type=UtcTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime)
    note: str


class EvidenceRow(Row, table=True):
    __tablename__ = "evidence"
    __table_args__ = (CheckConstraint(one_of("kind", EvidenceKind), name="kind"),)

    id: int | None = Field(default=None, primary_key=True)
    step_id: int = Field(foreign_key="step.id", index=True)
    kind: str
    caption: str
    at: datetime = Field(sa_type=UtcTime, index=True)


class EvidenceContentRow(Row, table=True):
    __tablename__ = "evidence_content"

    evidence_id: int = Field(primary_key=True, foreign_key="evidence.id", sa_column_kwargs={"autoincrement": False})
    content: bytes = Field(sa_type=LargeBinary)
