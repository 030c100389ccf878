"""Sending through Microsoft 365: what was sent, what was not, and what nobody can know. Never twice."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from booking_console.adapters.notify.graph import GraphNotifier
from booking_console.domain.errors import LoginRefused, Unavailable
from booking_console.services.ports import OutgoingMail, SendResult
from tests.fakes.graph.place import GraphPlace
from tests.fakes.graph.server import GraphServer
from tests.fakes.mail_servers import MailServers

MAIL = OutgoingMail(
    message_id="<o'brien-7@practice.example>",
    recipient="desk@practice.example",
    subject="Gebucht: Sprechzimmer",
    text="Grüße",
    html="<p>Grüße</p>",
)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    with MailServers(tmp_path_factory.mktemp("graph")) as running:
        yield running


@pytest.fixture
def server(servers: MailServers) -> Iterator[GraphServer]:
    servers.graph.sent.clear()
    yield servers.graph
    servers.graph.faults.clear()


@pytest.fixture
def place(servers: MailServers, server: GraphServer) -> GraphPlace:
    return GraphPlace(server, servers.another_address())


def a_notifier(place: GraphPlace, *, seconds: float = 2) -> GraphNotifier:
    return GraphNotifier(place.session(timeout=seconds), "Dr. Müller's Practice <somebody@else.example>")


def test_a_mail_goes_out_as_mime_from_the_mailbox_itself(place: GraphPlace, server: GraphServer) -> None:
    a_notifier(place).send(MAIL)
    (request,) = [request for request in server.asked if request.path.endswith(f"{place.address}/sendMail")]
    assert request.headers["content-type"] == "text/plain"
    sent = message_from_bytes(base64.b64decode(request.body), policy=default)
    assert (sent["Message-ID"], sent["From"].addresses[0].addr_spec) == (MAIL.message_id, place.address)
    assert sent["From"].addresses[0].display_name == "Dr. Müller's Practice"


@pytest.mark.parametrize("fault", ["reset-after", "gateway", "half", "silent"])
def test_a_mail_whose_answer_was_lost_is_found_among_the_sent_ones(
    place: GraphPlace, server: GraphServer, fault: str
) -> None:
    server.faults.switch_on(fault, 1, "sendMail")
    assert a_notifier(place).send(MAIL) is SendResult.SENT
    assert len(server.sent) == 1


def test_a_copy_that_comes_late_is_waited_for(place: GraphPlace, server: GraphServer) -> None:
    server.faults.switch_on("reset-after", 1, "sendMail")
    server.faults.switch_on("sent-late", 1, "sendMail")
    assert a_notifier(place, seconds=30).send(MAIL) is SendResult.SENT
    assert len(server.sent) == 1


@pytest.mark.parametrize("fault", ["reset", "broken"])
def test_a_mail_that_nobody_finds_is_unclear_and_not_sent_again(
    place: GraphPlace, server: GraphServer, fault: str
) -> None:
    server.faults.switch_on(fault, 1, "sendMail")
    assert a_notifier(place).send(MAIL) is SendResult.UNCLEAR
    assert server.sent == []


def test_a_mail_is_unclear_when_the_search_for_it_fails_too(place: GraphPlace, server: GraphServer) -> None:
    server.faults.switch_on("reset-after", 1, "sendMail")
    server.faults.switch_on("busy", 9, "sentitems")
    assert a_notifier(place).send(MAIL) is SendResult.UNCLEAR
    assert len(server.sent) == 1


@pytest.mark.parametrize("fault", ["throttled", "busy", "proxy-page"])
def test_what_was_provably_not_sent_is_tried_again_later(place: GraphPlace, server: GraphServer, fault: str) -> None:
    server.faults.switch_on(fault, 1, "sendMail" if fault != "proxy-page" else "token")
    with pytest.raises(Unavailable):
        a_notifier(place).send(MAIL)
    assert server.sent == []


def test_a_server_that_is_down_is_tried_again_later(servers: MailServers) -> None:
    with GraphServer(servers.certificate) as gone:
        notifier = a_notifier(GraphPlace(gone))
    with pytest.raises(Unavailable):
        notifier.send(MAIL)


@pytest.mark.parametrize("fault", ["token-expired", "token-revoked"])
def test_a_token_that_is_no_longer_good_is_renewed_once(place: GraphPlace, server: GraphServer, fault: str) -> None:
    server.faults.switch_on(fault, 1, "sendMail")
    assert a_notifier(place).send(MAIL) is SendResult.SENT
    assert len(server.sent) == 1


def test_a_renewal_that_breaks_off_leaves_the_mail_unsent_and_not_unclear(
    place: GraphPlace, server: GraphServer
) -> None:
    notifier = a_notifier(place)
    notifier.check()
    server.faults.switch_on("token-revoked", 1, "sendMail")
    server.faults.switch_on("reset", 2, "token")
    with pytest.raises(Unavailable):
        notifier.send(MAIL)
    assert server.sent == []


def test_an_application_that_may_not_send_is_told_the_permission(place: GraphPlace, server: GraphServer) -> None:
    server.api.permissions.discard("Mail.Send")
    with pytest.raises(LoginRefused, match=r"Mail\.Send"):
        a_notifier(place).send(MAIL)
    server.api.permissions.add("Mail.Send")


def test_one_token_serves_many_mails(place: GraphPlace, server: GraphServer) -> None:
    notifier, before = a_notifier(place), server.sign_in.asked
    for number in range(3):
        notifier.send(replace(MAIL, message_id=f"<{number}@practice.example>"))
    assert server.sign_in.asked - before == 1
