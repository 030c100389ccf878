"""The reservation of one room on the portal for one appointment, and the one table of its states."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking_console.domain.slot import Slot


class BookingStatus(StrEnum):
    PLANNED = "planned"
    SUBMITTING = "submitting"
    CONFIRMED = "confirmed"
    IN_DOUBT = "in_doubt"
    REFUSED = "refused"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    NEEDS_ATTENTION = "needs_attention"


_S = BookingStatus
TRANSITIONS: dict[BookingStatus, frozenset[BookingStatus]] = {
    # PLANNED -> CANCELLED/REFUSED/NEEDS_ATTENTION: nothing was pressed yet, so nothing has to be read back.
    _S.PLANNED: frozenset({_S.SUBMITTING, _S.CANCELLED, _S.REFUSED, _S.NEEDS_ATTENTION}),
    # SUBMITTING -> PLANNED only when the read-back proved the entry absent.
    _S.SUBMITTING: frozenset({_S.CONFIRMED, _S.IN_DOUBT, _S.REFUSED, _S.PLANNED}),
    # IN_DOUBT -> CANCELLING: a request that the portal has not approved yet and that nobody wants any more.
    _S.IN_DOUBT: frozenset({_S.CONFIRMED, _S.PLANNED, _S.NEEDS_ATTENTION, _S.CANCELLING}),
    # CONFIRMED -> SUBMITTING: the entry itself gets another time or room on the portal.
    _S.CONFIRMED: frozenset({_S.CANCELLING, _S.NEEDS_ATTENTION, _S.SUBMITTING}),
    # CANCELLING -> CONFIRMED: the portal still shows it, the cancel is tried again or a person is asked.
    _S.CANCELLING: frozenset({_S.CANCELLED, _S.CONFIRMED, _S.NEEDS_ATTENTION}),
    # a person settles it: it is there, it is not there, look again, free it
    _S.NEEDS_ATTENTION: frozenset({_S.CONFIRMED, _S.PLANNED, _S.IN_DOUBT, _S.CANCELLED, _S.CANCELLING}),
    _S.REFUSED: frozenset(),
    _S.CANCELLED: frozenset(),
}

#: States in which the room must be treated as ours: the database refuses an overlap among these.
HOLDS_ROOM = frozenset({_S.SUBMITTING, _S.IN_DOUBT, _S.CONFIRMED, _S.CANCELLING, _S.NEEDS_ATTENTION})
#: States of a booking that is not over; one appointment revision has at most one such booking.
LIVE = HOLDS_ROOM | {_S.PLANNED}


#: Reason of a booking in doubt that the portal shows as a request of ours. It stays so until the portal decides, and nobody presses.
AWAITS_APPROVAL = "The portal has our request and has not approved it yet."


#: How the key of a booking begins that was found on the portal and never pressed by us.
BY_HAND = "BH-"


class IllegalTransition(ValueError):
    """A programming error: the move is not in the table."""


def check_move(was: BookingStatus, to: BookingStatus) -> None:
    if to not in TRANSITIONS[was]:
        raise IllegalTransition(f"a booking does not go from {was} to {to}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where and whose a booking was before the change that is not proven yet."""

    room_id: int
    slot: Slot
    guest: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """An entry of ours that the portal put elsewhere than it was asked to. room_id: None where it is none of our rooms; room: then what
    the portal calls it."""

    room_id: int | None
    slot: Slot
    room: str = ""
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """key: our reference, written before the submit and entered where the portal profile has room for it.

    portal_reference: what the portal calls it, None when it shows none. was: set while the entry is being changed on the portal; room,
    slot, guest and revision are those it is to have then. stray: where the portal put it instead; a person decides what becomes of it.
    """

    id: int
    key: str
    appointment_id: int
    revision: int
    room_id: int
    slot: Slot
    guest: str
    status: BookingStatus
    portal_reference: str | None = None
    reason: str = ""
    created_at: datetime
    submitted_at: datetime | None = None
    confirmed_at: datetime | None = None
    check_due_at: datetime | None = None  # in doubt or cancelling: not looked at again before
    checks: int = 0  # read-backs that did not settle it
    was: Origin | None = None
    stray: Stray | None = None

    @property
    def is_by_hand(self) -> bool:
        """A person made it on the portal while shadow mode was on: nobody was told of it by us."""
        return self.key.startswith(BY_HAND) and self.confirmed_at is None

    @property
    def awaits_approval(self) -> bool:
        return self.status is BookingStatus.IN_DOUBT and self.reason == AWAITS_APPROVAL


#: Purpose of an attempt that stops before the last click because nobody wanted more.
TRIAL = "trial"
#: Purpose of an attempt that stops there because the practice does not let us book yet.
SHADOW = "shadow"
#: Their failures are no failures to book.
NOT_TO_BOOK = (TRIAL, SHADOW)


class AttemptResult(StrEnum):
    RUNNING = "running"
    BOOKED = "booked"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    CONTRACT_BROKEN = "contract_broken"
    IN_DOUBT = "in_doubt"
    CANCELLED = "cancelled"
    DRY_RUN = "dry_run"
    ABANDONED = "abandoned"  # the worker died; somebody else took over


class StepName(StrEnum):
    """The plain verbs of the road, in its order."""

    LOOK = "look"
    FILL = "fill"
    WRITE_DOWN = "write_down"
    SUBMIT = "submit"
    READ_BACK = "read_back"
    CANCEL = "cancel"
    TELL = "tell"


class StepState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
