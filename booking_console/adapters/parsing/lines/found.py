"""Small makers of fields with their evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from booking_console.domain.extraction import AppointmentFields, Doubt, Field, FieldName, Rung, Source

T = TypeVar("T")


@dataclass(slots=True)
class Reading:
    """What one rung understood: the appointments, and what it could not decide."""

    rung: Rung
    appointments: list[AppointmentFields] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    statuses: set[str] = field(default_factory=set)  # booked, cancelled, pending: what the markup itself says

    def doubt(self, name: FieldName | None, sentence: str) -> None:
        self.doubts.append(Doubt(name, sentence))


def in_text(value: T, text: str, start: int, end: int, rung: Rung) -> Field[T]:
    """A field whose source is marked in the readable text."""
    return Field(value, Source("text", text[start:end], start, end), rung)


def in_part(value: T, part: str, said: str, rung: Rung) -> Field[T]:
    """A field whose source is another part of the mail."""
    return Field(value, Source(part, said[:300]), rung)


def distinct(values: Iterable[T]) -> list[T]:
    out: list[T] = []
    for value in values:
        if value not in out:
            out.append(value)
    return out
