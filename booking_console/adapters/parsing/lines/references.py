"""Booking numbers in running text and in the subject."""

import re

from booking_console.adapters.parsing.lines.found import in_part, in_text
from booking_console.adapters.parsing.patterns import compiled
from booking_console.domain.extraction import Field, Rung

_NUMBER = compiled(
    r"\b(?:(?:booking|appointment|reservation|confirmation|our|your)[ ]?(?:ref(?:erence)?\b\.?(?: (?:no\.?"
    r"|number|code))?|no\b\.?|number|id|code|#)|ref(?:erence)?\b\.?|booking|buchungsnummer|referenz)"
    r"[ ]?(?:is|:|#|no\.?)?[ ]{0,2}[#:]?[ ]?(?P<ref>(?=[A-Za-z-]{0,8}[\d-]*\d{2})[A-Z0-9][A-Z0-9/-]{2,24})\b",
    re.IGNORECASE,
)


def reference_in(subject: str, text: str) -> Field[str] | None:
    match = _NUMBER.search(text)
    if match:
        return in_text(match["ref"], text, match.start("ref"), match.end("ref"), Rung.SENTENCE)
    match = _NUMBER.search(subject)
    return in_part(match["ref"], "subject", match[0], Rung.SENTENCE) if match else None
