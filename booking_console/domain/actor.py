"""Who does something, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum

from booking_console.domain.errors import NotAllowed


class Right(StrEnum):
    VIEW = "view"
    DECIDE = "decide"  # correct, book, decline, retry, cancel, move
    STOP = "stop"  # switch all booking off and on
    CONFIGURE = "configure"  # rooms, priorities, schedule
    EXPORT = "export"
    MANAGE_USERS = "manage_users"


class Role(StrEnum):
    MANAGER = "manager"
    STAFF = "staff"


_RIGHTS = {
    Role.MANAGER: frozenset(Right),
    Role.STAFF: frozenset({Right.VIEW, Right.DECIDE, Right.STOP}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person signed in, or the system itself (user_id None)."""

    name: str
    rights: frozenset[Right]
    user_id: int | None = None

    @classmethod
    def person(cls, user_id: int, name: str, role: Role) -> "Actor":
        return cls(name, _RIGHTS[role], user_id)

    def may(self, right: Right) -> bool:
        return right in self.rights

    def require(self, right: Right) -> None:
        if not self.may(right):
            raise NotAllowed(f"You may not do this: it needs the right to {right.value.replace('_', ' ')}.")


SYSTEM = Actor("Booking console", frozenset(Right))
OPERATOR = Actor("Command line", frozenset(Right))
