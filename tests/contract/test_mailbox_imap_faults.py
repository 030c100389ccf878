"""What happens to a connection with a real IMAP server in the middle of the work, and what is said about it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from booking_console.adapters.mail.imap import ImapMailbox
from booking_console.adapters.mail.imap_watch import ImapWatch
from booking_console.adapters.mail.opening import open_mailbox
from booking_console.domain.errors import ContractBroken, LoginRefused, Unavailable
from booking_console.domain.message import Outcome
from tests.fakes.imap_server import PASSWORD, ImapPlace, ImapServer
from tests.fakes.proxy import Proxy

MAIL = b"From: desk@clinic.example\r\nMessage-ID: <1@clinic.example>\r\nSubject: Visit\r\n\r\nMonday at 10:00\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    running = ImapServer(tmp_path_factory.mktemp("imap"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def place(server: ImapServer) -> ImapPlace:
    return ImapPlace(server, server.add_user())


@pytest.fixture
def proxy(server: ImapServer) -> Iterator[Proxy]:
    with Proxy(server.port) as between:
        yield between


@pytest.fixture
def mailbox(place: ImapPlace, proxy: Proxy) -> Iterator[ImapMailbox]:
    opened = open_through(proxy, place)
    yield opened
    opened.session.hang_up()
    opened.close()


def open_through(proxy: Proxy, place: ImapPlace, *, inbox: str = "INBOX", processed: str = "Processed") -> ImapMailbox:
    opened = open_mailbox(
        source="imap",
        folder=Path(),
        url=f"imap://127.0.0.1:{proxy.port}",
        username=place.user,
        password=PASSWORD,
        inbox=inbox,
        processed=processed,
        attention="Needs attention",
        timeout=30,
        max_bytes=10_000,
    )
    assert isinstance(opened, ImapMailbox)
    return opened


def test_a_password_changed_in_mid_run_needs_a_person_at_the_next_connection(
    server: ImapServer, place: ImapPlace, proxy: Proxy, mailbox: ImapMailbox
) -> None:
    mailbox.check()
    server.set_password(place.user, "another one")
    proxy.cut()
    with pytest.raises(LoginRefused, match="user name or the password"):
        mailbox.check()


@pytest.mark.parametrize(
    "words",
    [b"[UNAVAILABLE] Try again later", b"[ALERT] Too many simultaneous connections. (Failure)", b"Temporary failure"],
)
def test_a_server_that_has_no_time_for_a_login_is_asked_again(
    server: ImapServer, place: ImapPlace, words: bytes
) -> None:
    refusal = b"[AUTHENTICATIONFAILED] Invalid authentication credentials."
    server.set_password(place.user, "another one")
    with Proxy(server.port, hide={refusal: words}) as proxy:
        mailbox = open_through(proxy, place)
        with pytest.raises(Unavailable, match="asks us to try later"):
            mailbox.check()
        server.set_password(place.user, PASSWORD)
        assert mailbox.check() == "0 mails in INBOX"
        mailbox.close()


def test_a_server_that_falls_silent_is_said_not_to_answer(proxy: Proxy, mailbox: ImapMailbox) -> None:
    mailbox.session.timeout = 3
    mailbox.check()
    proxy.is_mute = True
    began = time.monotonic()
    with pytest.raises(Unavailable, match="does not answer"):
        mailbox.check()
    assert time.monotonic() - began < 5.5  # one patience, not one for each try
    proxy.is_mute = False
    assert mailbox.check() == "0 mails in INBOX"


def test_a_server_that_lets_its_answer_drip_is_hung_up_on(place: ImapPlace, proxy: Proxy, mailbox: ImapMailbox) -> None:
    place.deliver(MAIL)
    (ref,), _ = mailbox.list_new(None)
    proxy.drip, mailbox.session.longest_call = 0.05, 0.5
    with pytest.raises(Unavailable, match="does not answer"):
        mailbox.fetch(ref)
    proxy.drip, mailbox.session.longest_call = 0.0, 55.0
    assert mailbox.fetch(ref).message_id == "<1@clinic.example>"


def test_a_server_that_says_good_bye_is_met_again(place: ImapPlace, proxy: Proxy, mailbox: ImapMailbox) -> None:
    place.deliver(MAIL)
    (ref,), _ = mailbox.list_new(None)
    proxy.say(b"* BYE Server shutting down\r\n")
    assert mailbox.fetch(ref).message_id == "<1@clinic.example>"


def test_a_connection_reset_while_it_waits_for_news_is_begun_again(proxy: Proxy, mailbox: ImapMailbox) -> None:
    assert mailbox.wait_for_news(0.1)
    mailbox.wait_for_news(0.1)
    proxy.cut()
    with pytest.raises(Unavailable, match="broke the connection off"):
        mailbox.wait_for_news(10)
    assert mailbox.wait_for_news(0.1)  # what came meanwhile is unknown


def test_a_good_bye_while_it_waits_for_news_is_begun_again(proxy: Proxy, mailbox: ImapMailbox) -> None:
    mailbox.wait_for_news(0.1)
    mailbox.wait_for_news(0.1)
    proxy.say(b"* BYE Idle for too long\r\n")
    with pytest.raises(Unavailable, match="broke the connection off"):
        mailbox.wait_for_news(10)


def test_idle_is_ended_and_begun_again_before_the_server_gives_up(place: ImapPlace, mailbox: ImapMailbox) -> None:
    watch = ImapWatch(mailbox.session.another(), "INBOX", renew_after=0.1)
    watch.wait(0.1)
    rounds = [watch.wait(0.2) for _ in range(3)]
    place.deliver(MAIL)
    assert rounds == [False, False, False]
    assert any(watch.wait(0.5) for _ in range(60))
    watch.close()


def test_a_server_without_idle_is_asked_every_few_seconds(place: ImapPlace) -> None:
    with Proxy(place.server.port, hide={b"IDLE": b"XXXX"}) as proxy:
        mailbox = open_through(proxy, place)
        mailbox.wait_for_news(0.1)
        place.deliver(MAIL)
        began = time.monotonic()
        assert any(mailbox.wait_for_news(1) for _ in range(60))
        assert time.monotonic() - began < 20
        mailbox.close()


def test_a_folder_that_is_gone_is_named(place: ImapPlace, proxy: Proxy) -> None:
    with place.colleague() as box:
        box.folder.create("Bookings")
    mailbox = open_through(proxy, place, inbox="Bookings")
    mailbox.check()
    with place.colleague() as box:
        box.folder.delete("Bookings")
    with pytest.raises(ContractBroken, match="The folder Bookings is not in the mailbox any more"):
        mailbox.check()
    mailbox.close()


@pytest.mark.parametrize("name", ['Räume "A" & B', "Erledigt & gebucht", "Sub/Termine", "予約"])
def test_a_folder_of_any_name_is_made_and_filled(place: ImapPlace, proxy: Proxy, name: str) -> None:
    mailbox = open_through(proxy, place, processed=name)
    place.deliver(MAIL)
    mailbox.ensure_folders()
    mailbox.ensure_folders()
    (ref,), _ = mailbox.list_new(None)
    mailbox.file(ref, Outcome.PROCESSED)
    with place.colleague(mailbox.session.on_server(name)) as box:
        assert len(box.uids()) == 1
    mailbox.close()
