"""What a person adds where the program cannot know: the visit that a mail cancels, a room against the order, a note."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Actor, Role
from booking_console.domain.appointment import AppointmentStatus, AppointmentType
from booking_console.domain.errors import Conflict, InvalidInput, NotAllowed
from booking_console.domain.extraction import AppointmentFields, Extraction, Kind, Verdict
from booking_console.domain.message import MessageState
from booking_console.services import notes, review, triage
from booking_console.services.review import CorrectedVisit
from tests.builders import MONDAY_9, a_mail, a_slot
from tests.readings import PreparedReader, doubtful, fields
from tests.world import World

DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)
LATER = MONDAY_9 + timedelta(hours=3)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def a_mail_in_doubt(world: World, reading: Extraction) -> str:
    mime = repr(reading).encode()
    with world.new_uow() as uow:
        mail = replace(a_mail(str(hash(mime))), mime=mime, received_at=world.clock.now())
        message_id = uow.messages.add(mail, mailbox="test", sender="", subject="", taken_at=world.clock.now())
    triage.read_new(world.new_uow, PreparedReader({mime: reading}), world.policy, world.clock)
    return f"message-{message_id}"


def a_cancellation(*found: AppointmentFields) -> Extraction:
    return Extraction(Kind.CANCELLATION, Verdict.REVIEW, found)


def meant(world: World, key: str) -> list[int]:
    return [row.id for row in world.database.views().work_item(key).meant]


def cancel(world: World, key: str, *ids: int, reason: str = "The guest called.") -> None:
    review.cancel_meant(world.new_uow, key, appointment_ids=ids, reason=reason, actor=DANA, now=world.clock.now())


def state_of(world: World, key: str) -> MessageState:
    with world.new_uow() as uow:
        return uow.messages.get(int(key.removeprefix("message-"))).state


def test_a_cancellation_in_doubt_names_the_visits_that_it_may_mean(world: World) -> None:
    same_guest = world.waits(guest="EXAMPLE, Anna", slot=a_slot(LATER))
    same_time = world.waits(guest="Anna Exampel", slot=a_slot(MONDAY_9))
    same_reference = world.waits(guest="A. E.", slot=a_slot(LATER + timedelta(days=1)), reference="NG-7")
    world.waits(guest="Somebody Else", slot=a_slot(LATER))

    key = a_mail_in_doubt(world, a_cancellation(fields("Anna Example", MONDAY_9, reference="NG-7")))

    assert meant(world, key) == [same_time, same_guest, same_reference]


def test_what_is_over_or_ended_already_is_not_offered(world: World) -> None:
    world.waits(guest="Anna Example", slot=a_slot(world.clock.now() - timedelta(days=2)))
    world.waits(guest="Anna Example", slot=a_slot(LATER), status=AppointmentStatus.CANCELLED)
    assert meant(world, a_mail_in_doubt(world, a_cancellation(fields("Anna Example", LATER)))) == []


def test_the_chosen_visit_ends_and_the_mail_is_settled(world: World) -> None:
    chosen, other = (world.waits(guest="Anna Example", slot=a_slot(at)) for at in (LATER, MONDAY_9))
    key = a_mail_in_doubt(world, a_cancellation(fields("Anna Example", LATER + timedelta(hours=1))))

    cancel(world, key, chosen)

    assert world.appointment(chosen).status is AppointmentStatus.CANCELLED
    assert world.appointment(other).status is AppointmentStatus.WAITING
    assert state_of(world, key) is MessageState.ACTED_ON


def test_a_visit_that_ended_meanwhile_leaves_everything_as_it_was(world: World) -> None:
    first, second = (world.waits(guest="Anna Example", slot=a_slot(at)) for at in (MONDAY_9, LATER))
    one, two = (a_mail_in_doubt(world, a_cancellation(fields("Anna Example", at))) for at in (MONDAY_9, LATER))
    cancel(world, one, second)

    with pytest.raises(Conflict):
        cancel(world, two, first, second)

    assert world.appointment(first).status is AppointmentStatus.WAITING
    assert state_of(world, two) is MessageState.NEEDS_ATTENTION


@pytest.mark.parametrize("wrong", [{"ids": (), "reason": "x"}, {"ids": (1,), "reason": " "}])
def test_nothing_is_cancelled_without_a_choice_and_a_reason(world: World, wrong: dict[str, object]) -> None:
    world.waits(guest="Anna Example", slot=a_slot(LATER))
    key = a_mail_in_doubt(world, a_cancellation(fields("Anna Example", MONDAY_9)))
    with pytest.raises(InvalidInput):
        cancel(world, key, *wrong["ids"], reason=str(wrong["reason"]))
    assert state_of(world, key) is MessageState.NEEDS_ATTENTION


def force(world: World, room_id: int, reason: str) -> int:
    key = a_mail_in_doubt(world, doubtful("Which day is it?"))
    wanted = CorrectedVisit(
        guest="Mary Oakes", type=AppointmentType.CONSULTATION, start=MONDAY_9, end=LATER, room_id=room_id
    )
    return review.approve(world.new_uow, key, corrected=wanted, actor=DANA, now=world.clock.now(), reason=reason)


def test_a_room_against_the_order_is_booked_and_its_reason_kept(world: World) -> None:
    last = world.rooms()[-1].id
    appointment_id = force(world, last, "She cannot climb stairs.")
    world.book()
    assert world.bookings(appointment_id)[-1].room_id == last
    kept = world.database.views().appointment(appointment_id).audit
    assert "She cannot climb stairs." in [row.reason for row in kept]


def test_a_room_against_the_order_needs_a_reason(world: World) -> None:
    with pytest.raises(InvalidInput):
        force(world, world.rooms()[-1].id, " ")


def test_a_note_stays_with_the_visit_that_the_mail_becomes(world: World) -> None:
    key = a_mail_in_doubt(world, doubtful("Which day is it?"))
    message_id = int(key.removeprefix("message-"))
    notes.on_mail(world.new_uow, message_id, " Rang at  nine. ", actor=DANA, now=world.clock.now())
    assert [note.reason for note in world.database.views().work_item(key).notes] == ["Rang at nine."]
    wanted = CorrectedVisit(guest="Mary Oakes", type=None, start=MONDAY_9, end=LATER)
    known = review.approve(world.new_uow, key, corrected=wanted, actor=DANA, now=world.clock.now())
    notes.on_visit(world.new_uow, known, "She comes with her son.", actor=DANA, now=world.clock.now())
    page = world.database.views().appointment(known)
    assert [row.reason for row in page.audit if row.action == notes.ADDED] == [
        "She comes with her son.",
        "Rang at nine.",
    ]


def test_a_note_decides_nothing(world: World) -> None:
    known = world.waits()
    notes.on_visit(world.new_uow, known, "Only to know.", actor=DANA, now=world.clock.now())
    assert world.database.views().decided_since(world.clock.now() - timedelta(hours=1)) == 0


@pytest.mark.parametrize("text", ["  ", "x" * (notes.LONGEST + 1)])
def test_an_empty_or_endless_note_is_refused(world: World, text: str) -> None:
    with pytest.raises(InvalidInput):
        notes.on_visit(world.new_uow, world.waits(), text, actor=DANA, now=world.clock.now())


def test_who_may_not_decide_writes_no_notes(world: World) -> None:
    with pytest.raises(NotAllowed):
        notes.on_visit(world.new_uow, world.waits(), "x", actor=Actor("nobody", frozenset()), now=world.clock.now())
