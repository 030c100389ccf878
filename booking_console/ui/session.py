"""Who sits in front of a tab, and the mark that every handler must carry before the gate lets an event through."""

from collections.abc import Callable
from typing import TypeVar

import reflex as rx

from booking_console.domain.actor import Actor, Right
from booking_console.domain.errors import NotAllowed
from booking_console.ui import identity

MARK = "_needed_right"
PUBLIC = "public"

F = TypeVar("F", bound=Callable[..., object])


def needs(right: Right) -> Callable[[F], F]:
    """The right that a handler needs. Stands under @rx.event; a handler without it is refused for everybody."""

    def mark(handler: F) -> F:
        setattr(handler, MARK, right)
        return handler

    return mark


def public(handler: F) -> F:
    """A handler that anybody may call, signed in or not: it shows and changes nothing private."""
    setattr(handler, MARK, PUBLIC)
    return handler


def token_of(state: rx.State) -> str:
    """The session token that the browser sent with its websocket; empty when there is none."""
    return identity.token_in(state.router.headers.cookie)


class SessionState(rx.State):
    """Base of every state of the console: the person, their rights, and the last refusal, shown where it happened."""

    user_name: str = ""
    user_initials: str = ""
    user_role: str = ""
    user_login: str = ""
    rights: list[str] = []
    problem: str = ""
    _owner: int = 0

    async def _actor(self) -> Actor:
        """Raises NotAllowed when the session ended meanwhile."""
        person = await identity.identify(token_of(self))
        if person is None:
            raise NotAllowed("You are signed out. Sign in again.")
        return person.actor


def may(right: Right) -> rx.Var[bool]:
    """For rx.cond: hides what the person may not do. The gate is what protects it."""
    return SessionState.rights.contains(right.value)
