"""A mailbox that people used for years is connected: what is read, what is left, and what is said about it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.first_look import CROWD
from booking_console.domain.health import Part
from booking_console.services import intake
from booking_console.services.ports import Mailbox
from tests.fakes.ews.place import ExchangePlace
from tests.fakes.ews.store import INBOX
from tests.fakes.graph.place import GraphPlace
from tests.fakes.imap_server import ImapPlace
from tests.fakes.mail_places import FolderPlace
from tests.fakes.mail_servers import MailServers
from tests.world import StandingClock, World

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
LONG_AGO, LATELY = NOW - timedelta(days=400), NOW - timedelta(days=2)
OLD = CROWD + 10


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    with MailServers(tmp_path_factory.mktemp("servers")) as running:
        yield running


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database, StandingClock(NOW))


def a_mail(number: int) -> bytes:
    head = f"From: desk@clinic.example\r\nMessage-ID: <{number}@clinic.example>\r\nSubject: Visit {number}\r\n"
    return f"{head}\r\nMonday at 10:00, number {number}\r\n".encode()


class Imap(ImapPlace):
    def put(self, numbers: range, at: datetime) -> None:
        with self.colleague() as box:
            for number in numbers:
                box.append(a_mail(number), "INBOX", dt=at)


class Exchange(ExchangePlace):
    def put(self, numbers: range, at: datetime) -> None:
        for number in numbers:
            self.store.add(a_mail(number), self.store.standard(INBOX), at)


class Graph(GraphPlace):
    def put(self, numbers: range, at: datetime) -> None:
        for number in numbers:
            self.store.deliver(a_mail(number)).received = at


PLACES = {
    "imap": lambda servers: Imap(servers.imap, servers.imap.add_user()),
    "exchange": lambda servers: Exchange(servers.ews),
    "graph": lambda servers: Graph(servers.graph, servers.another_address()),
}


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, servers: MailServers) -> Imap | Exchange | Graph:
    return PLACES[request.param](servers)


@pytest.fixture
def mailbox(place: Imap | Exchange | Graph) -> Iterator[Mailbox]:
    opened = place.open()
    yield opened
    opened.close()


def look(world: World, mailbox: Mailbox) -> intake.Taken:
    return intake.take_new(world.new_uow, mailbox, world.policy, world.clock)


def subjects(world: World) -> list[str]:
    return sorted(row.subject for row in world.database.views().messages(limit=200))


def test_the_mails_of_years_are_left_and_counted_and_the_new_ones_are_read(
    world: World, place: Imap | Exchange | Graph, mailbox: Mailbox
) -> None:
    place.put(range(OLD), LONG_AGO)
    place.put(range(100, 103), LATELY)
    taken = look(world, mailbox)
    assert (taken.new, taken.left_out) == (3, OLD)
    assert len(place.inbox()) == OLD + 3
    assert look(world, mailbox) == intake.Taken()
    with world.new_uow() as uow:
        kept = uow.messages.first_look()
    assert kept is not None
    assert (kept.left_out, kept.is_leaving_out) == (OLD, False)
    said = [(row.action, row.detail) for row in world.database.views().audit(limit=5)]
    assert ("mailbox.left_out", f"{OLD} mails that came before 2027-02-22") in said


def test_a_mailbox_that_is_listed_anew_brings_none_of_them_back(
    world: World, place: Imap | Exchange | Graph, mailbox: Mailbox
) -> None:
    place.put(range(OLD), LONG_AGO)
    look(world, mailbox)
    look(world, mailbox)
    world.clock.advance(days=100)
    with world.new_uow() as uow:
        uow.messages.set_cursor(mailbox.name, None)
    assert look(world, mailbox) == intake.Taken(left_out=OLD)
    with world.new_uow() as uow:
        kept = uow.messages.first_look(mailbox.name)
    assert kept is not None
    assert kept.left_out == OLD


def test_an_old_mail_that_a_colleague_puts_back_is_read(
    world: World, place: Imap | Exchange | Graph, mailbox: Mailbox
) -> None:
    place.put(range(OLD), LONG_AGO)
    look(world, mailbox)
    look(world, mailbox)
    place.put(range(500, 501), LONG_AGO)
    assert look(world, mailbox).new == 1
    assert subjects(world) == ["Visit 500"]


def test_a_few_old_mails_are_read(world: World, place: Imap | Exchange | Graph, mailbox: Mailbox) -> None:
    place.put(range(3), LONG_AGO)
    assert look(world, mailbox).new == 3


def test_a_mail_from_the_future_is_read_and_has_come_now(
    world: World, place: Imap | Exchange | Graph, mailbox: Mailbox
) -> None:
    place.put(range(1), NOW + timedelta(days=3))
    look(world, mailbox)
    (row,) = world.database.views().messages(limit=2)
    assert row.received_at == NOW


def test_a_folder_on_this_machine_is_read_whole(world: World, tmp_path: Path) -> None:
    place = FolderPlace(tmp_path)
    for number in range(OLD):
        place.deliver(a_mail(number))
    assert look(world, place.open()).new == OLD


def test_what_was_left_stands_in_the_health_of_the_mailbox(world: World, servers: MailServers) -> None:
    place = Exchange(servers.ews)
    place.put(range(OLD), LONG_AGO)
    opened = place.open()
    look(world, opened)
    opened.close()
    with world.new_uow() as uow:
        assert uow.control.health(Part.MAILBOX).sentence == f"{OLD} old ones left where they are"
