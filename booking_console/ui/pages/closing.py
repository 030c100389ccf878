"""The closing statement: is everything of today settled, and is our log what the portal has?"""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.closing.state import ClosingState
from booking_console.ui.closing.words import Count, Differs, Mail, Open
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button, link
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.icon import icon
from booking_console.ui.components.section import section
from booking_console.ui.components.table import cell, head, table
from booking_console.ui.frame import console_page, frame
from booking_console.ui.session import may

SEEN = ClosingState.seen


@console_page("/closing", "Closing statement", on_load=[ClosingState.watch])
def closing_page() -> rx.Component:
    shown = rx.el.div(_lead(), problem_note(), _open(), _portal(), _mails(), class_name="stack closing")
    return frame("Closing statement", rx.cond(ClosingState.is_ready, shown, skeleton_rows(8)), here="/closing")


def _lead() -> rx.Component:
    return rx.el.div(
        rx.el.p(SEEN.lead, class_name="lead"), rx.el.p(SEEN.under, class_name="under-lead"), aria_live="polite"
    )


def _open() -> rx.Component:
    lines = rx.el.ul(rx.foreach(SEEN.opens, _open_line), class_name="card divided lines")
    return rx.cond(SEEN.opens.length() > 0, section("Open", lines))


def _open_line(one: rx.Var[Open]) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.number, class_name="value number"),
        rx.el.span(one.words),
        rx.el.a(
            one.link, href=one.href, class_name="link push", aria_label=one.link + ": " + one.number + " " + one.words
        ),
    )


def _portal() -> rx.Component:
    now = button("Compare now", icon_name="scan-search", on_click=ClosingState.compare_now)
    sign = rx.match(
        SEEN.tone,
        ("ok", icon("circle-check", class_name="yes")),
        ("bad", icon("octagon-x", class_name="no")),
        ("you", icon("circle-alert", class_name="warn")),
        icon("circle-dashed"),
    )
    differences = rx.el.ul(rx.foreach(SEEN.differences, _difference), class_name="divided lines differences")
    gaps = rx.el.ul(rx.foreach(SEEN.gaps, lambda gap: rx.el.li(gap)), class_name="soft gaps-list")
    card = rx.el.div(
        rx.el.p(sign, rx.el.span(SEEN.compared), class_name="row tight compared"),
        rx.cond(SEEN.differences.length() > 0, differences),
        rx.cond(SEEN.gaps.length() > 0, gaps),
        class_name="card",
    )
    return section(
        "Our log and the portal", card, note=SEEN.when, right=[rx.cond(may(Right.CONFIGURE), now)], id="portal"
    )


def _difference(one: rx.Var[Differs]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(rx.cond(one.guest != "", rx.el.span(one.guest, ": "), ""), one.sentence, class_name="value"),
            rx.el.p(one.advice, class_name="soft"),
        ),
        rx.cond(one.href != "", rx.el.a("Booking", href=one.href, class_name="link push nowrap")),
    )


def _mails() -> rx.Component:
    calm = empty_state("No mail came today.", "The next one is read when it arrives.", small=True)
    heads = [head(word) for word in ("Taken", "From", "What became of it", "Because", "")]
    rows = table(SEEN.caption, heads, rx.foreach(SEEN.mails, _mail))
    return section(
        "Mails of today",
        rx.el.p(rx.foreach(SEEN.counts, _count), class_name="sum"),
        rx.cond(SEEN.mails.length() > 0, rows, rx.el.div(calm, class_name="card")),
        id="mails",
    )


def _count(one: rx.Var[Count]) -> rx.Component:
    return rx.fragment(
        rx.cond(one.sign != "", rx.el.span(one.sign, class_name="muted sign")),
        rx.el.a(
            rx.el.span(one.number, class_name="number"),
            " ",
            one.word,
            href=one.href,
            class_name=rx.cond(one.is_here, "part here", "part"),
            aria_current=rx.cond(one.is_here, "true", "false"),
        ),
    )


def _mail(one: rx.Var[Mail]) -> rx.Component:
    sign = rx.match(
        one.state,
        ("acted_on", icon("circle-check", 14, class_name="yes")),
        ("needs_attention", icon("circle-alert", 14, class_name="warn")),
        ("received", icon("loader", 14)),
        icon("mail-x", 14),
    )
    return rx.el.tr(
        cell(one.at, class_name="value nowrap"),
        cell(one.sender, class_name="soft sender"),
        cell(rx.el.span(sign, one.end, class_name="row tight nowrap")),
        cell(one.reason, class_name="soft"),
        cell(rx.cond(one.href != "", link(one.link, one.href)), num=True),
    )
