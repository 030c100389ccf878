"""What the portal's ledger and our log say at the end of a soak."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import click
import httpx

from booking_console.bootstrap import Console
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services.views import LogFilter, LogRow

#: Seconds.
LONGEST_DOUBT = 120.0


@dataclass(frozen=True)
class Judgement:
    """longest_doubt: seconds."""

    appointments: int = 0
    kills: int = 0
    duplicates: int = 0
    losses: int = 0
    unsettled: int = 0
    longest_doubt: float = 0.0

    @property
    def is_clean(self) -> bool:
        return not (self.duplicates or self.losses or self.unsettled) and self.longest_doubt <= LONGEST_DOUBT

    def __add__(self, other: "Judgement") -> "Judgement":
        return Judgement(
            self.appointments + other.appointments,
            self.kills + other.kills,
            self.duplicates + other.duplicates,
            self.losses + other.losses,
            self.unsettled + other.unsettled,
            max(self.longest_doubt, other.longest_doubt),
        )

    def __str__(self) -> str:
        return (
            f"{self.appointments} appointments, {self.kills} kills: "
            f"{self.duplicates} duplicates, {self.losses} losses, {self.unsettled} unsettled"
        )


def judge(url: str, guests: list[str], console: Console) -> Judgement:
    """url: of the portal, which still runs. Who finds no room because the portal has none left is neither lost nor unsettled."""
    live = [b for b in httpx.get(f"{url}/ledger", timeout=60).json()["bookings"] if b["cancelled_at"] is None]
    count = Counter(b["guest"] for b in live)
    places = {b["guest"]: (b["room"], datetime.fromisoformat(b["start"])) for b in live}
    rows = list(console.views.log_stream(LogFilter()))
    turned_away = {row.guest for row in rows if not count[row.guest] and _is_full(console, row, live)}
    wrong = [row for row in rows if row.shown is not Shown.BOOKED or places.get(row.guest) != _place(row)]
    return Judgement(
        duplicates=sum(count[g] > 1 for g in guests),
        losses=sum(count[g] == 0 and g not in turned_away for g in guests),
        unsettled=sum(row.guest not in turned_away for row in wrong),
    )


def _is_full(console: Console, row: LogRow, live: list[dict[str, str]]) -> bool:
    """A person is asked, and the portal really has no room at that time."""
    if row.shown is not Shown.NEEDS_YOU or row.start is None or row.end is None:
        return False
    with console.new_uow() as uow:
        rooms = {room.name for room in uow.rooms.all()}
    wanted = Slot(row.start, row.end)
    is_full = rooms <= {b["room"] for b in live if _slot(b).overlaps(wanted)}
    if is_full:
        click.echo(f"{row.guest}: no room was left, a person is asked", err=True)
    return is_full


def _slot(booking: dict[str, str]) -> Slot:
    return Slot(datetime.fromisoformat(booking["start"]), datetime.fromisoformat(booking["end"]))


def _place(row: LogRow) -> tuple[str, datetime | None]:
    return row.room, row.start
