"""A person's verbs on rooms and their order. Every version of a list is kept; decisions name the version that they followed."""

from collections.abc import Sequence
from datetime import datetime

from booking_console.domain.actor import Actor, Right
from booking_console.domain.errors import InvalidInput
from booking_console.domain.rooms import PriorityList, RoomClosure
from booking_console.services.records import NewUnitOfWork, UnitOfWork


def save_order(
    new_uow: NewUnitOfWork,
    type_: str | None,
    room_ids: Sequence[int],
    *,
    note: str,
    was_version: int,
    actor: Actor,
    now: datetime,
) -> PriorityList:
    """A new version of the default list (type_ None) or of a type's list. Conflict when somebody saved another one meanwhile."""
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        _refuse_wrong_rooms(uow, room_ids)
        saved = uow.rooms.add_list(type_, room_ids, note=note, by=actor.name, at=now, was_version=was_version)
        uow.audit.add(
            "priority_list.changed",
            actor=actor.name,
            at=now,
            subject="priority_list",
            subject_id=saved.id,
            reason=note,
            detail=f"{type_ or 'default list'}, version {saved.version}",
        )
    return saved


def drop_order(new_uow: NewUnitOfWork, type_: str, *, actor: Actor, now: datetime) -> None:
    """The type goes by the default list again."""
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        uow.rooms.drop_list(type_, by=actor.name, at=now)
        uow.audit.add("priority_list.dropped", actor=actor.name, at=now, subject="priority_list", detail=type_)


def close_room(new_uow: NewUnitOfWork, closure: RoomClosure, *, actor: Actor, now: datetime) -> None:
    """Nothing new is booked there in that time; what is booked already stays and is shown as affected."""
    actor.require(Right.CONFIGURE)
    if closure.end is not None and closure.end <= closure.start:
        raise InvalidInput("The end must come after the start.")
    with new_uow() as uow:
        uow.rooms.close(closure, by=actor.name, at=now)
        uow.audit.add(
            "room.closed", actor=actor.name, at=now, subject="room", subject_id=closure.room_id, reason=closure.reason
        )


def open_room(new_uow: NewUnitOfWork, room_id: int, *, actor: Actor, now: datetime) -> None:
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        uow.rooms.open(room_id, at=now)
        uow.audit.add("room.opened", actor=actor.name, at=now, subject="room", subject_id=room_id)


def _refuse_wrong_rooms(uow: UnitOfWork, room_ids: Sequence[int]) -> None:
    known = {r.id for r in uow.rooms.all()}
    if not room_ids or len(set(room_ids)) != len(room_ids) or not set(room_ids) <= known:
        raise InvalidInput("A list names at least one room, each known room at most once.")
