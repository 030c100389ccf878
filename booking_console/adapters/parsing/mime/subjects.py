"""Mails whose subject says everything: "Booked: Ada Moreau, Tue 10 Nov, 12 noon" above nothing but a greeting."""

import re

from booking_console.adapters.parsing.languages.words import MONTHS, WEEKDAYS, choice

_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2} ?(?:[ap]\.?m\b|uhr|uur|h\b|noon)|\b(?:noon|midday|o['\u2019]clock|mittags)\b",
    re.IGNORECASE,
)
_LONG_NAMES = choice(
    {name: at for name, at in {**MONTHS, **WEEKDAYS}.items() if len(name) > 3 and name not in ("march", "mars")}
)
_DAY = re.compile(
    rf"\b\d{{1,2}}[./-]\d{{1,2}}(?:[./-]\d{{2,4}})?\b|\b\d{{1,2}}(?:st|nd|rd|th|\.)? ?(?:{choice(MONTHS)})\b"
    rf"|\b(?:{choice(MONTHS)}) \d{{1,2}}\b"
    rf"|\b(?:{_LONG_NAMES}|today|tomorrow|heute|morgen|vandaag|demain|ma\u00f1ana)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"^\W*(?:re|aw|antw|sv|fwd?|wg|tr|rv|doorst)[ ]*:", re.IGNORECASE)
_SHORT = 600  # characters of small talk


def with_subject(subject: str, text: str) -> str:
    """The text; below its subject where that alone names a day and a time, and the mail is its writer's own."""
    is_told = _TIME.search(subject) and _DAY.search(subject) and not _ANSWERS.match(subject)
    if not is_told or len(text) > _SHORT or _TIME.search(text) or _DAY.search(text):
        return text
    return f"{subject}\n\n{text}".strip()
