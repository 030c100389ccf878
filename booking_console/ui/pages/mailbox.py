"""Mailbox: where the confirmations come from, how it is, and setting it up; for managers."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.frame import console_page, frame
from booking_console.ui.mailbox.state import MailboxState, SetUpState
from booking_console.ui.mailbox.view import alarms_section, how_section, lead, leaving_dialog, set_up_section
from booking_console.ui.session import SessionState, may


@console_page("/mailbox", "Mailbox", on_load=[SetUpState.load, MailboxState.watch])
def mailbox_page() -> rx.Component:
    shown = rx.fragment(
        problem_note(),
        lead(),
        rx.el.div(
            rx.el.div(how_section(), alarms_section(), class_name="stack gaps"),
            rx.el.div(set_up_section(), class_name="stack gaps"),
            class_name="columns wide-gap mailbox-columns",
        ),
    )
    refused = empty_state("Only managers see the mailbox and change it.", "Whether it is read stands on Today.")
    known = rx.cond(MailboxState.is_ready, shown, skeleton_rows(8))
    return frame(
        "Mailbox",
        rx.cond(may(Right.CONFIGURE), known, rx.cond(SessionState.user_login != "", refused, skeleton_rows(8))),
        leaving_dialog(),
        here="/mailbox",
    )
