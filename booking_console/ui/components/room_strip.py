"""The room strip: one room's opening hours as a line, busy times as blocks, the asked-for time as a frame."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import reflex as rx

from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True)
class Block:
    """kind: ours, others, closed, clash, now, or "asked chosen", "asked refused", "asked spare", "asked doubt"."""

    left: str
    width: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hour:
    """A mark above or below a group of strips."""

    left: str
    word: str


def blocks(hours: Slot, marked: Iterable[tuple[Slot, str]]) -> tuple[Block, ...]:
    """Slots with their kinds as blocks; what lies outside the hours is cut off."""
    return tuple(_block(hours, slot, kind) for slot, kind in marked if slot.overlaps(hours))


def share(hours: Slot, at: datetime) -> float:
    """Where an instant lies in the hours, 0..100."""
    return max(0.0, min(100.0, (at - hours.start) / hours.length * 100))


def room_strip(shown: rx.Var[list[Block]], *, large: bool = False) -> rx.Component:
    """Hidden from readers: the sentence beside it says the same."""
    return rx.el.span(
        rx.foreach(
            shown,
            lambda block_of_strip: rx.el.i(
                class_name=block_of_strip.kind, style={"left": block_of_strip.left, "width": block_of_strip.width}
            ),
        ),
        class_name="strip large" if large else "strip",
        aria_hidden="true",
    )


def hour_marks(hours: rx.Var[list[Hour]]) -> rx.Component:
    return rx.el.span(
        rx.foreach(hours, lambda hour_of_marks: rx.el.span(hour_of_marks.word, style={"left": hour_of_marks.left})),
        class_name="hours",
        aria_hidden="true",
    )


def _block(hours: Slot, slot: Slot, kind: str) -> Block:
    left, right = share(hours, slot.start), share(hours, slot.end)
    return Block(f"{left:.2f}%", f"{right - left:.2f}%", kind)
