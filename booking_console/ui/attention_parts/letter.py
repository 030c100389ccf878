"""The mail, with numbered marks where each value came from."""

import reflex as rx

from booking_console.ui.attention_state import AttentionState
from booking_console.ui.attention_words import Number
from booking_console.ui.components.buttons import button, text_button
from booking_console.ui.letter import Bit, Line, Piece

_NO_MAIL = "There is no mail: it was entered by hand."
_UNREAD = "What this mail says could not be read. The mail itself is in the mailbox."


def source_mark(number: rx.Var[Number]) -> rx.Component:
    """The number that a field and its place in the mail share."""
    shown = rx.el.span(number.word, class_name=["src", number.tone], aria_label="Source " + number.word.to(str))
    return rx.cond(number.word != "", shown)


def letter_card() -> rx.Component:
    seen = AttentionState.item
    name = rx.cond(
        AttentionState.is_named,
        rx.el.span("Name shown", class_name="helper nowrap", title="That you looked is recorded."),
        button(rx.cond(seen.has_guest, "Show name", "Show all"), icon_name="eye", on_click=AttentionState.show_name),
    )
    return rx.el.article(
        rx.el.header(
            rx.el.div(
                rx.el.h2(seen.heading, class_name="value"),
                rx.el.p(seen.sender, class_name="helper"),
                class_name="stack",
            ),
            rx.cond((seen.lines.length() > 0) | seen.has_guest, rx.el.div(name, class_name="push")),
            class_name="letter-head",
        ),
        rx.el.div(
            rx.foreach(seen.lines, letter_line),
            rx.cond(
                seen.lines.length() == 0, rx.el.p(rx.cond(seen.message_id > 0, _UNREAD, _NO_MAIL), class_name="muted")
            ),
            class_name=rx.cond(AttentionState.is_whole, "letter-body whole", "letter-body"),
        ),
        rx.cond(seen.lines.length() > 0, _foot()),
        class_name=rx.cond(seen.lines.length() > 0, "card letter", "card letter empty-letter"),
        aria_label="The mail",
    )


def _foot() -> rx.Component:
    doubted = AttentionState.item.doubted_all
    says = rx.cond(doubted.length() > 1, "are the parts we doubt.", "is the part we doubt.")
    words = rx.cond(
        doubted.length() > 0,
        rx.el.p(
            rx.foreach(doubted, lambda number: rx.fragment(source_mark(number), " ")),
            says,
            " The other marks are certain.",
        ),
        rx.el.p("The marks show where each value came from."),
    )
    more = text_button(rx.cond(AttentionState.is_whole, "Less", "Whole mail"), on_click=AttentionState.show_whole)
    return rx.el.footer(words, rx.el.span(more, class_name="push nowrap"), class_name="letter-foot helper")


def letter_line(line: rx.Var[Line]) -> rx.Component:
    words = rx.el.span(rx.foreach(line.pieces, _piece), class_name="words")
    label = rx.cond(line.label != "", rx.el.span(line.label, class_name="label"))
    return rx.el.div(label, words, class_name=["line", line.kind, rx.cond(line.brief, "brief", "")])


def _piece(piece: rx.Var[Piece]) -> rx.Component:
    bits = rx.foreach(piece.bits, _bit)
    number = rx.el.span(piece.number, class_name=["src", piece.tone], aria_label="Source " + piece.number.to(str))
    marked = rx.fragment(rx.el.mark(bits, class_name=["source", piece.tone]), " ", number)
    return rx.cond(piece.number > 0, marked, rx.el.span(bits))


def _bit(bit: rx.Var[Bit]) -> rx.Component:
    bar = rx.el.span(class_name="blackout", style={"width": bit.bar}, role="img", aria_label="hidden")
    return rx.cond(bit.bar != "", bar, rx.el.span(bit.text))
