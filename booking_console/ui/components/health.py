"""How the parts are doing: a dot whose form differs by state, and a sentence."""

import reflex as rx

from booking_console.ui.around import Light
from booking_console.ui.frame_state import FrameState


def dot(tone: rx.Var[str]) -> rx.Component:
    return rx.el.span(class_name=["dot", tone], aria_hidden="true")


def health_line() -> rx.Component:
    """Mailbox, portal and worker in the top bar."""

    def light(one: rx.Var[Light]) -> rx.Component:
        shown = rx.el.span(dot(one.tone), one.sentence, class_name=["health", one.tone])
        return rx.cond(one.part == "messages", rx.fragment(), shown)

    return rx.foreach(FrameState.around.lights, light)
