"""Why this room: the answer for every room in the order of the list, as it was when it was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.allocation import Answer, Candidate
from booking_console.domain.booking import StepName, StepState
from booking_console.domain.privacy import initials
from booking_console.domain.rooms import RoomClosure
from booking_console.domain.slot import Slot
from booking_console.services.views import AttemptRow, DayView, LogRow
from booking_console.ui import practice_time, tries
from booking_console.ui.components.room_strip import Block, Hour, blocks, share

USUAL = (8, 18)
ALSO_FREE = "Also free"
_WORDS = {
    Answer.CHOSEN: "Chosen",
    Answer.FREE: ALSO_FREE,
    Answer.BUSY: "Busy",
    Answer.TAKEN: "Taken while we booked",
    Answer.CLOSED: "Switched off",
    Answer.UNKNOWN: "Not shown",
    Answer.NOT_LISTED: "Not in this list",
}
_LOOKS = {Answer.CHOSEN: "chosen", Answer.FREE: "spare", Answer.NOT_LISTED: "spare"}
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True, slots=True)
class Reason:
    """look: chosen, no or spare."""

    rank: str
    room_id: int
    room: str
    look: str
    answer: str
    because: str
    strip: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Why:
    title: str = ""
    note: str = ""
    hours: tuple[Hour, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    attempt: AttemptRow
    wanted: Slot
    hours: Slot
    rows: Sequence[LogRow]
    closures: Sequence[RoomClosure]
    zone: ZoneInfo


def why(attempts: Sequence[AttemptRow], day: DayView, zone: ZoneInfo) -> Why:
    """By the newest attempt that decided."""
    attempt = next((one for one in attempts if one.candidates), None)
    if attempt is None or attempt.start is None or attempt.end is None:
        return Why()
    wanted = Slot(attempt.start, attempt.end)
    known = _Known(attempt, wanted, _hours(wanted, zone), day.rows, day.closures, zone)
    names = {room.id: room.name for room in day.rooms}
    chosen = next((c for c in attempt.candidates if c.answer is Answer.CHOSEN), None)
    return Why(
        title=f"Why {names.get(chosen.room_id, 'this room')}" if chosen else "Why no room",
        note=_note(attempt, zone),
        hours=_marks(known.hours, zone),
        reasons=tuple(_reason(one, names, known) for one in attempt.candidates),
    )


def _note(attempt: AttemptRow, zone: ZoneInfo) -> str:
    """Treatment list, version 7. Looked at 08:10:46 and again 08:11:04"""
    list_words = f"{attempt.type or 'Default'} list, version {attempt.list_version}"
    looks = [s.ended_at or s.started_at for s in attempt.steps if s.name == StepName.LOOK]
    times = " and again ".join(tries.clock(at, zone) for at in looks[-2:])
    return f"{list_words}. Looked at {times}" if times else list_words


def _reason(one: Candidate, names: Mapping[int, str], known: _Known) -> Reason:
    return Reason(
        rank=str(one.rank) if one.rank else "–",
        room_id=one.room_id,
        room=names.get(one.room_id, ""),
        look=_LOOKS.get(one.answer, "no"),
        answer=_answer(one, known),
        because=_because(one, known),
        strip=_strip(one, known),
    )


def _answer(one: Candidate, known: _Known) -> str:
    if one.answer is Answer.NOT_LISTED and known.attempt.type:
        return f"Not for {known.attempt.type.lower()}s"
    return _WORDS[one.answer]


def _because(one: Candidate, known: _Known) -> str:
    if one.answer is Answer.CHOSEN:
        times = practice_time.clock_range(known.wanted.start, known.wanted.end, known.zone)
        return f"Free {times}, {_place(one.rank)} in the list"
    if one.answer is Answer.FREE:
        return f"Free too, {_place(one.rank)} in the list"
    if one.answer is Answer.BUSY:
        return _busy(one, known)
    if one.answer is Answer.TAKEN:
        return _taken(one, known)
    if one.answer is Answer.NOT_LISTED and known.attempt.type:
        return f"Type list “{known.attempt.type}” leaves it out"
    return one.fact[:1].upper() + one.fact[1:]


def _place(rank: int) -> str:
    return _ORDINALS[rank] if rank < len(_ORDINALS) else f"number {rank}"


def _busy(one: Candidate, known: _Known) -> str:
    """09:00–11:00, R. F., booked by us"""
    times = one.fact.removeprefix("busy ").removesuffix(", booked by us")
    ours = next((row for row in _ours(one.room_id, known) if _slot(row).overlaps(known.wanted)), None)
    return f"{times}, {initials(ours.guest)}, booked by us" if ours else f"{times}, booked by others"


def _taken(one: Candidate, known: _Known) -> str:
    ends = [
        s.ended_at
        for s in known.attempt.steps
        if s.name == StepName.SUBMIT and s.room_id == one.room_id and s.state == StepState.FAILED and s.ended_at
    ]
    at = f" at {tries.clock(ends[-1], known.zone)}" if ends else ""
    return f"Free when looked at, refused on submit{at}"


def _ours(room_id: int, known: _Known) -> list[LogRow]:
    others = (row for row in known.rows if row.id != known.attempt.appointment_id)
    return [row for row in others if row.room_id == room_id and row.start and row.end]


def _slot(row: LogRow) -> Slot:
    if row.start is None or row.end is None:
        raise ValueError("a row without a time takes no room")
    return Slot(row.start, row.end)


def _strip(one: Candidate, known: _Known) -> tuple[Block, ...]:
    ours = [_slot(row) for row in _ours(one.room_id, known)]
    shown = known.attempt.looked.busy.get(one.room_id, ()) if known.attempt.looked else ()
    kinds = [(b.slot, "closed" if b.is_closed else "ours" if b.slot in ours else "others") for b in shown]
    taken = [(slot, "clash" if slot.overlaps(known.wanted) else kind) for slot, kind in kinds]
    if one.answer is Answer.TAKEN:
        taken.append((known.wanted, "clash"))
    off = [(Slot(c.start, c.end or known.hours.end), "closed") for c in _closed(one.room_id, known)]
    frame = {"chosen": "asked chosen", "spare": "asked spare"}.get(_LOOKS.get(one.answer, "no"), "asked refused")
    return blocks(known.hours, [*off, *taken, (known.wanted, frame)])


def _closed(room_id: int, known: _Known) -> list[RoomClosure]:
    return [c for c in known.closures if c.room_id == room_id and c.touches(known.hours) and c.start < known.hours.end]


def _hours(wanted: Slot, zone: ZoneInfo) -> Slot:
    """The usual hours of the day, longer when the visit lies outside them."""
    local = wanted.in_zone(zone)
    midnight = local.start.replace(hour=0, minute=0, second=0, microsecond=0)
    first, last = min(USUAL[0], local.start.hour), max(USUAL[1], local.end.hour + 1)
    if local.end.date() > local.start.date():
        last = 24
    return Slot(midnight + timedelta(hours=first), midnight + timedelta(hours=last))


def _marks(hours: Slot, zone: ZoneInfo) -> tuple[Hour, ...]:
    middle = hours.start + hours.length / 2
    at: tuple[datetime, ...] = (hours.start, middle, hours.end)
    return tuple(Hour(f"{share(hours, moment):.2f}%", f"{moment.astimezone(zone):%H}") for moment in at)
