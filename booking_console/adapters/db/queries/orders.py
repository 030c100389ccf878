"""The orders of rooms: their versions, and what a new one would mean."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.choosing import availability_of, candidates_of
from booking_console.adapters.db.queries.log import log_lines, log_row
from booking_console.adapters.db.rooms import lists_of
from booking_console.adapters.db.schema import APPOINTMENT, ATTEMPT, BOOKING, DECISION, PRIORITY_LIST
from booking_console.adapters.db.tables.rooms import DEFAULT_TYPE
from booking_console.domain.allocation import Answer, choose_room
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.booking import BookingStatus
from booking_console.domain.rooms import PriorityList
from booking_console.domain.slot import Slot
from booking_console.services.views import Effect, ListVersion, LogRow

_LOOKED_BACK = timedelta(days=30)
#: Answers that do not depend on the order: the room was not to be had.
_NOT_TO_BE_HAD = frozenset({Answer.BUSY, Answer.TAKEN, Answer.CLOSED, Answer.UNKNOWN})


def list_versions(connection: Connection, type_: str | None) -> Sequence[ListVersion]:
    of_type = select(PRIORITY_LIST).where(PRIORITY_LIST.c.type == (type_ or DEFAULT_TYPE))
    rows = sql.rows(connection, of_type.order_by(PRIORITY_LIST.c.version.desc()))
    made = {list_.id: list_ for list_ in lists_of(connection, rows)}
    return [ListVersion(list=made[row.id], by=row.by, at=row.at, is_current=row.is_current) for row in rows]


def effect(connection: Connection, type_: str | None, room_ids: Sequence[int], *, now: datetime) -> Effect:
    order = PriorityList(0, 0, AppointmentType(type_) if type_ else None, tuple(room_ids))
    rows = _decisions(connection, type_, now)
    elsewhere = {row.booking_id: _choose(row, order) for row in rows}
    recent = [row for row in rows if row.looked_at >= now - _LOOKED_BACK]
    moved = [r.booking_id for r in rows if r.starts > now and elsewhere[r.booking_id] not in (None, r.room_id)]
    affected = _confirmed(connection, moved)
    return Effect(
        affected=affected,
        use_before=dict(Counter(row.room_id for row in recent)),
        use_after=dict(Counter(room for row in recent if (room := elsewhere[row.booking_id]) is not None)),
        rooms_then={row.id: room for row in affected if (room := elsewhere[row.booking_id or 0]) is not None},
    )


def _decisions(connection: Connection, type_: str | None, now: datetime) -> list[Row[Any]]:
    """The decision that led to each booking: last month's, and those of visits to come."""
    by_list = PRIORITY_LIST.c.type == DEFAULT_TYPE
    wanted = (
        select(DECISION, ATTEMPT.c.booking_id)
        .join(ATTEMPT, ATTEMPT.c.id == DECISION.c.attempt_id)
        .join(BOOKING, BOOKING.c.id == ATTEMPT.c.booking_id)
        .join(PRIORITY_LIST, PRIORITY_LIST.c.id == DECISION.c.list_id)
        .where(BOOKING.c.room_id == DECISION.c.room_id, BOOKING.c.confirmed_at.is_not(None))
        .where(by_list if type_ is None else DECISION.c.type == type_)
        .where(or_(DECISION.c.looked_at >= now - _LOOKED_BACK, DECISION.c.starts > now))
        .order_by(DECISION.c.id)
    )
    return list({row.booking_id: row for row in sql.rows(connection, wanted)}.values())


def _choose(row: Row[Any], order: PriorityList) -> int | None:
    """What was found about each room still holds, only the order is another; rooms not listed then go by what was shown."""
    not_to_be_had = frozenset(c.room_id for c in candidates_of(row.candidates) if c.answer in _NOT_TO_BE_HAD)
    shown = availability_of(row.availability)
    wanted = Slot(row.starts, row.ends)
    return choose_room(wanted, rooms=(), priority=order, availability=shown, taken=not_to_be_had).room_id


def _confirmed(connection: Connection, booking_ids: list[int]) -> tuple[LogRow, ...]:
    present = log_lines().where(APPOINTMENT.c.booking_id.in_(booking_ids))
    confirmed = present.where(BOOKING.c.status == BookingStatus.CONFIRMED.value).order_by(APPOINTMENT.c.starts)
    return tuple(log_row(row) for row in sql.rows(connection, confirmed))
