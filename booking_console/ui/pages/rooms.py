"""Rooms & priorities: in which order rooms are tried, which are switched off, and what a change would mean."""

import reflex as rx
from reflex.event import EventSpec

from booking_console.domain.actor import Right
from booking_console.domain.appointment import AppointmentType
from booking_console.ui.calling import calling
from booking_console.ui.components.action_bar import action_bar
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button, icon_button, text_button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.field import day_input, field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.section import section
from booking_console.ui.components.sortable import sort_handle, sortable
from booking_console.ui.components.status_chip import chip
from booking_console.ui.frame import console_page, frame
from booking_console.ui.rooms.draft import ALL
from booking_console.ui.rooms.effect import effect_panel
from booking_console.ui.rooms.history import HistoryState, history_panel
from booking_console.ui.rooms.sheet import Day, Line
from booking_console.ui.rooms.state import ClosingState, RoomsState, SavingState
from booking_console.ui.session import may

SHEET = RoomsState.sheet


@console_page("/rooms", "Rooms & priorities", on_load=[RoomsState.load])
def rooms_page() -> rx.Component:
    known = rx.el.div(
        rx.el.div(_head(), problem_note(), _list(), _closing(), _note(), class_name="rooms-main"),
        effect_panel(),
        class_name="rooms-page",
    )
    unknown = empty_state("No rooms are known yet.", "They are set up when the console starts for the first time.")
    return frame(
        "Rooms & priorities",
        rx.cond(RoomsState.is_ready, rx.cond(SHEET.order_key != "", known, unknown), skeleton_rows(6)),
        history_panel(),
        _drop_dialog(),
        here="/rooms",
        bar=rx.cond(SHEET.changes > 0, _bar()),
    )


def _head() -> rx.Component:
    segments = [_segment(ALL, "All types"), *[_segment(type_.value, type_.value) for type_ in AppointmentType]]
    return rx.el.div(
        rx.el.div(*segments, class_name="segmented", role="group", aria_label="Which list"),
        rx.el.span(
            rx.el.span(SHEET.version, class_name="soft"),
            rx.cond(SHEET.has_own_list, text_button("History", on_click=HistoryState.show)),
            class_name="row push",
        ),
        class_name="row wrap",
    )


def _segment(type_: str, word: str) -> rx.Component:
    own = rx.cond(SHEET.own_lists.contains(type_), rx.el.span("own list", class_name="muted")) if type_ else ""
    return rx.el.button(
        word, own, type="button", aria_pressed=SHEET.type == type_, on_click=calling(RoomsState.choose_list, type_)
    )


def _list() -> rx.Component:
    can_change = may(Right.CONFIGURE) & SHEET.has_own_list
    rows = rx.foreach(SHEET.lines, lambda line: _line(line, can_change))
    listed = sortable(
        rows, order=SHEET.order_key, on_place=RoomsState.place, label="Rooms in the order of preference",
        class_name=rx.cond(can_change, "order", "order fixed"),
    )  # fmt: skip
    return rx.el.div(
        rx.el.div(
            rx.el.p(_says(), class_name="soft"),
            rx.cond(may(Right.CONFIGURE), _own_list()),
            class_name="row wrap spread",
        ),
        listed,
        rx.cond(SHEET.spare.length() > 0, _spare()),
        class_name="section",
    )


def _says() -> rx.Var[str]:
    return rx.cond(
        SHEET.has_own_list,
        "The first room in this order that is free for the whole appointment is booked.",
        SHEET.type + " goes by the list for all types, shown here.",
    )


def _own_list() -> rx.Component:
    drop = text_button("Go by the list for all types again…", on_click=SavingState.ask_to_drop)
    make = text_button("Make a list of its own", on_click=RoomsState.make_own_list)
    dropped = rx.cond(SHEET.own_lists.contains(SHEET.type), drop)
    return rx.cond(SHEET.type != ALL, rx.cond(SHEET.has_own_list, dropped, make))


def _line(line: rx.Var[Line], can_change: rx.Var[bool]) -> rx.Component:
    return rx.el.li(
        rx.cond(can_change, sort_handle(line.name), rx.el.span()),
        rx.el.span(line.rank, class_name="rank"),
        room_name(line.room_id, line.name),
        rx.el.span(line.types, class_name="soft types"),
        rx.el.span(_moved(line), _off_chip(line), class_name="signs"),
        rx.el.span(
            rx.cond(can_change, _arrows(line)), rx.cond(may(Right.CONFIGURE), _off_button(line)), class_name="deeds"
        ),
        class_name=rx.cond(line.moved != "", "order-row moved", "order-row"),
        key=line.room_id.to(str),
        custom_attrs={"data-id": line.room_id, "data-name": line.name},
    )


def _moved(line: rx.Var[Line]) -> rx.Component:
    arrow = rx.cond(line.went_up, icon("arrow-up", 14), icon("arrow-down", 14))
    return rx.cond(line.moved != "", rx.el.span(arrow, line.moved, class_name="was"))


def _off_chip(line: rx.Var[Line]) -> rx.Component:
    chips = (
        ("now", chip("off", "calendar-off", line.off)),
        ("later", chip("off", "calendar-off", line.off)),
        ("draft", rx.el.span(icon("calendar-off", 14), line.off, class_name="chip off draft")),
        ("ending", rx.el.span(icon("calendar-check", 14), line.off, class_name="chip ok draft")),
    )
    return rx.el.span(rx.match(line.off_kind, *chips, rx.fragment()), title=line.off_reason)


def _arrows(line: rx.Var[Line]) -> rx.Component:
    return rx.fragment(
        _arrow("arrow-up", "Up: " + line.name, line.is_first, calling(RoomsState.step, line.room_id, -1)),
        _arrow("arrow-down", "Down: " + line.name, line.is_last, calling(RoomsState.step, line.room_id, 1)),
    )


def _arrow(name: str, label: rx.Var[str], at_end: rx.Var[bool], on_click: EventSpec) -> rx.Component:
    """At the end it does nothing, and keeps the focus."""
    return rx.el.button(
        icon(name), class_name="icon-btn", type="button", aria_label=label, aria_disabled=at_end,
        on_click=rx.cond(at_end, rx.noop(), on_click),
    )  # fmt: skip


def _off_button(line: rx.Var[Line]) -> rx.Component:
    off = icon_button("calendar-off", "Switch off " + line.name, on_click=calling(ClosingState.ask, line.room_id))
    on = icon_button(
        "calendar-check", "Switch on again: " + line.name, on_click=calling(ClosingState.open_again, line.room_id)
    )
    back = icon_button("undo-2", "Leave on: " + line.name, on_click=calling(ClosingState.leave_on, line.room_id))
    still_off = icon_button(
        "undo-2", "Leave off: " + line.name, on_click=calling(ClosingState.open_again, line.room_id)
    )
    deeds = (("now", on), ("later", on), ("draft", back), ("ending", still_off))
    return rx.fragment(rx.match(line.off_kind, *deeds, off), _more(line))


def _more(line: rx.Var[Line]) -> rx.Component:
    out = icon_button(
        "list-x", "Leave out of this list: " + line.name, on_click=calling(RoomsState.leave_out, line.room_id)
    )
    return rx.cond(SHEET.has_own_list & (line.rank > 0), rx.el.span(out, class_name="leave-out"))


def _spare() -> rx.Component:
    def spare(line: rx.Var[Line]) -> rx.Component:
        back = button("Put at the end", on_click=calling(RoomsState.place, line.room_id, SHEET.lines.length()))
        return rx.el.li(
            room_name(line.room_id, line.name),
            rx.el.span("never booked by this list", class_name="soft"),
            rx.cond(may(Right.CONFIGURE) & SHEET.has_own_list, rx.el.span(back, class_name="push")),
            class_name="row pad-row",
        )

    return rx.el.div(
        rx.el.p("Not in this list", class_name="strong"),
        rx.el.ul(rx.foreach(SHEET.spare, spare), class_name="card divided"),
        class_name="section tight",
    )


def _closing() -> rx.Component:
    form = SHEET.closing
    fields = rx.el.div(
        field("From", day_input(form.first, on_change=ClosingState.set_first)),
        field("Until, included", day_input(form.last, on_change=ClosingState.set_last)),
        field(
            "Reason, shown in the calendar",
            text_input(value=form.reason, on_change=ClosingState.set_reason, max_length=120, placeholder="Painting"),
        ),
        class_name="closing-fields",
    )
    says = rx.cond(form.lacks != "", form.lacks, form.words)
    body = rx.el.div(
        fields,
        rx.el.div(rx.foreach(form.days, _day), class_name="days", aria_hidden="true"),
        rx.el.p(rx.cond(form.words != "", form.words, says), class_name="helper", aria_live="polite"),
        class_name="card pad closing",
    )
    leave = text_button("Leave it on", on_click=calling(ClosingState.leave_on, form.room_id))
    return rx.cond(form.room_id > 0, section("Switch off " + form.room, body, right=[leave]))


def _day(day: rx.Var[Day]) -> rx.Component:
    return rx.el.span(
        rx.el.span(day.weekday, class_name="caption"),
        rx.el.span(day.number, class_name="value"),
        class_name=rx.cond(day.is_off, "day off", "day"),
    )


def _note() -> rx.Component:
    written = rx.el.label(
        rx.el.span(rx.el.span("Note for this version", class_name="value"), " (needed)", class_name="soft"),
        text_input(
            value=SHEET.note, on_change=SavingState.set_note, max_length=200, placeholder="Why is the order changed?"
        ),
        class_name="field",
    )
    return rx.cond(SHEET.needs_note, written)


def _bar() -> rx.Component:
    waits = SHEET.lacks != ""
    return action_bar(
        rx.el.span(SHEET.count, class_name="strong"),
        rx.el.span(SHEET.details, _moving(), class_name="soft only-wide"),
        rx.el.span(SHEET.lacks, class_name="helper only-phone"),
        apart=[
            rx.el.span(SHEET.lacks, class_name="helper only-wide"),
            button("Discard", kind="plain large", on_click=SavingState.discard),
            button(SHEET.save, kind="primary large", on_click=SavingState.save, disabled=waits, title=SHEET.lacks),
        ],
    )


def _moving() -> rx.Var[str]:
    number = RoomsState.meaning.number
    words = rx.cond(number == 1, ", 1 booking to move", ", " + number.to(str) + " bookings to move")
    return rx.cond(SavingState.move_too & (number > 0), words, "")


def _drop_dialog() -> rx.Component:
    return dialog(
        "Go by the list for all types?",
        says="From now on this type is booked in the order for all types. The versions of its own list stay in the history.",
        actions=[
            rx.dialog.close(button("Leave it as it is")),
            button("Go by the list for all types", kind="primary", on_click=SavingState.drop),
        ],
        is_open=SavingState.is_dropping,
        on_open_change=SavingState.set_dropping,
    )
