"""Asks Microsoft 365 every few seconds whether something came: its own notices need an address that the internet can reach."""

import time
from dataclasses import dataclass

from booking_console.adapters.mail.graph_changes import changes
from booking_console.adapters.mail.graph_folders import GraphFolders
from booking_console.adapters.microsoft.session import GraphSession

ASK_EVERY = 3.0
#: What one question may take beyond the patience of the caller.
_GRACE = 10.0


@dataclass
class GraphWatch:
    """A lost connection loses nothing: the cursor tells what came meanwhile."""

    session: GraphSession
    folders: GraphFolders
    inbox: str
    _cursor: str | None = None
    _is_up_to_date: bool = False
    _asked_at: float | None = None

    def wait(self, timeout_s: float) -> bool:
        if not self._is_time(timeout_s):
            return False
        self._asked_at = time.monotonic()
        is_first, was_up_to_date = self._cursor is None, self._is_up_to_date
        self.session.begin(timeout_s + _GRACE)
        found = changes(self.session, self.folders.id_of(self.inbox), self._cursor)
        self._cursor, self._is_up_to_date = found.cursor, found.is_whole
        return is_first or (was_up_to_date and bool(found.here))

    def _is_time(self, timeout_s: float) -> bool:
        """Waits until it is, but no longer than the caller."""
        if self._asked_at is None:
            return True
        left = self._asked_at + ASK_EVERY - time.monotonic()
        time.sleep(max(min(left, timeout_s), 0))
        return left <= timeout_s
