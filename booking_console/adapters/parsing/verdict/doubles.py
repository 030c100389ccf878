"""One name or one time that may stand for more: couples, kin that is booked for, visits that come again."""

import re
from collections.abc import Iterator

from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import key, person_name
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.cast import KIN
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import Doubt, FieldName, Rung

_COUPLE = compiled(
    r"\b(?:mr|mrs|herrn?|frau|m\.|mme|monsieur|madame|sr\.|sra\.|dhr\.|mevr?\.|meneer|mevrouw)[ ](?:and|&|und|et|y|en)[ ]"
    r"(?:mrs?|ms|frau|herrn?|mme|m\.|madame|monsieur|sra?\.|mevr?\.|dhr\.|mevrouw|meneer)(?=[ .])",
    re.IGNORECASE,
)
_FOR_KIN = compiled(
    rf"\b(?:for|on behalf of|f\u00fcr|voor|pour|para)[ ](?:his|her|their|seine[nr]?|ihre[nr]?|zijn|haar|hun|son|sa"
    rf"|ses|su)[ ](?:[\w-]+[ ])?{KIN}\b"
    r"(?P<after>[^.!?\n]{0,40})",
    re.IGNORECASE,
)
_AGAIN = compiled(
    r"\band again\b|\ba (?:week|fortnight|month) later\b|\buntil further notice\b|\bweekly\b|\b(?:every"
    r"|each) (?:week|fortnight|month)\b"
    r"|\bw\u00f6chentlich\b|\beine woche sp\u00e4ter\b|\bwekelijks\b|\been week later\b|\bchaque semaine\b"
    r"|\bune semaine plus tard\b"
    r"|\bcada semana\b|\buna semana despu\u00e9s\b",
    re.IGNORECASE,
)
_NEW = compiled(
    r"\b(?:new|moved|rescheduled|changed|neue[rns]?|verlegt|verschoben|nieuwe?|verplaatst|nouve\w+"
    r"|d\u00e9plac\u00e9|nuev[ao])\b",
    re.IGNORECASE,
)


_BARE_HOUR_AT_THE_END = compiled(
    r"(?<![\d:.,/h])(?:[-\u2013]|\b(?:at|to|till?|until|um|ab|bis|om|tot|vanaf|\u00e0|de|las))[ ]?\d{1,2}(?=\s*\Z)",
    re.IGNORECASE,
)
_TWO_ABOUT = compiled(
    r"^\W*(?:re|regarding|concerning|betr(?:eff|ifft|eft)?|concerne|objet|asunto)\b[ .:]+(?P<one>[^\n,;:\d]{3,40}?)"
    r" (?:and|&|/|und|en|et|y|e) (?P<other>[^\n,;:\d]{3,40})$",
    re.IGNORECASE | re.MULTILINE,
)


def doubles(read: Read) -> Iterator[Doubt]:
    said = read.clock.text[: sign_off_of(read.clock.text)]
    is_told = any(one.start and one.start.rung < Rung.LABEL for one in read.appointments)
    if match := _COUPLE.search(said):
        yield Doubt(FieldName.GUEST, f'The mail says "{match[0]}"; it may be about two people.')
    if is_told and len(read.appointments) == 1 and (match := _AGAIN.search(said)):
        yield Doubt(FieldName.START, f'The mail says "{match[0]}"; there may be more than one visit.')
    for match in _TWO_ABOUT.finditer(said):
        if person_name(match["one"]) and person_name(match["other"]):
            yield Doubt(FieldName.GUEST, f'The mail is about "{match["one"]}" and "{match["other"]}".')
    for one in read.appointments:
        match = _FOR_KIN.search(said)
        if (
            match
            and one.guest
            and one.guest.rung < Rung.LABEL
            and not set(key(one.guest.value)) <= set(key(match["after"]))
        ):
            yield Doubt(FieldName.GUEST, f'The mail says "{match[0]}".')
    yield from _open_times(read)
    yield from _cut_off(read)


def _cut_off(read: Read) -> Iterator[Doubt]:
    """ "11:15am - 1" at the very end: a mail that was cut off there may have said 11:30am."""
    last = _BARE_HOUR_AT_THE_END.search(read.clock.text)
    told = (field for one in read.appointments for field in (one.start, one.end) if field)
    if last and any(field.source.part == "text" and field.source.end >= last.end() for field in told):
        yield Doubt(FieldName.START, f'The mail ends in "{last[0].strip()}"; more of the time may be missing.')


def _open_times(read: Read) -> Iterator[Doubt]:
    """ "Rescheduled to: call us": the time beside it is the old one."""
    places = [*(day.start for day in read.clock.dates), *(time.start for time in read.clock.times)]
    for entry in read.entries:
        is_new = entry.role in (Role.WHEN, Role.DATE) and _NEW.search(entry.label)
        if is_new and not any(entry.start <= place < entry.end for place in places):
            yield Doubt(FieldName.START, f'The mail says "{entry.label}" without a time.')
