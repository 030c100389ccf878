"""The rung of what the manager taught: values at the places that a template names, read like any other part of "
"the mail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from booking_console.adapters.parsing.lines.found import Reading, in_text
from booking_console.adapters.parsing.names.names import person_name
from booking_console.adapters.parsing.times.moments import Clockwork, Moment, combine
from booking_console.domain.anchors import locate
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.extraction import AppointmentFields, Field, FieldName, Rung
from booking_console.domain.teaching import ServiceWords, Template

Span = tuple[int, int]
_TAUGHT_OVER_WORDS = ("type", "reference", "specialist")


def read_template(clock: Clockwork, template: Template, words: ServiceWords) -> Reading:
    """Empty when the mail does not look like those that the template was made for. A place that holds nonsense "
    "is a doubt."""
    reading = Reading(Rung.TEMPLATE)
    spans = _spans(clock.text, template)
    start = _start(clock, spans.get(FieldName.START, []), reading)
    found = AppointmentFields(
        guest=_guest(clock.text, spans, reading),
        type=_type(clock.text, spans, words),
        start=start,
        end=_end(clock, spans.get(FieldName.END, []), start, reading) if start else None,
        reference=_text(clock.text, spans, FieldName.REFERENCE),
        specialist=_text(clock.text, spans, FieldName.SPECIALIST),
    )
    if found != AppointmentFields():
        reading.appointments.append(found)
    return reading


def settled_by(taught: Reading, reading: Reading) -> Reading:
    """What words alone left in doubt is no doubt any more where a template knows the value."""
    if reading.rung >= Rung.TEMPLATE or not taught.appointments:
        return reading
    known = taught.appointments[0]
    doubts = [doubt for doubt in reading.doubts if doubt.field is None or getattr(known, doubt.field.value) is None]
    return Reading(reading.rung, reading.appointments, doubts)


def preferred(taught: Reading, appointments: Sequence[AppointmentFields]) -> list[AppointmentFields]:
    """The template's word before that of labels and sentences, in what may differ without being another "
    "appointment."""
    if not taught.appointments or len(appointments) != 1:
        return list(appointments)
    one, known = appointments[0], taught.appointments[0]
    better = {name: getattr(known, name) for name in _TAUGHT_OVER_WORDS if _outweighs(known, one, name)}
    return [replace(one, **better)]


def _outweighs(known: AppointmentFields, one: AppointmentFields, name: str) -> bool:
    taught, said = getattr(known, name), getattr(one, name)
    return taught is not None and (said is None or said.rung < Rung.TEMPLATE)


def _spans(text: str, template: Template) -> dict[FieldName, list[Span]]:
    spans: dict[FieldName, list[Span]] = {}
    for rule in template.rules:
        span = locate(text, rule)
        if span is not None:
            spans.setdefault(rule.field, []).append(span)
    return spans


def _guest(text: str, spans: dict[FieldName, list[Span]], reading: Reading) -> Field[str] | None:
    for start, end in spans.get(FieldName.GUEST, [])[:1]:
        name = person_name(text[start:end])
        if name is None:
            reading.doubt(
                FieldName.GUEST, f'Where the template expects the guest, the mail has "{text[start:end][:60]}".'
            )
            return None
        found = in_text(name, text, start, end, Rung.TEMPLATE)
        return found if " " in name else replace(found, confidence=0.5)
    return None


def _start(clock: Clockwork, spans: Sequence[Span], reading: Reading) -> Field[datetime] | None:
    """From one place that holds the day and the time, or from one for each."""
    if not spans:
        return None
    moment = _moment(clock, spans)
    if moment is None:
        said = " and ".join(f'"{clock.text[start:end][:60]}"' for start, end in spans)
        reading.doubt(FieldName.START, f"Where the template expects the day and the time, the mail has {said}.")
        return None
    if moment.at is None:
        reading.doubt(FieldName.START, moment.doubt)
        return None
    return in_text(moment.at, clock.text, moment.start, moment.end, Rung.TEMPLATE)


def _moment(clock: Clockwork, spans: Sequence[Span]) -> Moment | None:
    inside = [moment for moment in clock.moments if any(a <= moment.start < b for a, b in spans)]
    if len({moment.at for moment in inside}) == 1:
        return inside[0]
    days = [day for day in clock.dates if any(a <= day.start < b for a, b in spans)]
    times = [time for time in clock.times if any(a <= time.start < b for a, b in spans)]
    if len(days) != 1 or len(times) != 1 or inside:
        return None
    return combine(clock.text, days[0], times[0], clock.zone)


def _end(clock: Clockwork, spans: Sequence[Span], start: Field[datetime], reading: Reading) -> Field[datetime] | None:
    """A time of the same day, the later one of a range, or a length."""
    for begin, stop in spans:
        for time in clock.times:
            last = time.finish or time.begin
            if begin <= time.start < stop and last is not None:
                end = datetime.combine(start.value.date(), last, tzinfo=clock.zone)
                return in_text(end, clock.text, time.start, time.end, Rung.TEMPLATE)
        for length in clock.lengths:
            if begin <= length.start < stop:
                return in_text(start.value + length.value, clock.text, length.start, length.end, Rung.TEMPLATE)
        said = clock.text[begin:stop][:60]
        reading.doubt(FieldName.END, f'Where the template expects the end, the mail has "{said}".')
    return None


def _type(text: str, spans: dict[FieldName, list[Span]], words: ServiceWords) -> Field[str] | None:
    for start, end in spans.get(FieldName.TYPE, [])[:1]:
        meant: AppointmentType | None = words.type_of(text[start:end])
        if meant is not None:
            return in_text(meant.value, text, start, end, Rung.TEMPLATE)
    return None


def _text(text: str, spans: dict[FieldName, list[Span]], name: FieldName) -> Field[str] | None:
    for start, end in spans.get(name, [])[:1]:
        return in_text(text[start:end], text, start, end, Rung.TEMPLATE)
    return None
