"""Who has which room when. Refuses an overlap in one room and knows no idempotency: an equal booking elsewhere is welcome."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from booking_console.demo.portal import hours
from booking_console.demo.portal.database import Database

FOREIGN = "other"


class Outcome(StrEnum):
    BOOKED = "booked"
    BOOKED_UNANSWERED = "booked-unanswered"
    ROOM_CONFLICT = "room-conflict"
    VALIDATION = "validation"
    PAST = "past"
    OUT_OF_RANGE = "out-of-range"
    CLOSED = "closed"
    STALE_FORM = "stale-form"
    SIGNED_OUT = "signed-out"
    SESSION_LOST = "session-lost"
    DROPPED = "dropped"
    ERROR_500 = "error-500"
    RATE_LIMITED = "rate-limited"
    CAPTCHA = "captcha"
    PHANTOM_SUCCESS = "phantom-success"


class RoomTaken(Exception):
    """The room has another live booking somewhere in the interval."""


@dataclass(frozen=True)
class Wanted:
    room: str
    type: str
    start: datetime
    end: datetime
    guest: str
    reference: str = ""


@dataclass(frozen=True)
class Entry:
    id: str
    room: str
    type: str
    start: datetime
    end: datetime
    guest: str
    reference: str
    owner: str
    created_at: datetime
    cancelled_at: datetime | None


@dataclass(frozen=True)
class Submit:
    """One press of the button, as far as the form could be read."""

    outcome: Outcome
    room: str | None = None
    start: datetime | None = None
    guest: str = ""
    booking: str | None = None


@dataclass(frozen=True)
class Ledger:
    database: Database
    zone: ZoneInfo

    def add(self, wanted: Wanted, *, owner: str, now: datetime) -> str:
        with self.database.transaction() as connection:
            if _is_taken(connection, wanted):
                raise RoomTaken
            return _insert(connection, wanted, owner=owner, now=now)

    def add_twice(self, wanted: Wanted, *, owner: str, now: datetime) -> str:
        """Let two winners of one race in: the owner's booking and a stranger's over the same slot."""
        with self.database.transaction() as connection:
            if _is_taken(connection, wanted):
                raise RoomTaken
            number = _insert(connection, wanted, owner=owner, now=now)
            stranger = Wanted(wanted.room, wanted.type, wanted.start, wanted.end, "Walk-in")
            _insert(connection, stranger, owner=FOREIGN, now=now)
            return number

    def change(self, booking: str, wanted: Wanted) -> str:
        """Give a live booking another room, time, type or guest; it keeps its number."""
        number = number_of(booking)
        with self.database.transaction() as connection:
            if _is_taken(connection, wanted, besides=number):
                raise RoomTaken
            connection.execute(
                "UPDATE bookings SET room = ?, type = ?, starts = ?, ends = ?, guest = ? WHERE number = ? AND cancelled_at IS NULL",
                (
                    wanted.room,
                    wanted.type,
                    int(wanted.start.timestamp()),
                    int(wanted.end.timestamp()),
                    wanted.guest,
                    number,
                ),
            )
        return booking

    def is_free(self, wanted: Wanted) -> bool:
        with self.database.reading() as connection:
            return not _is_taken(connection, wanted)

    def spend_number(self) -> str:
        with self.database.transaction() as connection:
            return reference_of(_next_number(connection))

    def find(self, booking: str) -> Entry | None:
        with self.database.reading() as connection:
            row = connection.execute("SELECT * FROM bookings WHERE number = ?", (number_of(booking),)).fetchone()
        return self._entry(row) if row else None

    def live_on(self, day: date) -> tuple[Entry, ...]:
        first, last = hours.moment(day, 0, self.zone), hours.moment(day, 86399, self.zone)
        query = "SELECT * FROM bookings WHERE cancelled_at IS NULL AND starts <= ? AND ends > ? ORDER BY starts, number"
        with self.database.reading() as connection:
            rows = connection.execute(query, (int(last.timestamp()), int(first.timestamp()))).fetchall()
        return tuple(self._entry(row) for row in rows)

    def cancel(self, booking: str, *, now: datetime) -> None:
        with self.database.transaction() as connection:
            connection.execute(
                "UPDATE bookings SET cancelled_at = ? WHERE number = ? AND cancelled_at IS NULL",
                (now.timestamp(), number_of(booking)),
            )

    def record(self, submit: Submit, *, now: datetime) -> None:
        start = int(submit.start.timestamp()) if submit.start else None
        number = number_of(submit.booking) if submit.booking else None
        row = (now.timestamp(), submit.outcome, submit.room, start, submit.guest, number)
        with self.database.transaction() as connection:
            connection.execute(
                "INSERT INTO submits (at, outcome, room, start, guest, number) VALUES (?, ?, ?, ?, ?, ?)", row
            )

    def entries(self) -> list[Entry]:
        with self.database.reading() as connection:
            return [self._entry(row) for row in connection.execute("SELECT * FROM bookings ORDER BY number")]

    def submits(self) -> list[dict[str, Any]]:
        with self.database.reading() as connection:
            return [self._submit(row) for row in connection.execute("SELECT * FROM submits ORDER BY id")]

    def _submit(self, row: sqlite3.Row) -> dict[str, Any]:
        start = self._local(row["start"])
        return {
            "at": datetime.fromtimestamp(row["at"], self.zone).isoformat(),
            "outcome": row["outcome"],
            "room": row["room"],
            "start": start.isoformat() if start else None,
            "guest": row["guest"],
            "booking": reference_of(row["number"]) if row["number"] else None,
        }

    def _entry(self, row: sqlite3.Row) -> Entry:
        zone = self.zone
        return Entry(
            id=reference_of(row["number"]),
            room=row["room"],
            type=row["type"],
            start=datetime.fromtimestamp(row["starts"], zone),
            end=datetime.fromtimestamp(row["ends"], zone),
            guest=row["guest"],
            reference=row["reference"],
            owner=row["owner"],
            created_at=datetime.fromtimestamp(row["created_at"], zone),
            cancelled_at=self._local(row["cancelled_at"]),
        )

    def _local(self, seconds: float | None) -> datetime | None:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC).astimezone(self.zone)


def reference_of(number: int) -> str:
    return f"HP-{number}"


def number_of(booking: str) -> int:
    digits = booking.removeprefix("HP-")
    return int(digits) if digits.isdecimal() and len(digits) < 12 else -1


def _is_taken(connection: sqlite3.Connection, wanted: Wanted, *, besides: int = -1) -> bool:
    live = "SELECT 1 FROM bookings WHERE room = ? AND cancelled_at IS NULL AND starts < ? AND ends > ?"
    query = f"{live} AND number <> ? LIMIT 1"
    interval = (wanted.room, int(wanted.end.timestamp()), int(wanted.start.timestamp()), besides)
    return connection.execute(query, interval).fetchone() is not None


def _next_number(connection: sqlite3.Connection) -> int:
    row = connection.execute("UPDATE counter SET next = next + 1 RETURNING next - 1 AS number").fetchone()
    return int(row["number"])


def _insert(connection: sqlite3.Connection, wanted: Wanted, *, owner: str, now: datetime) -> str:
    number = _next_number(connection)
    starts, ends = int(wanted.start.timestamp()), int(wanted.end.timestamp())
    values = (number, wanted.room, wanted.type, starts, ends, wanted.guest, wanted.reference, owner, now.timestamp())
    columns = "number, room, type, starts, ends, guest, reference, owner, created_at"
    connection.execute(f"INSERT INTO bookings ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    return reference_of(number)
