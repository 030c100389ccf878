"""What we would have booked, and what a person booked."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from booking_console.adapters.db.tables.base import Row, one_of
from booking_console.adapters.db.times import UtcTime
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.shadow import ShadowState


class ShadowRow(Row, table=True):
    """Beside the bookings on purpose: a would-be booking holds no room and cannot stand in a real one's way."""

    __tablename__ = "shadow"
    __table_args__ = (
        CheckConstraint(one_of("state", ShadowState), name="state"),
        CheckConstraint(f"type IS NULL OR {one_of('type', AppointmentType)}", name="type"),
        CheckConstraint("starts < ends", name="slot"),
        UniqueConstraint("appointment_id", "revision"),
        Index("ix_shadow_state_starts", "state", "starts"),
        Index("ix_shadow_judged_at_id", "judged_at", "id"),
        Index("ix_shadow_began_at_id", "began_at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    appointment_id: int = Field(foreign_key="appointment.id")
    revision: int
    attempt_id: int | None = Field(default=None, foreign_key="attempt.id")
    state: str
    room_id: int = Field(foreign_key="room.id")
    starts: datetime = Field(sa_type=UtcTime)
    ends: datetime = Field(sa_type=UtcTime)
    guest: str
    type: str | None = None
    is_filled: bool
    before: list[dict[str, Any]] = Field(sa_type=JSON)
    found: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    began_at: datetime = Field(sa_type=UtcTime)
    ask_at: datetime = Field(sa_type=UtcTime)
    due_at: datetime = Field(sa_type=UtcTime)
    judged_at: datetime | None = Field(default=None, sa_type=UtcTime)
    reason: str
