"""Shadow mode: what we would have booked beside what the person booked."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import button, download_link, link
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.section import section
from booking_console.ui.components.status_chip import chip
from booking_console.ui.components.table import cell, head, pager, row, table
from booking_console.ui.frame import console_page, frame
from booking_console.ui.session import may
from booking_console.ui.shadow.state import ShadowState
from booking_console.ui.shadow.words import LOOK, Count, Line, Side

PAGE = ShadowState.page


@console_page("/shadow", "Shadow mode", on_load=[ShadowState.watch])
def shadow_page() -> rx.Component:
    shown = rx.el.div(_lead(), _counts(), _lines(), class_name="stack shadow-page")
    return frame("Shadow mode", rx.cond(ShadowState.is_ready, shown, skeleton_rows(8)), here="/schedule")


def _lead() -> rx.Component:
    return rx.el.div(
        rx.el.p(PAGE.lead, class_name="lead"),
        rx.el.p(PAGE.under, " ", link("Schedule & portal", "/schedule#shadow"), class_name="under-lead"),
        aria_live="polite",
    )


def _counts() -> rx.Component:
    return rx.cond(PAGE.counts.length() > 0, rx.el.p(rx.foreach(PAGE.counts, _count), class_name="sum"))


def _count(one: rx.Var[Count]) -> rx.Component:
    return rx.el.a(
        rx.el.span(one.number, class_name="number"),
        " ",
        one.word,
        href=one.href,
        class_name=rx.cond(one.is_here, "part here", "part"),
        aria_current=rx.cond(one.is_here, "true", "false"),
    )


def _lines() -> rx.Component:
    calm = empty_state(
        "No visit was tried yet.",
        "While shadow mode is on, each new visit is tried up to the last click and stands here within a minute.",
        small=True,
    )
    none = empty_state("None of this kind.", "The other comparisons are behind the counts above.", small=True)
    heads = [head(word) for word in ("Visit", "We would have booked", "You booked", "Result")]
    rows = rx.fragment(table(PAGE.caption, heads, rx.foreach(PAGE.lines, _line)), _foot())
    empty = rx.el.div(rx.cond(PAGE.counts.length() > 0, none, calm), class_name="card")
    export = download_link("Spreadsheet", "/export/shadow.xlsx?" + PAGE.query)
    now = button("Compare now", icon_name="scan-search", on_click=ShadowState.compare_now)
    return section(
        "Side by side",
        rx.cond(PAGE.lines.length() > 0, rows, empty),
        right=[rx.cond(may(Right.EXPORT) & (PAGE.lines.length() > 0), export), rx.cond(may(Right.CONFIGURE), now)],
    )


def _foot() -> rx.Component:
    return pager(
        PAGE.span,
        page=PAGE.number,
        has_before=PAGE.has_before,
        has_after=PAGE.has_after,
        on_before=calling(ShadowState.turn, -1),
        on_after=calling(ShadowState.turn, 1),
    )


def _line(one: rx.Var[Line]) -> rx.Component:
    ours = rx.el.div(
        room_name(one.room_id, one.room.ours),
        rx.foreach(one.sides, lambda side: _fact(side, side.ours)),
        class_name="side",
    )
    theirs = rx.el.div(
        rx.el.span(room_name(one.their_room_id, one.room.theirs), class_name=rx.cond(one.room.differs, "differs", "")),
        rx.foreach(one.sides, lambda side: _fact(side, side.theirs, rx.cond(side.differs, "fact differs", "fact"))),
        class_name="side",
    )
    nothing = rx.el.span("Nothing found on the portal", class_name="muted")
    return row(
        cell(
            rx.el.span(one.guest, class_name="value"),
            rx.el.span("tried ", one.tried, class_name="helper"),
            class_name="visit",
        ),
        cell(rx.el.span("We", class_name="only-phone label"), ours),
        cell(rx.el.span("You", class_name="only-phone label"), rx.cond(one.their_room_id > 0, theirs, nothing)),
        cell(_state(one), rx.el.p(one.note, class_name="helper"), class_name="judged"),
        on_open=rx.redirect(one.href),
    )


def _fact(side: rx.Var[Side], value: rx.Var[str], class_name: str | rx.Var[str] = "fact") -> rx.Component:
    shown = rx.el.span(rx.el.span(side.word, ": ", class_name="sr-only"), value, class_name=class_name)
    return rx.cond(value != "", shown)


def _state(one: rx.Var[Line]) -> rx.Component:
    cases = [(state.value, chip(tone, name, word)) for state, (tone, name, word) in LOOK.items()]
    return rx.match(one.state, *cases, rx.fragment())
