"""What each mail said about each visit, and what the portal's own mails witness."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from booking_console.adapters.db.tables.base import Row, one_of
from booking_console.adapters.db.times import UtcTime
from booking_console.domain.extraction import Kind
from booking_console.domain.notice import NoticeState


class NoticeRow(Row, table=True):
    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint(one_of("kind", (Kind.BOOKING, Kind.RESCHEDULE, Kind.CANCELLATION)), name="kind"),
        CheckConstraint(one_of("state", NoticeState), name="state"),
        UniqueConstraint("message_id", "place"),
    )

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id")
    place: int
    kind: str
    guest_key: str = Field(index=True)
    starts: datetime = Field(sa_type=UtcTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcTime)
    reference: str | None = Field(default=None, index=True)
    uid: str | None = Field(default=None, index=True)
    sequence: int | None = None
    stamp: datetime | None = Field(default=None, sa_type=UtcTime)
    sent_at: datetime = Field(sa_type=UtcTime)
    state: str
    appointment_id: int | None = Field(default=None, foreign_key="appointment.id", index=True)


class WitnessRow(Row, table=True):
    """said: the room, start, end, guest and reference as the portal's mail states them."""

    __tablename__ = "witness"
    __table_args__ = (UniqueConstraint("message_id"),)

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id")
    booking_id: int = Field(foreign_key="booking.id", index=True)
    agrees: bool
    said: dict[str, Any] = Field(sa_type=JSON)
    seen_at: datetime = Field(sa_type=UtcTime)
