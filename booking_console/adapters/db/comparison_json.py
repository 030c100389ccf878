"""The last comparison with the portal, as JSON and back."""

from datetime import date, datetime
from typing import Any

from booking_console.domain.comparison import Comparison, Difference, DifferenceKind
from booking_console.domain.slot import Slot

Json = dict[str, Any]


def comparison_json(comparison: Comparison) -> Json:
    return {
        "at": comparison.at.isoformat(),
        "first": comparison.first.isoformat(),
        "last": comparison.last.isoformat(),
        "checked": comparison.checked,
        "untold": comparison.untold,
        "sees_all": comparison.sees_all,
        "differences": [_difference_json(one) for one in comparison.differences],
        "gaps": list(comparison.gaps),
    }


def comparison_of(stored: Json) -> Comparison:
    return Comparison(
        at=datetime.fromisoformat(stored["at"]),
        first=date.fromisoformat(stored["first"]),
        last=date.fromisoformat(stored["last"]),
        checked=stored["checked"],
        untold=stored["untold"],
        sees_all=stored["sees_all"],
        differences=tuple(_difference_of(one) for one in stored["differences"]),
        gaps=tuple(stored["gaps"]),
    )


def _difference_json(one: Difference) -> Json:
    return {
        "kind": one.kind.value,
        "room_id": one.room_id,
        "slot": _slot_json(one.slot),
        "guest": one.guest,
        "reference": one.reference,
        "seen": [one.seen[0], _slot_json(one.seen[1])] if one.seen else None,
        "booking_id": one.booking_id,
        "appointment_id": one.appointment_id,
    }


def _difference_of(stored: Json) -> Difference:
    seen = stored["seen"]
    return Difference(
        kind=DifferenceKind(stored["kind"]),
        room_id=stored["room_id"],
        slot=_slot_of(stored["slot"]),
        guest=stored["guest"],
        reference=stored["reference"],
        seen=(seen[0], _slot_of(seen[1])) if seen else None,
        booking_id=stored["booking_id"],
        appointment_id=stored["appointment_id"],
    )


def _slot_json(slot: Slot) -> list[str]:
    return [slot.start.isoformat(), slot.end.isoformat()]


def _slot_of(stored: list[str]) -> Slot:
    return Slot(*(datetime.fromisoformat(text) for text in stored))
