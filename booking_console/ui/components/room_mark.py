"""The room mark: one bar per room of the practice, the one that is meant stands up."""

import reflex as rx

from booking_console.ui.around import Bar
from booking_console.ui.frame_state import FrameState


def room_mark(room_id: int | rx.Var[int]) -> rx.Component:
    """Hidden from readers: the room's name stands beside it."""

    # The argument's name reaches the page: one that a caller's foreach uses too would hide the caller's.
    def bar(bar_of_mark: rx.Var[Bar]) -> rx.Component:
        stands = rx.cond(bar_of_mark.room_id == room_id, "on", "")
        return rx.el.i(class_name=rx.cond(bar_of_mark.starts_group, "gap " + stands.to(str), stands))

    return rx.el.span(rx.foreach(FrameState.bars, bar), class_name="mark", aria_hidden="true")


def room_name(room_id: int | rx.Var[int], name: str | rx.Var[str]) -> rx.Component:
    """Mark and full name, as everywhere."""
    return rx.el.span(room_mark(room_id), rx.el.span(name, class_name="name"), class_name="room")


def still_mark(kind: str = "logo", standing: int = 2) -> rx.Component:
    """Six bars without a practice: the logo, and the calm sign of an empty page (kind "calm", standing -1)."""
    bars = [
        rx.el.i(class_name=f"{'gap' if place == 3 else ''} {'on' if place == standing else ''}".strip())
        for place in range(6)
    ]
    return rx.el.span(*bars, class_name=f"mark {kind}", aria_hidden="true")
