"""The people who sign in, in the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import LOGIN_FAILURE, LOGIN_SESSION, USER_ACCOUNT
from booking_console.domain.actor import Role
from booking_console.domain.errors import Conflict
from booking_console.services.accounts import User

#: Failures count for minutes; addresses are personal data and are not kept for longer than they serve.
_FAILURES_KEPT = timedelta(days=1)


class DatabaseUsers:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, *, login: str, name: str, role: Role, password_hash: str, at: datetime) -> int:
        user_id = sql.add_once(
            self._db,
            USER_ACCOUNT,
            login=login,
            login_folded=_folded(login),
            name=name,
            role=role.value,
            password_hash=password_hash,
            is_active=True,
            created_at=at,
        )
        if user_id is None:
            raise Conflict("There is a user with this login already.")
        return user_id

    def all(self) -> Sequence[User]:
        return [_user(row) for row in sql.rows(self._db, select(USER_ACCOUNT).order_by(USER_ACCOUNT.c.login_folded))]

    def get(self, user_id: int) -> User:
        return _user(sql.one(self._db, USER_ACCOUNT, user_id))

    def by_login(self, login: str) -> tuple[User, str] | None:
        wanted = select(USER_ACCOUNT).where(USER_ACCOUNT.c.login_folded == _folded(login))
        row = self._db.execute(wanted).one_or_none()
        return (_user(row), row.password_hash) if row else None

    def set_password(self, user_id: int, password_hash: str) -> None:
        sql.change(self._db, USER_ACCOUNT, user_id, password_hash=password_hash)

    def change(self, user_id: int, *, name: str, role: Role, is_active: bool) -> None:
        sql.change(self._db, USER_ACCOUNT, user_id, name=name, role=role.value, is_active=is_active)

    def add_session(self, token_digest: str, *, user_id: int, at: datetime, until: datetime) -> None:
        self._db.execute(delete(LOGIN_SESSION).where(LOGIN_SESSION.c.until <= at))
        sql.put(
            self._db,
            LOGIN_SESSION,
            keys={"token_digest": token_digest},
            values={"user_id": user_id, "at": at, "until": until},
        )
        sql.change(self._db, USER_ACCOUNT, user_id, last_seen=at)

    def by_session(self, token_digest: str, *, now: datetime) -> User | None:
        alive = (LOGIN_SESSION.c.token_digest == token_digest, LOGIN_SESSION.c.until > now, USER_ACCOUNT.c.is_active)
        wanted = select(USER_ACCOUNT).join(LOGIN_SESSION, LOGIN_SESSION.c.user_id == USER_ACCOUNT.c.id)
        row = self._db.execute(wanted.where(*alive)).one_or_none()
        return _user(row) if row else None

    def note_seen(self, user_id: int, *, at: datetime) -> None:
        sql.change(self._db, USER_ACCOUNT, user_id, last_seen=at)

    def end_session(self, token_digest: str) -> None:
        self._db.execute(delete(LOGIN_SESSION).where(LOGIN_SESSION.c.token_digest == token_digest))

    def end_sessions(self, user_id: int) -> None:
        self._db.execute(delete(LOGIN_SESSION).where(LOGIN_SESSION.c.user_id == user_id))

    def note_failure(self, login: str, *, address: str, at: datetime) -> None:
        self._db.execute(delete(LOGIN_FAILURE).where(LOGIN_FAILURE.c.at < at - _FAILURES_KEPT))
        sql.add(self._db, LOGIN_FAILURE, login_folded=_folded(login), address=address, at=at)

    def failures_since(self, login: str, *, since: datetime) -> int:
        return self._failures(LOGIN_FAILURE.c.login_folded == _folded(login), since)

    def failures_from(self, address: str, *, since: datetime) -> int:
        return self._failures(LOGIN_FAILURE.c.address == address, since)

    def _failures(self, whose: ColumnElement[bool], since: datetime) -> int:
        late = (whose, LOGIN_FAILURE.c.at >= since)
        return self._db.execute(select(func.count()).select_from(LOGIN_FAILURE).where(*late)).scalar_one()


def _folded(login: str) -> str:
    return login.strip().casefold()


def _user(row: Row[Any]) -> User:
    return User(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        is_active=row.is_active,
        created_at=row.created_at,
        last_seen=row.last_seen,
    )
