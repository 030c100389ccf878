"""The record of an attempt while it happens."""

from dataclasses import replace

from booking_console.adapters.db.database import Database
from booking_console.domain.booking import AttemptResult, StepName
from booking_console.domain.errors import Unavailable
from booking_console.domain.portal import EvidenceKind
from booking_console.services.records import UnitOfWork
from booking_console.services.trail import Trail
from tests.builders import MONDAY_9, an_appointment
from tests.world import StandingClock


def begun(database: Database, clock: StandingClock) -> Trail:
    with database.unit_of_work() as uow:
        kept = uow.appointments.add(an_appointment())
        attempt = uow.attempts.begin(appointment_id=kept, purpose="book", worker="worker-1", at=clock.now())
    return Trail(database.unit_of_work, clock, attempt)


def states(database: Database) -> list[tuple[str, str, int]]:
    (row,) = database.views().attempts(limit=5)
    return [(step.name, step.state, len(step.evidence)) for step in row.steps]


def test_a_step_that_went_well_is_written_down_with_the_next_one_as_it_ended(database: Database) -> None:
    clock = StandingClock(MONDAY_9)
    trail = begun(database, clock)
    with trail.step(StepName.LOOK) as look:
        look.keep(EvidenceKind.PICTURE, "day", b"png")
    clock.advance(minutes=1)
    with trail.step(StepName.FILL):
        assert states(database) == [("look", "done", 1), ("fill", "running", 0)]
    trail.end(AttemptResult.BOOKED)
    assert states(database) == [("look", "done", 1), ("fill", "done", 0)]
    (row,) = database.views().attempts(limit=5)
    assert row.steps[0].ended_at == MONDAY_9


def test_what_comes_after_a_step_has_ended_is_kept_with_it(database: Database) -> None:
    trail = begun(database, StandingClock(MONDAY_9))
    with trail.step(StepName.SUBMIT) as submit:
        pass
    submit.keep(EvidenceKind.PICTURE, "the answer", b"png")
    trail.end(AttemptResult.BOOKED)
    submit.keep(EvidenceKind.DIGEST, "the answer", b"ab12")
    assert states(database) == [("submit", "done", 2)]


def test_a_database_that_is_away_for_a_moment_between_two_steps_loses_nothing(database: Database) -> None:
    away: list[Unavailable] = []

    def new_uow() -> UnitOfWork:
        if away:
            raise away.pop()
        return database.unit_of_work()

    trail = replace(begun(database, StandingClock(MONDAY_9)), new_uow=new_uow)
    with trail.step(StepName.LOOK) as look:
        look.keep(EvidenceKind.PICTURE, "day", b"png")
    away.append(Unavailable("The database does not answer at the moment."))
    with trail.step(StepName.FILL):
        assert states(database) == [("look", "done", 1), ("fill", "running", 0)]
