"""Mails about one visit that is booked, moved and cancelled, as four kinds of senders write them, for any order of arrival."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from tests.builders import HALF_AN_HOUR, MONDAY_9

GUEST = "Anna Example"
SENT = MONDAY_9 - timedelta(days=6)
#: Where the visit may stand.
A, B, C = (MONDAY_9 + timedelta(days=n, hours=n + 1) for n in range(3))
STYLES = ("sequence", "stamp", "reference", "guest")


@dataclass(frozen=True)
class Step:
    """left None: it was booked; start None: it was cancelled. number: its place in the true order."""

    number: int
    left: datetime | None
    start: datetime | None


def steps(*places: datetime | None) -> list[Step]:
    """The true story: booked at the first place, moved from each to the next; None: cancelled."""
    return [Step(n, places[n - 1] if n else None, place) for n, place in enumerate(places)]


def mime(step: Step, style: str, *, copy: int = 0, late: timedelta = timedelta()) -> bytes:
    """copy: another delivery with an identity of its own; late: how much later it was sent."""
    mail = EmailMessage()
    sent = SENT + timedelta(hours=step.number) + late
    mail["From"] = "Northgate Physiotherapy <reception@northgate.example>"
    mail["To"] = "rooms@practice.example"
    mail["Date"] = format_datetime(sent)
    mail["Message-ID"] = f"<{style}-{step.number}-{copy}@northgate.example>"
    mail["Subject"] = _SUBJECTS[_kind(step)]
    mail.set_content(_words(step, style))
    if style in ("sequence", "stamp"):
        method = "CANCEL" if step.start is None else "REQUEST"
        mail.add_alternative(_calendar(step, style, method).encode(), "text", "calendar", params={"method": method})
    return mail.as_bytes()


_SUBJECTS = {
    "booked": "Appointment confirmed",
    "moved": "Appointment rescheduled",
    "cancelled": "Appointment cancelled",
}


def _kind(step: Step) -> str:
    return "cancelled" if step.start is None else "booked" if step.left is None else "moved"


def _words(step: Step, style: str) -> str:
    lines = [f"This appointment has been {_kind(step)}.", "", f"Patient: {GUEST}"]
    if style in ("sequence", "stamp"):
        return "\n".join(lines) + "\n"
    lines += ["Appointment: Initial consultation", *(["Reference: NG-2304"] if style == "reference" else [])]
    if step.left and step.start:
        lines += [f"Previous date: {_day(step.left)} at {step.left:%H:%M}", f"New date: {_day(step.start)}"]
        return "\n".join([*lines, f"New time: {_span(step.start)}"]) + "\n"
    at = step.start or step.left or A
    return "\n".join([*lines, f"Date: {_day(at)}", f"Time: {_span(at)}"]) + "\n"


def _day(at: datetime) -> str:
    return f"{at:%A}, {at.day} {at:%B} {at.year}"


def _span(at: datetime) -> str:
    return f"{at:%H:%M} - {at + HALF_AN_HOUR:%H:%M}"


def _calendar(step: Step, style: str, method: str) -> str:
    at = step.start or step.left or A
    version = (
        f"SEQUENCE:{step.number}" if style == "sequence" else f"DTSTAMP:{_utc(SENT + timedelta(minutes=step.number))}"
    )
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Northgate//EN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        "UID:visit-1@northgate.example",
        version,
        f"DTSTART:{_utc(at)}",
        f"DTEND:{_utc(at + HALF_AN_HOUR)}",
        f"SUMMARY:{GUEST} - Initial consultation",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def doubled(order: Sequence[Step], *, late: timedelta) -> list[tuple[Step, int, timedelta]]:
    """Every mail once more, right behind the next one."""
    found: list[tuple[Step, int, timedelta]] = []
    for place, step in enumerate(order):
        found.append((step, 0, timedelta()))
        if place:
            found.append((order[place - 1], 1, late))
    return [*found, (order[-1], 1, late)]
