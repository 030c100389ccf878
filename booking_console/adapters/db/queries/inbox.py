"""The mails that were taken, and how each of them ended."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import APPOINTMENT, MESSAGE
from booking_console.domain.slot import Slot
from booking_console.services.views import MessageRow


def newest(connection: Connection, *, limit: int) -> Sequence[MessageRow]:
    return _with_visits(connection, select(MESSAGE).order_by(MESSAGE.c.id.desc()).limit(limit))


def taken(connection: Connection, period: Slot) -> Sequence[MessageRow]:
    in_it = (MESSAGE.c.taken_at >= period.start, MESSAGE.c.taken_at < period.end)
    return _with_visits(connection, select(MESSAGE).where(*in_it).order_by(MESSAGE.c.id.desc()))


def _with_visits(connection: Connection, wanted: Select[Any]) -> Sequence[MessageRow]:
    rows = sql.rows(connection, wanted)
    made = select(APPOINTMENT.c.message_id, APPOINTMENT.c.id).where(APPOINTMENT.c.message_id.in_([r.id for r in rows]))
    by_message: dict[int, list[int]] = defaultdict(list)
    for message_id, appointment_id in connection.execute(made.order_by(APPOINTMENT.c.id)):
        by_message[message_id].append(appointment_id)
    return [
        MessageRow(
            id=row.id,
            internet_id=row.message_id,
            sender=row.sender,
            subject=row.subject,
            state=row.state,
            reason=row.reason,
            received_at=row.received_at,
            taken_at=row.taken_at,
            appointment_ids=tuple(by_message[row.id]),
        )
        for row in rows
    ]
