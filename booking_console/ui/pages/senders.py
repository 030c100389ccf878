"""Senders: whom to trust, what service words mean, and the templates taught from their mails; for managers."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.domain.appointment import AppointmentType
from booking_console.ui.calling import calling
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button, text_button
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.field import choice_input, field, text_input
from booking_console.ui.components.section import section
from booking_console.ui.components.status_chip import chip
from booking_console.ui.components.table import cell, head, table
from booking_console.ui.frame import console_page, frame
from booking_console.ui.senders.reading import ASK, Listed, Taught
from booking_console.ui.senders.state import SendersState
from booking_console.ui.session import SessionState, may

RULES = [
    ("", "Book it by the default order of rooms"),
    *((kind.value, f"Book it as a {kind.value.lower()}") for kind in AppointmentType),
    (ASK, "Ask a person"),
]


@console_page("/senders", "Senders", on_load=[SendersState.load])
def senders_page() -> rx.Component:
    refused = empty_state("Only managers say whom to trust.", "A mail from a stranger waits at Needs attention.")
    shown = rx.cond(SendersState.is_ready, _sections(), skeleton_rows(6))
    return frame(
        "Senders",
        rx.cond(may(Right.CONFIGURE), shown, rx.cond(SessionState.user_login != "", refused, skeleton_rows(6))),
        here="/senders",
    )


def _sections() -> rx.Component:
    return rx.el.div(problem_note(), _trusted(), _words(), _templates(), class_name="stack gaps")


def _trusted() -> rx.Component:
    listed = SendersState.seen.listed
    nobody = "The list is empty, so every sender may book. With the first entry, all others wait for you."
    says = "Only these book without a person. A domain stands for all its addresses, not for its sub-domains."
    entry = rx.form(
        rx.el.div(
            field(
                "Address or domain",
                text_input(
                    name="entry",
                    required=True,
                    placeholder="clinic.example",
                    auto_complete="off",
                    spell_check=False,
                    max_length=254,
                ),
            ),
            button("Trust", type="submit", icon_name="plus"),
            class_name="row wrap entry-row",
        ),
        on_submit=SendersState.add,
        key=listed.length().to(str),
    )
    heads = [head(word) for word in ("Sender", "Trusted by", "")]
    rows = table("Trusted senders", heads, rx.foreach(listed, _listed))
    return section(
        "Trusted senders",
        rx.el.p(rx.cond(listed.length() > 0, says, nobody), " ", SendersState.seen.relay, class_name="soft"),
        entry,
        rx.cond(listed.length() > 0, rows),
    )


def _listed(one: rx.Var[Listed]) -> rx.Component:
    remove = text_button("Take off", aria_label="Take off " + one.entry, on_click=calling(SendersState.remove, one.id))
    return rx.el.tr(
        cell(rx.el.span(one.entry, class_name="value")),
        cell(one.told, class_name="soft"),
        cell(rx.cond(one.id > 0, remove), num=True),
    )


def _words() -> rx.Component:
    words = SendersState.seen.words
    says = "A service that holds one of these words asks for that type of room. Commas between words; physio* stands for any ending."
    form = rx.form(
        rx.el.div(
            field("Consultation", _area("Consultation", words.consultation)),
            field("Treatment", _area("Treatment", words.treatment)),
            field("When no word says the type", choice_input(RULES, name="rule", default_value=words.rule)),
            rx.el.div(rx.el.button("Save words", class_name="btn primary", type="submit"), class_name="row"),
            class_name="stack form-gaps",
        ),
        on_submit=SendersState.save_words,
        key=words.version.to(str),
    )
    return section("Service words", rx.el.p(says, class_name="soft"), form)


def _area(type_: str, value: rx.Var[str]) -> rx.Component:
    """Named for itself: what is typed in it would be part of the label around it."""
    name = type_.lower()
    return rx.el.textarea(
        name=name, default_value=value, rows=4, class_name="input", spell_check=False, aria_label=f"{type_} words"
    )


def _templates() -> rx.Component:
    taught = SendersState.seen.taught
    none = "None yet. Open a mail at Needs attention and choose Teach this sender's mails."
    heads = [head(word) for word in ("Sender", "Version", "Values", "Taught by", "")]
    rows = table("Templates", heads, rx.foreach(taught, _template))
    return section("Templates", rx.cond(taught.length() > 0, rows, rx.el.p(none, class_name="soft")))


def _template(one: rx.Var[Taught]) -> rx.Component:
    switch = text_button(
        rx.cond(one.is_on, "Switch off", "Switch on"),
        aria_label=rx.cond(one.is_on, "Switch off ", "Switch on ") + one.sender + " " + one.version,
        on_click=calling(SendersState.switch_template, one.id, ~one.is_on),
    )
    state = rx.cond(
        one.is_newest,
        rx.cond(one.is_on, chip("ok", "check", "In use"), chip("off", "ban", "Off")),
        rx.el.span("replaced", class_name="muted"),
    )
    return rx.el.tr(
        cell(rx.el.span(one.sender, class_name="value")),
        cell(rx.el.span(one.version, state, class_name="row tight")),
        cell(one.fields, class_name="soft"),
        cell(one.told, class_name="soft"),
        cell(rx.cond(one.is_newest, switch), num=True),
    )
