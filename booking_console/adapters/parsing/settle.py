"""What only makes sense once the kind of the mail is known: old and new times, missing ends, the type of the "
"service."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booking_console.adapters.parsing.calendars import Event
from booking_console.adapters.parsing.exactroles import Role
from booking_console.adapters.parsing.found import in_text
from booking_console.adapters.parsing.labels import Entry
from booking_console.adapters.parsing.lengths import with_ends
from booking_console.adapters.parsing.moments import Clockwork
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


def settled(read: Read, kind: Kind) -> Read:
    appointments = [_whole(_by_kind(_typed(one, read.entries), kind), read) for one in read.appointments]
    appointments, unended = with_ends(read.clock, read.entries, appointments)
    return replace(read, appointments=appointments, doubts=[*read.doubts, *unended, *_moved_after_all(read, kind)])


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
    if kind is Kind.BOOKING and (old or revised):
        return [Doubt(None, "The mail may move an appointment that exists already.")]
    return []


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
