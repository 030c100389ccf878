"""The calendar: rooms as columns for a day; week, month and list; entries open beside it and are moved by hand."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.booking.acts import MoveState
from booking_console.ui.booking.enter import EnterState
from booking_console.ui.calendar.drawn import Column, Lane
from booking_console.ui.calendar.many import ManyState
from booking_console.ui.calendar.many_dialog import many_dialog
from booking_console.ui.calendar.panel import PanelState
from booking_console.ui.calendar.parts import foot, hours, lane, now_line, panel, shut_times
from booking_console.ui.calendar.state import CalendarState
from booking_console.ui.calling import calling
from booking_console.ui.components.booking_dialogs import booking_dialogs, enter_dialog
from booking_console.ui.components.buttons import button, link_button
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.icon import icon
from booking_console.ui.components.move_grid import move_grid
from booking_console.ui.components.room_mark import room_mark, room_name
from booking_console.ui.components.room_strip import Block, room_strip
from booking_console.ui.components.section import segmented
from booking_console.ui.components.status_chip import status_chip
from booking_console.ui.components.table import cell, row
from booking_console.ui.frame import console_page, frame
from booking_console.ui.log.lines import Line
from booking_console.ui.session import may

VIEWS = [("day", "Day"), ("week", "Week"), ("month", "Month"), ("list", "List")]


@console_page("/calendar", "Calendar", on_load=[CalendarState.watch])
def calendar_page() -> rx.Component:
    return frame(
        "Calendar",
        rx.cond(CalendarState.failure != "", _failed(), rx.cond(CalendarState.is_loaded, _shown(), skeleton_rows(10))),
        panel(),
        booking_dialogs(),
        enter_dialog(),
        many_dialog(),
        here="/calendar",
        note=CalendarState.around.opening,
        toolbar=_toolbar(),
        bar=foot(),
        fill=True,
    )


def _toolbar() -> rx.Component:
    around = CalendarState.around
    return rx.el.div(
        link_button("Today", around.today),
        rx.el.a(icon("chevron-left"), href=around.before, class_name="btn icon-only", aria_label="Before"),
        rx.el.a(icon("chevron-right"), href=around.after, class_name="btn icon-only", aria_label="After"),
        rx.el.h2(around.title, class_name="calendar-title", aria_live="polite"),
        rx.el.div(
            segmented(VIEWS, around.view, CalendarState.go, label="View"),
            _print(),
            rx.cond(
                may(Right.DECIDE) & (around.view == "day"),
                _about_the_day("Move several…", "arrow-left-right", ManyState.ask),
            ),
            rx.cond(
                may(Right.DECIDE),
                _about_the_day("Book a room", "plus", EnterState.ask),
            ),
            class_name="row tight push",
        ),
        class_name="toolbar calendar-bar",
    )


def _about_the_day(label: str, icon_name: str, ask: rx.EventHandler) -> rx.Component:
    """Asks about the day that is shown: not before one is."""
    day = CalendarState.around.day
    return button(label, icon_name=icon_name, on_click=calling(ask, day), disabled=day == "")


def _print() -> rx.Component:
    return rx.el.button(
        icon("printer"),
        type="button",
        class_name="btn icon-only tip only-wide",
        aria_label="Print",
        custom_attrs={"data-tip": "Print"},
        on_click=rx.call_script("window.print()"),
    )


def _failed() -> rx.Component:
    return empty_state(
        "The calendar could not be read.",
        CalendarState.failure,
        "Bookings go on all the same.",
        actions=(button("Try again", kind="primary", on_click=CalendarState.watch),),
    )


def _shown() -> rx.Component:
    view = rx.match(CalendarState.around.view, ("week", _week()), ("month", _month()), ("list", _list()), _day())
    return rx.el.div(view, class_name=rx.cond(PanelState.head.id > 0, "calendar with-panel", "calendar"))


def _movable(*parts: rx.Component, class_name: str) -> rx.Component:
    return move_grid(
        *parts,
        first_hour=CalendarState.grid.first,
        hours=CalendarState.grid.count,
        enabled=may(Right.DECIDE),
        on_move=MoveState.ask_dropped,
        class_name=class_name,
    )


def _day() -> rx.Component:
    def head(one: rx.Var[Lane]) -> rx.Component:
        mark = rx.cond(one.room_id > 0, room_mark(one.room_id), rx.el.span(icon("circle-alert", 14), class_name="mark"))
        return rx.el.div(mark, rx.el.span(one.room, class_name="name"), class_name="lane-head")

    size = {"--lanes": CalendarState.lanes.length().to(str), "--count": CalendarState.grid.count.to(str)}
    return rx.el.div(
        rx.el.div(rx.el.span(), rx.foreach(CalendarState.lanes, head), class_name="lane-heads"),
        _movable(
            hours(),
            rx.el.div(shut_times(), now_line(), rx.foreach(CalendarState.lanes, lane), class_name="cal-lanes"),
            class_name="cal-grid",
        ),
        class_name="day-view",
        style=size,
    )


def _week() -> rx.Component:
    """Each day has the rooms as lanes, always in the same place: a room is found by its place."""

    def head(day: rx.Var[Column]) -> rx.Component:
        looks = rx.cond(day.is_today, "lane-head is-today", "lane-head")
        return rx.el.a(
            rx.el.span(day.name, " ", day.number, class_name="name"),
            rx.el.span(
                rx.cond(day.words != "", day.words, rx.cond(day.is_open, "free", "closed")), class_name="caption"
            ),
            href=day.href,
            class_name=looks,
        )

    def column(day: rx.Var[Column]) -> rx.Component:
        looks = rx.cond(day.is_open, "week-day", "week-day is-shut")
        return rx.el.div(
            rx.cond(day.is_today, now_line()),
            rx.foreach(day.lanes, lane),
            class_name=looks,
            role="group",
            aria_label=day.name,
        )

    size = {"--count": CalendarState.grid.count.to(str)}
    return rx.el.div(
        rx.el.div(rx.el.span(), rx.foreach(CalendarState.columns, head), class_name="lane-heads"),
        _movable(
            hours(), rx.el.div(rx.foreach(CalendarState.columns, column), class_name="cal-lanes"), class_name="cal-grid"
        ),
        class_name="week-view",
        style=size,
    )


def _month() -> rx.Component:
    """Each day is six thin lines, one for each room: full days are seen at once."""

    def strip(blocks: rx.Var[tuple[Block, ...]]) -> rx.Component:
        return room_strip(blocks)

    def day(one: rx.Var[Column]) -> rx.Component:
        looks = [
            "month-day",
            rx.cond(one.is_today, "is-today", ""),
            rx.cond(one.is_other, "is-other", ""),
            rx.cond(one.is_open, "", "is-shut"),
        ]
        head = rx.el.span(
            rx.el.span(one.number, class_name="number"),
            rx.cond(
                one.needs > 0, rx.el.span(one.needs, rx.el.span(" need you", class_name="sr-only"), class_name="count")
            ),
            rx.el.span(one.words, class_name="caption push"),
            class_name="row tight",
        )
        return rx.el.a(
            head, rx.el.span(rx.foreach(one.strips, strip), class_name="strips"), href=one.href, class_name=looks
        )

    names = [rx.el.span(name) for name in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
    return rx.el.div(
        rx.el.div(*names, class_name="month-names", aria_hidden="true"),
        rx.el.div(rx.foreach(CalendarState.columns, day), class_name="month-days"),
        class_name="month-view",
    )


def _list() -> rx.Component:
    def line(one: rx.Var[Line]) -> rx.Component:
        room = rx.cond(one.room_id > 0, room_name(one.room_id, one.room), rx.el.span(one.room, class_name="muted"))
        return row(
            cell(one.time, class_name="nowrap value"),
            cell(one.guest, class_name="value"),
            cell(one.type, class_name="soft hide-phone"),
            cell(room),
            cell(status_chip(one.shown), num=True),
            on_open=calling(PanelState.open, one.id),
        )

    def day(one: rx.Var[Column]) -> rx.Component:
        rows = rx.el.table(
            rx.el.caption(one.name, " ", one.number),
            rx.el.tbody(rx.foreach(one.lines, line)),
            class_name="table cards",
        )
        head = rx.el.div(
            rx.el.h3(one.name, class_name="section-title"),
            rx.el.span(one.number, class_name="note"),
            class_name="section-head",
        )
        none = rx.el.p(rx.cond(one.is_open, "Nothing is booked.", "Closed."), class_name="muted")
        return rx.el.section(head, rx.cond(one.lines.length() > 0, rows, none), class_name="section")

    return rx.el.div(rx.foreach(CalendarState.columns, day), class_name="list-view")
