"""The state of Needs attention: the queue, what is open, and what was decided today."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Actor, Right
from booking_console.domain.errors import NotFound
from booking_console.domain.schedule import JobName
from booking_console.domain.status import Shown
from booking_console.services import names, override
from booking_console.services.views import LogRow, WorkDetail
from booking_console.ui import attention_words, decided, feed, practice_time
from booking_console.ui.attention_words import Item, Waiting
from booking_console.ui.booking.acts import RoomChoice
from booking_console.ui.booking.enter import all_rooms
from booking_console.ui.decide_state import DecideState, booked_words, settled
from booking_console.ui.decided import Decided
from booking_console.ui.force_state import ForceState
from booking_console.ui.frame_state import ToastState
from booking_console.ui.meant_state import MeantState
from booking_console.ui.note_state import NoteState
from booking_console.ui.session import SessionState, needs
from booking_console.ui.visit_state import VisitState, meaning_of, rooms_of, ways


@dataclass(frozen=True, slots=True)
class Queue:
    items: list[Waiting]
    note: str
    decided: list[Decided]
    again: str
    detail: WorkDetail | None
    rooms: list[RoomChoice]


class AttentionState(SessionState):
    """The queue and what is open."""

    items: list[Waiting] = []
    note: str = ""
    decided: list[Decided] = []
    again: str = ""
    item: Item = Item()
    is_ready: bool = False
    is_whole: bool = False
    is_named: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        async with self:
            wanted = self.router.url.query_parameters.get("item", "")
        async for _ in feed.news(self):
            queue = await asyncio.to_thread(_look, wanted or self.item.key)
            wanted = ""
            async with self:
                self.items, self.note, self.decided = queue.items, queue.note, queue.decided
                self.again, self.is_ready = queue.again, True
                await self._open(queue.detail, queue.rooms)
                visit, decide = await self.get_state(VisitState), await self.get_state(DecideState)
                asked, readings, booking = visit._asked(), ways(visit), list(decide._booking)
            meant = await asyncio.to_thread(meaning_of, *asked), await asyncio.to_thread(rooms_of, readings)
            ended = await asyncio.to_thread(settled, booking)
            async with self:
                (await self.get_state(VisitState))._mean_now(asked, *meant)
                await self._tell(ended)

    async def _open(self, detail: WorkDetail | None, rooms: list[RoomChoice]) -> None:
        """What is open already keeps what the person typed."""
        held = console()
        if detail is None:
            self.item = Item()
            return
        (await self.get_state(MeantState))._take(detail)
        (await self.get_state(NoteState))._take(detail)
        if detail.item.key != self.item.key:
            self.is_named = self.is_whole = False
            self.item = attention_words.item(detail, held.clock.now(), held.zone, hide=True)
            (await self.get_state(VisitState))._take(detail)
            (await self.get_state(DecideState))._clear()
            (await self.get_state(ForceState))._take(rooms)

    async def _tell(self, ended: list[LogRow]) -> None:
        decide, toast = await self.get_state(DecideState), await self.get_state(ToastState)
        for row in ended:
            decide._booking = [other for other in decide._booking if other != row.id]
            if row.shown is Shown.BOOKED:
                toast._show(booked_words(row), undo=row.id)

    @rx.event
    @needs(Right.VIEW)
    async def show_whole(self) -> None:
        self.is_whole = not self.is_whole

    @rx.event
    @needs(Right.DECIDE)
    async def show_name(self) -> None:
        """Asking is recorded."""
        held, actor, key = console(), await self._actor(), self.item.key
        detail = await asyncio.to_thread(held.views.work_item, key)
        await asyncio.to_thread(_note_name_shown, detail, actor)
        self.is_named = True
        self.item = attention_words.item(detail, held.clock.now(), held.zone, hide=False)
        visit = await self.get_state(VisitState)
        visit.guest = visit._guest


def _look(wanted: str) -> Queue:
    held = console()
    now = held.clock.now()
    items = held.views.worklist()
    since = practice_time.day_of(now, held.zone).start
    note = attention_words.note(items, held.views.decided_since(since), now, held.zone)
    keys = [item.key for item in items]
    key = wanted if wanted in keys else next(iter(keys), "")
    shown = attention_words.waiting(items, now, held.zone)
    return Queue(shown, note, decided.today(held, now), _read_again(now), _detail(key), all_rooms())


def _read_again(now: datetime) -> str:
    with console().reading() as uow:
        due = uow.control.next_runs().get(JobName.POLL)
    return f"The mailbox is read again {practice_time.ahead(due, now)}." if due and due > now else ""


def _detail(key: str) -> WorkDetail | None:
    try:
        return console().views.work_item(key) if key else None
    except NotFound:
        return None


def _note_name_shown(detail: WorkDetail, actor: Actor) -> None:
    held, about = console(), detail.item
    if about.appointment_id is None:
        names.show_in_mail(held.new_uow, about.id, actor=actor, now=held.clock.now())
    else:
        override.show_name(held.new_uow, about.appointment_id, actor=actor, now=held.clock.now())
