"""The switch at the top right of every page: says the state in words, asks once before it stops, and says what goes on."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.field import field, text_input
from booking_console.ui.frame_state import FrameState, SwitchState
from booking_console.ui.session import may

STOP_MEANS = (
    "At once no room is booked, moved or cancelled on the portal. "
    "Mail is still read, and appointments wait in the order of their time."
)


def stop_switch() -> rx.Component:
    is_on = FrameState.around.is_on
    runs = rx.cond(FrameState.around.is_shadowed, "Shadow mode", "Booking is on")
    return rx.el.button(
        rx.el.span(rx.cond(is_on, runs, "Booking is stopped"), class_name="only-wide"),
        rx.el.span(rx.cond(is_on, "On", "Stopped"), class_name="only-phone", aria_hidden="true"),
        rx.el.span(class_name="track", aria_hidden="true"),
        class_name=rx.cond(FrameState.around.is_shadowed, "stop-switch watching", "stop-switch"),
        type="button",
        role="switch",
        aria_checked=is_on,
        aria_label=rx.cond(is_on, runs, "Booking is stopped"),
        disabled=~may(Right.STOP),
        on_click=SwitchState.ask,
    )


def stop_dialog() -> rx.Component:
    return rx.cond(FrameState.around.is_on, _ask_to_stop(), _ask_to_go_on())


def _ask_to_stop() -> rx.Component:
    reason = text_input(
        value=SwitchState.cause, on_change=SwitchState.set_cause, max_length=120, placeholder="Shown to everybody"
    )
    return dialog(
        "Stop all booking?",
        field("Reason", reason),
        problem_note(),
        says=STOP_MEANS,
        actions=[_leave(), button("Stop all booking", kind="danger", on_click=SwitchState.stop)],
        is_open=SwitchState.is_asking,
        on_open_change=SwitchState.set_asking,
    )


def _ask_to_go_on() -> rx.Component:
    waiting = FrameState.around.waiting
    means = rx.cond(
        waiting > 0,
        f"{waiting} waiting are booked in the order of their time.",
        "Nothing waits. New mails are booked again.",
    )
    checked = rx.cond(FrameState.around.has_contract_cause, "The portal is checked first. ", "")
    says = f"{checked}{means}"
    return dialog(
        "Continue booking?",
        rx.el.p("Stopped since ", FrameState.around.since, ". ", FrameState.around.cause),
        problem_note(),
        says=says,
        actions=[_leave(), button("Continue booking", kind="primary", on_click=SwitchState.go_on)],
        is_open=SwitchState.is_asking,
        on_open_change=SwitchState.set_asking,
    )


def _leave() -> rx.Component:
    return rx.dialog.close(button("Leave it as it is"))
