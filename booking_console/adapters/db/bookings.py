"""Bookings in the database, which refuses by itself two in one room at one time and two live ones of one revision."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, or_, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.appointments import is_leased
from booking_console.adapters.db.clock import Now
from booking_console.adapters.db.errors import ConstraintBroken
from booking_console.adapters.db.schema import APPOINTMENT, BOOKING
from booking_console.adapters.db.tables.booking import ONE_LIVE_BOOKING, ROOM_OVERLAP
from booking_console.domain import names
from booking_console.domain.booking import HOLDS_ROOM, LIVE, Booking, BookingStatus, Origin, Stray, check_move
from booking_console.domain.errors import Conflict, RoomTaken
from booking_console.domain.slot import Slot

_TO_SETTLE = (BookingStatus.SUBMITTING, BookingStatus.IN_DOUBT, BookingStatus.CANCELLING)


class DatabaseBookings:
    def __init__(self, connection: Connection, now: Now) -> None:
        self._db = connection
        self._now = now

    def add(self, booking: Booking) -> int:
        with self._refusals():
            booking_id = sql.add(self._db, BOOKING, **_values(booking))
        self._point_to_present(booking.appointment_id)
        return booking_id

    def get(self, booking_id: int) -> Booking:
        return booking_of(sql.one(self._db, BOOKING, booking_id))

    def save(self, booking: Booking, *, was: BookingStatus) -> None:
        if booking.status is not was:
            check_move(was, booking.status)
        unchanged = (BOOKING.c.id == booking.id, BOOKING.c.status == was.value)
        with self._refusals():
            saved = sql.changed(self._db, update(BOOKING).where(*unchanged).values(_values(booking)))
        if not saved and not sql.exists(self._db, BOOKING, booking.id):
            raise sql.missing(BOOKING, booking.id)
        if not saved:
            raise Conflict("Somebody else changed this booking first; look again.")
        self._point_to_present(booking.appointment_id)

    def of_appointment(self, appointment_id: int) -> Sequence[Booking]:
        return self._where(BOOKING.c.appointment_id == appointment_id)

    def by_references(self, references: Sequence[str]) -> Sequence[Booking]:
        return self._where(or_(BOOKING.c.key.in_(references), BOOKING.c.portal_reference.in_(references)))

    def by_guest(self, guest: str, start: datetime) -> Sequence[Booking]:
        wanted = names.key(guest)
        return [b for b in self._where(BOOKING.c.starts == start) if names.key(b.guest) == wanted]

    def holding(self, slot: Slot) -> Sequence[Booking]:
        touches = and_(BOOKING.c.starts < slot.end, BOOKING.c.ends > slot.start)
        return self._where(BOOKING.c.status.in_(HOLDS_ROOM), touches)

    def touching(self, slot: Slot) -> Sequence[Booking]:
        return self._where(BOOKING.c.starts < slot.end, BOOKING.c.ends > slot.start)

    def last_held(self) -> datetime | None:
        held = select(BOOKING.c.ends).where(BOOKING.c.status.in_(HOLDS_ROOM))
        return self._db.execute(held.order_by(BOOKING.c.ends.desc()).limit(1)).scalar_one_or_none()

    def next_to_settle(self, now: datetime, *, skip: Sequence[int] = ()) -> Booking | None:
        wanted = select(BOOKING).where(_to_settle(), _is_due(now), BOOKING.c.id.not_in(skip))
        free = wanted.where(~is_leased(BOOKING.c.appointment_id, now))
        row = self._db.execute(free.order_by(BOOKING.c.created_at, BOOKING.c.id).limit(1)).one_or_none()
        return booking_of(row) if row else None

    def cancelling(self) -> Sequence[int]:
        wanted = select(BOOKING.c.id).where(BOOKING.c.status == BookingStatus.CANCELLING.value)
        return self._db.execute(wanted.order_by(BOOKING.c.id)).scalars().all()

    def waiting_to_settle(self) -> int:
        return self._db.execute(select(func.count()).select_from(BOOKING).where(_to_settle())).scalar_one()

    def _where(self, *conditions: ColumnElement[bool]) -> Sequence[Booking]:
        wanted = select(BOOKING).where(*conditions).order_by(BOOKING.c.id)
        return [booking_of(row) for row in sql.rows(self._db, wanted)]

    def _point_to_present(self, appointment_id: int) -> None:
        """The live booking of the newest revision; when none lives, the last one made."""
        is_live = case((BOOKING.c.status.in_(LIVE), 1), else_=0)
        of_it = select(BOOKING.c.id).where(BOOKING.c.appointment_id == appointment_id)
        present = of_it.order_by(is_live.desc(), BOOKING.c.revision.desc(), BOOKING.c.id.desc()).limit(1)
        sql.change(self._db, APPOINTMENT, appointment_id, booking_id=present.scalar_subquery(), changed_at=self._now())

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """A savepoint: PostgreSQL would give up the whole transaction, and the caller may go on with the next room."""
        try:
            with self._db.begin_nested():
                yield
        except ConstraintBroken as broken:
            if broken.rule == ROOM_OVERLAP:
                raise RoomTaken("We hold this room at that time already.") from None
            if broken.rule == ONE_LIVE_BOOKING:
                raise Conflict("This appointment has a booking already.") from None
            raise


def _to_settle() -> ColumnElement[bool]:
    return BOOKING.c.status.in_(_TO_SETTLE)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(BOOKING.c.check_due_at.is_(None), BOOKING.c.check_due_at <= now)


def _values(booking: Booking) -> dict[str, Any]:
    return {
        "key": booking.key,
        "appointment_id": booking.appointment_id,
        "revision": booking.revision,
        "room_id": booking.room_id,
        "starts": booking.slot.start,
        "ends": booking.slot.end,
        "guest": booking.guest,
        "status": booking.status.value,
        "portal_reference": booking.portal_reference,
        "reason": booking.reason,
        "created_at": booking.created_at,
        "submitted_at": booking.submitted_at,
        "confirmed_at": booking.confirmed_at,
        "check_due_at": booking.check_due_at,
        "checks": booking.checks,
        "was": _origin_json(booking.was) if booking.was else None,
        "stray": stray_json(booking.stray) if booking.stray else None,
    }


def booking_of(row: Row[Any]) -> Booking:
    return Booking(
        id=row.id,
        key=row.key,
        appointment_id=row.appointment_id,
        revision=row.revision,
        room_id=row.room_id,
        slot=Slot(row.starts, row.ends),
        guest=row.guest,
        status=BookingStatus(row.status),
        portal_reference=row.portal_reference,
        reason=row.reason,
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        confirmed_at=row.confirmed_at,
        check_due_at=row.check_due_at,
        checks=row.checks,
        was=_origin_of(row.was) if row.was else None,
        stray=stray_of(row.stray) if row.stray else None,
    )


def _origin_json(was: Origin) -> dict[str, Any]:
    start, end = was.slot.start.isoformat(), was.slot.end.isoformat()
    return {"room_id": was.room_id, "start": start, "end": end, "guest": was.guest, "revision": was.revision}


def _origin_of(stored: dict[str, Any]) -> Origin:
    slot = Slot(datetime.fromisoformat(stored["start"]), datetime.fromisoformat(stored["end"]))
    return Origin(room_id=stored["room_id"], slot=slot, guest=stored["guest"], revision=stored["revision"])


def stray_json(stray: Stray) -> dict[str, Any]:
    start, end = stray.slot.start.isoformat(), stray.slot.end.isoformat()
    return {"room_id": stray.room_id, "room": stray.room, "start": start, "end": end, "reference": stray.reference}


def stray_of(stored: dict[str, Any]) -> Stray:
    slot = Slot(datetime.fromisoformat(stored["start"]), datetime.fromisoformat(stored["end"]))
    return Stray(room_id=stored["room_id"], slot=slot, room=stored["room"], reference=stored["reference"])
