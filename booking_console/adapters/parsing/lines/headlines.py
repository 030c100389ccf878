"""How a program's mails say in a headline what became of a visit: "EXAM SCHEDULED", "A client changed their appointment"."""

import re

from booking_console.adapters.parsing.patterns import compiled

_VISIT = (
    r"(?:appointments?|appts?|bookings?|visits?|sessions?|consultations?|consults?|treatments?|exams?|examinations?|entry|entries"
    r"|events?|slots?|reservations?|check-?ups?|procedures?|screenings?|scans?|assessments?|reviews?|orders?|jobs?|classes|class|lessons?"
    r"|events?|time)"
)
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six)"
_OPENS = rf"^\W*(?:\[[^\]]{{0,40}}\]\W*)?(?:(?:an?|the|your|this|new|{_COUNT}) )*"
_BE = r"(?:(?:has|have|is|was|are|were) )?(?:(?:just|now|all|been|successfully) )*"
_END = r"(?=\W*$|\W*[-\u2013\u2014:|,.!#(\[]| (?:for|by|with|on|from|of|at)\b)"
# A sentence with somebody in front, and what that one did.
_SOMEBODY = (
    r"(?:(?:an?|the|your) (?:patient|client|customer|member|guest|attendee|user)|they"
    r"|(?-i:(?!(?:My|Our|Your|The|His|Her|Their)\b)[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){1,3}))"
)
_HERS = r"(?:an?|the|this|that|his|her|their|its|your|one)"

HEADS_CANCELLED = compiled(
    "|".join((
        rf"{_OPENS}{_VISIT} {_BE}(?:cancell?ed|withdrawn|deleted|removed|called off){_END}",
        rf"\b{_VISIT}\b(?![^.!?\n]*\b(?:not|never|n['\u2019]t)\b)[^.!?\n]{{0,60}}\bcancell?ed\W*$",
        rf"{_OPENS}{_SOMEBODY} (?:has |have )?(?:just )?cancell?ed(?:\W*$| {_HERS} (?:\w+ ){{0,2}}{_VISIT}\b)",
    )),
    re.IGNORECASE,
)  # fmt: skip
HEADS_MOVED = compiled(
    "|".join((
        rf"{_OPENS}{_VISIT} {_BE}(?:moved|changed|re-?scheduled|updated|amended|postponed|brought forward){_END}",
        rf"{_SOMEBODY} (?:has |have )?(?:just )?(?:changed|moved|re-?scheduled|shifted|postponed)"
        rf"(?:\W*$| (?:{_HERS} (?:\w+ ){{0,2}}{_VISIT}\b|to (?:a|another)))",
        r"\b(?:picked|chose|has chosen|has picked|selected|took|switched to|booked) (?:an?other|a different|a new) "
        r"(?:time|day|date|slot|appointment)\b",
        r"\b(?:has|have) (?:now )?(?:got )?an? (?:new|different|changed) (?:time|date|day|start)\b",
        r"\bmoved to (?:another|a different|a new) (?:day|time|date)\b",
        r"\b(?:this|it|which) replaces (?:your|the|his|her|their) (?:\w+ )?(?:appointment|visit|booking|session|time|slot)\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
HEADS_BOOKED = compiled(
    "|".join((
        rf"{_OPENS}{_VISIT} {_BE}(?:booked|scheduled|added|confirmed|reserved|created|arranged){_END}",
        rf"{_OPENS}(?:patient|client|veteran|member|guest|claimant|traveller) {_BE}(?:booked|scheduled|confirmed|added){_END}",
        r"\badded to (?:[^\s,;]+ ){0,5}(?:diary|calendar|schedule|agenda|book)\b",
        rf"^\W*(?:new|added|booked)(?: {_VISIT}|\W*$)|\b(?:{_COUNT}) (?:new )?(?:added|booked)\b",
        r"^\W*(?:[\w/&-]+ ){0,4}(?:diary|calendar|schedule|list|book)\W{1,3}(?:addition|insertion|new entry)s?\W*$"
        r"|^\W*addition to (?:the |your |our )?(?:\w+ )?(?:diary|calendar|schedule|list)\b",
        rf"\bnew (?:{_VISIT}|entry)\b(?! (?:request|time|date))|\b(?:is|are) in the (?:book|diary|calendar|schedule)\b",
        r"(?<!not )(?<!n['\u2019]t )(?<!never )"
        r"\b(?:book|add|put|enter|schedule|note)(?: in| down)? (?:in )?(?:the following|these|those)\b",
        r"\bthe following (?:[\w-]+ ){0,3}(?:are|have been|have all been|is|has been) (?:now )?(?:booked|scheduled|confirmed|added)\b",
        r"^\W*(?:the |our )?(?:[\w-]+ )?list for (?:the |our )?(?:[\w-]+ ){0,4}clinic\b",
        r"\bwhat we have (?:put|booked|entered|arranged) (?:in )?for\b",
        rf"\b(?:{_COUNT}) (?:\w+ ){{0,2}}{_VISIT} (?:are |were |have been )?(?:booked|scheduled|confirmed|added)\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
