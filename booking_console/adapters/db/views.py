"""The read models: each method is one short read transaction, which waits for nobody."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Engine, func, select

from booking_console.adapters.db import pulse
from booking_console.adapters.db.queries import days, inbox, log, orders, page, trail, work
from booking_console.adapters.db.queries.audit import by_a_person
from booking_console.adapters.db.schema import AUDIT
from booking_console.domain.slot import Slot
from booking_console.services.views import (
    AppointmentPage,
    AttemptRow,
    AuditRow,
    DayView,
    Effect,
    ListVersion,
    LogFilter,
    LogPage,
    LogRow,
    MessageRow,
    Overview,
    ToldRow,
    WorkDetail,
    WorkItem,
)

_STREAMED_AT_ONCE = 1_000


class DatabaseViews:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def overview(self, *, day: Slot) -> Overview:
        with self._engine.connect() as connection:
            return days.overview(connection, day=day)

    def latest_change(self) -> int:
        with self._engine.connect() as connection:
            return pulse.read(connection)

    def days(self, period: Slot) -> DayView:
        with self._engine.connect() as connection:
            return days.days(connection, period)

    def log(self, wanted: LogFilter, *, offset: int, limit: int) -> LogPage:
        with self._engine.connect() as connection:
            total = connection.execute(log.counted(wanted)).scalar_one()
            rows = connection.execute(log.filtered(wanted).offset(offset).limit(limit))
            return LogPage(tuple(log.log_row(row) for row in rows), total)

    def log_stream(self, wanted: LogFilter) -> Iterator[LogRow]:
        with self._engine.connect() as connection:
            streamed = connection.execution_options(yield_per=_STREAMED_AT_ONCE)
            with streamed.execute(log.filtered(wanted)) as rows:
                for row in rows:
                    yield log.log_row(row)

    def worklist(self) -> Sequence[WorkItem]:
        with self._engine.connect() as connection:
            return work.worklist(connection)

    def messages(self, *, limit: int) -> Sequence[MessageRow]:
        with self._engine.connect() as connection:
            return inbox.newest(connection, limit=limit)

    def mails_taken(self, period: Slot) -> Sequence[MessageRow]:
        with self._engine.connect() as connection:
            return inbox.taken(connection, period)

    def decided_since(self, since: datetime) -> int:
        with self._engine.connect() as connection:
            return connection.execute(
                select(func.count()).select_from(AUDIT).where(AUDIT.c.at >= since, by_a_person())
            ).scalar_one()

    def work_item(self, key: str) -> WorkDetail:
        with self._engine.connect() as connection:
            return work.work_item(connection, key)

    def appointment(self, appointment_id: int) -> AppointmentPage:
        with self._engine.connect() as connection:
            return page.appointment_page(connection, appointment_id)

    def attempts(self, *, limit: int, purpose: str = "", result: str = "") -> Sequence[AttemptRow]:
        with self._engine.connect() as connection:
            return trail.attempts(connection, limit=limit, purpose=purpose, result=result)

    def list_versions(self, type_: str | None) -> Sequence[ListVersion]:
        with self._engine.connect() as connection:
            return orders.list_versions(connection, type_)

    def effect(self, type_: str | None, room_ids: Sequence[int], *, now: datetime) -> Effect:
        with self._engine.connect() as connection:
            return orders.effect(connection, type_, room_ids, now=now)

    def audit(self, *, limit: int) -> Sequence[AuditRow]:
        with self._engine.connect() as connection:
            return page.audit(connection, limit=limit)

    def failed_messages(self) -> Sequence[ToldRow]:
        with self._engine.connect() as connection:
            return page.failed_messages(connection)
