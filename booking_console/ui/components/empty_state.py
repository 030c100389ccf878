"""An empty page says why it is empty and what comes next."""

import reflex as rx

from booking_console.ui.components.room_mark import still_mark


def empty_state(
    title: str | rx.Var[str], *sentences: str | rx.Var[str], actions: tuple[rx.Component, ...] = (), small: bool = False
) -> rx.Component:
    """At most two sentences and two buttons. small: inside a page that shows other things too."""
    mark = [] if small else [still_mark("calm", standing=-1)]
    return rx.el.div(
        *mark,
        rx.el.p(title, class_name="section-title" if small else "title"),
        *[rx.el.p(sentence) for sentence in sentences],
        rx.el.div(*actions, class_name="actions") if actions else rx.fragment(),
        class_name="empty small" if small else "empty",
    )


def skeleton_rows(rows: int = 6) -> rx.Component:
    """Stands where a list will be while it is read."""
    widths = ("62%", "48%", "70%", "55%", "66%", "44%")
    lines = [
        rx.el.div(rx.el.div(class_name="skeleton", style={"width": widths[n % 6]}), class_name="pad")
        for n in range(rows)
    ]
    return rx.el.div(*lines, class_name="card divided", aria_busy="true", aria_label="Loading")
