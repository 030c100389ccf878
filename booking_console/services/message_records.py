"""What is kept of each mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from booking_console.domain.extraction import Extraction
from booking_console.domain.first_look import FirstLook
from booking_console.domain.message import MailRef, MessageState, Outcome, RawMail


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMessage:
    """A message as kept. mime is fetched apart (Messages.mime): it may be large."""

    id: int
    mailbox: str
    ref_key: str
    message_id: str
    received_at: datetime
    taken_at: datetime
    sender: str
    subject: str
    state: MessageState
    reason: str = ""
    extraction: Extraction | None = None
    filed_as: Outcome | None = None  # where it lies in the mailbox now


class Messages(Protocol):
    def add(self, mail: RawMail, *, mailbox: str, sender: str, subject: str, taken_at: datetime) -> int | None:
        """The new id, or None when this mail (by identity) was taken before; the caller files it all the same."""
        ...

    def add_unreadable(self, ref: MailRef, *, mailbox: str, reason: str, taken_at: datetime) -> int | None:
        """A mail that could not be fetched for good (too large): set aside for a person under its ref. None: known already."""
        ...

    def has_ref(self, mailbox: str, ref_key: str) -> bool:
        """Taken over already under this very place in the mailbox: it need not be fetched again."""
        ...

    def get(self, message_id: int) -> StoredMessage: ...
    def mime(self, message_id: int) -> bytes: ...
    def received(self, *, limit: int) -> Sequence[StoredMessage]:
        """Those not read yet, oldest first."""
        ...

    def settle(
        self,
        message_id: int,
        state: MessageState,
        *,
        was: MessageState,
        reason: str,
        extraction: Extraction | None = None,
    ) -> None:
        """Writes if the state is still `was`, else Conflict: of two workers that read one mail, one acts. extraction None keeps
        the stored one."""
        ...

    def unfiled(self, *, mailbox: str, limit: int) -> Sequence[StoredMessage]:
        """Settled (not `received` any more), but never moved in the mailbox yet."""
        ...

    def filed(self, message_id: int, outcome: Outcome) -> None: ...
    def cursor(self, mailbox: str) -> str | None: ...
    def set_cursor(self, mailbox: str, cursor: str | None) -> None: ...
    def first_look(self, mailbox: str | None = None) -> FirstLook | None:
        """Without a mailbox: of the one that was looked at last."""
        ...

    def set_first_look(self, mailbox: str, look: FirstLook, *, at: datetime) -> None: ...
