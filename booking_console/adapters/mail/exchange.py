"""A folder of a mailbox on an Exchange server, over EWS.

An item's id changes whenever somebody moves it; the Message-ID in the key finds the mail again after it was filed. Meeting requests
and cancellations are mails like others: their MIME holds the invitation.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from exchangelib import Account
from exchangelib.errors import (
    ErrorFolderNotFound,
    ErrorInvalidIdMalformed,
    ErrorInvalidSyncStateData,
    ErrorItemNotFound,
    ErrorToFolderNotFound,
    ResponseMessageError,
)
from exchangelib.properties import ItemId
from exchangelib.services import MoveItem

from booking_console.adapters.exchange.account import ENDS
from booking_console.adapters.exchange.errors import UNREADABLE
from booking_console.adapters.exchange.folders import ExchangeFolders
from booking_console.adapters.exchange.services import Changes, Item, changes, items
from booking_console.adapters.exchange.session import ExchangeSession
from booking_console.adapters.mail.exchange_watch import ExchangeWatch
from booking_console.adapters.mail.files import refuse_giant
from booking_console.adapters.mail.identity import raw_mail
from booking_console.domain.errors import ContractBroken, LoginRefused, NotFound, Refused, Unavailable
from booking_console.domain.message import MailRef, Outcome, RawMail

#: One look is over after so many mails or seconds: the rest comes with the next look, from where this one ended.
_LOOK_MAILS = 1000
_LOOK_SECONDS = 20.0
_LONGEST_ID = 400
_CHUNK = 100
_GONE = (ErrorItemNotFound, ErrorInvalidIdMalformed)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mail was listed. The text form is the key that the services keep."""

    item_id: str
    message_id: str

    def __str__(self) -> str:
        return f"{self.item_id} {self.message_id}"

    @classmethod
    def of(cls, ref: MailRef) -> "_Place":
        item_id, _, message_id = ref.key.partition(" ")
        return cls(item_id, message_id)


@dataclass
class ExchangeMailbox:
    session: ExchangeSession
    inbox: str
    folders: dict[Outcome, str]
    max_bytes: int
    _folders: ExchangeFolders = field(init=False)
    _watch: ExchangeWatch | None = None

    def __post_init__(self) -> None:
        self._folders = ExchangeFolders(self.session.account.address)

    @property
    def name(self) -> str:
        account = self.session.account
        return f"exchange://{account.host}/{account.address}/{self.inbox}"

    def list_new(self, cursor: str | None) -> tuple[Sequence[MailRef], str | None]:
        """The cursor is the folder and the server's own state of it. A state that the server does not know any more begins anew."""
        until = time.monotonic() + _LOOK_SECONDS
        found: list[Item] = []
        while True:
            try:
                page, cursor = self.session.call(partial(self._page, cursor=cursor))
            except Unavailable:
                if not found:
                    raise
                break  # what came is taken; the next look goes on from here
            found += page.here
            if page.is_last or len(found) >= _LOOK_MAILS or time.monotonic() >= until:
                break
        newest_last = sorted(found, key=lambda item: item.received_at or datetime.max.replace(tzinfo=UTC))
        return list(self._refs(newest_last)), cursor

    def fetch(self, ref: MailRef) -> RawMail:
        """The connection's own troubles are told as Unavailable: the next look names them, and no mail is set aside for them."""
        try:
            return self._fetch(ref)
        except (LoginRefused, Refused, Unavailable):
            raise
        except ContractBroken as error:
            raise Unavailable(str(error)) from error

    def file(self, ref: MailRef, outcome: Outcome) -> None:
        place = _Place.of(ref)
        if self.session.call(lambda account: self._move(account, place.item_id, outcome)):
            return
        for other in Outcome:
            if other is not outcome and place.message_id:
                self.session.call(partial(self._move_on, message_id=place.message_id, was=other, outcome=outcome))

    def ensure_folders(self) -> None:
        self.session.call(self._ensure)

    def wait_for_news(self, timeout_s: float) -> bool:
        self._watch = self._watch or ExchangeWatch(self.session.another(), self.inbox)
        return self._watch.wait(timeout_s)

    def check(self) -> str:
        count = self.session.call(
            lambda account: self._folders.count(account, self._folders.source(account, self.inbox))
        )
        account = self.session.account
        ends = f". {ENDS}" if account.is_online else ""
        return f"{count} {'mail' if count == 1 else 'mails'} in {self.inbox} of {account.address}{ends}"

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
        self.session.close()

    def _page(self, account: Account, cursor: str | None) -> tuple[Changes, str]:
        folder = self._folders.source(account, self.inbox)
        known, _, state = (cursor or "").partition(" ")
        mark = folder.id or self.inbox.casefold()
        try:
            page = changes(account, folder, state if known == mark else None)
        except ErrorInvalidSyncStateData:
            page = changes(account, folder, None)
        except ErrorFolderNotFound:
            self._folders.forget()
            raise
        return page, f"{mark} {page.state}"

    def _refs(self, found: Sequence[Item]) -> Iterator[MailRef]:
        """One that left meanwhile is listed, too: the fetch will tell."""
        for start in range(0, len(found), _CHUNK):
            chunk = found[start : start + _CHUNK]
            ids = [item.id for item in chunk]
            read = self.session.call(partial(items, ids=ids, names=("message_id",)))
            for item, more in zip(chunk, read, strict=True):
                message_id = more.message_id[:_LONGEST_ID] if isinstance(more, Item) else ""
                yield MailRef(str(_Place(item.id, message_id)), item.size, item.received_at)

    def _fetch(self, ref: MailRef) -> RawMail:
        place = _Place.of(ref)
        size = ref.size if ref.size is not None else self._one(place.item_id, "size").size
        refuse_giant(size or 0, self.max_bytes)
        item = self._one(place.item_id, "mime_content", "datetime_received")
        if not item.mime:
            raise Refused(
                "The Exchange server has this mail, but hands out nothing of it. Please read it in the mailbox itself."
            )
        refuse_giant(len(item.mime), self.max_bytes)
        received_at = item.received_at or datetime.fromtimestamp(time.time(), UTC)
        return raw_mail(MailRef(ref.key, len(item.mime), received_at), item.mime, received_at)

    def _one(self, item_id: str, *names: str) -> Item:
        """Out of the inbox only: what a colleague put elsewhere has another id."""
        (found,) = self.session.call(lambda account: _known_or_raised(items(account, [item_id], names)))
        if isinstance(found, Item):
            return found
        if isinstance(found, _GONE):
            raise NotFound("The mail was moved or deleted meanwhile.")
        raise Refused(
            f"The Exchange server cannot hand out this mail ({type(found).__name__}). Please read it in the mailbox itself."
        )

    def _ensure(self, account: Account) -> None:
        self._folders.forget_moved(account)
        for path in self.folders.values():
            self._folders.target(account, path)

    def _move(self, account: Account, item_id: str, outcome: Outcome) -> bool:
        """False: it is not where it was listed."""
        (moved,) = self._moved(account, item_id, outcome)
        if isinstance(moved, _GONE):
            return False
        if isinstance(moved, Exception):
            raise moved
        return True

    def _moved(self, account: Account, item_id: str, outcome: Outcome) -> list[Any]:
        """A folder that is gone is made again, once."""
        for is_last in (False, True):
            target = self._folders.target(account, self.folders[outcome])
            try:
                return list(MoveItem(account=account).call(items=[ItemId(id=item_id)], to_folder=target))
            except (ErrorFolderNotFound, ErrorToFolderNotFound):
                self._folders.forget()
                if is_last:
                    raise
        raise AssertionError("the loop ends by itself")

    def _move_on(self, account: Account, *, message_id: str, was: Outcome, outcome: Outcome) -> None:
        """A mail filed earlier, found by its Message-ID; with several of that name it stays where it is."""
        source = self._folders.present(account, self.folders[was])
        if source is None:
            return
        found = list(source.filter(message_id=message_id).only("id", "changekey")[:2])
        if len(found) == 1:
            self._move(account, found[0].id, outcome)


def _known_or_raised(found: list[Item | Exception]) -> list[Item | Exception]:
    """What is wrong with a single mail is for the caller; the rest is the mailbox's trouble."""
    for one in found:
        if isinstance(one, ResponseMessageError) and not isinstance(one, (*_GONE, *UNREADABLE)):
            raise one
    return found
