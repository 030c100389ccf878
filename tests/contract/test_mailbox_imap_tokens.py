"""IMAP with an access token instead of a password (XOAUTH2), on a real IMAP server and a real token server."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from booking_console.adapters.mail.opening import open_mailbox
from booking_console.adapters.mail.tokens import RefreshedTokens
from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.microsoft.tokens import ApplicationTokens, service_of
from booking_console.domain.errors import ContractBroken, LoginRefused, Unavailable
from booking_console.services.ports import Mailbox
from tests.fakes.certificates import make_certificate
from tests.fakes.graph.login import CLIENT as APPLICATION
from tests.fakes.graph.login import SECRET, TENANT
from tests.fakes.graph.server import GraphServer
from tests.fakes.imap_server import ImapPlace, ImapServer
from tests.fakes.proxy import Proxy
from tests.fakes.sluggish import sluggish
from tests.fakes.token_server import CLIENT, REFRESH_TOKEN, TokenServer, token_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    running = ImapServer(tmp_path_factory.mktemp("imap"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def giver() -> Iterator[TokenServer]:
    with token_server() as running:
        yield running


@dataclass
class Door:
    place: ImapPlace
    giver: TokenServer
    opened: list[Mailbox]

    def open(
        self, *, refresh_token: str = REFRESH_TOKEN, url: str = "", token_url: str = "", patience: float = 30
    ) -> Mailbox:
        mailbox = open_mailbox(
            source="imap",
            folder=Path(),
            url=url or self.place.url,
            username=self.place.user,
            password="",
            inbox="INBOX",
            processed="Processed",
            attention="Needs attention",
            timeout=30,
            max_bytes=10_000,
            tokens=RefreshedTokens(token_url or self.giver.url, CLIENT, "secret-1", refresh_token, patience),
        )
        self.opened.append(mailbox)
        return mailbox


@pytest.fixture
def door(server: ImapServer, giver: TokenServer) -> Iterator[Door]:
    made = Door(ImapPlace(server, server.add_user()), giver, [])
    server.set_token(made.place.user, "token-1")
    yield made
    for mailbox in made.opened:
        mailbox.close()


def test_the_refresh_token_opens_the_mailbox(door: Door) -> None:
    assert door.open().check() == "0 mails in INBOX"


def test_one_token_serves_until_it_ends(door: Door) -> None:
    mailbox = door.open()
    mailbox.check()
    mailbox.close()
    mailbox.check()
    assert door.giver.given == ["token-1"]


def test_a_token_at_its_end_is_replaced_without_a_word(door: Door) -> None:
    door.giver.life = 1
    mailbox = door.open()
    mailbox.check()
    mailbox.close()
    door.place.server.set_token(door.place.user, "token-2")
    time.sleep(1.1)
    assert mailbox.check() == "0 mails in INBOX"


def test_a_token_that_was_withdrawn_is_replaced_at_the_next_look(door: Door) -> None:
    mailbox = door.open()
    mailbox.check()
    mailbox.close()
    door.place.server.set_token(door.place.user, "token-2")
    with pytest.raises(Unavailable, match="a new one is fetched"):
        mailbox.check()
    assert mailbox.check() == "0 mails in INBOX"


def test_a_token_that_may_not_read_this_mailbox_needs_a_person(door: Door) -> None:
    door.place.server.set_token(door.place.user, "of somebody else")
    mailbox = door.open()
    with pytest.raises(Unavailable):
        mailbox.check()
    with pytest.raises(LoginRefused, match="May the application read this mailbox"):
        mailbox.check()


def test_a_refresh_token_that_ended_needs_a_person_and_is_not_shown(door: Door) -> None:
    with pytest.raises(LoginRefused, match="refresh token") as refusal:
        door.open(refresh_token="an-old-one").check()
    assert "an-old-one" not in str(refusal.value)


@pytest.mark.parametrize("answer", [(503, b""), (429, {"error": "slow_down"}), (500, {"error": "server_error"})])
def test_a_token_server_in_trouble_is_asked_again_later(door: Door, answer: tuple[int, object]) -> None:
    door.giver.answers.append(answer)
    mailbox = door.open()
    with pytest.raises(Unavailable, match="token server"):
        mailbox.check()
    assert mailbox.check() == "0 mails in INBOX"


@pytest.mark.parametrize("answer", [(200, b"<html>"), (200, {"token": "?"}), (404, b"not here")])
def test_an_address_that_gives_no_tokens_needs_a_person(door: Door, answer: tuple[int, object]) -> None:
    door.giver.answers.append(answer)
    with pytest.raises(ContractBroken, match="Is its address right"):
        door.open().check()


def test_a_token_server_that_is_down_is_asked_again_later(door: Door) -> None:
    with pytest.raises(Unavailable, match="cannot be reached"):
        door.open(token_url="http://127.0.0.1:9/token").check()


def test_a_token_server_whose_answer_never_ends_is_left_in_time(door: Door) -> None:
    with sluggish("headers") as port:
        began = time.monotonic()
        with pytest.raises(Unavailable, match="takes too long"):
            door.open(token_url=f"http://127.0.0.1:{port}/token", patience=2).check()
        assert time.monotonic() - began < 20


def test_a_mail_server_that_takes_no_tokens_is_named(door: Door) -> None:
    hidden = Proxy(door.place.server.port, hide={b"AUTH=XOAUTH2": b"AUTH=XNOTHIN"})
    with hidden as proxy, pytest.raises(ContractBroken, match="sign in with a token"):
        door.open(url=f"imap://127.0.0.1:{proxy.port}").check()


def test_an_application_of_microsoft_opens_the_mailbox(server: ImapServer, tmp_path: Path) -> None:
    user, certificate = server.add_user(), make_certificate(tmp_path)
    with GraphServer(certificate) as microsoft:
        account = GraphAccount(user, TENANT, APPLICATION, SECRET, microsoft.base, microsoft.base)
        tokens = ApplicationTokens.for_server(account, timeout=30, tls=certificate.client_context())
        server.set_token(user, tokens.token(30))
        mailbox = open_mailbox(
            source="imap",
            folder=Path(),
            url=f"imap://127.0.0.1:{server.port}",
            username=user,
            password="",
            inbox="INBOX",
            processed="Processed",
            attention="Needs attention",
            timeout=30,
            max_bytes=10_000,
            tokens=tokens,
        )
        assert mailbox.check() == "0 mails in INBOX"
        mailbox.close()
        microsoft.faults.switch_on("secret-expired")
        tokens.forget()
        with closing(mailbox), pytest.raises(LoginRefused, match="secret has expired"):
            mailbox.check()


def test_the_service_that_the_tokens_are_for_follows_from_the_mail_server() -> None:
    assert service_of("imaps://outlook.office365.com:993") == "https://outlook.office365.com"
