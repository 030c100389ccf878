"""The places of the console, once: for the navigation, the bottom bar and the letters after g."""

from dataclasses import dataclass

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.components.icon import icon
from booking_console.ui.components.key_hint import key
from booking_console.ui.components.room_mark import still_mark
from booking_console.ui.components.user_menu import user_menu
from booking_console.ui.frame_state import FindState, FrameState
from booking_console.ui.session import may


@dataclass(frozen=True, slots=True)
class Place:
    """letter: after g. short: for the bottom bar. needs: hidden from those who may not."""

    route: str
    word: str
    icon: str
    letter: str
    short: str = ""
    needs: Right | None = None


PLACES = (
    Place("/", "Today", "sun", "t", "Today"),
    Place("/attention", "Needs attention", "inbox", "n", "Attention"),
    Place("/calendar", "Calendar", "calendar-days", "c", "Calendar"),
    Place("/log", "Booking log", "list", "l", "Log"),
    Place("/live", "Live attempts", "activity", "v"),
    Place("/rooms", "Rooms & priorities", "door-open", "r"),
    Place("/schedule", "Schedule & portal", "timer", "s"),
    Place("/analytics", "Analytics", "chart-column", "a"),
    Place("/closing", "Closing statement", "clipboard-check", "d"),
)
MAILBOX = Place("/mailbox", "Mailbox", "mail", "m", needs=Right.CONFIGURE)
SENDERS = Place("/senders", "Senders", "shield-check", "e", needs=Right.CONFIGURE)
USERS = Place("/users", "Users", "users", "u", needs=Right.MANAGE_USERS)


def navigation(here: str) -> rx.Component:
    return rx.el.nav(
        rx.el.a(
            still_mark(),
            rx.el.span(
                rx.el.span("Booking console", class_name="name"),
                rx.el.span(FrameState.practice, class_name="practice"),
                class_name="words",
            ),
            href="/",
            class_name="brand",
            title="Today",
        ),
        _search(),
        rx.el.div(*[_item(place, here) for place in PLACES], class_name="nav-list"),
        rx.el.div(
            rx.cond(may(Right.CONFIGURE), _item(MAILBOX, here)),
            rx.cond(may(Right.CONFIGURE), _item(SENDERS, here)),
            rx.cond(may(Right.MANAGE_USERS), _item(USERS, here)),
            _help(),
            rx.el.div(user_menu(), class_name="nav-user"),
            class_name="nav-foot",
        ),
        class_name="nav",
        aria_label="Main",
    )


def bottom_bar(here: str) -> rx.Component:
    """Five places on a phone; the rest behind More."""
    return rx.el.nav(
        *[_short(place, here) for place in PLACES if place.short], _more(), class_name="bottom-nav", aria_label="Main"
    )


def _search() -> rx.Component:
    return rx.form(
        rx.el.label(
            icon("search"),
            rx.el.input(
                name="text", placeholder="Search", aria_label="Search bookings", id="search", auto_complete="off"
            ),
            key("/"),
            class_name="nav-search",
        ),
        on_submit=FindState.find,
        role="search",
        aria_label="Whole console",
    )


def _item(place: Place, here: str) -> rx.Component:
    return rx.el.a(
        icon(place.icon),
        rx.el.span(place.word, class_name="word"),
        _count() if place.route == "/attention" else rx.fragment(),
        href=place.route,
        class_name="nav-item here" if place.route == here else "nav-item",
        aria_current="page" if place.route == here else "false",
        title=place.word,
        custom_attrs={"data-go": place.letter},
    )


def _short(place: Place, here: str) -> rx.Component:
    return rx.el.a(
        icon(place.icon, 20),
        place.short,
        _count() if place.route == "/attention" else rx.fragment(),
        href=place.route,
        class_name="place here" if place.route == here else "place",
        aria_current="page" if place.route == here else "false",
    )


def _count() -> rx.Component:
    number = FrameState.around.needs_you
    return rx.cond(number > 0, rx.el.span(number, rx.el.span(" need you", class_name="sr-only"), class_name="count"))


def _help() -> rx.Component:
    return rx.el.button(
        icon("life-buoy"),
        rx.el.span("Help", class_name="word"),
        key("?"),
        class_name="nav-item",
        type="button",
        title="Help",
        id="help",
        custom_attrs={"data-help": ""},
    )


def _more() -> rx.Component:
    rest = [place for place in PLACES if not place.short]
    trigger = rx.el.button(icon("ellipsis", 20), "More", class_name="place", type="button")
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            *[rx.dropdown_menu.item(place.word, on_select=rx.redirect(place.route)) for place in rest],
            *[
                rx.cond(may(place.needs), rx.dropdown_menu.item(place.word, on_select=rx.redirect(place.route)))
                for place in (MAILBOX, SENDERS, USERS)
                if place.needs
            ],
            rx.dropdown_menu.separator(),
            rx.dropdown_menu.item("Light or dark", on_select=rx.toggle_color_mode),
            rx.dropdown_menu.item("Sign out", on_select=rx.call_script("document.getElementById('sign-out').submit()")),
            class_name="menu",
        ),
    )
