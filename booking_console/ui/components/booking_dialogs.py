"""Moving and cancelling a booking: what it is now, what it will be, why."""

from collections.abc import Callable

import reflex as rx
from reflex.event import EventSpec

from booking_console.ui.booking.acts import CancelState, MoveState
from booking_console.ui.calling import calling
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.field import field, text_input
from booking_console.ui.components.icon import icon


def booking_dialogs() -> rx.Component:
    return rx.fragment(_move_dialog(), _cancel_dialog())


def _move_dialog() -> rx.Component:
    return dialog(
        "Move this booking?",
        _from_to(),
        rx.cond(MoveState.is_dropped, rx.fragment(), _place()),
        field("Reason", text_input(value=MoveState.reason, on_change=_change("reason"), max_length=200)),
        problem_note(),
        says="The new place is booked on the portal first. The old one is freed when the new one is proven; until then nothing is lost.",
        actions=[
            rx.dialog.close(button("Leave it where it is")),
            button("Move the booking", kind="primary", on_click=MoveState.move),
        ],
        is_open=MoveState.is_open,
        on_open_change=MoveState.set_open,
    )


def _from_to() -> rx.Component:
    return rx.el.dl(
        rx.el.dt("Now"),
        rx.el.dd(MoveState.target.words),
        rx.el.dt("Then"),
        rx.el.dd(
            rx.el.span(MoveState.means.words, class_name="strong"),
            rx.cond(
                MoveState.means.warning != "",
                rx.el.span(icon("circle-alert", 14), MoveState.means.warning, class_name="move-warning"),
            ),
            aria_live="polite",
        ),
        class_name="facts narrow",
    )


def _place() -> rx.Component:
    rooms = rx.el.select(
        rx.el.option("The first free room", value=""),
        rx.foreach(MoveState.rooms, lambda room: rx.el.option(room.name, value=room.value)),
        class_name="input",
        value=MoveState.room,
        on_change=_change("room"),
    )
    return rx.el.div(
        field("Day", text_input(type="date", value=MoveState.day, on_change=_change("day"))),
        field("From", text_input(type="time", value=MoveState.start, on_change=_change("start"), step=300)),
        field("To", text_input(type="time", value=MoveState.end, on_change=_change("end"), step=300)),
        field("Room", rooms),
        class_name="move-fields",
    )


def _change(name: str) -> Callable[[rx.Var[str]], EventSpec]:
    return lambda value: calling(MoveState.change, name, value)


def _cancel_dialog() -> rx.Component:
    return dialog(
        "Cancel this booking?",
        rx.el.p(CancelState.target.words, class_name="strong"),
        field("Reason", text_input(value=CancelState.reason, on_change=CancelState.set_reason, max_length=200)),
        problem_note(),
        says="The room is freed on the portal, and those who were told of it are told again. It cannot be undone.",
        actions=[
            rx.dialog.close(button("Leave it as it is")),
            button("Cancel the booking", kind="danger", on_click=CancelState.cancel),
        ],
        is_open=CancelState.is_open,
        on_open_change=CancelState.set_open,
    )
