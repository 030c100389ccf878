"""The panel beside the list: what the draft would mean before anybody saves it."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.components.empty_state import skeleton_rows
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.rooms.meaning import Affected, Use
from booking_console.ui.rooms.state import RoomsState, SavingState
from booking_console.ui.session import may

MEANING = RoomsState.meaning


def effect_panel() -> rx.Component:
    return rx.el.aside(
        rx.el.div(
            rx.el.h2("What this will mean", class_name="section-title"),
            rx.cond(may(Right.CONFIGURE), rx.el.p("Nothing changes until you save.", class_name="soft")),
        ),
        rx.cond(RoomsState.sheet.changes > 0, _ahead()),
        _month(),
        class_name="effect",
        aria_label="What this will mean",
        aria_busy=RoomsState.is_weighing,
    )


def _ahead() -> rx.Component:
    is_any = MEANING.affected.length() > 0
    listed = rx.fragment(
        rx.el.p(MEANING.count, class_name="strong"),
        rx.el.ul(rx.foreach(MEANING.affected, _affected), class_name="affected"),
        rx.cond(MEANING.more != "", _more()),
        rx.cond(may(Right.CONFIGURE), _move_too()),
    )
    none = rx.el.p("No booking ahead is affected.", class_name="strong")
    return rx.el.div(rx.cond(is_any, listed, none), class_name="section tight", aria_live="polite")


def _more() -> rx.Component:
    rest = rx.el.ul(rx.foreach(MEANING.rest, _affected), class_name="affected rest")
    return rx.el.details(rx.el.summary(MEANING.more, class_name="link"), rest)


def _move_too() -> rx.Component:
    box = rx.el.input(type="checkbox", checked=SavingState.move_too, on_change=SavingState.set_move_too)
    stay = rx.cond(SavingState.move_too, "", "Nothing is moved unless you tick this.")
    return rx.el.div(
        rx.el.label(box, MEANING.move_words, class_name="check"), rx.el.p(stay, class_name="helper indented")
    )


def _affected(one: rx.Var[Affected]) -> rx.Component:
    to = rx.cond(one.to_id > 0, room_name(one.to_id, one.to_room), rx.el.span(one.to_room))
    return rx.el.li(
        rx.el.div(
            rx.el.a(one.when, href="/log/" + one.id.to(str), class_name="value"),
            rx.el.span(one.guest, class_name="soft push"),
            class_name="row",
        ),
        rx.el.div(room_name(one.from_id, one.from_room), icon("arrow-right", 14), to, class_name="row tight soft wrap"),
    )


def _month() -> rx.Component:
    heads = [rx.el.th("Room", scope="col"), rx.el.th(rx.el.span("Share", class_name="sr-only"), scope="col")]
    heads += [rx.el.th(word, scope="col", class_name="num") for word in ("Was", "Would be", "Change")]
    table = rx.el.table(
        rx.el.caption("Bookings of the last 30 days by room, as they were and by this order", class_name="sr-only"),
        rx.el.thead(rx.el.tr(*heads)),
        rx.el.tbody(rx.foreach(MEANING.uses, _use)),
        class_name="uses",
    )
    shown = rx.fragment(
        rx.el.div(
            rx.el.span("The last 30 days with this order", class_name="strong"),
            rx.el.span(MEANING.replayed, class_name="helper push"),
            class_name="row wrap",
        ),
        table,
        rx.el.p(MEANING.verdict, class_name="soft"),
    )
    return rx.el.div(rx.cond(MEANING.uses.length() > 0, shown, skeleton_rows(4)), class_name="section tight")


def _use(use: rx.Var[Use]) -> rx.Component:
    bars = rx.el.span(
        rx.el.i(style={"width": use.was_width}),
        rx.el.i(style={"width": use.would_width}, class_name="then"),
        class_name="twin",
        aria_hidden="true",
    )
    return rx.el.tr(
        rx.el.td(room_name(use.room_id, use.room)),
        rx.el.td(bars),
        rx.el.td(use.was, class_name="num muted"),
        rx.el.td(use.would_be, class_name="num value"),
        rx.el.td(use.change, class_name=rx.cond(use.change == "0", "num muted", "num value")),
    )
