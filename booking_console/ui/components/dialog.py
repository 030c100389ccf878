"""Dialogs: say what will happen before it does. Radix traps the focus and gives it back."""

import reflex as rx


def dialog(
    title: str | rx.Var[str],
    *body: rx.Component,
    says: str | rx.Var[str],
    actions: list[rx.Component],
    is_open: rx.Var[bool],
    on_open_change: rx.EventHandler,
    wide: bool = False,
) -> rx.Component:
    """says: one sentence on what it means. actions: the way out first, the deed last."""
    return rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title(title),
            rx.dialog.description(says),
            rx.el.div(*body, class_name="dialog-body") if body else rx.fragment(),
            rx.el.div(*actions, class_name="dialog-actions") if actions else rx.fragment(),
            class_name="dialog wide" if wide else "dialog",
        ),
        open=is_open,
        on_open_change=on_open_change,
    )
