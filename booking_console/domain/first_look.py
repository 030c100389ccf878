"""What is read of a mailbox that people used before us: not the mails of the years behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking_console.domain.message import MailRef

#: So many old mails at one look are an inbox in which people keep their mails. Fewer are read, also one that a colleague puts back.
CROWD = 50


@dataclass(frozen=True, slots=True)
class FirstLook:
    """since: older mails are left out when there are many of them, at the first look and whenever the mailbox is listed anew from its
    beginning. left_out: so many were. is_leaving_out: the listing that brought them has not ended yet."""

    since: datetime
    left_out: int = 0
    is_leaving_out: bool = False

    def parted(self, refs: Sequence[MailRef]) -> "tuple[FirstLook, Sequence[MailRef]]":
        """How it goes on after a look that brought these, and which of them are taken. A mail of unknown age is."""
        young = [ref for ref in refs if ref.received_at is None or ref.received_at >= self.since]
        old = len(refs) - len(young)
        if not refs:
            return FirstLook(self.since, self.left_out), refs
        if not self.is_leaving_out and old <= CROWD:
            return self, refs
        before = self.left_out if self.is_leaving_out else 0
        return FirstLook(self.since, before + old, is_leaving_out=True), young
