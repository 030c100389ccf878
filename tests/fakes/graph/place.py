"""A mailbox on the Graph server, as the cloud and a colleague see it."""

from dataclasses import dataclass, field

from booking_console.adapters.mail.graph import GraphMailbox
from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.microsoft.session import GraphSession
from booking_console.domain.message import Outcome
from tests.fakes.graph.login import CLIENT, SECRET, TENANT
from tests.fakes.graph.server import GraphServer
from tests.fakes.graph.store import Item, Store
from tests.fakes.mail_places import ATTENTION, MAX_BYTES, PROCESSED

ADDRESS = "rooms@practice.example"


@dataclass
class GraphPlace:
    server: GraphServer
    address: str = ADDRESS
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = self.server.add_mailbox(self.address)

    def account(
        self, *, secret: str = SECRET, tenant: str = TENANT, endpoint: str = "", authority: str = ""
    ) -> GraphAccount:
        base = self.server.base
        return GraphAccount(self.address, tenant, CLIENT, secret, authority or base, endpoint or base)

    def session(self, account: GraphAccount | None = None, *, timeout: float = 15) -> GraphSession:
        tls = self.server.certificate.client_context()
        return GraphSession.open(account or self.account(), timeout=timeout, tls=tls)

    def open(self, *, timeout: float = 15, inbox: str = "INBOX") -> GraphMailbox:
        folders = {Outcome.PROCESSED: PROCESSED, Outcome.NEEDS_ATTENTION: ATTENTION}
        return GraphMailbox(self.session(timeout=timeout), inbox, folders, MAX_BYTES)

    def deliver(self, mime: bytes) -> None:
        self.store.deliver(mime)

    def take_away(self) -> None:
        (item,) = self.items("Inbox")
        self.store.move(item, self.store.well_known("archive").id)

    def take_away_first(self) -> None:
        self.store.move(self.items("Inbox")[0], self.store.well_known("archive").id)

    def rename_processed(self) -> None:
        (folder,) = [one for one in self.store.folders.values() if one.name == PROCESSED]
        folder.name = f"{PROCESSED} 2026"

    def inbox(self) -> list[bytes]:
        return [item.mime for item in self.items("Inbox")]

    def filed(self, outcome: Outcome) -> list[bytes]:
        return [item.mime for item in self.items(PROCESSED if outcome is Outcome.PROCESSED else ATTENTION)]

    def items(self, name: str) -> list[Item]:
        return [
            item
            for folder in self.store.folders.values()
            if folder.name == name
            for item in self.store.inside(folder.id)
        ]
