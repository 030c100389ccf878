"""A booking that gets another time or room by changing its entry on the portal, where the portal can do that.

The booking's row is the portal's entry. Before the press the row says where the entry is to be and, in `was`, where it is; so whoever
finds it after a crash reads both places back: it stands at exactly one of them, or a person is asked. It is never booked twice.
"""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from booking_console.domain.appointment import Appointment
from booking_console.domain.booking import AttemptResult, Booking, BookingStatus, Origin, StepName, Stray
from booking_console.domain.errors import Conflict, ContractBroken, Refused, RoomTaken, Unavailable
from booking_console.domain.portal import (
    REFUSALS,
    Changed,
    Place,
    RoomRequest,
    SubmitOutcome,
    SubmitResult,
    judge_change,
)
from booking_console.domain.rooms import Room
from booking_console.services import settle, strays
from booking_console.services.ports import PreparedForm
from booking_console.services.press import refuse_to_press, submit, words_of
from booking_console.services.records import UnitOfWork
from booking_console.services.road import Road, stop_queue
from booking_console.services.trail import Trail
from booking_console.services.walk import Ended, Stop, Walk

_SENTENCES = {
    Changed.MOVED: "found at its new place, and no longer at its old one",
    Changed.STAYED: "still at its old place, nothing was changed",
    Changed.BOTH: "The portal shows more than one entry for this visit, or ours beside somebody else's.",
    Changed.NEITHER: "The portal shows this visit neither at its old place nor at its new one.",
    Changed.ELSEWHERE: "The portal shows this visit at a place that nobody asked for.",
    Changed.UNCLEAR: "The portal does not tell which entry is the one that was changed.",
}


class NotChangeable(Refused):
    """The entry cannot be changed after all: a new one is booked, and this one freed."""


@dataclass(frozen=True, slots=True)
class Seen:
    verdict: Changed
    reference: str | None
    sentence: str
    stray: Stray | None = None


def change_entry(walk: Walk, old: Booking, room: Room, stop: Stop | None) -> Ended:
    """Raises RoomTaken when this room is gone, NotChangeable before anything was pressed. stop: in place of the submit."""
    with ExitStack() as open_forms:
        form = _fill(walk, old, room, open_forms)
        if stop is not None:
            return stop(walk, replace(old, room_id=room.id, slot=walk.slot))
        changing = _write_down(walk, old, room)
        result = submit(walk, changing, form)
    return _read_back(walk, changing, result)


def _fill(walk: Walk, old: Booking, room: Room, open_forms: ExitStack) -> PreparedForm:
    rooms, visit = _rooms(walk.road), walk.appointment
    was = request_of(old, visit, Place(old.room_id, old.slot), old.guest, rooms)
    wanted = request_of(old, visit, Place(room.id, walk.slot), visit.guest, rooms)
    with walk.trail.step(StepName.FILL, room_id=room.id) as step:
        prepared = walk.road.portal.prepare_change(was, wanted, reference=old.portal_reference, evidence=step)
        try:
            return open_forms.enter_context(prepared)
        except RoomTaken:
            raise
        except Refused as error:
            raise NotChangeable(str(error)) from error


def request_of(booking: Booking, visit: Appointment, place: Place, guest: str, rooms: dict[int, Room]) -> RoomRequest:
    return RoomRequest(
        key=booking.key,
        room=rooms[place.room_id],
        slot=place.slot,
        guest=guest,
        type=visit.type,
        guest_email=visit.guest_email,
    )


def _write_down(walk: Walk, old: Booking, room: Room) -> Booking:
    """The write-ahead. Raises RoomTaken when our log holds that room for another visit."""
    visit = walk.appointment
    with walk.trail.step(StepName.WRITE_DOWN, room_id=room.id), walk.road.new_uow() as uow:
        now = walk.road.clock.now()
        uow.leases.hold(walk.lease, now=now, until=now + walk.road.policy.lease)
        refuse_to_press(uow, visit)
        current = uow.bookings.get(old.id)
        if current != old:
            raise Conflict("The booking was changed while its entry was being changed.")
        changing = replace(
            current,
            status=BookingStatus.SUBMITTING,
            room_id=room.id,
            slot=walk.slot,
            guest=visit.guest,
            revision=visit.revision,
            was=Origin(room_id=old.room_id, slot=old.slot, guest=old.guest, revision=old.revision),
            submitted_at=now,
            check_due_at=None,
            checks=0,
        )
        uow.bookings.save(changing, was=BookingStatus.CONFIRMED)
        uow.attempts.choose(walk.trail.attempt_id, room_id=room.id, booking_id=old.id)
    return changing


def _read_back(walk: Walk, changing: Booking, result: SubmitResult) -> Ended:
    """Only now is it known what the submit did."""
    road, trail = walk.road, walk.trail
    try:
        seen = look_at_both(road, trail, changing, walk.appointment, answer=result.outcome)
    except (Unavailable, ContractBroken) as error:
        settle.into_doubt(road, changing, f"The portal could not be read back: {error}", result)
        trail.end(AttemptResult.IN_DOUBT, str(error))
        if isinstance(error, ContractBroken):
            stop_queue(road, error, attempt_id=trail.attempt_id)
        return Ended.IN_DOUBT
    if seen.verdict is Changed.MOVED:
        settle.confirm(road, trail, changing, seen.reference or result.reference)
        return Ended.BOOKED
    if seen.verdict is Changed.STAYED and result.outcome in REFUSALS:
        with road.new_uow() as uow:
            put_back(uow, uow.bookings.get(changing.id))
        if result.outcome is SubmitOutcome.ROOM_TAKEN:
            raise RoomTaken("The room was taken between the look and the submit.")
        raise Refused(f"Nothing was changed: {words_of(result)}.")
    settle.into_doubt(road, changing, f"The portal does not prove the change: {words_of(result)}.", result)
    if seen.verdict in (Changed.BOTH, Changed.NEITHER, Changed.ELSEWHERE):
        settle.alarm(road, changing.id, seen.sentence, stray=seen.stray)
    trail.end(AttemptResult.IN_DOUBT, seen.sentence)
    return Ended.IN_DOUBT


def look_at_both(
    road: Road, trail: Trail, changing: Booking, visit: Appointment, *, answer: SubmitOutcome | None = None
) -> Seen:
    """Read the portal afresh at both places, and everywhere when it is not at the new one. answer: to the submit, when it was just
    pressed. Raises Unavailable or ContractBroken when it cannot be read."""
    assert changing.was is not None
    rooms, was = _rooms(road), Place(changing.was.room_id, changing.was.slot)
    to = Place(changing.room_id, changing.slot)
    with trail.step(StepName.READ_BACK, room_id=changing.room_id) as step:
        seen = [
            entry
            for place, guest in ((to, changing.guest), (was, changing.was.guest))
            for entry in road.portal.find(request_of(changing, visit, place, guest, rooms), evidence=step)
        ]
        each = {(e.room_id, e.slot, e.reference, e.owner): e for e in sorted(seen, key=lambda e: bool(e.ours))}
        entries = strays.whose(road, changing, list(each.values()))
        verdict = judge_change(entries, was, to, reference=changing.portal_reference)
        sentence, stray = _SENTENCES[verdict], None
        if verdict in (Changed.NEITHER, Changed.UNCLEAR) or (verdict is Changed.STAYED and answer not in REFUSALS):
            request = request_of(changing, visit, to, changing.guest, rooms)
            stray = strays.search(road, changing, request, evidence=step, answer=answer)
        if stray is not None:
            verdict = Changed.BOTH if verdict is Changed.STAYED else Changed.ELSEWHERE
            sentence = strays.sentence(road, changing, stray)
        step.note, step.has_failed = sentence, verdict not in (Changed.MOVED, Changed.STAYED)
    here = (e.reference for e in entries if e.ours is not False and Place(e.room_id, e.slot) == to)
    return Seen(
        verdict,
        next(here, None) if verdict is Changed.MOVED else None,
        sentence,
        stray if verdict is Changed.ELSEWHERE else None,
    )


def put_back(uow: UnitOfWork, changing: Booking) -> None:
    """Proven: the entry stands where it stood. In the caller's transaction; a visit that was cancelled meanwhile frees it."""
    was = changing.was
    assert was is not None
    back = replace(
        changing,
        status=BookingStatus.CONFIRMED,
        room_id=was.room_id,
        slot=was.slot,
        guest=was.guest,
        revision=was.revision,
        was=None,
        stray=None,
        reason="",
        check_due_at=None,
        checks=0,
    )
    uow.bookings.save(back, was=changing.status)
    if not uow.appointments.get(changing.appointment_id).is_live:
        settle.free(uow, back, "The appointment was cancelled while it was being moved.")


def found_out(road: Road, trail: Trail, cancelling: Booking, visit: Appointment) -> Booking:
    """Where an entry stands that is to be cancelled and was being changed before. Raises Refused when that cannot be told."""
    if cancelling.was is None:
        return cancelling
    seen = look_at_both(road, trail, cancelling, visit)
    if seen.verdict in (Changed.BOTH, Changed.UNCLEAR):
        raise Refused(seen.sentence)
    was = cancelling.was
    there = replace(cancelling, was=None, stray=seen.stray or cancelling.stray)
    if seen.verdict is Changed.STAYED:
        there = replace(there, room_id=was.room_id, slot=was.slot, guest=was.guest)
    with road.new_uow() as uow:
        uow.bookings.save(there, was=cancelling.status)
    return there


def entry_of(uow: UnitOfWork, visit: Appointment, now: datetime) -> Booking | None:
    """The booking of an earlier time or room that could be changed; None when there is none, or more than one."""
    live = [b for b in uow.bookings.of_appointment(visit.id) if b.status is BookingStatus.CONFIRMED]
    is_earlier = len(live) == 1 and live[0].revision < visit.revision
    return live[0] if is_earlier and live[0].slot.start > now else None


def _rooms(road: Road) -> dict[int, Room]:
    with road.new_uow() as uow:
        return {room.id: room for room in uow.rooms.all()}
