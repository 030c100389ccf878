"""The one door that every event passes: closed unless the handler says which right it needs and the person has it."""

import reflex as rx
from reflex.event import EventSpec
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event

from booking_console.domain.actor import Right
from booking_console.domain.privacy import initials
from booking_console.ui import identity
from booking_console.ui.session import MARK, PUBLIC, SessionState, token_of

#: Reflex's own states (hydration, page loads). Exact: component states live in other modules of Reflex and are not exempt.
INTERNAL = "reflex.state"

ROLE_WORDS = {"manager": "Practice manager", "staff": "Staff"}


class Gate(rx.Middleware):
    """Runs before every event of every tab, the background ones too."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:  # noqa: ARG002
        person = await identity.identify(token_of(state))
        await _bind(state, person)
        if event.state_cls.__module__ == INTERNAL:
            return None
        if _admits(event, person):
            return None
        answer = _to_sign_in(state) if person is None else rx.toast.error("You may not do this.")
        return StateUpdate(events=Event.from_event_type([answer]))


def _admits(event: Event, person: identity.Person | None) -> bool:
    handler = event.state_cls.event_handlers.get(event.name.rpartition(".")[2])
    needed = getattr(handler.fn, MARK, None) if handler else None
    if needed == PUBLIC:
        return True
    return isinstance(needed, Right) and person is not None and person.actor.may(needed)


async def _bind(state: BaseState, person: identity.Person | None) -> None:
    """A tab's state outlives its person: whoever comes next starts from nothing."""
    session = await state.get_state(SessionState)
    owner = person.user.id if person else 0
    if session._owner != owner:
        _forget(state)
        session._owner = owner
    if person is not None and _is_news(session, person):
        _introduce(session, person)


def _is_news(session: SessionState, person: identity.Person) -> bool:
    return (session.user_name, session.rights) != (person.user.name, _rights(person))


def _introduce(session: SessionState, person: identity.Person) -> None:
    session.user_login = person.user.login
    session.user_name = person.user.name
    session.user_initials = initials(person.user.name).replace(". ", "").replace(".", "")
    session.user_role = ROLE_WORDS[person.user.role.value]
    session.rights = _rights(person)


def _rights(person: identity.Person) -> list[str]:
    return sorted(right.value for right in person.actor.rights)


def _forget(state: BaseState) -> None:
    for child in state._get_root_state().substates.values():
        if type(child).__module__ != INTERNAL:
            child.reset()


def _to_sign_in(state: BaseState) -> EventSpec:
    path = state.router.url.path
    return rx.redirect("/login" if path in ("", "/") else f"/login?next={path}")
