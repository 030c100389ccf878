"""Bookings for the hours that are left of today, so that the first page of the live demo has something to show."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking_console.demo.mailbox.by_text import labelled
from booking_console.demo.mailbox.compose import compose
from booking_console.demo.mailbox.model import DemoMail, Visit

_LAST_END = time(19, 30)
_QUARTER = timedelta(minutes=15)
#: Guest, service, minutes, quarters of an hour after the one before.
_VISITS = (
    ("Priya Nair", "Initial consultation", 30, 0),
    ("Owen Tremaine", "Follow-up consultation", 30, 0),
    ("Beatriz Lobo", "Laser treatment", 45, 1),
    ("Hamish Orr", "Initial consultation", 45, 2),
    ("Sunniva Dahl", "Dry needling treatment", 30, 2),
    ("Ravi Menon", "Follow-up consultation", 30, 3),
    ("Clara Vogt", "Laser treatment", 60, 2),
    ("Idris Bello", "New patient consultation", 30, 4),
    ("Yuki Amano", "Follow-up consultation", 30, 0),
    ("Leonie Faber", "Dry needling treatment", 45, 2),
)


def render_today(now: datetime, zone: ZoneInfo) -> list[DemoMail]:
    """None of them late in the evening. Sent just now; nothing is expected of their rooms, the hour decides."""
    return [
        DemoMail(
            f"00-today-{number:02}.eml",
            compose(labelled(visit, f"NG-26{number:02}", ""), sent_at=now),
            "labelled text",
            now,
            (),
        )
        for number, visit in enumerate(_visits(now.astimezone(zone)), start=1)
    ]


def _visits(now: datetime) -> Iterator[Visit]:
    """From the quarter of an hour after the next full hour on, as long as they end in time."""
    start = max(now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1), now.replace(hour=8, minute=0))
    start += _QUARTER
    for guest, service, minutes, after in _VISITS:
        start += after * _QUARTER
        end = start + timedelta(minutes=minutes)
        if end.date() == now.date() and end.time() <= _LAST_END:
            yield Visit(guest, service, start, minutes)
