"""How the phrases of one language are kept."""

import re
from dataclasses import dataclass

from booking_console.adapters.parsing.patterns import Pattern, compiled

#: So many words may stand between the two halves of a verb: "sagt ihren Termin am Montag ab".
SOME_WORDS = r"(?:\S+ ){0,24}?"


@dataclass(frozen=True, slots=True)
class Phrases:
    """By what they say. named only speaks of an appointment; a condition is never a statement about this one."""

    language: str
    cancelled: Pattern
    moved: Pattern
    booked: Pattern
    named: Pattern
    pending: Pattern
    reminder: Pattern
    condition: Pattern


def whole(*phrases: str) -> Pattern:
    """Whole words: "report" of the French is not "reported"."""
    return compiled(rf"(?<!\w)(?:{'|'.join(phrases)})(?![^\W\d_])", re.IGNORECASE)
