"""Reading what is set, and making a draft true. Each reads or writes for a moment: not on the event loop."""

from collections.abc import Sequence

from booking_console.bootstrap import console
from booking_console.domain.actor import Actor
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import InvalidInput, Refused
from booking_console.domain.slot import Slot
from booking_console.services import arrange, override
from booking_console.services.figure_words import counted
from booking_console.services.views import ListVersion
from booking_console.ui.rooms.draft import ALL, Draft, Practice, lacks
from booking_console.ui.rooms.meaning import Affected


def read_practice() -> Practice:
    held = console()
    now = held.clock.now()
    with held.reading() as uow:
        rooms, lists, closures = uow.rooms.all(), uow.rooms.lists(), uow.rooms.closures()
    names = [ALL, *[type_.value for type_ in AppointmentType]]
    versions = {name: versions_of(name) for name in names}
    return Practice(
        rooms=tuple(rooms),
        orders={list_.type.value if list_.type else ALL: list_ for list_ in lists},
        next_versions={name: max((v.list.version for v in kept), default=0) + 1 for name, kept in versions.items()},
        since={name: v.at for name, kept in versions.items() for v in kept if v.is_current},
        closures=tuple(closure for closure in closures if closure.end is None or closure.end > now),
    )


def versions_of(name: str) -> Sequence[ListVersion]:
    """The newest first."""
    return console().views.list_versions(name or None)


def save(practice: Practice, draft: Draft, affected: Sequence[Affected], actor: Actor) -> str:
    """What was done, in a sentence. The orders first: a conflict there leaves everything as it was."""
    if missing := lacks(draft):
        raise InvalidInput(missing)
    said = [_save_order(practice, draft, type_, actor) for type_ in draft.orders]
    held = console()
    for room_id, typed in draft.closings.items():
        now = held.clock.now()
        closure = typed.closure(room_id, now, held.zone)
        arrange.close_room(held.new_uow, closure, actor=actor, now=now)
        said.append(f"{practice.name_of(room_id)} is switched off.")
    for room_id in draft.openings:
        arrange.open_room(held.new_uow, room_id, actor=actor, now=held.clock.now())
        said.append(f"{practice.name_of(room_id)} is on again.")
    return " ".join([*said, *_move_all(draft, affected, actor)])


def drop(type_: str, actor: Actor) -> str:
    held = console()
    arrange.drop_order(held.new_uow, type_, actor=actor, now=held.clock.now())
    return f"{type_} goes by the list for all types again."


def _save_order(practice: Practice, draft: Draft, type_: str, actor: Actor) -> str:
    held = console()
    saved = arrange.save_order(
        held.new_uow, type_ or None, draft.orders[type_],
        note=draft.note.strip(), was_version=practice.version_of(type_), actor=actor, now=held.clock.now(),
    )  # fmt: skip
    return f"Saved as version {saved.version} of the list for {type_ or 'all types'}."


def _move_all(draft: Draft, affected: Sequence[Affected], actor: Actor) -> list[str]:
    """One that changed meanwhile is left alone and said so: the others are moved all the same."""
    failed = sum(not _move(draft, one, actor) for one in affected)
    moved = len(affected) - failed
    said = [f"{counted(moved, 'booking is', 'bookings are')} being moved."] if moved else []
    return said + ([f"{failed} changed meanwhile and stay as they are."] if failed else [])


def _move(draft: Draft, one: Affected, actor: Actor) -> bool:
    """Out of a room that is switched off into the first free one; by a new order into the room that it names."""
    held = console()
    with held.reading() as uow:
        slot: Slot | None = uow.appointments.get(one.id).slot
    if slot is None:
        return False
    wanted = None if one.from_id in draft.closings else one.to_id or None
    reason = draft.note.strip() or draft.closings[one.from_id].reason
    try:
        override.move(held.new_uow, one.id, slot=slot, room_id=wanted, reason=reason, actor=actor, now=held.clock.now())
    except Refused:
        return False
    return True
