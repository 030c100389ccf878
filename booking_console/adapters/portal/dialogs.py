"""Native dialogs of a page (alert, confirm, prompt)."""

import re
from collections.abc import Sequence

from playwright.sync_api import Dialog as NativeDialog
from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.profile import Dialog


def action_for(message: str, rules: Sequence[Dialog]) -> str:
    """What no rule names is dismissed: a question we do not know is answered with no."""
    return next((rule.action for rule in rules if re.search(rule.text, message)), "dismiss")


def answer_dialog(dialog: NativeDialog, rules: Sequence[Dialog]) -> None:
    try:
        if action_for(dialog.message, rules) == "accept":
            dialog.accept()
        else:
            dialog.dismiss()
    except PlaywrightError:
        return  # the page went away with its dialog
