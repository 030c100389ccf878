"""Mails that only tell what stands in the diary already: no word of them books, moves or cancels anything."""

import re
from collections.abc import Iterator
from datetime import timedelta

from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import Doubt

_DAY = r"(?:today|tomorrow|tonight|this week|next week|the (?:day|week))"
_LIST = r"(?:list|schedule|agenda|diary|calendar|summary|overview|appointments|patients|clients|bookings|line-?up|run ?sheet|day|visits)"
_DIGEST = compiled(
    "|".join((
        rf"\b{_DAY}['\u2019]s {_LIST}\b|\b(?:agenda|schedule|summary|overview|run ?sheet) for (?:today|tomorrow)\b",
        rf"\b(?:your|the) (?:daily|weekly|day|week) {_LIST}\b|\b(?:your|the) (?:morning|evening) {_LIST}\b(?! (?:is"
        rf"|are|was|has|had|ran) )|\b(?:daily|weekly) (?:digest|summary|overview|agenda)\b",
        r"\b(?:summary|overview|recap|snapshot|digest) of (?:what|your(?! (?:booking|reservation)\b)|the(?! "
        r"(?:booking|reservation)\b)|all|tomorrow|today|this|existing)\b",
        r"\bwhat(?: is|['\u2019]s) (?:in|on) (?:the|your) (?:diary|calendar|agenda|schedule|books?)\b|\b(?:at a "
        r"glance|coming up)\b",
        r"\bnothing (?:has|is|was) (?:been )?(?:changed|new|moved)\b|\bno (?:changes|action needed)\b|\bfor (?:your "
        r")?information only\b",
        r"\b(?:tages|wochen)(?:liste|\u00fcbersicht|plan)\b|\b(?:heutige|morgige|n\u00e4chste)\w* termine\b"
        r"|\bihre termine (?:heute|morgen|am)\b",
        r"\b(?:dag|week)(?:overzicht|lijst|planning|agenda)\b|\b(?:agenda|afspraken|overzicht) (?:van|voor) "
        r"(?:vandaag|morgen|deze week)\b",
        r"\b(?:r\u00e9capitulatif|planning|agenda) (?:du jour|de demain|d['\u2019]aujourd['\u2019]hui"
        r"|de la (?:journ\u00e9e|semaine))\b",
        r"\b(?:resumen|agenda|lista) (?:del d\u00eda|de hoy|de ma\u00f1ana|de la semana|para (?:hoy|ma\u00f1ana))\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
# Sent before a visit that was booked long ago, without the word "reminder".
_LOOKED_FORWARD_TO = compiled(
    r"\b(?:(?:friendly|gentle|quick|little) nudge|you already have (?:with|booked)"
    r"|(?:tomorrow|today) is the day|(?:is|are) (?:coming up|around the corner|almost here|nearly here)"
    r"|(?:visit|appointment|session|booking) (?:is )?(?:tomorrow|today)[!:,]|get ready for your"
    r"|(?<!minutes )(?<!mins )(?<!hours )(?<!hour )(?<!hrs )(?<!days )(?<!early )(?<!time )(?<!weeks )(?<!arrive )"
    r"before your (?:visit|appointment)"
    r"|(?:day|night|evening|week)[- ]before (?:note|mail|e-?mail|message|text|notice|call))\b",
    re.IGNORECASE,
)
_SEE_YOU = compiled(
    r"\b(?:see you (?:tomorrow|today|soon|in)|(?<!booked! )(?<!set! )(?<!booked, )(?<!set, )(?<!booked - )(?<!set - "
    r")see you (?:on|at)|wir freuen uns"
    r"|bis (?:morgen|bald)|tot (?:morgen|snel)|\u00e0 demain|hasta ma\u00f1ana)\b",
    re.IGNORECASE,
)
# The booking was made days ago.
_MADE = compiled(
    r"\b(?:(?:you|he|she|they|the patient|the client) (?:have |has )?(?:made|placed|booked|scheduled)"
    r" (?:(?:this|the|your|that|his|her) (?:booking|appointment|reservation|visit|session)|it)"
    r"|(?:which|that) (?:was|you) (?:booked|made)) on ",
    re.IGNORECASE,
)
_LATE = timedelta(days=2)
_BEGINNING = 700  # characters; what comes below are terms and tips


def _made_before(read: Read) -> Iterator[str]:
    made = {match.end(): match.start() for match in _MADE.finditer(read.clock.text)}
    for day in read.clock.dates:
        is_today = day.day is not None and abs(day.day - read.clock.calendar.today) < _LATE
        if day.start in made and not is_today:
            yield read.clock.text[made[day.start] : day.end]


def digests(subject: str, read: Read) -> Iterator[Doubt]:
    if not read.appointments:
        return
    said = f"{subject}\n{read.clock.text.strip()[:_BEGINNING]}"
    for words in _made_before(read):
        yield Doubt(None, f'The mail says "{words}"; it may only tell of what was booked before.')
    for match in (_DIGEST.search(said), _LOOKED_FORWARD_TO.search(said), _SEE_YOU.search(subject)):
        if match:
            yield Doubt(None, f'The mail says "{match[0]}"; it may only tell of what was booked before.')
