"""The row of filters above the log."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import text_button
from booking_console.ui.components.field import day_input, field
from booking_console.ui.components.filter_bar import choice, filter_bar, filter_button, menu_line, search_field
from booking_console.ui.components.icon import icon
from booking_console.ui.log.state import LogFilterState, LogState
from booking_console.ui.log.view import Choice
from booking_console.ui.session import may

SPANS = (
    ("today", "Today"),
    ("tomorrow", "Tomorrow"),
    ("week", "This week"),
    ("next_week", "Next week"),
    ("last_month", "Last month"),
)


def filter_row() -> rx.Component:
    set_filters = LogState.filters
    return filter_bar(
        search_field("Guest or reference", set_filters.text, LogFilterState.search),
        rx.el.label(
            rx.el.input(type="checkbox", class_name="sr-only", id="show-filters"),
            icon("sliders-horizontal"),
            rx.el.span("Filters", class_name="sr-only"),
            rx.cond(set_filters.count > 0, rx.el.span(set_filters.count)),
            class_name="btn plain only-phone filters-switch",
        ),
        rx.el.div(
            filter_button("Dates", set_filters.dates, _dates()),
            _several("Status", "status", set_filters.status, set_filters.statuses),
            _several("Room", "room", set_filters.room, set_filters.rooms),
            _several("Type", "type", set_filters.type, set_filters.types),
            _several("Came from", "came", set_filters.came, set_filters.channels),
            rx.cond(set_filters.is_set, text_button("Clear", on_click=LogFilterState.clear)),
            class_name="filters-rest",
        ),
        rx.el.div(_columns(), rx.cond(may(Right.EXPORT), _export()), class_name="row tight push only-wide"),
    )


def _several(label: str, name: str, words: rx.Var[str], choices: rx.Var[tuple[Choice, ...]]) -> rx.Component:
    return filter_button(label, words, _ticks(name, choices))


def _ticks(name: str, choices: rx.Var[tuple[Choice, ...]]) -> rx.Component:
    lines = rx.foreach(
        choices, lambda one: choice(one.word, one.is_on, calling(LogFilterState.toggle, name, one.value))
    )
    return rx.el.div(lines, class_name="ticks", role="group")


def _dates() -> rx.Component:
    spans = [menu_line(word, calling(LogFilterState.set_span, name)) for name, word in SPANS]
    return rx.el.div(
        *spans,
        rx.el.div(
            field("From", day_input(LogState.filters.first, on_change=LogFilterState.set_first)),
            field("To", day_input(LogState.filters.last, on_change=LogFilterState.set_last)),
            class_name="date-pair",
        ),
        rx.cond(
            LogState.filters.dates != "",
            menu_line("Any day", calling(LogFilterState.set_span, "")),
        ),
        class_name="ticks",
    )


def _columns() -> rx.Component:
    trigger = rx.el.button(icon("columns-3"), "Columns", class_name="btn plain", type="button")
    return _popover(trigger, _ticks("hidden", LogState.filters.columns))


def _export() -> rx.Component:
    """Exactly what is shown: the same filters, order and columns."""
    trigger = rx.el.button(icon("download"), f"Export {LogState.shown.number}", class_name="btn plain", type="button")
    files = rx.el.div(_file("Excel (.xlsx)", "xlsx"), _file("Plain table (.csv)", "csv"), class_name="ticks")
    return _popover(trigger, files)


def _file(label: str, kind: str) -> rx.Component:
    return rx.el.a(
        label, href=f"/export/log.{kind}?{LogState.shown.query}", class_name="menu-line", reload_document=True
    )


def _popover(trigger: rx.Component, panel: rx.Component) -> rx.Component:
    return rx.popover.root(
        rx.popover.trigger(trigger), rx.popover.content(panel, class_name="menu", side_offset=6, align="end")
    )
