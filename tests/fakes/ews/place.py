"""A shared mailbox on the Exchange server, as the server and a colleague see it."""

import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime

from booking_console.adapters.exchange.account import ExchangeAccount
from booking_console.adapters.exchange.login import ApplicationLogin, ExchangeLogin, PasswordLogin
from booking_console.adapters.exchange.session import ExchangeSession
from booking_console.adapters.mail.exchange import ExchangeMailbox
from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.microsoft.login import GraphLogin
from booking_console.adapters.microsoft.wire import Wire
from booking_console.domain.message import Outcome
from booking_console.services.ports import Mailbox
from tests.fakes.ews.server import LOGIN, PASSWORD, EwsServer
from tests.fakes.ews.store import INBOX, MailboxStore
from tests.fakes.mail_places import ATTENTION, MAX_BYTES, PROCESSED

FOLDERS = {Outcome.PROCESSED: PROCESSED, Outcome.NEEDS_ATTENTION: ATTENTION}


@dataclass
class ExchangePlace:
    """tls: what the client trusts."""

    server: EwsServer
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    store: MailboxStore = field(init=False)
    delivered: int = 0

    def __post_init__(self) -> None:
        self.store = self.server.add_mailbox()

    def account(self, *, address: str = "", version: str = "2016", impersonates: bool = False) -> ExchangeAccount:
        return ExchangeAccount(
            url=self.server.url, address=address or self.store.address, version=version, impersonates=impersonates
        )

    def password(self, password: str = PASSWORD, *, uses_ntlm: bool = False) -> ExchangeLogin:
        return PasswordLogin(LOGIN, password, uses_ntlm)

    def application(self) -> ExchangeLogin:
        known, base = self.server.people.application, self.server.origin
        account = GraphAccount(self.store.address, known.tenant, known.client_id, known.secret, base, base)
        return ApplicationLogin(GraphLogin(account, Wire(seconds=20, tls=self.tls)))

    def session(
        self, login: ExchangeLogin | None = None, *, account: ExchangeAccount | None = None, timeout: float = 20
    ) -> ExchangeSession:
        return ExchangeSession(account or self.account(), lambda: login or self.password(), timeout, self.tls)

    def mailbox(self, session: ExchangeSession | None = None, *, inbox: str = "INBOX") -> ExchangeMailbox:
        return ExchangeMailbox(session or self.session(), inbox, FOLDERS, MAX_BYTES)

    def open(self) -> Mailbox:
        return self.mailbox()

    def deliver(self, mime: bytes) -> None:
        self.delivered += 1
        at = datetime(2026, 11, 2, 9, 0, self.delivered, tzinfo=UTC)
        self.store.add(mime, self.store.standard(INBOX), at)

    def take_away(self) -> None:
        self.store.take_away()

    def rename_processed(self) -> None:
        self.store.rename(PROCESSED, f"{PROCESSED} 2026")

    def inbox(self) -> list[bytes]:
        return self.store.mails("Inbox")

    def filed(self, outcome: Outcome) -> list[bytes]:
        return self.store.mails(FOLDERS[outcome])
