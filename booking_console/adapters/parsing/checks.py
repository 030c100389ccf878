"""Second looks at a reading: the subject, the status line, and words that do not belong to an appointment."""

import re
from collections.abc import Sequence
from datetime import datetime

from booking_console.adapters.parsing.found import Reading
from booking_console.adapters.parsing.judge import plausibility
from booking_console.adapters.parsing.labels import Entry
from booking_console.adapters.parsing.letter import Letter
from booking_console.adapters.parsing.moments import Clockwork, read_times
from booking_console.adapters.parsing.names import same_person
from booking_console.adapters.parsing.quoting import Own
from booking_console.adapters.parsing.roles import Role
from booking_console.adapters.parsing.senders import elsewhere
from booking_console.adapters.parsing.settle import Read
from booking_console.domain.extraction import AppointmentFields, Doubt, FieldName

_CANCELLED = re.compile(r"\bcancell?ed\b|\bstorniert\b|\babgesagt\b|\bannul", re.IGNORECASE)
_BOOKED = re.compile(
    r"^\W*(?:booked|confirmed|scheduled|approved|active|ok|best\u00e4tigt|confirm\u00e9|bevestigd|confirmada)\b",
    re.IGNORECASE,
)


def status_of(text: str, entries: Sequence[Entry]) -> str:
    """booked, cancelled, pending, or '' without a status line."""
    for entry in entries:
        if entry.role is Role.STATUS:
            value = text[entry.start : entry.end]
            if _CANCELLED.search(value):
                return "cancelled"
            return "booked" if _BOOKED.search(value) else "pending"
    return ""


def cross_checks(letter: Letter, own: Own, read: Read, now: datetime) -> list[Doubt]:
    doubts = [doubt for one in read.appointments for doubt in plausibility(one, now)]
    doubts += _subject_doubts(letter.subject, read.clock, read.appointments)
    if len(read.appointments) > 1 and any(one.previous_start for one in read.appointments):
        doubts.append(Doubt(None, "Several appointments were moved; a person must pair old and new times."))
    if elsewhere(letter, read.clock.text):
        doubts.append(Doubt(None, "The mail may be about something other than a patient's visit."))
    if own.is_forwarded and len(own.cover) > 400:
        doubts.append(Doubt(None, "A long note stands above the forwarded mail."))
    return doubts


def _subject_doubts(subject: str, clock: Clockwork, appointments: Sequence[AppointmentFields]) -> list[Doubt]:
    """A date in the subject must be one that the reading knows, unless it has no start at all."""
    known = [field.value for one in appointments for field in (one.start, one.previous_start) if field]
    if not known:
        return []
    said = read_times(subject, clock.calendar, clock.zone)
    for moment in said.moments:
        if moment.at and moment.at not in known:
            return [
                Doubt(
                    FieldName.START,
                    f'The subject says "{moment.text}", the mail says something else.',
                    (moment.at, *known),
                )
            ]
    days = {value.date() for value in known}
    if said.dates and all(day.day is not None and not day.is_vague and day.day not in days for day in said.dates):
        return [Doubt(FieldName.START, f'The subject says "{said.dates[0].text}", the mail says something else.')]
    return []


def wording_doubts(other: Reading, clock: Clockwork, appointments: Sequence[AppointmentFields]) -> list[Doubt]:
    """The second wording of the mail must know the same times and the same guest."""
    known = [one.start.value for one in appointments if one.start]
    doubts = []
    moments = [moment.at for moment in clock.moments if moment.at]
    if known and moments and not set(known) <= set(moments):
        doubts.append(
            Doubt(
                FieldName.START, "The plain text and the HTML of the mail name different times.", (*known, *moments[:3])
            )
        )
    guests = [one.guest.value for one in other.appointments if one.guest]
    mine = [one.guest.value for one in appointments if one.guest]
    if guests and mine and not any(same_person(one, guest) for one in mine for guest in guests):
        doubts.append(Doubt(FieldName.GUEST, "The plain text and the HTML of the mail name different people."))
    return doubts
