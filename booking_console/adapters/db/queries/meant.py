"""Which of our visits a mail in doubt may speak of."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, or_

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.queries.log import log_lines, log_row
from booking_console.adapters.db.schema import APPOINTMENT
from booking_console.domain import names
from booking_console.domain.appointment import AppointmentStatus, may_move
from booking_console.domain.extraction import AppointmentFields, Extraction
from booking_console.services.views import LogRow

_MOST = 12
_OPEN = tuple(status.value for status in AppointmentStatus if may_move(status, AppointmentStatus.CANCELLED))


def visits_meant(connection: Connection, reading: Extraction, *, since: datetime) -> tuple[LogRow, ...]:
    """Those that can still be cancelled and share an entry of a calendar, a reference, the guest or the time with the mail.

    since: when the mail came. Nobody cancels what is over.
    """
    ways = [way for fields in reading.appointments for way in _ways(fields)]
    if not ways:
        return ()
    ahead = or_(APPOINTMENT.c.starts.is_(None), APPOINTMENT.c.starts >= since)
    wanted = log_lines().where(APPOINTMENT.c.status.in_(_OPEN), ahead, or_(*ways))
    nearest = wanted.order_by(APPOINTMENT.c.starts, APPOINTMENT.c.id).limit(_MOST)
    return tuple(log_row(row) for row in sql.rows(connection, nearest))


def _ways(fields: AppointmentFields) -> Iterator[ColumnElement[bool]]:
    if fields.uid:
        yield APPOINTMENT.c.uid == fields.uid
    if fields.reference:
        yield APPOINTMENT.c.reference == fields.reference.value
    if fields.guest:
        yield APPOINTMENT.c.guest_key == names.key(fields.guest.value)
    for told in (fields.start, fields.previous_start):
        if told:
            yield APPOINTMENT.c.starts == told.value
