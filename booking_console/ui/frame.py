"""The frame of every page: navigation, top bar, banners, the page itself, its action bar, toast and dialogs."""

from collections.abc import Callable, Sequence

import reflex as rx
from reflex.event import EventType

from booking_console.ui.components.banner import offline_banner, stopped_banner
from booking_console.ui.components.health import health_line
from booking_console.ui.components.help_dialog import help_dialog
from booking_console.ui.components.listening import listening
from booking_console.ui.components.stop_switch import stop_dialog, stop_switch
from booking_console.ui.components.toast import toast
from booking_console.ui.components.user_menu import account_forms
from booking_console.ui.frame_state import FrameState
from booking_console.ui.navigation import bottom_bar, navigation

Page = Callable[[], rx.Component]


def page(route: str, title: str, *, on_load: Sequence[EventType[()]] = ()) -> Callable[[Page], Page]:
    """Registers a page that anybody may open."""

    def register(made: Page) -> Page:
        rx.page(route=route, title=f"{title} · Booking console", on_load=list(on_load))(made)
        return made

    return register


def console_page(route: str, title: str, *, on_load: Sequence[EventType[()]] = ()) -> Callable[[Page], Page]:
    """Registers a page that needs a person: the frame's data first, then the page's own."""
    return page(route, title, on_load=[FrameState.watch, *on_load])


def frame(
    title: str | rx.Component,
    *content: rx.Component,
    here: str,
    note: str | rx.Var[str] | rx.Component = "",
    toolbar: rx.Component | None = None,
    bar: rx.Component | None = None,
    fill: bool = False,
    calm_top: bool = False,
) -> rx.Component:
    """here: the route of the place in the navigation. note: the quiet words beside the title. toolbar: a row under the top bar.
    bar: an action_bar(...). fill: the content reaches the edges. calm_top: Today, where the health is on the page itself."""
    heading = rx.el.h1(title, class_name="page-title") if isinstance(title, str) else title
    return rx.el.div(
        rx.el.a("To the content", href="#main", class_name="skip"),
        navigation(here),
        rx.el.div(
            offline_banner(),
            stopped_banner(),
            _top_bar(heading, note, calm_top=calm_top),
            rx.el.main(
                toolbar or rx.fragment(),
                rx.el.div(*content, class_name="content fill" if fill else "content"),
                id="main",
                class_name="main",
                tab_index=-1,
            ),
            bar or rx.fragment(),
            class_name="page",
        ),
        bottom_bar(here),
        toast(),
        stop_dialog(),
        account_forms(),
        help_dialog(),
        listening(),
        class_name="app",
    )


def _top_bar(heading: rx.Component, note: str | rx.Var[str] | rx.Component, *, calm_top: bool) -> rx.Component:
    shown_note = note if isinstance(note, rx.Component) else rx.el.p(note, class_name="note")
    left = rx.el.span("Updated ", FrameState.around.now, class_name="helper only-wide") if calm_top else health_line()
    return rx.el.header(heading, shown_note, rx.el.div(left, stop_switch(), class_name="right"), class_name="topbar")
