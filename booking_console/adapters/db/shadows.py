"""Shadow mode in the database: its plan, and each would-be booking beside the person's."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import APPOINTMENT, CONTROL, SHADOW
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import Conflict
from booking_console.domain.shadow import LOOKED_FOR, Found, GoesLive, Shadow, ShadowPlan, ShadowState
from booking_console.domain.slot import Slot

Json = dict[str, Any]

_PLAN = "shadow"


class DatabaseShadows:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def plan(self) -> ShadowPlan:
        return self._plan(select(CONTROL))

    def hold_plan(self) -> ShadowPlan:
        """The row is there from the first change on; before it the plan is off, and there is nothing to hold."""
        return self._plan(select(CONTROL).with_for_update())

    def set_plan(self, plan: ShadowPlan) -> None:
        values = {"value": _plan_json(plan), "version": plan.version + 1}
        stored = update(CONTROL).where(CONTROL.c.name == _PLAN, CONTROL.c.version == plan.version)
        if sql.changed(self._db, stored.values(values)):
            return
        is_first = plan.version == 0 and sql.put_if_absent(self._db, CONTROL, name=_PLAN, changed_at=None, **values)
        if not is_first:
            raise Conflict("Somebody else changed shadow mode first; look again.")

    def add(self, shadow: Shadow) -> int:
        shadow_id = sql.add_once(self._db, SHADOW, **_values(shadow))
        if shadow_id is None:
            raise Conflict("This visit is compared already.")
        return shadow_id

    def get(self, shadow_id: int) -> Shadow:
        return shadow_of(sql.one(self._db, SHADOW, shadow_id))

    def save(self, shadow: Shadow, *, was: ShadowState) -> None:
        unchanged = (SHADOW.c.id == shadow.id, SHADOW.c.state == was.value)
        if not sql.changed(self._db, update(SHADOW).where(*unchanged).values(_values(shadow))):
            raise Conflict("Somebody else compared this visit first; look again.")

    def of_appointment(self, appointment_id: int) -> Sequence[Shadow]:
        return self._where(SHADOW.c.appointment_id == appointment_id)

    def looked_for(self) -> Sequence[Shadow]:
        return self._where(_is_looked_for())

    def holding(self, slot: Slot) -> Sequence[Shadow]:
        return self._where(_is_looked_for(), SHADOW.c.starts < slot.end, SHADOW.c.ends > slot.start)

    def in_hand(self) -> Sequence[int]:
        is_present = and_(SHADOW.c.appointment_id == APPOINTMENT.c.id, SHADOW.c.revision == APPOINTMENT.c.revision)
        wanted = select(SHADOW.c.appointment_id).join(APPOINTMENT, is_present).where(_is_looked_for())
        return self._db.execute(wanted).scalars().all()

    def judged(self, *, since: datetime, limit: int) -> Sequence[Shadow]:
        ended = SHADOW.c.state.in_((ShadowState.AGREES, ShadowState.DIFFERS))
        wanted = select(SHADOW).where(ended, SHADOW.c.judged_at >= since)
        newest = wanted.order_by(SHADOW.c.judged_at.desc(), SHADOW.c.id.desc()).limit(limit)
        return [shadow_of(row) for row in sql.rows(self._db, newest)]

    def latest(self, *, limit: int, offset: int = 0, state: ShadowState | None = None) -> Sequence[Shadow]:
        wanted = select(SHADOW) if state is None else select(SHADOW).where(SHADOW.c.state == state.value)
        newest = wanted.order_by(SHADOW.c.began_at.desc(), SHADOW.c.id.desc()).limit(limit).offset(offset)
        return [shadow_of(row) for row in sql.rows(self._db, newest)]

    def counts(self) -> Mapping[ShadowState, int]:
        found = self._db.execute(select(SHADOW.c.state, func.count()).group_by(SHADOW.c.state))
        return {ShadowState(state): number for state, number in found}

    def _where(self, *conditions: ColumnElement[bool]) -> Sequence[Shadow]:
        wanted = select(SHADOW).where(*conditions).order_by(SHADOW.c.starts, SHADOW.c.id)
        return [shadow_of(row) for row in sql.rows(self._db, wanted)]

    def _plan(self, every: Any) -> ShadowPlan:
        row = self._db.execute(every.where(CONTROL.c.name == _PLAN)).one_or_none()
        return _plan_of(row.value, row.version) if row else ShadowPlan()


def _is_looked_for() -> ColumnElement[bool]:
    return SHADOW.c.state.in_(LOOKED_FOR)


def _values(shadow: Shadow) -> Json:
    return {
        "appointment_id": shadow.appointment_id,
        "revision": shadow.revision,
        "attempt_id": shadow.attempt_id,
        "state": shadow.state.value,
        "room_id": shadow.room_id,
        "starts": shadow.slot.start,
        "ends": shadow.slot.end,
        "guest": shadow.guest,
        "type": shadow.type.value if shadow.type else None,
        "is_filled": shadow.is_filled,
        "before": [_found_json(one) for one in shadow.before],
        "found": _found_json(shadow.found) if shadow.found else None,
        "began_at": shadow.began_at,
        "ask_at": shadow.ask_at,
        "due_at": shadow.due_at,
        "judged_at": shadow.judged_at,
        "reason": shadow.reason,
    }


def shadow_of(row: Row[Any]) -> Shadow:
    return Shadow(
        id=row.id,
        appointment_id=row.appointment_id,
        revision=row.revision,
        attempt_id=row.attempt_id,
        state=ShadowState(row.state),
        room_id=row.room_id,
        slot=Slot(row.starts, row.ends),
        guest=row.guest,
        type=AppointmentType(row.type) if row.type else None,
        is_filled=row.is_filled,
        before=tuple(_found_of(one) for one in row.before),
        found=_found_of(row.found) if row.found else None,
        began_at=row.began_at,
        ask_at=row.ask_at,
        due_at=row.due_at,
        judged_at=row.judged_at,
        reason=row.reason,
    )


def _found_json(one: Found) -> Json:
    return {
        "room_id": one.room_id,
        "start": one.slot.start.isoformat(),
        "end": one.slot.end.isoformat(),
        "owner": one.owner,
        "type": one.type,
        "reference": one.reference,
    }


def _found_of(stored: Json) -> Found:
    slot = Slot(datetime.fromisoformat(stored["start"]), datetime.fromisoformat(stored["end"]))
    return Found(stored["room_id"], slot, stored["owner"], stored["type"], stored["reference"])


def _plan_json(plan: ShadowPlan) -> Json:
    """Without the version, which has a column of its own."""
    return {
        "is_on": plan.is_on,
        "needed": plan.needed,
        "goes_live": plan.goes_live.value,
        "ask_after": plan.ask_after.total_seconds(),
        "since": plan.since.isoformat() if plan.since else None,
        "by": plan.by,
        "ended_at": plan.ended_at.isoformat() if plan.ended_at else None,
        "ended_by": plan.ended_by,
        "ended_run": plan.ended_run,
        "is_noticed": plan.is_noticed,
    }


def _plan_of(stored: Json, version: int) -> ShadowPlan:
    moments = {name: datetime.fromisoformat(stored[name]) if stored[name] else None for name in ("since", "ended_at")}
    return ShadowPlan(
        **{
            **stored,
            **moments,
            "goes_live": GoesLive(stored["goes_live"]),
            "ask_after": timedelta(seconds=stored["ask_after"]),
            "version": version,
        }
    )
