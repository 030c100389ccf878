"""Which type of room a service asks for: by the manager's words, and by their rule for what has none."""

from collections.abc import Sequence
from dataclasses import replace

from booking_console.adapters.parsing.lines.found import in_part
from booking_console.domain.extraction import AppointmentFields, Doubt, FieldName, Kind, Rung
from booking_console.domain.teaching import ServiceWords, UnknownService


def type_of(service: str, words: ServiceWords) -> str | None:
    """The type's name when the words of the service agree on one."""
    meant = words.type_of(service)
    return meant.value if meant is not None else None


def by_rule(
    appointments: Sequence[AppointmentFields], kind: Kind, words: ServiceWords
) -> tuple[list[AppointmentFields], list[Doubt]]:
    """Only a new visit needs a type; one that is moved or cancelled has its own."""
    untyped = any(one.type is None for one in appointments)
    if kind is not Kind.BOOKING or not untyped:
        return list(appointments), []
    if words.unknown is UnknownService.ASK:
        sentence = "The mail does not say by any of your service words whether it is a consultation or a treatment."
        return list(appointments), [Doubt(FieldName.TYPE, sentence)]
    if words.default is None:
        return list(appointments), []
    default = in_part(words.default.value, "setting", "", Rung.SENTENCE)
    return [replace(one, type=one.type or default) for one in appointments], []
