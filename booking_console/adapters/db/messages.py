"""Messages in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.reading import extraction_json, extraction_of
from booking_console.adapters.db.schema import MAILBOX_CURSOR, MESSAGE, MESSAGE_MIME
from booking_console.domain.errors import Conflict
from booking_console.domain.extraction import Extraction
from booking_console.domain.first_look import FirstLook
from booking_console.domain.message import MailRef, MessageState, Outcome, RawMail
from booking_console.domain.trust import address_in
from booking_console.services.message_records import StoredMessage


class DatabaseMessages:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, mail: RawMail, *, mailbox: str, sender: str, subject: str, taken_at: datetime) -> int | None:
        message_id = sql.add_once(
            self._db,
            MESSAGE,
            identity=mail.identity,
            mailbox=mailbox,
            ref_key=mail.ref.key,
            message_id=mail.message_id,
            received_at=mail.received_at,
            taken_at=taken_at,
            sender=sender,
            from_address=address_in(sender),
            subject=subject,
            state=MessageState.RECEIVED.value,
            reason="",
        )
        if message_id is not None:
            sql.put(self._db, MESSAGE_MIME, keys={"message_id": message_id}, values={"content": mail.mime})
        return message_id

    def add_unreadable(self, ref: MailRef, *, mailbox: str, reason: str, taken_at: datetime) -> int | None:
        return sql.add_once(
            self._db,
            MESSAGE,
            identity=f"unreadable {mailbox} {ref.key}",
            mailbox=mailbox,
            ref_key=ref.key,
            message_id="",
            received_at=taken_at,
            taken_at=taken_at,
            sender="",
            from_address="",
            subject="",
            state=MessageState.NEEDS_ATTENTION.value,
            reason=reason,
        )

    def has_ref(self, mailbox: str, ref_key: str) -> bool:
        wanted = select(MESSAGE.c.id).where(MESSAGE.c.mailbox == mailbox, MESSAGE.c.ref_key == ref_key)
        return self._db.execute(wanted.limit(1)).first() is not None

    def get(self, message_id: int) -> StoredMessage:
        return _message(sql.one(self._db, MESSAGE, message_id))

    def mime(self, message_id: int) -> bytes:
        wanted = select(MESSAGE_MIME.c.content).where(MESSAGE_MIME.c.message_id == message_id)
        content = self._db.execute(wanted).scalar_one_or_none()
        if content is None:
            raise sql.missing(MESSAGE_MIME, message_id)
        return bytes(content)

    def received(self, *, limit: int) -> Sequence[StoredMessage]:
        wanted = select(MESSAGE).where(MESSAGE.c.state == MessageState.RECEIVED.value)
        oldest = wanted.order_by(MESSAGE.c.received_at, MESSAGE.c.id).limit(limit)
        return [_message(row) for row in sql.rows(self._db, oldest)]

    def settle(
        self,
        message_id: int,
        state: MessageState,
        *,
        was: MessageState,
        reason: str,
        extraction: Extraction | None = None,
    ) -> None:
        values: dict[str, Any] = {"state": state.value, "reason": reason}
        if extraction is not None:
            values["extraction"] = extraction_json(extraction)
        unchanged = (MESSAGE.c.id == message_id, MESSAGE.c.state == was.value)
        if not sql.changed(self._db, update(MESSAGE).where(*unchanged).values(values)):
            raise Conflict("Somebody else settled this mail first.")

    def unfiled(self, *, mailbox: str, limit: int) -> Sequence[StoredMessage]:
        settled = MESSAGE.c.state != MessageState.RECEIVED.value
        wanted = select(MESSAGE).where(MESSAGE.c.mailbox == mailbox, MESSAGE.c.filed_as.is_(None), settled)
        return [_message(row) for row in sql.rows(self._db, wanted.order_by(MESSAGE.c.id).limit(limit))]

    def filed(self, message_id: int, outcome: Outcome) -> None:
        sql.change(self._db, MESSAGE, message_id, filed_as=outcome.value)

    def cursor(self, mailbox: str) -> str | None:
        wanted = select(MAILBOX_CURSOR.c.cursor).where(MAILBOX_CURSOR.c.mailbox == mailbox)
        return self._db.execute(wanted).scalar_one_or_none()

    def set_cursor(self, mailbox: str, cursor: str | None) -> None:
        sql.put(self._db, MAILBOX_CURSOR, keys={"mailbox": mailbox}, values={"cursor": cursor})

    def first_look(self, mailbox: str | None = None) -> FirstLook | None:
        wanted = select(MAILBOX_CURSOR).where(MAILBOX_CURSOR.c.read_since.is_not(None))
        wanted = wanted.where(MAILBOX_CURSOR.c.mailbox == mailbox) if mailbox is not None else wanted
        found = self._db.execute(wanted.order_by(MAILBOX_CURSOR.c.looked_at.desc()).limit(1)).first()
        return FirstLook(found.read_since, found.left_out, found.is_leaving_out) if found else None

    def set_first_look(self, mailbox: str, look: FirstLook, *, at: datetime) -> None:
        values = {"read_since": look.since, "left_out": look.left_out, "is_leaving_out": look.is_leaving_out}
        sql.put(self._db, MAILBOX_CURSOR, keys={"mailbox": mailbox}, values={**values, "looked_at": at})


def _message(row: Row[Any]) -> StoredMessage:
    return StoredMessage(
        id=row.id,
        mailbox=row.mailbox,
        ref_key=row.ref_key,
        message_id=row.message_id,
        received_at=row.received_at,
        taken_at=row.taken_at,
        sender=row.sender,
        subject=row.subject,
        state=MessageState(row.state),
        reason=row.reason,
        extraction=extraction_of(row.extraction) if row.extraction else None,
        filed_as=Outcome(row.filed_as) if row.filed_as else None,
    )
