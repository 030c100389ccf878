"""Alarms and the set-up of the mailbox, each under a name of its own among what steers the worker."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import CONTROL, MESSAGE
from booking_console.domain.alarm import Alarm, AlarmKind
from booking_console.domain.errors import Conflict
from booking_console.domain.message import MessageState
from booking_console.services.mailbox_records import MailboxSetup

_ALARM, _SETUP = "alarm:", "mailbox"
_MEANT = (MessageState.ACTED_ON.value, MessageState.NEEDS_ATTENTION.value)


class DatabaseMailbox:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def alarms(self) -> Sequence[Alarm]:
        names = [_ALARM + kind.value for kind in AlarmKind]
        rows = self._db.execute(select(CONTROL).where(CONTROL.c.name.in_(names)).order_by(CONTROL.c.changed_at)).all()
        return [
            Alarm(AlarmKind(row.name.removeprefix(_ALARM)), row.value["sentence"], row.value["advice"], row.changed_at)
            for row in rows
        ]

    def raise_alarm(self, alarm: Alarm) -> bool:
        value = {"sentence": alarm.sentence, "advice": alarm.advice}
        name = _ALARM + alarm.kind.value
        return sql.put_if_absent(self._db, CONTROL, name=name, value=value, version=1, changed_at=alarm.since)

    def end_alarm(self, kind: AlarmKind) -> bool:
        return sql.changed(self._db, delete(CONTROL).where(CONTROL.c.name == _ALARM + kind.value))

    def confirmations(self, *, since: datetime) -> Sequence[datetime]:
        wanted = select(MESSAGE.c.received_at).where(MESSAGE.c.received_at >= since, MESSAGE.c.state.in_(_MEANT))
        return self._db.execute(wanted.order_by(MESSAGE.c.received_at)).scalars().all()

    def setup(self) -> MailboxSetup:
        row = self._db.execute(select(CONTROL).where(CONTROL.c.name == _SETUP)).one_or_none()
        if row is None:
            return MailboxSetup()
        kept = row.value
        return MailboxSetup(kept["values"], kept["sealed"], row.version, kept["by"], row.changed_at)

    def set_setup(self, setup: MailboxSetup, *, at: datetime) -> None:
        value = {"values": dict(setup.values), "sealed": dict(setup.sealed), "by": setup.by}
        kept = {"value": value, "version": setup.version + 1, "changed_at": at}
        same = update(CONTROL).where(CONTROL.c.name == _SETUP, CONTROL.c.version == setup.version)
        if sql.changed(self._db, same.values(kept)):
            return
        if setup.version or not sql.put_if_absent(self._db, CONTROL, name=_SETUP, **kept):
            raise Conflict("Somebody else changed the mailbox first; look again.")
