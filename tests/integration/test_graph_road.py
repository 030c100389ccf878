"""From the settings to a taken mail and a sent one, through a mailbox in Microsoft 365."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.errors import LoginRefused, Unavailable
from booking_console.domain.health import Part, PartState
from booking_console.domain.message import Outcome
from booking_console.outside import Outside
from booking_console.services import intake, triage
from booking_console.services.ports import OutgoingMail, SendResult
from booking_console.settings import load
from tests.fakes.certificates import make_certificate
from tests.fakes.graph.login import CLIENT, SECRET, TENANT
from tests.fakes.graph.place import GraphPlace
from tests.fakes.graph.server import GraphServer
from tests.readings import PreparedReader, ignorable
from tests.world import World

MAIL = b"From: desk@clinic.example\r\nMessage-ID: <1@clinic.example>\r\nSubject: Visit\r\n\r\nMonday at 10:00\r\n"
LETTER = OutgoingMail(
    message_id="<told-1@practice.example>",
    recipient="desk@practice.example",
    subject="Booked",
    text="a",
    html="<p>a</p>",
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GraphServer]:
    with GraphServer(make_certificate(tmp_path)) as running:
        yield running


@pytest.fixture
def place(server: GraphServer) -> GraphPlace:
    return GraphPlace(server)


@pytest.fixture
def outside(place: GraphPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outside:
    settings = {
        "SOURCE": "graph",
        "ADDRESS": place.address,
        "TENANT_ID": TENANT,
        "CLIENT_ID": CLIENT,
        "CLIENT_SECRET": SECRET,
        "AUTHORITY": place.server.base,
        "ENDPOINT": place.server.base,
        "CA_FILE": str(tmp_path / "cert.pem"),
        "SEND_THROUGH": "true",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"BOOKING_MAIL__{name}", value)
    return Outside(load(None))


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def test_the_settings_are_enough_to_read_and_to_send(outside: Outside, place: GraphPlace, server: GraphServer) -> None:
    place.deliver(MAIL)
    with closing(outside.mailbox()) as mailbox:
        assert mailbox.check() == f"1 mail in INBOX of {place.address}"
    notifier = outside.notifier()
    assert notifier is not None
    assert notifier.send(LETTER) is SendResult.SENT
    assert len(server.sent) == 1


def test_a_mail_delivered_twice_and_met_by_two_workers_is_taken_once(
    world: World, outside: Outside, place: GraphPlace
) -> None:
    for _ in range(2):
        place.deliver(MAIL)
    with closing(outside.mailbox()) as one, closing(outside.mailbox()) as other:
        taken = [intake.take_new(world.new_uow, worker, world.policy, world.clock).new for worker in (one, other)]
        triage.read_new(world.new_uow, PreparedReader({MAIL: ignorable("A newsletter.")}), world.policy, world.clock)
        for worker in (one, other):
            intake.file_settled(world.new_uow, worker)
    assert taken == [1, 0]
    assert (len(place.inbox()), len(place.filed(Outcome.PROCESSED))) == (0, 2)


def test_a_mail_that_a_crash_left_between_reading_and_filing_is_filed_by_the_next_start(
    world: World, outside: Outside, place: GraphPlace, server: GraphServer
) -> None:
    place.deliver(MAIL)
    with closing(outside.mailbox()) as first:
        intake.take_new(world.new_uow, first, world.policy, world.clock)
        triage.read_new(world.new_uow, PreparedReader({MAIL: ignorable("A newsletter.")}), world.policy, world.clock)
        server.faults.switch_on("reset-after", 1, "move")
        with pytest.raises(Unavailable):
            intake.file_settled(world.new_uow, first)
    with closing(outside.mailbox()) as second:
        assert intake.take_new(world.new_uow, second, world.policy, world.clock).new == 0
        intake.file_settled(world.new_uow, second)
    assert len(place.filed(Outcome.PROCESSED)) == 1


def test_an_expired_secret_stands_in_plain_words_in_the_mailboxs_health(
    world: World, outside: Outside, server: GraphServer
) -> None:
    server.faults.switch_on("secret-expired")
    with closing(outside.mailbox()) as mailbox, pytest.raises(LoginRefused):
        intake.take_new(world.new_uow, mailbox, world.policy, world.clock)
    with world.new_uow() as uow:
        health = uow.control.health(Part.MAILBOX)
    assert health.state is PartState.STOPPED
    assert "The client secret has expired" in health.sentence
