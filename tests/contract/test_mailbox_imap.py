"""What only IMAP can do wrong, on a real server."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from booking_console.adapters.mail.opening import open_mailbox
from booking_console.domain.errors import ContractBroken, InvalidInput, LoginRefused, NotFound, Unavailable
from booking_console.domain.message import Outcome
from booking_console.services.ports import Mailbox
from tests.fakes.certificates import Certificate, make_certificate
from tests.fakes.imap_server import PASSWORD, ImapPlace, ImapServer
from tests.fakes.proxy import Proxy

MAIL = b"From: desk@clinic.example\r\nMessage-ID: <1@clinic.example>\r\nSubject: Visit\r\n\r\nMonday at 10:00\r\n"


@dataclass
class Opener:
    """Opens the mailbox of a place in another way than usual and closes it at the end."""

    opened: list[Mailbox]

    def __call__(
        self, url: str, user: str, *, password: str = PASSWORD, inbox: str = "INBOX", trust: Certificate | None = None
    ) -> Mailbox:
        mailbox = open_mailbox(
            source="imap",
            folder=Path(),
            url=url,
            username=user,
            password=password,
            inbox=inbox,
            processed="Processed",
            attention="Prüfen",
            timeout=30,
            max_bytes=10_000,
            tls=trust.client_context() if trust else None,
        )
        self.opened.append(mailbox)
        return mailbox


@pytest.fixture
def open_at() -> Iterator[Opener]:
    opener = Opener([])
    yield opener
    for mailbox in opener.opened:
        mailbox.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ImapServer]:
    running = ImapServer(tmp_path / "imap")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def place(server: ImapServer) -> ImapPlace:
    return ImapPlace(server, server.add_user())


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path)


@pytest.fixture
def safe_server(tmp_path: Path, certificate: Certificate) -> Iterator[ImapServer]:
    running = ImapServer(tmp_path / "safe", certificate)
    running.start()
    yield running
    running.stop()


def test_the_name_holds_no_password(place: ImapPlace, open_at: Opener) -> None:
    assert open_at(place.url, place.user).name == f"{place.url.replace('//', f'//{place.user}@')}/INBOX"


def test_a_mail_listed_before_the_cursor_is_not_listed_again(place: ImapPlace, open_at: Opener) -> None:
    mailbox = open_at(place.url, place.user)
    place.deliver(MAIL)
    _, cursor = mailbox.list_new(None)
    assert mailbox.list_new(cursor) == ([], cursor)


def test_a_new_uidvalidity_lists_everything_and_old_places_are_gone(
    server: ImapServer, place: ImapPlace, open_at: Opener
) -> None:
    mailbox = open_at(place.url, place.user)
    place.deliver(MAIL)
    (old,), cursor = mailbox.list_new(None)
    server.stop()
    (server.folder / place.user / "dovecot-uidlist").unlink()
    server.start()
    (new,), _ = mailbox.list_new(cursor)
    assert new.key != old.key
    with pytest.raises(NotFound):
        mailbox.fetch(old)


def test_a_restarted_server_is_met_again_without_a_word(server: ImapServer, place: ImapPlace, open_at: Opener) -> None:
    mailbox = open_at(place.url, place.user)
    place.deliver(MAIL)
    (ref,), _ = mailbox.list_new(None)
    server.stop()
    with pytest.raises(Unavailable):
        mailbox.fetch(ref)
    server.start()
    assert mailbox.fetch(ref).message_id == "<1@clinic.example>"


def test_a_cut_connection_is_opened_again_at_the_next_call(place: ImapPlace, open_at: Opener) -> None:
    place.deliver(MAIL)
    with Proxy(place.server.port) as proxy:
        mailbox = open_at(f"imap://127.0.0.1:{proxy.port}", place.user)
        (ref,), _ = mailbox.list_new(None)
        proxy.cut()
        assert mailbox.fetch(ref).message_id == "<1@clinic.example>"
        mailbox.close()


def test_a_wrong_password_needs_a_person_and_is_not_shown(place: ImapPlace, open_at: Opener) -> None:
    with pytest.raises(LoginRefused) as refusal:
        open_at(place.url, place.user, password="wrong-one").check()
    assert "wrong-one" not in str(refusal.value)


def test_a_refused_login_is_not_tried_again(server: ImapServer, place: ImapPlace, open_at: Opener) -> None:
    mailbox = open_at(place.url, place.user, password="wrong-one")
    with pytest.raises(LoginRefused):
        mailbox.check()
    server.stop()  # who asked it again would find it down
    with pytest.raises(LoginRefused):
        mailbox.check()


def test_a_server_that_is_down_is_tried_again_later(server: ImapServer, place: ImapPlace, open_at: Opener) -> None:
    server.stop()
    with pytest.raises(Unavailable):
        open_at(place.url, place.user).check()


def test_a_missing_inbox_needs_a_person(place: ImapPlace, open_at: Opener) -> None:
    with pytest.raises(ContractBroken):
        open_at(place.url, place.user, inbox="No such folder").check()


def test_reading_leaves_a_mail_unread(place: ImapPlace, open_at: Opener) -> None:
    mailbox = open_at(place.url, place.user)
    place.deliver(MAIL)
    (ref,), _ = mailbox.list_new(None)
    mailbox.fetch(ref)
    with place.colleague() as box:
        assert [mail.flags for mail in box.fetch(mark_seen=False)] in ([()], [("\\Recent",)])


def test_the_folder_is_made_when_somebody_deleted_it(place: ImapPlace, open_at: Opener) -> None:
    mailbox = open_at(place.url, place.user)
    place.deliver(MAIL)
    (ref,), _ = mailbox.list_new(None)
    mailbox.file(ref, Outcome.NEEDS_ATTENTION)
    with place.colleague("Prüfen") as box:
        assert len(box.uids()) == 1


@pytest.mark.parametrize("missing", [{b"MOVE": b"XXXX"}, {b"MOVE": b"XXXX", b"UIDPLUS": b"XXXPLUS"}])
def test_without_move_the_mail_is_copied_and_other_peoples_deletions_are_left_alone(
    place: ImapPlace, open_at: Opener, missing: dict[bytes, bytes]
) -> None:
    place.deliver(MAIL)
    place.deliver(MAIL.replace(b"<1@", b"<2@"))
    with place.colleague() as box, Proxy(place.server.port, hide=missing) as proxy:
        box.client.uid("STORE", box.uids()[1], "+FLAGS", "(\\Deleted)")
        mailbox = open_at(f"imap://127.0.0.1:{proxy.port}", place.user)
        (ref,), _ = mailbox.list_new(None)
        mailbox.file(ref, Outcome.PROCESSED)
        assert list(mailbox.list_new(None)[0]) == []
        mailbox.close()
    assert len(place.filed(Outcome.PROCESSED)) == 1
    assert any(b"<2@" in mail for mail in place.inbox())


def test_starttls(safe_server: ImapServer, certificate: Certificate, open_at: Opener) -> None:
    url = f"imap+starttls://127.0.0.1:{safe_server.port}"
    assert open_at(url, safe_server.add_user(), trust=certificate).check() == "0 mails in INBOX"


def test_imaps(place: ImapPlace, certificate: Certificate, open_at: Opener) -> None:
    with Proxy(place.server.port, tls=certificate.server_context()) as proxy:
        mailbox = open_at(f"imaps://127.0.0.1:{proxy.port}", place.user, trust=certificate)
        assert mailbox.check() == "0 mails in INBOX"
        mailbox.close()


def test_an_unknown_certificate_needs_a_person(safe_server: ImapServer, open_at: Opener) -> None:
    with pytest.raises(ContractBroken, match="certificate"):
        open_at(f"imap+starttls://127.0.0.1:{safe_server.port}", safe_server.add_user()).check()


def test_a_password_is_never_sent_to_a_server_without_the_encryption_asked_for(
    place: ImapPlace, open_at: Opener
) -> None:
    with pytest.raises(ContractBroken, match="not sent"):
        open_at(place.url.replace("imap:", "imap+starttls:"), place.user).check()


def test_a_password_is_not_sent_where_the_server_forbids_it(place: ImapPlace, open_at: Opener) -> None:
    forbidding = Proxy(place.server.port, hide={b"IMAP4rev1": b"IMAP4rev1 LOGINDISABLED"})
    with forbidding as proxy, pytest.raises(ContractBroken, match="only over encryption"):
        open_at(f"imap://127.0.0.1:{proxy.port}", place.user).check()


def test_an_address_of_another_kind_is_an_input_error(open_at: Opener) -> None:
    with pytest.raises(InvalidInput):
        open_at("pop3://mail.example.test", "user")
