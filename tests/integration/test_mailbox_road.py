"""One mail, one appointment: through every kind of mailbox, and whatever happens between the mailbox and us."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.parsing.reader import LadderReader
from booking_console.adapters.parsing.report import as_json
from booking_console.domain.errors import Unavailable
from booking_console.domain.health import Part, PartState
from booking_console.domain.message import MailRef, Outcome, RawMail
from booking_console.services import intake, triage
from booking_console.services.ports import Mailbox
from booking_console.services.views import LogFilter
from tests.contract.test_mailbox import PLACES
from tests.fakes.mail_places import Place
from tests.fakes.mail_servers import MailServers
from tests.world import POLICY, ZONE, Killed, StandingClock, World

READER = LadderReader(ZONE, "DMY")
#: A calendar part, a table in HTML, an old character set, markup for machines, a forward: what a server could spoil.
SAMPLES = ("ics-only", "dental-table", "latin1", "jsonld", "forwarded", "q9-html-text-differ")
MAILS = Path(__file__).resolve().parents[1] / "mails" / "reading"
VISIT = (
    b"From: Northgate Physiotherapy <reception@northgatephysio.example>\r\nTo: rooms@practice.example\r\n"
    b"Subject: Appointment confirmed\r\nMessage-ID: <visit-1@northgatephysio.example>\r\n"
    b"Date: Mon, 02 Jun 2025 07:30:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"A new appointment has been confirmed.\r\n\r\nPatient: Anna Example\r\nAppointment: Initial consultation\r\n"
    b"Date: Wednesday, 4 June 2025\r\nTime: 10:00 - 10:30\r\nReference: NG-9001\r\n"
)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    with MailServers(tmp_path_factory.mktemp("servers")) as running:
        yield running


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path, servers: MailServers) -> Place:
    folder = tmp_path / "mail"
    folder.mkdir()
    return PLACES[request.param](folder, servers)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    clock = StandingClock(datetime(2025, 6, 2, 8, 0, tzinfo=UTC))
    return World(sqlite_database, clock, replace(POLICY, trusted=frozenset({"northgatephysio.example"})))


@pytest.fixture
def mailbox(place: Place) -> Iterator[Mailbox]:
    opened = place.open()
    opened.ensure_folders()
    yield opened
    opened.close()


def one_pass(world: World, mailbox: Mailbox) -> None:
    """What the worker does with mail, without the booking."""
    intake.take_new(world.new_uow, mailbox, world.policy, world.clock)
    triage.read_new(world.new_uow, READER, world.policy, world.clock)
    intake.file_settled(world.new_uow, mailbox)


def guests(world: World) -> list[str]:
    return [row.guest for row in world.database.views().log_stream(LogFilter())]


class Interrupted:
    """A mailbox that is left in the middle: before it does what is named, something happens."""

    def __init__(self, mailbox: Mailbox, *, before: str, happens: Any) -> None:
        self._mailbox, self._before, self._happens = mailbox, before, happens
        self.name = mailbox.name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._mailbox, name)

    def fetch(self, ref: MailRef) -> RawMail:
        self._come("fetch")
        return self._mailbox.fetch(ref)

    def file(self, ref: MailRef, outcome: Outcome) -> None:
        self._come("file")
        self._mailbox.file(ref, outcome)

    def _come(self, call: str) -> None:
        if call == self._before:
            self._happens()


def die() -> None:
    raise Killed


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_same_mail_is_understood_the_same_whatever_it_came_through(
    place: Place, mailbox: Mailbox, sample: str
) -> None:
    mime = (MAILS / f"{sample}.eml").read_bytes()
    place.deliver(mime)
    (ref,), _ = mailbox.list_new(None)
    came = mailbox.fetch(ref).mime
    assert as_json("mail", READER.read(came)) == as_json("mail", READER.read(mime))


def test_looked_at_twice_a_mail_makes_one_appointment(world: World, place: Place, mailbox: Mailbox) -> None:
    place.deliver(VISIT)
    one_pass(world, mailbox)
    one_pass(world, mailbox)
    assert guests(world) == ["Anna Example"]
    assert (len(place.inbox()), len(place.filed(Outcome.PROCESSED))) == (0, 1)


def test_the_same_mail_delivered_twice_makes_one_appointment(world: World, place: Place, mailbox: Mailbox) -> None:
    place.deliver(VISIT)
    one_pass(world, mailbox)
    place.deliver(b"Received: by mx.example.net; Mon, 02 Jun 2025 07:30:07 +0000\r\n" + VISIT)
    one_pass(world, mailbox)
    assert guests(world) == ["Anna Example"]
    assert (len(place.inbox()), len(place.filed(Outcome.PROCESSED))) == (0, 2)


@pytest.mark.parametrize("call", ["fetch", "file"])
def test_killed_in_the_middle_the_next_start_ends_with_one_appointment(
    world: World, place: Place, mailbox: Mailbox, call: str
) -> None:
    place.deliver(VISIT)
    with pytest.raises(Killed):
        one_pass(world, Interrupted(mailbox, before=call, happens=die))
    after_restart = place.open()
    one_pass(world, after_restart)
    after_restart.close()
    assert guests(world) == ["Anna Example"]
    assert (len(place.inbox()), len(place.filed(Outcome.PROCESSED))) == (0, 1)


def test_a_mail_that_a_colleague_moves_before_it_is_fetched_is_theirs(
    world: World, place: Place, mailbox: Mailbox
) -> None:
    place.deliver(VISIT)
    one_pass(world, Interrupted(mailbox, before="fetch", happens=place.take_away))
    with world.new_uow() as uow:
        assert uow.control.health(Part.MAILBOX).state is PartState.FINE
    assert guests(world) == []


def test_a_mail_that_a_colleague_moves_before_it_is_filed_has_its_appointment(
    world: World, place: Place, mailbox: Mailbox
) -> None:
    place.deliver(VISIT)
    one_pass(world, Interrupted(mailbox, before="file", happens=place.take_away))
    one_pass(world, mailbox)
    assert guests(world) == ["Anna Example"]
    assert len(place.filed(Outcome.PROCESSED)) == 0


def test_two_workers_at_once_make_one_appointment_of_a_mail(world: World, place: Place) -> None:
    place.deliver(VISIT)
    begin = threading.Barrier(2)

    def work() -> None:
        mailbox = place.open()
        begin.wait()
        for _ in range(3):
            with suppress(Unavailable):  # a server may send one of them away: it comes back, as the worker does
                one_pass(world, mailbox)
        mailbox.close()

    with ThreadPoolExecutor(2) as workers:
        for ended in [workers.submit(work) for _ in range(2)]:
            ended.result()
    assert guests(world) == ["Anna Example"]
    # Some servers copy for each of two moves that come at the same moment: the mail is there twice then, the appointment once.
    assert len(place.inbox()) == 0
    assert len(place.filed(Outcome.PROCESSED)) in (1, 2)
