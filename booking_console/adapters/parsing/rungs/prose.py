"""The rung of running text: what a receptionist or a template says in sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from booking_console.adapters.parsing.lines.found import Reading, in_text
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import find_names, same_person
from booking_console.adapters.parsing.names.roles import TIMES
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.cast import Part, Player, cast_of
from booking_console.adapters.parsing.rungs.claims import claims
from booking_console.adapters.parsing.rungs.people import Around, guest_in, patients_in, sign_off_of, specialist_in
from booking_console.adapters.parsing.rungs.pronouns import spoken_of_next
from booking_console.adapters.parsing.rungs.services import type_of
from booking_console.adapters.parsing.rungs.several import Visit, by_patient, differ_in_kind, sentence_of
from booking_console.adapters.parsing.rungs.writer import calling_patient, writing_patient
from booking_console.adapters.parsing.times.contexts import Sense, sense_of
from booking_console.adapters.parsing.times.moments import Clockwork, Moment, combine
from booking_console.domain.extraction import AppointmentFields, Doubt, Field, FieldName, Rung
from booking_console.domain.teaching import ServiceWords

_CORRECTED = compiled(
    r"\b(?:sorry,? (?:i|we|that)(?: \w+){0,2} (?:meant|wrote|said|got|put|mixed|gave|typed|mistyp\w+|made|wrong"
    r"|should)|i meant|we meant|correction\b|(?<!n['\u2019]t )(?<!not )make that|should (?:have been|read|be (?:\d|mon"
    r"|tue|wed|thu|fri|sat|sun))"
    r"|scrap that|ignore (?:that|this|my|the)|apologies,? (?:i|it|that)|wrong (?:time|date|day|patient"
    r"|name))\b",
    re.IGNORECASE,
)


_OUTSIDERS = frozenset(
    {Role.OTHER_PERSON, Role.IGNORED, Role.SPECIALIST, Role.END, Role.DURATION, Role.EMAIL, Role.REFERENCE, Role.STATUS}
)


def read_prose(clock: Clockwork, entries: Sequence[Entry], around: Around, *, words: ServiceWords) -> Reading:
    reading = Reading(Rung.SENTENCE)
    body = sign_off_of(clock.text)
    moments = [
        moment
        for moment in clock.moments
        if moment.start < body
        and not _is_of_every_week(clock.text, moment)
        and (not _inside(moment.start, entries, _OUTSIDERS) or _is_told(clock, moment, entries))
    ]
    senses = [(moment, _sense(clock, moment, entries)) for moment in moments]
    main = _distinct([moment for moment, sense in senses if sense is Sense.APPOINTMENT])
    if _has_labelled_time(clock, entries):
        main = [
            moment
            for moment in main
            if claims(clock.text, moment.start, moment.end) or _inside(moment.start, entries, TIMES)
        ]
    previous = _distinct([moment for moment, sense in senses if sense is Sense.PREVIOUS]) or _same_day(clock, main)
    aside = [(entry.start, entry.end) for entry in entries if entry.role is not Role.UNKNOWN]
    patients = patients_in(clock.text, body, around, aside)
    visits = by_patient(clock.text, patients, main, previous)
    guest = _guest(clock.text, entries, around, main=main, reading=reading) if not visits else None
    if _CORRECTED.search(clock.text, 0, body):
        reading.doubt(None, "The mail corrects itself; a person should read it.")
    specialist = specialist_in(clock.text, body)
    if visits:
        reading.appointments = [_visit(clock, visit, specialist, words) for visit in visits]
        if differ_in_kind(clock.text, visits):
            reading.doubt(None, "The mail cancels one appointment and makes another.")
        return reading
    if len(main) > 1 and (len(patients) > 1 or not _is_series(clock.text, main)):
        readings = tuple(moment.at for moment in main if moment.at)
        reading.doubts.append(Doubt(FieldName.START, "The mail speaks of more than one time.", readings))
    for moment in _chosen(main, reading):
        one = _appointment(clock, moment, words)
        reading.appointments.append(replace(one, guest=guest, specialist=specialist))
    if not reading.appointments and (guest or specialist or previous):
        reading.appointments.append(AppointmentFields(guest=guest, specialist=specialist))
    _add_previous(clock, previous, reading)
    return reading


_INSTEAD_OF = compiled(
    r"[ ,(]*(?:instead of|rather than|statt|anstatt|in plaats van|au lieu d[e'\u2019]|en lugar de|en vez de)[ ]?"
    r"(?:(?:at|um|om|\u00e0|a las?)[ ])?",
    re.IGNORECASE,
)


def _same_day(clock: Clockwork, main: Sequence[Moment]) -> list[Moment]:
    """ "On Tuesday at 12 instead of at 8": the old hour is that of the same day."""
    if len(main) != 1 or main[0].at is None:
        return []
    days = [day for day in clock.dates if main[0].start <= day.start < main[0].end]
    hours = [hour for hour in clock.times if _INSTEAD_OF.fullmatch(clock.text, main[0].end, hour.start)]
    return [combine(clock.text, days[0], hours[0], clock.zone)] if days and len(hours) == 1 else []


_EVERY = compiled(r"(?:every|each|jeden|jede|elke|iedere|chaque|tous les|cada|todos los)\b", re.IGNORECASE)


def _is_of_every_week(text: str, moment: Moment) -> bool:
    """ "Flu clinic every Saturday from 9am" is of nobody."""
    return moment.at is None and _EVERY.match(moment.text) is not None and not claims(text, moment.start, moment.end)


_WHAT_BECAME = compiled(
    r"(?:new )?(?:booked|booking|cancell?ed|cancell?ation|annulation|anulaci\u00f3n|cancelaci\u00f3n|absage|storno"
    r"|afzegging|annulering)",
    re.IGNORECASE,
)


def _is_told(clock: Clockwork, moment: Moment, entries: Sequence[Entry]) -> bool:
    """ "Cancelled: Ada Moreau, Friday at 2": no record of when that was done, as long as the day is ahead and somebody named."""
    sent = clock.calendar.sent
    return any(
        _WHAT_BECAME.fullmatch(entry.label.strip(" :"))
        and bool(find_names(clock.text[entry.start : moment.start]))
        and bool(moment.at and sent and moment.at > sent)
        for entry in entries
        if entry.start <= moment.start < entry.end
    )


def _guest(
    text: str, entries: Sequence[Entry], around: Around, *, main: Sequence[Moment], reading: Reading
) -> Field[str] | None:
    body = sign_off_of(text)
    aside = [(entry.start, entry.end) for entry in entries if entry.role is not Role.UNKNOWN]
    guest = guest_in(text, body, around, reading, aside)
    patients = patients_in(text, body, around, aside)
    timed = [sentence_of(text, moment.start) for moment in main]
    patients = [
        one for one in patients if " " in one.name and any(sentence_of(text, at.start) in timed for at in one.mentions)
    ]
    if guest is not None and any(not same_person(one.name, guest.value) for one in patients):
        reading.doubt(FieldName.GUEST, "The mail speaks of more than one person who may be the patient.")
        return None
    if guest is not None and any(same_person(guest.value, name) for name in _others(text, entries)):
        guest = None
    if guest is None and not any(doubt.field is FieldName.GUEST for doubt in reading.doubts):
        players = cast_of(text, body, aside)
        guest = (
            writing_patient(text, around)
            or calling_patient(text, entries, players)
            or _lone(text, main, players, around)
            or spoken_of_next(text, body, main, players)
        )
    return guest


def _lone(text: str, main: Sequence[Moment], players: Sequence[Player], around: Around) -> Field[str] | None:
    """The one person with a title in the sentence that names the time, where no word gives anybody another part."""
    unknown = [
        player
        for player in players
        if player.part is Part.UNKNOWN and not same_person(player.name, around.sender or "-")
    ]
    patients = [player for player in players if player.part in (Part.PATIENT, Part.KEPT)]
    if len(unknown) != 1 or patients or " " not in unknown[0].name:
        return None
    for mention in unknown[0].mentions:
        beside = any(sentence_of(text, moment.start) == sentence_of(text, mention.start) for moment in main)
        if mention.is_titled and beside:
            return in_text(unknown[0].name, text, mention.start, mention.end, Rung.SENTENCE)
    return None


def _others(text: str, entries: Sequence[Entry]) -> list[str]:
    """Whom a label calls somebody else than the patient."""
    values = [text[entry.start : entry.end] for entry in entries if entry.role in (Role.OTHER_PERSON, Role.SPECIALIST)]
    return [mention.name for value in values for mention in find_names(value) if " " in mention.name]


def _has_labelled_time(clock: Clockwork, entries: Sequence[Entry]) -> bool:
    return any(_inside(day.start, entries, _NEW) for day in clock.dates) and any(
        _inside(time.start, entries, _NEW) for time in clock.times
    )


_NEW = TIMES - {Role.PREVIOUS}


def _visit(clock: Clockwork, visit: Visit, specialist: Field[str] | None, words: ServiceWords) -> AppointmentFields:
    one = _appointment(clock, visit.moment, words)
    guest = in_text(visit.patient.name, clock.text, visit.mention.start, visit.mention.end, Rung.SENTENCE)
    old = _old(clock, visit.previous) if visit.previous else None
    return replace(one, guest=guest, specialist=specialist, previous_start=old)


def _old(clock: Clockwork, moment: Moment) -> Field[datetime] | None:
    return in_text(moment.at, clock.text, moment.start, moment.end, Rung.SENTENCE) if moment.at else None


def _sense(clock: Clockwork, moment: Moment, entries: Sequence[Entry]) -> Sense:
    is_old = _inside(moment.start, entries, frozenset({Role.PREVIOUS}))
    sent = clock.calendar.sent
    is_ahead = bool(moment.at and sent and moment.at > sent)
    return Sense.PREVIOUS if is_old else sense_of(_from_label(clock.text, moment, entries), moment, is_ahead=is_ahead)


def _from_label(text: str, moment: Moment, entries: Sequence[Entry]) -> str:
    """The lines above say nothing about a value that has a label of its own."""
    begins = [one.start for one in entries if one.role in _NEW and one.start <= moment.start < one.end]
    return text if not begins else " " * begins[0] + text[begins[0] :]


def _inside(position: int, entries: Sequence[Entry], roles: frozenset[Role]) -> bool:
    return any(entry.start <= position < entry.end and entry.role in roles for entry in entries)


def _distinct(moments: Sequence[Moment]) -> list[Moment]:
    seen: dict[object, Moment] = {}
    for moment in moments:
        known = seen.setdefault(moment.at or moment.text, moment)
        if known.until is None and moment.until is not None:
            seen[moment.at or moment.text] = moment
    return list(seen.values())


def _is_series(text: str, main: Sequence[Moment]) -> bool:
    """Several appointments are listed on lines of their own or announced in the plural; an "or" makes them a "
    "choice."""
    gaps = [text[one.end : other.start] for one, other in pairwise(main)]
    if any(_CHOICE.search(gap) for gap in gaps):
        return False
    return bool(_PLURAL.search(text)) and all("\n" in gap or _AND.search(gap) for gap in gaps)


_CHOICE = re.compile(r"\b(?:or|alternatively|otherwise|oder|ou|instead)\b", re.IGNORECASE)


_AND = re.compile(r"\b(?:and|then|also|und|et|y|en)\b", re.IGNORECASE)


_PLURAL = compiled(
    r"\b(?:appointments|sessions|visits|bookings|consultations|treatments|dates|both|series|course of|block of"
    r"|follow-ups|s\u00e9ances|sitzungen|behandlungen|behandelingen|sesiones|consultas|\w+termine|all (?:two"
    r"|three|four|five|six|\d)|termine|rendez-vous|citas|afspraken)\b",
    re.IGNORECASE,
)


def speaks_of_several(text: str) -> bool:
    return _PLURAL.search(text) is not None


def _chosen(main: Sequence[Moment], reading: Reading) -> Iterator[Moment]:
    for moment in main:
        if moment.at is None:
            reading.doubts.append(Doubt(FieldName.START, moment.doubt, moment.readings))
        else:
            yield moment


# "Any treatment room will do" says nothing about the visit.
_A_ROOM = compiled(r"\b(?:treatment|consult\w*|massage|therapy|procedure) (?:rooms?|suites?)\b", re.IGNORECASE)


def _appointment(clock: Clockwork, moment: Moment, words: ServiceWords) -> AppointmentFields:
    assert moment.at is not None
    paragraph = _paragraph(clock.text, moment)
    kind = type_of(_A_ROOM.sub(" ", clock.text[slice(*paragraph)]), words)
    return AppointmentFields(
        start=in_text(moment.at, clock.text, moment.start, moment.end, Rung.SENTENCE),
        end=_end(clock, moment, paragraph),
        type=in_text(kind, clock.text, *paragraph, Rung.SENTENCE) if kind else None,
    )


def _paragraph(text: str, moment: Moment) -> tuple[int, int]:
    start = text.rfind("\n\n", 0, moment.start) + 2
    end = text.find("\n\n", moment.end)
    return (max(start, 0) if start > 1 else 0, len(text) if end < 0 else end)


def _end(clock: Clockwork, moment: Moment, paragraph: tuple[int, int]) -> Field[datetime] | None:
    if moment.until:
        return in_text(moment.until, clock.text, moment.start, moment.end, Rung.SENTENCE)
    lengths = [length for length in clock.lengths if paragraph[0] <= length.start < paragraph[1]]
    if moment.at is None or len({length.value for length in lengths}) != 1:
        return None
    return in_text(moment.at + lengths[0].value, clock.text, lengths[0].start, lengths[0].end, Rung.SENTENCE)


def _add_previous(clock: Clockwork, previous: Sequence[Moment], reading: Reading) -> None:
    known = [moment for moment in previous if moment.at is not None]
    if len(known) == 1 and len(reading.appointments) == 1:
        reading.appointments[0] = replace(reading.appointments[0], previous_start=_old(clock, known[0]))
