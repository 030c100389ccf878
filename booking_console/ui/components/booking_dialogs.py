"""Moving and cancelling a booking: what it is now, what it will be, why."""

from collections.abc import Callable

import reflex as rx
from reflex.event import EventSpec

from booking_console.domain.appointment import AppointmentType
from booking_console.ui.booking.acts import CancelState, Means, MoveState
from booking_console.ui.booking.enter import EnterState
from booking_console.ui.calling import calling
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.field import clock_input, day_input, field, text_input
from booking_console.ui.components.icon import icon

Entry = Callable[[str], Callable[[rx.Var[str]], EventSpec]]


def booking_dialogs() -> rx.Component:
    return rx.fragment(_move_dialog(), _cancel_dialog())


def _move_dialog() -> rx.Component:
    entry = _into(MoveState.change)
    return dialog(
        "Move this booking?",
        _from_to(),
        rx.cond(MoveState.is_dropped, rx.fragment(), _times_and_room(MoveState, entry)),
        field("Reason", text_input(value=MoveState.reason, on_change=MoveState.set_reason, max_length=200)),
        problem_note(),
        says="The new place is booked on the portal first. The old one is freed when the new one is proven; until then nothing is lost.",
        actions=[
            rx.dialog.close(button("Leave it where it is")),
            button("Move the booking", kind="primary", on_click=MoveState.move),
        ],
        is_open=MoveState.is_open,
        on_open_change=MoveState.set_open,
    )


def enter_dialog() -> rx.Component:
    """A visit by hand: guest, type and time; the room follows from the order unless one is chosen."""
    entry = _into(EnterState.change)
    types = [rx.el.option(one.value, value=one.value) for one in AppointmentType]
    return dialog(
        "Book a room",
        rx.el.div(
            field("Guest", text_input(value=EnterState.guest, on_change=entry("guest"), max_length=120)),
            field("Type", rx.el.select(*types, class_name="input", value=EnterState.type, on_change=entry("type"))),
            class_name="enter-fields",
        ),
        _times_and_room(EnterState, entry),
        rx.el.dl(rx.el.dt("Means"), _meant(EnterState.means), class_name="facts narrow"),
        problem_note(),
        says="It is booked on the portal like the appointments from the mail: once, read back, and told.",
        actions=[
            rx.dialog.close(button("Leave it")),
            button("Book it", kind="primary", on_click=EnterState.book),
        ],
        is_open=EnterState.is_open,
        on_open_change=EnterState.set_open,
    )


def _from_to() -> rx.Component:
    return rx.el.dl(
        rx.el.dt("Now"),
        rx.el.dd(MoveState.target.words),
        rx.el.dt("Then"),
        _meant(MoveState.means),
        class_name="facts narrow",
    )


def _meant(means: rx.Var[Means]) -> rx.Component:
    warning = rx.el.span(icon("circle-alert", 14), means.warning, class_name="move-warning")
    return rx.el.dd(
        rx.el.span(means.words, class_name="strong"), rx.cond(means.warning != "", warning), aria_live="polite"
    )


def _times_and_room(state: type[MoveState] | type[EnterState], entry: Entry) -> rx.Component:
    rooms = rx.el.select(
        rx.el.option("The first free room", value=""),
        rx.foreach(state.rooms, lambda room: rx.el.option(room.name, value=room.value)),
        class_name="input",
        value=state.room,
        on_change=entry("room"),
    )
    return rx.el.div(
        field("Day", day_input(state.day, on_change=entry("day"))),
        field("From", clock_input(value=state.start, on_change=entry("start"), placeholder="15:30")),
        field("To", clock_input(value=state.end, on_change=entry("end"), placeholder="16:00")),
        field("Room", rooms),
        class_name="move-fields",
    )


def _into(handler: rx.EventHandler) -> Entry:
    """For each field the handler that takes its name and value."""
    return lambda name: lambda value: calling(handler, name, value)


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
