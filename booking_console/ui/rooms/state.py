"""The rooms in front of a manager: the draft of a change, what it would mean, and saving it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import reflex as rx
from reflex.event import EventSpec, EventType

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.ui.frame_state import ToastState
from booking_console.ui.rooms import draft as change
from booking_console.ui.rooms.draft import Draft, Practice
from booking_console.ui.rooms.meaning import Meaning, weigh
from booking_console.ui.rooms.saving import drop, read_practice, save
from booking_console.ui.rooms.sheet import Sheet, sheet
from booking_console.ui.session import SessionState, needs


class RoomsState(SessionState):
    """The list that is shown and the draft. Every change of it is weighed again."""

    sheet: Sheet = Sheet()
    meaning: Meaning = Meaning()
    is_ready: bool = False
    is_weighing: bool = False
    _practice: Practice = Practice()
    _draft: Draft = Draft()

    @rx.event
    @needs(Right.VIEW)
    async def load(self) -> EventSpec:
        """Starts from what is saved."""
        self.problem = ""
        self._practice = await asyncio.to_thread(read_practice)
        return self._show(Draft(type=self._draft.type))

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def weigh(self) -> None:
        async with self:
            practice, draft = self._practice, self._draft
        held = console()
        meaning = await asyncio.to_thread(weigh, held.views, practice, draft, held.clock.now(), held.zone)
        async with self:
            self.meaning, self.is_weighing = meaning, False

    @rx.event
    @needs(Right.VIEW)
    async def choose_list(self, type_: str) -> EventSpec:
        return self._show(replace(self._draft, type=type_))

    @rx.event
    @needs(Right.CONFIGURE)
    async def place(self, room_id: int, place: int) -> EventSpec:
        return self._show(change.placed(self._draft, self._practice, room_id, place))

    @rx.event
    @needs(Right.CONFIGURE)
    async def step(self, room_id: int, by: int) -> EventSpec:
        return self._show(change.stepped(self._draft, self._practice, room_id, by))

    @rx.event
    @needs(Right.CONFIGURE)
    async def leave_out(self, room_id: int) -> EventSpec:
        return self._show(change.left_out(self._draft, self._practice, room_id))

    @rx.event
    @needs(Right.CONFIGURE)
    async def make_own_list(self) -> EventSpec:
        same = self._practice.order_of(change.ALL)
        return self._show(change.with_order(self._draft, self._practice, same))

    def _show(self, draft: Draft) -> EventSpec:
        held = console()
        self._draft, self.is_ready, self.is_weighing = draft, True, True
        self.sheet = sheet(self._practice, draft, held.clock.now(), held.zone)
        return RoomsState.weigh


class ClosingState(SessionState):
    """Switching a room off from-to and on again, as a part of the draft."""

    @rx.event
    @needs(Right.CONFIGURE)
    async def ask(self, room_id: int) -> EventSpec:
        """From tomorrow, until the days are changed."""
        held = console()
        tomorrow = (held.clock.now().astimezone(held.zone) + timedelta(days=1)).date().isoformat()
        return await self._change(lambda draft: change.closing(draft, room_id, first=tomorrow))

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_first(self, day: str) -> EventSpec:
        return await self._change(lambda draft: change.closing(draft, draft.shown_closing, first=day))

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_last(self, day: str) -> EventSpec:
        return await self._change(lambda draft: change.closing(draft, draft.shown_closing, last=day))

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_reason(self, reason: str) -> EventSpec:
        return await self._change(lambda draft: change.closing(draft, draft.shown_closing, reason=reason))

    @rx.event
    @needs(Right.CONFIGURE)
    async def leave_on(self, room_id: int) -> EventSpec:
        return await self._change(lambda draft: change.kept_on(draft, room_id))

    @rx.event
    @needs(Right.CONFIGURE)
    async def open_again(self, room_id: int) -> EventSpec:
        """A second press leaves it off."""
        return await self._change(lambda draft: replace(draft, openings=draft.openings ^ {room_id}))

    async def _change(self, changed: Callable[[Draft], Draft]) -> EventSpec:
        rooms = await self.get_state(RoomsState)
        return rooms._show(changed(rooms._draft))


class SavingState(SessionState):
    """The note, and the one button that makes it true."""

    move_too: bool = False
    is_dropping: bool = False

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_note(self, note: str) -> EventSpec:
        rooms = await self.get_state(RoomsState)
        return rooms._show(replace(rooms._draft, note=note))

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_move_too(self, is_wanted: bool) -> None:  # noqa: FBT001 - the box tells it so
        self.move_too = is_wanted

    @rx.event
    @needs(Right.CONFIGURE)
    async def discard(self) -> EventType[()]:
        self.move_too = False
        return RoomsState.load

    @rx.event
    @needs(Right.CONFIGURE)
    async def ask_to_drop(self) -> None:
        self.is_dropping = True

    @rx.event
    @needs(Right.CONFIGURE)
    async def set_dropping(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.is_dropping = is_open

    @rx.event
    @needs(Right.CONFIGURE)
    async def save(self) -> EventType[()] | None:
        rooms, actor = await self.get_state(RoomsState), await self._actor()
        meaning = rooms.meaning
        affected = (*meaning.affected, *meaning.rest) if self.move_too else ()
        return await self._do(save, rooms._practice, rooms._draft, affected, actor)

    @rx.event
    @needs(Right.CONFIGURE)
    async def drop(self) -> EventType[()] | None:
        rooms, actor = await self.get_state(RoomsState), await self._actor()
        self.is_dropping = False
        return await self._do(drop, rooms._draft.type, actor)

    async def _do(self, verb: Callable[..., str], *args: object) -> EventType[()] | None:
        """Keeps the draft when it was refused."""
        try:
            said = await asyncio.to_thread(verb, *args)
        except BookingError as refusal:
            self.problem = str(refusal)
            return None
        toast = await self.get_state(ToastState)
        toast._show(said)
        self.move_too = False
        return RoomsState.load
