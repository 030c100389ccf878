"""The closing statement of a day: what came in, what became of it, what is still open, and whether our log is the portal's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.comparison import Comparison, DifferenceKind
from booking_console.domain.message import MessageState
from booking_console.services.views import MessageRow, Overview

#: A person is not asked about these anywhere else: there is no booking of ours to ask about.
_ALONE = (DifferenceKind.UNKNOWN, DifferenceKind.LEFT_OVER)


@dataclass(frozen=True, slots=True)
class Closing:
    """mails: those taken on the day. compared: the last comparison, None before the first one."""

    mails: Sequence[MessageRow]
    overview: Overview
    compared: Comparison | None
    now: datetime
    zone: ZoneInfo

    def count(self, state: MessageState) -> int:
        return sum(mail.state == state for mail in self.mails)

    @property
    def is_compared_today(self) -> bool:
        return self.compared is not None and _day(self.compared.at, self.zone) == _day(self.now, self.zone)

    @property
    def strange(self) -> int:
        """Differences that are no question at Needs attention."""
        return sum(one.kind in _ALONE for one in self.compared.differences) if self.compared else 0

    @property
    def open(self) -> int:
        """Each mail and visit counts once: a mail that waits for a person is one of those that need you."""
        seen = self.overview
        unread = self.count(MessageState.RECEIVED)
        return seen.needs_you + unread + seen.waiting_to_book + seen.outbox_failed + self.strange

    @property
    def is_settled(self) -> bool:
        """Everything that can be known says so: nothing is open, and today's comparison found nothing."""
        return not self.open and self.is_compared_today and self.compared is not None and self.compared.is_even


def _day(at: datetime, zone: ZoneInfo) -> object:
    return at.astimezone(zone).date()
