"""What a visit would mean: the room that the present order and the portal's last look give it, and why not the others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking_console.bootstrap import Console
from booking_console.domain.allocation import Answer, Availability, Candidate, Decision, choose_room
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.booking import Booking
from booking_console.domain.privacy import initials
from booking_console.domain.rooms import PriorityList, Room, RoomClosure
from booking_console.domain.slot import Slot
from booking_console.services.records import UnitOfWork
from booking_console.ui import practice_time
from booking_console.ui.components.room_strip import Block, Hour, blocks, share

USUAL = (8, 18)
#: An older look is taken again while somebody decides by it.
FRESH = timedelta(minutes=1)
_LOOK = {Answer.CHOSEN: "chosen", Answer.FREE: "spare", Answer.NOT_LISTED: "spare"}


@dataclass(frozen=True, slots=True)
class Why:
    """One room: look is chosen, spare or no."""

    room_id: int
    room: str
    look: str
    fact: str
    strip: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """room empty: none is free, or the portal was not looked at yet (has_look False). when: ", today 15:30–16:00" for a label."""

    title: str = ""
    room_id: int = 0
    room: str = ""
    looked: str = ""
    has_look: bool = False
    label: str = ""
    when: str = ""
    day: str = ""
    rooms: list[Why] = field(default_factory=list)
    hours: list[Hour] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Practice:
    """What one decision needs, read in one transaction."""

    rooms: Sequence[Room]
    order: PriorityList
    closures: Sequence[RoomClosure]
    look: Availability | None
    ours: Sequence[Booking]
    opening: tuple[int, int]


def meaning(held: Console, wanted: Slot | None, type_: str) -> Meaning:
    """Asks for a look at the portal when there is none for that day."""
    if wanted is None:
        return Meaning(title="Which room depends on the time")
    now, zone = held.clock.now(), held.zone
    local = Slot(wanted.start.astimezone(zone), wanted.end.astimezone(zone))
    with held.new_uow() as uow:
        known = _read(uow, local, type_)
        _ask_to_look(uow, local.start.date(), known.look, now)
    if known.look is None:
        return Meaning(
            title="Which room is not known yet",
            label=f"Book the first free room, {_short(local, now, zone)}",
            when=f", {_short(local, now, zone)}",
        )
    decision = _decide(local, known, known.look)
    return _words(local, known, known.look, decision, now, zone)


def room_for(held: Console, wanted: Slot, type_: str) -> tuple[int, str]:
    """For a reading's card: the room, or why there is none."""
    seen = meaning(held, wanted, type_)
    if seen.room_id:
        return seen.room_id, seen.room
    return 0, "No room is free" if seen.has_look else "The portal is being looked at"


def _ask_to_look(uow: UnitOfWork, day: date, look: Availability | None, now: datetime) -> None:
    """Once, until the worker has looked: every write is news for every open tab."""
    is_fresh = look is not None and now - look.looked_at < FRESH
    if not is_fresh and day not in uow.control.looks_asked():
        uow.control.ask_look(day, at=now)


def _read(uow: UnitOfWork, local: Slot, type_: str) -> Practice:
    day = local.start.date()
    hours = [h for h in uow.control.schedule().opening if h.weekday == day.weekday()]
    opens = min((h.opens.hour for h in hours), default=USUAL[0])
    closes = max((h.closes.hour + bool(h.closes.minute) for h in hours), default=USUAL[1])
    return Practice(
        rooms=uow.rooms.all(),
        order=uow.rooms.current_list(type_ or None),
        closures=uow.rooms.closures(touching=_whole(day, local)),
        look=uow.control.look(day),
        ours=uow.bookings.holding(_whole(day, local)),
        opening=(opens, closes),
    )


def _whole(day: date, local: Slot) -> Slot:
    start = datetime.combine(day, datetime.min.time(), local.start.tzinfo)
    return Slot(start, start + timedelta(days=1))


def _decide(wanted: Slot, known: Practice, look: Availability) -> Decision:
    ours: dict[int, tuple[Slot, ...]] = {}
    for booking in known.ours:
        ours[booking.room_id] = (*ours.get(booking.room_id, ()), booking.slot)
    return choose_room(
        wanted, rooms=known.rooms, priority=known.order, availability=look, closures=known.closures, ours=ours
    )


def _words(
    wanted: Slot, known: Practice, look: Availability, decision: Decision, now: datetime, zone: ZoneInfo
) -> Meaning:
    names = {room.id: room.name for room in known.rooms}
    room = names.get(decision.room_id or 0, "")
    hours = _hours(wanted, known.opening)
    return Meaning(
        title=f"This will mean {room}" if room else "No room is free at that time",
        room_id=decision.room_id or 0,
        room=room,
        looked=f"Portal looked at {practice_time.ago(look.looked_at, now, zone)}",
        has_look=True,
        day=practice_time.full_day(wanted.start, zone),
        label=f"Book {room or 'when a room is free'}, {_short(wanted, now, zone)}",
        when=f", {_short(wanted, now, zone)}",
        rooms=[_why(one, names, wanted, hours, known, look) for one in decision.candidates],
        hours=_marks(hours),
    )


def _short(slot: Slot, now: datetime, zone: ZoneInfo) -> str:
    return practice_time.when_near(slot.start, slot.end, now, zone)


def _why(one: Candidate, names: dict[int, str], wanted: Slot, hours: Slot, known: Practice, look: Availability) -> Why:
    shown = _LOOK.get(one.answer, "no")
    mine = [booking for booking in known.ours if booking.room_id == one.room_id]
    busy = [entry.slot for entry in look.busy.get(one.room_id, ())]
    return Why(
        one.room_id,
        names.get(one.room_id, ""),
        shown,
        _fact(one, mine, wanted),
        _strip(one, wanted, hours, mine, busy, known.closures),
    )


def _fact(one: Candidate, mine: Sequence[Booking], wanted: Slot) -> str:
    who = next((initials(booking.guest) for booking in mine if booking.slot.overlaps(wanted)), "")
    return f"{one.fact.removesuffix(', booked by us')}, {who}" if who and one.answer is Answer.BUSY else one.fact


def _strip(
    one: Candidate,
    wanted: Slot,
    hours: Slot,
    mine: Sequence[Booking],
    busy: Sequence[Slot],
    closures: Sequence[RoomClosure],
) -> tuple[Block, ...]:
    own = [booking.slot for booking in mine]
    taken = [(slot, "ours") for slot in own] + [(slot, "others") for slot in busy if slot not in own]
    shown = [(slot, "clash" if slot.overlaps(wanted) else kind) for slot, kind in taken]
    off = [
        (Slot(c.start, c.end or hours.end), "closed")
        for c in closures
        if c.room_id == one.room_id and c.start < hours.end
    ]
    frame = {"chosen": "asked chosen", "spare": "asked spare"}.get(_LOOK.get(one.answer, "no"), "asked refused")
    return blocks(hours, [*off, *shown, (wanted, frame)])


def _hours(wanted: Slot, opening: tuple[int, int]) -> Slot:
    midnight = wanted.start.replace(hour=0, minute=0, second=0, microsecond=0)
    first = min(opening[0], wanted.start.hour)
    last = max(opening[1], -((midnight - wanted.end) // timedelta(hours=1)))
    return Slot(midnight + timedelta(hours=first), midnight + timedelta(hours=last))


def _marks(hours: Slot) -> list[Hour]:
    count = int(hours.length / timedelta(hours=1))
    at = (hours.start + timedelta(hours=hour) for hour in range(0, count, 4))
    return [Hour(f"{share(hours, moment):.2f}%", f"{moment:%H}") for moment in at]


NO_SLOT = "Please fill in the day, and times such as 15:30. The end must come after the start."


def wanted_slot(day: str, start: str, end: str, zone: ZoneInfo) -> Slot | None:
    """From the fields as typed, 9:30 and 9.30 too; None while they make no slot."""
    try:
        return Slot(_moment(day, start, zone), _moment(day, end, zone))
    except ValueError:
        return None


def _moment(day: str, clock: str, zone: ZoneInfo) -> datetime:
    typed = clock.strip().replace(".", ":").rjust(5, "0")
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(typed), zone)


def known_type(type_: str) -> AppointmentType | None:
    return AppointmentType(type_) if type_ in set(AppointmentType) else None
