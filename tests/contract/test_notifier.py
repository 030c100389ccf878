"""The promises of the Notifier port, kept by the fake and by SMTP against a real server."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from booking_console.adapters.notify.smtp import SmtpNotifier
from booking_console.domain.errors import Refused
from booking_console.services.ports import Notifier, OutgoingMail, SendResult
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


@pytest.fixture(params=["fake", "smtp"])
def notifier(request: pytest.FixtureRequest) -> Iterator[tuple[Notifier, Delivered]]:
    if request.param == "fake":
        fake = FakeNotifier()
        yield fake, lambda: [mail.message_id for mail in fake.delivered]
        return
    with SmtpServerForTests() as server:
        smtp = SmtpNotifier(f"smtp://127.0.0.1:{server.port}", sender="Practice <console@practice.example>", timeout=5)
        yield smtp, lambda: [str(mail["Message-ID"]) for mail in server.mails]


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
