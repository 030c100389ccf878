"""A mail in quarantine: why its sender is not believed, and the one act that changes it."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.attention_state import AttentionState
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import button, text_button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.icon import icon
from booking_console.ui.quarantine_state import QuarantineState
from booking_console.ui.session import may


def quarantine() -> rx.Component:
    held = AttentionState.item.held
    trust = rx.cond(
        held.address != "",
        rx.el.div(
            button("Trust " + held.address + "…", on_click=calling(QuarantineState.ask, held.address)),
            text_button("Trust everybody at " + held.domain + "…", on_click=calling(QuarantineState.ask, held.domain)),
            class_name="row wrap",
        ),
        rx.el.p("Trusting the sender would not help: look for another sign that it is real.", class_name="soft"),
    )
    says = rx.el.p(rx.el.b("In quarantine. "), held.reason, " Nothing was done with this mail.")
    words = rx.el.div(says, rx.cond(may(Right.CONFIGURE), trust), class_name="stack form-gaps")
    return rx.cond(held.reason != "", rx.el.div(icon("shield-alert"), words, class_name="problem held", role="note"))


def trust_dialog() -> rx.Component:
    """A look-alike is one letter away, and whoever is trusted books rooms: so it is asked once, with the reason beside it."""
    return dialog(
        "Trust " + QuarantineState.asked + "?",
        rx.el.p("In quarantine because: ", AttentionState.item.held.reason, class_name="soft"),
        says="Its mails book rooms from now on, and no person looks at them first. What waits of it is read again.",
        actions=[
            rx.dialog.close(button("Leave it in quarantine")),
            button("Trust this sender", kind="danger", on_click=QuarantineState.trust),
        ],
        is_open=QuarantineState.asked != "",
        on_open_change=QuarantineState.set_open,
    )


def lesson_link() -> rx.Component:
    """For managers, from a mail that was read."""
    seen = AttentionState.item
    address = "/teach?mail=" + seen.message_id.to(str)
    link = rx.el.a("Teach this sender's mails", href=address, class_name="link nowrap")
    return rx.cond(may(Right.CONFIGURE) & (seen.kind == "message") & (seen.lines.length() > 0), link)
