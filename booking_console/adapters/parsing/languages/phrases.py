"""How the phrases of one language are kept."""

import re
from dataclasses import dataclass

#: So many words may stand between the two halves of a verb: "sagt ihren Termin am Montag ab".
SOME_WORDS = r"(?:\S+ ){0,24}?"


@dataclass(frozen=True, slots=True)
class Phrases:
    """By what they say. named only speaks of an appointment; a condition is never a statement about this one."""

    language: str
    cancelled: re.Pattern[str]
    moved: re.Pattern[str]
    booked: re.Pattern[str]
    named: re.Pattern[str]
    pending: re.Pattern[str]
    reminder: re.Pattern[str]
    condition: re.Pattern[str]


def whole(*phrases: str) -> re.Pattern[str]:
    """Whole words: "report" of the French is not "reported"."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?![^\W\d_])", re.IGNORECASE)
