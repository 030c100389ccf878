"""Mails as taken over, and where each mailbox was read up to."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, LargeBinary
from sqlmodel import Field

from booking_console.adapters.db.tables.base import Row, one_of
from booking_console.adapters.db.times import UtcTime
from booking_console.domain.message import MessageState


class MessageRow(Row, table=True):
    """identity is the ledger of intake: a mail is taken once, however often and wherever it is delivered."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint(one_of("state", MessageState), name="state"),
        Index("ix_message_state_received_at", "state", "received_at"),
        Index("ix_message_mailbox_filed_as", "mailbox", "filed_as"),
        Index("ix_message_mailbox_ref_key", "mailbox", "ref_key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    identity: str = Field(unique=True)
    mailbox: str
    ref_key: str
    message_id: str
    received_at: datetime = Field(sa_type=UtcTime)
    taken_at: datetime = Field(sa_type=UtcTime)
    sender: str
    from_address: str = Field(default="", index=True)  # of the sender, as compared
    subject: str
    state: str
    reason: str
    extraction: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    filed_as: str | None = None


class MessageMimeRow(Row, table=True):
    """Apart from the message: lists never load it."""

    __tablename__ = "message_mime"

    message_id: int = Field(primary_key=True, foreign_key="message.id", sa_column_kwargs={"autoincrement": False})
    content: bytes = Field(sa_type=LargeBinary)


class MailboxCursorRow(Row, table=True):
    """read_since, left_out, is_leaving_out: domain.first_look, as of looked_at."""

    __tablename__ = "mailbox_cursor"

    mailbox: str = Field(primary_key=True)
    cursor: str | None = None
    read_since: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    left_out: int | None = None
    is_leaving_out: bool | None = None
    looked_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
