"""From a mail that was taken to an appointment, a question, or nothing: every message ends in exactly one of them."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.extraction import Extraction, Kind
from booking_console.domain.message import MessageState
from booking_console.services import triage
from booking_console.services.views import LogFilter, Sort
from tests.builders import MONDAY_9, a_mail
from tests.readings import PreparedReader, doubtful, fields, ignorable, reading, said
from tests.world import World

LATER = MONDAY_9 + timedelta(hours=3)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def receive(world: World, *extractions: Extraction, sender: str = "clinic@sender.example") -> list[MessageState]:
    """Take and triage one mail for each extraction, in order; how each of them ended."""
    ended = []
    for extraction in extractions:
        mime = uuid4().bytes
        mail = replace(a_mail(mime.hex()), mime=mime)
        with world.new_uow() as uow:
            message_id = uow.messages.add(
                mail, mailbox="test", sender=sender, subject="Appointment", taken_at=world.clock.now()
            )
        reader = PreparedReader({mime: extraction})
        triage.read_new(world.new_uow, reader, world.policy, world.clock)
        with world.new_uow() as uow:
            ended.append(uow.messages.get(message_id).state)
    return ended


def visits(world: World) -> list[tuple[str, datetime | None, AppointmentStatus]]:
    rows = world.database.views().log_stream(LogFilter(sort=Sort.RECEIVED, descending=False))
    found = [world.appointment(n) for n in sorted(row.id for row in rows)]
    return [(a.guest, a.slot.start if a.slot else None, a.status) for a in found]


def test_a_booking_becomes_a_waiting_appointment(world: World) -> None:
    assert receive(world, reading(Kind.BOOKING, fields())) == [MessageState.ACTED_ON]
    assert visits(world) == [("Anna Example", MONDAY_9, AppointmentStatus.WAITING)]


def test_several_appointments_in_one_mail_all_become_appointments(world: World) -> None:
    series = reading(Kind.BOOKING, fields(reference="R-1"), fields(start=LATER, reference="R-1"))
    assert receive(world, series) == [MessageState.ACTED_ON]
    assert [v[1] for v in visits(world)] == [MONDAY_9, LATER]


def test_the_same_confirmation_again_changes_nothing(world: World) -> None:
    receive(world, reading(Kind.BOOKING, fields()), reading(Kind.BOOKING, fields()))
    assert len(visits(world)) == 1


def test_a_doubtful_mail_goes_to_a_person_with_its_question(world: World) -> None:
    assert receive(world, doubtful("Is it 3 April or 4 March?")) == [MessageState.NEEDS_ATTENTION]
    assert visits(world) == []
    assert "3 April" in world.told()[0].text


def test_a_newsletter_is_ignored_with_a_reason(world: World) -> None:
    assert receive(world, ignorable("A newsletter.")) == [MessageState.IGNORED]


def test_a_fault_of_ours_in_one_mail_does_not_keep_the_others_from_being_read(world: World) -> None:
    impossible = replace(fields(), type=said("Séance"))
    ended = receive(world, reading(Kind.BOOKING, impossible), reading(Kind.BOOKING, fields()))
    assert ended == [MessageState.NEEDS_ATTENTION, MessageState.ACTED_ON]


def test_an_end_that_is_not_after_the_start_goes_to_a_person(world: World) -> None:
    backwards = replace(fields(), end=said(MONDAY_9))
    assert receive(world, reading(Kind.BOOKING, backwards)) == [MessageState.NEEDS_ATTENTION]


def test_a_stranger_may_not_book(world: World) -> None:
    world.policy = replace(world.policy, trusted=frozenset({"sender.example"}))
    look_alike = reading(Kind.BOOKING, fields())
    assert receive(world, look_alike, sender="x@sender.example.test") == [MessageState.NEEDS_ATTENTION]
    assert visits(world) == []


def test_a_time_that_has_passed_goes_to_a_person(world: World) -> None:
    old = fields(start=world.clock.now() - timedelta(hours=1))
    assert receive(world, reading(Kind.BOOKING, old)) == [MessageState.NEEDS_ATTENTION]


def test_a_reschedule_moves_the_appointment_it_speaks_of(world: World) -> None:
    move = reading(Kind.RESCHEDULE, fields(start=LATER, previous=MONDAY_9))
    assert receive(world, reading(Kind.BOOKING, fields()), move) == [MessageState.ACTED_ON] * 2
    assert visits(world) == [("Anna Example", LATER, AppointmentStatus.WAITING)]
    assert world.appointment(1).revision == 2


def test_a_reschedule_of_something_unknown_goes_to_a_person(world: World) -> None:
    move = reading(Kind.RESCHEDULE, fields(start=LATER, previous=MONDAY_9))
    assert receive(world, move) == [MessageState.NEEDS_ATTENTION]


def test_a_cancellation_ends_the_appointment_and_frees_its_room(world: World) -> None:
    receive(world, reading(Kind.BOOKING, fields()))
    world.book()
    assert receive(world, reading(Kind.CANCELLATION, fields())) == [MessageState.ACTED_ON]
    world.run_until_quiet()
    assert world.portal.entries == []
    assert world.appointment(1).status is AppointmentStatus.CANCELLED


def test_a_cancellation_that_overtakes_its_confirmation_prevents_the_booking(world: World) -> None:
    cancel = reading(Kind.CANCELLATION, fields(uid="u-1", sequence=1))
    confirm = reading(Kind.BOOKING, fields(uid="u-1", sequence=0))
    receive(world, cancel, confirm)
    world.run_until_quiet()
    assert world.portal.submits == []


def test_an_older_version_that_comes_late_changes_nothing(world: World) -> None:
    receive(
        world,
        reading(Kind.BOOKING, fields(uid="u-1", sequence=0)),
        reading(Kind.RESCHEDULE, fields(start=LATER, uid="u-1", sequence=2)),
        reading(Kind.RESCHEDULE, fields(start=LATER + timedelta(hours=1), uid="u-1", sequence=1)),
    )
    assert visits(world) == [("Anna Example", LATER, AppointmentStatus.WAITING)]


def test_a_cancellation_with_our_reference_but_another_time_goes_to_a_person(world: World) -> None:
    receive(world, reading(Kind.BOOKING, fields(reference="R-1")))
    cancel = reading(Kind.CANCELLATION, fields(reference="R-1", start=LATER))
    assert receive(world, cancel) == [MessageState.NEEDS_ATTENTION]
    assert world.appointment(1).status is AppointmentStatus.WAITING


def test_a_reschedule_that_could_mean_two_appointments_goes_to_a_person(world: World) -> None:
    series = reading(Kind.BOOKING, fields(reference="R-1"), fields(start=LATER, reference="R-1"))
    move = reading(Kind.RESCHEDULE, fields(start=LATER + timedelta(days=1), reference="R-1"))
    assert receive(world, series, move)[-1] is MessageState.NEEDS_ATTENTION
