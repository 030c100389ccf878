"""Messages to be sent, what was done by whom, and what the worker obeys."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from booking_console.adapters.db.tables.base import Row, one_of
from booking_console.adapters.db.times import UtcTime
from booking_console.domain.health import PartState
from booking_console.domain.outbox import Audience, DeliveryState, EventName


class OutboxRow(Row, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint(one_of("state", DeliveryState), name="state"),
        CheckConstraint(one_of("event", EventName), name="event"),
        CheckConstraint(one_of("audience", Audience), name="audience"),
        UniqueConstraint("event_key", "channel", "recipient"),
        Index("ix_outbox_state_due_at", "state", "due_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    event_key: str
    event: str
    audience: str
    channel: str
    recipient: str
    message_id: str
    subject: str
    text: str
    html: str
    calendar: str | None = None
    calendar_method: str
    is_urgent: bool
    state: str
    tries: int
    due_at: datetime = Field(sa_type=UtcTime)
    created_at: datetime = Field(sa_type=UtcTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    changed_at: datetime = Field(sa_type=UtcTime)
    error: str
    appointment_id: int | None = Field(default=None, foreign_key="appointment.id", index=True)
    booking_id: int | None = Field(default=None, foreign_key="booking.id")


class OutboxFileRow(Row, table=True):
    """Apart: every look at the outbox would read it."""

    __tablename__ = "outbox_file"

    outbox_id: int = Field(primary_key=True, foreign_key="outbox.id", sa_column_kwargs={"autoincrement": False})
    name: str
    media_type: str
    content: bytes


class AuditRow(Row, table=True):
    """Only ever added to."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject_subject_id", "subject", "subject_id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcTime, index=True)
    actor: str
    action: str
    subject: str
    subject_id: int | None = None
    reason: str
    detail: str


class ControlRow(Row, table=True):
    """One value of its own kind under a name: schedule, switch, next_runs, report."""

    __tablename__ = "control"

    name: str = Field(primary_key=True)
    value: dict[str, Any] = Field(sa_type=JSON)
    version: int
    changed_at: datetime | None = Field(default=None, sa_type=UtcTime)


class RunAskedRow(Row, table=True):
    __tablename__ = "run_asked"

    job: str = Field(primary_key=True)
    times: int
    at: datetime = Field(sa_type=UtcTime)


class HealthRow(Row, table=True):
    __tablename__ = "health"
    __table_args__ = (CheckConstraint(one_of("state", PartState), name="state"),)

    part: str = Field(primary_key=True)
    state: str
    sentence: str
    checked_at: datetime | None = Field(default=None, sa_type=UtcTime)
    good_at: datetime | None = Field(default=None, sa_type=UtcTime)
    since: datetime | None = Field(default=None, sa_type=UtcTime)


class PortalLookRow(Row, table=True):
    """The portal as last seen, by day; asked_at: when somebody last wanted to see it."""

    __tablename__ = "portal_look"

    day: date = Field(primary_key=True)
    looked_at: datetime | None = Field(default=None, sa_type=UtcTime)
    availability: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    asked_at: datetime | None = Field(default=None, sa_type=UtcTime)


class LeaseRow(Row, table=True):
    """A lease given back keeps its row: the fence must go on growing."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    owner: str = Field(index=True)
    fence: int
    until: datetime = Field(sa_type=UtcTime)


class PortalPaceRow(Row, table=True):
    """Seconds since 1970. asked: the requests that still count; last: the last action."""

    __tablename__ = "portal_pace"

    name: str = Field(primary_key=True)
    asked: list[float] = Field(sa_type=JSON)
    last: float | None = None


class PulseRow(Row, table=True):
    """Counts the commits that changed something visible. Several rows, so that commits at once do not wait for one."""

    __tablename__ = "pulse"

    shard: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    beats: int
