"""Messages to be sent, in the database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import OUTBOX, OUTBOX_FILE
from booking_console.domain.outbox import Attachment, Audience, DeliveryState, EventName, OutboxMessage


class DatabaseOutbox:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, message: OutboxMessage) -> int | None:
        outbox_id = sql.add_once(self._db, OUTBOX, **_values(message), changed_at=message.created_at)
        file = message.attachment
        if outbox_id is not None and file is not None:
            values = {"name": file.name, "media_type": file.media_type, "content": file.content}
            sql.put(self._db, OUTBOX_FILE, keys={"outbox_id": outbox_id}, values=values)
        return outbox_id

    def claim(self, now: datetime) -> OutboxMessage | None:
        """tries counts the claims. Locked rows are skipped: two workers take two messages, they do not wait for one."""
        due = (OUTBOX.c.state == DeliveryState.PENDING.value, OUTBOX.c.due_at <= now)
        order = (OUTBOX.c.is_urgent.desc(), OUTBOX.c.due_at, OUTBOX.c.id)
        first = select(OUTBOX.c.id).where(*due).order_by(*order).limit(1).with_for_update(skip_locked=True)
        outbox_id = self._db.execute(first).scalar_one_or_none()
        if outbox_id is None:
            return None
        claimed = {"state": DeliveryState.SENDING.value, "tries": OUTBOX.c.tries + 1, "claimed_at": now}
        sql.change(self._db, OUTBOX, outbox_id, **claimed, changed_at=now)
        return self.get(outbox_id)

    def settle(
        self, outbox_id: int, state: DeliveryState, *, error: str, at: datetime, due_at: datetime | None = None
    ) -> None:
        values: dict[str, Any] = {"state": state.value, "error": error, "changed_at": at}
        if state is DeliveryState.DELIVERED:
            values["delivered_at"] = at
        if due_at is not None:
            values["due_at"] = due_at
        sql.change(self._db, OUTBOX, outbox_id, **values)

    def abandoned(self, *, before: datetime) -> Sequence[int]:
        broken_off = (OUTBOX.c.state == DeliveryState.SENDING.value, OUTBOX.c.claimed_at < before)
        return self._db.execute(select(OUTBOX.c.id).where(*broken_off).order_by(OUTBOX.c.id)).scalars().all()

    def in_states(self, states: Sequence[DeliveryState]) -> Sequence[OutboxMessage]:
        wanted = select(OUTBOX).where(OUTBOX.c.state.in_(states)).order_by(OUTBOX.c.created_at, OUTBOX.c.id)
        return [outbox_message_of(row) for row in sql.rows(self._db, wanted)]

    def get(self, outbox_id: int) -> OutboxMessage:
        return replace(outbox_message_of(sql.one(self._db, OUTBOX, outbox_id)), attachment=self._file(outbox_id))

    def _file(self, outbox_id: int) -> Attachment | None:
        found = self._db.execute(select(OUTBOX_FILE).where(OUTBOX_FILE.c.outbox_id == outbox_id)).one_or_none()
        return Attachment(found.name, found.media_type, found.content) if found else None


def _values(message: OutboxMessage) -> dict[str, Any]:
    return {
        "event_key": message.event_key,
        "event": message.event.value,
        "audience": message.audience.value,
        "channel": message.channel,
        "recipient": message.recipient,
        "message_id": message.message_id,
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "calendar": message.calendar,
        "calendar_method": message.calendar_method,
        "is_urgent": message.is_urgent,
        "state": message.state.value,
        "tries": message.tries,
        "due_at": message.due_at,
        "created_at": message.created_at,
        "delivered_at": message.delivered_at,
        "error": message.error,
        "appointment_id": message.appointment_id,
        "booking_id": message.booking_id,
    }


def outbox_message_of(row: Row[Any]) -> OutboxMessage:
    return OutboxMessage(
        id=row.id,
        event_key=row.event_key,
        event=EventName(row.event),
        audience=Audience(row.audience),
        channel=row.channel,
        recipient=row.recipient,
        message_id=row.message_id,
        subject=row.subject,
        text=row.text,
        html=row.html,
        calendar=row.calendar,
        calendar_method=row.calendar_method,
        is_urgent=row.is_urgent,
        state=DeliveryState(row.state),
        tries=row.tries,
        due_at=row.due_at,
        created_at=row.created_at,
        delivered_at=row.delivered_at,
        error=row.error,
        appointment_id=row.appointment_id,
        booking_id=row.booking_id,
    )
