"""Rooms, their order and closures in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import PRIORITY_ENTRY, PRIORITY_LIST, ROOM, ROOM_CLOSURE
from booking_console.adapters.db.tables.rooms import DEFAULT_TYPE
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import Conflict, NotFound
from booking_console.domain.rooms import PriorityList, Room, RoomClosure
from booking_console.domain.slot import Slot


class DatabaseRooms:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def all(self) -> Sequence[Room]:
        return [room_of(row) for row in sql.rows(self._db, select(ROOM).order_by(ROOM.c.position, ROOM.c.id))]

    def add(self, name: str, group: str) -> int:
        last = self._db.execute(select(func.coalesce(func.max(ROOM.c.position), 0))).scalar_one()
        return sql.add(self._db, ROOM, name=name, group=group, position=last + 1)

    def current_list(self, type_: str | None) -> PriorityList:
        current = {list_.type: list_ for list_ in self.lists()}
        found = current.get(AppointmentType(type_) if type_ else None) or current.get(None)
        if found is None:
            raise NotFound("There is no priority list yet.")
        return found

    def lists(self) -> Sequence[PriorityList]:
        current = select(PRIORITY_LIST).where(PRIORITY_LIST.c.is_current).order_by(PRIORITY_LIST.c.type)
        return lists_of(self._db, sql.rows(self._db, current))

    def add_list(
        self, type_: str | None, room_ids: Sequence[int], *, note: str, by: str, at: datetime, was_version: int
    ) -> PriorityList:
        name = type_ or DEFAULT_TYPE
        if self._current_version(name) != was_version:
            raise Conflict("Somebody else changed this order first; look again.")
        self._retire(name)
        version = self._last_version(name) + 1
        list_id = sql.add_once(
            self._db, PRIORITY_LIST, type=name, version=version, note=note, by=by, at=at, is_current=True
        )
        if list_id is None:
            raise Conflict("Somebody else changed this order first; look again.")
        entries = [{"list_id": list_id, "rank": rank, "room_id": r} for rank, r in enumerate(room_ids, start=1)]
        if entries:
            self._db.execute(insert(PRIORITY_ENTRY), entries)
        return PriorityList(list_id, version, _type(name), tuple(room_ids), note)

    def drop_list(self, type_: str, *, by: str, at: datetime) -> None:
        current = update(PRIORITY_LIST).where(PRIORITY_LIST.c.type == type_, PRIORITY_LIST.c.is_current)
        self._db.execute(current.values(is_current=False, dropped_by=by, dropped_at=at))

    def closures(self, *, touching: Slot | None = None) -> Sequence[RoomClosure]:
        wanted = select(ROOM_CLOSURE).order_by(ROOM_CLOSURE.c.starts, ROOM_CLOSURE.c.id)
        if touching is not None:
            wanted = wanted.where(
                ROOM_CLOSURE.c.starts < touching.end,
                or_(ROOM_CLOSURE.c.ends.is_(None), ROOM_CLOSURE.c.ends > touching.start),
            )
        return [closure_of(row) for row in sql.rows(self._db, wanted)]

    def close(self, closure: RoomClosure, *, by: str, at: datetime) -> int:
        return sql.add(
            self._db,
            ROOM_CLOSURE,
            room_id=closure.room_id,
            starts=closure.start,
            ends=closure.end,
            reason=closure.reason,
            by=by,
            at=at,
        )

    def open(self, room_id: int, *, at: datetime) -> None:
        of_room = ROOM_CLOSURE.c.room_id == room_id
        self._db.execute(delete(ROOM_CLOSURE).where(of_room, ROOM_CLOSURE.c.starts >= at))
        running = or_(ROOM_CLOSURE.c.ends.is_(None), ROOM_CLOSURE.c.ends > at)
        self._db.execute(update(ROOM_CLOSURE).where(of_room, running).values(ends=at))

    def _current_version(self, name: str) -> int:
        return self._version(
            func.max(PRIORITY_LIST.c.version), PRIORITY_LIST.c.type == name, PRIORITY_LIST.c.is_current
        )

    def _last_version(self, name: str) -> int:
        return self._version(func.max(PRIORITY_LIST.c.version), PRIORITY_LIST.c.type == name)

    def _version(self, highest: ColumnElement[int], *conditions: ColumnElement[bool]) -> int:
        return self._db.execute(select(func.coalesce(highest, 0)).where(*conditions)).scalar_one()

    def _retire(self, name: str) -> None:
        current = update(PRIORITY_LIST).where(PRIORITY_LIST.c.type == name, PRIORITY_LIST.c.is_current)
        self._db.execute(current.values(is_current=False))


def room_of(row: Row[Any]) -> Room:
    return Room(row.id, row.name, row.group, row.position)


def closure_of(row: Row[Any]) -> RoomClosure:
    return RoomClosure(row.room_id, row.starts, row.ends, row.reason)


def lists_of(connection: Connection, found: Iterable[Row[Any]]) -> list[PriorityList]:
    lists = list(found)
    entries = select(PRIORITY_ENTRY).where(PRIORITY_ENTRY.c.list_id.in_([row.id for row in lists]))
    rooms: dict[int, list[int]] = {row.id: [] for row in lists}
    for entry in sql.rows(connection, entries.order_by(PRIORITY_ENTRY.c.list_id, PRIORITY_ENTRY.c.rank)):
        rooms[entry.list_id].append(entry.room_id)
    return [PriorityList(row.id, row.version, _type(row.type), tuple(rooms[row.id]), row.note) for row in lists]


def _type(name: str) -> AppointmentType | None:
    return None if name == DEFAULT_TYPE else AppointmentType(name)
