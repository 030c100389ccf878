"""The filter bar: a search field, then one button per filter: dashed while not set, accent with its value when set."""

import reflex as rx
from reflex.event import EventType

from booking_console.ui.components.icon import icon


def filter_bar(*parts: rx.Component) -> rx.Component:
    return rx.el.div(*parts, class_name="filters", role="search", aria_label="This list")


def search_field(placeholder: str, value: rx.Var[str], on_change: rx.EventHandler) -> rx.Component:
    """on_change is called a moment after the last key."""
    return rx.el.div(
        icon("search"),
        rx.el.input(
            class_name="input", type="search", placeholder=placeholder, aria_label=placeholder,
            default_value=value, on_change=on_change.debounce(250), key=value.to(str).length() == 0,
        ),
        class_name="search-field",
    )  # fmt: skip


def filter_button(label: str, value: rx.Var[str], choices: rx.Component) -> rx.Component:
    """value: what is set, in words; empty when not set. choices: rx.dropdown_menu.item(...) in a fragment, or any panel."""
    is_set = value != ""
    trigger = rx.el.button(
        label,
        rx.cond(is_set, rx.el.span(value, class_name="value")),
        icon("chevron-down", 14),
        class_name=rx.cond(is_set, "filter set", "filter"),
        type="button",
    )
    return rx.popover.root(
        rx.popover.trigger(trigger), rx.popover.content(choices, class_name="menu", side_offset=6, align="start")
    )


def menu_line(label: str, on_click: EventType[()]) -> rx.Component:
    """One of several answers: choosing it closes the panel."""
    return rx.popover.close(rx.el.button(label, type="button", class_name="menu-line", on_click=on_click))


def choice(label: str | rx.Var[str], is_on: rx.Var[bool], on_change: rx.EventHandler) -> rx.Component:
    """One tickable line of a filter's panel."""
    return rx.el.label(
        rx.el.input(type="checkbox", checked=is_on, on_change=on_change),
        label,
        class_name="check",
        style={"padding": "6px 10px"},
    )
