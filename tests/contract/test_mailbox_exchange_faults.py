"""Every fault of an Exchange server that we know of, by name: what is said, and that nothing is lost or held up by it."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from booking_console.adapters.mail.exchange import ExchangeMailbox
from booking_console.domain.errors import BookingError, ContractBroken, LoginRefused, MailboxFull, Unavailable
from booking_console.domain.message import Outcome
from tests.fakes.ews.faults import Fault
from tests.fakes.ews.place import ExchangePlace
from tests.fakes.ews.server import EwsServer

MAIL = (
    b"From: desk@clinic.example\r\nTo: rooms@practice.example\r\nSubject: Visit\r\nMessage-ID: <1@clinic.example>\r\n"
    b"Date: Mon, 02 Nov 2026 09:00:00 +0000\r\nContent-Type: text/plain\r\n\r\nMonday at 10:00\r\n"
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EwsServer]:
    server = EwsServer(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running: EwsServer) -> Iterator[EwsServer]:
    yield running
    running.faults.off()


@pytest.fixture
def place(server: EwsServer) -> ExchangePlace:
    place = ExchangePlace(server)
    place.deliver(MAIL)
    return place


@pytest.fixture
def mailbox(place: ExchangePlace) -> Iterator[ExchangeMailbox]:
    opened = place.mailbox(place.session(timeout=3))
    yield opened
    opened.close()


PASSING = [
    pytest.param(Fault("busy", 300), id="busy with a hint"),
    pytest.param(Fault("busy"), id="busy without a hint"),
    pytest.param(Fault("status", 429, "1"), id="429 with Retry-After"),
    pytest.param(Fault("status", 429), id="429"),
    pytest.param(Fault("status", 503), id="503"),
    pytest.param(Fault("status", 302, "/EWS/genericerrorpage.htm?aspxerrorpath=/EWS/Exchange.asmx"), id="error page"),
    pytest.param(Fault("reset"), id="reset before it is done"),
    pytest.param(Fault("lost"), id="reset after it is done"),
    pytest.param(Fault("half"), id="half an answer"),
    pytest.param(Fault("code", words="ErrorMailboxMoveInProgress"), id="mailbox being moved"),
    pytest.param(Fault("code", words="ErrorInternalServerTransientError"), id="transient error"),
]
LASTING = [
    pytest.param(Fault("busy", 60_000), Unavailable, "busy and asks us to wait 60 seconds", id="busy for a minute"),
    pytest.param(Fault("status", 429, "120"), Unavailable, "asks us to wait 120 seconds", id="429 for two minutes"),
    pytest.param(Fault("status", 503), Unavailable, r"out of order at the moment \(answer 503\)", id="503"),
    pytest.param(Fault("status", 500), Unavailable, r"out of order at the moment \(answer 500\)", id="500 page"),
    pytest.param(Fault("slow", 30), Unavailable, "takes too long to answer", id="slow"),
    pytest.param(Fault("drip", 0.2), Unavailable, "takes too long to answer", id="an answer that drips"),
    pytest.param(Fault("reset"), Unavailable, "broke off", id="reset"),
    pytest.param(Fault("half"), Unavailable, "broke off", id="half an answer"),
    pytest.param(Fault("code", words="ErrorQuotaExceeded"), MailboxFull, "is full: its mails are read", id="full"),
    pytest.param(Fault("status", 401), LoginRefused, "Was the password changed", id="changed password"),
    pytest.param(Fault("status", 403), LoginRefused, "forbids us to use EWS", id="403"),
    pytest.param(Fault("status", 404), ContractBroken, "there is no EWS", id="404"),
    pytest.param(
        Fault("status", 302, "https://mail.practice.example/owa"), ContractBroken, "another address", id="302"
    ),
    pytest.param(Fault("status", 200), ContractBroken, "there is no EWS", id="a page instead of EWS"),
    pytest.param(Fault("code", words="ErrorPasswordExpired"), LoginRefused, "password has expired", id="expired"),
    pytest.param(Fault("code", words="ErrorOfAnotherYear"), ContractBroken, "a way that EWS does not", id="unknown"),
]


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_not_even_noticed(place: ExchangePlace, fault: Fault) -> None:
    with closing(place.mailbox()) as mailbox:
        place.server.faults.on(fault.kind, fault.value, words=fault.words)
        (ref,) = mailbox.list_new(None)[0]
        place.server.faults.on(fault.kind, fault.value, words=fault.words, only=["MoveItem"])
        mailbox.file(ref, Outcome.PROCESSED)
    assert (place.inbox(), len(place.filed(Outcome.PROCESSED))) == ([], 1)


@pytest.mark.parametrize(("fault", "family", "words"), LASTING)
def test_a_fault_that_lasts_is_named_in_time_and_loses_nothing(
    place: ExchangePlace, mailbox: ExchangeMailbox, fault: Fault, family: type[BookingError], words: str
) -> None:
    place.server.faults.on(fault.kind, fault.value, words=fault.words, count=None)
    began = time.monotonic()
    with pytest.raises(family, match=words):
        mailbox.list_new(None)
    assert time.monotonic() - began < 20
    place.server.faults.off()
    with closing(place.mailbox()) as after_restart:
        assert len(after_restart.list_new(None)[0]) == 1


def test_a_server_that_asks_for_silence_gets_it(place: ExchangePlace, mailbox: ExchangeMailbox) -> None:
    place.server.faults.on("busy", 60_000)
    with pytest.raises(Unavailable) as told:
        mailbox.list_new(None)
    asked = len(place.server.requests)
    with pytest.raises(Unavailable, match="asks us to wait another"):
        mailbox.check()
    assert (told.value.retry_after, len(place.server.requests)) == (60.0, asked)


def test_who_is_told_that_he_may_not_does_not_ask_again_for_a_while(
    place: ExchangePlace, mailbox: ExchangeMailbox
) -> None:
    mailbox.session.forbidden_for = 3
    place.server.faults.on("status", 403, count=None)
    before = len(place.server.requests)
    for _ in range(3):
        with pytest.raises(LoginRefused, match="forbids us to use EWS"):
            mailbox.list_new(None)
    assert len(place.server.requests) == before + 1
    place.server.faults.off()
    time.sleep(3)
    assert len(mailbox.list_new(None)[0]) == 1


def test_a_server_that_is_down_is_named(place: ExchangePlace) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    account = replace(place.account(), url=f"http://127.0.0.1:{port}/EWS/Exchange.asmx")
    with pytest.raises(Unavailable, match="cannot be reached"):
        place.mailbox(place.session(account=account)).check()


def test_a_mailbox_that_breaks_in_the_middle_of_a_batch_sets_no_mail_aside(
    place: ExchangePlace, mailbox: ExchangeMailbox
) -> None:
    (ref,) = mailbox.list_new(None)[0]
    place.server.faults.on("status", 404)
    with pytest.raises(Unavailable, match="there is no EWS"):
        mailbox.fetch(ref)
    assert mailbox.fetch(ref).message_id == "<1@clinic.example>"
