"""The bar at the foot of a page that decides or saves: the deed named in its button, the refusal apart on the right."""

import reflex as rx


def action_bar(*deeds: rx.Component, apart: list[rx.Component] | None = None) -> rx.Component:
    return rx.el.div(
        *deeds,
        rx.el.div(*apart, class_name="apart") if apart else rx.fragment(),
        class_name="action-bar",
        role="region",
        aria_label="What to do",
    )
