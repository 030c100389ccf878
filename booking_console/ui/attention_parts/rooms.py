"""Why this room: one line for each room in the order of the list."""

import reflex as rx

from booking_console.ui.attention_parts.force import force_room
from booking_console.ui.attention_state import AttentionState
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.room_strip import hour_marks, room_strip
from booking_console.ui.components.section import section
from booking_console.ui.meaning import Why
from booking_console.ui.visit_state import VisitState


def rooms_section() -> rx.Component:
    meant = VisitState.meaning
    hours = rx.el.div(rx.el.span(), hour_marks(meant.hours), rx.el.span(), class_name="reason hours-line only-wide-row")
    known = rx.el.div(hours, rx.foreach(meant.rooms, _why), class_name="reasons")
    unknown = rx.el.p(
        icon("scan-search"),
        " The portal is asked for that day. The rooms appear here in a moment.",
        class_name="soft",
        role="status",
    )
    body = rx.cond(meant.has_look, known, rx.cond(VisitState.day != "", unknown))
    shown = section(meant.title, body, force_room(), right=[rx.el.span(meant.looked, class_name="helper")])
    is_to_book = (AttentionState.item.kind != "booking") & ~AttentionState.item.is_cancellation
    return rx.cond(is_to_book, shown)


def _why(why: rx.Var[Why]) -> rx.Component:
    sign = rx.match(
        why.look, ("chosen", icon("check", class_name="yes")), ("spare", icon("minus")), icon("x", class_name="no")
    )
    return rx.el.div(
        room_name(why.room_id, why.room),
        room_strip(why.strip),
        rx.el.span(sign, why.fact, class_name="answer"),
        class_name=["reason", why.look],
    )
