"""From a cookie to a person: asked of the database, remembered for a few seconds so that it costs an event nothing."""

import asyncio
import time
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from booking_console.bootstrap import console
from booking_console.domain.actor import Actor
from booking_console.services import sign_in
from booking_console.services.accounts import User

COOKIE = "booking_session"
#: How long a person who was signed out elsewhere may still act.
REMEMBERED_SECONDS = 2.0
_ROOM_FOR = 1000


@dataclass(frozen=True, slots=True)
class Person:
    user: User
    actor: Actor


_known: dict[str, tuple[float, Person | None]] = {}


def token_in(cookie_header: str) -> str:
    try:
        found = SimpleCookie(cookie_header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


async def identify(token: str) -> Person | None:
    if not token:
        return None
    digest = sign_in.digest(token)
    known = _known.get(digest)
    if known and known[0] > time.monotonic():
        return known[1]
    user = await asyncio.to_thread(_look_up, digest)
    person = Person(user, Actor.person(user.id, user.name, user.role)) if user else None
    _remember(digest, person)
    return person


def forget(token: str) -> None:
    _known.pop(sign_in.digest(token), None)


def forget_all() -> None:
    """After somebody's rights changed."""
    _known.clear()


def _look_up(digest: str) -> User | None:
    held = console()
    return sign_in.who_is(held.reading, held.new_uow, digest, now=held.clock.now())


def _remember(digest: str, person: Person | None) -> None:
    if len(_known) >= _ROOM_FOR:
        _known.clear()
    _known[digest] = (time.monotonic() + REMEMBERED_SECONDS, person)
