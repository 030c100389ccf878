"""Live attempts: every step within a second of its commit."""

import asyncio
from dataclasses import dataclass, replace

import reflex as rx
from reflex.event import EventSpec

from booking_console.bootstrap import Console, console
from booking_console.domain.actor import Right
from booking_console.domain.booking import AttemptResult
from booking_console.domain.errors import BookingError
from booking_console.domain.status import Shown
from booking_console.services.views import LogFilter, Sort
from booking_console.ui import feed, practice_time
from booking_console.ui.booking import reasons
from booking_console.ui.live import words
from booking_console.ui.live.words import Detail, Going, Waiting
from booking_console.ui.session import SessionState, needs
from booking_console.ui.tries import Part

_ATTEMPTS = 40
_WAITING = 6


@dataclass(frozen=True, slots=True)
class Lists:
    now: list[Going]
    waiting: list[Waiting]
    total: int
    finished: list[Going]
    detail: Detail
    title: str


class LiveState(SessionState):
    """chosen: the try that is shown, "" for whatever happens now."""

    now: list[Going] = []
    waiting: list[Waiting] = []
    waiting_total: int = 0
    finished: list[Going] = []
    finished_title: str = "Just finished"
    detail: Detail = Detail()
    chosen: str = ""
    news: int = 0
    is_loaded: bool = False
    failure: str = ""
    _is_held: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        async for _ in feed.news(self):
            async with self:
                chosen = self.chosen
            await self._show(chosen)

    async def _show(self, chosen: str) -> None:
        try:
            lists = await asyncio.to_thread(_read, chosen)
        except BookingError as error:
            async with self:
                self.failure = str(error)
            return
        async with self:
            if self.chosen == chosen:
                self.detail = lists.detail
            self._take(lists)
            self.is_loaded, self.failure = True, ""

    def _take(self, lists: Lists) -> None:
        """Under the pointer nothing moves: tries on the screen change in place, new ones wait."""
        self.waiting_total = lists.total
        if not self._is_held:
            self.now, self.waiting, self.finished = lists.now, lists.waiting, lists.finished
            self.finished_title, self.news = lists.title, 0
            return
        present = {one.key: one for one in (*lists.now, *lists.finished)}
        known = {one.key for one in (*self.now, *self.finished)}
        self.now = [present.get(one.key, one) for one in self.now]
        self.finished = [present.get(one.key, one) for one in self.finished]
        self.news = sum(key not in known for key in present)

    @rx.event
    @needs(Right.VIEW)
    async def choose(self, key: str) -> EventSpec:
        self.chosen = key
        return LiveState.watch

    @rx.event
    @needs(Right.VIEW)
    async def hold(self) -> None:
        self._is_held = True

    @rx.event
    @needs(Right.VIEW)
    async def let_go(self) -> EventSpec:
        self._is_held = False
        return LiveState.watch


def _read(chosen: str) -> Lists:
    held = console()
    now, zone = held.clock.now(), held.zone
    with held.reading() as uow:
        rooms = {room.id: room.name for room in uow.rooms.all()}
    found = words.parts_of(held.views.attempts(limit=_ATTEMPTS))
    running = [(key, part) for key, part in found if part.result is AttemptResult.RUNNING]
    ended = [(key, part) for key, part in found if part.result is not AttemptResult.RUNNING]
    recent = [(key, part) for key, part in ended if words.is_recent(part, now)]
    shown = next((one for one in found if one[0] == chosen), None) or next(iter(running or ended), None)
    waiting, total = _waiting(held)
    return Lists(
        now=[words.going(key, part, rooms, now, zone) for key, part in running],
        waiting=waiting,
        total=total,
        finished=[words.going(key, part, rooms, now, zone) for key, part in recent or ended[: words.LAST_SHOWN]],
        detail=_detail(held, shown, rooms) if shown else Detail(),
        title="Just finished" if recent else "Finished before",
    )


def _detail(held: Console, shown: tuple[str, Part], rooms: dict[int, str]) -> Detail:
    key, part = shown
    now, zone = held.clock.now(), held.zone
    day = held.views.days(practice_time.day_of(part.attempt.start or now, zone))
    return words.detail(key, part, rooms, reasons.why([part.attempt], day, zone), now, zone)


def _waiting(held: Console) -> tuple[list[Waiting], int]:
    """The next to be booked first, with those that are looked at again."""
    now = held.clock.now()
    wanted = LogFilter(shown=(Shown.WAITING, Shown.CHECKING), sort=Sort.START, descending=False)
    page = held.views.log(wanted, offset=0, limit=_WAITING)
    with held.reading() as uow:
        is_on = uow.control.switch().is_on
        due = {}
        for row in page.rows:
            checks = [b.check_due_at for b in uow.bookings.of_appointment(row.id) if b.check_due_at]
            due[row.id] = checks[-1] if checks else uow.appointments.get(row.id).due_at
    shown = [words.waiting(row, due[row.id], place, now, held.zone) for place, row in enumerate(page.rows)]
    return shown if is_on else [replace(one, next="when it goes on") for one in shown], page.total
