"""The end of an appointment that only states how long it takes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from booking_console.adapters.parsing.languages.words import NUMBERS
from booking_console.adapters.parsing.lines.found import in_text
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.times.durations import Length
from booking_console.adapters.parsing.times.moments import Clockwork
from booking_console.domain.extraction import AppointmentFields, Doubt, FieldName, Rung

_ROUGHLY = compiled(
    r"(?<!allow )\b(?:about|approx\w*\.?|around|roughly|circa|ca\.)[ ]+(?:an?|\d{1,3}|half an|thirty|forty"
    r"|forty-five|sixty)(?:[ ]?(?:-|to|and|or)[ ]?\d{1,3})?[ -]?"
    r"(?:min\w*|hours?|hrs?)\b(?! (?:early|before|prior|drive|walk|away|late))",
    re.IGNORECASE,
)
_ROUGHLY_ABROAD = re.compile(
    r"(?:\b(?:etwa|ca\.?|circa|zirka|ungef\u00e4hr|rund|ongeveer|plusminus|zo['\u2019]n|environ|unos|unas"
    r"|aproximadamente|alrededor de|cerca de)"
    r"|\u00b1)[ ]+(?:eine[rn]? |een |une |una )?(?:\d{1,3}|halbe|dreiviertel|half|demi|media|zwei|twee|deux|dos"
    r"|drei|drie|drei\u00dfig|dertig"
    r"|trente|treinta)?(?:[ ]?(?:-|bis|tot|\u00e0|a)[ ]?\d{1,3})?[ -]?(?:min\w*|stunden?|std|kwartier|uur|h\b"
    r"|heures?|horas?)"
    r"(?![^.!?\n]{0,24}\b(?:fr\u00fcher|vorher|vor|zuvor|eher|eerder|tevoren|vooraf|voor|avant|plus t\u00f4t"
    r"|antes|entfernt|fu\u00dfweg|lopen|pied|pie))",
    re.IGNORECASE,
)
# "Planen Sie bitte etwa zwei Stunden ein" says how much time to bring, not how long the visit takes.
_TIME_TO_BRING = compiled(
    r"\b(?:planen|plane|rechnen|rechne|bringen|nehmen|kalkulieren|ein[zu]{0,2}planen|anfahrt|wartezeit|fahrzeit"
    r"|formular\w*|fragebogen"
    r"|houdt?|reken|rekent|trek|neem|wachttijd|reistijd|formulier\w*|vragenlijst|pr\u00e9voyez|pr\u00e9voir"
    r"|comptez|attente|trajet|questionnaire"
    r"|formulaire|calcule|cuente|prevea|espera|trayecto|formulario|cuestionario)\b[^.!?\n]*$",
    re.IGNORECASE,
)
# A number in words that is in no table.
_UNREAD = compiled(
    r"\b([^\W\d_]*(?:zig|tig|ty|teen|zehn|tien|ante|enta|inte|inze|ingt))[ -](?:minutes?|minuten|minutos|mins?)\b"
    r"(?! (?:early|before|prior|vor|avant|antes))",
    re.IGNORECASE,
)
SAME_LENGTH = compiled(
    r"\b(?:the )?same (?:length|duration|amount of time|slot length)\b|\b(?:just )?as long as (?:before|last time|planned)\b"
    r"|\bgleiche (?:dauer|l\u00e4nge)\b|\bgleich lang\b|\b(?:zelfde duur|even lang)\b|\bm\u00eame dur\u00e9e\b|\bmisma duraci\u00f3n\b",
    re.IGNORECASE,
)
_UNITLESS = re.compile(r"(?<![:.h])\b(?:20|30|40|45|50|60|75|90)$")
_ASIDE = frozenset({Role.IGNORED, Role.OTHER_PERSON, Role.EMAIL, Role.REFERENCE, Role.STATUS, Role.PREVIOUS})


def with_ends(
    clock: Clockwork, entries: Sequence[Entry], appointments: Sequence[AppointmentFields]
) -> tuple[list[AppointmentFields], list[Doubt]]:
    """A missing end is filled from the only duration the mail states; several, or a rough one, are a doubt."""
    if all(one.end or not one.start for one in appointments):
        return list(appointments), []
    lengths = _stated(clock, entries)
    if len({length.value for length in lengths}) == 1 and not all(
        _is_about_something_else(clock, length) for length in lengths
    ):
        return [_ended(one, lengths[0], clock) for one in appointments], []
    by_line = _of_its_line(clock, appointments, lengths)
    if by_line:
        return [_ended(one, length, clock) for one, length in zip(appointments, by_line, strict=True)], []
    doubt = _doubt(clock, entries, lengths)
    return list(appointments), [Doubt(FieldName.END, doubt)] if doubt else []


def with_lengths(
    clock: Clockwork, entries: Sequence[Entry], appointments: Sequence[AppointmentFields]
) -> list[AppointmentFields]:
    """Where the start is in doubt the mail may still say without doubt how long it takes; the person who names the start needs it."""
    if all(one.start for one in appointments):
        return list(appointments)
    stated = [length for length in _stated(clock, entries) if not _is_about_something_else(clock, length)]
    lasting = [(length.value, length.start, length.end) for length in stated] or _of_ranges(clock)
    if len({value for value, _, _ in lasting}) != 1:
        return list(appointments)
    length = in_text(lasting[0][0], clock.text, *lasting[0][1:], Rung.SENTENCE)
    return [one if one.start else replace(one, length=length) for one in appointments]


def _of_ranges(clock: Clockwork) -> list[tuple[timedelta, int, int]]:
    """ "2:00 PM - 2:45 PM" """
    return [
        (_between(mention.begin, mention.finish), mention.start, mention.end)
        for mention in clock.times
        if mention.begin and mention.finish and mention.begin < mention.finish
    ]


def _between(begin: time, finish: time) -> timedelta:
    return datetime.combine(date.min, finish) - datetime.combine(date.min, begin)


def _of_its_line(
    clock: Clockwork, appointments: Sequence[AppointmentFields], lengths: Sequence[Length]
) -> list[Length]:
    """Of a list in which every line has a patient, a time and one length; empty where any line or length is left over."""
    lines = [_line_at(clock.text, one.start.source.start) for one in appointments if one.start]
    found = [[length for length in lengths if start <= length.start < end] for start, end in lines]
    if len(set(lines)) < max(len(appointments), 2) or any(len(one) != 1 for one in found):
        return []
    each = [one[0] for one in found]
    is_other = any(_is_about_something_else(clock, length) for length in each)
    return [] if is_other or any(one.end for one in appointments) or len(each) != len(lengths) else each


def _line_at(text: str, position: int) -> tuple[int, int]:
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def _stated(clock: Clockwork, entries: Sequence[Entry]) -> list[Length]:
    body = sign_off_of(clock.text)
    aside = [entry for entry in entries if entry.role in _ASIDE]
    return [
        length
        for length in clock.lengths
        if length.start < body
        and not _SHIFTS.search(clock.text, max(0, length.start - 12), length.start)
        and not _SHIFTED.match(clock.text, length.end)
        and not any(time.start <= length.start and length.end < time.end for time in clock.times)
        and not any(entry.start <= length.start < entry.end for entry in aside)
    ]


# "Put back by an hour", "half an hour later": how far a visit moves.
_SHIFTS = compiled(r"\bby (?:about |around )?$", re.IGNORECASE)
_SHIFTED = compiled(r"[ ](?:later|earlier|forward|back)\b", re.IGNORECASE)
_ELSE = re.compile(
    r"\b(?:if(?! (?:possible|needed|required|that))|late|lateness|hold|held|wait|policy|notice|before|prior|early"
    r"|cancel\w*|parking|park|drive|walk"
    r"|fast|refund|reply|respond|expires?)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


def _is_about_something_else(clock: Clockwork, length: Length) -> bool:
    """ "We hold your place for 15 minutes if you are late" says nothing about the end."""
    before = max((match.end() for match in _SENTENCE_END.finditer(clock.text, 0, length.start)), default=0)
    after = _SENTENCE_END.search(clock.text, length.end)
    return _ELSE.search(clock.text[before : after.start() if after else len(clock.text)]) is not None


def _ended(one: AppointmentFields, length: Length, clock: Clockwork) -> AppointmentFields:
    if one.end or one.start is None:
        return one
    return replace(
        one, end=in_text(one.start.value + length.value, clock.text, length.start, length.end, Rung.SENTENCE)
    )


def _rough_abroad(clock: Clockwork) -> re.Match[str] | None:
    found = _ROUGHLY_ABROAD.finditer(clock.text, 0, sign_off_of(clock.text))
    return next(
        (match for match in found if not _TIME_TO_BRING.search(clock.text, max(0, match.start() - 80), match.start())),
        None,
    )


def _doubt(clock: Clockwork, entries: Sequence[Entry], lengths: Sequence[Length]) -> str:
    if lengths:
        return "The mail names more than one duration: " + ", ".join(sorted({length.text for length in lengths})) + "."
    unread = _UNREAD.search(clock.text, 0, sign_off_of(clock.text))
    if (
        unread
        and unread[1].lower() not in NUMBERS
        and not any(length.start < unread.end() and unread.start() < length.end for length in clock.lengths)
    ):
        return f'"{unread[0]}" may say how long it takes.'
    rough = _ROUGHLY.search(clock.text, 0, sign_off_of(clock.text)) or _rough_abroad(clock)
    if rough:
        return f'The mail only says "{" ".join(rough[0].split())}" about how long it takes.'
    for entry in entries:
        said = clock.text[entry.start : entry.end]
        if entry.role in (Role.SERVICE, Role.APPOINTMENT, Role.DURATION) and _UNITLESS.search(said):
            return f'"{said}" may name a duration without saying so.'
    return ""
