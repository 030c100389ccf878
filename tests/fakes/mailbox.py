"""A mailbox in memory that keeps the promises of the port. Its contract tests are those of the real ones."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from booking_console.adapters.mail.identity import raw_mail
from booking_console.domain.errors import BookingError, MailboxFull, NotFound, Refused
from booking_console.domain.message import MailRef, Outcome, RawMail

RECEIVED = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@dataclass
class FakeMailbox:
    """trouble: raised by the next call of that name, once. max_bytes: larger mails are refused when fetched. is_full: nothing can
    be moved."""

    name: str = "fake:INBOX"
    max_bytes: int = 25_000_000
    inbox: dict[str, bytes] = field(default_factory=dict)
    filed: dict[Outcome, dict[str, bytes]] = field(default_factory=lambda: {outcome: {} for outcome in Outcome})
    trouble: dict[str, BookingError] = field(default_factory=dict)
    received_at: datetime = RECEIVED
    uses_cursor: bool = True
    is_full: bool = False
    _last: int = 0
    _known: int | None = None

    def deliver(self, mime: bytes) -> str:
        """The key of the delivery."""
        self._last += 1
        self.inbox[str(self._last)] = mime
        return str(self._last)

    def list_new(self, cursor: str | None) -> tuple[Sequence[MailRef], str | None]:
        self._fail("list_new")
        after = int(cursor) if cursor and self.uses_cursor else 0
        refs = [MailRef(key, len(mime)) for key, mime in self.inbox.items() if int(key) > after]
        return refs, refs[-1].key if refs else cursor

    def fetch(self, ref: MailRef) -> RawMail:
        self._fail("fetch")
        if ref.key not in self.inbox:
            raise NotFound("The mail was moved or deleted meanwhile.")
        if len(self.inbox[ref.key]) > self.max_bytes:
            raise Refused("This mail is too large to be read. Please read it in the mailbox itself.")
        return raw_mail(ref, self.inbox[ref.key], self.received_at)

    def file(self, ref: MailRef, outcome: Outcome) -> None:
        self._fail("file")
        if self.is_full:
            raise MailboxFull("rooms@practice.example")
        for place in (self.inbox, *(mails for other, mails in self.filed.items() if other is not outcome)):
            if ref.key in place:
                self.filed[outcome][ref.key] = place.pop(ref.key)

    def ensure_folders(self) -> None:
        self._fail("ensure_folders")

    def wait_for_news(self, timeout_s: float) -> bool:
        self._fail("wait_for_news")
        until = time.monotonic() + timeout_s
        while self._known == self._last and time.monotonic() < until:
            time.sleep(0.01)
        was, self._known = self._known, self._last
        return was != self._last

    def check(self) -> str:
        self._fail("check")
        return f"{len(self.inbox)} {'mail' if len(self.inbox) == 1 else 'mails'} in INBOX"

    def close(self) -> None:
        """Nothing is held open."""

    def _fail(self, call: str) -> None:
        if call in self.trouble:
            raise self.trouble.pop(call)
