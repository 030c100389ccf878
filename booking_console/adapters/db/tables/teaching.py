"""What a manager taught the console about senders and their mails."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from booking_console.adapters.db.tables.base import Row, one_of
from booking_console.adapters.db.times import UtcTime
from booking_console.domain.appointment import AppointmentType


class TrustedSenderRow(Row, table=True):
    """entry: an address or a domain, as compared."""

    __tablename__ = "trusted_sender"

    id: int | None = Field(default=None, primary_key=True)
    entry: str = Field(unique=True)
    by: str
    at: datetime = Field(sa_type=UtcTime)


class ServiceWordRow(Row, table=True):
    """Counts once the control row service_words is there; before that the words are those delivered."""

    __tablename__ = "service_word"
    __table_args__ = (CheckConstraint(one_of("type", AppointmentType), name="type"),)

    word: str = Field(primary_key=True)
    type: str


class TemplateRow(Row, table=True):
    """Every version is kept. The newest of a sender counts, if it is on."""

    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("sender", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    sender: str
    version: int
    rules: list[dict[str, Any]] = Field(sa_type=JSON)
    is_on: bool
    by: str
    at: datetime = Field(sa_type=UtcTime)
