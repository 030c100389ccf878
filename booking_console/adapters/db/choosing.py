"""What a room was chosen by, as JSON and back."""

from datetime import datetime
from typing import Any

from booking_console.domain.allocation import Answer, Availability, Busy, Candidate
from booking_console.domain.slot import Slot


def availability_json(shown: Availability) -> dict[str, Any]:
    busy = {str(room_id): [_busy_json(entry) for entry in entries] for room_id, entries in shown.busy.items()}
    return {"looked_at": shown.looked_at.isoformat(), "busy": busy}


def availability_of(stored: dict[str, Any]) -> Availability:
    busy = {int(room_id): tuple(_busy_of(entry) for entry in entries) for room_id, entries in stored["busy"].items()}
    return Availability(datetime.fromisoformat(stored["looked_at"]), busy)


def candidates_json(candidates: tuple[Candidate, ...]) -> list[dict[str, Any]]:
    return [{"room_id": c.room_id, "rank": c.rank, "answer": c.answer.value, "fact": c.fact} for c in candidates]


def candidates_of(stored: list[dict[str, Any]]) -> tuple[Candidate, ...]:
    return tuple(Candidate(c["room_id"], c["rank"], Answer(c["answer"]), c["fact"]) for c in stored)


def _busy_json(busy: Busy) -> dict[str, Any]:
    slot = busy.slot
    return {
        "start": slot.start.isoformat(),
        "end": slot.end.isoformat(),
        "owner": busy.owner,
        "reference": busy.reference,
        "is_closed": busy.is_closed,
        "is_ours": busy.is_ours,
        "type": busy.type,
    }


def _busy_of(stored: dict[str, Any]) -> Busy:
    slot = Slot(datetime.fromisoformat(stored["start"]), datetime.fromisoformat(stored["end"]))
    kind = stored.get("type", "")  # what was stored before types were read has none
    return Busy(slot, stored["owner"], stored["reference"], stored["is_closed"], stored.get("is_ours"), kind)
