"""Today in words: the sentence that leads, the one thing to do first, what comes next."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.privacy import initials
from booking_console.domain.status import Shown
from booking_console.services.views import LogRow, Overview, WorkItem
from booking_console.ui import practice_time
from booking_console.ui.causes import brief

NEXT_SHOWN = 6
_HAS_ROOM = frozenset({Shown.BOOKED})
GOING_ON = frozenset({Shown.BOOKING_NOW, Shown.CHECKING, Shown.WAITING})
_COUNTS = _HAS_ROOM | GOING_ON | {Shown.NEEDS_YOU, Shown.FAILED}


@dataclass(frozen=True, slots=True)
class Coming:
    """One line of Next."""

    id: int
    start: str
    end: str
    ahead: str
    guest: str
    type: str
    specialist: str
    room_id: int
    room: str
    shown: str


@dataclass(frozen=True, slots=True)
class Focus:
    """The one thing that needs the person first. more: words for the others."""

    href: str = ""
    what: str = ""
    question: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    lead: str = ""
    needs: str = ""
    under: str = ""


def sentence(
    rows: Sequence[LogRow], overview: Overview, under: str, *, by_hand: Collection[int] = frozenset()
) -> Sentence:
    """What a manager wants to know in five seconds. by_hand: the visits that a person books."""
    counted = [row for row in rows if row.shown in _COUNTS]
    housed = sum(row.shown in _HAS_ROOM for row in counted)
    waiting = sum(row.shown in GOING_ON for row in counted)
    needs = _needs(overview.needs_you)
    left_to_person = sum(row.shown in GOING_ON and row.id in by_hand for row in counted)
    return Sentence(_lead(len(counted), housed, waiting - left_to_person, left_to_person), needs, under)


#: Before the portal is set up nothing else matters.
NO_PORTAL = Focus(
    "/schedule",
    "No room can be booked yet.",
    "The booking portal is not set up: whoever installed the console writes its address into .env.",
)


def focus(items: Sequence[WorkItem], now: datetime, zone: ZoneInfo) -> Focus:
    if not items:
        return Focus()
    first = items[0]
    when = practice_time.when_near(first.start, first.end, now, zone) if first.start else ""
    said = [initials(first.guest) or "A mail", first.type or "", when]
    others = len(items) - 1
    more = "" if not others else "1 more waits." if others == 1 else f"{others} more wait."
    return Focus(f"/attention?item={first.key}", ", ".join(word for word in said if word), brief(first.question), more)


def coming(rows: Iterable[LogRow], now: datetime, zone: ZoneInfo) -> tuple[list[Coming], str]:
    """The next few, and how many are still to come."""
    ahead = sorted(
        (row for row in rows if row.start and row.start >= now and row.shown in _COUNTS),
        key=lambda row: row.start or now,
    )
    shown = [_coming(row, now, zone) for row in ahead[:NEXT_SHOWN]]
    return shown, f"{len(shown)} of {len(ahead)} still to come today" if ahead else ""


def _lead(count: int, housed: int, waiting: int, by_hand: int) -> str:
    if not count:
        return "No appointments today."
    if housed == count:
        return (
            "The one appointment of today has a room."
            if count == 1
            else f"All {count} appointments of today have a room."
        )
    have = f"{housed} of {count} appointments of today {'has' if housed == 1 else 'have'} a room."
    left = f" {by_hand} {'waits' if by_hand == 1 else 'wait'} for you to book by hand." if by_hand else ""
    return f"{have} {waiting} {'is' if waiting == 1 else 'are'} being booked.{left}" if waiting else have + left


def _needs(count: int) -> str:
    return "" if not count else "1 needs you." if count == 1 else f"{count} need you."


def _coming(row: LogRow, now: datetime, zone: ZoneInfo) -> Coming:
    assert row.start is not None, "only rows with a start come next"
    return Coming(
        id=row.id,
        start=practice_time.clock(row.start, zone),
        end=practice_time.clock(row.end, zone) if row.end else "",
        ahead=practice_time.ahead(row.start, now),
        guest=initials(row.guest),
        type=row.type or "",
        specialist=row.specialist or "",
        room_id=row.room_id or 0,
        room=row.room,
        shown=row.shown.value,
    )


def under(health: Sequence[Health], now: datetime, zone: ZoneInfo) -> str:
    """Mailbox read 40 s ago, portal fine."""
    parts = {one.part: one for one in health}
    mailbox, portal = parts.get(Part.MAILBOX), parts.get(Part.PORTAL)
    said = []
    if mailbox:
        said.append(_mailbox(mailbox, now, zone))
    if portal:
        said.append(_portal(portal))
    return ", ".join(said) + "." if said else ""


_PORTAL = {
    PartState.FINE: "portal fine",
    PartState.TROUBLE: "portal has trouble",
    PartState.STOPPED: "portal stopped",
    PartState.UNKNOWN: "portal not looked at yet",
}


def _portal(health: Health) -> str:
    if health.state is PartState.UNKNOWN and health.sentence:
        return f"portal {health.sentence}"
    return _PORTAL[health.state]


def _mailbox(health: Health, now: datetime, zone: ZoneInfo) -> str:
    if health.state is PartState.UNKNOWN:
        return "Mailbox not read yet"
    if health.state is PartState.FINE:
        return f"Mailbox read {practice_time.ago(health.good_at, now, zone)}"
    since = practice_time.stamp(health.good_at, now, zone) if health.good_at else ""
    return f"Mailbox not read since {since}" if since else "Mailbox cannot be read"
