"""Needs attention."""

import reflex as rx

from booking_console.ui.frame import console_page, frame


@console_page("/attention", "Needs attention")
def attention_page() -> rx.Component:
    return frame("Needs attention", rx.el.p("…", class_name="lead"), here="/attention")
