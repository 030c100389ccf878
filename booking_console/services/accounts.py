"""The people who sign in, as kept. Password hashes and token digests stay inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from booking_console.domain.actor import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    id: int
    login: str
    name: str
    role: Role
    is_active: bool
    created_at: datetime
    last_seen: datetime | None = None


class Users(Protocol):
    """Password hashes and token digests stay inside: they are asked for by their own methods only."""

    def add(self, *, login: str, name: str, role: Role, password_hash: str, at: datetime) -> int:
        """Conflict when the login exists (compared without case)."""
        ...

    def all(self) -> Sequence[User]: ...
    def get(self, user_id: int) -> User: ...
    def by_login(self, login: str) -> tuple[User, str] | None:
        """With the password hash."""
        ...

    def set_password(self, user_id: int, password_hash: str) -> None: ...
    def change(self, user_id: int, *, name: str, role: Role, is_active: bool) -> None: ...
    def add_session(self, token_digest: str, *, user_id: int, at: datetime, until: datetime) -> None: ...
    def by_session(self, token_digest: str, *, now: datetime) -> User | None:
        """Reads only: it is asked with every event of the console."""
        ...

    def note_seen(self, user_id: int, *, at: datetime) -> None: ...
    def end_session(self, token_digest: str) -> None: ...
    def end_sessions(self, user_id: int) -> None: ...
    def note_failure(self, login: str, *, address: str, at: datetime) -> None:
        """address: where it came from, "" when that is not known. What is older than a day is forgotten."""
        ...

    def failures_since(self, login: str, *, since: datetime) -> int: ...
    def failures_from(self, address: str, *, since: datetime) -> int: ...
