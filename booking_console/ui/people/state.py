"""The people who sign in, in front of a manager."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import reflex as rx
from reflex.event import EventType

from booking_console.bootstrap import console
from booking_console.domain.actor import Right, Role
from booking_console.domain.errors import BookingError
from booking_console.services import people
from booking_console.services.accounts import User
from booking_console.ui import identity, practice_time
from booking_console.ui.frame_state import ToastState
from booking_console.ui.gate import ROLE_WORDS
from booking_console.ui.session import SessionState, needs

#: Without letters and figures that people mix up when they read it out.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    login: str
    name: str
    role: str
    role_word: str
    is_active: bool
    seen: str
    since: str


class UsersState(SessionState):
    """The list."""

    people: list[Person] = []
    count: str = ""
    is_ready: bool = False

    @rx.event
    @needs(Right.MANAGE_USERS)
    async def load(self) -> None:
        self.problem = ""
        self.people = await asyncio.to_thread(_people)
        active = sum(person.is_active for person in self.people)
        self.count = f"{active} of {len(self.people)} may sign in"
        self.is_ready = True


class PersonState(SessionState):
    """One person while a manager adds or changes them. kind: add, change, password, switch, secret; empty: no dialog."""

    kind: str = ""
    user_id: int = 0
    login: str = ""
    name: str = ""
    role: str = Role.STAFF.value
    is_active: bool = True
    wrong: str = ""
    secret: str = ""

    @rx.event
    @needs(Right.MANAGE_USERS)
    async def ask_to_add(self) -> None:
        self.reset()
        self.kind = "add"

    @rx.event
    @needs(Right.MANAGE_USERS)
    async def ask(self, kind: str, user_id: int) -> None:
        """kind: change, password or switch."""
        users = await self.get_state(UsersState)
        for person in users.people:
            if person.id == user_id and kind in ("change", "password", "switch"):
                self.kind, self.user_id, self.wrong, self.secret = kind, user_id, "", ""
                self.login, self.name, self.role = person.login, person.name, person.role
                self.is_active = person.is_active

    @rx.event
    @needs(Right.MANAGE_USERS)
    async def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        if not is_open:
            self.reset()

    @rx.event
    @needs(Right.MANAGE_USERS)
    async def add(self, form: dict[str, str]) -> EventType[()] | None:
        self.login, self.name = form.get("login", "").strip(), form.get("name", "").strip()
        role, password = Role(form.get("role", Role.STAFF)), new_password()
        words = {"login": self.login, "name": self.name, "role": role, "password": password}
        return await self._do(people.add, secret=password, **words)

    @rx.event
    @needs(Right.MANAGE_USERS)
    async def change(self, form: dict[str, str]) -> EventType[()] | None:
        name, role = form.get("name", "").strip() or self.login, Role(form.get("role", self.role))
        return await self._do(people.change, self.user_id, name=name, role=role, is_active=self.is_active)

    @rx.event
    @needs(Right.MANAGE_USERS)
    async def switch(self) -> EventType[()] | None:
        """Off, or on again."""
        role = Role(self.role)
        return await self._do(people.change, self.user_id, name=self.name, role=role, is_active=not self.is_active)

    @rx.event
    @needs(Right.MANAGE_USERS)
    async def give_password(self) -> EventType[()] | None:
        password = new_password()
        return await self._do(people.set_password, self.user_id, password, secret=password)

    async def _do(
        self, verb: Callable[..., object], *args: object, secret: str = "", **words: object
    ) -> EventType[()] | None:
        """secret: shown once, in place of the form."""
        held, actor = console(), await self._actor()
        try:
            await asyncio.to_thread(verb, held.new_uow, *args, **words, actor=actor, now=held.clock.now())
        except BookingError as refusal:
            self.wrong = str(refusal)
            return None
        identity.forget_all()
        self.kind, self.secret, self.wrong = "secret" if secret else "", secret, ""
        if not secret:
            toast = await self.get_state(ToastState)
            toast._show(f"Saved. What {self.name or self.login} may do changes at once.")
        return UsersState.load


def new_password() -> str:
    """Four groups of four: 79 bits that can be read out on the telephone."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def _people() -> list[Person]:
    held = console()
    with held.reading() as uow:
        users = uow.users.all()
    return [_person(user) for user in sorted(users, key=lambda user: (not user.is_active, user.name.casefold()))]


def _person(user: User) -> Person:
    held = console()
    now, zone = held.clock.now(), held.zone
    return Person(
        id=user.id,
        login=user.login,
        name=user.name,
        role=user.role.value,
        role_word=ROLE_WORDS[user.role.value],
        is_active=user.is_active,
        seen=practice_time.ago(user.last_seen, now, zone),
        since=practice_time.full_day(user.created_at, zone),
    )
