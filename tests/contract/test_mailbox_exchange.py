"""What only a mailbox on an Exchange server has: invitations, states of a folder, folders that colleagues change."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.mail.exchange import ExchangeMailbox
from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.errors import ContractBroken, NotFound
from booking_console.domain.extraction import Kind
from booking_console.domain.message import Outcome
from tests.fakes.ews.place import ExchangePlace
from tests.fakes.ews.server import EwsServer
from tests.fakes.mail_places import FolderPlace

MAIL = (
    b"From: desk@clinic.example\r\nTo: rooms@practice.example\r\nSubject: Visit\r\nMessage-ID: <1@clinic.example>\r\n"
    b"Date: Mon, 02 Nov 2026 09:00:00 +0000\r\nContent-Type: text/plain\r\n\r\nMonday at 10:00\r\n"
)
MAILS = sorted((Path(__file__).parents[1] / "mails" / "reading").glob("*.eml"))[::12]
INVITATION = """From: desk@clinic.example
To: rooms@practice.example
Subject: Appointment
Message-ID: <invitation@clinic.example>
Date: Mon, 02 Nov 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

See the invitation.
--b
Content-Type: text/calendar; method={method}; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Clinic//EN
METHOD:{method}
BEGIN:VEVENT
UID:visit-7@clinic.example
SEQUENCE:1
DTSTAMP:20261102T090000Z
DTSTART:20261116T100000Z
DTEND:20261116T103000Z
SUMMARY:Consultation: Ada Example
END:VEVENT
END:VCALENDAR
--b--
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EwsServer]:
    running = EwsServer(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def place(server: EwsServer) -> ExchangePlace:
    return ExchangePlace(server)


@pytest.fixture
def mailbox(place: ExchangePlace) -> Iterator[ExchangeMailbox]:
    opened = place.mailbox()
    yield opened
    opened.close()


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invitation_is_a_mail_like_others(place: ExchangePlace, mailbox: ExchangeMailbox, method: str) -> None:
    invitation = INVITATION.format(method=method).replace("\n", "\r\n").encode()
    place.deliver(invitation)
    (item,) = place.store.items.values()
    assert item.tag == ("MeetingRequest" if method == "REQUEST" else "MeetingCancellation")
    mail = mailbox.fetch(mailbox.list_new(None)[0][0])
    assert mail.message_id == "<invitation@clinic.example>"
    reader = LadderReader(ZoneInfo("Europe/London"), "DMY")
    assert reader.read(mail.mime) == reader.read(invitation)
    assert reader.read(mail.mime).kind is (Kind.BOOKING if method == "REQUEST" else Kind.CANCELLATION)


def test_a_state_that_the_server_forgot_begins_anew_and_loses_nothing(
    place: ExchangePlace, mailbox: ExchangeMailbox
) -> None:
    place.deliver(MAIL)
    first, cursor = mailbox.list_new(None)
    place.server.states.forget()
    again, _ = mailbox.list_new(cursor)
    assert [ref.key for ref in again] == [ref.key for ref in first]


def test_what_was_listed_is_not_listed_again_and_neither_is_what_was_read(
    place: ExchangePlace, mailbox: ExchangeMailbox
) -> None:
    place.deliver(MAIL)
    _, cursor = mailbox.list_new(None)
    (item,) = place.store.items.values()
    item.is_read = True
    item.touch()
    assert list(mailbox.list_new(cursor)[0]) == []


def test_a_mailbox_with_many_mails_is_listed_whole_over_several_looks(
    place: ExchangePlace, mailbox: ExchangeMailbox
) -> None:
    for number in range(1100):
        place.store.deliver(MAIL.replace(b"<1@", b"<%d@" % number))
    first, cursor = mailbox.list_new(None)
    second, cursor = mailbox.list_new(cursor)
    assert len({ref.key for ref in (*first, *second)}) == 1100
    assert list(mailbox.list_new(cursor)[0]) == []


def test_an_item_that_vanishes_between_list_and_get_is_not_found(
    place: ExchangePlace, mailbox: ExchangeMailbox
) -> None:
    place.deliver(MAIL)
    place.server.faults.on("vanish", only=["GetItem"])
    (ref,) = mailbox.list_new(None)[0]
    with pytest.raises(NotFound):
        mailbox.fetch(ref)


def test_one_mail_that_the_server_cannot_convert_does_not_stop_the_others(
    place: ExchangePlace, mailbox: ExchangeMailbox
) -> None:
    place.deliver(MAIL)
    (ref,) = mailbox.list_new(None)[0]
    place.server.faults.on("code", words="ErrorMimeContentConversionFailed", only=["GetItem"])
    with pytest.raises(Exception, match="cannot hand out this mail"):
        mailbox.fetch(ref)
    assert mailbox.fetch(ref).message_id == "<1@clinic.example>"


@pytest.mark.parametrize("harm", ["rename", "throw_away"])
def test_a_folder_that_a_colleague_renames_or_throws_away_is_made_again(
    place: ExchangePlace, mailbox: ExchangeMailbox, harm: str
) -> None:
    mailbox.ensure_folders()
    if harm == "rename":
        place.store.rename("Processed", "Processed 2026")
    else:
        place.store.throw_away("Processed")
    place.deliver(MAIL)
    mailbox.ensure_folders()
    mailbox.file(mailbox.list_new(None)[0][0], Outcome.PROCESSED)
    top = place.store.standard("msgfolderroot").id
    (folder,) = [one for one in place.store.below(top) if one.name == "Processed"]
    assert len(place.store.inside(folder.id)) == 1


def test_a_folder_that_is_gone_when_a_mail_is_filed_is_made_again(
    place: ExchangePlace, mailbox: ExchangeMailbox
) -> None:
    mailbox.ensure_folders()
    folder = place.store.named("Processed")
    assert folder is not None
    del place.store.folders[folder.id]
    place.deliver(MAIL)
    mailbox.file(mailbox.list_new(None)[0][0], Outcome.PROCESSED)
    assert len(place.filed(Outcome.PROCESSED)) == 1


def test_a_folder_below_the_inbox_can_be_read(place: ExchangePlace) -> None:
    below = place.store.create_folder("Bookings", place.store.standard("inbox").id)
    assert below is not None
    place.store.add(MAIL, below)
    mailbox = place.mailbox(inbox="Inbox/Bookings")
    assert mailbox.check().startswith("1 mail in Inbox/Bookings")
    assert len(mailbox.list_new(None)[0]) == 1
    mailbox.close()


def test_a_folder_to_read_that_was_renamed_is_named_with_what_to_do(place: ExchangePlace) -> None:
    mailbox = place.mailbox(inbox="Bookings")
    with pytest.raises(ContractBroken, match=r"no folder Bookings .*BOOKING_MAIL__INBOX"):
        mailbox.list_new(None)
    mailbox.close()


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_the_same_mail_reads_the_same_as_from_a_folder(
    place: ExchangePlace, mailbox: ExchangeMailbox, tmp_path: Path, path: Path
) -> None:
    folder = FolderPlace(tmp_path)
    for one in (folder, place):
        one.deliver(path.read_bytes())
    from_disk = folder.open()
    ours, theirs = (one.fetch(one.list_new(None)[0][0]) for one in (mailbox, from_disk))
    reader = LadderReader(ZoneInfo("Europe/London"), "DMY")
    assert ours.identity == theirs.identity
    assert reader.read(ours.mime) == reader.read(theirs.mime)
