"""A section: a heading with a quiet note beside it, actions on the right, and what belongs to it. Never a card round a heading."""

from typing import Any

import reflex as rx


def section(
    title: str | rx.Var[str],
    *body: rx.Component,
    note: str | rx.Var[str] = "",
    right: list[rx.Component] | None = None,
    **props: Any,
) -> rx.Component:
    return rx.el.section(section_head(title, note=note, right=right), *body, class_name="section", **props)


def section_head(
    title: str | rx.Var[str], *, note: str | rx.Var[str] = "", right: list[rx.Component] | None = None
) -> rx.Component:
    return rx.el.div(
        rx.el.h2(title, class_name="section-title"),
        rx.el.span(note, class_name="note"),
        rx.el.div(*right, class_name="right") if right else rx.fragment(),
        class_name="section-head",
    )


def segmented(
    choices: list[tuple[str, str]], chosen: rx.Var[str], on_choose: rx.EventHandler, *, label: str
) -> rx.Component:
    """A switch between few views. choices: (value, word)."""
    return rx.el.div(
        *[
            rx.el.button(word, type="button", aria_pressed=chosen == value, on_click=on_choose(value))
            for value, word in choices
        ],
        class_name="segmented",
        role="group",
        aria_label=label,
    )
