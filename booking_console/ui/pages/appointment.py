"""One booking: why this room, every try with its steps and pictures, the mail, who was told, what was done."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.attention_parts.letter import letter_line
from booking_console.ui.booking.acts import CancelState, MoveState
from booking_console.ui.booking.reasons import Reason
from booking_console.ui.booking.state import BookingState, MailState
from booking_console.ui.booking.trial import TrialState
from booking_console.ui.booking.words import Deed, Told
from booking_console.ui.calling import calling
from booking_console.ui.components.attempt import picture, result_chip, step_line
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.booking_dialogs import booking_dialogs
from booking_console.ui.components.buttons import button, icon_button, link_button, text_button
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.icon import icon
from booking_console.ui.components.notes import note_line
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.room_strip import hour_marks, room_strip
from booking_console.ui.components.section import section
from booking_console.ui.components.status_chip import status_chip
from booking_console.ui.frame import console_page, frame
from booking_console.ui.session import may
from booking_console.ui.tries import Try


@console_page("/log/[id]", "Booking", on_load=[BookingState.watch])
def appointment_page() -> rx.Component:
    crumbs = rx.el.h1(
        rx.el.a("Booking log", href="/log", class_name="crumb"),
        rx.el.span("/", class_name="muted"),
        rx.el.span(BookingState.head.crumb),
        class_name="page-title row tight",
    )
    found = rx.cond(BookingState.is_loaded, _booking(), skeleton_rows(10))
    return frame(crumbs, rx.cond(BookingState.missing != "", _missing(), found), booking_dialogs(), here="/log")


def _missing() -> rx.Component:
    return empty_state(
        "This booking could not be shown.",
        BookingState.missing,
        actions=(
            button("Try again", kind="primary", on_click=BookingState.watch),
            link_button("Back to the log", "/log"),
        ),
    )


def _booking() -> rx.Component:
    beside = rx.el.div(_told(), _deeds(), class_name="stack wide-gaps")
    return rx.el.div(
        _head(), _refusal(), _why(), _tries(), rx.el.div(_mail(), beside, class_name="columns"),
        class_name="booking-page",
    )  # fmt: skip


def _refusal() -> rx.Component:
    """A dialog shows its own."""
    return rx.cond(MoveState.is_open | CancelState.is_open, rx.fragment(), problem_note())


def _head() -> rx.Component:
    head = BookingState.head
    deeds = rx.el.div(
        rx.cond(head.can_undo, button("Undo", icon_name="undo-2", on_click=calling(TrialState.undo, head.id))),
        rx.cond(
            head.can_try,
            button("Try without booking", icon_name="scan-search", on_click=calling(TrialState.try_it, head.id)),
        ),
        rx.cond(head.can_move, button("Move…", icon_name="arrow-left-right", on_click=calling(MoveState.ask, head.id))),
        rx.cond(head.can_cancel, button("Cancel booking…", kind="danger", on_click=calling(CancelState.ask, head.id))),
        class_name="row tight push",
    )
    title = rx.el.div(
        rx.el.h2(head.title, class_name="title"),
        status_chip(head.shown),
        rx.el.span(head.near, class_name="muted"),
        class_name="row wrap",
    )
    reason = rx.cond(head.reason != "", rx.el.p(icon("info"), head.reason, class_name="row tight soft reason-line"))
    return rx.el.header(
        rx.el.div(title, rx.cond(may(Right.DECIDE), deeds), class_name="row wrap"),
        _facts(),
        reason,
        class_name="stack booking-head",
    )


def _facts() -> rx.Component:
    head = BookingState.head
    return rx.el.p(
        rx.cond(head.room != "", rx.el.span(room_name(head.room_id, head.room), class_name="value")),
        _guest(),
        rx.el.span(head.type),
        rx.cond(head.specialist != "", rx.el.span(head.specialist)),
        rx.cond(head.reference != "", _reference()),
        rx.el.span(head.came, class_name="muted"),
        class_name="row wrap facts-line soft",
    )


def _guest() -> rx.Component:
    hidden = rx.fragment(
        rx.el.span(BookingState.head.guest), " ", text_button("Show name", on_click=BookingState.show_name)
    )
    shown = rx.fragment(
        rx.el.span(BookingState.name, class_name="value"), " ", text_button("Hide", on_click=BookingState.hide_name)
    )
    return rx.el.span(rx.cond(BookingState.name == "", hidden, shown), aria_live="polite")


def _reference() -> rx.Component:
    reference = BookingState.head.reference
    copy = icon_button("copy", "Copy the portal's reference", on_click=rx.set_clipboard(reference))
    return rx.el.span(reference, copy, class_name="with-copy")


def _why() -> rx.Component:
    why = BookingState.why
    heads = rx.el.tr(
        rx.el.th(rx.el.span("Place", class_name="sr-only"), scope="col", class_name="rank"),
        rx.el.th("Room", scope="col"),
        rx.el.th(hour_marks(why.hours), scope="col", class_name="strip-cell", aria_label="The day"),
        rx.el.th("Answer", scope="col"),
        rx.el.th("Because", scope="col"),
    )
    table = rx.el.table(
        rx.el.caption("The answer for every room, in the order of the list"),
        rx.el.thead(heads),
        rx.el.tbody(rx.foreach(why.reasons, _reason)),
        class_name="table reasons-table",
    )
    none = rx.el.p("No room has been looked for yet.", class_name="soft")
    return rx.cond(why.reasons.length() > 0, section(why.title, table, note=why.note), section("Why this room", none))


def _reason(reason: rx.Var[Reason]) -> rx.Component:
    sign = rx.match(
        reason.look,
        ("chosen", icon("check", 14, class_name="yes")),
        ("spare", icon("minus", 14)),
        icon("x", 14, class_name="no"),
    )
    return rx.el.tr(
        rx.el.td(reason.rank, class_name="muted rank"),
        rx.el.td(room_name(reason.room_id, reason.room)),
        rx.el.td(room_strip(reason.strip), class_name="strip-cell"),
        rx.el.td(rx.el.span(sign, reason.answer, class_name="answer")),
        rx.el.td(reason.because, class_name="because"),
        class_name=reason.look,
    )


def _tries() -> rx.Component:
    head = BookingState.head
    black = rx.el.span(icon("shield-check", 14), "Names are blacked out in pictures", class_name="row tight helper")
    cards = rx.el.div(rx.foreach(BookingState.tries, _try), class_name="tries")
    return rx.cond(
        BookingState.tries.length() > 0,
        section(head.tries_title, cards, note=head.tries_note, right=[black]),
    )


def _try(one: rx.Var[Try]) -> rx.Component:
    return rx.el.article(
        rx.el.header(
            rx.el.h3(one.title, class_name="strong"),
            result_chip(one.result),
            rx.cond(one.room != "", room_name(one.room_id, one.room)),
            rx.el.span(one.took, class_name="muted push"),
            rx.cond((one.pack != "") & may(Right.EXPORT), _pack(one)),
            class_name="row try-head",
        ),
        rx.el.ol(rx.foreach(one.steps, step_line), class_name="try-steps"),
        rx.cond(one.detail != "", rx.el.p(one.detail, class_name="helper try-detail")),
        rx.cond(one.pictures.length() > 0, rx.el.div(rx.foreach(one.pictures, picture), class_name="pictures")),
        class_name="card try",
        aria_label=one.title,
        key=one.key,
    )


def _pack(one: rx.Var[Try]) -> rx.Component:
    return rx.el.a(
        icon("download"),
        class_name="icon-btn tip",
        href=one.pack,
        reload_document=True,
        aria_label="Download the evidence of " + one.title,
        custom_attrs={"data-tip": "Download the evidence", "download": ""},
    )


def _mail() -> rx.Component:
    card = rx.el.article(
        rx.el.header(
            rx.el.div(
                rx.el.h3(MailState.subject, class_name="value"),
                rx.el.p(MailState.sender, class_name="helper"),
                class_name="stack",
            ),
            class_name="letter-head",
        ),
        rx.el.div(rx.foreach(MailState.lines, letter_line), class_name="letter-body whole"),
        class_name="card",
        aria_label="The mail",
    )
    none = rx.el.p("There is no mail: it was entered by hand.", class_name="soft")
    return section("The mail", rx.cond(MailState.lines.length() > 0, card, none), note="with what was read from it")


def _told() -> rx.Component:
    none = rx.el.p("Nobody has been told yet.", class_name="soft")
    shown = rx.el.ul(rx.foreach(BookingState.told, _told_line), class_name="card divided lines")
    return section("Told", rx.cond(BookingState.told.length() > 0, shown, none))


def _told_line(told: rx.Var[Told]) -> rx.Component:
    sign = rx.match(
        told.tone,
        ("ok", icon("mail-check", class_name="yes")),
        ("bad", icon("mail-x", class_name="no")),
        ("you", icon("mail-question", class_name="warn")),
        icon("mail"),
    )
    again = rx.cond(
        told.can_repeat & may(Right.DECIDE),
        text_button("Tell again", on_click=calling(BookingState.tell_again, told.outbox_id)),
    )
    return rx.el.li(
        sign,
        rx.el.span(told.who, class_name="value"),
        rx.el.span(told.what, class_name="soft"),
        rx.cond(told.error != "", rx.el.span(told.error, class_name="helper")),
        again,
        rx.el.span(told.state, " ", told.at, class_name="muted push nowrap"),
    )


def _deeds() -> rx.Component:
    shown = rx.el.ul(rx.foreach(BookingState.deeds, _deed), class_name="card divided lines")
    none = rx.el.p("Nothing was done by hand.", class_name="soft")
    return section(
        "What was done", note_line(BookingState.head.id), rx.cond(BookingState.deeds.length() > 0, shown, none)
    )


def _deed(deed: rx.Var[Deed]) -> rx.Component:
    return rx.el.li(
        rx.el.span(deed.what, class_name="value"),
        rx.el.span(deed.reason, class_name="soft"),
        rx.el.span(deed.who, ", ", deed.at, class_name="muted push nowrap"),
    )
