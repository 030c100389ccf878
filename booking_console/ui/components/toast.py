"""Success, said once: a full sentence, and for some seconds the way back. console.js counts down and waits under the pointer."""

import reflex as rx

from booking_console.ui.components.buttons import icon_button
from booking_console.ui.components.icon import icon
from booking_console.ui.frame_state import ToastState


def toast() -> rx.Component:
    seconds = {"data-seconds": ToastState.seconds.to(str), "data-serial": ToastState.serial.to(str)}
    undo = rx.el.button(
        "Undo",
        rx.el.span(class_name="left", custom_attrs={"data-left": ""}),
        class_name="undo",
        type="button",
        on_click=ToastState.undo,
    )
    shown = rx.el.div(
        icon("circle-check"),
        rx.el.span(ToastState.text),
        rx.cond(ToastState.appointment_id > 0, undo),
        icon_button("x", "Close", on_click=ToastState.dismiss, id="dismiss-toast"),
        class_name="toast",
        key=ToastState.serial.to(str),
        custom_attrs=seconds,
    )
    return rx.el.div(rx.cond(ToastState.text != "", shown), class_name="toasts", role="status", aria_live="polite")
