"""Today in words and places: the sentence that leads, the board of rooms, what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.allocation import Busy
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.privacy import initials
from booking_console.domain.rooms import Room
from booking_console.domain.schedule import OpeningHours
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown, is_over
from booking_console.services.views import DayView, LogRow, Overview, WorkItem
from booking_console.ui import practice_time
from booking_console.ui.components.room_strip import Block, Hour, blocks, share

NEXT_SHOWN = 6
_MOMENT = timedelta(seconds=1)
#: Hours shown on a day without opening hours.
USUAL = (8, 18)
_HAS_ROOM = frozenset({Shown.BOOKED})
_GOING_ON = frozenset({Shown.BOOKING_NOW, Shown.CHECKING, Shown.WAITING})
_COUNTS = _HAS_ROOM | _GOING_ON | {Shown.NEEDS_YOU, Shown.FAILED}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry lying on a room's line. href empty: nothing to open."""

    left: str
    width: str
    kind: str
    label: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One room of the board: entries for the desk, blocks for the phone."""

    room_id: int
    room: str
    lying: tuple[Entry, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Board:
    lines: tuple[Line, ...] = ()
    hours: tuple[Hour, ...] = ()
    few_hours: tuple[Hour, ...] = ()
    now_left: str = ""
    now: str = ""
    words: str = ""


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


def sentence(rows: Sequence[LogRow], overview: Overview, under: str) -> Sentence:
    """What a manager wants to know in five seconds."""
    counted = [row for row in rows if row.shown in _COUNTS]
    housed = sum(row.shown in _HAS_ROOM for row in counted)
    waiting = sum(row.shown in _GOING_ON for row in counted)
    needs = _needs(overview.needs_you)
    return Sentence(_lead(len(counted), housed, waiting), needs, under)


def focus(items: Sequence[WorkItem], now: datetime, zone: ZoneInfo) -> Focus:
    if not items:
        return Focus()
    first = items[0]
    said = [initials(first.guest), first.type or "", practice_time.when_near(first.start, first.end, now, zone)]
    others = len(items) - 1
    more = "" if not others else "1 more waits." if others == 1 else f"{others} more wait."
    return Focus(f"/attention?item={first.key}", ", ".join(word for word in said if word), first.question, more)


def coming(rows: Iterable[LogRow], now: datetime, zone: ZoneInfo) -> tuple[list[Coming], str]:
    """The next few, and how many are still to come."""
    ahead = sorted(
        (row for row in rows if row.start and row.start >= now and row.shown in _COUNTS),
        key=lambda row: row.start or now,
    )
    shown = [_coming(row, now, zone) for row in ahead[:NEXT_SHOWN]]
    return shown, f"{len(shown)} of {len(ahead)} still to come today" if ahead else ""


def board(day: DayView, opening: Sequence[OpeningHours], now: datetime, zone: ZoneInfo) -> Board:
    hours = _hours(day, opening, now, zone)
    inside = hours.start <= now < hours.end
    return Board(
        lines=tuple(_line(room, day, hours, now, zone) for room in sorted(day.rooms, key=lambda room: room.position)),
        hours=_marks(hours, zone, step=1),
        few_hours=_marks(hours, zone, step=4),
        now_left=f"{share(hours, now):.2f}%" if inside else "",
        now=practice_time.clock(now, zone),
        words=_opening_words(opening, now, zone),
    )


def others(day: DayView, room: Room, hours: Slot, zone: ZoneInfo) -> list[Busy]:
    """What the portal shows in the room and is not ours."""
    look = day.looks.get(hours.start.astimezone(zone).date().isoformat())
    ours = [Slot(r.start, r.end) for r in day.rows if r.room_id == room.id and r.start and r.end]
    shown = look.busy.get(room.id, ()) if look else ()
    return [busy for busy in shown if busy.slot not in ours]


def _lead(count: int, housed: int, waiting: int) -> str:
    if not count:
        return "No appointments today."
    if housed == count:
        return (
            "The one appointment of today has a room."
            if count == 1
            else f"All {count} appointments of today have a room."
        )
    have = f"{housed} of {count} appointments of today {'has' if housed == 1 else 'have'} a room."
    if not waiting:
        return have
    return f"{have} {waiting} {'is' if waiting == 1 else 'are'} being booked."


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


def _hours(day: DayView, opening: Sequence[OpeningHours], now: datetime, zone: ZoneInfo) -> Slot:
    """The opening hours, made longer when something lies outside them."""
    local = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    today = [h for h in opening if h.weekday == local.weekday()]
    first = min((h.opens.hour for h in today), default=USUAL[0])
    last = max((h.closes.hour + bool(h.closes.minute) for h in today), default=USUAL[1])
    starts = [row.start.astimezone(zone).hour for row in day.rows if row.start and row.room_id]
    ends = [(row.end.astimezone(zone) - _MOMENT).hour + 1 for row in day.rows if row.end and row.room_id]
    first, last = min([first, *starts]), max([last, *ends])
    midnight = local.replace(hour=0)
    return Slot(midnight + timedelta(hours=first), midnight + timedelta(hours=last))


def _marks(hours: Slot, zone: ZoneInfo, *, step: int) -> tuple[Hour, ...]:
    whole = int(hours.length / timedelta(hours=1))
    at = (hours.start + timedelta(hours=hour) for hour in range(0, whole, step))
    pattern = "%H:%M" if step == 1 else "%H"
    return tuple(Hour(f"{share(hours, moment):.2f}%", moment.astimezone(zone).strftime(pattern)) for moment in at)


def _opening_words(opening: Sequence[OpeningHours], now: datetime, zone: ZoneInfo) -> str:
    local = now.astimezone(zone)
    day = practice_time.day(now, zone)
    today = [f"{h.opens:%H:%M}–{h.closes:%H:%M}" for h in opening if h.weekday == local.weekday()]
    return f"{day}, opening hours {', '.join(today)}" if today else f"{day}, closed today"


def _line(room: Room, day: DayView, hours: Slot, now: datetime, zone: ZoneInfo) -> Line:
    ours = [row for row in day.rows if row.room_id == room.id and row.start and row.end]
    foreign = [(busy.slot, "others") for busy in others(day, room, hours, zone)]
    closed = [(_until(c.start, c.end, hours), "closed", c.reason) for c in day.closures if c.room_id == room.id]
    entries = [_foreign_entry(hours, slot, "others", "Booked by others", zone) for slot, _ in foreign]
    entries += [_foreign_entry(hours, slot, "closed", reason or "Switched off", zone) for slot, _, reason in closed]
    entries += [_entry(hours, row, now, zone) for row in ours]
    marked = [(slot, kind) for slot, kind, _ in closed] + foreign
    marked += [(Slot(row.start, row.end), "asked doubt" if row.shown is Shown.NEEDS_YOU else "ours") for row in ours]
    return Line(room.id, room.name, tuple(entries), blocks(hours, marked))


def _until(start: datetime, end: datetime | None, hours: Slot) -> Slot:
    """A closure cut to the hours shown; one that lies outside becomes a moment at their edge."""
    first = max(start, hours.start)
    last = min(end or hours.end, hours.end)
    return Slot(first, last) if first < last else Slot(hours.start - timedelta(seconds=1), hours.start)


def _entry(hours: Slot, row: LogRow, now: datetime, zone: ZoneInfo) -> Entry:
    assert row.start is not None and row.end is not None, "only rows with times lie on the board"  # noqa: PT018
    guest = initials(row.guest)
    title = f"{guest}, {practice_time.clock_range(row.start, row.end, zone)}, {row.type or 'appointment'}"
    left, width = _place(hours, Slot(row.start, row.end))
    return Entry(left, width, _kind(row, now), guest, title, f"/log/{row.id}")


def _foreign_entry(hours: Slot, slot: Slot, kind: str, label: str, zone: ZoneInfo) -> Entry:
    left, width = _place(hours, slot)
    return Entry(left, width, kind, label, f"{label}, {practice_time.clock_range(slot.start, slot.end, zone)}", "")


def _place(hours: Slot, slot: Slot) -> tuple[str, str]:
    left, right = share(hours, slot.start), share(hours, slot.end)
    return f"{left:.2f}%", f"calc({right - left:.2f}% - 2px)"


def _kind(row: LogRow, now: datetime) -> str:
    if row.shown in (Shown.NEEDS_YOU, Shown.FAILED):
        return "needs"
    if row.shown in _GOING_ON:
        return "running"
    return "over" if is_over(row.end, now) else "booked"


def under(health: Sequence[Health], now: datetime, zone: ZoneInfo) -> str:
    """Mailbox read 40 s ago, portal fine."""
    parts = {one.part: one for one in health}
    mailbox, portal = parts.get(Part.MAILBOX), parts.get(Part.PORTAL)
    said = []
    if mailbox:
        said.append(_mailbox(mailbox, now, zone))
    if portal:
        said.append(_PORTAL[portal.state])
    return ", ".join(said) + "." if said else ""


_PORTAL = {
    PartState.FINE: "portal fine",
    PartState.TROUBLE: "portal has trouble",
    PartState.STOPPED: "portal stopped",
    PartState.UNKNOWN: "portal not looked at yet",
}


def _mailbox(health: Health, now: datetime, zone: ZoneInfo) -> str:
    if health.state is PartState.UNKNOWN:
        return "Mailbox not read yet"
    if health.state is PartState.FINE:
        return f"Mailbox read {practice_time.ago(health.good_at, now, zone)}"
    return f"Mailbox not read since {practice_time.ago(health.good_at, now, zone)}"
