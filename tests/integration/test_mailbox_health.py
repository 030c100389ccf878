"""Trouble with a real mailbox shows as its health, and mends itself when it can."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from booking_console.adapters.db.database import Database
from booking_console.bootstrap import open_console
from booking_console.domain.errors import LoginRefused, Unavailable
from booking_console.domain.health import Health, Part, PartState
from booking_console.passes import open_passes
from booking_console.services import intake
from booking_console.services.ports import Mailbox
from booking_console.settings import Settings
from tests.fakes.imap_server import ImapPlace, ImapServer
from tests.fakes.mail_places import open_in
from tests.fakes.mailbox import FakeMailbox
from tests.world import World

MAIL = b"From: desk@clinic.example\r\nMessage-ID: <1@clinic.example>\r\nSubject: Visit\r\n\r\nMonday at 10:00\r\n"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[ImapPlace]:
    server = ImapServer(tmp_path / "imap")
    server.start()
    yield ImapPlace(server, server.add_user())
    server.stop()


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def take(world: World, mailbox: Mailbox) -> intake.Taken:
    return intake.take_new(world.new_uow, mailbox, world.policy, world.clock)


def health(world: World) -> Health:
    with world.new_uow() as uow:
        return uow.control.health(Part.MAILBOX)


def test_a_wrong_password_stops_the_mailbox_in_plain_words(world: World, place: ImapPlace) -> None:
    mailbox = open_in(Path(), url=place.url, username=place.user, password="wrong")
    with pytest.raises(LoginRefused):
        take(world, mailbox)
    assert health(world).state is PartState.STOPPED
    assert "does not accept the user name or the password" in health(world).sentence


def test_a_server_that_was_down_is_fine_again_and_nothing_is_lost(world: World, place: ImapPlace) -> None:
    place.deliver(MAIL)
    place.server.stop()
    mailbox = place.open()
    with pytest.raises(Unavailable):
        take(world, mailbox)
    assert health(world).state is PartState.TROUBLE
    place.server.start()
    assert take(world, mailbox).new == 1
    assert health(world).state is PartState.FINE
    mailbox.close()


def test_a_new_uidvalidity_takes_nothing_twice(world: World, place: ImapPlace) -> None:
    place.deliver(MAIL)
    mailbox = place.open()
    assert take(world, mailbox).new == 1
    place.server.stop()
    (place.server.folder / place.user / "dovecot-uidlist").unlink()
    place.server.start()
    assert take(world, mailbox) == intake.Taken(known=1)
    mailbox.close()


def test_a_full_mailbox_is_named_until_its_mails_can_be_moved_and_is_read_meanwhile(tmp_path: Path) -> None:
    mailbox = FakeMailbox(is_full=True)
    console = open_console(Settings(_env_file=None, data_dir=tmp_path, database_url=""))
    console.prepare()
    work = open_passes(console, "worker-1")
    work.open_mailbox = lambda: mailbox
    for number, is_full in enumerate((True, True, False)):
        mailbox.deliver(MAIL.replace(b"<1@", b"<%d@" % number))
        mailbox.is_full = is_full
        work.poll()
        with console.new_uow() as uow:
            known = uow.control.health(Part.MAILBOX)
        assert (known.state is PartState.TROUBLE, "is full" in known.sentence, known.works) == (is_full, is_full, True)
    assert (len(console.views.messages(limit=9)), len(mailbox.inbox)) == (3, 0)
    work.close()
    console.close()
