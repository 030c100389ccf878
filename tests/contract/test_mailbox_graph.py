"""What only a mailbox in Microsoft 365 can do wrong, on our own server that can be told to."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.mail.graph_changes import changes
from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.errors import ContractBroken, NotFound, Refused, Unavailable
from booking_console.domain.message import MailRef, Outcome
from booking_console.services.ports import Mailbox
from tests.fakes.graph.place import GraphPlace
from tests.fakes.graph.server import GraphServer
from tests.fakes.mail_places import FolderPlace
from tests.fakes.mail_servers import MailServers

MAILS = sorted((Path(__file__).parents[1] / "mails" / "reading").glob("*.eml"))
INVITATION = b"""From: desk@clinic.example
To: rooms@practice.example
Subject: Visit
Message-ID: <invited@clinic.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain

Monday at 10:00
--b
Content-Type: text/calendar; method=REQUEST; charset=utf-8

BEGIN:VCALENDAR
METHOD:REQUEST
END:VCALENDAR
--b--
"""


def a_mail(number: int = 1) -> bytes:
    head = f"From: desk@clinic.example\r\nMessage-ID: <{number}@clinic.example>\r\nSubject: Visit {number}\r\n"
    return f"{head}\r\nMonday at 10:00\r\n".encode()


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    with MailServers(tmp_path_factory.mktemp("graph")) as running:
        yield running


@pytest.fixture
def server(servers: MailServers) -> GraphServer:
    servers.graph.faults.clear()
    servers.graph.asked.clear()
    return servers.graph


@pytest.fixture
def place(servers: MailServers, server: GraphServer) -> GraphPlace:
    return GraphPlace(server, servers.another_address())


@pytest.fixture
def mailbox(place: GraphPlace) -> Iterator[Mailbox]:
    opened = place.open()
    opened.ensure_folders()
    yield opened
    opened.close()


def listed(mailbox: Mailbox, cursor: str | None = None) -> list[str]:
    return [mailbox.fetch(ref).message_id for ref in mailbox.list_new(cursor)[0]]


def the_only(mailbox: Mailbox) -> MailRef:
    (ref,) = mailbox.list_new(None)[0]
    return ref


def test_the_name_tells_the_mailbox_and_the_folder(place: GraphPlace, mailbox: Mailbox) -> None:
    assert mailbox.name == f"graph:{place.address}/INBOX"


def test_every_request_asks_for_ids_that_stay(place: GraphPlace, server: GraphServer, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    mailbox.fetch(the_only(mailbox))
    mailbox.file(the_only(mailbox), Outcome.PROCESSED)
    mailbox.check()
    assert all(request.wants_immutable for request in server.asked if request.path.startswith("/v1.0/"))


def test_a_mail_listed_before_the_cursor_is_not_listed_again(place: GraphPlace, mailbox: Mailbox) -> None:
    place.deliver(a_mail(1))
    _, cursor = mailbox.list_new(None)
    assert listed(mailbox, cursor) == []
    place.deliver(a_mail(2))
    assert listed(mailbox, cursor) == ["<2@clinic.example>"]


def test_all_pages_are_followed(place: GraphPlace, mailbox: Mailbox) -> None:
    for number in range(230):
        place.deliver(a_mail(number))
    refs, cursor = mailbox.list_new(None)
    assert len({ref.key for ref in refs}) == 230
    assert mailbox.list_new(cursor)[0] == []


def test_a_very_full_inbox_is_read_in_portions_and_nothing_is_left_out(place: GraphPlace, mailbox: Mailbox) -> None:
    for number in range(620):
        place.deliver(a_mail(number))
    first, cursor = mailbox.list_new(None)
    second, cursor = mailbox.list_new(cursor)
    assert (len(first), len(second)) == (500, 120)
    assert len({ref.key for ref in (*first, *second)}) == 620


def test_an_expired_state_lists_everything_that_is_there(
    place: GraphPlace, server: GraphServer, mailbox: Mailbox
) -> None:
    place.deliver(a_mail(1))
    _, cursor = mailbox.list_new(None)
    place.deliver(a_mail(2))
    server.faults.switch_on("delta-expired")
    assert listed(mailbox, cursor) == ["<1@clinic.example>", "<2@clinic.example>"]


@pytest.mark.parametrize("cursor", ["17/4", "/v1.0/nonsense?$deltatoken=x", "https://elsewhere.test/"])
def test_a_cursor_that_is_none_of_ours_lists_everything(place: GraphPlace, mailbox: Mailbox, cursor: str) -> None:
    place.deliver(a_mail())
    assert listed(mailbox, cursor) == ["<1@clinic.example>"]


def test_mails_that_left_the_inbox_are_not_listed(place: GraphPlace, mailbox: Mailbox) -> None:
    place.deliver(a_mail(1))
    _, cursor = mailbox.list_new(None)
    place.take_away()
    place.deliver(a_mail(2))
    assert listed(mailbox, cursor) == ["<2@clinic.example>"]


def test_a_mail_that_a_colleague_opened_keeps_its_key(place: GraphPlace, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    (ref,), cursor = mailbox.list_new(None)
    place.store.mark_read(place.items("Inbox")[0])
    (again,), _ = mailbox.list_new(cursor)
    assert again.key == ref.key


def test_a_mail_that_came_back_to_the_inbox_is_listed_again(place: GraphPlace, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    (ref,), cursor = mailbox.list_new(None)
    place.take_away()
    place.store.move(place.items("Archive")[0], place.store.well_known("inbox").id)
    assert [found.key for found in mailbox.list_new(cursor)[0]] == [ref.key]


def test_an_invitation_is_listed_read_and_filed_like_any_mail(place: GraphPlace, mailbox: Mailbox) -> None:
    place.deliver(INVITATION)
    ref = the_only(mailbox)
    assert b"METHOD:REQUEST" in mailbox.fetch(ref).mime
    mailbox.file(ref, Outcome.PROCESSED)
    assert len(place.filed(Outcome.PROCESSED)) == 1


def test_the_server_shows_an_invitation_as_a_meeting_request(place: GraphPlace) -> None:
    place.deliver(INVITATION)
    session = place.session()
    session.begin()
    (row,) = changes(session, place.store.well_known("inbox").id, None).here
    session.close()
    assert row["@odata.type"] == "#microsoft.graph.eventMessageRequest"


def test_reading_leaves_a_mail_unread(place: GraphPlace, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    mailbox.fetch(the_only(mailbox))
    assert not place.items("Inbox")[0].is_read


def test_a_folder_that_somebody_deleted_is_made_again(place: GraphPlace, mailbox: Mailbox) -> None:
    place.deliver(a_mail())
    ref = the_only(mailbox)
    (gone,) = [key for key, folder in place.store.folders.items() if folder.name == "Processed"]
    del place.store.folders[gone]
    mailbox.file(ref, Outcome.PROCESSED)
    assert len(place.filed(Outcome.PROCESSED)) == 1


def test_a_folder_in_the_deleted_items_is_not_filed_to(place: GraphPlace, mailbox: Mailbox) -> None:
    (old,) = [folder for folder in place.store.folders.values() if folder.name == "Processed"]
    old.parent = place.store.well_known("deleteditems").id
    place.deliver(a_mail())
    mailbox.ensure_folders()
    mailbox.file(the_only(mailbox), Outcome.PROCESSED)
    assert place.store.inside(old.id) == []


@pytest.mark.parametrize("path", ["Confirmations", "Inbox/Confirmations", "confirmations"])
def test_a_folder_of_ones_own_can_be_read(place: GraphPlace, path: str) -> None:
    parent = place.store.well_known("inbox").id if "/" in path else None
    place.store.deliver(a_mail(), place.store.add_folder("Confirmations", parent=parent).id)
    mailbox = place.open(inbox=path)
    assert listed(mailbox) == ["<1@clinic.example>"]
    mailbox.close()


def test_a_folder_that_is_missing_or_goes_away_needs_a_person(place: GraphPlace) -> None:
    mailbox = place.open(inbox="Confirmations")
    with pytest.raises(ContractBroken, match="no folder Confirmations"):
        mailbox.list_new(None)
    made = place.store.add_folder("Confirmations", parent=None)
    _, cursor = mailbox.list_new(None)
    del place.store.folders[made.id]
    with pytest.raises(ContractBroken, match="no longer"):
        mailbox.list_new(cursor)
    mailbox.close()


def test_a_mail_that_vanishes_between_list_and_get_is_not_found(
    place: GraphPlace, server: GraphServer, mailbox: Mailbox
) -> None:
    for call in (r"messages/[^/]+$", r"\$value"):
        place.deliver(a_mail())
        ref = the_only(mailbox)
        server.faults.switch_on("vanish", 1, call)
        with pytest.raises(NotFound):
            mailbox.fetch(ref)


def test_a_mail_whose_move_was_not_answered_lies_in_its_folder_once(
    place: GraphPlace, server: GraphServer, mailbox: Mailbox
) -> None:
    place.deliver(a_mail())
    ref = the_only(mailbox)
    server.faults.switch_on("reset-after", 1, "move")
    with pytest.raises(Unavailable):
        mailbox.file(ref, Outcome.PROCESSED)
    mailbox.file(ref, Outcome.PROCESSED)
    assert len(place.filed(Outcome.PROCESSED)) == 1


def test_a_key_of_another_mailbox_is_nobodys_mail(mailbox: Mailbox) -> None:
    with pytest.raises(NotFound):
        mailbox.fetch(MailRef("17/4/<1@clinic.example>"))
    mailbox.file(MailRef("17/4/<1@clinic.example>"), Outcome.PROCESSED)


def test_a_server_that_tells_no_sizes_still_tells_the_mails(
    place: GraphPlace, server: GraphServer, mailbox: Mailbox
) -> None:
    place.deliver(a_mail())
    server.faults.switch_on("no-sizes")
    assert the_only(mailbox).size is None


def test_a_mail_that_is_larger_than_the_server_said_is_refused_too(
    place: GraphPlace, server: GraphServer, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.api, "overhead", -30_000)
    place.deliver(a_mail() + b"x" * 60_000)
    with pytest.raises(Refused, match="too large"):
        mailbox.fetch(the_only(mailbox))


def test_a_second_look_costs_one_request_and_no_new_token(
    place: GraphPlace, server: GraphServer, mailbox: Mailbox
) -> None:
    _, cursor = mailbox.list_new(None)
    before, tokens = len(server.asked), server.sign_in.asked
    mailbox.list_new(cursor)
    assert (len(server.asked) - before, server.sign_in.asked - tokens) == (1, 0)


def test_the_same_mails_read_the_same_as_from_a_folder(place: GraphPlace, mailbox: Mailbox, tmp_path: Path) -> None:
    folder = FolderPlace(tmp_path)
    for path in MAILS[::25]:
        folder.deliver(path.read_bytes())
        place.deliver(path.read_bytes())
    with closing(folder.open()) as on_disk:
        pairs = [[one.fetch(ref) for ref in one.list_new(None)[0]] for one in (mailbox, on_disk)]
        reader = LadderReader(ZoneInfo("Europe/London"), "DMY")
        for ours, theirs in zip(*pairs, strict=True):
            assert ours.identity == theirs.identity
            assert reader.read(ours.mime) == reader.read(theirs.mime)


def test_a_watch_of_a_very_full_inbox_asks_little_and_sees_what_comes(
    place: GraphPlace, server: GraphServer, mailbox: Mailbox
) -> None:
    for number in range(300):
        place.deliver(a_mail(number))
    mailbox.wait_for_news(0.1)
    server.asked.clear()
    place.deliver(a_mail(999))
    assert mailbox.wait_for_news(60)
    assert len(server.asked) == 1
