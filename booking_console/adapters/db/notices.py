"""What each mail said about each visit, in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, text

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import NOTICE
from booking_console.domain import names
from booking_console.domain.extraction import Kind
from booking_console.domain.notice import Notice, NoticeState

#: Any number that no other program uses on this PostgreSQL database.
_TURN = 7_220_182


class DatabaseNotices:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def take_turn(self) -> None:
        """SQLite lets one transaction write at a time anyway."""
        if self._db.dialect.name == "postgresql":
            self._db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _TURN})

    def add(self, notice: Notice) -> int | None:
        return sql.add_once(
            self._db,
            NOTICE,
            message_id=notice.message_id,
            place=notice.place,
            kind=notice.kind.value,
            guest_key=names.key(notice.guest),
            starts=notice.start,
            left_at=notice.left,
            reference=notice.reference,
            uid=notice.uid,
            sequence=notice.sequence,
            stamp=notice.stamp,
            sent_at=notice.sent,
            state=notice.state.value,
            appointment_id=notice.appointment_id,
        )

    def settle(self, notice_id: int, state: NoticeState, *, appointment_id: int | None, left: datetime | None) -> None:
        values = {"state": state.value, "appointment_id": appointment_id, "left_at": left}
        sql.change(self._db, NOTICE, notice_id, **values)

    def by_uid(self, uid: str) -> Sequence[Notice]:
        return self._where(NOTICE.c.uid == uid)

    def of_series(self, uid: str) -> Sequence[Notice]:
        return self._where(NOTICE.c.uid.startswith(f"{uid}/", autoescape=True))

    def by_reference(self, reference: str) -> Sequence[Notice]:
        return self._where(NOTICE.c.reference == reference)

    def by_guest(self, guest: str) -> Sequence[Notice]:
        return self._where(NOTICE.c.guest_key == names.key(guest))

    def of_appointment(self, appointment_id: int) -> Sequence[Notice]:
        return self._where(NOTICE.c.appointment_id == appointment_id)

    def of_message(self, message_id: int) -> Sequence[Notice]:
        return self._where(NOTICE.c.message_id == message_id)

    def _where(self, condition: ColumnElement[bool]) -> Sequence[Notice]:
        return [_notice(row) for row in sql.rows(self._db, select(NOTICE).where(condition).order_by(NOTICE.c.id))]


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=row.id,
        message_id=row.message_id,
        place=row.place,
        kind=Kind(row.kind),
        guest=row.guest_key,
        start=row.starts,
        left=row.left_at,
        reference=row.reference,
        uid=row.uid,
        sequence=row.sequence,
        stamp=row.stamp,
        sent=row.sent_at,
        state=NoticeState(row.state),
        appointment_id=row.appointment_id,
    )
