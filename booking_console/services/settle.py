"""What a submit or a cancel really did: read the portal back and record what it proves."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import structlog

from booking_console.domain.actor import SYSTEM
from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.booking import (
    AWAITS_APPROVAL,
    TRANSITIONS,
    AttemptResult,
    Booking,
    BookingStatus,
    StepName,
    Stray,
)
from booking_console.domain.errors import Conflict
from booking_console.domain.outbox import EventName
from booking_console.domain.policy import Policy
from booking_console.domain.portal import ReadBack, SubmitOutcome, SubmitResult, judge_read_back
from booking_console.domain.rooms import Room
from booking_console.domain.witness import dissent
from booking_console.services import strays, tell
from booking_console.services.records import UnitOfWork
from booking_console.services.road import Road, ask_person, request_of
from booking_console.services.trail import Trail

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Seen:
    verdict: ReadBack
    reference: str | None
    sentence: str
    stray: Stray | None = None


_SENTENCES = {
    ReadBack.OURS: "found",
    ReadBack.ABSENT: "not there, nothing was booked",
    ReadBack.CLASH: "The portal shows more than one entry in this room at this time.",
    ReadBack.CONTRADICTED: "The portal said yes, but shows another name in this room at this time.",
    ReadBack.PENDING: AWAITS_APPROVAL,
    ReadBack.UNCLEAR: "There is an entry at this time, but the portal does not tell whose it is.",
}

_NOT_IN_PLACE = (ReadBack.ABSENT, ReadBack.CONTRADICTED, ReadBack.UNCLEAR)


def look_for(
    road: Road,
    trail: Trail,
    booking: Booking,
    appointment: Appointment,
    room: Room,
    *,
    answer: SubmitOutcome | None = None,
    is_cancelled: bool = False,
) -> Seen:
    """Read the portal afresh. answer: what it said to the submit, if it did. is_cancelled: only whether it is gone from its place is
    asked; else it is looked for elsewhere before it is called absent.

    Raises Unavailable or ContractBroken when it cannot be read.
    """
    request = request_of(booking, appointment, room)
    with trail.step(StepName.READ_BACK, room_id=room.id) as step:
        entries = strays.whose(road, booking, road.portal.find(request, evidence=step))
        verdict = judge_read_back(entries, request, answer=answer)
        reference = next((e.reference for e in entries if e.ours and e.slot == booking.slot), None)
        sentence, stray = _SENTENCES.get(verdict, ""), None
        if verdict in _NOT_IN_PLACE and not is_cancelled:
            stray = strays.search(road, booking, request, evidence=step, answer=answer)
        if stray is not None:
            verdict, sentence = ReadBack.ELSEWHERE, strays.sentence(road, booking, stray)
        step.note = f"found as {reference}" if verdict is ReadBack.OURS and reference else sentence
        step.has_failed = verdict not in (ReadBack.OURS, ReadBack.PENDING, ReadBack.ABSENT)
    return Seen(verdict, reference, sentence, stray)


def confirm(road: Road, trail: Trail, booking: Booking, reference: str | None) -> None:
    """Proven: exactly one entry, and it is ours. Booking, appointment, what is to be freed and who is told, in one transaction."""
    now = road.clock.now()
    with trail.step(StepName.TELL, room_id=booking.room_id) as step, road.new_uow() as uow:
        current = uow.bookings.get(booking.id)
        if current.status not in (BookingStatus.SUBMITTING, BookingStatus.IN_DOUBT):
            raise Conflict("Somebody else settled this booking first.")
        step.note = record_confirmed(uow, road.policy, current, reference, now)
        otherwise = dissent(uow.witnesses.of_booking(booking.id))
    trail.end(AttemptResult.BOOKED, f"found as {reference}" if reference else "found on the portal")
    log.info(
        "booking_confirmed", booking_id=booking.id, appointment_id=booking.appointment_id, portal_reference=reference
    )
    if otherwise:
        alarm(road, booking.id, otherwise)


def record_confirmed(uow: UnitOfWork, policy: Policy, booking: Booking, reference: str | None, now: datetime) -> str:
    """In the caller's transaction; what follows, in plain words. confirmed_at stays empty for what nobody was told of."""
    confirmed = replace(
        booking,
        status=BookingStatus.CONFIRMED,
        portal_reference=reference or booking.portal_reference,
        check_due_at=None,
        reason="",
        was=None,
        stray=None,
    )
    appointment = uow.appointments.get(booking.appointment_id)
    if booking.was is not None and appointment.is_live and appointment.revision > booking.revision:
        uow.bookings.save(confirmed, was=booking.status)
        return "moved, and to be moved again"
    if not is_wanted(appointment, booking):
        uow.bookings.save(confirmed, was=booking.status)
        free(uow, confirmed, "The appointment was changed or cancelled while it was being booked.")
        return "no longer wanted, is freed again"
    confirmed = replace(confirmed, confirmed_at=now)
    uow.bookings.save(confirmed, was=booking.status)
    was_changed = booking.was is not None and booking.confirmed_at is not None
    told = _mark_booked(uow, policy, appointment, confirmed, now, was_changed=was_changed)
    return f"{told} to tell" if told else "nobody to tell"


def is_wanted(appointment: Appointment, booking: Booking) -> bool:
    wants = (AppointmentStatus.WAITING, AppointmentStatus.NEEDS_ATTENTION, AppointmentStatus.BOOKED)
    return appointment.status in wants and appointment.revision == booking.revision


def _mark_booked(
    uow: UnitOfWork,
    policy: Policy,
    appointment: Appointment,
    booking: Booking,
    now: datetime,
    *,
    was_changed: bool = False,
) -> int:
    """was_changed: the entry that people were told of is the same one, elsewhere."""
    booked = replace(appointment, status=AppointmentStatus.BOOKED, reason="", due_at=None, tries=0)
    uow.appointments.save(booked, was=appointment.status, revision=appointment.revision)
    older = [b for b in uow.bookings.of_appointment(appointment.id) if b.revision < booking.revision]
    for previous in older:
        if previous.status is BookingStatus.CONFIRMED:
            free(uow, previous, "moved to another time or room")
    was_moved = was_changed or any(b.confirmed_at for b in older)
    rooms = {r.id: r for r in uow.rooms.all()}
    uow.audit.add("booking.confirmed", actor=SYSTEM.name, at=now, subject="appointment", subject_id=appointment.id)
    event = EventName.MOVED if was_moved else EventName.BOOKED
    return tell.room_booked(uow, policy, booked, booking, rooms[booking.room_id], now, event=event)


def record_cancelled(uow: UnitOfWork, policy: Policy, booking: Booking, now: datetime) -> None:
    """The room is free again, in the caller's transaction. Who was told of the booking is told of its end, once."""
    cancelled = replace(booking, status=BookingStatus.CANCELLED, check_due_at=None)
    uow.bookings.save(cancelled, was=booking.status)
    for slot in {booking.slot, *([booking.stray.slot] if booking.stray else [])}:
        _refresh_look(uow, slot.start.astimezone(policy.zone).date(), now)
    appointment = uow.appointments.get(booking.appointment_id)
    announced = [b.id for b in uow.bookings.of_appointment(appointment.id) if b.confirmed_at or b.is_by_hand]
    if appointment.status is AppointmentStatus.CANCELLED and announced[-1:] == [booking.id]:
        room = next(r for r in uow.rooms.all() if r.id == booking.room_id)
        tell.room_cancelled(uow, policy, appointment, cancelled, room, now)


def _refresh_look(uow: UnitOfWork, day: date, now: datetime) -> None:
    """Whoever has that day before them would still be shown our own entry as somebody's."""
    if uow.control.look(day) is not None:
        uow.control.ask_look(day, at=now)


def free(uow: UnitOfWork, booking: Booking, reason: str) -> None:
    """Write down that the portal's entry is to be cancelled; the worker does it and reads back."""
    uow.bookings.save(
        replace(booking, status=BookingStatus.CANCELLING, reason=reason, check_due_at=None, checks=0),
        was=booking.status,
    )


def into_doubt(road: Road, booking: Booking, reason: str, result: SubmitResult | None = None) -> None:
    """Nobody presses again until the portal has told. A clear answer of the portal is looked at again soon, silence after `settle`."""
    now = road.clock.now()
    is_clear = result is not None and result.outcome is SubmitOutcome.SUCCESS
    wait = timedelta(seconds=1) if is_clear else min(road.policy.first_wait, road.policy.settle)
    with road.new_uow() as uow:
        current = uow.bookings.get(booking.id)
        if current.status is BookingStatus.SUBMITTING:
            said = current.portal_reference or (result.reference if result else None)
            doubtful = replace(
                current,
                status=BookingStatus.IN_DOUBT,
                reason=reason,
                check_due_at=now + wait,
                portal_reference=said,
            )
            uow.bookings.save(doubtful, was=BookingStatus.SUBMITTING)
    log.warning("booking_in_doubt", booking_id=booking.id)


def alarm(road: Road, booking_id: int, sentence: str, *, stray: Stray | None = None) -> None:
    """The portal shows what must not be, or never tells: a person decides, loudly. stray: where it stands instead."""
    with road.new_uow() as uow:
        booking = uow.bookings.get(booking_id)
        if BookingStatus.NEEDS_ATTENTION not in TRANSITIONS[booking.status]:
            return  # somebody else settled it meanwhile
        booking = replace(booking, stray=stray or booking.stray)
        question(uow, road.policy, booking, sentence, road.clock.now())
    log.error("booking_needs_attention", booking_id=booking_id)


def question(uow: UnitOfWork, policy: Policy, booking: Booking, sentence: str, now: datetime) -> None:
    """Put the booking before a person, in the caller's transaction."""
    asked = replace(booking, status=BookingStatus.NEEDS_ATTENTION, reason=sentence, check_due_at=None)
    uow.bookings.save(asked, was=booking.status)
    appointment = uow.appointments.get(booking.appointment_id)
    if appointment.status is AppointmentStatus.WAITING and appointment.revision == booking.revision:
        ask_person(uow, policy, appointment, sentence, now, event=EventName.FAILED)
    else:
        tell.person_needed(uow, policy, appointment, sentence, now, event=EventName.FAILED)
