"""What looks like a label with its value, and is somebody speaking."""

import re

from booking_console.adapters.parsing.names.roles import is_known_label
from booking_console.adapters.parsing.patterns import compiled

# "Estimada paciente:" above what is said to her.
_GREETS = compiled(
    r"(?:estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|ch\u00e8re?s?|hola|bonjour|bonsoir|dear|hello|beste|geachte"
    r"|liebe[rs]?|sehr geehrte[rs]?"
    r"|hallo|buen[oa]s (?:d\u00edas|tardes|noches))\b",
    re.IGNORECASE,
)


def is_sentence(label: str, value: str) -> bool:
    """ "Yes, confirmed: Ada Moreau on Monday", "Booking for Ada (mother: Eve)", and what goes on for sentences."""
    if _GREETS.match(label):
        return True
    if label.count("(") != label.count(")"):
        return True
    if _MADE.fullmatch(label.strip()) and _SOMEBODY_DOES.match(value):
        return True
    if _TITLED_NAME.search(label) or (len(label.split()) > 2 and _VERB.search(label)):
        return True
    if "," in label and not is_known_label(label):
        return True
    return len(value) > _SENTENCE_LENGTH and _FULL_STOP.search(value) is not None and not is_known_label(label)


_TITLED_NAME = compiled(r"\b(?:Dr|Prof|Mr|Mrs|Ms|Miss|Herrn?|Frau|Mme)\b\.? [^\W\d_]")
# "Booking made: Ada Moreau is seeing Dr Finch on Monday".
_MADE = compiled(r"(?:new )?(?:booking|appointment|visit)? ?(?:made|booked|confirmed|added|created)", re.IGNORECASE)
_SOMEBODY_DOES = compiled(
    r"(?:[^\W\d_a-z][\w'\u2019.-]*[ ]){1,4}(?:is (?:seeing|booked|coming|due)|will (?:see|attend|be seen)|has "
    r"(?:booked|been booked)"
    r"|sees|comes|attends)\b"
)
_VERB = re.compile(
    r"\b(?:has|have|had|is|are|was|were|been|will|wurden?|ist|sind|heeft|zijn|est|sont|ont|ha|han)\b"
    r"(?! (?:your|the|this)\b)",
    re.IGNORECASE,
)
_SENTENCE_LENGTH = 60
_FULL_STOP = re.compile(r"[a-z0-9][.!?] [A-Z]")
