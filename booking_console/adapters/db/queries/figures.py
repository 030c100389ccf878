"""The rows that the figures are counted from."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.queries.audit import by_a_person
from booking_console.adapters.db.queries.log import SHOWN, WITH_PRESENT
from booking_console.adapters.db.schema import APPOINTMENT, ATTEMPT, AUDIT, BOOKING
from booking_console.domain.booking import NOT_TO_BOOK, AttemptResult
from booking_console.domain.slot import Slot

_FAILED = (
    AttemptResult.REFUSED,
    AttemptResult.UNAVAILABLE,
    AttemptResult.CONTRACT_BROKEN,
    AttemptResult.IN_DOUBT,
    AttemptResult.ABANDONED,
)
#: A person was asked (services.road.ask_person).
_ASKED = "appointment.put_before_a_person"


def visits(connection: Connection, period: Slot) -> Sequence[Row[Any]]:
    """Every appointment whose visit starts in the period."""
    columns = (
        APPOINTMENT.c.id,
        APPOINTMENT.c.message_id,
        APPOINTMENT.c.starts,
        APPOINTMENT.c.ends,
        APPOINTMENT.c.received_at,
        SHOWN.label("shown"),
        BOOKING.c.room_id,
        BOOKING.c.confirmed_at,
    )
    return sql.rows(connection, _in(period, select(*columns).select_from(WITH_PRESENT)))


def touched_by_a_person(connection: Connection, period: Slot) -> frozenset[int]:
    """Ids of the appointments of the period about which a person was asked or did something; looking does not count."""
    about = or_(
        (AUDIT.c.subject == "appointment") & (AUDIT.c.subject_id == APPOINTMENT.c.id),
        (AUDIT.c.subject == "message") & (AUDIT.c.subject_id == APPOINTMENT.c.message_id),
    )
    touched = select(APPOINTMENT.c.id).join(AUDIT, about).where(or_(by_a_person(), AUDIT.c.action == _ASKED))
    return frozenset(connection.execute(_in(period, touched)).scalars())


def failures(connection: Connection, period: Slot) -> Sequence[Row[Any]]:
    """Failed attempts for visits of the period, by result and what was said."""
    said = (ATTEMPT.c.result, ATTEMPT.c.detail)
    counted = select(*said, func.count().label("times")).join(APPOINTMENT, APPOINTMENT.c.id == ATTEMPT.c.appointment_id)
    return sql.rows(
        connection,
        _in(period, counted)
        .where(ATTEMPT.c.result.in_(_FAILED), ATTEMPT.c.purpose.not_in(NOT_TO_BOOK))
        .group_by(*said),
    )


def _in(period: Slot, statement: Select[Any]) -> Select[Any]:
    return statement.where(APPOINTMENT.c.starts >= period.start, APPOINTMENT.c.starts < period.end)
