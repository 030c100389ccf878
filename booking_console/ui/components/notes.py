"""Notes: a line to write one, and those that were written."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.services.notes import LONGEST
from booking_console.ui.booking.words import Deed
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import button
from booking_console.ui.components.field import text_input
from booking_console.ui.note_state import NoteState
from booking_console.ui.session import may


def note_line(appointment_id: rx.Var[int] | int, message_id: rx.Var[int] | int = 0) -> rx.Component:
    """appointment_id 0: about the mail, which is no appointment yet."""
    entry = text_input(
        value=NoteState.text,
        on_change=NoteState.set_text,
        max_length=LONGEST,
        placeholder="Write a note",
        aria_label="Note",
    )
    add = button(
        "Add note",
        icon_name="plus",
        on_click=calling(NoteState.add, appointment_id, message_id),
        disabled=NoteState.text == "",
    )
    return rx.cond(may(Right.DECIDE), rx.el.div(entry, add, class_name="note-line"))


def notes(shown: rx.Var[list[Deed]]) -> rx.Component:
    """Nothing at all while there are none."""

    def line(note: rx.Var[Deed]) -> rx.Component:
        return rx.el.li(
            rx.el.span(note.reason, class_name="words"),
            rx.el.span(note.who, ", ", note.at, class_name="muted push nowrap"),
        )

    return rx.cond(shown.length() > 0, rx.el.ul(rx.foreach(shown, line), class_name="card divided lines notes"))
