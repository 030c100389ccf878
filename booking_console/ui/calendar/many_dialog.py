"""The dialog that moves several visits out of one room."""

from collections.abc import Callable

import reflex as rx
from reflex.event import EventSpec

from booking_console.ui.calendar.many import Going, ManyState
from booking_console.ui.calling import calling
from booking_console.ui.components.banner import problem_note
from booking_console.ui.components.buttons import button, link
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.field import clock_input, day_input, field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_name


def many_dialog() -> rx.Component:
    says = "Each gets the first free room at its own time, as your order says. The old room is freed when the new one is proven."
    return dialog(
        "Move several visits",
        _where(),
        _visits(),
        field("Reason", text_input(value=ManyState.reason, on_change=ManyState.set_reason, max_length=200)),
        rx.el.p(
            "New visits may still come into the room: switch it off under ",
            link("Rooms & priorities", "/rooms"),
            " when it is not to be used.",
            class_name="helper",
        ),
        problem_note(),
        says=says,
        actions=[
            rx.dialog.close(button("Leave them where they are")),
            button(
                "Move the chosen ones", kind="primary", on_click=ManyState.move, disabled=ManyState.visits.length() == 0
            ),
        ],
        is_open=ManyState.is_open,
        on_open_change=ManyState.set_open,
        wide=True,
    )


def _where() -> rx.Component:
    rooms = rx.el.select(
        rx.foreach(ManyState.rooms, lambda room: rx.el.option(room.name, value=room.value)),
        class_name="input",
        value=ManyState.room,
        on_change=_into("room"),
    )
    return rx.el.div(
        field("Out of", rooms),
        field("Day", day_input(ManyState.day, on_change=_into("day"))),
        field("From", clock_input(value=ManyState.start, on_change=_into("start"))),
        field("To", clock_input(value=ManyState.end, on_change=_into("end"))),
        class_name="move-fields four",
    )


def _visits() -> rx.Component:
    def line(one: rx.Var[Going]) -> rx.Component:
        box = rx.el.input(
            type="checkbox",
            class_name="box",
            checked=one.is_chosen,
            on_change=lambda _: calling(ManyState.choose, one.id),
            aria_label=f"{one.when} {one.who}",
        )
        unknown = rx.el.span(one.to_room, class_name=rx.cond(one.is_chosen, "move-warning", "muted"))
        goes = rx.cond(one.to_room_id > 0, room_name(one.to_room_id, one.to_room), unknown)
        return rx.el.li(
            box,
            rx.el.span(one.when, class_name="value nowrap"),
            rx.el.span(one.who, class_name="soft"),
            rx.el.span(icon("arrow-right", 14), goes, class_name="row tight push"),
        )

    shown = rx.el.ul(rx.foreach(ManyState.visits, line), class_name="card divided lines many")
    none = rx.el.p(ManyState.note, class_name="soft", role="status")
    return rx.cond(ManyState.visits.length() > 0, shown, none)


def _into(name: str) -> Callable[[rx.Var[str]], EventSpec]:
    return lambda value: calling(ManyState.change, name, value)
