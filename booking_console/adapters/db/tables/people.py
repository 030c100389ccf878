"""The people who sign in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from booking_console.adapters.db.tables.base import Row, one_of
from booking_console.adapters.db.times import UtcTime
from booking_console.domain.actor import Role


class UserRow(Row, table=True):
    """login_folded: what logins are compared by."""

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint(one_of("role", Role), name="role"),)

    id: int | None = Field(default=None, primary_key=True)
    login: str
    login_folded: str = Field(unique=True)
    name: str
    role: str
    password_hash: str
    is_active: bool
    created_at: datetime = Field(sa_type=UtcTime)
    last_seen: datetime | None = Field(default=None, sa_type=UtcTime)


class LoginSessionRow(Row, table=True):
    __tablename__ = "login_session"

    token_digest: str = Field(primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    at: datetime = Field(sa_type=UtcTime)
    until: datetime = Field(sa_type=UtcTime)


class LoginFailureRow(Row, table=True):
    __tablename__ = "login_failure"
    __table_args__ = (
        Index("ix_login_failure_login_folded_at", "login_folded", "at"),
        Index("ix_login_failure_address_at", "address", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    login_folded: str
    address: str = Field(default="", sa_column_kwargs={"server_default": ""})
    at: datetime = Field(sa_type=UtcTime)
