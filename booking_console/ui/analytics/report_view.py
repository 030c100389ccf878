"""Who gets the monthly report: one line under the figures, and the dialog that changes it."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.analytics.report_state import ReportState
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button, text_button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.field import field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.session import may


def report_line() -> rx.Component:
    """Under the figures: who gets them, and when."""
    change = rx.cond(
        may(Right.CONFIGURE), text_button("Change", on_click=ReportState.ask, aria_label="Change who gets the report")
    )
    words = rx.el.p(icon("mail"), rx.el.span(ReportState.words), class_name="row tight soft")
    return rx.cond(
        ReportState.words != "", rx.el.div(words, rx.el.span(change, class_name="push"), class_name="row report-line")
    )


def report_dialog() -> rx.Component:
    box = rx.el.label(
        rx.el.input(type="checkbox", checked=ReportState.is_on, on_change=ReportState.set_on),
        rx.el.span("Send it on the first of every month", class_name="value"),
        class_name="check",
    )
    who = text_input(
        value=ReportState.recipients,
        on_change=ReportState.set_recipients,
        placeholder="owner@example.org, partner@example.org",
        max_length=500,
    )
    return dialog(
        "Monthly report",
        box,
        field("To", who),
        rx.el.p(ReportState.next, class_name="soft"),
        problem_note(),
        says="Bookings, the use of every room, refusals and their causes, and the busy hours, as a PDF. No guest is named in it.",
        actions=[rx.dialog.close(button("Leave it")), button("Save", kind="primary", on_click=ReportState.save)],
        is_open=ReportState.is_open,
        on_open_change=ReportState.set_open,
    )
