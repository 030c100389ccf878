"""The note above a forwarded mail: whether it takes back or changes what the mail says."""

import re

from booking_console.adapters.parsing.languages.words import WEEKDAYS, choice
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.mime.quoting import Own
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.lengths import SAME_LENGTH
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.times.moments import read_times
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import Doubt, FieldName

_OBJECTS = re.compile(
    r"\b(?:not|no|never|\w+n['\u2019]t|instead|except|unless|wait|hold|wrong|query|unsure|actually|(?:cancel\w*"
    r"|booked|moved|changed) (?:\w+ ){0,2}(?:by mistake|by accident|in error)|rebook\w*|nicht|kein\w*"
    r"|aber|sondern|warten"
    r"|niet|geen|maar|wachten|pas|mais|sauf|attend\w+|pero|salvo|esper\w+)\b|\?",
    re.IGNORECASE,
)
# What may also only repeat the forwarded mail: "she moved it herself".
_BECAME = (
    compiled(r"\bcancel\w*", re.IGNORECASE),
    compiled(r"\b(?:chang\w+|moved?|mov(?:es|ing)|re-?schedul\w+)", re.IGNORECASE),
)


# "Can you put this one in?" asks for what the forwarded mail says.
_DO_IT = compiled(
    r"\b(?:(?:please|pls|kindly|can|could|would|will|you|we|just|also) ){0,4}(?:put|pop|add|book|enter|sort|action|process|do|arrange"
    r"|note|deal with|see to|get|slot|squeeze|fit|diarise|cancel|remove|take|move|change) (?:this|that|it|these|them|him|her|the below"
    r"|below|the following|the attached)(?: (?:one|in|on|off|out|into|for|to|down|through|the|your|our|my|me|us|diary|calendar|book"
    r"|system|please|pls|thanks|asap|patient|booking|appointment))*[ ]*\?",
    re.IGNORECASE,
)


def objects(cover: str, letter: Letter, read: Read) -> bool:
    if len(cover) > _LONG_NOTE or _OBJECTS.search(_DO_IT.sub("", cover)):
        return True
    inner = f"{letter.subject}\n{read.clock.text}"
    return any(said.search(cover) and not said.search(inner) for said in _BECAME) or _names_another_day(cover, read)


def _names_another_day(cover: str, read: Read) -> bool:
    """ "Changed again, to Monday": a day or a time that the forwarded mail does not have."""
    said = cover[: sign_off_of(cover)].split("\n\n")[0]
    days = {start.weekday() for start in [one.start.value for one in read.appointments if one.start]}
    named = {WEEKDAYS[match[0].casefold()] for match in _DAY.finditer(said)}
    clock = read_times(said, read.clock.calendar, read.clock.zone)
    known = {
        field.value.time() for one in read.appointments for field in (one.start, one.end, one.previous_start) if field
    }
    return bool(named - days) or any(time.begin and time.begin not in known for time in clock.times)


_DAY = compiled(rf"\b(?:{choice({name: day for name, day in WEEKDAYS.items() if len(name) > 5})})\b", re.IGNORECASE)


_LONG_NOTE = 400


def quoted_end_doubts(own: Own, read: Read) -> list[Doubt]:
    """ "Same length" above a mail that says how long."""
    said = SAME_LENGTH.search(read.clock.text) if own.has_quote else None
    is_open = any(one.start and not one.end for one in read.appointments)
    return [Doubt(FieldName.END, f'The mail says "{said[0]}" as in the quoted one.')] if said and is_open else []
