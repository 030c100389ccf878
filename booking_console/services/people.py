"""A manager's verbs on the people who sign in."""

from datetime import datetime

from booking_console.domain.actor import Actor, Right, Role
from booking_console.domain.errors import InvalidInput
from booking_console.services.records import NewUnitOfWork
from booking_console.services.sign_in import hash_password


def add(
    new_uow: NewUnitOfWork, *, login: str, name: str, role: Role, password: str, actor: Actor, now: datetime
) -> int:
    """InvalidInput when login or password is not usable, Conflict when the login exists."""
    actor.require(Right.MANAGE_USERS)
    login = login.strip()
    if not login or any(c.isspace() for c in login):
        raise InvalidInput("A login is one word, for instance dana.whitlock.")
    hashed = hash_password(password)
    with new_uow() as uow:
        user_id = uow.users.add(login=login, name=name.strip() or login, role=role, password_hash=hashed, at=now)
        uow.audit.add("user.added", actor=actor.name, at=now, subject="user", subject_id=user_id, detail=role.value)
    return user_id


def change(
    new_uow: NewUnitOfWork, user_id: int, *, name: str, role: Role, is_active: bool, actor: Actor, now: datetime
) -> None:
    """The last active manager keeps the role: otherwise nobody could undo it."""
    actor.require(Right.MANAGE_USERS)
    with new_uow() as uow:
        managers = [u for u in uow.users.all() if u.role is Role.MANAGER and u.is_active]
        loses = role is not Role.MANAGER or not is_active
        if loses and [u.id for u in managers] == [user_id]:
            raise InvalidInput("This is the last manager: make somebody else a manager first.")
        uow.users.change(user_id, name=name.strip(), role=role, is_active=is_active)
        if not is_active:
            uow.users.end_sessions(user_id)
        uow.audit.add("user.changed", actor=actor.name, at=now, subject="user", subject_id=user_id, detail=role.value)


def set_password(new_uow: NewUnitOfWork, user_id: int, password: str, *, actor: Actor, now: datetime) -> None:
    """For somebody who forgot theirs; ends their sessions."""
    actor.require(Right.MANAGE_USERS)
    hashed = hash_password(password)
    with new_uow() as uow:
        uow.users.set_password(user_id, hashed)
        uow.users.end_sessions(user_id)
        uow.audit.add("user.password_set", actor=actor.name, at=now, subject="user", subject_id=user_id)
