"""Today: is everything booked, and if not, what must I do?"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.privacy import initials
from booking_console.domain.slot import Slot
from booking_console.services.views import WorkItem, WorkKind
from booking_console.ui import feed, practice_time, today_board, today_words
from booking_console.ui.around import Light
from booking_console.ui.components.buttons import button, link, link_button
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.health import dot
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.room_strip import Hour, hour_marks, room_strip
from booking_console.ui.components.section import section
from booking_console.ui.components.status_chip import status_chip
from booking_console.ui.components.table import cell, row
from booking_console.ui.frame import console_page, frame
from booking_console.ui.frame_state import FrameState, SwitchState
from booking_console.ui.mailbox.alarms import alarm_card
from booking_console.ui.mailbox.words import Raised, raised
from booking_console.ui.meaning import room_for
from booking_console.ui.session import SessionState, may, needs
from booking_console.ui.shadow.state import ShadowState
from booking_console.ui.shadow.view import shadow_card
from booking_console.ui.today_board import Asked, Board, Entry, Line
from booking_console.ui.today_words import Coming, Focus, Sentence

#: Each one costs a look at its day.
ASKED_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Seen:
    sentence: Sentence
    focus: Focus
    board: Board
    coming: list[Coming]
    note: str
    alarms: list[Raised]


class TodayState(SessionState):
    """The day as it is now."""

    sentence: Sentence = Sentence()
    focus: Focus = Focus()
    board: Board = Board()
    coming: list[Coming] = []
    note: str = ""
    alarms: list[Raised] = []
    is_ready: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        async for _ in feed.news(self):
            seen = await asyncio.to_thread(_look)
            async with self:
                self.sentence, self.focus, self.board = seen.sentence, seen.focus, seen.board
                self.coming, self.note, self.alarms = seen.coming, seen.note, seen.alarms
                self.is_ready = True


def _look() -> Seen:
    held = console()
    now, zone = held.clock.now(), held.zone
    period = practice_time.day_of(now, zone)
    day, overview, items = held.views.days(period), held.views.overview(day=period), held.views.worklist()
    with held.reading() as uow:
        opening, alarms = uow.control.schedule().opening, raised(uow.mailbox.alarms(), now, zone)
        by_hand = frozenset(uow.shadows.in_hand())
    coming, note = today_words.coming(day.rows, now, zone)
    under = today_words.under(overview.health, now, zone)
    said = today_words.sentence(day.rows, overview, under, by_hand=by_hand)
    focus = today_words.focus(items, now, zone) if held.settings.portal.url else today_words.NO_PORTAL
    board = today_board.board(day, opening, now, zone, asked=_asked(items, period))
    return Seen(said, focus, board, coming, note, alarms)


def _asked(items: Sequence[WorkItem], today: Slot) -> list[Asked]:
    """Where today's doubtful ones would be booked, as far as the portal was looked at."""
    found = []
    for item in items[:ASKED_SHOWN]:
        if item.kind is WorkKind.BOOKING or not (item.start and item.end and today.start <= item.start < today.end):
            continue
        slot = Slot(item.start, item.end)
        room_id, _ = room_for(console(), slot, item.type or "")
        found.append(Asked(room_id, slot, initials(item.guest), item.key))
    return found


@console_page("/", "Today", on_load=[TodayState.watch, ShadowState.watch])
def today_page() -> rx.Component:
    return frame(
        "Today",
        rx.cond(TodayState.is_ready, _day(), skeleton_rows(8)),
        here="/",
        note=rx.el.p(FrameState.around.today, ", ", FrameState.around.now, class_name="note"),
        calm_top=True,
    )


def _day() -> rx.Component:
    return rx.fragment(
        _sentence(),
        shadow_card(),
        rx.foreach(TodayState.alarms, alarm_card),
        rx.cond(TodayState.focus.href != "", _focus()),
        _rooms(),
        rx.el.div(_next(), _running(), class_name="today-foot"),
    )


def _sentence() -> rx.Component:
    said = TodayState.sentence
    return rx.el.div(
        rx.el.p(said.lead, " ", rx.el.span(said.needs, class_name="needs"), class_name="lead"),
        rx.el.p(said.under, class_name="under-lead"),
        aria_live="polite",
    )


def _focus() -> rx.Component:
    shown = TodayState.focus
    return rx.el.div(
        icon("circle-alert", 20),
        rx.el.div(
            rx.el.p(rx.el.span(shown.what, class_name="strong")),
            rx.el.p(shown.question, " ", shown.more, class_name="soft"),
            class_name="what",
        ),
        link_button("Look at it", shown.href, kind="primary", icon_after="arrow-right"),
        class_name="focus-card",
    )


def _rooms() -> rx.Component:
    known = rx.el.div(
        _hours(),
        rx.el.div(_grid(), rx.foreach(TodayState.board.lines, _line), class_name="board-lines"),
        rx.el.div(rx.el.span(), hour_marks(TodayState.board.few_hours), class_name="board-row only-phone-row"),
        class_name="card board",
    )
    unknown = empty_state(
        "No rooms are known yet.", "They come from the portal's profile when the worker starts.", small=True
    )
    return section(
        "Rooms today",
        rx.cond(TodayState.board.lines.length() > 0, known, unknown),
        note=TodayState.board.words,
        right=[_legend()],
    )


def _legend() -> rx.Component:
    words = (
        ("booked", "Booked"),
        ("over", "Over"),
        ("needs", "Needs you"),
        ("others", "Booked by others"),
        ("closed", "Closed"),
    )
    items = [
        rx.el.span(rx.el.span(class_name=f"entry {kind}", aria_hidden="true"), word, class_name="item")
        for kind, word in words
    ]
    return rx.el.span(*items, class_name="legend only-wide")


def _hours() -> rx.Component:
    def mark(hour: rx.Var[Hour]) -> rx.Component:
        return rx.el.span(hour.word, style={"left": hour.left})

    now = rx.cond(
        TodayState.board.now_left != "",
        rx.el.span(TodayState.board.now, class_name="now-time", style={"left": TodayState.board.now_left}),
    )
    return rx.el.div(
        rx.el.span(),
        rx.el.span(rx.foreach(TodayState.board.head_hours, mark), now, class_name="board-hours"),
        class_name="board-row head only-wide-row",
        aria_hidden="true",
    )


def _grid() -> rx.Component:
    """Hour lines and the now-line, behind the entries."""
    lines = rx.foreach(TodayState.board.hours, lambda hour: rx.el.i(class_name="hour-line", style={"left": hour.left}))
    now = rx.el.i(class_name="now-line", style={"left": TodayState.board.now_left})
    return rx.el.div(lines, rx.cond(TodayState.board.now_left != "", now), class_name="board-grid", aria_hidden="true")


def _line(line: rx.Var[Line]) -> rx.Component:
    return rx.el.div(
        room_name(line.room_id, line.room),
        rx.el.div(rx.foreach(line.lying, _entry), class_name="room-lane"),
        room_strip(line.blocks),
        class_name="board-row",
    )


def _entry(entry: rx.Var[Entry]) -> rx.Component:
    place = {"left": entry.left, "width": entry.width}
    label = rx.el.span(entry.label, class_name="patch")
    opened = rx.el.a(
        label, href=entry.href, class_name=["entry", entry.kind], style=place, title=entry.title, aria_label=entry.title
    )
    still = rx.el.span(label, class_name=["entry", entry.kind], style=place, title=entry.title)
    return rx.cond(entry.href != "", opened, still)


def _next() -> rx.Component:
    calm = empty_state("Nothing more today.", "What the mails bring for later days stands in the calendar.", small=True)
    lines = rx.el.table(
        rx.el.caption("What comes next today", class_name="sr-only"),
        rx.el.tbody(rx.foreach(TodayState.coming, _coming)),
        class_name="table next",
    )
    shown = rx.cond(TodayState.coming.length() > 0, lines, rx.el.div(calm, class_name="card"))
    return section("Next", shown, note=TodayState.note, right=[link("Open calendar", "/calendar")])


def _coming(one: rx.Var[Coming]) -> rx.Component:
    where = rx.cond(one.room_id > 0, room_name(one.room_id, one.room), rx.el.span("No room yet", class_name="muted"))
    return row(
        cell(*_times(one), class_name="value times"),
        cell(one.ahead, class_name="muted hide-phone"),
        cell(one.guest, class_name="value nowrap guest"),
        cell(one.type, class_name="soft type"),
        cell(one.specialist, class_name="soft hide-phone"),
        cell(where, class_name="where"),
        cell(status_chip(one.shown), num=True, class_name="status"),
        on_open=rx.redirect("/log/" + one.id.to(str)),
    )


def _times(one: rx.Var[Coming]) -> list[rx.Component]:
    words = ((one.start, "from"), ("–", "dash"), (one.end, "to"))
    return [rx.el.span(word, class_name=place) for word, place in words]


def _running() -> rx.Component:
    stop = rx.el.div(
        rx.el.p("Stops at once. Mail is still read, nothing is booked.", class_name="soft"),
        button("Stop all booking", kind="danger", on_click=SwitchState.ask),
        class_name="stop-row",
    )
    go_on = rx.el.div(
        rx.el.p("What waits is booked in the order of its time.", class_name="soft"),
        button("Continue booking…", on_click=SwitchState.ask),
        class_name="stop-row",
    )
    switch = rx.cond(may(Right.STOP), rx.cond(FrameState.around.is_on, stop, go_on))
    return section(
        "Is everything running?",
        rx.el.div(rx.foreach(FrameState.around.lights, _light), switch, class_name="card divided"),
    )


def _light(light: rx.Var[Light]) -> rx.Component:
    return rx.el.div(
        dot(light.tone),
        rx.el.span(light.name, class_name="value"),
        rx.el.span(light.fact, class_name="soft fact"),
        class_name="light-row",
    )
