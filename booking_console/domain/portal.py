"""What we ask of a booking portal and what it answers, in our words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from booking_console.domain.appointment import AppointmentType
from booking_console.domain.drift import PortalShape
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRequest:
    """One room for one visit. key: our reference, entered only where the profile says that the portal has room for it."""

    key: str
    room: Room
    slot: Slot
    guest: str
    type: AppointmentType | None = None
    guest_email: str | None = None


@dataclass(frozen=True, slots=True)
class PortalEntry:
    """An entry as the portal shows it. owner: its text, "" when hidden; ours: None when the portal does not let us tell.

    is_pending: the portal keeps it as a request that it has not approved yet. type: our word for it, "" when the portal shows none.
    is_by_us: the portal says that our login made it. room: what the portal calls a room that is none of ours; room_id is then below zero.
    """

    room_id: int
    slot: Slot
    owner: str
    reference: str | None
    ours: bool | None
    is_pending: bool = False
    type: str = ""
    is_by_us: bool = False
    room: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """entries: everything that the portal shows, whoever's it is. unread: rooms of ours that could not be read."""

    entries: Sequence[PortalEntry]
    unread: frozenset[int] = frozenset()


class SubmitOutcome(StrEnum):
    """What the portal's answer to the one submit says. Evidence, never proof: the read-back decides."""

    SUCCESS = "success"
    PENDING = "pending"  # taken down as a request that somebody at the portal must approve
    ROOM_TAKEN = "room_taken"
    GUEST_CONFLICT = "guest_conflict"
    VALIDATION = "validation"
    SESSION_LOST = "session_lost"
    RATE_LIMITED = "rate_limited"
    CLOSED = "closed"
    UNKNOWN = "unknown"


#: A clear no.
REFUSALS = frozenset(
    {SubmitOutcome.ROOM_TAKEN, SubmitOutcome.GUEST_CONFLICT, SubmitOutcome.VALIDATION, SubmitOutcome.CLOSED}
)


@dataclass(frozen=True, slots=True)
class SubmitResult:
    """text: the portal's own words, the guest's data removed; reference: when the answer itself showed one."""

    outcome: SubmitOutcome
    text: str = ""
    reference: str | None = None


class ReadBack(StrEnum):
    """The verdict on one booking after looking at the portal again."""

    OURS = "ours"  # exactly one entry at this room and time, and it is ours
    ABSENT = "absent"  # the portal shows that room and day, and nothing of ours is there
    CLASH = "clash"  # more than one entry, or ours beside somebody else's: alarm
    CONTRADICTED = "contradicted"  # the portal said yes, yet what stands there is not ours: alarm
    ELSEWHERE = "elsewhere"  # not there, but what seems to be ours stands in another room or at another time: alarm
    PENDING = "pending"  # ours stands there as a request, nothing else is firm: the portal has not decided yet
    UNCLEAR = "unclear"  # there is an entry, the portal does not let us tell whose


def judge_read_back(
    entries: Sequence[PortalEntry], request: RoomRequest, *, answer: SubmitOutcome | None = None
) -> ReadBack:
    """answer: to the submit, when it was just pressed. entries: everything the portal shows in that room touching the slot.

    Exactly one entry that is ours is proof, nothing else. Requests that wait for approval may stand side by side.
    """
    here = [e for e in entries if e.room_id == request.room.id and e.slot.overlaps(request.slot)]
    ours = [e for e in here if e.ours and e.slot == request.slot]
    if len(ours) == 1 and all(e.is_pending for e in here):
        return ReadBack.PENDING
    if len(ours) == 1 and len([e for e in here if not e.is_pending]) == 1 and not ours[0].is_pending:
        return ReadBack.OURS
    if ours:
        return ReadBack.CLASH
    if any(e.ours is None or e.ours for e in here):
        return ReadBack.UNCLEAR
    return ReadBack.CONTRADICTED if here and answer is SubmitOutcome.SUCCESS else ReadBack.ABSENT


class Changed(StrEnum):
    """The verdict on one booking that was to be changed, after looking at both of its places."""

    MOVED = "moved"  # exactly one entry of ours, at the new place
    STAYED = "stayed"  # exactly one entry of ours, at the old place
    BOTH = "both"  # alarm
    NEITHER = "neither"  # alarm
    ELSEWHERE = "elsewhere"  # at a third place: alarm
    UNCLEAR = "unclear"  # the portal does not let us tell, or has not decided yet


@dataclass(frozen=True, slots=True)
class Place:
    room_id: int
    slot: Slot


def judge_change(entries: Sequence[PortalEntry], was: Place, to: Place, *, reference: str | None) -> Changed:
    """entries: what the portal shows in both rooms touching both slots. The places may overlap, and so an entry at one of them touches
    the other: only the very place counts. reference: tells ours where the portal tells no names."""
    mine = {e for e in entries if e.ours or (e.ours is None and reference and e.reference == reference)}
    new = [e for e in mine if Place(e.room_id, e.slot) == to]
    old = [e for e in mine if Place(e.room_id, e.slot) == was]
    here = [e for e in entries if e not in mine and e.room_id == to.room_id and e.slot.overlaps(to.slot)]
    if (new and old) or len(new) > 1 or (new and any(not e.is_pending for e in here)):
        return Changed.BOTH
    if any(e.is_pending for e in new) or len(old) > 1:
        return Changed.UNCLEAR
    if new or old:
        return Changed.MOVED if new else Changed.STAYED
    return Changed.UNCLEAR if any(e.ours is None for e in entries) else Changed.NEITHER


class CancelOutcome(StrEnum):
    CANCELLED = "cancelled"
    NOT_THERE = "not_there"  # no such entry: cancelled before, or never there
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PortalFacts:
    """What the profile promises. slot_grid: starts and ends must fall on it; horizon: how far ahead it books, None: no limit known.
    has_cancel: whether entries can be cancelled at all; tells_owner: whether read-back can tell whose an entry is.
    shows_whole_days: false when it must be asked about one interval at a time; parallel: how many bookings it bears at once.
    profile: a digest of what the profile says."""

    name: str
    zone: str
    slot_grid: timedelta
    horizon: timedelta | None
    has_cancel: bool
    tells_owner: bool
    default_length: timedelta | None = None
    shows_whole_days: bool = True
    parallel: int = 1
    profile: str = ""


@dataclass(frozen=True, slots=True)
class ProbeFinding:
    """hard: stops all booking; soft findings only warn. expected/found: plain words, no guest data."""

    hard: bool
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """shape: how the pages were built, for comparing with how they were; None when nobody looked at that."""

    at: datetime
    findings: tuple[ProbeFinding, ...] = ()
    shape: PortalShape | None = None

    @property
    def is_fine(self) -> bool:
        return not self.findings


class EvidenceKind(StrEnum):
    PICTURE = "picture"  # PNG, private parts are black in the pixels
    DIGEST = "digest"  # sha256 of the page's text
    REQUESTS = "requests"  # method, address without values of fields, status, milliseconds: no bodies
