"""What only SMTP can do wrong: every phase of the conversation, on a real server."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from booking_console.adapters.notify.smtp import SmtpNotifier
from booking_console.domain.errors import ContractBroken, InvalidInput, LoginRefused, Refused, Unavailable
from booking_console.services.ports import OutgoingMail, SendResult
from tests.fakes.certificates import Certificate, make_certificate
from tests.fakes.sluggish import sluggish
from tests.fakes.smtp_server import SmtpServerForTests

MAIL = OutgoingMail(
    message_id="<booked-7@practice.example>",
    recipient="desk@practice.example",
    subject="Gebucht: Sprechzimmer\r\nBcc: x@evil.example",
    text="Grüße\n.\n..two dots\n",
    html="<p>Grüße</p>",
    calendar="BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
)
SENDER = "Practice <console@practice.example>"
QUOTED_LOGIN = "console:p%40ss%20word@"


@pytest.fixture
def server() -> Iterator[SmtpServerForTests]:
    with SmtpServerForTests() as running:
        yield running


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path)


def a_notifier(server: SmtpServerForTests, timeout: float = 5) -> SmtpNotifier:
    return SmtpNotifier(f"smtp://127.0.0.1:{server.port}", sender=SENDER, timeout=timeout)


def test_text_html_and_calendar_arrive_as_written(server: SmtpServerForTests) -> None:
    a_notifier(server).send(MAIL)
    mail = server.mails[0]
    text, html, calendar = (part for part in mail.walk() if not part.is_multipart())
    assert text.get_content().splitlines() == ["Grüße", ".", "..two dots"]
    assert html.get_content().strip() == "<p>Grüße</p>"
    assert calendar.get_payload(decode=True) == b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    assert calendar.get_content_disposition() == "attachment"
    assert calendar["Content-Type"].params["method"] == "PUBLISH"


def test_the_headers_tell_other_machines_not_to_answer(server: SmtpServerForTests) -> None:
    a_notifier(server).send(MAIL)
    mail = server.mails[0]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime.tzinfo is not None
    assert mail["Bcc"] is None
    assert mail["X-Priority"] is None


def test_an_urgent_mail_says_so(server: SmtpServerForTests) -> None:
    a_notifier(server).send(replace(MAIL, is_urgent=True))
    assert server.mails[0]["Importance"] == "high"
    assert server.mails[0]["X-Priority"].startswith("1")


@pytest.mark.parametrize(
    ("scheme", "way"), [("smtp", "words"), ("smtp", "silence"), ("smtps", "handshake"), ("smtps", "silence")]
)
def test_a_server_that_never_comes_to_the_point_is_left_in_time(scheme: str, way: str) -> None:
    with sluggish(way) as port:
        began = time.monotonic()
        with pytest.raises(Unavailable, match="cannot be reached"):
            SmtpNotifier(f"{scheme}://127.0.0.1:{port}", sender=SENDER, timeout=1).send(MAIL)
        assert time.monotonic() - began < 8


@pytest.mark.parametrize("phase", ["RCPT", "DATA"])
def test_a_temporary_no_is_tried_again_later(server: SmtpServerForTests, phase: str) -> None:
    server.handler.answers[phase] = "451 greylisted"
    with pytest.raises(Unavailable):
        a_notifier(server).send(MAIL)


@pytest.mark.parametrize("phase", ["RCPT", "DATA"])
def test_a_final_no_is_refused_without_the_address_in_the_sentence(server: SmtpServerForTests, phase: str) -> None:
    server.handler.answers[phase] = "550 desk@practice.example is unknown"
    with pytest.raises(Refused) as refusal:
        a_notifier(server).send(MAIL)
    assert "desk@" not in str(refusal.value)


def test_a_connection_cut_before_the_data_was_not_sent(server: SmtpServerForTests) -> None:
    server.handler.drop_at = "RCPT"
    with pytest.raises(Unavailable):
        a_notifier(server).send(MAIL)
    assert server.mails == []


def test_a_connection_cut_after_the_data_is_unclear(server: SmtpServerForTests) -> None:
    server.handler.drop_at = "DATA"
    assert a_notifier(server).send(MAIL) is SendResult.UNCLEAR


def test_silence_after_the_data_is_unclear(server: SmtpServerForTests) -> None:
    server.handler.silent_after_data = 4
    assert a_notifier(server, timeout=1.5).send(MAIL) is SendResult.UNCLEAR


def test_a_server_that_answers_always_just_in_time_is_not_waited_for_without_end(server: SmtpServerForTests) -> None:
    server.handler.silent_after_recipient, server.handler.silent_after_data = 1.5, 4
    assert a_notifier(server, timeout=5).send(MAIL) is SendResult.UNCLEAR


def test_a_server_that_is_down_is_tried_again_later() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unavailable):
        SmtpNotifier(f"smtp://127.0.0.1:{port}", sender=SENDER, timeout=30).send(MAIL)


def test_starttls_and_login_with_quoted_signs(certificate: Certificate) -> None:
    with SmtpServerForTests(starttls=certificate.server_context(), login=True) as server:
        url = f"smtp+starttls://{QUOTED_LOGIN}127.0.0.1:{server.port}"
        notifier = SmtpNotifier(url, sender=SENDER, timeout=30, tls=certificate.client_context())
        assert notifier.send(MAIL) is SendResult.SENT
        assert len(server.mails) == 1


def test_smtps_from_the_first_byte(certificate: Certificate) -> None:
    with SmtpServerForTests(smtps=certificate.server_context()) as server:
        notifier = SmtpNotifier(
            f"smtps://127.0.0.1:{server.port}", sender=SENDER, timeout=30, tls=certificate.client_context()
        )
        assert notifier.send(MAIL) is SendResult.SENT


@pytest.mark.parametrize("login", ["console:wrong@", ""])
def test_a_refused_login_needs_a_person(certificate: Certificate, login: str) -> None:
    with SmtpServerForTests(starttls=certificate.server_context(), login=True) as server:
        url = f"smtp+starttls://{login}127.0.0.1:{server.port}"
        notifier = SmtpNotifier(url, sender=SENDER, timeout=30, tls=certificate.client_context())
        with pytest.raises(LoginRefused) as refusal:
            notifier.send(MAIL)
    assert "wrong" not in str(refusal.value)


def test_a_password_is_never_sent_to_a_server_without_the_encryption_asked_for(server: SmtpServerForTests) -> None:
    notifier = SmtpNotifier(f"smtp+starttls://{QUOTED_LOGIN}127.0.0.1:{server.port}", sender=SENDER, timeout=30)
    with pytest.raises(ContractBroken):
        notifier.send(MAIL)


def test_an_unknown_certificate_needs_a_person(certificate: Certificate) -> None:
    with SmtpServerForTests(starttls=certificate.server_context()) as server:
        notifier = SmtpNotifier(f"smtp+starttls://127.0.0.1:{server.port}", sender=SENDER, timeout=30)
        with pytest.raises(ContractBroken, match="certificate"):
            notifier.send(MAIL)


def test_an_address_of_another_kind_is_an_input_error() -> None:
    with pytest.raises(InvalidInput):
        SmtpNotifier("http://user:secret@mail.example.test", sender=SENDER, timeout=30)
