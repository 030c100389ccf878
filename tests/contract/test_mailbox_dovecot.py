"""What Dovecot shows that other servers do not: its separators and prefixes, a full mailbox, an archive of all mails. Left out where
it is not installed."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from imap_tools import BaseMailBox

from booking_console.adapters.mail.imap import ImapMailbox
from booking_console.adapters.mail.imap_session import ImapSession
from booking_console.adapters.mail.opening import open_mailbox
from booking_console.domain.errors import ContractBroken, MailboxFull, NotFound
from booking_console.domain.message import Outcome
from tests.fakes.dovecot import PROGRAM, Dovecot, dovecot
from tests.fakes.imap_server import PASSWORD, ImapPlace
from tests.fakes.proxy import Proxy

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Dovecot is not installed")
MAIL = b"From: desk@clinic.example\r\nMessage-ID: <%d@clinic.example>\r\nSubject: Visit\r\n\r\nMonday at 10:00\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot(most=3) as running:
        yield running


def open_at(place: ImapPlace, *, port: int = 0, inbox: str = "INBOX", processed: str = "Processed") -> ImapMailbox:
    mailbox = open_mailbox(
        source="imap",
        folder=Path(),
        url=f"imap://127.0.0.1:{port or place.server.port}",
        username=place.user,
        password=PASSWORD,
        inbox=inbox,
        processed=processed,
        attention="Needs attention",
        timeout=30,
        max_bytes=10_000,
    )
    assert isinstance(mailbox, ImapMailbox)
    return mailbox


@pytest.mark.parametrize(("separator", "prefix"), [(".", "INBOX."), ("/", ""), ("\\\\", "Mail\\\\")])
def test_folders_of_any_name_lie_where_the_server_keeps_them(separator: str, prefix: str) -> None:
    with dovecot(separator=f'"{separator}"', prefix=f'"{prefix}"') as running:
        place = ImapPlace(running, running.add_user())
        place.deliver(MAIL % 1)
        with closing(open_at(place, processed="Räume & Co/Erledigt/予約")) as mailbox:
            mailbox.ensure_folders()
            mailbox.ensure_folders()
            mailbox.file(mailbox.list_new(None)[0][0], Outcome.PROCESSED)
        sign = separator[-1]
        with place.colleague(prefix.replace("\\\\", "\\") + sign.join(["Räume & Co", "Erledigt", "予約"])) as box:
            assert len(box.uids()) == 1


def test_a_mail_that_does_not_fit_into_its_folder_stays_and_can_be_read(server: Dovecot) -> None:
    place = ImapPlace(server, server.add_user())
    for number in range(3):
        place.deliver(MAIL % number)
    with Proxy(server.port, hide={b"MOVE": b"XXXX"}) as proxy, closing(open_at(place, port=proxy.port)) as mailbox:
        refs, _ = mailbox.list_new(None)
        with pytest.raises(MailboxFull, match=f"of {place.user} on 127.0.0.1 is full"):
            mailbox.file(refs[0], Outcome.PROCESSED)
        assert mailbox.fetch(refs[0]).message_id == "<0@clinic.example>"
        assert len(mailbox.list_new(None)[0]) == 3


def test_the_archive_of_all_mails_cannot_be_the_inbox(server: Dovecot) -> None:
    place = ImapPlace(server, server.add_user())
    with place.colleague() as box:
        box.folder.create("INBOX.Archive")
    with closing(open_at(place, inbox="Archive")) as mailbox, pytest.raises(ContractBroken, match="holds every mail"):
        mailbox.check()


def test_a_mail_that_goes_in_the_very_moment_it_is_fetched_is_not_found(server: Dovecot) -> None:
    place = ImapPlace(server, server.add_user())
    place.deliver(MAIL % 1)
    with closing(open_at(place)) as mailbox:
        ref = mailbox.list_new(None)[0][0]
        mailbox.session = Overtaken(mailbox.session, before="BODY.PEEK[]", by=place.take_away)
        with pytest.raises(NotFound):
            mailbox.fetch(ref)


def test_a_mail_that_goes_in_the_very_moment_it_is_filed_is_filed(server: Dovecot) -> None:
    place = ImapPlace(server, server.add_user())
    place.deliver(MAIL % 1)
    with closing(open_at(place)) as mailbox:
        mailbox.ensure_folders()
        ref = mailbox.list_new(None)[0][0]
        mailbox.session = Overtaken(mailbox.session, before="MOVE", by=place.take_away)
        mailbox.file(ref, Outcome.PROCESSED)
    assert place.filed(Outcome.PROCESSED) == []


class Overtaken:
    """A session in which a colleague is quicker than one of our commands, by a moment."""

    def __init__(self, session: ImapSession, *, before: str, by: Callable[[], None]) -> None:
        self._session, self._before, self._by = session, before, by

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    @contextmanager
    def selected(self, folder: str) -> Iterator[BaseMailBox]:
        with self._session.selected(folder) as box:
            ask = box.client.uid

            def uid(*words: str) -> Any:
                if any(self._before in word for word in words):
                    self._by()
                return ask(*words)

            box.client.uid = uid
            try:
                yield box
            finally:
                del box.client.uid
