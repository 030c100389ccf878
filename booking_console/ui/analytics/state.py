"""The figures of one period, read when the address names it."""

import asyncio
from dataclasses import dataclass, field

import plotly.graph_objects as go
import reflex as rx
from reflex.event import EventSpec

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.services import figure_words as words
from booking_console.services.figure_tables import CHANGE, Cell, Table
from booking_console.services.figure_words import Said, counted
from booking_console.ui.analytics import charts, period
from booking_console.ui.analytics.charts import BarLine, Heat
from booking_console.ui.analytics.period import Period
from booking_console.ui.analytics.reading import Read, read_figures
from booking_console.ui.session import SessionState, needs


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table as it is shown."""

    head: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    key: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    total: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything of the page that is words. query: the period for links; is_empty: nothing to draw."""

    said: Said = field(default_factory=Said)
    words: str = ""
    first: str = ""
    last: str = ""
    query: str = ""
    before: str = ""
    after: str = ""
    count: str = ""
    is_empty: bool = True
    is_month: bool = False
    answers: tuple[str, ...] = ("",) * 6
    heat: Heat = field(default_factory=Heat)
    rooms: Heat = field(default_factory=Heat)
    failures: tuple[BarLine, ...] = ()
    outcomes: tuple[BarLine, ...] = ()


class AnalyticsState(SessionState):
    """as_table: the keys of those shown as tables."""

    board: Board = Board()
    sheets: list[Sheet] = []
    days: go.Figure = go.Figure()
    lead: go.Figure = go.Figure()
    as_table: list[str] = []
    is_ready: bool = False
    is_reading: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def load(self) -> None:
        held = console()
        async with self:
            self.is_reading = True
            wanted = period.read(self.router.url.query_parameters, held.clock.now().astimezone(held.zone).date())
        read = await asyncio.to_thread(read_figures, wanted)
        async with self:
            self.board, self.sheets = _board(read), [_sheet(table) for table in read.tables]
            self.days, self.lead = charts.days_figure(read.figures), charts.lead_figure(read.figures)
            self.is_ready, self.is_reading = True, False

    @rx.event
    @needs(Right.VIEW)
    async def show_as(self, key: str, form: str) -> None:
        """form: chart or table."""
        others = [one for one in self.as_table if one != key]
        self.as_table = [*others, key] if form == "table" else others

    @rx.event
    @needs(Right.VIEW)
    async def choose(self, name: str) -> EventSpec:
        """name: this or last."""
        held = console()
        this = period.month_of(held.clock.now().astimezone(held.zone).date())
        return self._go(this.before() if name == "last" else this)

    @rx.event
    @needs(Right.VIEW)
    async def set_first(self, day: str) -> EventSpec | None:
        return self._custom(day, self.board.last)

    @rx.event
    @needs(Right.VIEW)
    async def set_last(self, day: str) -> EventSpec | None:
        return self._custom(self.board.first, day)

    def _custom(self, first: str, last: str) -> EventSpec | None:
        """The other end follows when they would cross."""
        if not first or not last:
            return None
        if last < first:
            first, last = (first, first) if first != self.board.first else (last, last)
        held = console()
        today = held.clock.now().astimezone(held.zone).date()
        return self._go(period.read({"from": first, "to": last}, today))

    def _go(self, wanted: Period) -> EventSpec:
        """Until the figures of the new days are there, the files of the old ones cannot be asked for."""
        self.is_reading = wanted.query != self.board.query
        return rx.redirect(f"/analytics?{wanted.query}", replace=True)


def _board(read: Read) -> Board:
    figures, shown = read.figures, read.period
    names = {room.id: room.name for room in read.rooms}
    return Board(
        said=words.sentence(figures),
        words=shown.words,
        first=shown.first.isoformat(),
        last=shown.last.isoformat(),
        query=shown.query,
        before=f"/analytics?{shown.before().query}",
        after=f"/analytics?{shown.after().query}",
        count=f"{counted(figures.total, 'appointment', 'appointments')} in every chart and file",
        is_empty=not figures.total,
        is_month=shown.is_month,
        answers=(
            words.hours_answer(figures),
            words.days_answer(figures),
            words.rooms_answer(figures, names),
            words.lead_answer(figures),
            words.failures_answer(figures),
            words.outcomes_answer(figures),
        ),
        heat=charts.heat(figures),
        rooms=charts.room_heat(figures, read.rooms),
        failures=charts.failure_bars(figures),
        outcomes=charts.outcome_bars(figures),
    )


def _sheet(table: Table) -> Sheet:
    is_change = [head == CHANGE for head in table.heads]

    def shown(row: tuple[Cell, ...]) -> tuple[str, ...]:
        return tuple(_signed(cell) if change else str(cell) for cell, change in zip(row, is_change, strict=True))

    named = charts.day_words if table.key == "days" else str
    lines = [shown(row) for row in table.rows]
    return Sheet(
        table.key,
        table.heads,
        tuple(Line(named(line[0]), line[1:]) for line in lines),
        shown(table.total) if table.total else (),
    )


def _signed(cell: Cell) -> str:
    return f"{cell:+}".replace("-", "−") if isinstance(cell, (int, float)) and cell else str(cell)
