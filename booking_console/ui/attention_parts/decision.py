"""The foot of the page: what will happen stands in the button itself."""

import reflex as rx
from reflex.event import EventSpec

from booking_console.domain.actor import Right
from booking_console.ui.attention_parts.meant import cancel_button
from booking_console.ui.attention_state import AttentionState
from booking_console.ui.calling import calling
from booking_console.ui.components.action_bar import action_bar
from booking_console.ui.components.buttons import button
from booking_console.ui.components.field import choice_input, text_input
from booking_console.ui.decide_state import OTHER_REASON, DecideState
from booking_console.ui.force_state import ForceState
from booking_console.ui.session import may
from booking_console.ui.visit_state import VisitState

REASONS = [
    ("", "Reason for declining"),
    ("Practice is closed then", "Practice is closed then"),
    ("Done by hand already", "Done by hand already"),
    ("Not for this practice", "Not for this practice"),
    ("Not an appointment", "Not an appointment"),
    (OTHER_REASON, "Another reason…"),
]


def decision_bar() -> rx.Component:
    seen = AttentionState.item
    settle = rx.cond(seen.elsewhere.when != "", _put_right(), _settle())
    deeds = rx.match(seen.kind, ("booking", settle), rx.cond(seen.is_cancellation, cancel_button(), _book()))
    bar = action_bar(deeds, apart=[_decline()])
    return rx.cond(may(Right.DECIDE), bar)


def _deciding(verb: rx.EventHandler, *values: str) -> EventSpec:
    """About the question that stood on the screen when it was pressed, and about no other."""
    return calling(verb, AttentionState.item.key, *values)


def _book() -> rx.Component:
    usual = rx.cond(VisitState.meaning.label != "", VisitState.meaning.label, "Book")
    label = rx.cond(ForceState.room != "", "Book " + ForceState.name.to(str) + VisitState.meaning.when, usual)
    again = button("Try again", icon_name="rotate-cw", kind="plain large", on_click=_deciding(DecideState.retry))
    hint = rx.el.span("You can undo for some seconds once it is booked.", class_name="soft only-wide")
    return rx.fragment(
        button(label, kind="primary large book", icon_name="check", on_click=_deciding(DecideState.book)),
        rx.cond(AttentionState.item.kind == "appointment", again, hint),
    )


def _settle() -> rx.Component:
    """Nobody presses again before a person has looked at the portal."""
    return rx.fragment(
        button("It is there", kind="primary large", icon_name="check", on_click=_deciding(DecideState.settle, "there")),
        button("It is not there, book again", kind="plain large", on_click=_deciding(DecideState.settle, "not_there")),
        button("Look again", icon_name="scan-search", kind="plain large", on_click=_deciding(DecideState.retry)),
    )


def _put_right() -> rx.Component:
    """It stands on the portal, and not where it was asked for. In a room that is none of ours nothing can be taken or cancelled."""
    there = AttentionState.item.elsewhere
    accept, cancel = _deciding(DecideState.put_right, "accept"), _deciding(DecideState.put_right, "cancel")
    deeds = rx.fragment(
        button(there.take, kind="primary large book whole", icon_name="check", on_click=accept),
        button("Cancel it on the portal", kind="plain large", on_click=cancel),
    )
    return rx.cond(there.room_id > 0, deeds, rx.fragment())


def other_answers() -> rx.Component:
    """Beside the two places: the rarer answers, for which the bar has no width."""
    again = button("Look again", icon_name="scan-search", on_click=_deciding(DecideState.retry))
    other = button("It is another visit: book again", on_click=_deciding(DecideState.settle, "not_there"))
    return rx.cond(may(Right.DECIDE), rx.el.div(again, other, class_name="row tight wrap"))


def _decline() -> rx.Component:
    reason = choice_input(
        REASONS, value=DecideState.reason, on_change=DecideState.set_reason, aria_label="Reason for declining"
    )
    other = text_input(
        value=DecideState.other_reason,
        on_change=DecideState.set_other_reason,
        placeholder="Reason",
        aria_label="Another reason",
    )
    return rx.fragment(
        rx.el.span(reason, class_name="reason-choice"),
        rx.cond(DecideState.reason == OTHER_REASON, other),
        button(
            "Decline", kind="danger large", on_click=_deciding(DecideState.decline), disabled=DecideState.reason == ""
        ),
    )
