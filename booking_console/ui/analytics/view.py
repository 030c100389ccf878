"""The cards of Analytics: each a question with its answer, as a picture or as the table behind it."""

from typing import Any

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.analytics.charts import BarLine, Cell, Heat, HeatLine
from booking_console.ui.analytics.state import AnalyticsState, Line, Sheet
from booking_console.ui.calling import calling
from booking_console.ui.components.chart import chart
from booking_console.ui.components.empty_state import empty_state
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.status_chip import status_chip
from booking_console.ui.session import may

BOARD = AnalyticsState.board
#: Status tones and the accent of tokens.css.
_DAY_COLOURS = (["#BCDCC7", "#8E8892", "#C57806"], ["#2C5A3E", "#7C7582", "#D8911F"])
_LEAD_COLOURS = (["#6B2D5F"], ["#DFA9D3"])


def cards() -> rx.Component:
    return rx.el.div(
        _card(
            "rooms", "Which rooms are full, and when?", 2, _heat(BOARD.rooms, "Per cent of each hour", of_rooms=True)
        ),
        _card("days", "Did every appointment get a room?", 1, _days()),
        _card("hours", "When are the rooms busy?", 0, _heat(BOARD.heat, "Bookings running in each hour")),
        _card("lead", "How far ahead do the mails come?", 3, _lead()),
        _card("failures", "Why did a try fail?", 4, _failures()),
        _card("outcomes", "How did they end?", 5, _bars(BOARD.outcomes, _outcome_bar, "bars outcomes")),
        class_name="figures",
        aria_busy=AnalyticsState.is_reading,
    )


def _card(key: str, question: str, place: int, picture: rx.Component) -> rx.Component:
    is_table = AnalyticsState.as_table.contains(key)
    switch = rx.el.div(
        _form(key, "chart", "Chart", "chart-column", ~is_table),
        _form(key, "table", "Table", "table", is_table),
        class_name="segmented small",
        role="group",
        aria_label=question,
    )
    file = rx.el.a(
        icon("download"),
        href=f"/export/figures.csv?{BOARD.query}&table={key}",
        class_name="btn plain icon-only tip",
        aria_label=f"Download: {question}",
        reload_document=True,
        custom_attrs={"data-tip": "Plain table (.csv)"},
    )
    head = rx.el.div(
        rx.el.h2(question, class_name="section-title"),
        rx.el.div(switch, rx.cond(may(Right.EXPORT), file), class_name="row tight switches"),
        rx.el.p(BOARD.answers[place], class_name="figure-answer"),
        class_name="figure-head",
    )
    table = rx.foreach(AnalyticsState.sheets, lambda sheet: rx.cond(sheet.key == key, _table(sheet, question)))
    return rx.el.section(
        head,
        rx.el.div(rx.cond(is_table, table, picture), class_name="figure-body"),
        class_name="card figure",
        aria_label=question,
    )


def _form(key: str, form: str, word: str, name: str, is_on: rx.Var[bool]) -> rx.Component:
    return rx.el.button(
        icon(name, 14), word, type="button", aria_pressed=is_on, on_click=calling(AnalyticsState.show_as, key, form)
    )


def _table(sheet: rx.Var[Sheet], question: str) -> rx.Component:
    heads = rx.foreach(sheet.heads, lambda word, n: rx.el.th(word, scope="col", class_name=rx.cond(n == 0, "", "num")))
    total = rx.el.tfoot(
        rx.el.tr(rx.foreach(sheet.total, lambda word, n: rx.el.td(word, class_name=rx.cond(n == 0, "", "num"))))
    )
    return rx.el.div(
        rx.el.table(
            rx.el.caption(question, class_name="sr-only"),
            rx.el.thead(rx.el.tr(heads)),
            rx.el.tbody(rx.foreach(sheet.lines, _line)),
            rx.cond(sheet.total.length() > 0, total),
            class_name=["figure-table", "of-" + sheet.key],
        ),
        class_name="figure-table-frame",
        tab_index=0,
        role="region",
        aria_label=f"{question} Table",
    )


def _line(line: rx.Var[Line]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(line.head, scope="row"), rx.foreach(line.cells, lambda word: rx.el.td(word, class_name="num"))
    )


def _heat(heat: rx.Var[Heat], caption: str, *, of_rooms: bool = False) -> rx.Component:
    hours = rx.el.tr(rx.el.td(), rx.foreach(heat.hours, lambda hour: rx.el.th(hour, scope="col")))
    return rx.el.table(
        rx.el.caption(caption, class_name="sr-only"),
        rx.el.thead(hours),
        rx.el.tbody(rx.foreach(heat.lines, _room_line if of_rooms else _day_line)),
        class_name="heat of-rooms" if of_rooms else "heat",
    )


def _room_line(line: rx.Var[HeatLine]) -> rx.Component:
    return _heat_line(line, room_name(line.room_id, line.name))


def _day_line(line: rx.Var[HeatLine]) -> rx.Component:
    short = rx.el.span(line.short, class_name="only-phone", aria_hidden="true")
    return _heat_line(line, rx.fragment(rx.el.span(line.name, class_name="only-wide"), short))


def _heat_line(line: rx.Var[HeatLine], name: rx.Component) -> rx.Component:
    def cell(shown: rx.Var[Cell]) -> rx.Component:
        return rx.el.td(rx.el.span(shown.count, class_name=shown.heat))

    return rx.el.tr(rx.el.th(name, scope="row"), rx.foreach(line.cells, cell))


def _days() -> rx.Component:
    light, dark = _DAY_COLOURS
    legend = rx.el.div(
        *[
            rx.el.span(rx.el.i(class_name=f"key {kind}", aria_hidden="true"), word, class_name="item")
            for kind, word in (("booked", "Booked"), ("cancelled", "Cancelled"), ("asked", "Needed a person"))
        ],
        class_name="legend",
    )
    label = f"Did every appointment get a room? {BOARD.answers[1]}"
    return rx.fragment(chart(AnalyticsState.days, label=label, light=light, dark=dark), legend)


def _lead() -> rx.Component:
    light, dark = _LEAD_COLOURS
    label = f"How far ahead do the mails come? {BOARD.answers[3]}"
    return chart(AnalyticsState.lead, label=label, light=light, dark=dark)


def _failures() -> rx.Component:
    none = empty_state("No try failed in this time.", "Every room was booked when it was first tried.", small=True)
    return rx.cond(BOARD.failures.length() > 0, _bars(BOARD.failures, _cause_bar, "bars"), none)


def _bars(lines: rx.Var[tuple[BarLine, ...]], shown: Any, class_name: str) -> rx.Component:
    return rx.el.ul(rx.foreach(lines, shown), class_name=class_name)


def _bar(line: rx.Var[BarLine], name: rx.Component, number: rx.Component) -> rx.Component:
    drawn = rx.el.span(rx.el.i(class_name=line.kind, style={"width": line.width}), class_name="bar", aria_hidden="true")
    return rx.el.li(name, drawn, number)


def _cause_bar(line: rx.Var[BarLine]) -> rx.Component:
    return _bar(line, rx.el.span(line.name, class_name="cause"), rx.el.span(line.number, class_name="value number"))


def _outcome_bar(line: rx.Var[BarLine]) -> rx.Component:
    return _bar(line, rx.el.span(status_chip(line.name)), rx.el.span(line.number, class_name="value number"))
