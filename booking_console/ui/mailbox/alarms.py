"""An alarm where everybody sees it: on Today, above what comes next."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.components.buttons import link_button
from booking_console.ui.components.icon import icon
from booking_console.ui.mailbox.words import Raised
from booking_console.ui.session import may


def alarm_card(alarm: rx.Var[Raised]) -> rx.Component:
    return rx.el.div(
        icon("bell-ring", 20),
        rx.el.div(
            rx.el.p(rx.el.span(alarm.sentence, class_name="strong")),
            rx.el.p(alarm.advice, class_name="soft"),
            class_name="what",
        ),
        rx.cond(
            may(Right.CONFIGURE) | (alarm.href != "/mailbox"),
            link_button(alarm.link, alarm.href, icon_after="arrow-right"),
        ),
        class_name="focus-card alarm",
        role="status",
    )
