"""Rooms, the versions of their order, and when they are switched off."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from booking_console.adapters.db.tables.base import Row
from booking_console.adapters.db.times import UtcTime

#: The type of the default list: a NULL would escape the unique constraints.
DEFAULT_TYPE = ""


class RoomRow(Row, table=True):
    __tablename__ = "room"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    group: str
    position: int


class PriorityListRow(Row, table=True):
    """One version of one list; a dropped list has no current version."""

    __tablename__ = "priority_list"
    __table_args__ = (
        UniqueConstraint("type", "version"),
        Index(
            "uq_priority_list_current",
            "type",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    type: str
    version: int
    note: str
    by: str
    at: datetime = Field(sa_type=UtcTime)
    is_current: bool
    dropped_by: str | None = None
    dropped_at: datetime | None = Field(default=None, sa_type=UtcTime)


class PriorityEntryRow(Row, table=True):
    __tablename__ = "priority_entry"
    __table_args__ = (UniqueConstraint("list_id", "room_id"),)

    list_id: int = Field(primary_key=True, foreign_key="priority_list.id", sa_column_kwargs={"autoincrement": False})
    rank: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    room_id: int = Field(foreign_key="room.id")


class RoomClosureRow(Row, table=True):
    __tablename__ = "room_closure"
    __table_args__ = (CheckConstraint("starts < ends", name="slot"),)

    id: int | None = Field(default=None, primary_key=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    starts: datetime = Field(sa_type=UtcTime)
    ends: datetime | None = Field(default=None, sa_type=UtcTime)
    reason: str
    by: str
    at: datetime = Field(sa_type=UtcTime)
