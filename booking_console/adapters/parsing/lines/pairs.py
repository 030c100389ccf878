"""Two labels of which each says only half: the old and the new time, or a beginning and an end."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from booking_console.adapters.parsing.languages.words import SHORT_WEEKDAYS, WEEKDAYS, choice
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.patterns import compiled

if TYPE_CHECKING:
    from booking_console.adapters.parsing.lines.labels import Entry

_DAY_AHEAD = re.compile(rf"(?:{choice({**WEEKDAYS, **SHORT_WEEKDAYS})}|\d{{1,2}}[ ./-])", re.IGNORECASE)
_FROM_TO = frozenset(
    {
        ("from", "to"),
        ("von", "auf"),
        ("von", "nach"),
        ("van", "naar"),
        ("du", "au"),
        ("de", "\u00e0"),
        ("de", "a"),
        ("del", "al"),
    }
)


def paired(text: str, entries: Sequence["Entry"]) -> list["Entry"]:
    """ "From: Wed 9 Sep" above "To: Fri 11 Sep" are the old and the new time."""
    out = list(entries)
    for at, (one, other) in enumerate(pairwise(entries)):
        names = (one.label.casefold().strip(" ."), other.label.casefold().strip(" ."))
        if names in _SPANS and all(_TIME_ONLY.fullmatch(text, entry.start, entry.end) for entry in (one, other)):
            out[at], out[at + 1] = replace(one, role=Role.START), replace(other, role=Role.END)
            continue
        if names in _STAYS and all(re.search(r"\d[:.h]\d\d", text[entry.start : entry.end]) for entry in (one, other)):
            out[at], out[at + 1] = replace(one, role=Role.WHEN), replace(other, role=Role.END)
            continue
        is_moved = _MOVES.search(text, 0, entries[0].start) is not None
        if names in _SPANS and not is_moved and _day_of(text, one) and _day_of(text, one) == _day_of(text, other):
            out[at], out[at + 1] = replace(one, role=Role.WHEN), replace(other, role=Role.END)
        elif names in _FROM_TO and all(_DAY_AHEAD.match(text, entry.start) for entry in (one, other)):
            out[at], out[at + 1] = replace(one, role=Role.PREVIOUS), replace(other, role=Role.WHEN)
    return out


# "19/10/2026 12:00", "Mon 19 Oct 2026, 12:00": what stands ahead of the time.
_DAY_AND_TIME = re.compile(
    r"(?P<day>[^\n]{6,40}?)[ ,T]+(?:at |um |om |\u00e0 )?\d{1,2}[:.h]\d\d(?::00)?[ ]?(?:[ap]\.?m\.?)?", re.IGNORECASE
)


# "Arrive" and "depart" of a stay.
_STAYS = frozenset(
    {("arrive", "depart"), ("arrival", "departure"), ("arrives", "departs"), ("time in", "time out"), ("in", "out")}
)
_MOVES = compiled(
    r"\b(?:moved|re-?scheduled?|re-?arranged|changed?|amended|revised|postponed|new time|shifted|verschoben|verlegt"
    r"|verplaatst|d\u00e9plac\w+"
    r"|cambiad\w+|aplazad\w+)\b",
    re.IGNORECASE,
)


def _day_of(text: str, entry: "Entry") -> str:
    """The day of a value that is nothing but a day and a time; a visit begins and ends on one day."""
    match = _DAY_AND_TIME.fullmatch(text[entry.start : entry.end].strip())
    return " ".join(match["day"].split()).casefold() if match else ""


_SPANS = frozenset(
    {
        ("from", "to"),
        ("von", "bis"),
        ("van", "tot"),
        ("de", "\u00e0"),
        ("desde", "hasta"),
        ("from", "until"),
        ("de", "a"),
        ("du", "au"),
        ("de", "hasta"),
        ("desde", "a"),
        ("desde las", "hasta las"),
        ("de", "jusqu'\u00e0"),
        ("d\u00e8s", "jusqu'\u00e0"),
    }
)
_TIME_ONLY = re.compile(r"\d{1,2}(?:[:.h]\d\d)?[ ]?(?:[ap]\.?m\.?|uhr|uur|h)?", re.IGNORECASE)
