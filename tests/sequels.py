"""Mails about one visit that is booked, moved and cancelled, as four kinds of senders write them, for any order of arrival."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import permutations
from random import Random
from zoneinfo import ZoneInfo

from tests.builders import HALF_AN_HOUR, MONDAY_9

LONDON = ZoneInfo("Europe/London")
STYLES = ("sequence", "stamp", "reference", "guest")
#: Where the visit stands after each mail, by the letters of PLACES, which count from Monday at nine; "-": cancelled.
STORIES = ("ABC-", "ABAC")
PLACES = {letter: timedelta(days=n, hours=n + 1) for n, letter in enumerate("ABC")}
_NAMES = ("Anna", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hal")
_FAMILIES = ("Example", "Sample", "Specimen", "Instance", "Pattern", "Model")


@dataclass(frozen=True)
class Step:
    """left None: it was booked; start None: it was cancelled. number: its place in the true order."""

    number: int
    left: datetime | None
    start: datetime | None


@dataclass(frozen=True)
class Told:
    """One visit in weeks of its own, and the order in which its mails arrive. first: the Monday of visit 0."""

    number: int
    story: str
    order: tuple[int, ...]
    first: datetime = MONDAY_9

    @property
    def monday(self) -> datetime:
        return self.first + timedelta(weeks=self.number)

    @property
    def sent(self) -> datetime:
        return self.monday - timedelta(days=6)

    @property
    def guest(self) -> str:
        return f"{_NAMES[self.number % 8]} {_FAMILIES[self.number // 8]}"

    @property
    def steps(self) -> list[Step]:
        places = [self._place(letter) for letter in self.story]
        return [Step(n, places[n - 1] if n else None, place) for n, place in enumerate(places)]

    @property
    def end(self) -> list[datetime]:
        """What the portal must hold when all mails are there."""
        last = self.steps[-1].start
        return [last] if last else []

    def _place(self, letter: str) -> datetime | None:
        return self.monday + PLACES[letter] if letter in PLACES else None


def all_told() -> list[Told]:
    """Every story in every order."""
    every = [(story, order) for story in STORIES for order in permutations(range(4))]
    return [Told(number, story, order) for number, (story, order) in enumerate(every)]


def longer_told(dice: Random, count: int) -> list[Told]:
    """Visits that are moved up to five times, back and forth, in any order."""
    return [
        Told(number, story, _mixed(story, dice)) for number, story in enumerate(_longer(dice) for _ in range(count))
    ]


def _longer(dice: Random) -> str:
    story, length = "A", dice.randrange(3, 6)
    while len(story) < length:
        story += dice.choice([letter for letter in PLACES if letter != story[-1]])
    return story + dice.choice(("", "-"))


def _mixed(story: str, dice: Random) -> tuple[int, ...]:
    return tuple(dice.sample(range(len(story)), len(story)))


def mime(told: Told, step: Step, style: str, *, copy: int = 0, late: timedelta = timedelta()) -> bytes:
    """copy: another delivery with an identity of its own; late: how much later it was sent."""
    mail = EmailMessage()
    sent = told.sent + timedelta(hours=step.number) + late
    mail["From"] = "Northgate Physiotherapy <reception@northgate.example>"
    mail["To"] = "rooms@practice.example"
    mail["Date"] = format_datetime(sent)
    mail["Message-ID"] = f"<{style}-{told.number}-{step.number}-{copy}@northgate.example>"
    mail["Subject"] = _SUBJECTS[_kind(step)]
    mail.set_content(_words(told, step, style))
    if style in ("sequence", "stamp"):
        method = "CANCEL" if step.start is None else "REQUEST"
        mail.add_alternative(
            _calendar(told, step, style, method).encode(), "text", "calendar", params={"method": method}
        )
    return mail.as_bytes()


_SUBJECTS = {
    "booked": "Appointment confirmed",
    "moved": "Appointment rescheduled",
    "cancelled": "Appointment cancelled",
}


def _kind(step: Step) -> str:
    return "cancelled" if step.start is None else "booked" if step.left is None else "moved"


def _words(told: Told, step: Step, style: str) -> str:
    lines = [f"This appointment has been {_kind(step)}.", "", f"Patient: {told.guest}"]
    if style in ("sequence", "stamp"):
        return "\n".join(lines) + "\n"
    lines += [
        "Appointment: Initial consultation",
        *([f"Reference: NG-{2300 + told.number}"] if style == "reference" else []),
    ]
    if step.left and step.start:
        lines += [f"Previous date: {_day(step.left)} at {_clock(step.left)}", f"New date: {_day(step.start)}"]
        return "\n".join([*lines, f"New time: {_span(step.start)}"]) + "\n"
    at = step.start or step.left or told.monday
    return "\n".join([*lines, f"Date: {_day(at)}", f"Time: {_span(at)}"]) + "\n"


def _day(at: datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{local:%A}, {local.day} {local:%B} {local.year}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%H:%M}"


def _span(at: datetime) -> str:
    return f"{_clock(at)} - {_clock(at + HALF_AN_HOUR)}"


def _calendar(told: Told, step: Step, style: str, method: str) -> str:
    at = step.start or step.left or told.monday
    version = (
        f"SEQUENCE:{step.number}"
        if style == "sequence"
        else f"DTSTAMP:{_utc(told.sent + timedelta(minutes=step.number))}"
    )
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Northgate//EN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:visit-{told.number}@northgate.example",
        version,
        f"DTSTART:{_utc(at)}",
        f"DTEND:{_utc(at + HALF_AN_HOUR)}",
        f"SUMMARY:{told.guest} - Initial consultation",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def arrivals(told: Told, style: str, *, is_doubled: bool) -> list[bytes]:
    """In their order; the double of a mail comes right behind the next mail, sent again a little later or at the same time."""
    late = timedelta(minutes=10) if told.number % 2 else timedelta()
    queue = [mime(told, told.steps[n], style) for n in told.order]
    if is_doubled:
        again = [mime(told, told.steps[n], style, copy=1, late=late) for n in told.order]
        pairs = zip(queue, [None, *again[:-1]], strict=True)
        queue = [mail for pair in pairs for mail in pair if mail is not None] + again[-1:]
    return queue
