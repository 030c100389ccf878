"""The portal's login session between two starts of the program, sealed."""

import hashlib
import os
from pathlib import Path

from booking_console.domain.errors import ContractBroken
from booking_console.services.sealing import Sealing


class SessionFile:
    """sealing None: the session lives in the process alone."""

    def __init__(self, path: Path, sealing: Sealing | None) -> None:
        self._path, self._sealing = path, sealing
        self._last: str | None = None
        self._stamp = 0  # of the file as we know it

    def read(self) -> str | None:
        """None when nothing is kept, or when it was sealed with another key."""
        if self._sealing is None:
            return None
        self._stamp = self._stamp_now()
        try:
            self._last = self._sealing.unseal(self._path.read_text("utf-8"))
        except (OSError, ValueError, ContractBroken):
            return None
        return self._last

    def keep(self, session: str) -> None:
        """Whole or not at all, for our own eyes alone; not written again when it is the same."""
        if self._sealing is None or session == self._last:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(self._sealing.seal(session))
        fresh.replace(self._path)
        self._last, self._stamp = session, self._stamp_now()

    def has_changed(self) -> bool:
        """Whether somebody else kept another session since we read or wrote it: a person who signed in for us."""
        return self._sealing is not None and self._stamp_now() not in (0, self._stamp)

    def _stamp_now(self) -> int:
        try:
            return self._path.stat().st_mtime_ns
        except OSError:
            return 0


def account_mark(url: str, username: str) -> str:
    """Names a file after an account without naming the account."""
    return hashlib.sha256(f"{url}\n{username}".encode()).hexdigest()[:16]
