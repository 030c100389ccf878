"""What the services need of the outside world, in our words. Implemented by the adapters, faked in the tests.

The unit of work has a page of its own: records.py.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from booking_console.domain.allocation import Availability
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.extraction import Extraction
from booking_console.domain.message import MailRef, Outcome, RawMail
from booking_console.domain.outbox import Attachment
from booking_console.domain.portal import (
    CancelOutcome,
    Elsewhere,
    EvidenceKind,
    PortalEntry,
    PortalFacts,
    ProbeReport,
    RoomRequest,
    SubmitResult,
)
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.domain.teaching import Teaching


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


class Mailbox(Protocol):
    """Where confirmations arrive. Every method raises Unavailable (try later) or ContractBroken (login refused, folder gone).

    Delivery is at least once: the ledger of intake makes it exactly once. No call takes longer than 60 s.
    """

    @property
    def name(self) -> str:
        """Stable name of this mailbox and folder, without secrets: cursors are stored under it."""
        ...

    def list_new(self, cursor: str | None) -> tuple[Sequence[MailRef], str | None]:
        """Mails that are not filed yet and were not listed before the cursor; the cursor to store once all of them are taken.

        cursor None or no longer valid (UIDVALIDITY changed, state expired): everything in the folder. A mail that is listed
        twice does no harm, one that is never listed is lost: in doubt the adapter lists. Very many may come in portions: the cursor
        then leads to the next one.
        """
        ...

    def fetch(self, ref: MailRef) -> RawMail:
        """Raises NotFound when a colleague moved or deleted it meanwhile."""
        ...

    def file(self, ref: MailRef, outcome: Outcome) -> None:
        """Move to the folder of the outcome. Filing a mail that is gone is not an error; filing twice does no harm."""
        ...

    def ensure_folders(self) -> None: ...

    def wait_for_news(self, timeout_s: float) -> bool:
        """True: look now, something came or may have come; False: nothing in so many seconds. Only a hint, the look decides.

        The first call of an object is True at once, and so is the first one after a lost connection: what came before the watch
        began is unknown. Called again and again by one thread on an object that this thread uses for nothing else, with a
        patience of a few seconds, so that the end of the program waits no longer. What can be kept open stays open in between;
        a server that cannot tell is asked every few seconds. Ends a little after timeout_s at the latest.
        """
        ...

    def check(self) -> str:
        """One plain sentence about its health, e.g. '3 mails in INBOX'."""
        ...

    def close(self) -> None: ...


class MailReader(Protocol):
    """Reads meaning out of a mail. Never raises for any input: what cannot be read is AMBIGUOUS with the reason."""

    def read(self, mime: bytes, teaching: Teaching | None = None) -> Extraction:
        """teaching None: nothing but what is delivered."""
        ...


class Evidence(Protocol):
    """Takes what proves a step. Implementations must not fail the step they witness."""

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None: ...


class PreparedForm(Protocol):
    """A form filled in up to the last click."""

    def submit(self) -> SubmitResult:
        """Press once. Never raises after the press: whatever happens then is SubmitOutcome.UNKNOWN. A second call is a programming
        error. Raises Unavailable or ContractBroken only when the press provably did not happen."""
        ...


class Portal(Protocol):
    """The booking site, driven by its profile. All methods raise Unavailable, or ContractBroken when the page is not the one the
    profile describes (LoginRefused, PersonRequired among them). Must be called from one thread; at_once() alone may hand it on to
    others."""

    @property
    def facts(self) -> PortalFacts: ...

    def look(
        self,
        day: date,
        *,
        rooms: Sequence[Room],
        evidence: Evidence,
        slot: Slot | None = None,
        kind: AppointmentType | None = None,
    ) -> Availability:
        """What is taken on that day (portal's zone). A room that could not be read has no key in the answer; an empty or error
        page raises, it never means "nothing taken".

        slot: only this time matters. A portal that shows no whole days is then asked about it alone, room by room in the order given,
        and what it was not asked about is not in the answer. kind: of the visit, where a portal is asked by that, too.
        """
        ...

    def expecting(self, request: RoomRequest) -> AbstractContextManager[None]:
        """Within it a look and the prepare() of this request are likely to follow. What only reads may be done ahead meanwhile, such as
        opening the form; it is thrown away when something else is asked for, or nothing. Raises nothing."""
        ...

    def prepare(self, request: RoomRequest, *, evidence: Evidence) -> AbstractContextManager[PreparedForm]:
        """Fill in the form, check that every field holds its value, stop before the submit. RoomTaken when the form itself no
        longer offers the room or time."""
        ...

    def find(self, request: RoomRequest, *, evidence: Evidence) -> Sequence[PortalEntry]:
        """Every entry that the portal shows in the request's room touching its slot, read afresh."""
        ...

    def elsewhere(
        self, request: RoomRequest, *, rooms: Sequence[Room], reference: str | None, evidence: Evidence
    ) -> Elsewhere:
        """Every entry, in any of the rooms and on any day, that the portal shows where a booking like this one might stand that it did
        not put where it was asked to. reference: what its answer called the booking, if it did."""
        ...

    def cancel(
        self, request: RoomRequest, *, reference: str | None, evidence: Evidence, before_press: Callable[[], None]
    ) -> CancelOutcome:
        """Cancel our entry of this request. Refused when the entry there is not ours, or carries another reference.

        before_press: called right before the one press; when it raises, nothing is pressed and its error goes on.
        """
        ...

    def at_once(self, work: Callable[[int, "Portal"], None]) -> None:
        """Do the work facts.parallel times at the same time, each time with the number of the lane, from 1, and with a login of its
        own. Returns when all have ended, then raises the first of their errors. The portal's limits hold for all of them together,
        and after a refused login none of them tries another."""
        ...

    def can_change(self, was: Room, to: Room) -> bool:
        """Whether a booking that is there can get another time, and be moved from the one room to the other, by changing its entry."""
        ...

    def prepare_change(
        self, was: RoomRequest, request: RoomRequest, *, reference: str | None, evidence: Evidence
    ) -> AbstractContextManager[PreparedForm]:
        """Open our entry `was` to be changed, fill in the new time and room, stop before the submit. Refused when the entry is not there,
        is not ours or cannot be changed; RoomTaken as prepare()."""
        ...

    def check(self, *, evidence: Evidence) -> ProbeReport:
        """Log in, look at today's page and the form without submitting; compare with the profile."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """message_id: made when the fact was recorded and never changed by a retry. calendar: an .ics file's text, or None."""

    message_id: str
    recipient: str
    subject: str
    text: str
    html: str
    calendar: str | None = None
    calendar_method: str = "PUBLISH"
    is_urgent: bool = False
    attachment: Attachment | None = None


class SendResult(StrEnum):
    SENT = "sent"
    UNCLEAR = "unclear"  # the server took the data and then fell silent: it may have been delivered


class Notifier(Protocol):
    """Raises Unavailable when it provably was not sent (try again), Refused when it never will be (bad address)."""

    def send(self, mail: OutgoingMail) -> SendResult: ...

    def check(self) -> str: ...
