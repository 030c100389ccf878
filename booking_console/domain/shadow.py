"""Shadow mode: what we would have booked beside what a person booked. Pure; nothing here touches the portal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum

from booking_console.domain import names
from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.slot import Slot

MOST_NEEDED = 500
_EARLIEST_ASK = timedelta(minutes=10)
_NEAR = timedelta(hours=1)
_FIRST_LOOK, _LATEST_LOOK = timedelta(minutes=1), timedelta(minutes=10)
_ALIKE = 0.75


class GoesLive(StrEnum):
    """What happens when the needed agreements are there."""

    BY_PERSON = "by_person"
    BY_ITSELF = "by_itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowPlan:
    """needed: agreements in a row. ask_after: so long after our try a person is asked who has not booked. since, by: of the switching
    on. ended_at, ended_by, ended_run: how it ended last; is_noticed: a person has read that it ended. version grows with each change.
    """

    is_on: bool = False
    needed: int = 20
    goes_live: GoesLive = GoesLive.BY_PERSON
    ask_after: timedelta = timedelta(hours=4)
    since: datetime | None = None
    by: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_run: int = 0
    is_noticed: bool = True
    version: int = 0


class ShadowState(StrEnum):
    """open -> asked -> one of the last three; a dropped one is opened again when its visit is tried again."""

    OPEN = "open"  # the person's booking is looked for
    ASKED = "asked"  # nobody booked in time: a person was asked, and it is still looked for
    AGREES = "agrees"
    DIFFERS = "differs"
    DROPPED = "dropped"  # nothing to compare: cancelled, changed, or over before anybody booked


LOOKED_FOR = frozenset({ShadowState.OPEN, ShadowState.ASKED})


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as the portal shows it. type: our word for it, the portal's own where we know none, "" when it shows none."""

    room_id: int
    slot: Slot
    owner: str = ""
    type: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadow:
    """room_id, slot, guest, type: what we would have booked. is_filled: the form was filled in up to the last click; otherwise the
    person was faster and only the choice can be compared. before: what stood in the guest's name on that day before. due_at: not
    looked for before."""

    id: int
    appointment_id: int
    revision: int
    state: ShadowState
    room_id: int
    slot: Slot
    guest: str
    type: AppointmentType | None
    is_filled: bool
    began_at: datetime
    ask_at: datetime
    due_at: datetime
    attempt_id: int | None = None
    before: tuple[Found, ...] = ()
    found: Found | None = None
    judged_at: datetime | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in LOOKED_FOR


class Compared(StrEnum):
    """What is compared, in the order in which people read it."""

    ROOM = "room"
    TIME = "time"
    GUEST = "guest"
    TYPE = "type"


def differences(ours: Shadow, theirs: Found) -> tuple[Compared, ...]:
    """Empty: they agree. A type that the portal does not show, or that the mail did not name, is not compared."""
    told_apart = {
        Compared.ROOM: ours.room_id != theirs.room_id,
        Compared.TIME: ours.slot != theirs.slot,
        Compared.GUEST: not is_named(theirs.owner, ours.guest),
        Compared.TYPE: bool(theirs.type and ours.type) and theirs.type != ours.type,
    }
    return tuple(field for field, differs in told_apart.items() if differs)


def is_named(owner: str, guest: str) -> bool:
    """The entry's text may say more than the name."""
    wanted = set(names.key(guest).split())
    return bool(wanted) and wanted <= set(names.key(owner).split())


def without_guest(shown: Availability, slot: Slot, guest: str) -> Availability:
    """As if the person had not booked the visit yet: our choice does not depend on who was faster."""

    def is_theirs(entry: Busy) -> bool:
        return entry.slot == slot and is_named(entry.owner, guest)

    left = {room_id: tuple(e for e in entries if not is_theirs(e)) for room_id, entries in shown.busy.items()}
    return Availability(shown.looked_at, left)


def pick(ours: Shadow, shown: Iterable[Found]) -> Found | None:
    """The entry that a person made for this visit: by the guest's name, the asked-for time first; else at the asked-for time by a name
    that is nearly the guest's. shown: what no other visit accounts for."""
    known = {(one.room_id, one.slot) for one in ours.before}
    fresh = [one for one in shown if (one.room_id, one.slot) not in known]
    named = [one for one in fresh if is_named(one.owner, ours.guest)]
    alike = [one for one in fresh if one.slot == ours.slot and _is_alike(one.owner, ours.guest)]
    return min(named or alike, key=lambda one: _distance(ours, one), default=None)


def _distance(ours: Shadow, one: Found) -> tuple[bool, bool, timedelta]:
    away = abs(one.slot.start - ours.slot.start)
    return one.slot != ours.slot, one.room_id != ours.room_id, away


def _is_alike(owner: str, guest: str) -> bool:
    return bool(owner and guest) and SequenceMatcher(None, names.key(owner), names.key(guest)).ratio() >= _ALIKE


def run_of(judged: Sequence[Shadow]) -> list[Shadow]:
    """The agreements since the last difference, newest first as they come in. Where the form was not tried nothing is proven for it."""
    run: list[Shadow] = []
    for one in judged:
        if one.state is ShadowState.DIFFERS:
            break
        if one.state is ShadowState.AGREES and one.is_filled:
            run.append(one)
    return run


def ask_at(plan: ShadowPlan, slot: Slot, now: datetime) -> datetime:
    """In good time before a visit that is near, but never at once: the person may be at it."""
    return max(min(now + plan.ask_after, slot.start - _NEAR), now + _EARLIEST_ASK)


def next_look(began_at: datetime, now: datetime) -> datetime:
    """Often at first, then ever more rarely: each look costs the portal a page."""
    return now + max(_FIRST_LOOK, min((now - began_at) / 4, _LATEST_LOOK))
