"""Teach: a manager selects values in a mail and says what they are; what it would change is shown before it is saved."""

import reflex as rx
from reflex.event import EventSpec

from booking_console.domain.actor import Right
from booking_console.domain.anchors import TEACHABLE
from booking_console.ui.calling import calling
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button, link_button, text_button
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.section import section
from booking_console.ui.components.table import cell, head, table
from booking_console.ui.frame import console_page, frame
from booking_console.ui.senders.reading import FIELD_WORDS
from booking_console.ui.session import SessionState, may
from booking_console.ui.teaching.state import Marked, TeachState, TriedRow

_SELECTED = "(() => { const t = document.getElementById('mail-text'); return [t.selectionStart, t.selectionEnd]; })()"


@console_page("/teach", "Teach a sender's mails", on_load=[TeachState.load])
def teach_page() -> rx.Component:
    refused = empty_state("Only managers teach how mails are read.", "You can still correct this one and book it.")
    shown = rx.cond(TeachState.is_ready, _lesson(), skeleton_rows(6))
    return frame(
        "Teach a sender's mails",
        rx.cond(may(Right.CONFIGURE), shown, rx.cond(SessionState.user_login != "", refused, skeleton_rows(6))),
        here="/attention",
        note=TeachState.sender,
    )


def _lesson() -> rx.Component:
    none = empty_state(
        "No mail is open here.",
        "Open one at Needs attention and choose Teach this sender's mails.",
        actions=(link_button("Needs attention", "/attention", icon_name="inbox"),),
    )
    return rx.el.div(
        problem_note(),
        rx.cond(TeachState.text != "", rx.fragment(_mail(), _marks(), _trial()), none),
        class_name="stack gaps",
    )


def _mail() -> rx.Component:
    says = "Select a value in the mail, then say what it is. The next mails of this sender are read at the same place."
    text = rx.el.textarea(
        value=TeachState.text,
        read_only=True,
        id="mail-text",
        rows=14,
        class_name="input mail-text",
        aria_label="The mail",
    )
    marks = [button(f"This is the {FIELD_WORDS[name].lower()}", on_click=_ask(name.value)) for name in TEACHABLE]
    return section("The mail", rx.el.p(says, class_name="soft"), text, rx.el.div(*marks, class_name="row wrap"))


def _ask(field: str) -> EventSpec:
    return rx.call_script(_SELECTED, callback=lambda span: calling(TeachState.mark, field, span))


def _marks() -> rx.Component:
    none = rx.el.p("Nothing yet. A day and a time that stand apart are marked one after the other.", class_name="soft")
    rows = table("Marked values", [head(word) for word in ("What", "Value", "")], rx.foreach(TeachState.marks, _mark))
    return section("Marked", rx.cond(TeachState.marks.length() > 0, rows, none))


def _mark(one: rx.Var[Marked]) -> rx.Component:
    away = text_button("Forget", aria_label="Forget " + one.word, on_click=calling(TeachState.unmark, one.start))
    return rx.el.tr(
        cell(one.word, class_name="soft"), cell(rx.el.span(one.value, class_name="value")), cell(away, num=True)
    )


def _trial() -> rx.Component:
    nothing = TeachState.marks.length() == 0
    rows = table(
        "What it would change",
        [head(word) for word in ("Mail", "Now", "With the template")],
        rx.foreach(TeachState.tried, _tried),
    )
    save = button("Save as version " + TeachState.version, kind="primary", icon_name="check", on_click=TeachState.save)
    look = button("Try it on past mails", icon_name="scan-search", on_click=TeachState.try_out, disabled=nothing)
    has_tried = TeachState.tried.length() > 0
    return section(
        "What it would change",
        rx.cond(has_tried, rows, rx.el.p("Nothing is saved before you have seen it.", class_name="soft")),
        rx.el.div(
            look, rx.cond(has_tried, save), link_button("Back", "/attention", kind="quiet"), class_name="row wrap"
        ),
    )


def _tried(one: rx.Var[TriedRow]) -> rx.Component:
    return rx.el.tr(
        cell(one.mail, class_name="soft"),
        cell(_on_a_phone("Now: "), one.before),
        cell(_on_a_phone("Then: "), one.after, class_name=rx.cond(one.is_changed, "value", "soft")),
    )


def _on_a_phone(word: str) -> rx.Component:
    """Cards have no heads."""
    return rx.el.span(word, class_name="only-phone muted")
