"""The one unsafe step, what is written before it, and what is proved after it."""

from dataclasses import replace

from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.booking import AttemptResult, Booking, BookingStatus, StepName
from booking_console.domain.errors import Conflict, ContractBroken, Refused, RoomTaken, Unavailable
from booking_console.domain.portal import REFUSALS, ReadBack, SubmitOutcome, SubmitResult
from booking_console.domain.rooms import Room
from booking_console.services import settle
from booking_console.services.ports import PreparedForm
from booking_console.services.records import UnitOfWork
from booking_console.services.road import stop_queue
from booking_console.services.walk import Ended, Walk


def write_down(walk: Walk, booking: Booking) -> Booking:
    """The write-ahead: from this commit on a crash is settled by reading back, never by pressing again."""
    with walk.trail.step(StepName.WRITE_DOWN, room_id=booking.room_id), walk.road.new_uow() as uow:
        now = walk.road.clock.now()
        uow.leases.hold(walk.lease, now=now, until=now + walk.road.policy.lease)
        refuse_to_press(uow, walk.appointment)
        submitting = replace(booking, status=BookingStatus.SUBMITTING, submitted_at=now)
        uow.bookings.save(submitting, was=BookingStatus.PLANNED)
    return submitting


def refuse_to_press(uow: UnitOfWork, visit: Appointment) -> None:
    """In the transaction that writes the press down. Raises Conflict when the world has changed since the visit was taken up."""
    fresh = uow.appointments.get(visit.id)
    if fresh.status is not AppointmentStatus.WAITING or fresh.revision != visit.revision:
        raise Conflict("The appointment was changed while it was being booked.")
    if not uow.control.switch().is_on:
        raise Conflict("Booking was switched off before the submit.")
    if uow.shadows.plan().is_on:
        raise Conflict("Shadow mode was switched on before the submit.")


def submit(walk: Walk, booking: Booking, form: PreparedForm) -> SubmitResult:
    with walk.trail.step(StepName.SUBMIT, room_id=booking.room_id) as step:
        try:
            too_late = _why_not_to_press(walk, booking)
            result = SubmitResult(SubmitOutcome.UNKNOWN, too_late) if too_late else form.submit()
        except (Unavailable, ContractBroken) as error:
            result = SubmitResult(SubmitOutcome.UNKNOWN, str(error))
        step.note = words_of(result)
        step.has_failed = result.outcome not in (SubmitOutcome.SUCCESS, SubmitOutcome.PENDING)
    return result


def _why_not_to_press(walk: Walk, booking: Booking) -> str:
    """A process that was frozen after the write-ahead may have lost its lease meanwhile: then it must not press any more."""
    with walk.road.new_uow() as uow:
        if uow.shadows.plan().is_on:
            return "not pressed, because shadow mode was switched on"
    policy, written = walk.road.policy, booking.submitted_at or booking.created_at
    # Well before `answer` is over, because absence is believed from `answer` + `settle` on.
    is_fresh = walk.road.clock.now() - written < min(policy.lease / 3, policy.answer / 2)
    return "" if is_fresh else "not pressed in time"


def words_of(result: SubmitResult) -> str:
    words = {
        SubmitOutcome.SUCCESS: "the portal said yes",
        SubmitOutcome.PENDING: "the portal took it down as a request",
        SubmitOutcome.ROOM_TAKEN: "the portal said that the room is taken",
        SubmitOutcome.UNKNOWN: "the portal gave no clear answer",
    }.get(result.outcome, f"the portal refused ({result.outcome.value.replace('_', ' ')})")
    return f"{words}: “{result.text}”" if result.text else words


def read_back(walk: Walk, booking: Booking, room: Room, result: SubmitResult) -> Ended:
    """Only now is it known what the submit did."""
    try:
        seen = settle.look_for(walk.road, walk.trail, booking, walk.appointment, room, answer=result.outcome)
    except (Unavailable, ContractBroken) as error:
        settle.into_doubt(walk.road, booking, f"The portal could not be read back: {error}", result)
        walk.trail.end(AttemptResult.IN_DOUBT, str(error))
        if isinstance(error, ContractBroken):
            stop_queue(walk.road, error, attempt_id=walk.trail.attempt_id)
        return Ended.IN_DOUBT
    if seen.verdict is ReadBack.OURS:
        settle.confirm(walk.road, walk.trail, booking, seen.reference or result.reference)
        return Ended.BOOKED
    if seen.verdict is ReadBack.ABSENT and result.outcome in REFUSALS:
        return _refused_by_portal(walk, booking, result)
    if seen.verdict is ReadBack.PENDING:
        settle.into_doubt(walk.road, booking, seen.sentence, result)
        walk.trail.end(AttemptResult.IN_DOUBT, seen.sentence)
        return Ended.IN_DOUBT
    settle.into_doubt(walk.road, booking, f"The portal does not prove the booking: {words_of(result)}.", result)
    if seen.verdict in (ReadBack.CLASH, ReadBack.CONTRADICTED, ReadBack.ELSEWHERE):
        settle.alarm(walk.road, booking.id, seen.sentence, stray=seen.stray)
    walk.trail.end(AttemptResult.IN_DOUBT, seen.sentence)
    return Ended.IN_DOUBT


def _refused_by_portal(walk: Walk, booking: Booking, result: SubmitResult) -> Ended:
    """Refused and not there: nothing was booked."""
    refuse(walk, booking, BookingStatus.SUBMITTING, words_of(result))
    if result.outcome is SubmitOutcome.ROOM_TAKEN:
        raise RoomTaken("The room was taken between the look and the submit.")
    raise Refused(f"Nothing was booked: {words_of(result)}.")


def refuse(walk: Walk, booking: Booking, was: BookingStatus, reason: str) -> None:
    with walk.road.new_uow() as uow:
        uow.bookings.save(replace(booking, status=BookingStatus.REFUSED, reason=reason), was=was)
