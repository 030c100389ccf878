"""The one line under the top edge of every page. Red: booking is stopped. Amber: the connection is lost."""

import reflex as rx

from booking_console.ui.components.buttons import link
from booking_console.ui.components.icon import icon
from booking_console.ui.frame_state import FrameState


def stopped_banner() -> rx.Component:
    """Cause since when, what it means, one link."""
    seen = FrameState.around
    return rx.cond(
        FrameState.is_ready & ~seen.is_on,
        rx.el.div(
            icon("circle-x"),
            rx.el.p(
                rx.el.b("Booking is stopped since ", seen.since, "."),
                " ",
                seen.cause,
                " ",
                seen.meaning,
                class_name="text",
            ),
            link("What to do", "/schedule"),
            class_name="banner",
            role="alert",
        ),
    )


def offline_banner() -> rx.Component:
    """Shown by console.js while the connection is lost; it hides the red one, because what is shown may be old."""
    return rx.el.div(
        icon("wifi-off"),
        rx.el.p(
            rx.el.b("The connection to the console is lost."),
            " What you see may be old. Rooms are booked all the same, and the page comes back by itself.",
            class_name="text",
        ),
        class_name="banner offline",
        role="status",
        id="offline",
        hidden=True,
    )


def problem_note() -> rx.Component:
    """The last refusal, where it happened. Pages place it above what they change."""
    return rx.cond(
        FrameState.problem != "",
        rx.el.div(icon("circle-alert"), rx.el.p(FrameState.problem), class_name="problem", role="alert"),
    )
