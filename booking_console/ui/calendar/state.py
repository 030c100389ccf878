"""The calendar: the address says which days; the database says what stands in them."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import reflex as rx
from reflex.event import EventSpec

from booking_console.bootstrap import Console, console
from booking_console.domain.actor import Right
from booking_console.domain.allocation import Availability
from booking_console.domain.errors import BookingError
from booking_console.ui import feed
from booking_console.ui.calendar import drawn, many, panel, period
from booking_console.ui.calendar.drawn import Column, Grid, Lane
from booking_console.ui.calendar.held import as_held
from booking_console.ui.calendar.legend import Legend, legend
from booking_console.ui.calendar.many import ManyState
from booking_console.ui.calendar.panel import PanelState
from booking_console.ui.calendar.period import Period, View
from booking_console.ui.session import SessionState, needs

#: A day on the screen is compared with the portal again when the last look is older.
FRESH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Around:
    """Title and addresses. total: entries shown."""

    view: str = "day"
    day: str = ""
    title: str = ""
    before: str = "/calendar"
    after: str = "/calendar"
    today: str = "/calendar"
    is_today: bool = True
    opening: str = ""
    total: int = 0


class CalendarState(SessionState):
    around: Around = Around()
    grid: Grid = Grid()
    lanes: list[Lane] = []
    columns: list[Column] = []
    legend: Legend = Legend()
    is_loaded: bool = False
    failure: str = ""

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        async for _ in feed.news(self):
            async with self:
                query = dict(self.router.url.query_parameters)
            await self._show(query)

    async def _show(self, query: dict[str, str]) -> None:
        try:
            shown = await asyncio.to_thread(_read, query)
        except BookingError as error:
            async with self:
                self.failure = str(error)
            return
        async with self:
            self.around, self.grid, self.lanes, self.columns, self.legend = shown
            self.is_loaded, self.failure = True, ""
            known = (await self.get_state(PanelState)).head.id
            several = await self.get_state(ManyState)
            asked = several._asked() if several.is_open else None
        if known:
            await self._refresh_panel(known)
        if asked:
            await self._refresh_many(asked)

    async def _refresh_panel(self, known: int) -> None:
        shown = await asyncio.to_thread(panel.read, known)
        async with self:
            state = await self.get_state(PanelState)
            if state.head.id == known:
                state._take(shown)

    async def _refresh_many(self, asked: tuple[str, str, str, str, tuple[int, ...]]) -> None:
        """The portal was looked at, or somebody moved one of them meanwhile."""
        visits, note = await asyncio.to_thread(many.plan, *asked)
        async with self:
            state = await self.get_state(ManyState)
            if state._asked() == asked:
                state.visits, state.note = visits, note

    @rx.event
    @needs(Right.VIEW)
    async def go(self, view: str) -> EventSpec:
        held = console()
        today = held.clock.now().astimezone(held.zone).date()
        now_shown = period.read(self.router.url.query_parameters, today)
        return rx.redirect(Period(View(view), now_shown.day).href)


def _read(query: dict[str, str]) -> tuple[Around, Grid, list[Lane], list[Column], Legend]:
    held = console()
    now, zone = held.clock.now(), held.zone
    today = now.astimezone(zone).date()
    wanted = period.read(query, today)
    view = as_held(held, held.views.days(wanted.slot(zone)), wanted.slot(zone))
    with held.reading() as uow:
        opening = uow.control.schedule().opening
    if wanted.view is View.DAY and wanted.day >= today:
        _compare_again(held, wanted, view.looks.get(wanted.day.isoformat()))
    shown = drawn.grid(wanted.days, view, opening, now, zone)
    mine = [h for h in opening if h.weekday == wanted.day.weekday()]
    hours = ", ".join(f"{h.opens:%H:%M}–{h.closes:%H:%M}" for h in mine)
    around = Around(
        view=wanted.view.value,
        day=max(wanted.day, today).isoformat(),
        title=wanted.title,
        before=wanted.turned(-1).href,
        after=wanted.turned(1).href,
        today=Period(wanted.view, today).href,
        is_today=today in wanted.days,
        opening=f"open {hours}" if hours else "closed on this day",
        total=len(view.rows),
    )
    is_day = wanted.view is View.DAY
    lanes = list(drawn.lanes(wanted.day, view, shown, now, zone)) if is_day else []
    columns = [] if is_day else drawn.columns(wanted, view, shown, opening, now, zone)
    return around, shown, lanes, columns, legend(wanted.own_days, view, now, zone)


def _compare_again(held: Console, wanted: Period, look: Availability | None) -> None:
    """Ask the worker to look at the day, unless that is asked for already: every write is news for every open tab."""
    now = held.clock.now()
    if look is not None and now - look.looked_at < FRESH:
        return
    with held.new_uow() as uow:
        if wanted.day not in uow.control.looks_asked():
            uow.control.ask_look(wanted.day, at=now)
