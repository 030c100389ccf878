"""Extractions as a reader would hand them over, and a reader that hands over what a test prepared."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from booking_console.domain.extraction import (
    AppointmentFields,
    Doubt,
    Extraction,
    Field,
    FieldName,
    Kind,
    Rung,
    Source,
    Verdict,
)
from booking_console.domain.teaching import Teaching
from tests.builders import MONDAY_9

T = TypeVar("T")


def said(value: T) -> Field[T]:
    return Field(value, Source("text", str(value)), Rung.LABEL)


def fields(
    guest: str = "Anna Example",
    start: datetime = MONDAY_9,
    *,
    previous: datetime | None = None,
    reference: str | None = None,
    uid: str | None = None,
    sequence: int | None = None,
) -> AppointmentFields:
    return AppointmentFields(
        guest=said(guest),
        start=said(start),
        end=said(start + timedelta(minutes=30)),
        type=said("Consultation"),
        previous_start=said(previous) if previous else None,
        reference=said(reference) if reference else None,
        uid=uid,
        sequence=sequence,
    )


def reading(kind: Kind, *found: AppointmentFields) -> Extraction:
    return Extraction(kind, Verdict.ACCEPT, found)


def doubtful(sentence: str) -> Extraction:
    return Extraction(Kind.AMBIGUOUS, Verdict.REVIEW, (), (Doubt(FieldName.START, sentence),))


def ignorable(reason: str) -> Extraction:
    return Extraction(Kind.NOT_APPOINTMENT, Verdict.IGNORE, reasons=(reason,))


@dataclass
class PreparedReader:
    """Answers by the mail's bytes."""

    prepared: dict[bytes, Extraction] = field(default_factory=dict)

    def read(self, mime: bytes, teaching: Teaching | None = None) -> Extraction:
        del teaching
        return self.prepared[mime]
