"""The object that `parse --json` prints for one mail."""

from typing import Any

from booking_console.domain.extraction import AppointmentFields, Extraction, Field


def as_json(file: str, extraction: Extraction) -> dict[str, Any]:
    return {
        "file": file,
        "kind": extraction.kind.value,
        "decision": extraction.verdict.value,
        "appointments": [_appointment(one) for one in extraction.appointments],
        "reasons": list(extraction.reasons),
    }


def _appointment(one: AppointmentFields) -> dict[str, str | None]:
    return {
        "guest": _said(one.guest),
        "type": _said(one.type),
        "start": _said(one.start),
        "end": _said(one.end),
        "reference": _said(one.reference),
        "specialist": _said(one.specialist),
        "guest_email": _said(one.guest_email),
        "previous_start": _said(one.previous_start),
    }


def _said(found: Field[Any] | None) -> str | None:
    if found is None:
        return None
    return found.value.isoformat() if hasattr(found.value, "isoformat") else str(found.value)
