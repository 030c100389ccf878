"""The one map from a status to its word, icon and colour. No screen makes its own."""

import reflex as rx

from booking_console.domain.status import WORDS, Shown
from booking_console.ui.components.icon import icon

#: tone and icon of each status
LOOK = {
    Shown.BOOKED: ("ok", "circle-check"),
    Shown.BOOKING_NOW: ("run", "loader"),
    Shown.CHECKING: ("run", "scan-search"),
    Shown.WAITING: ("run", "clock-3"),
    Shown.NEEDS_YOU: ("you", "circle-alert"),
    Shown.FAILED: ("bad", "octagon-x"),
    Shown.CANCELLED: ("off", "circle-slash"),
    Shown.DECLINED: ("off", "ban"),
    Shown.IGNORED: ("off", "mail-x"),
}


def status_chip(shown: str | rx.Var[str]) -> rx.Component:
    """shown: a value of domain.status.Shown."""
    cases = [(status.value, chip(tone, name, WORDS[status])) for status, (tone, name) in LOOK.items()]
    return rx.match(shown, *cases, rx.fragment())


def chip(tone: str, icon_name: str, word: str | rx.Var[str]) -> rx.Component:
    """tone: ok, run, you, bad, off. For the few things that are no booking: "Fine", "Off 30 Nov–4 Dec"."""
    turning = {"class_name": "turn"} if icon_name == "loader" else {}
    return rx.el.span(icon(icon_name, 14, **turning), word, class_name=f"chip {tone}")
