"""Notices that something came. EWS over plain requests cannot tell by itself: the newest mails are asked for every few seconds."""

import time
from dataclasses import dataclass, field

from exchangelib import Account

from booking_console.adapters.exchange.folders import ExchangeFolders
from booking_console.adapters.exchange.session import ExchangeSession
from booking_console.domain.errors import BookingError

_EVERY = 2.5
_TOP = 5


@dataclass
class ExchangeWatch:
    session: ExchangeSession
    inbox: str
    _folders: ExchangeFolders = field(init=False)
    _known: frozenset[str] | None = None
    _next_at: float = 0.0

    def __post_init__(self) -> None:
        self._folders = ExchangeFolders(self.session.account.address)

    def wait(self, timeout_s: float) -> bool:
        """A mail that leaves is no news. The older one that moves up for it is taken for news: the server's clock is not asked, which
        may be wrong, and a look too many does no harm."""
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
            now = self.session.call(self._look)
        except BookingError:
            self._known = None
            raise
        self._known, self._next_at = now, time.monotonic() + _EVERY
        return was is None or not now <= was

    def _look(self, account: Account) -> frozenset[str]:
        folder = self._folders.source(account, self.inbox)
        return frozenset(item.id for item in folder.all().only("id").order_by("-datetime_received")[:_TOP])
