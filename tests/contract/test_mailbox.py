"""The promises of the Mailbox port, kept by the fake and by every real mailbox."""

import time
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from booking_console.domain.errors import NotFound, Refused
from booking_console.domain.message import MailRef, Outcome
from booking_console.services.ports import Mailbox
from tests.fakes.dovecot import PROGRAM
from tests.fakes.ews.place import ExchangePlace
from tests.fakes.graph.place import GraphPlace
from tests.fakes.imap_server import ImapPlace
from tests.fakes.mail_places import MAX_BYTES, FakePlace, FolderPlace, MaildirPlace, Place
from tests.fakes.mail_servers import MailServers

PLACES: dict[str, Callable[[Path, MailServers], Place]] = {
    "fake": lambda _, __: FakePlace(),
    "folder": lambda folder, _: FolderPlace(folder),
    "maildir": lambda folder, _: MaildirPlace(folder),
    "imap": lambda _, servers: ImapPlace(servers.imap, servers.imap.add_user()),
    "exchange": lambda _, servers: ExchangePlace(servers.ews),
    "graph": lambda _, servers: GraphPlace(servers.graph, servers.another_address()),
}
if PROGRAM:
    PLACES["dovecot"] = lambda _, servers: ImapPlace(servers.dovecot, servers.dovecot.add_user())


def a_mail(number: int = 1, *, message_id: str | None = None, text: str = "Monday at 10:00") -> bytes:
    name = message_id or f"<{number}@clinic.example>"
    head = (
        f"From: desk@clinic.example\r\nTo: rooms@practice.example\r\nSubject: Visit {number}\r\nMessage-ID: {name}\r\n"
    )
    return f"{head}Date: Mon, 02 Nov 2026 09:00:00 +0000\r\nContent-Type: text/plain\r\n\r\n{text}\r\n".encode()


GARBAGE = b"Subject: =?utf-8?q?=ff=fe?=\r\nContent-Type: text/plain; charset=no-such\r\n\r\n" + bytes(range(128, 256))


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    with MailServers(tmp_path_factory.mktemp("servers")) as running:
        yield running


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path, servers: MailServers) -> Place:
    return PLACES[request.param](tmp_path, servers)


@pytest.fixture
def mailbox(place: Place) -> Iterator[Mailbox]:
    opened = place.open()
    opened.ensure_folders()
    yield opened
    opened.close()


def the_only(mailbox: Mailbox) -> MailRef:
    (ref,) = mailbox.list_new(None)[0]
    return ref


def as_read(mime: bytes) -> tuple[list[str], list[str]]:
    """Exchange writes the same mail with other bytes: headers in another order, the text in another encoding."""
    mail = message_from_bytes(mime, policy=default)
    names = ("From", "To", "Subject", "Message-ID", "Date", "Content-Type")
    return [str(mail[name]) for name in names], str(mail.get_content()).split()


def told_of_news(mailbox: Mailbox, *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if mailbox.wait_for_news(min(left, 0.5)):
            return True
    return False


def test_a_delivered_mail_is_listed_and_read_as_it_came(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    mail = mailbox.fetch(the_only(mailbox))
    assert as_read(mail.mime) == as_read(a_mail())
    assert mail.message_id == "<1@clinic.example>"
    assert mail.received_at.utcoffset() is not None
    assert mail.ref.size == len(mail.mime)


def test_mails_are_listed_in_the_order_of_their_arrival(place: Place, mailbox: Mailbox) -> None:
    for number in (1, 2, 3):
        place.deliver(a_mail(number))
    ids = [mailbox.fetch(ref).message_id for ref in mailbox.list_new(None)[0]]
    assert ids == ["<1@clinic.example>", "<2@clinic.example>", "<3@clinic.example>"]


def test_an_empty_inbox_lists_nothing(mailbox: Mailbox) -> None:
    assert list(mailbox.list_new(None)[0]) == []


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_filed_mail_lies_in_its_folder_and_is_not_listed_again(
    place: Place, mailbox: Mailbox, outcome: Outcome
) -> None:
    place.deliver(a_mail())
    mailbox.file(the_only(mailbox), outcome)
    assert place.inbox() == []
    assert len(place.filed(outcome)) == 1
    assert list(mailbox.list_new(None)[0]) == []


def test_polling_twice_gives_the_same_key_until_the_mail_is_filed(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    assert the_only(mailbox).key == the_only(mailbox).key


def test_a_new_mail_after_the_cursor_is_listed(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail(1))
    _, cursor = mailbox.list_new(None)
    place.deliver(a_mail(2))
    found = [mailbox.fetch(ref).message_id for ref in mailbox.list_new(cursor)[0]]
    assert found[-1] == "<2@clinic.example>"


def test_a_mail_left_by_a_crash_before_filing_is_listed_and_the_same_mail(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    first = mailbox.fetch(the_only(mailbox))
    after_restart = place.open()
    again = after_restart.fetch(the_only(after_restart))
    after_restart.close()
    assert (again.ref.key, again.identity) == (first.ref.key, first.identity)


def test_a_mail_that_a_colleague_took_away_is_not_found_and_filing_it_is_no_error(
    place: Place, mailbox: Mailbox
) -> None:
    place.deliver(a_mail())
    ref = the_only(mailbox)
    place.take_away()
    with pytest.raises(NotFound):
        mailbox.fetch(ref)
    mailbox.file(ref, Outcome.PROCESSED)
    assert place.filed(Outcome.PROCESSED) == []


def test_filing_twice_does_no_harm(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    ref = the_only(mailbox)
    mailbox.file(ref, Outcome.PROCESSED)
    mailbox.file(ref, Outcome.PROCESSED)
    assert len(place.filed(Outcome.PROCESSED)) == 1


def test_a_mail_that_a_person_settled_moves_on_to_the_processed_ones(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    ref = the_only(mailbox)
    mailbox.file(ref, Outcome.NEEDS_ATTENTION)
    mailbox.file(ref, Outcome.PROCESSED)
    assert place.filed(Outcome.NEEDS_ATTENTION) == []
    assert len(place.filed(Outcome.PROCESSED)) == 1


def test_the_same_mail_delivered_twice_has_one_identity(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    place.deliver(b"Received: by mx.example.net; Mon, 02 Nov 2026 09:00:07 +0000\r\n" + a_mail())
    first, second = (mailbox.fetch(ref) for ref in mailbox.list_new(None)[0])
    assert first.identity == second.identity
    assert first.ref.key != second.ref.key


def test_two_mails_with_one_message_id_are_two_mails(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail(1, message_id="<same@clinic.example>"))
    place.deliver(a_mail(1, message_id="<same@clinic.example>", text="Tuesday at 11:00"))
    identities = {mailbox.fetch(ref).identity for ref in mailbox.list_new(None)[0]}
    assert len(identities) == 2


ABSURD = [
    "",
    "Date: soon\r\n",
    "Date: Mon, 99 Foo 99999 99:99:99 +9999\r\n",
    "Date: Thu, 01 Jan 0001 00:00:00 +1400\r\n",
]


def test_mails_without_a_date_or_with_an_absurd_one_are_mails_like_others(place: Place, mailbox: Mailbox) -> None:
    for number, date in enumerate(ABSURD):
        sent = "Date: Mon, 02 Nov 2026 09:00:00 +0000\r\n"
        place.deliver(a_mail(number).decode().replace(sent, date).encode())
    refs = mailbox.list_new(None)[0]
    mails = [mailbox.fetch(ref) for ref in refs]
    assert len({mail.identity for mail in mails}) == len(ABSURD)
    assert all(mail.received_at.year >= 2026 for mail in mails)
    for ref in refs:
        mailbox.file(ref, Outcome.PROCESSED)
    assert len(place.filed(Outcome.PROCESSED)) == len(ABSURD)


def test_mails_without_a_message_id_are_told_apart_by_what_they_say(place: Place, mailbox: Mailbox) -> None:
    for text in ("Monday at 10:00", "Tuesday at 11:00", "Tuesday at 11:00"):
        place.deliver(a_mail(text=text).replace(b"Message-ID: <1@clinic.example>\r\n", b""))
    refs = mailbox.list_new(None)[0]
    identities = [mailbox.fetch(ref).identity for ref in refs]
    assert (len(set(identities)), identities[1] == identities[2]) == (2, True)
    mailbox.file(refs[0], Outcome.NEEDS_ATTENTION)
    mailbox.file(refs[1], Outcome.PROCESSED)
    mailbox.file(refs[1], Outcome.PROCESSED)
    filed = [len(place.filed(outcome)) for outcome in (Outcome.NEEDS_ATTENTION, Outcome.PROCESSED)]
    assert (filed, len(place.inbox())) == ([1, 1], 1)


def test_a_folder_that_somebody_renamed_does_not_stop_the_filing(place: Place, mailbox: Mailbox) -> None:
    for number in (1, 2):
        place.deliver(a_mail(number))
    first, second = mailbox.list_new(None)[0]
    mailbox.file(first, Outcome.PROCESSED)
    place.rename_processed()
    mailbox.ensure_folders()
    mailbox.file(second, Outcome.PROCESSED)
    assert place.inbox() == []


def test_garbage_among_good_mails_stops_nothing(place: Place, mailbox: Mailbox) -> None:
    for mime in (a_mail(1), GARBAGE, a_mail(2)):
        place.deliver(mime)
    mails = [mailbox.fetch(ref) for ref in mailbox.list_new(None)[0]]
    assert [mail.message_id for mail in mails] == ["<1@clinic.example>", "", "<2@clinic.example>"]
    assert len({mail.identity for mail in mails}) == 3


def test_a_giant_is_listed_with_its_size_and_refused_in_plain_words(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail(text="x" * MAX_BYTES))
    ref = the_only(mailbox)
    assert (ref.size or 0) > MAX_BYTES
    with pytest.raises(Refused, match="too large"):
        mailbox.fetch(ref)
    mailbox.file(ref, Outcome.NEEDS_ATTENTION)
    assert len(place.filed(Outcome.NEEDS_ATTENTION)) == 1


def test_two_workers_file_the_same_mail_and_it_is_there_once(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    other = place.open()
    ref = the_only(mailbox)
    other.file(the_only(other), Outcome.PROCESSED)
    mailbox.file(ref, Outcome.PROCESSED)
    other.close()
    assert len(place.filed(Outcome.PROCESSED)) == 1


def test_the_check_counts_the_mails(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    assert mailbox.check().startswith("1 mail in ")


def test_a_watch_begins_with_a_look_and_then_waits_for_something_new(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail(1))
    assert mailbox.wait_for_news(0.2)
    assert not told_of_news(mailbox, seconds=0.5)
    place.deliver(a_mail(2))
    assert told_of_news(mailbox, seconds=60)


def test_a_mail_that_leaves_the_inbox_is_no_news(place: Place, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    mailbox.wait_for_news(0.2)
    place.take_away()
    assert not told_of_news(mailbox, seconds=0.8)


def test_making_the_folders_twice_does_no_harm(mailbox: Mailbox) -> None:
    mailbox.ensure_folders()
