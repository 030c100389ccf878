"""Cards of a vendor without labels: a line with nothing but a name, beside the lines of the day and the time."""

import re

from booking_console.adapters.parsing.lines.found import in_text
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.names.names import NAME, is_clinical, key, person_name
from booking_console.adapters.parsing.patterns import compiled
from booking_console.domain.extraction import AppointmentFields, Field, Rung

_ON_ONE_LINE = NAME.replace("[ \\n]", "[ ]")
_LINE = re.compile(rf"(?m)^[ ]*(?P<who>{_ON_ONE_LINE})[ ]*$")
_GREETED = compiled(
    r"(?im)^[ ]*(?:hi|hello|dear|hey|hallo|liebe[rs]?|beste|bonjour|hola)[ ](?-i:(?P<first>[^\W\d_a-z][^\W\d_]+))"
)


def named_on_card(one: AppointmentFields, letter: Letter, text: str) -> Field[str] | None:
    """Only the one whose first name the subject, the greeting or the address knows too: a therapist stands there as well."""
    if one.start is None or one.start.source.part != "text":
        return None
    at = one.start.source.start
    begin, end = text.rfind("\n\n", 0, at) + 1, text.find("\n\n", at)
    known = {
        *key(letter.subject.replace("'s", "").replace("\u2019s", "")),
        *(word for to in letter.recipients for word in key(to.name)),
    }
    known |= {match["first"].casefold() for match in _GREETED.finditer(text)}
    found = {}
    for match in _LINE.finditer(text, begin, end if end >= 0 else len(text)):
        name = person_name(match["who"])
        if name and " " in name and not is_clinical(match["who"]) and key(name)[0] in known:
            found[key(name)] = in_text(name, text, match.start("who"), match.end("who"), Rung.SENTENCE)
    return next(iter(found.values())) if len(found) == 1 else None
