"""Attempts with their steps, evidence and decision."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.choosing import availability_of, candidates_of
from booking_console.adapters.db.schema import APPOINTMENT, ATTEMPT, DECISION, EVIDENCE, STEP
from booking_console.domain.allocation import Candidate
from booking_console.services.views import AttemptRow, StepRow

_GUEST = (APPOINTMENT.c.guest, APPOINTMENT.c.type, APPOINTMENT.c.starts, APPOINTMENT.c.ends)


def attempts(connection: Connection, *, limit: int, purpose: str, result: str) -> Sequence[AttemptRow]:
    wanted = _attempts().order_by(ATTEMPT.c.id.desc()).limit(limit)
    if purpose:
        wanted = wanted.where(ATTEMPT.c.purpose == purpose)
    if result:
        wanted = wanted.where(ATTEMPT.c.result == result)
    return _whole(connection, sql.rows(connection, wanted))


def attempts_of(connection: Connection, appointment_id: int) -> Sequence[AttemptRow]:
    wanted = _attempts().where(ATTEMPT.c.appointment_id == appointment_id).order_by(ATTEMPT.c.id.desc())
    return _whole(connection, sql.rows(connection, wanted))


def last_candidates(connection: Connection, appointment_id: int) -> tuple[Candidate, ...]:
    of_it = select(DECISION.c.candidates).join(ATTEMPT, ATTEMPT.c.id == DECISION.c.attempt_id)
    last = of_it.where(ATTEMPT.c.appointment_id == appointment_id).order_by(DECISION.c.id.desc()).limit(1)
    stored = connection.execute(last).scalar_one_or_none()
    return candidates_of(stored) if stored else ()


def _attempts() -> Select[Any]:
    return select(ATTEMPT, *_GUEST).join(APPOINTMENT, APPOINTMENT.c.id == ATTEMPT.c.appointment_id)


def _whole(connection: Connection, found: Sequence[Row[Any]]) -> Sequence[AttemptRow]:
    ids = [row.id for row in found]
    steps = _steps(connection, ids)
    decisions = _decisions(connection, ids)
    return [_attempt_row(row, steps.get(row.id, ()), decisions.get(row.id)) for row in found]


def _steps(connection: Connection, attempt_ids: Iterable[int]) -> Mapping[int, tuple[StepRow, ...]]:
    rows = sql.rows(connection, select(STEP).where(STEP.c.attempt_id.in_(attempt_ids)).order_by(STEP.c.id))
    proofs = _evidence(connection, [row.id for row in rows])
    steps: dict[int, tuple[StepRow, ...]] = defaultdict(tuple)
    for row in rows:
        steps[row.attempt_id] += (_step_row(row, proofs.get(row.id, ())),)
    return steps


def _evidence(connection: Connection, step_ids: Iterable[int]) -> Mapping[int, tuple[Any, ...]]:
    proofs: dict[int, tuple[Any, ...]] = defaultdict(tuple)
    for row in sql.rows(connection, select(EVIDENCE).where(EVIDENCE.c.step_id.in_(step_ids)).order_by(EVIDENCE.c.id)):
        proofs[row.step_id] += ((row.id, row.kind, row.caption, row.at),)
    return proofs


def _decisions(connection: Connection, attempt_ids: Iterable[int]) -> Mapping[int, Row[Any]]:
    """The last decision of each attempt: a room refused on submit makes the attempt decide again."""
    last = select(func.max(DECISION.c.id)).where(DECISION.c.attempt_id.in_(attempt_ids)).group_by(DECISION.c.attempt_id)
    return {row.attempt_id: row for row in sql.rows(connection, select(DECISION).where(DECISION.c.id.in_(last)))}


def _step_row(row: Row[Any], evidence: tuple[Any, ...]) -> StepRow:
    return StepRow(
        id=row.id,
        name=row.name,
        state=row.state,
        room_id=row.room_id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        note=row.note,
        evidence=evidence,
    )


def _attempt_row(row: Row[Any], steps: tuple[StepRow, ...], decision: Row[Any] | None) -> AttemptRow:
    return AttemptRow(
        id=row.id,
        appointment_id=row.appointment_id,
        number=row.number,
        purpose=row.purpose,
        result=row.result,
        detail=row.detail,
        guest=row.guest,
        type=row.type,
        start=row.starts,
        end=row.ends,
        room_id=row.room_id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        steps=steps,
        candidates=candidates_of(decision.candidates) if decision else (),
        list_version=decision.list_version if decision else None,
        looked_at=decision.looked_at if decision else None,
        looked=availability_of(decision.availability) if decision else None,
    )
