"""What only makes sense once the kind of the mail is known: old and new times, missing ends, the type of the "
"service."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from booking_console.adapters.parsing.lines.found import in_text
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.calendars import Event
from booking_console.adapters.parsing.rungs.claims import claims
from booking_console.adapters.parsing.rungs.lengths import with_ends, with_lengths
from booking_console.adapters.parsing.sentences.claimed import Claim
from booking_console.adapters.parsing.times.moments import Clockwork
from booking_console.domain.extraction import AppointmentFields, Doubt, Kind, Rung


@dataclass(frozen=True, slots=True)
class Read:
    """Everything the rungs found, before it is judged."""

    clock: Clockwork
    entries: Sequence[Entry]
    events: Sequence[Event]
    appointments: Sequence[AppointmentFields]
    doubts: Sequence[Doubt]
    statuses: frozenset[str] = frozenset()  # what markup says of the appointment
    claim: Claim | None = None


def settled(read: Read, kind: Kind) -> Read:
    appointments = [_whole(_by_kind(_typed(one, read.entries), kind), read) for one in read.appointments]
    appointments, unended = with_ends(read.clock, read.entries, appointments)
    appointments = with_lengths(read.clock, read.entries, appointments)
    doubts = [*read.doubts, *unended, *_moved_after_all(read, kind), *_new_time_given_up(read, kind)]
    return replace(read, appointments=appointments, doubts=doubts)


def _new_time_given_up(read: Read, kind: Kind) -> list[Doubt]:
    """Of an old and a new time a cancellation would take away the new one, which is hardly ever meant."""
    both = [(one.previous_start, one.start) for one in read.appointments if one.previous_start and one.start]
    if kind is Kind.CANCELLATION and any(old.value != new.value for old, new in both):
        return [Doubt(None, "The mail names an old and a new time; it may move the appointment.")]
    return []


def _moved_after_all(read: Read, kind: Kind) -> list[Doubt]:
    """A booking that names an old time, or a later revision of a calendar entry without a name, may be a move."""
    old = [
        one
        for one in read.appointments
        if one.previous_start and one.start and one.previous_start.value != one.start.value
    ]
    revised = any((event.sequence or 0) > 0 and not event.is_cancelled and not event.uid for event in read.events)
    guests = {one.guest.value for one in read.appointments if one.guest}
    if kind is Kind.RESCHEDULE and len(read.appointments) > max(len(guests), 1):
        return [Doubt(None, "Several appointments were moved; a person must pair old and new times.")]
    if kind is Kind.RESCHEDULE and len(guests) > 1 and not any(one.previous_start for one in read.appointments):
        return [Doubt(None, "The mail lists several appointments and no old times.")]
    if kind is Kind.BOOKING and (old or revised or _replaces(read)):
        return [Doubt(None, "The mail may move an appointment that exists already.")]
    return []


_ANOTHER = compiled(
    r"\b(?:your|the|his|her|their|our) (?:new|revised|rescheduled|amended|alternative|replacement|rearranged)"
    r" (?:appointment|time|date|slot|visit|session)\b|\b(?:had to|has been|have been) (?:be )?(?:changed|moved|rearranged)\b"
    r"|\b(?:neuer|neue|geänderter) (?:Termin|Uhrzeit)\b|\bnieuwe (?:afspraak|datum|tijd)\b"
    r"|\bnouveau (?:rendez-vous|rdv)\b|\bnouvelle (?:date|heure)\b|\bnueva (?:cita|fecha|hora)\b",
    re.IGNORECASE,
)


def _replaces(read: Read) -> bool:
    """Another day of a visit beside words for a new one."""
    text = read.clock.text
    known = {one.start.value.date() for one in read.appointments if one.start}
    others = [
        day for day in read.clock.dates if day.day and day.day not in known and day.day >= read.clock.calendar.today
    ]
    return bool(_ANOTHER.search(text)) and any(claims(text, day.start, day.end) for day in others)


def _by_kind(one: AppointmentFields, kind: Kind) -> AppointmentFields:
    """Only a move has an old time; the old time of a cancelled appointment is the one that falls away."""
    if kind is Kind.RESCHEDULE:
        return one
    start = one.start or (one.previous_start if kind is Kind.CANCELLATION else None)
    return replace(one, start=start, previous_start=None)


def _whole(one: AppointmentFields, read: Read) -> AppointmentFields:
    """The end that was named together with the start, also where the start was first taken for an old time."""
    for moment in read.clock.moments:
        if one.end is None and one.start and moment.until and moment.at == one.start.value:
            return replace(one, end=in_text(moment.until, read.clock.text, moment.start, moment.end, one.start.rung))
    return one


def _typed(one: AppointmentFields, entries: Sequence[Entry]) -> AppointmentFields:
    """A labelled service that is neither consultation nor treatment is not made one by words elsewhere."""
    is_labelled = any(entry.role is Role.SERVICE for entry in entries)
    if one.type is not None and one.type.rung is Rung.SENTENCE and is_labelled:
        return replace(one, type=None)
    return one
