"""The ways into a mailbox on an Exchange server, and what is said when one of them is closed."""

import ssl
from collections.abc import Iterator

import pytest

from booking_console.adapters.exchange.account import ExchangeAccount
from booking_console.adapters.exchange.login import PasswordLogin
from booking_console.adapters.exchange.session import ExchangeSession
from booking_console.adapters.mail.exchange import ExchangeMailbox
from booking_console.domain.errors import ContractBroken, InvalidInput, LoginRefused
from tests.fakes.certificates import Certificate, make_certificate
from tests.fakes.ews.place import FOLDERS, ExchangePlace
from tests.fakes.ews.server import EwsServer


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EwsServer]:
    yield from running(EwsServer(tmp_path_factory.mktemp("plain")))


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory, certificate: Certificate) -> Iterator[EwsServer]:
    yield from running(EwsServer(tmp_path_factory.mktemp("encrypted"), tls=certificate.server_context()))


def running(server: EwsServer) -> Iterator[EwsServer]:
    server.start()
    yield server
    server.stop()


@pytest.fixture
def place(plain: EwsServer) -> ExchangePlace:
    return ExchangePlace(plain)


@pytest.fixture
def secure(encrypted: EwsServer, certificate: Certificate) -> ExchangePlace:
    return ExchangePlace(encrypted, certificate.client_context())


def counted(place: ExchangePlace, session: ExchangeSession) -> str:
    opened = place.mailbox(session)
    try:
        return opened.check()
    finally:
        opened.close()


@pytest.mark.parametrize("uses_ntlm", [False, True])
def test_a_password_opens_the_mailbox(place: ExchangePlace, uses_ntlm: bool) -> None:
    login = place.password(uses_ntlm=uses_ntlm)
    assert counted(place, place.session(login)) == f"0 mails in INBOX of {place.store.address}"


@pytest.mark.parametrize("uses_ntlm", [False, True])
def test_a_wrong_password_is_tried_once_and_not_again(place: ExchangePlace, uses_ntlm: bool) -> None:
    mailbox = place.mailbox(place.session(place.password("wrong", uses_ntlm=uses_ntlm)))
    before = place.server.people.tries
    for _ in range(3):
        with pytest.raises(LoginRefused, match=r"did not accept|does not accept the user name or the password"):
            mailbox.list_new(None)
    mailbox.close()
    assert place.server.people.tries == before + 1


def test_a_server_without_ntlm_is_named_as_one(place: ExchangePlace) -> None:
    place.server.people.offers = {"Basic"}
    try:
        with pytest.raises((ContractBroken, LoginRefused), match="BOOKING_MAIL__AUTH"):
            counted(place, place.session(place.password(uses_ntlm=True)))
    finally:
        place.server.people.offers = {"Basic", "NTLM"}


def test_an_application_opens_the_mailbox_over_an_authority_of_ones_own(secure: ExchangePlace) -> None:
    assert counted(secure, secure.session(secure.application())).startswith("0 mails")


def test_a_token_that_expires_is_renewed_without_a_word(secure: ExchangePlace) -> None:
    known = secure.server.people.application
    known.token_life, before = 1.0, known.asked
    mailbox = secure.mailbox(secure.session(secure.application()))
    try:
        assert mailbox.check() == mailbox.check()
    finally:
        known.token_life = 3600.0
        mailbox.close()
    assert known.asked > before + 1


def test_a_token_that_was_revoked_is_replaced_without_a_word(secure: ExchangePlace) -> None:
    mailbox = secure.mailbox(secure.session(secure.application()))
    mailbox.check()
    secure.server.people.application.revoke()
    assert mailbox.check().startswith("0 mails")
    mailbox.close()


def test_a_wrong_secret_is_told_in_plain_words(secure: ExchangePlace) -> None:
    known = secure.server.people.application
    login = secure.application()
    right, known.secret = known.secret, "another one"
    try:
        with pytest.raises(LoginRefused, match="client secret is wrong"):
            counted(secure, secure.session(login))
    finally:
        known.secret = right


def test_a_certificate_of_ones_own_authority_is_trusted_when_it_is_named(secure: ExchangePlace) -> None:
    assert counted(secure, secure.session()).startswith("0 mails")


def test_a_self_signed_certificate_is_refused_with_what_to_do(
    secure: ExchangePlace, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The environment does not decide whom the console trusts.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate.cert))
    session = ExchangeSession(secure.account(), secure.password, 5, ssl.create_default_context())
    with pytest.raises(ContractBroken, match=r"certificate .* is not trusted .*BOOKING_MAIL__CA_FILE"):
        counted(secure, session)


def test_a_login_that_may_impersonate_acts_for_the_mailbox(place: ExchangePlace) -> None:
    session = place.session(account=place.account(impersonates=True))
    place.server.console.impersonates = True
    place.server.console.opens.remove(place.store.address)
    try:
        assert counted(place, session).startswith("0 mails")
    finally:
        place.server.console.impersonates = False


def test_a_login_that_may_not_impersonate_hears_which_role_is_missing(place: ExchangePlace) -> None:
    with pytest.raises(ContractBroken, match="ApplicationImpersonation"):
        counted(place, place.session(account=place.account(impersonates=True)))


def test_a_login_without_access_hears_which_right_is_missing(place: ExchangePlace) -> None:
    place.server.console.opens.remove(place.store.address)
    with pytest.raises(ContractBroken, match="needs full access"):
        counted(place, place.session())


def test_an_address_that_the_server_does_not_know_is_named(place: ExchangePlace) -> None:
    with pytest.raises(ContractBroken, match=r"no mailbox nobody@practice\.example"):
        counted(place, place.session(account=place.account(address="nobody@practice.example")))


def test_an_older_server_than_the_settings_say_still_answers(place: ExchangePlace) -> None:
    place.server.schemas.remove("Exchange2016")
    try:
        assert counted(place, place.session()).startswith("0 mails")
    finally:
        place.server.schemas.add("Exchange2016")


def test_the_end_of_this_way_into_exchange_online_is_told_in_plain_words() -> None:
    online = account("https://outlook.office365.com/EWS/Exchange.asmx")
    assert online.is_online
    assert not account("https://mail.practice.example").is_online
    assert account("https://mail.practice.example").endpoint == "https://mail.practice.example/EWS/Exchange.asmx"


@pytest.mark.parametrize(
    "url", ["http://mail.practice.example/EWS/Exchange.asmx", "mail.practice.example", "https://["]
)
def test_an_address_over_which_the_password_would_be_read_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput, match="expected https://"):
        account(url)


def account(url: str) -> ExchangeAccount:
    return ExchangeAccount(url=url, address="rooms@practice.example", version="2016", impersonates=False)


def test_the_name_of_the_mailbox_holds_no_secret(place: ExchangePlace) -> None:
    session = ExchangeSession(
        account("https://mail.practice.example"), lambda: PasswordLogin("u", "secret", False), 5, place.tls
    )
    name = ExchangeMailbox(session, "INBOX", FOLDERS, 1).name
    assert name == "exchange://mail.practice.example/rooms@practice.example/INBOX"
