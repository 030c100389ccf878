"""Native dialogs of a page (alert, confirm, prompt)."""

import re
from collections.abc import Sequence

from playwright.sync_api import Dialog as NativeDialog
from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.language.profile import Dialog
from booking_console.adapters.portal.language.templates import Blanks, fill
from booking_console.adapters.portal.language.words import fold_spaces, shows


def action_for(message: str, rules: Sequence[Dialog], blanks: Blanks | None = None) -> str:
    """What no rule names is dismissed: a question we do not know is answered with no, and so is one about another booking."""
    rule = next((rule for rule in rules if re.search(rule.text, fold_spaces(message))), None)
    return rule.action if rule is not None and _shows(message, rule.shows, blanks) else "dismiss"


def _shows(message: str, wanted: Sequence[str], blanks: Blanks | None) -> bool:
    if blanks is None:
        return not wanted
    return all(shows(message, fill(text, blanks)) for text in wanted)


def answer_dialog(dialog: NativeDialog, rules: Sequence[Dialog], blanks: Blanks | None) -> None:
    try:
        if action_for(dialog.message, rules, blanks) == "accept":
            dialog.accept()
        else:
            dialog.dismiss()
    except PlaywrightError:
        return  # the page went away with its dialog
