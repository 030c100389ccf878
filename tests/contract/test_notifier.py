"""The promises of the Notifier port, kept by the fake, by SMTP, by Exchange Server and by Microsoft 365."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest

from booking_console.adapters.notify.exchange import ExchangeNotifier
from booking_console.adapters.notify.graph import GraphNotifier
from booking_console.adapters.notify.smtp import SmtpNotifier
from booking_console.domain.errors import Refused
from booking_console.services.ports import Notifier, OutgoingMail, SendResult
from tests.fakes.certificates import make_certificate
from tests.fakes.ews.place import ExchangePlace
from tests.fakes.ews.server import EwsServer
from tests.fakes.graph.place import GraphPlace
from tests.fakes.graph.server import GraphServer
from tests.fakes.notifier import FakeNotifier
from tests.fakes.smtp_server import SmtpServerForTests

MAIL = OutgoingMail(
    message_id="<booked-7@practice.example>",
    recipient="desk@practice.example",
    subject="Booked: Consult room 1",
    text="Consult room 1, Monday at 10:00.",
    html="<p>Consult room 1, Monday at 10:00.</p>",
)

Delivered = Callable[[], list[str]]


SENDER = "Practice <console@practice.example>"


@contextmanager
def in_memory(_: Path) -> Iterator[tuple[Notifier, Delivered]]:
    fake = FakeNotifier()
    yield fake, lambda: [mail.message_id for mail in fake.delivered]


@contextmanager
def over_smtp(_: Path) -> Iterator[tuple[Notifier, Delivered]]:
    with SmtpServerForTests() as server:
        smtp = SmtpNotifier(f"smtp://127.0.0.1:{server.port}", sender=SENDER, timeout=30)
        yield smtp, lambda: [str(mail["Message-ID"]) for mail in server.mails]


@contextmanager
def through_graph(folder: Path) -> Iterator[tuple[Notifier, Delivered]]:
    with GraphServer(make_certificate(folder)) as server:
        graph = GraphNotifier(GraphPlace(server).session(), SENDER)
        yield graph, lambda: [str(message_from_bytes(mime)["Message-ID"]) for mime in server.sent]


@contextmanager
def through_exchange(folder: Path) -> Iterator[tuple[Notifier, Delivered]]:
    server = EwsServer(folder)
    server.start()
    exchange = ExchangeNotifier(ExchangePlace(server).session(), SENDER)
    yield exchange, lambda: [str(message_from_bytes(mime)["Message-ID"]) for mime in server.outgoing]
    server.stop()


WAYS = {"fake": in_memory, "smtp": over_smtp, "exchange": through_exchange, "graph": through_graph}


@pytest.fixture(params=WAYS)
def notifier(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Notifier, Delivered]]:
    with WAYS[request.param](tmp_path) as opened:
        yield opened


def test_a_sent_mail_arrives_once_under_its_own_id(notifier: tuple[Notifier, Delivered]) -> None:
    port, delivered = notifier
    assert port.send(MAIL) is SendResult.SENT
    assert delivered() == ["<booked-7@practice.example>"]


def test_a_bad_address_is_refused_and_the_next_mail_flows(notifier: tuple[Notifier, Delivered]) -> None:
    port, delivered = notifier
    with pytest.raises(Refused):
        port.send(replace(MAIL, recipient="nobody-here"))
    assert port.send(MAIL) is SendResult.SENT
    assert len(delivered()) == 1


def test_the_check_is_one_plain_sentence(notifier: tuple[Notifier, Delivered]) -> None:
    assert "answers" in notifier[0].check()
