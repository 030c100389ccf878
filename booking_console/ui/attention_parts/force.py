"""Insisting on a room: which one, why, and whether it is free as far as known."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.components.field import field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.force_state import ForceState
from booking_console.ui.meaning import Why
from booking_console.ui.session import may
from booking_console.ui.visit_state import VisitState


def force_room() -> rx.Component:
    rooms = rx.el.select(
        rx.el.option("As the order says", value=""),
        rx.foreach(ForceState.rooms, lambda room: rx.el.option(room.name, value=room.value)),
        class_name="input",
        value=ForceState.room,
        on_change=ForceState.choose,
    )
    why = text_input(
        value=ForceState.reason, on_change=ForceState.set_reason, max_length=200, placeholder="Kept with the booking"
    )
    is_forced = ForceState.room != ""
    shown = rx.el.div(
        field("Room", rooms),
        rx.cond(is_forced, field("Why this room", why)),
        rx.cond(is_forced, rx.el.div(_known(), class_name="force-known", role="status")),
        class_name="force-fields",
    )
    return rx.cond(may(Right.DECIDE), shown)


def _known() -> rx.Component:
    """What the portal's last look says about the room that is insisted on."""

    def fact(why: rx.Var[Why]) -> rx.Component:
        refused = rx.el.span(
            icon("circle-alert", 14),
            why.room,
            " is ",
            why.fact,
            ". The portal will most likely refuse it; then you are asked again.",
            class_name="move-warning",
        )
        free = rx.el.span(icon("check", 14, class_name="yes"), why.room, " is free as far as the portal was looked at.")
        said = rx.cond(why.look == "no", refused, free)
        return rx.cond(why.room == ForceState.name, said)

    unknown = rx.el.span(icon("scan-search", 14), "Whether it is free is not known yet.")
    return rx.cond(VisitState.meaning.has_look, rx.foreach(VisitState.meaning.rooms, fact), unknown)
