"""Needs attention: the mail beside what was read from it; correct, then book; cancel; decline; try again; settle a doubt."""

import reflex as rx

from booking_console.ui.attention_parts.decision import decision_bar
from booking_console.ui.attention_parts.letter import letter_card
from booking_console.ui.attention_parts.meant import cancel_dialog
from booking_console.ui.attention_parts.quarantine import lesson_link, quarantine, trust_dialog
from booking_console.ui.attention_parts.rooms import rooms_section
from booking_console.ui.attention_parts.visit import doubt, visit_fields
from booking_console.ui.attention_state import AttentionState
from booking_console.ui.attention_words import Waiting
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import link_button
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.notes import note_line, notes
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.section import section
from booking_console.ui.components.status_chip import status_chip
from booking_console.ui.components.table import cell, row
from booking_console.ui.decided import Decided
from booking_console.ui.frame import console_page, frame
from booking_console.ui.note_state import NoteState


@console_page("/attention", "Needs attention", on_load=[AttentionState.watch])
def attention_page() -> rx.Component:
    has_item = AttentionState.item.key != ""
    return frame(
        "Needs attention",
        rx.cond(AttentionState.is_ready, rx.cond(has_item, _item(), _nothing()), skeleton_rows(8)),
        rx.cond(AttentionState.decided.length() > 0, _decided()),
        cancel_dialog(),
        trust_dialog(),
        here="/attention",
        note=AttentionState.note,
        toolbar=rx.cond(AttentionState.items.length() > 1, _queue()),
        bar=rx.cond(has_item, decision_bar()),
    )


def _queue() -> rx.Component:
    """The others that wait; j and k go through them."""

    def place(one: rx.Var[Waiting]) -> rx.Component:
        is_open = one.key == AttentionState.item.key
        return rx.el.a(
            rx.el.span(one.who, class_name="value"),
            rx.el.span(one.when, class_name="soft"),
            href=one.href,
            class_name=rx.cond(is_open, "waiting here", "waiting"),
            aria_current=rx.cond(is_open, "true", "false"),
            custom_attrs={"data-row": ""},
        )

    return rx.el.nav(rx.foreach(AttentionState.items, place), class_name="toolbar queue", aria_label="Waiting")


def _item() -> rx.Component:
    return rx.el.div(
        letter_card(),
        rx.el.div(
            problem_note(),
            quarantine(),
            doubt(),
            visit_fields(),
            lesson_link(),
            rooms_section(),
            _notes(),
            class_name="stack decide",
        ),
        class_name="attention",
    )


def _notes() -> rx.Component:
    seen = AttentionState.item
    return section("Notes", note_line(seen.appointment_id, seen.message_id), notes(NoteState.notes))


def _nothing() -> rx.Component:
    return empty_state(
        "Nothing needs you.",
        "When a mail can be read in two ways, or no room is free, it waits here for you.",
        AttentionState.again,
        actions=(
            link_button("Go to Today", "/", icon_name="sun"),
            link_button("Open calendar", "/calendar", kind="quiet"),
        ),
    )


def _decided() -> rx.Component:
    lines = rx.el.table(
        rx.el.caption("What was decided today", class_name="sr-only"),
        rx.el.tbody(rx.foreach(AttentionState.decided, _decided_row)),
        class_name="table cards decided",
    )
    return section("Decided today", lines, note=AttentionState.decided.length().to(str))


def _decided_row(done: rx.Var[Decided]) -> rx.Component:
    where = rx.cond(done.room_id > 0, room_name(done.room_id, done.room), rx.el.span(done.room, class_name="muted"))
    return row(
        cell(done.at, class_name="soft"),
        cell(status_chip(done.shown)),
        cell(done.guest, class_name="value"),
        cell(done.when),
        cell(where),
        cell(done.what, class_name="soft"),
        on_open=rx.redirect(rx.cond(done.href != "", done.href, "/attention")),
    )
