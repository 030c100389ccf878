"""Analytics: the month in one sentence, and the figures behind it."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.analytics.report_state import ReportState
from booking_console.ui.analytics.report_view import report_dialog, report_line
from booking_console.ui.analytics.state import AnalyticsState
from booking_console.ui.analytics.view import cards
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import download_link, link_button
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.field import day_input, field
from booking_console.ui.components.filter_bar import filter_bar, filter_button, menu_line
from booking_console.ui.components.icon import icon
from booking_console.ui.frame import console_page, frame
from booking_console.ui.session import may

BOARD = AnalyticsState.board


@console_page("/analytics", "Analytics", on_load=[AnalyticsState.load, ReportState.load])
def analytics_page() -> rx.Component:
    nothing = empty_state(
        "No appointments in this time.",
        "The figures are of visits that take place in it, whenever their mail came.",
        actions=(link_button("Look at the month before", BOARD.before),),
    )
    shown = rx.fragment(_filters(), _sentence(), rx.cond(BOARD.is_empty, nothing, cards()), report_line())
    return frame(
        "Analytics",
        report_dialog(),
        rx.cond(AnalyticsState.is_ready, rx.el.div(shown, class_name="stack analytics"), skeleton_rows(8)),
        here="/analytics",
    )


def _filters() -> rx.Component:
    return filter_bar(
        filter_button("Dates", BOARD.words, _times()),
        rx.el.span(
            _step("chevron-left", "Before", BOARD.before),
            _step("chevron-right", "After", BOARD.after),
            class_name="row steps",
        ),
        rx.el.span(BOARD.count, class_name="helper push only-wide"),
        rx.cond(may(Right.EXPORT), _files()),
    )


def _times() -> rx.Component:
    months = [
        menu_line(word, calling(AnalyticsState.choose, name))
        for name, word in (("this", "This month"), ("last", "Last month"))
    ]
    return rx.el.div(
        *months,
        rx.el.div(
            field("From", day_input(BOARD.first, on_change=AnalyticsState.set_first)),
            field("To, included", day_input(BOARD.last, on_change=AnalyticsState.set_last)),
            class_name="date-pair",
        ),
        class_name="ticks",
    )


def _step(name: str, label: str, href: rx.Var[str]) -> rx.Component:
    return rx.el.a(icon(name), href=href, class_name="icon-btn", aria_label=label, title=label)


def _files() -> rx.Component:
    return rx.el.span(
        download_link("Spreadsheet", f"/export/figures.xlsx?{BOARD.query}", icon_name="sheet"),
        download_link("Plain table", f"/export/figures.csv?{BOARD.query}", icon_name="file-text"),
        rx.cond(
            BOARD.is_month, download_link("PDF", f"/export/report.pdf?{BOARD.query}", icon_name="file-chart-column")
        ),
        class_name=rx.cond(AnalyticsState.is_reading, "row tight files waits", "row tight files"),
    )


def _sentence() -> rx.Component:
    return rx.el.p(
        rx.el.span(BOARD.said.lead, class_name="strong"),
        " ",
        BOARD.said.rest,
        class_name="month-says",
        aria_live="polite",
    )
