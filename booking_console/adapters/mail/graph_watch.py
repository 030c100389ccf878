"""Asks Microsoft 365 every few seconds whether something came: its own notices need an address that the internet can reach."""

import time
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from booking_console.adapters.mail.graph_folders import GraphFolders
from booking_console.adapters.microsoft.refusals import NotUnderstood
from booking_console.adapters.microsoft.session import GraphSession

ASK_EVERY = 3.0
#: What one question may take beyond the patience of the caller.
_GRACE = 10.0
_NEWEST = urlencode({"$select": "id", "$orderby": "receivedDateTime desc", "$top": "5"}, quote_via=quote)


@dataclass
class GraphWatch:
    """Knows the newest mails, however many lie behind them. One that leaves is no news; the older one that moves up for it is taken
    for news, and a look too many does no harm."""

    session: GraphSession
    folders: GraphFolders
    inbox: str
    _known: frozenset[str] | None = None
    _asked_at: float | None = None

    def wait(self, timeout_s: float) -> bool:
        if not self._is_time(timeout_s):
            return False
        self._asked_at = time.monotonic()
        was, self._known = self._known, None  # unknown, should the question fail
        self.session.begin(timeout_s + _GRACE)
        self._known = self._newest()
        return was is None or not self._known <= was

    def _newest(self) -> frozenset[str]:
        folder = quote(self.folders.id_of(self.inbox), safe="")
        rows = self.session.read(self.session.own(f"/mailFolders/{folder}/messages?{_NEWEST}")).get("value")
        if not isinstance(rows, list):
            raise NotUnderstood(
                "The list of mails that Microsoft 365 gave is not one that we understand.",
                expected="a list",
                found="another shape",
            )
        return frozenset(str(row.get("id")) for row in rows if isinstance(row, dict))

    def _is_time(self, timeout_s: float) -> bool:
        """Waits until it is, but no longer than the caller."""
        if self._asked_at is None:
            return True
        left = self._asked_at + ASK_EVERY - time.monotonic()
        time.sleep(max(min(left, timeout_s), 0))
        return left <= timeout_s
