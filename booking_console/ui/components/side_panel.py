"""A panel over the right edge that keeps what is under it in place. Esc closes it (console.js) and gives the focus back."""

import reflex as rx
from reflex.event import EventType

from booking_console.ui.components.buttons import icon_button


def side_panel(
    *sections: rx.Component,
    head: list[rx.Component],
    foot: list[rx.Component],
    label: str | rx.Var[str],
    on_close: EventType[()] | list[EventType[()]],
    before: rx.Component | None = None,
) -> rx.Component:
    """head: chip first, then who, when, where. foot: actions, the dangerous one last in a span with class "apart".
    before: icon buttons for the entry before and after."""
    chip, *rest = head
    close = icon_button("x", "Close", on_click=on_close, custom_attrs={"data-close": ""})
    return rx.el.aside(
        rx.el.div(
            rx.el.div(chip, rx.el.span(before or rx.fragment(), close, class_name="push"), class_name="row"),
            *rest,
            class_name="panel-head",
        ),
        rx.el.div(*sections, class_name="panel-body"),
        rx.el.div(*foot, class_name="panel-foot"),
        class_name="side-panel",
        aria_label=label,
        role="complementary",
    )


def facts(*pairs: tuple[str | rx.Var[str], rx.Component | str | rx.Var[str]]) -> rx.Component:
    """Labels left, values right."""
    return rx.el.dl(*[rx.fragment(rx.el.dt(label), rx.el.dd(value)) for label, value in pairs], class_name="facts")
