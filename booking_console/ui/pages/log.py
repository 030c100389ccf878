"""The booking log: every booking, found again by filter, search and sort."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.calling import calling
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button, link_button, text_button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.field import field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.components.key_hint import key, key_hint
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.status_chip import status_chip
from booking_console.ui.components.table import cell, head, pager, row, sort_head, table
from booking_console.ui.frame import console_page, frame
from booking_console.ui.log.chosen import ChosenState
from booking_console.ui.log.filter_row import filter_row
from booking_console.ui.log.lines import Line
from booking_console.ui.log.state import LogFilterState, LogState
from booking_console.ui.session import may


@console_page("/log", "Booking log", on_load=[LogState.watch])
def log_page() -> rx.Component:
    return frame(
        "Booking log",
        filter_row(),
        rx.el.p(LogState.shown.caption, class_name="soft only-phone log-count"),
        rx.cond(ChosenState.is_asking, rx.fragment(), problem_note()),
        _body(),
        _cancel_dialog(),
        here="/log",
        note=LogState.shown.count,
    )


def _body() -> rx.Component:
    return rx.cond(
        LogState.failure != "",
        empty_state(
            "The log could not be read.",
            LogState.failure,
            "Bookings go on all the same.",
            actions=(button("Try again", kind="primary", on_click=LogState.watch),),
        ),
        rx.cond(LogState.is_loaded, rx.cond(LogState.shown.total > 0, _list(), _nothing()), skeleton_rows(12)),
    )


def _nothing() -> rx.Component:
    filtered = empty_state(
        "No booking fits these filters.",
        "Take one away, or clear them all.",
        actions=(button("Clear filters", on_click=LogFilterState.clear),),
    )
    fresh = empty_state(
        "No bookings yet.",
        "As soon as a confirmation arrives in the mailbox, its booking stands here.",
        actions=(link_button("See what is happening", "/live"),),
    )
    return rx.cond(LogState.filters.is_set, filtered, fresh)


def _list() -> rx.Component:
    return rx.el.div(
        _chosen_bar(),
        _news(),
        table(LogState.shown.caption, _heads(), rx.foreach(LogState.lines, _line)),
        _foot(),
        class_name=rx.cond(ChosenState.ids.length() > 0, "log has-chosen", "log"),
        on_mouse_enter=LogState.hold,
        on_mouse_leave=LogState.let_go,
    )


def _news() -> rx.Component:
    words = rx.cond(LogState.news == 1, "1 new", f"{LogState.news} new")
    shown = rx.el.button(icon("arrow-up", 14), words, class_name="news", type="button", on_click=LogState.show_news)
    return rx.el.div(rx.cond(LogState.news > 0, shown), class_name="news-place", aria_live="polite")


def _chosen_bar() -> rx.Component:
    number = ChosenState.ids.length()
    ids = ChosenState.ids.join(",")
    cancel = rx.cond(
        number == 1, "Cancel 1 booking…", f"Cancel {number} bookings…"
    )  # fmt: skip
    bar = rx.el.div(
        rx.el.span(rx.el.b(f"{number} chosen"), " ", rx.el.span(ChosenState.words, class_name="soft")),
        rx.el.span(class_name="rule"),
        rx.cond(may(Right.EXPORT), _download(f"Export {number}", f"/export/log.xlsx?ids={ids}")),
        rx.cond(may(Right.DECIDE), button(cancel, kind="danger", on_click=ChosenState.ask)),
        rx.el.span(
            text_button("Clear choice", on_click=ChosenState.clear, custom_attrs={"data-close": ""}),
            key("Esc"),
            class_name="row tight push",
        ),
        class_name="chosen-bar",
        role="toolbar",
        aria_label="The chosen bookings",
    )
    return rx.cond(number > 0, bar)


def _download(label: rx.Var[str] | str, href: rx.Var[str] | str) -> rx.Component:
    return rx.el.a(icon("download"), label, href=href, class_name="btn plain", reload_document=True)


def _heads() -> list[rx.Component]:
    return [
        rx.el.th(
            rx.el.input(
                type="checkbox",
                class_name="box",
                aria_label="Choose all of this page",
                checked=ChosenState.ids.length() > 0,
                on_change=ChosenState.choose_page,
            ),
            scope="col",
            class_name="box-cell",
        ),
        _sorted("Status", "status"),
        _sorted("Day", "start"),
        head("Time"),
        _sorted("Guest", "guest"),
        _column("type", _quiet_head("Type", class_name="type-cell")),
        _column("room", _sorted("Room", "room")),
        _column("came", _quiet_head("Came from")),
        _column("reference", _quiet_head("Portal reference")),
        _column("tries", _quiet_head("Tries", class_name="less num")),
        _sorted("Changed", "changed", num=True),
    ]


def _quiet_head(word: str, *, class_name: str = "less") -> rx.Component:
    """A column that gives way on a narrow screen."""
    return rx.el.th(word, scope="col", class_name=class_name)


def _sorted(word: str, by: str, *, num: bool = False) -> rx.Component:
    return sort_head(
        word,
        is_here=LogState.shown.sort == by,
        descending=LogState.shown.descending,
        on_click=calling(LogFilterState.sort, by),
        num=num,
    )


def _column(name: str, shown: rx.Component) -> rx.Component:
    return rx.cond(LogState.filters.hidden.contains(name), rx.fragment(), shown)


def _line(line: rx.Var[Line]) -> rx.Component:
    is_chosen = ChosenState.ids.contains(line.id)
    room = rx.cond(
        line.room_id > 0,
        room_name(line.room_id, line.room),
        rx.el.span(line.room, class_name="muted why", title=line.room),
    )
    return row(
        cell(_box(line, is_chosen), class_name="box-cell"),
        cell(status_chip(line.shown), class_name="status-cell"),
        cell(line.day, rx.el.span(f", {line.time}", class_name="only-phone"), class_name="nowrap day-cell"),
        cell(line.time, class_name="hide-phone nowrap value"),
        cell(
            rx.el.span(line.guest, class_name="value"),
            rx.el.span(f", {line.type}", class_name="only-phone"),
            class_name="nowrap guest-cell",
        ),
        _column("type", cell(line.type, class_name="hide-phone soft type-cell")),
        _column("room", cell(room, class_name="room-cell")),
        _column("came", cell(line.came, class_name="hide-phone soft nowrap less")),
        _column("reference", cell(line.reference, class_name="hide-phone soft nowrap less")),
        _column("tries", cell(line.tries, num=True, class_name="hide-phone less")),
        cell(rx.el.span(line.changed, title=line.changed_full), num=True, class_name="changed-cell muted nowrap"),
        on_open=rx.redirect(f"/log/{line.id}"),
        class_name=rx.cond(is_chosen, "chosen", rx.cond(line.is_fresh, "fresh", rx.cond(line.is_left, "over", ""))),
        key=line.id.to(str),
    )


def _box(line: rx.Var[Line], is_chosen: rx.Var[bool]) -> rx.Component:
    """A click on the box or beside it chooses, and does not open."""
    box = rx.el.input(
        type="checkbox",
        class_name="box",
        checked=is_chosen,
        on_change=calling(ChosenState.choose, line.id),
        aria_label=f"Choose {line.day}, {line.time}, {line.guest}",
        custom_attrs={"data-choose": ""},
    )
    return rx.el.label(box, class_name="box-label", on_click=rx.stop_propagation)


def _foot() -> rx.Component:
    shown = LogState.shown
    return pager(
        shown.span,
        page=shown.page,
        has_before=shown.has_before,
        has_after=shown.has_after,
        on_before=calling(LogFilterState.turn, -1),
        on_after=calling(LogFilterState.turn, 1),
        hints=(key_hint("j k", "move"), key_hint("x", "choose"), key_hint("Enter", "open")),
    )


def _cancel_dialog() -> rx.Component:
    number = ChosenState.ids.length()
    return dialog(
        rx.cond(number == 1, "Cancel 1 booking?", f"Cancel {number} bookings?"),
        field(
            "Reason",
            text_input(
                value=ChosenState.reason,
                on_change=ChosenState.set_reason,
                max_length=200,
                placeholder="Kept with each booking",
            ),
        ),
        problem_note(),
        says="Their rooms are freed on the portal, and the people who were told of them are told again. It cannot be undone.",
        actions=[
            rx.dialog.close(button("Leave them as they are")),
            button("Cancel the bookings", kind="danger", on_click=ChosenState.cancel_all),
        ],
        is_open=ChosenState.is_asking,
        on_open_change=ChosenState.set_asking,
    )
