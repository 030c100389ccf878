"""When somebody is asked to be there, in brackets behind the time of the visit: "8 h 15 (merci de vous présenter à 8"
" h 00)"."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.clock import TimeMention

_BRACKET = re.compile(r"\([^()\n]{4,80}\)")
_ARRIVES = compiled(
    r"\b(?:arriv\w+|llegar|lleg(?:ue|a|uen|ad)|present(?:e|arse|ación|arte)\w*|pr[ée]sent(?:er|ez|ation)\w*|acud(?:ir"
    r"|a|an)|accueil\w*"
    r"|admisi[óo]n|venir|venez|venga|recepci[óo]n|ouverture|check[- ]?in|be (?:here|there)|einfinden|erscheinen"
    r"|da sein|eintreffen|einlass|ankunft"
    r"|anmeldung|aanwezig|aankomst|melden)\b",
    re.IGNORECASE,
)


def without_arrivals(text: str, times: Sequence[TimeMention]) -> list[TimeMention]:
    """Only where another time stands right in front of the bracket: "(arrival 8:00)" alone may be all there is."""
    asides = [
        match.span()
        for match in _BRACKET.finditer(text)
        if _ARRIVES.search(match[0]) and any(0 <= match.start() - time.end <= 3 for time in times)
    ]
    return [time for time in times if not any(start < time.start < end for start, end in asides)]
