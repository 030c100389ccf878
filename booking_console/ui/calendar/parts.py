"""The parts of the calendar's page: entries, hours, the foot, the side panel."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.booking.acts import CancelState, MoveState
from booking_console.ui.booking.words import Told
from booking_console.ui.calendar.drawn import HourMark, Lane, Shut
from booking_console.ui.calendar.entries import Entry
from booking_console.ui.calendar.panel import Because, PanelState
from booking_console.ui.calendar.state import CalendarState
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import button, icon_button, link, text_button
from booking_console.ui.components.icon import icon
from booking_console.ui.components.notes import note_line, notes
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.side_panel import facts, side_panel
from booking_console.ui.components.status_chip import status_chip
from booking_console.ui.session import may

#: Clicks the entry before or after the open one, in the order of the page.
_STEP = """(() => {{
  const all = [...document.querySelectorAll("[data-entry]")];
  all[all.findIndex((entry) => entry.classList.contains("here")) + {by}]?.click();
}})()"""

_BACK = "document.querySelector('[data-entry].here')?.focus()"


def entry(one: rx.Var[Entry]) -> rx.Component:
    place = {
        "top": f"calc(var(--hour) * {one.top})",
        "height": f"calc(var(--hour) * {one.size} - 3px)",
        "left": one.left,
        "width": f"calc({one.width} - var(--gap))",
    }
    looks = [
        "entry",
        one.kind,
        rx.cond(one.is_short, "short", ""),
        rx.cond((PanelState.head.id == one.id) & (one.id > 0), "here", ""),
    ]
    mine = rx.el.button(
        _words(one),
        type="button",
        style=place,
        class_name=looks,
        aria_label=one.says,
        on_click=calling(PanelState.open, one.id),
        custom_attrs={
            "data-entry": one.id.to(str),
            "data-start": one.minute.to(str),
            "data-end": one.end_minute.to(str),
            "data-can-move": rx.cond(one.can_move, "true", "false"),
        },
    )
    foreign = rx.el.div(_words(one), style=place, class_name=looks, role="note", aria_label=one.says)
    return rx.cond(one.id > 0, mine, foreign)


def _words(one: rx.Var[Entry]) -> rx.Component:
    """Text on a pattern stands on a patch of its own."""
    is_running = one.kind == "running"
    first = rx.el.span(
        rx.cond(is_running, icon("loader", 14, class_name="turn")),
        rx.el.b(one.who, class_name="who"),
        rx.el.b(one.letters, class_name="letters", aria_hidden="true"),
        " ",
        rx.cond(
            is_running,
            rx.el.span(one.what, class_name="times"),
            rx.cond(one.id > 0, _times(one)),
        ),
        class_name="patch",
    )
    second = rx.cond((one.what != "") & ~one.is_short & ~is_running, rx.el.span(one.what, class_name="patch what"))
    return rx.el.span(first, second, class_name="entry-words")


def _times(one: rx.Var[Entry]) -> rx.Component:
    """The end is left out where the column is narrow."""
    until = rx.el.span(one.until, class_name="until")
    return rx.el.span(one.since, until, class_name="times", custom_attrs={"data-times": ""})


def lane(one: rx.Var[Lane]) -> rx.Component:
    attributes = {"data-lane": "", "data-room": one.room_id.to(str), "data-day": one.day, "data-name": one.room}
    return rx.el.div(
        rx.foreach(one.shown, entry), class_name="cal-lane", role="group", aria_label=one.room, custom_attrs=attributes
    )


def hours() -> rx.Component:
    def mark(hour: rx.Var[HourMark]) -> rx.Component:
        return rx.el.span(hour.word, style={"top": f"calc(var(--hour) * {hour.top})"})

    now = CalendarState.grid.now_top
    here = rx.el.span(CalendarState.grid.now, class_name="cal-now-word", style={"top": f"calc(var(--hour) * {now})"})
    return rx.el.div(
        rx.foreach(CalendarState.grid.hours, mark),
        rx.cond(now != "", here),
        class_name="hour-words",
        aria_hidden="true",
    )


def now_line() -> rx.Component:
    """Behind the entries."""
    now = CalendarState.grid.now_top
    return rx.cond(
        now != "", rx.el.div(class_name="cal-now", style={"top": f"calc(var(--hour) * {now})"}, aria_hidden="true")
    )


def shut_times() -> rx.Component:
    def part(time: rx.Var[Shut]) -> rx.Component:
        return rx.el.div(
            class_name="shut",
            style={"top": f"calc(var(--hour) * {time.top})", "height": f"calc(var(--hour) * {time.size})"},
        )

    return rx.foreach(CalendarState.grid.shut, part)


def foot() -> rx.Component:
    shown = CalendarState.legend

    def item(kind: str, word: str, number: rx.Var[int] | None) -> rx.Component:
        counted = [] if number is None else [rx.el.b(number)]
        return rx.el.span(
            rx.el.i(class_name=f"entry {kind}", aria_hidden="true"), word, " ", *counted, class_name="item"
        )

    return rx.el.footer(
        rx.el.div(
            item("booked", "Booked", shown.booked),
            item("over", "Over", shown.over),
            item("running", "Booking now", shown.running),
            item("needs", "Needs you", shown.needs),
            item("others", "Booked by others", shown.others),
            item("closed", "Closed", shown.closed),
            class_name="legend",
        ),
        rx.el.span(shown.compared, class_name="helper push"),
        class_name="calendar-foot",
    )


def panel() -> rx.Component:
    head = PanelState.head
    shown = side_panel(
        _facts(),
        _why(),
        _told(),
        rx.el.section(rx.el.h3("Notes", class_name="strong"), note_line(head.id), notes(PanelState.notes)),
        head=[
            status_chip(head.shown),
            _who(),
            rx.el.p(head.title, " ", rx.el.span(head.near, class_name="muted"), class_name="soft"),
            rx.cond(head.room != "", rx.el.p(room_name(head.room_id, head.room), class_name="value")),
            rx.cond(head.reason != "", rx.el.p(head.reason, class_name="soft")),
        ],
        foot=_deeds(),
        label="The booking",
        on_close=[rx.call_script(_BACK), PanelState.close],
        before=rx.fragment(
            icon_button("chevron-up", "The entry before", on_click=rx.call_script(_STEP.format(by=-1))),
            icon_button("chevron-down", "The next entry", on_click=rx.call_script(_STEP.format(by=1))),
        ),
    )
    return rx.cond(head.id > 0, shown)


def _who() -> rx.Component:
    shown = rx.cond(
        PanelState.name == "",
        rx.fragment(
            rx.el.h2(PanelState.head.guest, class_name="who-title"),
            text_button("Show name", on_click=PanelState.show_name),
        ),
        rx.el.h2(PanelState.name, class_name="who-title"),
    )
    return rx.el.div(shown, class_name="row tight", aria_live="polite")


def _facts() -> rx.Component:
    head = PanelState.head
    pairs = [
        ("Type", head.type),
        ("Specialist", head.specialist),
        ("Portal reference", head.reference),
        ("Came from", head.came),
        ("Booked", PanelState.booked),
    ]
    lines = [rx.cond(value != "", facts((label, value))) for label, value in pairs]
    return rx.el.section(*lines)


def _why() -> rx.Component:
    def line(one: rx.Var[Because]) -> rx.Component:
        sign = rx.match(
            one.look,
            ("chosen", icon("check", 14, class_name="yes")),
            ("spare", icon("minus", 14)),
            icon("x", 14, class_name="no"),
        )
        words = rx.el.span(rx.el.span(one.room, class_name="value"), " ", one.fact)
        return rx.el.li(sign, words, class_name=one.look)

    title = rx.cond(PanelState.head.room != "", "Why this room", "Why no room")
    every = link("All rooms and every step", f"/log/{PanelState.head.id}")
    reasons = rx.el.ul(rx.foreach(PanelState.because, line), class_name="because-lines")
    return rx.el.section(rx.el.h3(title, class_name="strong"), reasons, rx.el.p(every))


def _told() -> rx.Component:
    def line(one: rx.Var[Told]) -> rx.Component:
        sign = rx.cond(one.tone == "ok", icon("mail-check", 14, class_name="yes"), icon("mail", 14))
        return rx.el.li(sign, rx.el.span(one.who, " ", rx.el.span(one.state, " ", one.at, class_name="muted")))

    lines = rx.el.ul(rx.foreach(PanelState.told, line), class_name="because-lines")
    shown = rx.el.section(rx.el.h3("Told", class_name="strong"), lines)
    return rx.cond(PanelState.told.length() > 0, shown)


def _deeds() -> list[rx.Component]:
    head = PanelState.head
    may_act = may(Right.DECIDE)
    move = button("Move…", icon_name="arrow-left-right", on_click=calling(MoveState.ask, head.id))
    cancel = button("Cancel booking…", kind="danger", on_click=calling(CancelState.ask, head.id))
    return [
        rx.cond(may_act & head.can_move, move),
        rx.cond(head.shown == "needs_you", link("Decide it", "/attention")),
        rx.el.span(rx.cond(may_act & head.can_cancel, cancel), class_name="apart"),
    ]
