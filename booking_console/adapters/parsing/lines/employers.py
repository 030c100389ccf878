"""Whose "Mitarbeiter" and "medewerker" it is: where an employer is named as well, the one who is sent to be seen."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.patterns import compiled

if TYPE_CHECKING:
    from booking_console.adapters.parsing.lines.labels import Entry

_EMPLOYED = compiled(
    r"\W*(?:name (?:des|der) |naam (?:van de )?)?(?:mitarbeiter(?:s|in|/in|:in|\*in)?|medewerk(?:er|ster)"
    r"|collaborat(?:eur|rice))\W*",
    re.IGNORECASE,
)
_EMPLOYER = compiled(
    r"\b(?:werkgever|bedrijfsarts|leidinggevende|arbodienst|casemanager|(?:eerste )?(?:ziekte|verzuim)dag"
    r"|arbeitgeber(?:in)?"
    r"|betriebsarzt|betriebs\u00e4rztin|werksarzt|arbeitsmediziner(?:in)?|vorgesetzter?|personal-?nr|personalnummer"
    r"|personeels(?:nr|nummer)|employeur|m\u00e9decin du travail|employer|occupational)\b",
    re.IGNORECASE,
)


def with_employees(entries: Sequence["Entry"]) -> list["Entry"]:
    """Beside a patient of its own label the employee is staff, as everywhere else."""
    is_sent = any(_EMPLOYER.search(entry.label) for entry in entries)
    if not is_sent or any(entry.role is Role.GUEST for entry in entries):
        return list(entries)
    return [replace(one, role=Role.GUEST) if _EMPLOYED.fullmatch(one.label) else one for one in entries]
