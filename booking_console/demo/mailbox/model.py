"""What the demo's mails are made of, and how each of them is expected to end."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

PRACTICE = "Harbour Lane Practice"
INBOX = "rooms@harbourlane.example"
#: The clinics and booking services that the demo practice works with.
TRUSTED_SENDERS = (
    "clinicbook.example",
    "meridianclinics.example",
    "northgatephysio.example",
    "stantonspine.example",
    "praxis-lindenhof.example",
    "cabinet-moreau.example",
    "harbourlane.example",
)
CONSULT_ROOMS = ("Consult room 1", "Consult room 2", "Consult room 3")
TREATMENT_ROOMS = ("Treatment room 1", "Treatment room 2", "Treatment room 3")


class Status(StrEnum):
    BOOKED = "booked"
    NEEDS_ATTENTION = "needs_attention"
    IGNORED = "ignored"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Visit:
    """One appointment as a sender knows it."""

    guest: str
    service: str
    start: datetime
    minutes: int

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Expected:
    """One appointment's end, or a mail's when it makes none. What is None is not looked at."""

    status: Status
    guest: str | None = None
    room: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    reason_contains: str = ""


@dataclass(frozen=True, slots=True)
class DemoMail:
    """expected is empty when a later mail decides about the appointment."""

    name: str
    mime: bytes
    style: str
    sent_at: datetime
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """invite: a part of the letter, as calendar programs send it; otherwise a file attached to it."""

    text: str
    method: str
    is_invite: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail before it gets its place in the mailbox."""

    slug: str
    style: str
    sender: str
    subject: str
    text: str = ""
    html: str = ""
    calendar: Calendar | None = None
    headers: dict[str, str] = field(default_factory=dict)
    expected: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True)
class Diary:
    """Days counted from today: the first working day after it is 1."""

    today: date
    zone: ZoneInfo

    def day(self, number: int) -> date:
        monday = self.today - timedelta(days=self.today.weekday())
        last_worked = min(self.today.weekday(), 4)
        weeks, weekday = divmod(last_worked + number, 5)
        return monday + timedelta(days=weeks * 7 + weekday)

    def at(self, number: int, clock: str) -> datetime:
        return datetime.combine(self.day(number), time.fromisoformat(clock), self.zone)

    def visit(self, guest: str, service: str, number: int, clock: str, minutes: int) -> Visit:
        return Visit(guest, service, self.at(number, clock), minutes)


def booked(visit: Visit, room: str) -> tuple[Expected, ...]:
    return (Expected(Status.BOOKED, visit.guest, room, visit.start, visit.end),)


def cancelled(visit: Visit) -> tuple[Expected, ...]:
    return (Expected(Status.CANCELLED, visit.guest, None, visit.start, visit.end),)


def long_day(moment: datetime) -> str:
    """Tuesday, 24 November 2026"""
    return f"{moment:%A}, {moment.day} {moment:%B} {moment.year}"


def half_day_clock(moment: datetime) -> str:
    """9:15am"""
    return f"{moment.hour % 12 or 12}:{moment:%M}{'am' if moment.hour < 12 else 'pm'}"
