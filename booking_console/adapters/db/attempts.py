"""Attempts, their steps and what proves them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.choosing import availability_json, availability_of, candidates_json
from booking_console.adapters.db.schema import APPOINTMENT, ATTEMPT, DECISION, EVIDENCE, EVIDENCE_CONTENT, STEP
from booking_console.domain.allocation import Availability, Decision
from booking_console.domain.booking import AttemptResult, StepName, StepState
from booking_console.domain.portal import EvidenceKind

_DIED = "The worker stopped in the middle of this."


class DatabaseAttempts:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def begin(self, *, appointment_id: int, purpose: str, worker: str, at: datetime) -> int:
        last = select(func.coalesce(func.max(ATTEMPT.c.number), 0)).where(ATTEMPT.c.appointment_id == appointment_id)
        self._touch(appointment_id, at)
        self._break_off(ATTEMPT.c.appointment_id == appointment_id, at)  # the lease is ours: nobody is at it any more
        return sql.add(
            self._db,
            ATTEMPT,
            appointment_id=appointment_id,
            number=self._db.execute(last).scalar_one() + 1,
            purpose=purpose,
            worker=worker,
            result=AttemptResult.RUNNING.value,
            detail="",
            started_at=at,
        )

    def choose(self, attempt_id: int, *, room_id: int | None, booking_id: int | None) -> None:
        sql.change(self._db, ATTEMPT, attempt_id, room_id=room_id, booking_id=booking_id)

    def end(self, attempt_id: int, result: AttemptResult, *, detail: str, at: datetime) -> None:
        sql.change(self._db, ATTEMPT, attempt_id, result=result.value, detail=detail, ended_at=at)
        self._touch(sql.one(self._db, ATTEMPT, attempt_id).appointment_id, at)

    def begin_step(self, attempt_id: int, name: StepName, *, room_id: int | None, at: datetime) -> int:
        return sql.add(
            self._db,
            STEP,
            attempt_id=attempt_id,
            name=name.value,
            state=StepState.RUNNING.value,
            room_id=room_id,
            started_at=at,
            note="",
        )

    def end_step(self, step_id: int, state: StepState, *, note: str, at: datetime) -> None:
        sql.change(self._db, STEP, step_id, state=state.value, note=note, ended_at=at)

    def keep_evidence(self, step_id: int, kind: EvidenceKind, *, caption: str, content: bytes, at: datetime) -> None:
        evidence_id = sql.add(self._db, EVIDENCE, step_id=step_id, kind=kind.value, caption=caption, at=at)
        sql.put(self._db, EVIDENCE_CONTENT, keys={"evidence_id": evidence_id}, values={"content": content})

    def decide(self, attempt_id: int, decision: Decision, availability: Availability) -> None:
        asked = select(APPOINTMENT.c.type, APPOINTMENT.c.starts, APPOINTMENT.c.ends).join(
            ATTEMPT, ATTEMPT.c.appointment_id == APPOINTMENT.c.id
        )
        wanted = self._db.execute(asked.where(ATTEMPT.c.id == attempt_id)).one_or_none()
        if wanted is None:
            raise sql.missing(ATTEMPT, attempt_id)
        sql.add(self._db, DECISION, attempt_id=attempt_id, **wanted._mapping, **_values(decision, availability))

    def looks(self, appointment_id: int) -> Sequence[tuple[datetime, Availability]]:
        seen = select(DECISION.c.starts, DECISION.c.availability)
        of_it = seen.join(ATTEMPT, ATTEMPT.c.id == DECISION.c.attempt_id).where(DECISION.c.starts.is_not(None))
        wanted = of_it.where(ATTEMPT.c.appointment_id == appointment_id).order_by(DECISION.c.id)
        return [(row.starts, availability_of(row.availability)) for row in sql.rows(self._db, wanted)]

    def abandon(self, *, worker: str, at: datetime) -> int:
        return self._break_off(ATTEMPT.c.worker == worker, at)

    def _break_off(self, which: ColumnElement[bool], at: datetime) -> int:
        running = (which, ATTEMPT.c.result == AttemptResult.RUNNING.value)
        steps = STEP.c.attempt_id.in_(select(ATTEMPT.c.id).where(*running))
        broken_off = update(STEP).where(steps, STEP.c.state == StepState.RUNNING.value)
        self._db.execute(broken_off.values(state=StepState.FAILED.value, note=_DIED, ended_at=at))
        ended = update(ATTEMPT).where(*running)
        return self._db.execute(ended.values(result=AttemptResult.ABANDONED.value, detail=_DIED, ended_at=at)).rowcount

    def evidence(self, evidence_id: int) -> tuple[EvidenceKind, bytes]:
        found = sql.one(self._db, EVIDENCE, evidence_id)
        content = select(EVIDENCE_CONTENT.c.content).where(EVIDENCE_CONTENT.c.evidence_id == evidence_id)
        return EvidenceKind(found.kind), bytes(self._db.execute(content).scalar_one())

    def purge_evidence(self, kind: EvidenceKind, *, before: datetime) -> int:
        old = (EVIDENCE.c.at < before, EVIDENCE.c.kind == kind.value)
        content = EVIDENCE_CONTENT.c.evidence_id.in_(select(EVIDENCE.c.id).where(*old))
        self._db.execute(delete(EVIDENCE_CONTENT).where(content))
        return self._db.execute(delete(EVIDENCE).where(*old)).rowcount

    def _touch(self, appointment_id: int, at: datetime) -> None:
        sql.change(self._db, APPOINTMENT, appointment_id, changed_at=at)


def _values(decision: Decision, availability: Availability) -> dict[str, Any]:
    return {
        "list_id": decision.list_id,
        "list_version": decision.list_version,
        "room_id": decision.room_id,
        "looked_at": decision.looked_at,
        "candidates": candidates_json(decision.candidates),
        "availability": availability_json(availability),
    }
