"""The rung of labelled lines and tables."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from booking_console.adapters.parsing.lines.found import Reading, distinct, in_text
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.rungs.labelled_people import email_of, guest_of, specialist_of
from booking_console.adapters.parsing.rungs.services import type_of
from booking_console.adapters.parsing.times.contexts import Sense, plain_sense_of
from booking_console.adapters.parsing.times.mentions import DateMention
from booking_console.adapters.parsing.times.moments import Clockwork, Moment, combine
from booking_console.domain.extraction import AppointmentFields, Doubt, Field, FieldName, Rung
from booking_console.domain.teaching import ServiceWords

_REFERENCE = re.compile(r"#?(?P<ref>[A-Za-z0-9](?:[A-Za-z0-9/_.-]*[A-Za-z0-9])?)")
_OPENING = frozenset({Role.WHEN, Role.DATE})


def read_labelled(clock: Clockwork, entries: Sequence[Entry], words: ServiceWords) -> Reading:
    reading = Reading(Rung.LABEL)
    groups = _groups(entries)
    shared = _shared(groups)
    for group in groups:
        fields = _typed(_appointment(clock, group, reading), clock, group, words)
        if len(groups) > 1 and fields.start is not None:
            fields = _typed(_filled(fields, clock, shared, reading), clock, shared, words)
        if fields != AppointmentFields():
            reading.appointments.append(fields)
    reading.appointments = distinct(reading.appointments)
    return reading


def _groups(entries: Sequence[Entry]) -> list[list[Entry]]:
    """One group per appointment: a new one begins where the role that opens a group comes round again."""
    opener = _opener(entries)
    starts = [index for index, entry in enumerate(entries) if entry.role is opener]
    if opener is None or len(starts) < 2:
        return [list(entries)]
    edges = [0, *starts[1:], len(entries)]
    return [list(entries[begin:end]) for begin, end in pairwise(edges)]


def _opener(entries: Sequence[Entry]) -> Role | None:
    seen: list[Role] = [entry.role for entry in entries]
    if max((seen.count(role) for role in _OPENING), default=0) < 2:
        return _opener_of_times(seen)
    first = min(index for index, role in enumerate(seen) if role in _OPENING and seen.count(role) > 1)
    same = seen.count(seen[first])
    before = [
        role
        for role in seen[:first]
        if seen.count(role) == same and role in (Role.GUEST, Role.SERVICE, Role.NAME, Role.APPOINTMENT)
    ]
    return before[0] if before else seen[first]


def _opener_of_times(seen: Sequence[Role]) -> Role | None:
    """A list of one day: as many times as patients, and no dates."""
    count = seen.count(Role.START)
    is_list = count > 1 and seen.count(Role.GUEST) == count and not set(seen) & _OPENING
    return next(role for role in seen if role in (Role.START, Role.GUEST)) if is_list else None


def _shared(groups: Sequence[list[Entry]]) -> list[Entry]:
    """What stands once, before the first or after the last group, holds for all of them."""
    once = [role for role in Role if sum(any(entry.role is role for entry in group) for group in groups) == 1]
    return [
        entry for group in (groups[0], groups[-1]) for entry in group if entry.role in once and entry.role not in _TIMED
    ]


_TIMED = frozenset({Role.WHEN, Role.DATE, Role.START, Role.END, Role.PREVIOUS, Role.DURATION})


def _filled(
    fields: AppointmentFields, clock: Clockwork, shared: Sequence[Entry], reading: Reading
) -> AppointmentFields:
    common = _appointment(clock, shared, Reading(reading.rung))
    return replace(
        fields,
        guest=fields.guest or common.guest,
        specialist=fields.specialist or common.specialist,
        guest_email=fields.guest_email or common.guest_email,
        reference=fields.reference or common.reference,
    )


def _appointment(clock: Clockwork, entries: Sequence[Entry], reading: Reading) -> AppointmentFields:
    moment = _moment(clock, entries, reading)
    start = _start(clock, moment, reading)
    return AppointmentFields(
        guest=guest_of(clock.text, entries, reading),
        start=start,
        end=_end(clock, entries, moment, reading) if start and moment else None,
        reference=_reference(clock.text, entries),
        specialist=specialist_of(clock.text, entries),
        guest_email=email_of(clock.text, entries),
        previous_start=_previous(clock, entries),
    )


def _moments_in(clock: Clockwork, entry: Entry) -> list[Moment]:
    inside = [moment for moment in clock.moments if entry.start <= moment.start < entry.end]
    return inside if entry.role is Role.PREVIOUS else [moment for moment in inside if not _is_struck(clock, moment)]


def _is_struck(clock: Clockwork, moment: Moment) -> bool:
    return clock.text[: moment.start].endswith("(old: ")


def _moment(clock: Clockwork, entries: Sequence[Entry], reading: Reading) -> Moment | None:
    timed = [entry for entry in entries if entry.role in (Role.WHEN, Role.DATE, Role.START, Role.APPOINTMENT)]
    whole = [moment for entry in timed for moment in _moments_in(clock, entry)]
    exact = {
        moment.at for entry in timed if entry.role is Role.START for moment in _moments_in(clock, entry) if moment.at
    }
    # "Session: 08:30 to 12:30" beside "Start: 08:50" is when the doctor is there.
    whole = [one for one in whole if not (one.at and one.until and any(one.at < at < one.until for at in exact))]
    whole += [one for one in [_combined(clock, timed)] if whole and one and one.at and _is_another(one, whole)]
    found = _one_of(whole, reading)
    aside = [entry for entry in entries if entry.role in (Role.IGNORED, Role.OTHER_PERSON)]
    return found if whole else _ahead(clock, _combined(clock, timed, aside=aside))


def _is_another(moment: Moment, whole: Sequence[Moment]) -> bool:
    """ "Time: 10:00" below a date of its own label may have been read with the day of the sentence behind it."""
    days = {one.at.date() for one in whole if one.at}
    return moment.at is not None and bool(days) and moment.at.date() not in days


def _ahead(clock: Clockwork, moment: Moment | None) -> Moment | None:
    """When a call was taken is no visit, where the text has a time that is still to come."""
    sent = clock.calendar.sent
    is_over = bool(moment and moment.at and sent and moment.at <= sent + timedelta(minutes=2))
    return None if is_over and any(one.at and sent and one.at > sent for one in clock.moments) else moment


def _one_of(moments: Sequence[Moment], reading: Reading) -> Moment | None:
    by_time = {(moment.at, moment.doubt): moment for moment in reversed(moments)}
    if len(by_time) > 1 and len({moment.at for moment in moments}) > 1:
        readings = tuple(moment.at for moment in moments if moment.at)
        reading.doubts.append(
            Doubt(FieldName.START, "The mail names more than one time for the appointment.", readings)
        )
        return None
    return moments[0] if moments else None


def _only_day(clock: Clockwork, aside: Sequence[Entry]) -> list[DateMention]:
    """The one day to come that the sentences name, where the labels have none. aside: labels of something else."""
    ahead = [
        day
        for day in clock.dates
        if day.day is not None
        and day.day >= clock.calendar.today
        and plain_sense_of(clock.text, day) is not Sense.OTHER
        and not any(one.start <= day.start < one.end for one in clock.past)
        and not any(one.start <= day.start < one.end for one in aside)
    ]
    return ahead[:1] if len({day.day for day in ahead}) == 1 and not ahead[0].is_vague else []


def _combined(
    clock: Clockwork, entries: Sequence[Entry], *, aside: Sequence[Entry] = (), is_old: bool = False
) -> Moment | None:
    """Date and time under labels of their own. is_old: no day of a sentence may stand in."""
    days = [day for entry in entries for day in clock.dates if entry.start <= day.start < entry.end]
    times = [time for entry in entries for time in clock.times if entry.start <= time.start < entry.end]
    days = days or ([] if is_old else _only_day(clock, aside))
    if not days or not times or len({day.day for day in days}) > 1:
        return None
    combined = distinct(combine(clock.text, days[0], time, clock.zone) for time in times)
    return combined[0] if len({moment.at for moment in combined}) == 1 else None


def _start(clock: Clockwork, moment: Moment | None, reading: Reading) -> Field[datetime] | None:
    if moment is None:
        return None
    if moment.at is None:
        reading.doubts.append(Doubt(FieldName.START, moment.doubt, moment.readings))
        return None
    return in_text(moment.at, clock.text, moment.start, moment.end, reading.rung)


def _end(clock: Clockwork, entries: Sequence[Entry], moment: Moment, reading: Reading) -> Field[datetime] | None:
    found = [*_stated_ends(clock, entries, moment), *_range_end(clock, moment)]
    found += _length_ends(clock, entries, moment, _OF_THE_TIME if found else _OF_THE_VISIT)
    if len({field.value for field in found}) > 1:
        readings = tuple(field.value for field in found)
        reading.doubts.append(Doubt(FieldName.END, "The mail names more than one end for the appointment.", readings))
        return None
    if any(moment.at and field.value <= moment.at for field in found):
        reading.doubt(FieldName.END, "The appointment would end before it begins.")
        return None
    return found[0] if found else None


def _range_end(clock: Clockwork, moment: Moment) -> list[Field[datetime]]:
    return [in_text(moment.until, clock.text, moment.start, moment.end, Rung.LABEL)] if moment.until else []


def _stated_ends(clock: Clockwork, entries: Sequence[Entry], moment: Moment) -> Iterable[Field[datetime]]:
    for entry in (entry for entry in entries if entry.role is Role.END):
        for time in clock.times:
            if entry.start <= time.start < entry.end and time.begin and moment.at:
                value = datetime.combine(moment.at.date(), time.begin, tzinfo=clock.zone)
                yield in_text(value, clock.text, time.start, time.end, Rung.LABEL)


_OF_THE_TIME = frozenset({Role.WHEN, Role.START})
_OF_THE_VISIT = _OF_THE_TIME | {Role.SERVICE, Role.APPOINTMENT, Role.FOR}


def _length_ends(clock: Clockwork, entries: Sequence[Entry], moment: Moment, roles: Set[Role]) -> list[Field[datetime]]:
    """A duration of its own label, else one that stands with the service or the time. Beside a stated end it must agree."""
    own = [entry for entry in entries if entry.role is Role.DURATION]
    near = [entry for entry in entries if entry.role in roles]
    for chosen in (own, near):
        lengths = [length for entry in chosen for length in clock.lengths if entry.start <= length.start < entry.end]
        if lengths and moment.at:
            return [
                in_text(moment.at + length.value, clock.text, length.start, length.end, Rung.LABEL)
                for length in lengths
            ]
    return list(_bare_minutes(clock, own, moment))


_MINUTES = re.compile(r"[ ]*(?P<minutes>1?\d[05]|[1-9][05])[ ]*")


def _bare_minutes(clock: Clockwork, entries: Sequence[Entry], moment: Moment) -> Iterable[Field[datetime]]:
    """ "Duration: 30" counts minutes."""
    for entry in entries:
        match = _MINUTES.fullmatch(clock.text, entry.start, entry.end)
        if match and moment.at:
            length = timedelta(minutes=int(match["minutes"]))
            yield in_text(moment.at + length, clock.text, match.start("minutes"), match.end("minutes"), Rung.LABEL)


def _previous(clock: Clockwork, entries: Sequence[Entry]) -> Field[datetime] | None:
    for entry in entries:
        if entry.role is Role.PREVIOUS:
            for moment in _moments_in(clock, entry):
                if moment.at:
                    return in_text(moment.at, clock.text, moment.start, moment.end, Rung.LABEL)
    past = [moment.start for moment in clock.past]
    old = [
        entry
        for entry in entries
        if entry.role is Role.PREVIOUS and not any(entry.start <= start < entry.end for start in past)
    ]
    apart = _combined(clock, old, is_old=True)
    if apart and apart.at:
        return in_text(apart.at, clock.text, apart.start, apart.end, Rung.LABEL)
    struck = [moment for moment in clock.moments if moment.at and _is_struck(clock, moment)]
    if len(struck) == 1 and struck[0].at:
        return in_text(struck[0].at, clock.text, struck[0].start, struck[0].end, Rung.LABEL)
    return None


def _typed(
    fields: AppointmentFields, clock: Clockwork, entries: Sequence[Entry], words: ServiceWords
) -> AppointmentFields:
    """The first label whose words name a type decides."""
    for entry in entries:
        if fields.type is None and entry.role in (Role.SERVICE, Role.APPOINTMENT, Role.FOR):
            kind = type_of(clock.text[entry.start : entry.end], words)
            if kind is not None:
                return replace(fields, type=in_text(kind, clock.text, entry.start, entry.end, Rung.LABEL))
    return fields


def _reference(text: str, entries: Sequence[Entry]) -> Field[str] | None:
    for entry in entries:
        if entry.role is Role.REFERENCE:
            match = _REFERENCE.match(text, entry.start, entry.end)
            if match and any(sign.isdigit() for sign in match["ref"]):
                return in_text(match["ref"], text, match.start("ref"), match.end("ref"), Rung.LABEL)
    return None
