"""A mail from somebody whom nobody trusts waits; trusting the sender is one act, and the mail is then read again."""

from dataclasses import replace

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Actor, Role
from booking_console.domain.errors import InvalidInput, NotAllowed
from booking_console.domain.extraction import Extraction, Kind
from booking_console.domain.message import MessageState
from booking_console.domain.schedule import JobName
from booking_console.domain.trust import Origin, Proof
from booking_console.services import triage, trust
from tests.builders import a_mail
from tests.readings import PreparedReader, fields, ignorable, reading
from tests.world import World

MANAGER = Actor.person(1, "Dana", Role.MANAGER)
STRANGER = Origin("new@clinic.example")


@pytest.fixture
def world(sqlite_database: Database) -> World:
    known = World(sqlite_database)
    return replace(known, policy=replace(known.policy, trusted=frozenset({"known.example"})))


def receive(world: World, extraction: Extraction) -> tuple[int, PreparedReader]:
    mail = a_mail("mail-1")
    with world.new_uow() as uow:
        sender = extraction.origin.address if extraction.origin else ""
        message_id = uow.messages.add(mail, mailbox="test", sender=sender, subject="Visit", taken_at=world.clock.now())
    assert message_id is not None
    reader = PreparedReader({mail.mime: extraction})
    triage.read_new(world.new_uow, reader, world.policy, world.clock)
    return message_id, reader


def state(world: World, message_id: int) -> tuple[MessageState, str]:
    with world.new_uow() as uow:
        message = uow.messages.get(message_id)
    return message.state, message.reason


def from_(origin: Origin, kind: Kind = Kind.BOOKING) -> Extraction:
    return replace(reading(kind, fields(uid="u-1")), origin=origin)


def allow(world: World, entry: str, actor: Actor = MANAGER) -> int:
    return trust.trust_sender(world.new_uow, entry, policy=world.policy, actor=actor, now=world.clock.now())


def test_a_strangers_mail_waits_in_quarantine_and_its_reading_is_kept(world: World) -> None:
    message_id, _ = receive(world, from_(STRANGER))
    assert state(world, message_id) == (
        MessageState.NEEDS_ATTENTION,
        "The sender is not on your list of trusted senders.",
    )
    with world.new_uow() as uow:
        kept = uow.messages.get(message_id).extraction
    assert kept is not None
    assert kept.held


@pytest.mark.parametrize("entry", ["new@clinic.example", "clinic.example"])
def test_trusting_the_sender_reads_the_mail_again(world: World, entry: str) -> None:
    message_id, reader = receive(world, from_(STRANGER))
    assert allow(world, entry) == 1
    with world.new_uow() as uow:
        assert uow.control.take_run(JobName.POLL)
    triage.read_new(world.new_uow, reader, world.policy, world.clock)
    assert state(world, message_id)[0] is MessageState.ACTED_ON
    assert world.appointment(1).guest == "Anna Example"


def test_a_failed_proof_holds_a_mail_of_a_trusted_sender_and_trust_does_not_free_it(world: World) -> None:
    forged = replace(STRANGER, address="desk@known.example", proof=Proof.FAILED)
    message_id, _ = receive(world, from_(forged))
    assert "could not be verified" in state(world, message_id)[1]
    assert allow(world, "desk@known.example") == 0
    assert state(world, message_id)[0] is MessageState.NEEDS_ATTENTION


def test_a_strangers_cancellation_is_not_remembered(world: World) -> None:
    receive(world, from_(STRANGER, Kind.CANCELLATION))
    with world.new_uow() as uow:
        assert uow.appointments.by_uid("u-1") == []


def test_a_strangers_newsletter_is_ignored_as_ever(world: World) -> None:
    message_id, _ = receive(world, replace(ignorable("A newsletter."), origin=STRANGER))
    assert state(world, message_id) == (MessageState.IGNORED, "A newsletter.")


def test_a_sender_taken_off_the_list_is_a_stranger_again(world: World) -> None:
    allow(world, "clinic.example")
    with world.new_uow() as uow:
        (listed,) = uow.teachings.trusted()
    trust.distrust_sender(world.new_uow, listed.id, actor=MANAGER, now=world.clock.now())
    message_id, _ = receive(world, from_(STRANGER))
    assert state(world, message_id)[0] is MessageState.NEEDS_ATTENTION
    told = [(row.action, row.detail) for row in world.database.views().audit(limit=2)]
    assert told == [("sender.distrusted", "clinic.example"), ("sender.trusted", "clinic.example")]


@pytest.mark.parametrize(
    ("entry", "actor", "error"),
    [
        ("nonsense", MANAGER, InvalidInput),
        ("clinic.example", Actor.person(2, "Ira", Role.STAFF), NotAllowed),
    ],
)
def test_who_may_trust_whom_is_checked(world: World, entry: str, actor: Actor, error: type[Exception]) -> None:
    with pytest.raises(error):
        allow(world, entry, actor)
