"""Every way in which Microsoft 365 can fail, each by its name: what the practice is told, and how soon."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from booking_console.adapters.mail.graph import GraphMailbox
from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.microsoft.session import GraphSession
from booking_console.domain.errors import (
    BookingError,
    ContractBroken,
    InvalidInput,
    LoginRefused,
    MailboxFull,
    Unavailable,
)
from booking_console.domain.message import MailRef, Outcome
from booking_console.services.ports import Mailbox
from tests.fakes.graph.login import SECRET
from tests.fakes.graph.place import GraphPlace
from tests.fakes.graph.server import GraphServer
from tests.fakes.mail_servers import MailServers

MAIL = b"From: desk@clinic.example\r\nMessage-ID: <1@clinic.example>\r\nSubject: Visit\r\n\r\nMonday at 10:00\r\n"
#: Fault, for how many requests, the family of the error, words of its sentence. An error of None: nobody notices.
FAULTS: list[tuple[str, int, type[BookingError] | None, str]] = [
    ("throttled", 1, Unavailable, "wait for 2 s"),
    ("busy", 1, Unavailable, "wait for 1 s"),
    ("broken", 1, Unavailable, "trouble of its own"),
    ("gateway", 1, Unavailable, "trouble of its own"),
    ("forbidden", 1, LoginRefused, r"permission Mail\.ReadWrite .*RBAC for Applications"),
    ("full", 1, MailboxFull, "is full: its mails are read"),
    ("no-mailbox", 1, LoginRefused, "no mailbox .* licence"),
    ("token-expired", 1, None, ""),
    ("token-expired", 2, LoginRefused, "access token"),
    ("token-revoked", 1, None, ""),
    ("reset", 1, None, ""),
    ("reset", 2, Unavailable, "broke off"),
    ("reset-after", 1, None, ""),
    ("reset-after", 2, Unavailable, "broke off"),
    ("half", 1, None, ""),
    ("half", 2, Unavailable, "broke off"),
    ("garbled", 1, Unavailable, "in the place of"),
    ("proxy-page", 1, Unavailable, "in the place of"),
    ("redirect", 1, BookingError, "somewhere else"),
    ("foreign-link", 1, ContractBroken, "another server"),
    ("silent", 1, Unavailable, "too long"),
    ("trickle", 1, Unavailable, "too long"),
]
SIGN_IN = [
    ("secret-expired", LoginRefused, "secret has expired"),
    ("secret-wrong", LoginRefused, "not its id"),
    ("app-unknown", LoginRefused, "client id"),
    ("app-disabled", LoginRefused, "disabled"),
    ("tenant-unknown", LoginRefused, "tenant id"),
    ("policy", LoginRefused, "Conditional Access"),
    ("login-busy", Unavailable, "try later"),
    ("foreign-login", ContractBroken, "not sent"),
    ("silent", Unavailable, "too long"),
    ("trickle", Unavailable, "too long"),
    ("garbled", Unavailable, "in the place of"),
    ("proxy-page", Unavailable, "in the place of"),
]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    with MailServers(tmp_path_factory.mktemp("graph")) as running:
        yield running


@pytest.fixture
def server(servers: MailServers) -> Iterator[GraphServer]:
    yield servers.graph
    servers.graph.faults.clear()


@pytest.fixture
def place(servers: MailServers, server: GraphServer) -> GraphPlace:
    made = GraphPlace(server, servers.another_address())
    made.deliver(MAIL)
    return made


@pytest.fixture
def mailbox(place: GraphPlace) -> Iterator[GraphMailbox]:
    with closing(place.open()) as opened:
        yield opened


def be_impatient(mailbox: GraphMailbox, fault: str) -> None:
    """Some faults end only when the patience does."""
    if fault in {"silent", "trickle"}:
        mailbox.session.wire.seconds = 0.8


#: What is asked of the mailbox, and of which of its requests a fault is made.
Call = Callable[[Mailbox, MailRef, str], object]
CALLS: dict[str, tuple[str, Call]] = {
    "list": ("delta", lambda mailbox, _, cursor: mailbox.list_new(cursor)),
    "fetch": (r"\$value", lambda mailbox, ref, _: mailbox.fetch(ref)),
    "file": (r"/messages/[^/]+$", lambda mailbox, ref, _: mailbox.file(ref, Outcome.PROCESSED)),
    "folders": ("mailFolders$", lambda mailbox, _, __: mailbox.ensure_folders()),
}
#: Only lists have links; a mail whose end is missing looks like any mail; patience costs time and is the same everywhere.
LEFT_OUT = {("fetch", "garbled"), *((call, "foreign-link") for call in ("fetch", "file", "folders"))} | {
    (call, fault) for call in ("file", "folders") for fault in ("silent", "trickle")
}
CASES = [(call, *fault) for call in CALLS for fault in FAULTS if (call, fault[0]) not in LEFT_OUT]
Case = tuple[str, str, int, type[BookingError] | None, str]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case[:3])))
def test_a_fault_is_told_in_its_family_and_in_time(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer, case: Case
) -> None:
    call, fault, count, family, words = case
    mailbox.ensure_folders()
    (ref,), cursor = mailbox.list_new(None)
    where, act = CALLS[call]
    server.faults.switch_on(fault, count, where)
    be_impatient(mailbox, fault)
    started = time.monotonic()
    told = error_of(lambda: act(mailbox, ref, cursor or ""))
    assert isinstance(told, family) if family else told is None
    assert re.search(words, str(told or ""))
    assert time.monotonic() - started < 20


def error_of(act: Callable[[], object]) -> BookingError | None:
    try:
        act()
    except BookingError as error:
        return error
    return None


@pytest.mark.parametrize("fault", ["redirect", "proxy-page", "forbidden", "no-mailbox", "token-expired"])
def test_no_mail_is_set_aside_for_what_is_not_its_own_fault(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer, fault: str
) -> None:
    (ref,), _ = mailbox.list_new(None)
    server.faults.switch_on(fault, 2, r"\$value")
    with pytest.raises((Unavailable, LoginRefused)):  # what intake takes for the mailbox's trouble
        mailbox.fetch(ref)


@pytest.mark.parametrize(("fault", "family", "words"), SIGN_IN)
def test_a_refused_or_broken_sign_in_is_told_and_no_secret_with_it(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer, fault: str, family: type[BookingError], words: str
) -> None:
    server.faults.switch_on(fault, 1, place.account().tenant_id)
    be_impatient(mailbox, fault)
    with pytest.raises(family, match=words) as told:
        mailbox.check()
    assert SECRET not in str(told.value)
    assert SECRET not in repr(mailbox)


@pytest.mark.parametrize("count", [1, 2])
def test_a_sign_in_that_breaks_off_is_tried_once_more(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer, count: int
) -> None:
    server.faults.switch_on("reset", count, "token")
    assert isinstance(error_of(mailbox.check), Unavailable if count == 2 else type(None))


def test_a_refused_sign_in_is_not_asked_again_at_once(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer
) -> None:
    server.faults.switch_on("secret-expired", 10)
    first, before = error_of(mailbox.check), server.sign_in.asked
    again = error_of(mailbox.check)
    assert isinstance(again, LoginRefused)
    assert str(again) == str(first)
    assert server.sign_in.asked == before


def test_a_wish_for_silence_is_respected(place: GraphPlace, mailbox: GraphMailbox, server: GraphServer) -> None:
    server.faults.switch_on("throttled")
    with pytest.raises(Unavailable) as told:
        mailbox.check()
    asked = len(server.asked)
    with pytest.raises(Unavailable, match="wait"):
        mailbox.list_new(None)
    assert len(server.asked) == asked
    assert told.value.retry_after == 2


def test_a_token_that_runs_out_is_renewed_before_anybody_notices(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.sign_in, "lifetime", 301)  # the library renews what holds for less than five minutes
    mailbox.check()
    time.sleep(1.1)
    server.asked.clear()
    mailbox.check()
    assert next(request.path.rpartition("/")[2] for request in server.asked) == "token"


def test_a_secret_that_was_changed_at_microsofts_side_is_told(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.check()
    monkeypatch.setattr(server.sign_in, "secret", "another")
    server.sign_in.revoke_all()
    with pytest.raises(LoginRefused, match="client secret is wrong"):
        mailbox.check()


def test_an_application_without_the_permission_is_told_which_one(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer
) -> None:
    server.api.permissions.discard("Mail.ReadWrite")
    with pytest.raises(LoginRefused, match=r"Mail\.ReadWrite") as told:
        mailbox.check()
    assert told.value.found == "ErrorAccessDenied"
    server.api.permissions.add("Mail.ReadWrite")


def test_who_is_told_that_he_may_not_does_not_ask_again_for_a_while(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer
) -> None:
    mailbox.session.forbidden_for = 3
    server.faults.switch_on("forbidden", 10, "delta")
    asked = []
    for _ in range(3):
        with pytest.raises(LoginRefused, match="may not use the mailbox"):
            mailbox.list_new(None)
        asked.append(len(server.asked))
    assert len(set(asked)) == 1
    server.faults.clear()
    time.sleep(3)
    assert len(mailbox.list_new(None)[0]) == 1


def test_an_address_without_a_mailbox_is_told(server: GraphServer) -> None:
    nobody = GraphPlace(server, "rooms@practice.example")
    del server.api.stores[nobody.address]
    mailbox = nobody.open()
    with pytest.raises(LoginRefused, match="has no mailbox rooms"):
        mailbox.check()
    mailbox.close()


def test_a_server_that_is_down_is_tried_again_later(servers: MailServers) -> None:
    with GraphServer(servers.certificate) as gone:
        mailbox = GraphPlace(gone).open()
    with pytest.raises(Unavailable, match="cannot be reached"):
        mailbox.check()
    mailbox.close()


def test_a_restarted_server_is_met_again_without_a_word(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer
) -> None:
    mailbox.check()
    server.cut()
    assert mailbox.check().startswith("1 mail")


def test_no_call_takes_a_minute_whatever_patience_is_set(place: GraphPlace) -> None:
    assert place.session(timeout=600).wire.seconds < 60


def test_a_name_that_nobody_knows_is_told(place: GraphPlace) -> None:
    account = place.account(endpoint="https://graph.invalid", authority="https://login.invalid")
    session = place.session(account)
    session.begin()
    with pytest.raises(Unavailable, match=r"login\.invalid cannot be looked up"):
        session.sign_in()
    session.close()


def test_a_certificate_that_is_not_trusted_needs_a_person(place: GraphPlace) -> None:
    session = GraphSession.open(place.account(), timeout=30, tls=None)
    session.begin()
    with pytest.raises(ContractBroken, match="certificate"):
        session.sign_in()
    session.close()


@pytest.mark.parametrize("address", ["http://graph.example.test", "graph.example.test", "https://"])
def test_an_address_without_encryption_is_an_input_error(address: str) -> None:
    with pytest.raises(InvalidInput, match="https"):
        GraphAccount("rooms@practice.example", "tenant", "client", "secret", endpoint=address)


def test_a_watch_outlives_a_lost_connection_and_an_expired_state(
    place: GraphPlace, mailbox: GraphMailbox, server: GraphServer
) -> None:
    mailbox.wait_for_news(0.1)
    server.cut()
    server.faults.switch_on("delta-expired")
    place.deliver(MAIL)
    assert mailbox.wait_for_news(60)
