"""Many rows of the booking log at once, for tests and figures of speed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from booking_console.adapters.db.database import Database
from booking_console.adapters.db.schema import APPOINTMENT, ATTEMPT, BOOKING, ROOM
from booking_console.domain import names

_CHUNK = 5_000
_FIRST = ("Anna", "Bela", "Chloë", "Dario", "Edda", "Farid", "Grace", "Hugo", "Inês", "Jun", "Kofi", "Lena")
_LAST = ("Example", "Sample", "Placeholder", "Muster", "Fulano", "Testwell", "Demoson", "Specimen", "O'Trial", "Draft")
_SLOTS_A_DAY = 20
_OPEN_AMONG = 280
#: How appointments ended, and how their booking did: the many that are settled, and the last ones.
_SETTLED = (
    *(("booked", "confirmed", ""),) * 8,
    ("cancelled", "cancelled", ""),
    ("cancelled", None, "Declined: not ours"),
)
_RECENT = (
    *_SETTLED,
    ("waiting", None, ""),
    ("needs_attention", None, "All rooms are taken at that time."),
    ("booked", "needs_attention", "The portal shows two entries."),
    ("booked", "cancelling", ""),
)


def fill_log(database: Database, *, rows: int, until: datetime) -> None:
    """Appointments of half an hour with booking and attempt, in every room that there is, the last of them on the day of `until`."""
    with database.engine.begin() as connection:
        rooms = connection.execute(select(ROOM.c.id).order_by(ROOM.c.position)).scalars().all()
        first_id = 1 + connection.execute(select(func.coalesce(func.max(APPOINTMENT.c.id), 0))).scalar_one()
        made = [_Line(first_id + n, n, rows, rooms, until) for n in range(rows)]
        _insert(connection, APPOINTMENT, (line.appointment() for line in made))
        _insert(connection, BOOKING, (line.booking() for line in made if line.booking_status))
        _insert(connection, ATTEMPT, (line.attempt() for line in made))
        _go_on_counting(connection)


class _Line:
    """Line n of the log; the id serves as id of appointment, booking and attempt."""

    def __init__(self, line_id: int, n: int, rows: int, rooms: Any, until: datetime) -> None:
        self.id = line_id
        self.n = n
        self.room_id = rooms[n % len(rooms)]
        day, slot = divmod((rows - 1 - n) // len(rooms), _SLOTS_A_DAY)
        opens = until.replace(hour=8, minute=0, second=0, microsecond=0)
        self.start = opens - timedelta(days=day) + timedelta(minutes=30 * (_SLOTS_A_DAY - 1 - slot))
        self.received_at = self.start - timedelta(days=n % 21, hours=3)
        self.guest = f"{_FIRST[n % len(_FIRST)]} {_LAST[n % len(_LAST)]} {n}"
        ends = _RECENT if rows - n <= _OPEN_AMONG else _SETTLED
        self.status, self.booking_status, self.reason = ends[n % len(ends)]

    def appointment(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "guest": self.guest,
            "guest_folded": names.folded(self.guest),
            "guest_key": names.key(self.guest),
            "type": ("Consultation", "Treatment")[self.n % 2],
            "starts": self.start,
            "ends": self.start + timedelta(minutes=30),
            "status": self.status,
            "revision": 1,
            "reference": f"REF-{self.id:06}",
            "channel": ("mail", "mail", "mail", "front_desk")[self.n % 4],
            "reason": self.reason,
            "received_at": self.received_at,
            "tries": 0,
            "booking_id": self.id if self.booking_status else None,
            "changed_at": self.received_at + timedelta(seconds=20),
        }

    def booking(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "key": f"LOG-{self.id}",
            "appointment_id": self.id,
            "revision": 1,
            "room_id": self.room_id,
            "starts": self.start,
            "ends": self.start + timedelta(minutes=30),
            "guest": self.guest,
            "status": self.booking_status,
            "portal_reference": f"P{self.id}",
            "reason": self.reason,
            "created_at": self.received_at,
            "confirmed_at": self.received_at + timedelta(seconds=15),
            "checks": 0,
        }

    def attempt(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "appointment_id": self.id,
            "number": 1,
            "purpose": "book",
            "worker": "worker-1",
            "result": "booked" if self.booking_status else "refused",
            "detail": self.reason,
            "room_id": self.room_id if self.booking_status else None,
            "booking_id": self.id if self.booking_status else None,
            "started_at": self.received_at + timedelta(seconds=5),
            "ended_at": self.received_at + timedelta(seconds=15),
        }


def _insert(connection: Connection, table: Table, values: Iterator[dict[str, Any]]) -> None:
    while chunk := list(islice(values, _CHUNK)):
        connection.execute(insert(table).inline(), chunk)


def _go_on_counting(connection: Connection) -> None:
    """PostgreSQL counts ids apart from the rows; ours were given by hand."""
    if connection.dialect.name == "postgresql":
        for table in (APPOINTMENT, BOOKING, ATTEMPT):
            highest = f"(SELECT max(id) FROM {table.name})"
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {highest})"))
