"""From a calendar entry to an appointment: who is the patient in "Jane Doe - follow-up (Dr Grey)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from booking_console.adapters.parsing.lines.found import Reading, in_part
from booking_console.adapters.parsing.lines.labels import read_labels
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import is_clinical, person_name
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.calendars import Event
from booking_console.adapters.parsing.rungs.labelled_people import guest_of
from booking_console.adapters.parsing.rungs.services import type_of
from booking_console.domain.extraction import AppointmentFields, Doubt, Field, Rung
from booking_console.domain.teaching import ServiceWords

_PREFIX = re.compile(
    r"^(?:(?:re|fw|fwd|confirmed|canceled|cancelled|invitation|updated(?: \w+)?|new \w+|rescheduled|moved"
    r"|accepted|appointment|booking|patient appointment|"
    r"patient|pt|client|reminder|cancelled event|booked|appt)[ ]*[:\u2013-][ ]*)+",
    re.IGNORECASE,
)
_WITH = compiled(r"[ ](?:with|w/|by|mit|avec|con|met)[ ].*$", re.IGNORECASE)
_PIECES = re.compile(
    r"(?<![ ])[ ]+[-\u2013\u2014/|@]+[ ]+|:[ ]+|(?<![ ])[ ]+(?:with|w/|for|and|mit)[ ]+|(?<![ ])[ ]*[()][ ]*"
    r"|,[ ](?=[A-Z][a-z]+ [a-z])",
    re.IGNORECASE,
)


def read_events(events: Sequence[Event], words: ServiceWords) -> list[Reading]:
    readings = []
    for event in events:
        rung = Rung.ICS if event.is_attachment else Rung.ITIP
        reading = Reading(rung)
        reading.doubts.extend(Doubt(name, sentence) for name, sentence in event.doubts)
        reading.appointments.append(_typed(_appointment(event, rung, reading), event, words))
        readings.append(reading)
    return readings


def _appointment(event: Event, rung: Rung, reading: Reading) -> AppointmentFields:
    said = f"{event.summary}\n{event.description}"
    return AppointmentFields(
        guest=_guest(event, rung, reading),
        start=in_part(event.start, "ics", said, rung) if event.start else None,
        end=in_part(event.end, "ics", said, rung) if event.end else None,
        specialist=_specialist(event, rung),
        uid=event.uid,
        sequence=event.sequence,
        stamp=event.stamp,
    )


def _typed(fields: AppointmentFields, event: Event, words: ServiceWords) -> AppointmentFields:
    kind = type_of(event.summary, words) or type_of(event.description, words)
    rung = Rung.ICS if event.is_attachment else Rung.ITIP
    return replace(fields, type=in_part(kind, "ics", event.summary, rung)) if kind else fields


def _guest(event: Event, rung: Rung, reading: Reading) -> Field[str] | None:
    described = guest_of(event.description, read_labels(event.description), reading)
    if described is not None:
        return in_part(described.value, "ics", described.source.text, rung)
    candidates = list(dict.fromkeys(_people_in(event.summary)))
    if len(candidates) != 1:
        return None
    return in_part(candidates[0], "ics", event.summary, rung)


def _people_in(summary: str) -> Iterator[str]:
    """Whoever stands behind "with" is the one who treats."""
    treated = _WITH.sub("", _PREFIX.sub("", summary))
    for piece in _PIECES.split(treated):
        name = person_name(piece)
        if name is not None and " " in name and not is_clinical(piece):
            yield name


def _specialist(event: Event, rung: Rung) -> Field[str] | None:
    for entry in read_labels(event.description):
        if entry.role is Role.SPECIALIST:
            said = event.description[entry.start : entry.end].split("\n")[0].split(" (")[0].strip()
            return in_part(said, "ics", said, rung)
    for piece in _PIECES.split(event.summary):
        if is_clinical(piece):
            return in_part(piece.strip(), "ics", event.summary, rung)
    return None
