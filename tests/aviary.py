"""Names and secrets that occur nowhere else, the mails that bring them, and the ear that hears them however they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from urllib.parse import quote, quote_plus
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_SYLLABLES = (
    "bra",
    "cle",
    "dov",
    "fen",
    "gir",
    "hul",
    "jor",
    "kav",
    "lum",
    "mor",
    "nev",
    "pol",
    "quin",
    "tev",
    "wyn",
    "zan",
)


@dataclass
class Aviary:
    """The names and secrets of one run, and where one of them was found."""

    dice: Random
    guests: list[str] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)
    searched: dict[str, int] = field(default_factory=dict)
    found: set[tuple[str, str]] = field(default_factory=set)
    is_whole: bool = False  # everything that was to be tried was tried

    def hatch(self) -> str:
        guest = f"{self._word()} {self._word()}"
        self.guests.append(guest)
        return guest

    def secret(self, kind: str) -> str:
        self.secrets[kind] = f"{self._word()}-{self.dice.randrange(10**8):08}"
        return self.secrets[kind]

    def _word(self) -> str:
        return "".join(self.dice.choice(_SYLLABLES) for _ in range(4)).capitalize()

    def needles(self) -> dict[bytes, str]:
        """Every way in which a canary may be written, and what it gives away."""
        names = {word: "a name" for guest in self.guests for word in guest.split()}
        plain = {**names, **{secret: kind for kind, secret in self.secrets.items()}}
        ways = {
            way: kind for word, kind in plain.items() for way in (word, quote(word), quote_plus(word), repr(word)[1:-1])
        }
        return {way.lower().encode(): kind for way, kind in ways.items()}

    def search(self, place: str, content: bytes | str) -> None:
        """place: a class of places and what lies there, "log: worker.log"."""
        raw = (content.encode() if isinstance(content, str) else content).lower()
        needles = self.needles()
        kind = place.partition(":")[0]
        self.searched[kind] = self.searched.get(kind, 0) + 1
        for hit in set(re.findall(b"|".join(re.escape(n) for n in needles), raw)):
            self.found.add((place, needles[hit]))


def mail(guest: str, start: datetime) -> str:
    given, family = guest.lower().split()
    return (
        f"From: Clinic <clinic@sender.example>\nTo: rooms@practice.example\nSubject: Appointment confirmed for {guest}\n"
        f"Date: {datetime.now(UTC):%a, %d %b %Y %H:%M:%S +0000}\nMessage-ID: <{given}@sender.example>\n\n"
        f"Your appointment is confirmed.\n\nPatient: {guest}\nEmail: {given}@{family}.example\nPhone: 07700 900321\n"
        f"Type: Consultation\nDate: {start:%d %B %Y}\nTime: {start:%H:%M} - {start + timedelta(minutes=30):%H:%M}\n"
    )


def visits(first: date) -> Iterator[datetime]:
    """Two at a time, half an hour each, on working days."""
    day = first
    while True:
        day += timedelta(days=1)
        if day.weekday() < 5:
            for half in range(16):
                start = datetime.combine(day, time(9 + half // 2, 30 * (half % 2)), LONDON)
                yield from (start, start)
