"""The foot of the calendar: how many of each kind, and how it compares with the portal."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from booking_console.domain.allocation import Availability
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services.views import DayView, LogRow
from booking_console.ui import practice_time
from booking_console.ui.calendar.entries import is_shown, kind_of
from booking_console.ui.today_board import others


@dataclass(frozen=True, slots=True)
class Legend:
    booked: int = 0
    over: int = 0
    running: int = 0
    needs: int = 0
    others: int = 0
    closed: int = 0
    compared: str = ""


def legend(days: Iterable[date], view: DayView, now: datetime, zone: ZoneInfo) -> Legend:
    """days: in a row, of the day, week or month itself. What view has of the days around them is not counted."""
    days = list(days)
    period = practice_time.whole_days(days[0], len(days), zone)
    rows = [row for row in view.rows if is_shown(row) and row.start and row.start.astimezone(zone).date() in days]
    kinds = Counter(kind_of(row, now) for row in rows)
    foreign = sum(len(others(view, room, _day(day, zone), zone)) for room in view.rooms for day in days)
    return Legend(
        booked=kinds["booked"],
        over=kinds["over"],
        running=kinds["running"],
        needs=kinds["needs"],
        others=foreign,
        closed=sum(closure.touches(period) for closure in view.closures),
        compared=_compared(days, view, rows, now, zone),
    )


def _day(day: date, zone: ZoneInfo) -> Slot:
    return practice_time.whole_days(day, 1, zone)


def _compared(days: list[date], view: DayView, rows: list[LogRow], now: datetime, zone: ZoneInfo) -> str:
    """Portal looked at 3 min ago, no difference. "Compared" is the word for the closing statement's comparison alone."""
    looks = {day: view.looks[day.isoformat()] for day in days if day.isoformat() in view.looks}
    if not looks:
        return "Portal not looked at yet"
    oldest = min(look.looked_at for look in looks.values())
    missing = sum(_is_missing(row, looks, zone) for row in rows)
    said = "no difference" if not missing else "1 difference" if missing == 1 else f"{missing} differences"
    return f"Portal looked at {practice_time.ago(oldest, now, zone)}, {said}"


def _is_missing(row: LogRow, looks: dict[date, Availability], zone: ZoneInfo) -> bool:
    """Booked before the look, and the portal did not show it."""
    if row.shown is not Shown.BOOKED or row.start is None or row.room_id is None:
        return False
    look = looks.get(row.start.astimezone(zone).date())
    if look is None or row.changed_at >= look.looked_at or row.room_id not in look.busy:
        return False
    return all(busy.slot.start != row.start for busy in look.busy[row.room_id])
