"""The lines of the booking log in words: what the screen shows and the exports write."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.appointment import Channel
from booking_console.domain.privacy import initials
from booking_console.domain.status import DECLINED, WORDS, Shown
from booking_console.services.views import LogRow
from booking_console.ui import practice_time
from booking_console.ui.causes import brief

CAME_FROM = {Channel.MAIL: "Mail", Channel.FRONT_DESK: "Front desk", Channel.COMMAND_LINE: "Command line"}
NONE = "–"
_LEFT = (Shown.CANCELLED, Shown.DECLINED, Shown.IGNORED)


@dataclass(frozen=True, slots=True)
class Line:
    """room_id 0: no room; room then says why. is_left: cancelled or declined, shown quietly. is_fresh: slides in."""

    id: int
    shown: str
    day: str
    time: str
    guest: str
    type: str
    room_id: int
    room: str
    came: str
    reference: str
    tries: int
    changed: str
    changed_full: str
    is_left: bool
    is_fresh: bool = False


def line(row: LogRow, now: datetime, zone: ZoneInfo) -> Line:
    return Line(
        id=row.id,
        shown=row.shown.value,
        day=practice_time.day(row.start, zone) if row.start else NONE,
        time=_time(row, zone),
        guest=initials(row.guest) or NONE,
        type=row.type or NONE,
        room_id=row.room_id or 0,
        room=row.room or _why_none(row),
        came=CAME_FROM[Channel(row.channel)],
        reference=row.portal_reference or NONE,
        tries=row.tries,
        changed=practice_time.ago(row.changed_at, now, zone),
        changed_full=f"{practice_time.full_day(row.changed_at, zone)}, {practice_time.clock(row.changed_at, zone)}",
        is_left=row.shown in _LEFT,
    )


def merged(old: Sequence[Line], new: Sequence[Line], *, is_held: bool) -> tuple[list[Line], int]:
    """The lines to show now, and how many wait. Held, nothing moves: lines on the screen change in place, others wait."""
    known = {line.id for line in old}
    if not is_held or not old:
        return [replace(line, is_fresh=bool(known) and line.id not in known) for line in new], 0
    present = {line.id: line for line in new}
    return [present.get(line.id, line) for line in old], sum(line.id not in known for line in new)


def word(shown: Shown) -> str:
    return WORDS[shown]


def _time(row: LogRow, zone: ZoneInfo) -> str:
    if row.start is None:
        return NONE
    return practice_time.clock_range(row.start, row.end, zone) if row.end else practice_time.clock(row.start, zone)


def _why_none(row: LogRow) -> str:
    """One line in the place of the room's name."""
    if row.shown is Shown.DECLINED:
        return row.reason.removeprefix(DECLINED)
    return brief(row.reason) or {Shown.WAITING: "Waits for its turn", Shown.BOOKING_NOW: "Looks for a room"}.get(
        row.shown, NONE
    )
