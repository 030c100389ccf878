"""The keys, and where to find more. Opened with ? (console.js) or from the navigation."""

import reflex as rx

from booking_console.ui.components.buttons import button
from booking_console.ui.components.key_hint import key

KEYS = (
    ("/", "Search"),
    ("g t", "Today"),
    ("g n", "Needs attention"),
    ("g c", "Calendar"),
    ("g l", "Booking log"),
    ("g v", "Live attempts"),
    ("g r", "Rooms & priorities"),
    ("g s", "Schedule & portal"),
    ("g a", "Analytics"),
    ("g d", "Closing statement"),
    ("g m", "Mailbox, for managers"),
    ("g e", "Senders, for managers"),
    ("g u", "Users, for managers"),
    ("j k", "Next and previous row"),
    ("Enter", "Open the row"),
    ("x", "Choose the row in the booking log"),
    ("m", "Move the entry in the calendar"),
    ("Esc", "Close a panel or a dialog"),
    ("?", "This help"),
)


def help_dialog() -> rx.Component:
    """A native dialog, so that it opens even while the connection is lost."""
    lines = [
        rx.fragment(rx.el.span(*[key(k) for k in keys.split()], class_name="row tight"), rx.el.span(does))
        for keys, does in KEYS
    ]
    return rx.el.dialog(
        rx.el.h2("Help"),
        rx.el.p(
            "Every mail is read, every clear one gets the first free room in your order, once. What is not clear waits at Needs attention."
        ),
        rx.el.div(*lines, class_name="help-table"),
        rx.el.div(button("Close", custom_attrs={"data-close-help": ""}), class_name="dialog-actions"),
        class_name="dialog native",
        id="help-dialog",
        aria_label="Help",
    )
