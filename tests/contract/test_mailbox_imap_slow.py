"""However an IMAP server lets us wait, a call is over in its time. The times are short here; the rule is the same."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from booking_console.adapters.mail.imap import ImapMailbox
from booking_console.adapters.mail.opening import open_mailbox
from booking_console.domain.errors import Unavailable
from booking_console.domain.message import MailRef, Outcome
from tests.fakes.imap_server import PASSWORD, ImapPlace, ImapServer
from tests.fakes.proxy import Proxy
from tests.fakes.sluggish import sluggish

MAIL = b"From: desk@clinic.example\r\nMessage-ID: <1@clinic.example>\r\nSubject: Visit\r\n\r\nMonday at 10:00\r\n"
#: Seconds: patience with one answer, and with one call; and how late a busy machine may be.
ANSWER, CALL, LATE = 30.0, 0.8, 8.0
CALLS: dict[str, Callable[[ImapMailbox, MailRef], object]] = {
    "list": lambda mailbox, _: mailbox.list_new(None),
    "fetch": lambda mailbox, ref: mailbox.fetch(ref),
    "file": lambda mailbox, ref: mailbox.file(ref, Outcome.PROCESSED),
    "folders": lambda mailbox, _: mailbox.ensure_folders(),
    "check": lambda mailbox, _: mailbox.check(),
    "watch": lambda mailbox, _: mailbox.wait_for_news(0.1),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    running = ImapServer(tmp_path_factory.mktemp("imap"))
    running.start()
    yield running
    running.stop()


def open_at(url: str, user: str = "user") -> ImapMailbox:
    mailbox = open_mailbox(
        source="imap",
        folder=Path(),
        url=url,
        username=user,
        password=PASSWORD,
        inbox="INBOX",
        processed="Processed",
        attention="Needs attention",
        timeout=ANSWER,
        max_bytes=10_000,
    )
    assert isinstance(mailbox, ImapMailbox)
    return mailbox


@contextmanager
def given_up_in_time(mailbox: ImapMailbox) -> Iterator[None]:
    usual, mailbox.session.longest_call = mailbox.session.longest_call, CALL
    began = time.monotonic()
    with pytest.raises(Unavailable, match="does not answer"):
        yield
    assert time.monotonic() - began < CALL + LATE
    mailbox.session.longest_call = usual


@pytest.mark.parametrize(
    ("scheme", "way"), [("imap", "greeting"), ("imap", "silence"), ("imaps", "handshake"), ("imaps", "silence")]
)
@pytest.mark.parametrize("call", ["check", "watch"])
def test_a_server_that_never_comes_to_the_point_is_hung_up_on(scheme: str, way: str, call: str) -> None:
    with sluggish(way) as port, closing(open_at(f"{scheme}://127.0.0.1:{port}")) as mailbox, given_up_in_time(mailbox):
        CALLS[call](mailbox, MailRef("0/0/"))


@pytest.mark.parametrize("call", CALLS)
def test_a_server_that_stalls_at_every_command_is_hung_up_on_and_met_again(server: ImapServer, call: str) -> None:
    place = ImapPlace(server, server.add_user())
    place.deliver(MAIL)
    with Proxy(server.port) as proxy, closing(open_at(f"imap://127.0.0.1:{proxy.port}", place.user)) as mailbox:
        (ref,), _ = mailbox.list_new(None)
        mailbox.close()
        proxy.lag = 0.3  # less than the patience with one answer
        with given_up_in_time(mailbox):
            CALLS[call](mailbox, ref)
        proxy.lag = 0.0
        CALLS[call](mailbox, ref)


def test_a_server_that_stalls_at_the_farewell_holds_nobody(server: ImapServer) -> None:
    place = ImapPlace(server, server.add_user())
    with Proxy(server.port) as proxy:
        mailbox = open_at(f"imap://127.0.0.1:{proxy.port}", place.user)
        mailbox.session.timeout = 30
        mailbox.check()
        proxy.is_mute = True
        began = time.monotonic()
        mailbox.close()
        assert time.monotonic() - began < LATE
