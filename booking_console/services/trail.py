"""The record of an attempt while it happens: each step is committed at its start and at its end, so a screen sees it live
and a crash leaves the running step behind as the place where it happened.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from booking_console.domain.booking import AttemptResult, StepName, StepState
from booking_console.domain.errors import BookingError
from booking_console.domain.portal import EvidenceKind
from booking_console.services.ports import Clock
from booking_console.services.records import NewUnitOfWork

log = structlog.get_logger()


@dataclass
class Step:
    """A running step. note: what was found, plain words, no guest data. Also the Evidence of what happens in it."""

    id: int
    new_uow: NewUnitOfWork
    clock: Clock
    note: str = ""
    has_failed: bool = False

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None:
        """A picture that cannot be stored must not fail the step that it witnesses."""
        try:
            with self.new_uow() as uow:
                uow.attempts.keep_evidence(self.id, kind, caption=caption, content=content, at=self.clock.now())
        except BookingError as error:
            log.warning("evidence_not_kept", step_id=self.id, reason=str(error))

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
            state = StepState.FAILED if step.has_failed else StepState.DONE
            with self.new_uow() as uow:
                uow.attempts.end_step(step_id, state, note=step.note, at=self.clock.now())

    def end(self, result: AttemptResult, detail: str = "") -> None:
        with self.new_uow() as uow:
            uow.attempts.end(self.attempt_id, result, detail=detail, at=self.clock.now())
        log.info("attempt_ended", attempt_id=self.attempt_id, result=result.value)
