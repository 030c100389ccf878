"""What a person sets, what the worker tells of itself, and the portal as last seen."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.choosing import availability_json, availability_of
from booking_console.adapters.db.comparison_json import comparison_json, comparison_of
from booking_console.adapters.db.schema import CONTROL, HEALTH, PORTAL_LOOK, RUN_ASKED
from booking_console.adapters.db.settings_json import (
    report_json,
    report_of,
    schedule_json,
    schedule_of,
    switch_json,
    switch_of,
)
from booking_console.domain.allocation import Availability
from booking_console.domain.comparison import Comparison
from booking_console.domain.errors import Conflict
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.report import ReportPlan
from booking_console.domain.schedule import BookingSwitch, JobName, Schedule

_SCHEDULE, _SWITCH, _NEXT_RUNS, _REPORT, _COMPARISON = "schedule", "switch", "next_runs", "report", "comparison"

_TRIAL = "trial:"


class DatabaseControl:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def schedule(self) -> Schedule:
        row = self._stored(_SCHEDULE)
        return schedule_of(row.value, row.version) if row else Schedule()

    def set_schedule(self, schedule: Schedule, *, at: datetime) -> None:
        values = {"value": schedule_json(schedule), "version": schedule.version + 1, "changed_at": at}
        stored = update(CONTROL).where(CONTROL.c.name == _SCHEDULE, CONTROL.c.version == schedule.version)
        if sql.changed(self._db, stored.values(values)):
            return
        is_first = schedule.version == 0 and sql.put_if_absent(self._db, CONTROL, name=_SCHEDULE, **values)
        if not is_first:
            raise Conflict("Somebody else changed the schedule first; look again.")

    def switch(self) -> BookingSwitch:
        row = self._stored(_SWITCH)
        return switch_of(row.value) if row else BookingSwitch()

    def set_switch(self, switch: BookingSwitch) -> None:
        self._store(_SWITCH, switch_json(switch))

    def ask_run(self, job: JobName, *, at: datetime) -> None:
        asked = update(RUN_ASKED).where(RUN_ASKED.c.job == job.value)
        if not sql.changed(self._db, asked.values(times=RUN_ASKED.c.times + 1, at=at)):
            sql.put(self._db, RUN_ASKED, keys={"job": job.value}, values={"times": 1, "at": at})

    def take_run(self, job: JobName) -> bool:
        asked = update(RUN_ASKED).where(RUN_ASKED.c.job == job.value, RUN_ASKED.c.times > 0)
        return sql.changed(self._db, asked.values(times=RUN_ASKED.c.times - 1))

    def health(self, part: Part) -> Health:
        row = self._db.execute(select(HEALTH).where(HEALTH.c.part == part.value)).one_or_none()
        return health_of(row) if row else Health(part)

    def set_health(self, health: Health) -> None:
        values = {
            "state": health.state.value,
            "sentence": health.sentence,
            "checked_at": health.checked_at,
            "good_at": health.good_at,
            "since": health.since,
        }
        sql.put(self._db, HEALTH, keys={"part": health.part.value}, values=values)

    def next_runs(self) -> dict[JobName, datetime]:
        row = self._stored(_NEXT_RUNS)
        return {JobName(job): datetime.fromisoformat(at) for job, at in row.value.items()} if row else {}

    def set_next_runs(self, runs: dict[JobName, datetime]) -> None:
        self._store(_NEXT_RUNS, {job.value: at.isoformat() for job, at in runs.items()})

    def report_plan(self) -> ReportPlan:
        held = select(CONTROL).where(CONTROL.c.name == _REPORT).with_for_update()
        row = self._db.execute(held).one_or_none()
        return report_of(row.value) if row else ReportPlan()

    def set_report_plan(self, plan: ReportPlan) -> None:
        self._store(_REPORT, report_json(plan))

    def comparison(self) -> Comparison | None:
        row = self._stored(_COMPARISON)
        return comparison_of(row.value) if row else None

    def set_comparison(self, comparison: Comparison) -> None:
        self._store(_COMPARISON, comparison_json(comparison))

    def ask_trial(self, appointment_id: int, *, at: datetime) -> None:
        name = f"{_TRIAL}{appointment_id}"
        sql.put_if_absent(self._db, CONTROL, name=name, value={"appointment": appointment_id}, version=1, changed_at=at)

    def take_trial(self) -> int | None:
        asked = select(CONTROL).where(CONTROL.c.name.startswith(_TRIAL))
        first = self._db.execute(asked.order_by(CONTROL.c.changed_at, CONTROL.c.name).limit(1)).one_or_none()
        if first is None or not sql.changed(self._db, delete(CONTROL).where(CONTROL.c.name == first.name)):
            return None
        return int(first.value["appointment"])

    def keep_look(self, day: date, availability: Availability) -> None:
        values = {"looked_at": availability.looked_at, "availability": availability_json(availability)}
        sql.put(self._db, PORTAL_LOOK, keys={"day": day}, values=values)

    def look(self, day: date) -> Availability | None:
        stored = self._db.execute(select(PORTAL_LOOK.c.availability).where(PORTAL_LOOK.c.day == day)).scalar()
        return availability_of(stored) if stored else None

    def ask_look(self, day: date, *, at: datetime) -> None:
        sql.put(self._db, PORTAL_LOOK, keys={"day": day}, values={"asked_at": at})

    def looks_asked(self) -> Sequence[date]:
        unseen = or_(PORTAL_LOOK.c.looked_at.is_(None), PORTAL_LOOK.c.looked_at < PORTAL_LOOK.c.asked_at)
        wanted = select(PORTAL_LOOK.c.day).where(PORTAL_LOOK.c.asked_at.is_not(None), unseen)
        return self._db.execute(wanted.order_by(PORTAL_LOOK.c.asked_at)).scalars().all()

    def postpone_look(self, day: date, *, until: datetime) -> None:
        sql.put(self._db, PORTAL_LOOK, keys={"day": day}, values={"looked_at": until})

    def _stored(self, name: str) -> Row[Any] | None:
        return self._db.execute(select(CONTROL).where(CONTROL.c.name == name)).one_or_none()

    def _store(self, name: str, value: dict[str, Any]) -> None:
        sql.put(self._db, CONTROL, keys={"name": name}, values={"value": value, "version": 1, "changed_at": None})


def health_of(row: Row[Any]) -> Health:
    return Health(Part(row.part), PartState(row.state), row.sentence, row.checked_at, row.good_at, row.since)
