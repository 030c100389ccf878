"""Signing in and out. Passwords are kept as argon2 hashes, session tokens as sha256 digests: neither can be read back."""

import hashlib
import secrets
from base64 import b64encode
from contextlib import suppress
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import ARGON2_VERSION

from booking_console.domain.errors import InvalidInput, Refused, Unavailable
from booking_console.services.accounts import User
from booking_console.services.records import NewUnitOfWork

SESSION_LASTS = timedelta(hours=12)
MANY_FAILURES = 5
#: Wrong passwords from one address, whatever the login: a whole practice may sit behind one, but nobody mistypes so often.
MANY_FROM_ADDRESS = 25
FAILURES_WITHIN = timedelta(minutes=15)
SHORTEST_PASSWORD = 10

#: A session is asked for with every event of the console: being seen is noted once a minute only.
SEEN_EVERY = timedelta(minutes=1)

_hasher = PasswordHasher()


class SignInRefused(Refused):
    """The login or the password is wrong; which of them is not said."""


class TooManyFailures(Refused):
    """Failed too often; the right password is not accepted either until some time has passed."""


def hash_password(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(f"A password needs at least {SHORTEST_PASSWORD} characters.")
    return _hasher.hash(password)


def _made_up() -> str:
    """The hash of no password, from chance alone: to compare with it costs as much as with any other, to make it nothing."""
    salt, rest = (
        b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (_hasher.salt_len, _hasher.hash_len)
    )
    cost = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${cost}${salt}${rest}"


#: Compared with when the login is unknown, so that the answer takes equally long.
_NOBODY = _made_up()


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(new_uow: NewUnitOfWork, login: str, password: str, *, now: datetime, address: str = "") -> tuple[User, str]:
    """The person and the token of a new session. The token is nowhere kept: losing it means signing in again.

    address: where the browser sits, as domain.address.neighbourhood gives it; "": not known, only the login is counted.
    """
    user = _verify(new_uow, login.strip(), password, address=address, now=now)
    token = secrets.token_urlsafe(32)
    with new_uow() as uow:
        uow.users.add_session(digest(token), user_id=user.id, at=now, until=now + SESSION_LASTS)
        uow.audit.add("user.signed_in", actor=user.name, at=now, subject="user", subject_id=user.id)
    return user, token


def who_is(reading: NewUnitOfWork, new_uow: NewUnitOfWork, token_digest: str, *, now: datetime) -> User | None:
    """The person of a session that lives. Writes at most once a minute for each person, and does without it when it cannot."""
    with reading() as uow:
        user = uow.users.by_session(token_digest, now=now)
    if user is not None and (user.last_seen is None or now - user.last_seen >= SEEN_EVERY):
        with suppress(Unavailable), new_uow() as uow:
            uow.users.note_seen(user.id, at=now)
    return user


def sign_out(new_uow: NewUnitOfWork, token: str) -> None:
    """A token that is unknown or ended already does no harm."""
    with new_uow() as uow:
        uow.users.end_session(digest(token))


def change_password(new_uow: NewUnitOfWork, token: str, *, old: str, new: str, now: datetime) -> None:
    """Ends every other session of the person; the one that asks stays."""
    with new_uow() as uow:
        user = uow.users.by_session(digest(token), now=now)
    if user is None:
        raise SignInRefused("You are signed out. Sign in again.")
    try:
        _verify(new_uow, user.login, old, address="", now=now)
    except SignInRefused:
        raise SignInRefused("That is not your password now.") from None
    hashed = hash_password(new)
    with new_uow() as uow:
        uow.users.set_password(user.id, hashed)
        uow.users.end_sessions(user.id)
        uow.users.add_session(digest(token), user_id=user.id, at=now, until=now + SESSION_LASTS)
        uow.audit.add("user.password_changed", actor=user.name, at=now, subject="user", subject_id=user.id)


def nobody_yet(new_uow: NewUnitOfWork) -> bool:
    """Before the first user was made on the command line."""
    with new_uow() as uow:
        return not uow.users.all()


def _verify(new_uow: NewUnitOfWork, login: str, password: str, *, address: str, now: datetime) -> User:
    since = now - FAILURES_WITHIN
    with new_uow() as uow:
        failures = uow.users.failures_since(login, since=since)
        from_there = uow.users.failures_from(address, since=since) if address else 0
        found = uow.users.by_login(login)
    if failures >= MANY_FAILURES or from_there >= MANY_FROM_ADDRESS:
        raise TooManyFailures("Too many tries. Wait a quarter of an hour, then try again.")
    user, kept = found or (None, _NOBODY)
    if not _matches(kept, password) or user is None or not user.is_active:
        with new_uow() as uow:
            uow.users.note_failure(login, address=address, at=now)
        raise SignInRefused("That login and password do not belong together.")
    return user


def _matches(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
