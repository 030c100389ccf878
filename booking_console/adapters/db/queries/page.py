"""Everything about one appointment, and the lists of what was told and done."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.queries.log import LOG_COLUMNS, log_lines, log_row
from booking_console.adapters.db.queries.trail import attempts_of
from booking_console.adapters.db.reading import extraction_of
from booking_console.adapters.db.schema import APPOINTMENT, AUDIT, BOOKING, MESSAGE, OUTBOX, ROOM
from booking_console.domain.outbox import DeliveryState
from booking_console.services import notes
from booking_console.services.views import AppointmentPage, AuditRow, LogRow, ToldRow

_NOT_TOLD = (DeliveryState.FAILED, DeliveryState.UNCLEAR)


def appointment_page(connection: Connection, appointment_id: int) -> AppointmentPage:
    appointment = sql.one(connection, APPOINTMENT, appointment_id)
    bookings = _bookings(connection, appointment_id)
    mail = _mail(connection, appointment.message_id)
    return AppointmentPage(
        log=log_row(connection.execute(log_lines().where(APPOINTMENT.c.id == appointment_id)).one()),
        attempts=tuple(attempts_of(connection, appointment_id)),
        told=_told(connection, OUTBOX.c.appointment_id == appointment_id),
        audit=_audit_of(connection, appointment, [row.booking_id for row in bookings if row.booking_id is not None]),
        bookings=tuple(row for row in bookings if row.booking_id != appointment.booking_id),
        revision=appointment.revision,
        **mail,
    )


def audit(connection: Connection, *, limit: int) -> Sequence[AuditRow]:
    wanted = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(limit)
    return [_audit_row(row) for row in sql.rows(connection, wanted)]


def notes_about(connection: Connection, *, appointment_id: int | None, message_id: int | None) -> tuple[AuditRow, ...]:
    """The newest first."""
    about = or_(
        and_(AUDIT.c.subject == "appointment", AUDIT.c.subject_id == appointment_id),
        and_(AUDIT.c.subject == "message", AUDIT.c.subject_id == message_id),
    )
    wanted = select(AUDIT).where(AUDIT.c.action == notes.ADDED, about).order_by(AUDIT.c.id.desc())
    return tuple(_audit_row(row) for row in sql.rows(connection, wanted))


def failed_messages(connection: Connection) -> Sequence[ToldRow]:
    return _told(connection, OUTBOX.c.state.in_(_NOT_TOLD))


def _bookings(connection: Connection, appointment_id: int) -> list[LogRow]:
    """Every booking of the appointment as a line of its own, the newest first."""
    every = APPOINTMENT.join(BOOKING, BOOKING.c.appointment_id == APPOINTMENT.c.id)
    lines = select(*LOG_COLUMNS).select_from(every.outerjoin(ROOM, ROOM.c.id == BOOKING.c.room_id))
    wanted = lines.where(APPOINTMENT.c.id == appointment_id).order_by(BOOKING.c.id.desc())
    return [log_row(row) for row in sql.rows(connection, wanted)]


def _mail(connection: Connection, message_id: int | None) -> dict[str, Any]:
    if message_id is None:
        return {}
    message = sql.one(connection, MESSAGE, message_id)
    reading = extraction_of(message.extraction) if message.extraction else None
    return {
        "extraction": reading,
        "mail_text": reading.text if reading else "",
        "mail_subject": message.subject,
        "mail_sender": message.sender,
        "mail_received_at": message.received_at,
    }


def _told(connection: Connection, which: ColumnElement[bool]) -> tuple[ToldRow, ...]:
    at = func.coalesce(OUTBOX.c.delivered_at, OUTBOX.c.changed_at).label("told_at")
    wanted = select(OUTBOX, at).where(which).order_by(OUTBOX.c.id.desc())
    return tuple(_told_row(row) for row in sql.rows(connection, wanted))


def _audit_of(connection: Connection, appointment: Row[Any], booking_ids: list[int]) -> tuple[AuditRow, ...]:
    about = or_(
        and_(AUDIT.c.subject == "appointment", AUDIT.c.subject_id == appointment.id),
        and_(AUDIT.c.subject == "booking", AUDIT.c.subject_id.in_(booking_ids)),
        and_(AUDIT.c.subject == "message", AUDIT.c.subject_id == appointment.message_id),
    )
    wanted = select(AUDIT).where(about).order_by(AUDIT.c.id.desc())
    return tuple(_audit_row(row) for row in sql.rows(connection, wanted))


def _told_row(row: Row[Any]) -> ToldRow:
    return ToldRow(
        outbox_id=row.id,
        event=row.event,
        audience=row.audience,
        recipient=row.recipient,
        state=row.state,
        at=row.told_at,
        error=row.error,
    )


def _audit_row(row: Row[Any]) -> AuditRow:
    return AuditRow(
        at=row.at,
        actor=row.actor,
        action=row.action,
        reason=row.reason,
        detail=row.detail,
        subject=row.subject,
        subject_id=row.subject_id,
    )
