"""Find what the person booked, compare it with what we would have booked, and take it into our log as it stands on the portal.

Only reads the portal. Each comparison is one transaction, so a crash leaves a visit either compared or still to be compared.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from booking_console.domain.actor import SYSTEM
from booking_console.domain.allocation import Availability
from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.booking import BY_HAND, Booking, BookingStatus
from booking_console.domain.errors import Conflict, ContractBroken, RoomTaken, Unavailable
from booking_console.domain.policy import Policy
from booking_console.domain.shadow import (
    Compared,
    Found,
    Shadow,
    ShadowState,
    differences,
    is_named,
    next_look,
    pick,
)
from booking_console.services import settle, shadow, shadow_words
from booking_console.services import shadow_search as searching
from booking_console.services.records import UnitOfWork
from booking_console.services.road import Road, ask_person, stop_queue
from booking_console.services.shadow_search import Wanted
from booking_console.services.walk import Walk

log = structlog.get_logger()

_WANTS_ROOM = (AppointmentStatus.WAITING, AppointmentStatus.NEEDS_ATTENTION)
_FOUND = "Booked by hand on the portal; found there in shadow mode."


def compare_due(road: Road, *, at_once: bool = False) -> int:
    """Look for what people booked of the visits that are due, with one look for each day; how many visits were looked for.

    at_once: all of them.
    """
    now = road.clock.now()
    with road.new_uow() as uow:
        if uow.control.switch().is_automatic:
            return 0
        open_ = uow.shadows.looked_for()
    by_day = {searching.day_of(road, one.slot): list[Shadow]() for one in open_ if at_once or one.due_at <= now}
    for one in open_:
        by_day.get(searching.day_of(road, one.slot), []).append(one)
    for day, shadows in by_day.items():
        try:
            shown = searching.look(road, day)
            for one in shadows:
                _compare(road, one, _entries(road, one, shown))
        except Unavailable as error:
            _later(road, shadows)
            log.info("shadow_not_compared", reason=str(error))
        except ContractBroken as error:
            stop_queue(road, error, attempt_id=None)
            break
    return sum(len(shadows) for shadows in by_day.values())


def is_found_by_hand(walk: Walk) -> bool:
    """Before a visit that was tried in shadow mode is booked by us: a person may have booked it meanwhile. Then it is taken over."""
    road, visit = walk.road, walk.appointment
    with road.new_uow() as uow:
        if not uow.shadows.of_appointment(visit.id):
            return False
    shown = searching.look(road, searching.day_of(road, walk.slot))
    entries = searching.search(road, Wanted(visit, walk.slot, visit.guest), shown)
    there = [one for one in entries if one.slot == walk.slot and is_named(one.owner, visit.guest)]
    if not there:
        return False
    with road.new_uow() as uow:
        _adopt(uow, uow.appointments.get(visit.id), there[0], road.clock.now())
    return True


def _entries(road: Road, one: Shadow, shown: Availability | None) -> list[Found]:
    with road.new_uow() as uow:
        visit = uow.appointments.get(one.appointment_id)
    return searching.search(road, Wanted(visit, one.slot, one.guest, one.room_id), shown)


def _later(road: Road, shadows: Sequence[Shadow]) -> None:
    now = road.clock.now()
    for one in shadows:
        with road.new_uow() as uow:
            current = uow.shadows.get(one.id)
            if current.is_open:
                uow.shadows.save(replace(current, due_at=next_look(one.began_at, now)), was=current.state)


def _compare(road: Road, one: Shadow, entries: Sequence[Found]) -> None:
    now = road.clock.now()
    try:
        with road.new_uow() as uow:
            current, visit = uow.shadows.get(one.id), uow.appointments.get(one.appointment_id)
            if current.is_open:
                _conclude(uow, road.policy, current, visit, entries, now)
    except Conflict as error:
        log.info("shadow_not_compared", shadow_id=one.id, reason=str(error))


def _conclude(
    uow: UnitOfWork, policy: Policy, one: Shadow, visit: Appointment, entries: Sequence[Found], now: datetime
) -> None:
    if visit.revision != one.revision or visit.status not in _WANTS_ROOM:
        _drop(uow, one, "The visit was changed or cancelled before anybody booked it.", now)
        return
    found = pick(one, _unclaimed(uow, one, entries))
    if found is not None:
        _judge(uow, policy, one, visit, found, now)
    elif one.slot.end <= now:
        _drop(uow, one, "The time of the visit passed, and no booking for it was found on the portal.", now)
    elif one.state is ShadowState.OPEN and now >= one.ask_at:
        _ask(uow, policy, one, visit, now)
    else:
        uow.shadows.save(replace(one, due_at=next_look(one.began_at, now)), was=one.state)


def _unclaimed(uow: UnitOfWork, one: Shadow, entries: Sequence[Found]) -> list[Found]:
    """Without what our log or another visit that is looked for accounts for."""
    others = [other for other in uow.shadows.looked_for() if other.appointment_id != one.appointment_id]

    def is_claimed(entry: Found) -> bool:
        held = [b for b in uow.bookings.holding(entry.slot) if b.room_id == entry.room_id]
        is_ours = any(
            b.slot == entry.slot and (b.appointment_id, b.slot) != (one.appointment_id, one.slot) for b in held
        )
        return is_ours or any(entry.slot == other.slot and is_named(entry.owner, other.guest) for other in others)

    return [entry for entry in entries if not is_claimed(entry)]


def _judge(uow: UnitOfWork, policy: Policy, one: Shadow, visit: Appointment, found: Found, now: datetime) -> None:
    differing = differences(one, found)
    state = ShadowState.DIFFERS if differing else ShadowState.AGREES
    uow.shadows.save(replace(one, state=state, found=found, judged_at=now, reason=""), was=one.state)
    uow.audit.add(
        f"shadow.{state.value}",
        actor=SYSTEM.name,
        at=now,
        subject="appointment",
        subject_id=visit.id,
        detail=", ".join(differing),
    )
    if Compared.TIME in differing or Compared.GUEST in differing:
        ask_person(uow, policy, visit, _words(uow, policy, one, found), now)
    else:
        try:
            _adopt(uow, visit, found, now)
        except RoomTaken as error:
            ask_person(uow, policy, visit, f"Shadow mode: it is booked by hand. {error}", now)
    shadow.heed_run(uow, policy, now)
    log.info("shadow_compared", appointment_id=visit.id, agrees=not differing, differing=[d.value for d in differing])


def _words(uow: UnitOfWork, policy: Policy, one: Shadow, found: Found) -> str:
    rooms = {room.id: room.name for room in uow.rooms.all()}
    return shadow_words.differs(one, found, rooms, policy.zone)


def _ask(uow: UnitOfWork, policy: Policy, one: Shadow, visit: Appointment, now: datetime) -> None:
    rooms = {room.id: room.name for room in uow.rooms.all()}
    due = next_look(one.began_at, now)
    uow.shadows.save(replace(one, state=ShadowState.ASKED, due_at=due), was=one.state)
    ask_person(uow, policy, visit, shadow_words.unbooked(one, rooms, now, policy.zone), now)


def _drop(uow: UnitOfWork, one: Shadow, reason: str, now: datetime) -> None:
    uow.shadows.save(replace(one, state=ShadowState.DROPPED, judged_at=now, reason=reason), was=one.state)


def _adopt(uow: UnitOfWork, visit: Appointment, found: Found, now: datetime) -> None:
    """The portal was read and shows it: it holds its room in our log from now on. Nobody is told, the person knows.

    Raises RoomTaken when our log holds that room for another visit.
    """
    for older in uow.bookings.of_appointment(visit.id):
        if older.status is BookingStatus.CONFIRMED:
            _give_up(uow, older, found)
    uow.bookings.add(
        Booking(
            id=0,
            key=BY_HAND + secrets.token_hex(4).upper(),
            appointment_id=visit.id,
            revision=visit.revision,
            room_id=found.room_id,
            slot=found.slot,
            guest=found.owner or visit.guest,
            status=BookingStatus.CONFIRMED,
            portal_reference=found.reference or None,
            reason=_FOUND,
            created_at=now,
        )
    )
    booked = replace(visit, status=AppointmentStatus.BOOKED, reason="", due_at=None, tries=0)
    uow.appointments.save(booked, was=visit.status, revision=visit.revision)
    uow.audit.add("booking.found_by_hand", actor=SYSTEM.name, at=now, subject="appointment", subject_id=visit.id)


def _give_up(uow: UnitOfWork, older: Booking, found: Found) -> None:
    """The booking of an earlier time ends when it is seen to be gone. Where the new one overlaps it, it is gone."""
    settle.free(uow, older, "moved by hand on the portal")
    if older.room_id == found.room_id and older.slot.overlaps(found.slot):
        freed = uow.bookings.get(older.id)
        uow.bookings.save(replace(freed, status=BookingStatus.CANCELLED), was=freed.status)
