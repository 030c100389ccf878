"""Days for Today and Calendar, and what every page shows around itself."""

from datetime import timedelta

from sqlalchemy import Connection, func, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.choosing import availability_of
from booking_console.adapters.db.control import DatabaseControl
from booking_console.adapters.db.queries.log import log_lines, log_row
from booking_console.adapters.db.queries.work import open_count
from booking_console.adapters.db.rooms import DatabaseRooms
from booking_console.adapters.db.schema import APPOINTMENT, OUTBOX, PORTAL_LOOK
from booking_console.domain.allocation import Availability
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.health import Part
from booking_console.domain.outbox import DeliveryState
from booking_console.domain.slot import Slot
from booking_console.services.views import DayView, Overview

#: A day of the practice is at most this far from the same day in UTC.
_ZONES = timedelta(days=1)


def days(connection: Connection, period: Slot) -> DayView:
    rooms = DatabaseRooms(connection)
    touching = (APPOINTMENT.c.starts < period.end, APPOINTMENT.c.ends > period.start)
    lines = log_lines().where(*touching).order_by(APPOINTMENT.c.starts, APPOINTMENT.c.id)
    return DayView(
        rooms=tuple(rooms.all()),
        rows=tuple(log_row(row) for row in sql.rows(connection, lines)),
        closures=tuple(rooms.closures(touching=period)),
        looks=_looks(connection, period),
    )


def overview(connection: Connection, *, day: Slot) -> Overview:
    control = DatabaseControl(connection)
    waiting = (AppointmentStatus.RECEIVED, AppointmentStatus.WAITING)
    not_told = OUTBOX.c.state.in_((DeliveryState.FAILED, DeliveryState.UNCLEAR))
    sent = (OUTBOX.c.delivered_at >= day.start, OUTBOX.c.delivered_at < day.end)
    to_book = select(func.count()).select_from(APPOINTMENT).where(APPOINTMENT.c.status.in_(waiting))
    messages = select(func.count()).select_from(OUTBOX)
    return Overview(
        needs_you=open_count(connection),
        switch=control.switch(),
        health=tuple(control.health(part) for part in Part),
        waiting_to_book=connection.execute(to_book).scalar_one(),
        outbox_failed=connection.execute(messages.where(not_told)).scalar_one(),
        sent_today=connection.execute(messages.where(*sent)).scalar_one(),
    )


def _looks(connection: Connection, period: Slot) -> dict[str, Availability]:
    near = PORTAL_LOOK.c.day.between((period.start - _ZONES).date(), (period.end + _ZONES).date())
    seen = select(PORTAL_LOOK).where(near, PORTAL_LOOK.c.looked_at.is_not(None))
    return {row.day.isoformat(): availability_of(row.availability) for row in sql.rows(connection, seen)}
