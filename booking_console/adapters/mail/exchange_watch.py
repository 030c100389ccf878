"""Notices that something came. EWS over plain requests cannot tell by itself: the newest mails are asked for every few seconds."""

import time
from dataclasses import dataclass, field

from exchangelib import Account

from booking_console.adapters.exchange.folders import ExchangeFolders
from booking_console.adapters.exchange.session import ExchangeSession
from booking_console.domain.errors import BookingError

_EVERY = 2.5
_TOP = 5


@dataclass(frozen=True, slots=True)
class _Newest:
    """received: of the newest, in the server's own words, which sort as they are read."""

    ids: frozenset[str]
    received: str


@dataclass
class ExchangeWatch:
    session: ExchangeSession
    inbox: str
    _folders: ExchangeFolders = field(init=False)
    _known: _Newest | None = None
    _next_at: float = 0.0

    def __post_init__(self) -> None:
        self._folders = ExchangeFolders(self.session.account.address)

    def wait(self, timeout_s: float) -> bool:
        """A mail that leaves is no news, nor one older than the newest: it was put back, and the next look finds it."""
        until = time.monotonic() + timeout_s
        while self._known is not None and (left := until - time.monotonic()) > 0:
            pause = self._next_at - time.monotonic()
            if pause > 0:
                time.sleep(min(pause, left))
            elif self._has_more():
                return True
        return self._known is None and self._has_more()

    def close(self) -> None:
        self.session.close()

    def _has_more(self) -> bool:
        was = self._known
        try:
            now, fresh = self.session.call(lambda account: self._look(account, was))
        except BookingError:
            self._known = None
            raise
        self._known, self._next_at = now, time.monotonic() + _EVERY
        return was is None or fresh

    def _look(self, account: Account, was: _Newest | None) -> tuple[_Newest, bool]:
        folder = self._folders.source(account, self.inbox)
        newest = folder.all().only("id", "datetime_received").order_by("-datetime_received")[:_TOP]
        found = {item.id: item.datetime_received.isoformat() if item.datetime_received else "" for item in newest}
        floor = was.received if was else ""
        fresh = was is not None and any(at >= floor and one not in was.ids for one, at in found.items())
        return _Newest(frozenset(found), max(found.values(), default="")), fresh
