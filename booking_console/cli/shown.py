"""How results are printed: one JSON object a line, or one plain line for people."""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import click

from booking_console.domain.status import WORDS
from booking_console.services.views import AttemptRow, LogRow


def print_object(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return str(value)


def row_object(row: LogRow, zone: ZoneInfo) -> dict[str, Any]:
    """Times in the practice's zone with offset."""
    return {
        "id": row.id,
        "status": row.shown.value,
        "guest": row.guest,
        "type": row.type,
        "start": _iso(row.start, zone),
        "end": _iso(row.end, zone),
        "room": row.room or None,
        "portal_reference": row.portal_reference,
        "reference": row.reference,
        "channel": row.channel,
        "tries": row.tries,
        "reason": row.reason or None,
        "changed_at": _iso(row.changed_at, zone),
    }


def row_line(row: LogRow, zone: ZoneInfo) -> str:
    when = "no time yet" if row.start is None else span(row.start, row.end, zone)
    where = row.room or row.reason or "no room yet"
    return f"{row.id:>5}  {WORDS[row.shown]:<22} {when:<26} {row.guest:<24} {where}"


def attempt_object(row: AttemptRow, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": row.id,
        "appointment": row.appointment_id,
        "purpose": row.purpose,
        "result": row.result,
        "detail": row.detail or None,
        "room_id": row.room_id,
        "started_at": _iso(row.started_at, zone),
        "ended_at": _iso(row.ended_at, zone),
        "steps": [
            {"name": s.name, "state": s.state, "note": s.note or None, "seconds": _seconds(s.started_at, s.ended_at)}
            for s in row.steps
        ],
    }


def attempt_lines(row: AttemptRow, zone: ZoneInfo, rooms: Mapping[int, str]) -> Iterable[str]:
    """The road it took."""
    begun = row.started_at.astimezone(zone)
    ended = row.result.replace("_", " ")
    yield f"{begun:%d %b %H:%M:%S}  {row.purpose} appointment {row.appointment_id}: {ended}. {row.detail}".rstrip()
    for step in row.steps:
        mark = {"done": "✓", "failed": "✗"}.get(step.state, "…")
        took = _seconds(step.started_at, step.ended_at)
        timing = "" if took is None else f"{took:.1f} s"
        yield f"    {mark} {step.name.replace('_', ' '):<12} {timing:>7}  {step.note}".rstrip()
    for candidate in row.candidates:
        yield f"      {rooms.get(candidate.room_id, 'a former room'):<18} {candidate.fact}"


def span(start: datetime, end: datetime | None, zone: ZoneInfo) -> str:
    until = f"–{end.astimezone(zone):%H:%M}" if end else ""
    return f"{start.astimezone(zone):%a %d %b %Y %H:%M}{until}"


def _iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None


def _seconds(start: datetime, end: datetime | None) -> float | None:
    return round((end - start).total_seconds(), 3) if end else None
