"""An address that leads nowhere."""

import reflex as rx

from booking_console.ui.components.buttons import link_button
from booking_console.ui.components.empty_state import empty_state
from booking_console.ui.frame import page


@page("404", "No such page")
def not_found_page() -> rx.Component:
    return rx.el.main(
        empty_state(
            "There is no such page.",
            "The address is mistyped, or what stood there has moved.",
            actions=(link_button("Go to Today", "/", kind="primary", icon_name="sun"),),
        )
    )
