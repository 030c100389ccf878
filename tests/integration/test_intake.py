"""Every mail is taken exactly once, whatever happens between the mailbox and us."""

import time
from email.message import EmailMessage

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.errors import ContractBroken, LoginRefused, MailboxFull, Refused, Unavailable
from booking_console.domain.health import Part, PartState
from booking_console.domain.message import MessageState, Outcome
from booking_console.services import intake, triage
from tests.fakes.mailbox import FakeMailbox
from tests.readings import PreparedReader, doubtful, ignorable
from tests.world import Killed, World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


@pytest.fixture
def mailbox() -> FakeMailbox:
    return FakeMailbox()


def a_mime(number: int = 1) -> bytes:
    mail = EmailMessage()
    mail["From"] = "clinic@sender.example"
    mail["Subject"] = "Appointment"
    mail["Message-ID"] = f"<{number}@sender.example>"
    mail.set_content(f"Appointment number {number}")
    return mail.as_bytes()


def take(world: World, mailbox: FakeMailbox) -> intake.Taken:
    return intake.take_new(world.new_uow, mailbox, world.policy, world.clock)


def kept(world: World) -> list[str]:
    return [m.internet_id for m in world.database.views().messages(limit=100)]


def settle_all(world: World, mime: bytes, *, to_person: bool = False) -> None:
    end = doubtful("Which day?") if to_person else ignorable("A newsletter.")
    triage.read_new(world.new_uow, PreparedReader({mime: end}), world.policy, world.clock)


def test_polling_twice_takes_a_mail_once(world: World, mailbox: FakeMailbox) -> None:
    mailbox.deliver(a_mime())
    assert take(world, mailbox).new == 1
    assert take(world, mailbox).new == 0
    assert kept(world) == ["<1@sender.example>"]


def test_the_same_mail_delivered_again_is_filed_and_not_taken(world: World, mailbox: FakeMailbox) -> None:
    mailbox.deliver(a_mime())
    take(world, mailbox)
    second = mailbox.deliver(a_mime())
    assert take(world, mailbox) == intake.Taken(known=1)
    assert second in mailbox.filed[Outcome.PROCESSED]


def test_a_mail_is_filed_only_after_it_was_settled(world: World, mailbox: FakeMailbox) -> None:
    key = mailbox.deliver(a_mime())
    take(world, mailbox)
    assert intake.file_settled(world.new_uow, mailbox) == 0
    settle_all(world, a_mime(), to_person=True)
    assert intake.file_settled(world.new_uow, mailbox) == 1
    assert key in mailbox.filed[Outcome.NEEDS_ATTENTION]


def test_a_crash_between_taking_and_filing_loses_and_doubles_nothing(world: World, mailbox: FakeMailbox) -> None:
    mailbox.uses_cursor = False
    key = mailbox.deliver(a_mime())
    take(world, mailbox)
    settle_all(world, a_mime())
    assert take(world, mailbox).new == 0
    intake.file_settled(world.new_uow, mailbox)
    assert key in mailbox.filed[Outcome.PROCESSED]
    assert len(kept(world)) == 1


def test_one_bad_mail_is_set_aside_and_the_rest_flows(world: World, mailbox: FakeMailbox) -> None:
    mailbox.max_bytes = 1_000
    mailbox.deliver(b"Subject: big\r\n\r\n" + b"x" * 2_000)
    mailbox.deliver(a_mime(2))
    assert take(world, mailbox) == intake.Taken(new=1, set_aside=1)
    states = {m.state for m in world.database.views().messages(limit=9)}
    assert states == {MessageState.NEEDS_ATTENTION, MessageState.RECEIVED}


@pytest.mark.parametrize("name", [b"From", b"Subject", b"Content-Type"])
@pytest.mark.parametrize("value", [b"(" * 90_000, b"g:" * 20_000, b"a." * 45_000, b"=?utf-8?q?a?= " * 6_000])
def test_monstrous_headers_hold_up_nothing(world: World, mailbox: FakeMailbox, name: bytes, value: bytes) -> None:
    mailbox.deliver(name + b": " + value + b"\nMessage-ID: <odd@sender.example>\n\nText")
    mailbox.deliver(a_mime(2))

    began = time.monotonic()
    assert take(world, mailbox).new == 2
    assert time.monotonic() - began < 30


def test_a_mail_that_a_colleague_moved_meanwhile_is_theirs(world: World, mailbox: FakeMailbox) -> None:
    key = mailbox.deliver(a_mime())
    refs, _ = mailbox.list_new(None)
    mailbox.list_new = lambda cursor: (refs, None)
    del mailbox.inbox[key]
    assert take(world, mailbox).new == 0


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (Unavailable("The mailbox does not answer."), PartState.TROUBLE),
        (LoginRefused("The mailbox refuses the password."), PartState.STOPPED),
        (ContractBroken("The folder is gone."), PartState.STOPPED),
    ],
)
def test_trouble_of_the_mailbox_is_its_health(
    world: World, mailbox: FakeMailbox, error: Exception, state: PartState
) -> None:
    mailbox.trouble["list_new"] = error
    with pytest.raises(type(error)):
        take(world, mailbox)
    with world.new_uow() as uow:
        health = uow.control.health(Part.MAILBOX)
    assert (health.state, health.sentence) == (state, str(error))


def test_a_mail_that_does_not_come_is_listed_again(world: World, mailbox: FakeMailbox) -> None:
    mailbox.deliver(a_mime())
    mailbox.trouble["fetch"] = Unavailable("broken off")
    with pytest.raises(Unavailable):
        take(world, mailbox)
    assert take(world, mailbox).new == 1


def test_in_a_full_mailbox_mails_are_read_all_the_same_also_those_behind_a_second_delivery(
    world: World, mailbox: FakeMailbox
) -> None:
    for number in (1, 1, 1, 2):
        mailbox.deliver(a_mime(number))
    mailbox.is_full = True
    assert take(world, mailbox) == intake.Taken(new=2, known=2)
    settle_all(world, a_mime(1))
    with pytest.raises(MailboxFull, match="is full"):
        intake.file_settled(world.new_uow, mailbox)


def test_one_mail_that_cannot_be_moved_holds_up_no_other(world: World, mailbox: FakeMailbox) -> None:
    stuck, moved = mailbox.deliver(a_mime(1)), mailbox.deliver(a_mime(2))
    take(world, mailbox)
    triage.read_new(
        world.new_uow,
        PreparedReader({a_mime(1): ignorable("News."), a_mime(2): ignorable("News.")}),
        world.policy,
        world.clock,
    )
    mailbox.trouble["file"] = Refused("This one cannot be moved.")
    with pytest.raises(Refused, match="cannot be moved"):
        intake.file_settled(world.new_uow, mailbox)
    assert list(mailbox.filed[Outcome.PROCESSED]) == [moved]
    assert intake.file_settled(world.new_uow, mailbox) == 1
    assert stuck in mailbox.filed[Outcome.PROCESSED]


def test_what_is_wrong_besides_stands_in_the_health_of_a_mailbox_that_is_read(
    world: World, mailbox: FakeMailbox
) -> None:
    intake.take_new(world.new_uow, mailbox, world.policy, world.clock, besides="The mailbox is full.")
    with world.new_uow() as uow:
        health = uow.control.health(Part.MAILBOX)
    assert (health.state, health.sentence, health.works) == (PartState.TROUBLE, "The mailbox is full.", True)
    take(world, mailbox)
    with world.new_uow() as uow:
        assert uow.control.health(Part.MAILBOX).state is PartState.FINE


def test_a_worker_killed_after_taking_leaves_the_mail_to_the_next_one(world: World, mailbox: FakeMailbox) -> None:
    mailbox.deliver(a_mime())
    original = mailbox.fetch

    def fetch_and_die(ref: object) -> object:
        mail = original(ref)
        with world.new_uow() as uow:
            uow.messages.add(mail, mailbox=mailbox.name, sender="", subject="", taken_at=world.clock.now())
        raise Killed

    mailbox.fetch = fetch_and_die
    with pytest.raises(Killed):
        take(world, mailbox)
    mailbox.fetch = original
    assert take(world, mailbox) == intake.Taken(known=1)
    assert len(kept(world)) == 1
