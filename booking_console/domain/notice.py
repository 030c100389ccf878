"""A notice: what one mail says about one visit. All of them are kept, because mails come in any order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking_console.domain.extraction import Kind


class NoticeState(StrEnum):
    APPLIED = "applied"  # our records follow from it, or had it already
    NOTED = "noted"  # a move to a time that we had already, from one that we never had
    OPEN = "open"  # a person is asked; a later mail may answer
    DROPPED = "dropped"  # a person said that nothing follows from it


class Age(StrEnum):
    NEWER = "newer"
    OLDER = "older"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """guest: the name in the form that people are compared by. left: the start that the visit leaves; None for a booking, and
    for a move that does not say it. stamp: DTSTAMP; sent: the mail's own date.
    """

    id: int
    message_id: int
    place: int
    kind: Kind
    guest: str
    start: datetime
    left: datetime | None = None
    reference: str | None = None
    uid: str | None = None
    sequence: int | None = None
    stamp: datetime | None = None
    sent: datetime
    state: NoticeState
    appointment_id: int | None = None

    @property
    def is_cancel(self) -> bool:
        return self.kind is Kind.CANCELLATION

    def age(self, other: "Notice") -> Age:
        """Of two versions of one calendar entry: by SEQUENCE, then DTSTAMP (RFC 5546, 2.1.5), then the mail's date.

        What one of them does not carry decides nothing.
        """
        pairs = ((self.sequence, other.sequence), (self.stamp, other.stamp), (self.sent, other.sent))
        for mine, theirs in pairs:
            if mine is not None and theirs is not None and mine != theirs:
                return Age.NEWER if mine > theirs else Age.OLDER  # type: ignore[operator] # both of one kind
        return Age.SAME

    def says_the_same(self, other: "Notice") -> bool:
        return (self.is_cancel, self.start) == (other.is_cancel, other.start)

    def may_mean_the_same(self, other: "Notice") -> bool:
        """Two calendar entries, or two references, are two visits; a recurring entry means each visit of its own."""
        return not (
            (_differ(self.uid, other.uid) and not _is_of(self.uid, other.uid))
            or _differ(self.reference, other.reference)
        )


def _differ(mine: str | None, theirs: str | None) -> bool:
    return mine is not None and theirs is not None and mine != theirs


def _is_of(mine: str | None, theirs: str | None) -> bool:
    short, long = sorted((mine or "", theirs or ""), key=len)
    return long.startswith(f"{short}/")
