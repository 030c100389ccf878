"""What the practice has set, as far as the road needs to know."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.witness import PortalMail


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """default_length: of a visit whose mail states no end. trusted: addresses and domains as compared, from the settings; the
    manager's own list comes on top.

    answer: how long we wait for the portal's answer to a submit; settle: how long after that an unanswered submit may still
    arrive. Before both have passed, "not there" proves nothing.
    """

    practice: str
    zone: ZoneInfo
    default_length: timedelta = timedelta(minutes=30)
    first_wait: timedelta = timedelta(seconds=15)
    longest_wait: timedelta = timedelta(minutes=10)
    attempts: int = 8
    lease: timedelta = timedelta(minutes=3)
    answer: timedelta = timedelta(seconds=45)
    settle: timedelta = timedelta(seconds=30)
    undo: timedelta = timedelta(seconds=10)
    first_look: timedelta = timedelta(days=7)  # how far back a mailbox is read that is full of old mails
    trusted: frozenset[str] = frozenset()
    portal_senders: frozenset[str] = frozenset()  # addresses and domains from which the portal itself writes
    portal_mail: PortalMail | None = None  # what its profile says of these mails
    business: tuple[str, ...] = ()
    escalation: tuple[str, ...] = ()
    tell_guest: bool = False
    sender: str = "booking-console@localhost"
    console_url: str = ""

    def wait_after(self, tries: int) -> timedelta:
        """Back-off before the next try; tries counts those that failed, from 1."""
        doubled: int = 2 ** min(max(tries, 1) - 1, 16)
        return min(self.first_wait * doubled, self.longest_wait)
