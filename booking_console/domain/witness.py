"""What a mail of the portal itself says about a booking, and how that compares with ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from booking_console.domain.booking import Booking


class MailKind(StrEnum):
    CONFIRMED = "confirmed"
    PENDING = "pending"  # only asked for, somebody has to approve it
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a mail of the portal states where the portal's profile says that it stands. keys: what the profile says of such mails;
    what is not among them is read as in any mail. room: our name of it; names_a_room: one is named, known or not."""

    kind: MailKind
    keys: frozenset[str] = frozenset()
    room: str | None = None
    names_a_room: bool = False
    guest: str = ""
    start: datetime | None = None
    end: datetime | None = None
    reference: str = ""


class PortalMail(Protocol):
    """What the portal's profile says of its mails."""

    def read(self, subject: str, text: str) -> Stated | None:
        """None: the profile says nothing of such a mail."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """None: the mail does not say it. references: everything in it that may name a booking, ours and the portal's.

    is_strange_room: it names a room that we do not know. is_clear: it confirms a booking, and there is no doubt about that.
    """

    guest: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    room_id: int | None = None
    references: tuple[str, ...] = ()
    is_strange_room: bool = False
    is_cancel: bool = False
    is_clear: bool = False
    sent: datetime | None = None

    @property
    def is_whole(self) -> bool:
        return self.guest is not None and self.start is not None and self.room_id is not None

    def may_speak_of(self, booking: Booking) -> bool:
        """A mail from before the submit speaks of an earlier booking. Mails are dated to the second."""
        if booking.key in self.references:
            return True
        pressed = booking.submitted_at or booking.created_at
        return self.sent is not None and self.sent > pressed - timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One mail of the portal about one booking. proves: it states all of it, it is ours, and nobody can have made it up."""

    message_id: int
    booking_id: int
    agrees: bool
    proves: bool
    sentence: str
    seen_at: datetime


def dissent(heard: Sequence[Witness]) -> str:
    """What a mail of the portal says against the booking, or ''."""
    return next((one.sentence for one in heard if not one.agrees), "")


def is_proven(heard: Sequence[Witness]) -> bool:
    """By a mail of the portal that states all of it, and by none that says otherwise."""
    return any(one.proves for one in heard) and not dissent(heard)
