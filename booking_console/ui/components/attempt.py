"""A try to book: its result as a chip, its steps with a small waterfall, the pictures that prove them."""

import reflex as rx

from booking_console.domain.booking import AttemptResult
from booking_console.ui.components.icon import icon
from booking_console.ui.components.status_chip import chip
from booking_console.ui.tries import Picture, Step

#: tone, icon and word of each way in which a try ends
RESULTS = {
    AttemptResult.RUNNING: ("run", "loader", "Booking now"),
    AttemptResult.BOOKED: ("ok", "circle-check", "Booked"),
    AttemptResult.REFUSED: ("off", "ban", "Refused"),
    AttemptResult.UNAVAILABLE: ("run", "clock-3", "No answer"),
    AttemptResult.CONTRACT_BROKEN: ("bad", "octagon-x", "Portal changed"),
    AttemptResult.IN_DOUBT: ("run", "scan-search", "Not certain"),
    AttemptResult.CANCELLED: ("off", "circle-slash", "Cancelled"),
    AttemptResult.DRY_RUN: ("off", "ban", "Only looked"),
    AttemptResult.ABANDONED: ("off", "circle-slash", "Broken off"),
}


def result_chip(result: rx.Var[str]) -> rx.Component:
    cases = [(value.value, chip(*look)) for value, look in RESULTS.items()]
    return rx.match(result, *cases, rx.fragment())


def result_word(result: rx.Var[str]) -> rx.Component:
    """The same without a box, for dense lists."""
    cases = [
        (value.value, rx.el.span(icon(name, 14), word, class_name=f"result {tone}"))
        for value, (tone, name, word) in RESULTS.items()
    ]
    return rx.match(result, *cases, rx.fragment())


def step_icon(state: rx.Var[str], size: int = 16) -> rx.Component:
    return rx.match(
        state,
        ("done", icon("check", size, class_name="yes")),
        ("failed", icon("x", size, class_name="no")),
        ("unclear", icon("circle-alert", size, class_name="unclear")),
        ("running", icon("loader", size, class_name="turn now")),
        icon("circle-dashed", size, class_name="ahead"),
    )


def step_line(step: rx.Var[Step]) -> rx.Component:
    """Clock time, what was done and found, where it lies in the whole, how long it took."""
    return rx.el.li(
        rx.el.span(step.clock, class_name="muted clock"),
        step_icon(step.state),
        rx.el.span(
            rx.el.span(step.verb, class_name="verb"),
            " ",
            rx.el.span(step.note, class_name="muted"),
            class_name="what",
            title=step.note,
        ),
        rx.el.span(rx.el.i(style={"left": step.left, "width": step.width}), class_name="waterfall", aria_hidden="true"),
        rx.el.span(step.took, class_name="muted num took"),
        class_name=f"try-step {step.state}",
    )


def picture(shown: rx.Var[Picture]) -> rx.Component:
    """Opens in a tab of its own. The private parts are black in the picture itself."""
    return rx.el.a(
        rx.el.img(src=shown.href, alt=f"What the portal showed: {shown.caption}", loading="lazy"),
        rx.el.span(shown.caption, class_name="caption"),
        href=shown.href,
        target="_blank",
        class_name="picture-of",
    )
