"""Today: is everything booked, and if not, what must I do?"""

import reflex as rx

from booking_console.ui.frame import console_page, frame


@console_page("/", "Today")
def today_page() -> rx.Component:
    return frame("Today", rx.el.p("…", class_name="lead"), here="/", calm_top=True)
