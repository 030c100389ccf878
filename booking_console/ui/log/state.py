"""The booking log: the address says what is shown; every change of a filter is a change of the address."""

import asyncio
from dataclasses import replace
from datetime import date

import reflex as rx
from reflex.event import EventSpec

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.services.views import Sort
from booking_console.ui import feed
from booking_console.ui.log import address
from booking_console.ui.log.address import Asked
from booking_console.ui.log.lines import Line, line, merged
from booking_console.ui.log.view import PAGE_SIZE, Filters, LogView, filters, span_of, view
from booking_console.ui.session import SessionState, needs


class LogState(SessionState):
    """What is read."""

    lines: list[Line] = []
    shown: LogView = LogView()
    filters: Filters = Filters()
    news: int = 0
    is_loaded: bool = False
    failure: str = ""
    _asked: Asked = Asked()
    _is_held: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        async for _ in feed.news(self):
            async with self:
                asked = address.read(self.router.url.query_parameters)
            await self._show(asked)

    async def _show(self, asked: Asked) -> None:
        try:
            lines, shown, chosen = await asyncio.to_thread(_read, asked)
        except BookingError as error:
            async with self:
                self.failure = str(error)
            return
        async with self:
            is_same = asked == self._asked and self.is_loaded
            old = self.lines if is_same else []
            self.lines, self.news = merged(old, lines, is_held=self._is_held and is_same)
            self.shown, self.filters, self._asked = shown, chosen, asked
            self.is_loaded, self.failure = True, ""

    @rx.event
    @needs(Right.VIEW)
    async def hold(self) -> None:
        """The pointer is over the list: nothing moves."""
        self._is_held = True

    @rx.event
    @needs(Right.VIEW)
    async def let_go(self) -> EventSpec | None:
        self._is_held = False
        return LogState.watch if self.news else None

    @rx.event
    @needs(Right.VIEW)
    async def show_news(self) -> EventSpec:
        self._is_held = False
        return LogState.watch


class LogFilterState(SessionState):
    """Changes the address; the page then reads anew."""

    def _asked(self) -> Asked:
        return address.read(self.router.url.query_parameters)

    def _go(self, asked: Asked) -> EventSpec:
        query = address.written(asked)
        return rx.redirect(f"/log?{query}" if query else "/log", replace=True)

    @rx.event
    @needs(Right.VIEW)
    async def search(self, text: str) -> EventSpec:
        return self._go(replace(self._asked(), text=text.strip(), page=1))

    @rx.event
    @needs(Right.VIEW)
    async def toggle(self, name: str, value: str) -> EventSpec:
        return self._go(address.toggled(self._asked(), name, value))

    @rx.event
    @needs(Right.VIEW)
    async def set_first(self, day: str) -> EventSpec:
        return self._go(replace(self._asked(), first=_day(day), page=1))

    @rx.event
    @needs(Right.VIEW)
    async def set_last(self, day: str) -> EventSpec:
        return self._go(replace(self._asked(), last=_day(day), page=1))

    @rx.event
    @needs(Right.VIEW)
    async def set_span(self, name: str) -> EventSpec:
        today = console().clock.now().astimezone(console().zone).date()
        first, last = span_of(name, today) if name else (None, None)
        return self._go(replace(self._asked(), first=first, last=last, page=1))

    @rx.event
    @needs(Right.VIEW)
    async def sort(self, by: str) -> EventSpec:
        return self._go(address.sorted_by(self._asked(), Sort(by)))

    @rx.event
    @needs(Right.VIEW)
    async def turn(self, pages: int) -> EventSpec:
        asked = self._asked()
        return self._go(replace(asked, page=max(1, asked.page + pages)))

    @rx.event
    @needs(Right.VIEW)
    async def clear(self) -> EventSpec:
        asked = self._asked()
        return self._go(Asked(sort=asked.sort, descending=asked.descending, hidden=asked.hidden))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read(asked: Asked) -> tuple[list[Line], LogView, Filters]:
    held = console()
    now = held.clock.now()
    page = held.views.log(address.wanted(asked, held.zone), offset=(asked.page - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    with held.reading() as uow:
        rooms = uow.rooms.all()
    lines = [line(row, now, held.zone) for row in page.rows]
    return lines, view(asked, page.total, len(lines)), filters(asked, rooms)
