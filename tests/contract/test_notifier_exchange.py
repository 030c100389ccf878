"""Sending through an Exchange server: what was sent, what was not, and what nobody can know. Never twice."""

import io
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

import pytest

from booking_console.adapters.notify.exchange import ExchangeNotifier
from booking_console.domain.errors import ContractBroken, LoginRefused, Unavailable
from booking_console.services.ports import OutgoingMail, SendResult
from tests.fakes.ews.place import ExchangePlace
from tests.fakes.ews.server import EwsServer

MAIL = OutgoingMail(
    message_id="<booked-7@practice.example>",
    recipient="desk@practice.example",
    subject="Gebucht: Sprechzimmer",
    text="Grüße",
    html="<p>Grüße</p>",
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EwsServer]:
    server = EwsServer(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running: EwsServer) -> Iterator[EwsServer]:
    running.outgoing.clear()
    yield running
    running.faults.off()


@pytest.fixture
def place(server: EwsServer) -> ExchangePlace:
    return ExchangePlace(server)


def a_notifier(place: ExchangePlace, *, seconds: float = 4) -> ExchangeNotifier:
    return ExchangeNotifier(place.session(timeout=seconds), "Dr. Müller's Practice <somebody@else.example>")


def test_a_mail_goes_out_from_the_mailbox_itself_and_its_copy_is_kept(place: ExchangePlace) -> None:
    assert a_notifier(place).send(MAIL) is SendResult.SENT
    (sent,) = [message_from_bytes(mime, policy=default) for mime in place.server.outgoing]
    assert (sent["Message-ID"], sent["From"].addresses[0].addr_spec) == (MAIL.message_id, place.store.address)
    assert len(place.store.mails("Sent Items")) == 1


@pytest.mark.parametrize(("kind", "value"), [("lost", None), ("half", None), ("silent", 30)])
def test_a_mail_whose_answer_was_lost_is_found_among_the_sent_ones(
    place: ExchangePlace, kind: str, value: float | None
) -> None:
    place.server.faults.on(kind, value, only=["CreateItem"])
    assert a_notifier(place).send(MAIL) is SendResult.SENT
    assert len(place.server.outgoing) == 1


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [("reset", None, ""), ("status", 502, ""), ("code", None, "ErrorInternalServerTransientError")],
)
def test_a_mail_that_may_be_on_its_way_is_unclear_and_not_sent_again(
    place: ExchangePlace, kind: str, value: float | None, words: str
) -> None:
    place.server.faults.on(kind, value, words=words, only=["CreateItem"])
    place.server.requests.clear()
    assert a_notifier(place).send(MAIL) is SendResult.UNCLEAR
    assert (place.server.outgoing, place.server.requests.count("CreateItem")) == ([], 1)


@pytest.mark.parametrize(("kind", "value"), [("busy", 200), ("status", 429), ("status", 503)])
def test_a_mail_that_was_certainly_not_taken_is_sent_again(
    place: ExchangePlace, kind: str, value: float | None
) -> None:
    place.server.faults.on(kind, value, only=["CreateItem"])
    assert a_notifier(place, seconds=20).send(MAIL) is SendResult.SENT
    assert len(place.server.outgoing) == 1


def test_a_server_that_stays_busy_is_asked_later(place: ExchangePlace) -> None:
    place.server.faults.on("busy", 60_000, count=None)
    with pytest.raises(Unavailable, match="asks us to wait 60 seconds"):
        a_notifier(place).send(MAIL)
    assert place.server.outgoing == []


def test_a_login_that_is_refused_sends_nothing(place: ExchangePlace) -> None:
    notifier = ExchangeNotifier(place.session(place.password("wrong"), timeout=30), "")
    with pytest.raises(LoginRefused):
        notifier.send(MAIL)
    assert place.server.outgoing == []


def test_a_login_that_may_not_send_as_the_mailbox_hears_which_right_is_missing(place: ExchangePlace) -> None:
    place.server.console.sends_as.remove(place.store.address)
    with pytest.raises(ContractBroken, match="the right Send As"):
        a_notifier(place).send(MAIL)


def test_the_check_names_server_and_mailbox(place: ExchangePlace) -> None:
    assert a_notifier(place).check() == f"127.0.0.1 answers for {place.store.address}"


def test_a_login_that_fails_writes_no_mail_into_the_log(
    place: ExchangePlace, caplog: pytest.LogCaptureFixture, log_text: io.StringIO
) -> None:
    place.server.people.offers = {"Negotiate"}
    try:
        with pytest.raises((ContractBroken, LoginRefused)):
            ExchangeNotifier(place.session(place.password(uses_ntlm=True), timeout=30), "").send(MAIL)
    finally:
        place.server.people.offers = {"Basic", "NTLM"}
    assert "MimeContent" not in caplog.text + log_text.getvalue()
