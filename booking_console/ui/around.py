"""What every page shows around itself, put into words: health, the stop switch, the count at Needs attention."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.actor import SYSTEM
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.rooms import Room
from booking_console.domain.schedule import BookingSwitch
from booking_console.services.views import Overview
from booking_console.ui import practice_time


@dataclass(frozen=True, slots=True)
class Light:
    """One part of the machinery. tone: ok, you, bad, off; sentence for the top bar, fact for the list on Today."""

    part: str
    name: str
    tone: str
    sentence: str
    fact: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the room mark. starts_group: a gap before it."""

    room_id: int
    starts_group: bool


@dataclass(frozen=True, slots=True)
class Around:
    needs_you: int = 0
    is_on: bool = True
    since: str = ""
    cause: str = ""
    meaning: str = ""
    has_contract_cause: bool = False
    waiting: int = 0
    lights: tuple[Light, ...] = ()
    now: str = ""
    today: str = ""
    is_shadowed: bool = False


NAMES = {Part.MAILBOX: "Mailbox", Part.PORTAL: "Portal", Part.WORKER: "Worker", Part.MESSAGES: "Messages"}
_SILENT = "not heard of yet"
_TONES = {PartState.FINE: "ok", PartState.TROUBLE: "you", PartState.STOPPED: "bad", PartState.UNKNOWN: "off"}


def around(overview: Overview, now: datetime, zone: ZoneInfo, *, is_shadowed: bool = False) -> Around:
    """is_shadowed: shadow mode is on."""
    switch = overview.switch
    return Around(
        needs_you=overview.needs_you,
        is_on=switch.is_on,
        since=practice_time.stamp(switch.since, now, zone) if switch.since else "",
        cause=_cause(switch),
        meaning=_meaning(overview.waiting_to_book),
        has_contract_cause=bool(switch.expected or switch.found),
        waiting=overview.waiting_to_book,
        lights=tuple(_light(health, overview, now, zone) for health in overview.health),
        now=practice_time.clock(now, zone),
        today=practice_time.full_day(now, zone),
        is_shadowed=is_shadowed,
    )


def bars(rooms: tuple[Room, ...]) -> list[Bar]:
    ordered = sorted(rooms, key=lambda room: room.position)
    before = [None, *[room.group for room in ordered]]
    return [Bar(room.id, group not in (None, room.group)) for room, group in zip(ordered, before, strict=False)]


def _cause(switch: BookingSwitch) -> str:
    if switch.is_on:
        return ""
    cause = switch.cause.rstrip(".") or "Somebody switched it off"
    is_by_a_person = switch.by not in ("", SYSTEM.name)
    return f"{cause} ({switch.by})." if is_by_a_person else f"{cause}."


def _meaning(waiting: int) -> str:
    if not waiting:
        return "Mail is still read, nothing is booked."
    wait = "1 appointment waits" if waiting == 1 else f"{waiting} appointments wait"
    return f"{wait}, nothing was booked wrongly."


def _light(health: Health, overview: Overview, now: datetime, zone: ZoneInfo) -> Light:
    name = NAMES[health.part]
    fact = _FACTS[health.part](health, overview, now, zone)
    return Light(health.part.value, name, _TONES[health.state], _sentence(name, health, now, zone), fact)


def _sentence(name: str, health: Health, now: datetime, zone: ZoneInfo) -> str:
    if health.state is PartState.UNKNOWN:
        return f"{name} {health.sentence or _SILENT}"
    if health.state is not PartState.FINE:
        return f"{name} {'stopped' if health.state is PartState.STOPPED else 'has trouble'}"
    if health.part is Part.MAILBOX:
        return f"Mailbox read {practice_time.ago(health.good_at, now, zone)}"
    return {Part.PORTAL: "Portal fine", Part.WORKER: "Worker ready"}.get(health.part, "Messages sent")


def _told(health: Health, _: Overview, now: datetime, zone: ZoneInfo, verb: str, fine: str) -> str:
    if health.state is PartState.UNKNOWN:
        return health.sentence or _SILENT
    looked = f"{verb} {practice_time.ago(health.checked_at, now, zone)}"
    return f"{looked}, {fine}" if health.state is PartState.FINE else health.sentence or looked


def _messages(health: Health, overview: Overview, *_: object) -> str:
    failed = f"{overview.outbox_failed} failed" if overview.outbox_failed else "none failed"
    sent = f"{overview.sent_today} sent today, {failed}"
    return health.sentence or sent if health.state in (PartState.TROUBLE, PartState.STOPPED) else sent


_FACTS = {
    Part.MAILBOX: lambda h, o, n, z: _told(h, o, n, z, "read", "fine"),
    Part.PORTAL: lambda h, o, n, z: _told(h, o, n, z, "checked", "fine"),
    Part.WORKER: lambda h, o, n, z: _told(h, o, n, z, "seen", "ready"),
    Part.MESSAGES: _messages,
}
