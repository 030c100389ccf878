"""The record of an attempt while it happens: each step is committed at its start and at its end, so a screen sees it live
and a crash leaves the running step behind as the place where it happened. What witnesses a step is written down with its end.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import structlog

from booking_console.domain.booking import AttemptResult, StepName, StepState
from booking_console.domain.errors import BookingError
from booking_console.domain.portal import EvidenceKind
from booking_console.services.ports import Clock
from booking_console.services.records import NewUnitOfWork

log = structlog.get_logger()


class Piece(NamedTuple):
    """Of evidence."""

    kind: EvidenceKind
    caption: str
    content: bytes
    at: datetime


@dataclass
class Step:
    """A running step. note: what was found, plain words, no guest data. Also the Evidence of what happens in it, and of what it has
    opened: a form is filled in by one step and pressed by the next."""

    id: int
    new_uow: NewUnitOfWork
    clock: Clock
    note: str = ""
    has_failed: bool = False
    has_ended: bool = False
    kept: list[Piece] = field(default_factory=list)

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None:
        self.kept.append(Piece(kind, caption, content, self.clock.now()))
        if self.has_ended:
            self.end()

    def end(self) -> None:
        """A picture that cannot be stored must not fail the step that it witnesses."""
        kept, self.kept = self.kept, []
        try:
            self._write(kept)
        except BookingError as error:
            log.warning("evidence_not_kept", step_id=self.id, reason=str(error))
            if not self.has_ended:
                self._write([])

    def _write(self, kept: Sequence[Piece]) -> None:
        state = StepState.FAILED if self.has_failed else StepState.DONE
        with self.new_uow() as uow:
            for one in kept:
                uow.attempts.keep_evidence(self.id, one.kind, caption=one.caption, content=one.content, at=one.at)
            if not self.has_ended:
                uow.attempts.end_step(self.id, state, note=self.note, at=self.clock.now())
        self.has_ended = True

    def fail(self, note: str) -> None:
        self.note, self.has_failed = note, True


@dataclass(frozen=True, slots=True)
class Trail:
    """One attempt being made."""

    new_uow: NewUnitOfWork
    clock: Clock
    attempt_id: int

    @contextmanager
    def step(self, name: StepName, *, room_id: int | None = None) -> Iterator[Step]:
        with self.new_uow() as uow:
            step_id = uow.attempts.begin_step(self.attempt_id, name, room_id=room_id, at=self.clock.now())
        step = Step(step_id, self.new_uow, self.clock)
        try:
            yield step
        except BookingError as error:
            step.fail(str(error))
            raise
        finally:
            step.end()

    def end(self, result: AttemptResult, detail: str = "") -> None:
        with self.new_uow() as uow:
            uow.attempts.end(self.attempt_id, result, detail=detail, at=self.clock.now())
        log.info("attempt_ended", attempt_id=self.attempt_id, result=result.value)
