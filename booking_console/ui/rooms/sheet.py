"""The draft in words and rows, as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.appointment import AppointmentType
from booking_console.domain.rooms import RoomClosure
from booking_console.services.figure_words import counted
from booking_console.ui import practice_time
from booking_console.ui.rooms.draft import ALL, Closing, Draft, Practice, day_of, lacks, moved_rooms, order

_STRIP_DAYS = 14
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One room of the list that is shown. moved: "was 6"; off: "Off 30 Nov–4 Dec"; off_kind: now, later, draft, ending."""

    room_id: int
    rank: int
    name: str
    types: str
    moved: str
    went_up: bool
    off: str
    off_kind: str
    off_reason: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the strip under a closing."""

    weekday: str
    number: str
    is_off: bool


@dataclass(frozen=True, slots=True)
class ClosingForm:
    room_id: int = 0
    room: str = ""
    first: str = ""
    last: str = ""
    reason: str = ""
    lacks: str = ""
    words: str = ""
    days: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    type: str = ALL
    has_own_list: bool = True
    own_lists: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    spare: tuple[Line, ...] = ()
    order_key: str = ""
    version: str = ""
    closing: ClosingForm = ClosingForm()
    note: str = ""
    needs_note: bool = False
    changes: int = 0
    count: str = ""
    details: str = ""
    lacks: str = ""
    save: str = "Save"


def sheet(practice: Practice, draft: Draft, now: datetime, zone: ZoneInfo) -> Sheet:
    if not practice.orders:
        return Sheet()
    shown = order(draft, practice)
    own = draft.type in practice.orders or draft.type in draft.orders
    return Sheet(
        type=draft.type,
        has_own_list=own,
        own_lists=tuple(type_ for type_ in practice.orders if type_ != ALL),
        lines=_lines(practice, draft, shown, now, zone),
        spare=tuple(_line(practice, draft, r.id, 0, now, zone) for r in practice.rooms if r.id not in shown),
        order_key=",".join(map(str, shown)),
        version=_version(practice, draft, zone),
        closing=_closing_form(practice, draft, now, zone),
        note=draft.note,
        needs_note=bool(draft.orders),
        lacks=lacks(draft),
        save=_save_label(practice, draft),
        **_count(practice, draft),
    )


def off_words(closure: RoomClosure, now: datetime, zone: ZoneInfo) -> str:
    """Off 30 Nov–4 Dec, Off until 4 Dec, Off from 30 Nov, Off"""
    is_now = closure.start <= now
    if closure.end is None:
        return "Off" if is_now else f"Off from {_short(closure.start.astimezone(zone).date())}"
    last = (closure.end - timedelta(microseconds=1)).astimezone(zone).date()
    if is_now:
        return f"Off until {_short(last)}"
    return f"Off {span(closure.start.astimezone(zone).date(), last)}"


def span(first: date, last: date) -> str:
    """30 Nov–4 Dec, 2–4 Dec, 4 Dec"""
    if first == last:
        return _short(first)
    return (
        f"{first.day}–{_short(last)}" if (first.year, first.month) == (last.year, last.month) else _apart(first, last)
    )


def _lines(practice: Practice, draft: Draft, shown: Sequence[int], now: datetime, zone: ZoneInfo) -> tuple[Line, ...]:
    return tuple(_line(practice, draft, room_id, rank, now, zone) for rank, room_id in enumerate(shown, start=1))


def _line(practice: Practice, draft: Draft, room_id: int, rank: int, now: datetime, zone: ZoneInfo) -> Line:
    before, shown = practice.order_of(draft.type), order(draft, practice)
    was = before.index(room_id) + 1 if room_id in before else 0
    is_moved = bool(rank) and room_id in moved_rooms(before, shown, draft.touched)
    off, kind, reason = _off(practice, draft, room_id, now, zone)
    return Line(
        room_id=room_id,
        rank=rank,
        name=practice.name_of(room_id),
        types=_types(practice, draft, room_id),
        moved="" if not is_moved else f"was {was}" if was else "new here",
        went_up=rank < was or not was,
        off=off,
        off_kind=kind,
        off_reason=reason,
        is_first=rank == 1,
        is_last=rank == len(shown),
    )


def _off(practice: Practice, draft: Draft, room_id: int, now: datetime, zone: ZoneInfo) -> tuple[str, str, str]:
    typed = draft.closings.get(room_id)
    if typed is not None and not typed.days_lack:
        planned = typed.closure(room_id, now, zone)
        return off_words(planned, now, zone), "draft", planned.reason
    closed = practice.closed(room_id)
    if not closed:
        return "", "", ""
    if room_id in draft.openings:
        return "On again", "ending", ""
    first = closed[0]
    more = f", {len(closed) - 1} more" if len(closed) > 1 else ""
    return off_words(first, now, zone) + more, "now" if first.start <= now else "later", first.reason


def _types(practice: Practice, draft: Draft, room_id: int) -> str:
    """The types that may be given this room, by the lists as they would be saved."""
    orders = {type_: list_.room_ids for type_, list_ in practice.orders.items()} | dict(draft.orders)
    fitting = [type_.value for type_ in AppointmentType if room_id in orders.get(type_.value, orders[ALL])]
    return "All types" if len(fitting) == len(AppointmentType) else ", ".join(fitting) or "No type"


def _version(practice: Practice, draft: Draft, zone: ZoneInfo) -> str:
    if draft.type not in practice.orders:
        return "No list of its own yet" if draft.type in draft.orders else "Goes by the list for all types"
    since = practice.since.get(draft.type)
    words = f", in use since {_short(since.astimezone(zone).date())}" if since else ""
    return f"Version {practice.version_of(draft.type)}{words}"


def _save_label(practice: Practice, draft: Draft) -> str:
    if len(draft.orders) == 1:
        return f"Save as version {practice.next_versions.get(next(iter(draft.orders)), 1)}"
    return f"Save {len(draft.orders)} lists" if draft.orders else "Save"


def _count(practice: Practice, draft: Draft) -> dict[str, int | str]:
    moved = sum(
        len(moved_rooms(practice.order_of(t), ids, draft.touched)) + len(set(practice.order_of(t)) - set(ids))
        for t, ids in draft.orders.items()
    )
    made = [type_ for type_ in draft.orders if type_ not in practice.orders]
    said = [
        counted(moved, "room moved", "rooms moved") if moved else "",
        *[f"a list of its own for {type_}" for type_ in made],
        counted(len(draft.closings), "room off", "rooms off") if draft.closings else "",
        counted(len(draft.openings), "room on again", "rooms on again") if draft.openings else "",
    ]
    changes = moved + len(made) + len(draft.closings) + len(draft.openings)
    count = counted(changes, "change", "changes") + ", not saved" if changes else ""
    return {"changes": changes, "count": count, "details": ", ".join(word for word in said if word)}


def _closing_form(practice: Practice, draft: Draft, now: datetime, zone: ZoneInfo) -> ClosingForm:
    room_id = draft.shown_closing
    typed = draft.closings.get(room_id)
    if typed is None:
        return ClosingForm()
    return ClosingForm(
        room_id=room_id,
        room=practice.name_of(room_id),
        first=typed.first,
        last=typed.last,
        reason=typed.reason,
        lacks=typed.lacks,
        words=_closing_words(typed, now, zone),
        days=_days(typed, now, zone),
    )


def _closing_words(typed: Closing, now: datetime, zone: ZoneInfo) -> str:
    first, last = day_of(typed.first), day_of(typed.last)
    if first is None or typed.days_lack:
        return ""
    start = practice_time.full_day(_noon(first, zone), zone)
    if last is None:
        return f"From {start} until somebody switches it on again. Nothing new is booked there."
    days = counted((last - first).days + 1, "day", "days")
    past = " The first day is past: it is switched off at once." if first < now.astimezone(zone).date() else ""
    return f"{start} to {practice_time.full_day(_noon(last, zone), zone)}, {days}. Nothing new is booked there.{past}"


def _days(typed: Closing, now: datetime, zone: ZoneInfo) -> tuple[Day, ...]:
    """Two weeks from the Monday before the first day, so that the gap is seen with both its edges."""
    first, last = day_of(typed.first) or now.astimezone(zone).date(), day_of(typed.last)
    monday = first - timedelta(days=first.weekday())
    start = monday if first.weekday() else monday - timedelta(days=7)
    shown = [start + _ONE_DAY * n for n in range(_STRIP_DAYS)]
    is_off = bool(day_of(typed.first))
    return tuple(Day(f"{d:%a}"[:2], str(d.day), is_off and d >= first and (last is None or d <= last)) for d in shown)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def _apart(first: date, last: date) -> str:
    return f"{_short(first)}–{_short(last)}"


def _noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone)
