"""The record of an attempt while it happens: each step is committed at its start and at its end, so a screen sees it live
and a crash leaves the running step behind as the place where it happened. What witnesses a step is written down with its end.

A step that went well ends in the transaction in which the next one begins, or the attempt ends: one comes right after the other, and
each commit waits for the disk.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

import structlog

from booking_console.domain.booking import AttemptResult, StepName, StepState
from booking_console.domain.errors import BookingError
from booking_console.domain.portal import EvidenceKind
from booking_console.services.ports import Clock
from booking_console.services.records import NewUnitOfWork, UnitOfWork

log = structlog.get_logger()
_Written = TypeVar("_Written")


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
    ended_at: datetime | None = None
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
        with self.new_uow() as uow:
            self.write_in(uow, kept)
        self.has_ended = True

    def write_in(self, uow: UnitOfWork, kept: Sequence[Piece]) -> None:
        for one in kept:
            uow.attempts.keep_evidence(self.id, one.kind, caption=one.caption, content=one.content, at=one.at)
        if not self.has_ended:
            state = StepState.FAILED if self.has_failed else StepState.DONE
            uow.attempts.end_step(self.id, state, note=self.note, at=self.ended_at or self.clock.now())

    def fail(self, note: str) -> None:
        self.note, self.has_failed = note, True


@dataclass(frozen=True, slots=True)
class Trail:
    """One attempt being made."""

    new_uow: NewUnitOfWork
    clock: Clock
    attempt_id: int
    _done: list[Step] = field(default_factory=list)  # and not written down yet

    @contextmanager
    def step(self, name: StepName, *, room_id: int | None = None) -> Iterator[Step]:
        begun_at = self.clock.now()

        def begin(uow: UnitOfWork) -> int:
            return uow.attempts.begin_step(self.attempt_id, name, room_id=room_id, at=begun_at)

        step = Step(self._with_what_is_done(begin), self.new_uow, self.clock)
        try:
            yield step
        except BaseException as error:
            if isinstance(error, BookingError):
                step.fail(str(error))
            step.end()
            raise
        step.ended_at = self.clock.now()
        self._done.append(step)

    def end(self, result: AttemptResult, detail: str = "") -> None:
        def end(uow: UnitOfWork) -> None:
            uow.attempts.end(self.attempt_id, result, detail=detail, at=self.clock.now())

        self._with_what_is_done(end)
        log.info("attempt_ended", attempt_id=self.attempt_id, result=result.value)

    def _with_what_is_done(self, act: Callable[[UnitOfWork], _Written]) -> _Written:
        """In one transaction. What cannot be written down with it is written down alone."""
        done = list(self._done)
        self._done.clear()
        try:
            return self._together(done, act)
        except BookingError:
            if not done:
                raise
        for step in done:
            step.end()
        return self._together([], act)

    def _together(self, done: Sequence[Step], act: Callable[[UnitOfWork], _Written]) -> _Written:
        with self.new_uow() as uow:
            for step in done:
                step.write_in(uow, step.kept)
            result = act(uow)
        for step in done:
            step.has_ended, step.kept = True, []
        return result
