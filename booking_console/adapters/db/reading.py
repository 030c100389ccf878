"""Extractions as JSON and back. Written out field by field: a stored reading must outlive changes of the classes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

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
from booking_console.domain.trust import Origin, Proof

T = TypeVar("T")
Json = dict[str, Any]

_TEXTS = ("guest", "type", "reference", "specialist", "guest_email", "urgency")
_TIMES = ("start", "end", "previous_start")


def extraction_json(reading: Extraction) -> Json:
    return {
        "kind": reading.kind.value,
        "verdict": reading.verdict.value,
        "appointments": [_fields_json(fields) for fields in reading.appointments],
        "doubts": [_doubt_json(doubt) for doubt in reading.doubts],
        "reasons": list(reading.reasons),
        "text": reading.text,
        "subject": reading.subject,
        "sender": reading.sender,
        "sent": reading.sent.isoformat() if reading.sent else None,
        "reader": reading.reader,
        "origin": _origin_json(reading.origin) if reading.origin else None,
        "held": reading.held,
    }


def extraction_of(stored: Json) -> Extraction:
    return Extraction(
        kind=Kind(stored["kind"]),
        verdict=Verdict(stored["verdict"]),
        appointments=tuple(_fields_of(fields) for fields in stored["appointments"]),
        doubts=tuple(_doubt_of(doubt) for doubt in stored["doubts"]),
        reasons=tuple(stored["reasons"]),
        text=stored["text"],
        subject=stored["subject"],
        sender=stored["sender"],
        sent=_time_of(stored.get("sent")),
        reader=stored["reader"],
        origin=_origin_of(stored["origin"]) if stored.get("origin") else None,
        held=stored.get("held", ""),
    )


def _fields_json(fields: AppointmentFields) -> Json:
    written: Json = {
        "uid": fields.uid,
        "sequence": fields.sequence,
        "stamp": fields.stamp.isoformat() if fields.stamp else None,
    }
    for name in _TEXTS:
        written[name] = _field_json(getattr(fields, name), str)
    for name in _TIMES:
        written[name] = _field_json(getattr(fields, name), datetime.isoformat)
    written["length"] = _field_json(fields.length, _minutes)
    return written


def _fields_of(stored: Json) -> AppointmentFields:
    return AppointmentFields(
        uid=stored["uid"],
        sequence=stored["sequence"],
        stamp=_time_of(stored.get("stamp")),
        length=_field_of(stored.get("length"), _length_of),
        **{name: _field_of(stored[name], str) for name in _TEXTS},
        **{name: _field_of(stored[name], datetime.fromisoformat) for name in _TIMES},
    )


def _minutes(length: timedelta) -> str:
    return str(length // timedelta(minutes=1))


def _length_of(stored: str) -> timedelta:
    return timedelta(minutes=int(stored))


def _time_of(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None


def _field_json(field: Field[T] | None, write: Callable[[T], str]) -> Json | None:
    if field is None:
        return None
    source = field.source
    return {
        "value": write(field.value),
        "source": {"part": source.part, "text": source.text, "start": source.start, "end": source.end},
        "rung": field.rung.value,
        "confidence": field.confidence,
    }


def _field_of(stored: Json | None, read: Callable[[str], T]) -> Any:
    if stored is None:
        return None
    return Field(read(stored["value"]), Source(**stored["source"]), Rung(stored["rung"]), stored["confidence"])


def _origin_json(origin: Origin) -> Json:
    return {
        "address": origin.address,
        "proof": origin.proof.value,
        "senders": origin.senders,
        "shown": origin.shown,
        "elsewhere": list(origin.elsewhere),
    }


def _origin_of(stored: Json) -> Origin:
    return Origin(**{**stored, "proof": Proof(stored["proof"]), "elsewhere": tuple(stored["elsewhere"])})


def _doubt_json(doubt: Doubt) -> Json:
    field = doubt.field.value if doubt.field else None
    return {"field": field, "sentence": doubt.sentence, "readings": [r.isoformat() for r in doubt.readings]}


def _doubt_of(stored: Json) -> Doubt:
    field = FieldName(stored["field"]) if stored["field"] else None
    return Doubt(field, stored["sentence"], tuple(datetime.fromisoformat(r) for r in stored["readings"]))
