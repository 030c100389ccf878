"""Step 4: settle what is in doubt, and free what is to be freed. Reads before it presses, every time."""

from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from booking_console.domain.appointment import Appointment, AppointmentStatus
from booking_console.domain.booking import AWAITS_APPROVAL, AttemptResult, Booking, BookingStatus, StepName
from booking_console.domain.errors import Conflict, ContractBroken, LeaseLost, Refused, Unavailable
from booking_console.domain.portal import CancelOutcome, Changed, ReadBack
from booking_console.domain.rooms import Room
from booking_console.domain.witness import is_proven
from booking_console.services import by_hand, change, settle, strays
from booking_console.services.leases import Lease
from booking_console.services.road import OUR_FAULT, Road, give_back, postpone, request_of, stop_queue, take_lease
from booking_console.services.trail import Trail

log = structlog.get_logger()

_MISSED = "The portal's own mail confirms this booking, but it is not there."

_NEAR = timedelta(hours=2)
_TURNED_DOWN = "The portal turned our request down, or somebody took it back: nothing is booked."


@dataclass(frozen=True, slots=True)
class Hand:
    """One booking in hand, under the lease of its appointment."""

    road: Road
    trail: Trail
    lease: Lease
    is_shadowed: bool = False

    def prove(self, booking: Booking) -> None:
        """Right before the press: a worker that was frozen must not cancel what was booked since. Raises LeaseLost or Conflict."""
        now = self.road.clock.now()
        with self.road.new_uow() as uow:
            uow.leases.hold(self.lease, now=now, until=now + self.road.policy.lease)
            if uow.shadows.plan().is_on:
                raise Conflict("Shadow mode was switched on before the cancellation.")
            if uow.bookings.get(booking.id).status is not BookingStatus.CANCELLING:
                raise Conflict("Somebody else settled this booking first.")


def settle_next(road: Road) -> int | None:
    """Settle the oldest due booking that is submitting without a living lease, in doubt, or cancelling; its id.

    While the switch is off because of the portal nothing is touched; while a person has stopped booking, reading back goes on
    and nothing is cancelled. In shadow mode, too, only the reading goes on: a person cancels by hand.
    """
    now = road.clock.now()
    with road.new_uow() as uow:
        switch = uow.control.switch()
        if switch.is_automatic:
            return None
        skip = () if switch.is_on else uow.bookings.cancelling()
        booking = uow.bookings.next_to_settle(now, skip=skip)
        if booking is None:
            return None
        lease = take_lease(road, uow, booking.appointment_id, now)
        if lease is None:
            return None
        was, booking = booking.status, _doubtful(booking)
        if was is not booking.status:
            uow.bookings.save(booking, was=was)
        appointment = uow.appointments.get(booking.appointment_id)
        room = next(r for r in uow.rooms.all() if r.id == booking.room_id)
        purpose = "cancel" if booking.status is BookingStatus.CANCELLING else "reconcile"
        attempt_id = uow.attempts.begin(
            appointment_id=booking.appointment_id, purpose=purpose, worker=road.worker, at=now
        )
        uow.attempts.choose(attempt_id, room_id=room.id, booking_id=booking.id)
        is_shadowed = uow.shadows.plan().is_on
    try:
        trail = Trail(road.new_uow, road.clock, attempt_id)
        _settle(Hand(road, trail, lease, is_shadowed=is_shadowed), booking, appointment, room)
    finally:
        give_back(road, lease)
    return booking.id


def _doubtful(booking: Booking) -> Booking:
    """A submit whose worker died is in doubt."""
    if booking.status is BookingStatus.SUBMITTING:
        return replace(booking, status=BookingStatus.IN_DOUBT, reason="The worker was interrupted while it submitted.")
    return booking


def _settle(hand: Hand, booking: Booking, appointment: Appointment, room: Room) -> None:
    road, trail = hand.road, hand.trail
    try:
        if booking.status is BookingStatus.CANCELLING:
            _cancel(hand, booking, appointment, room)
        else:
            _read_back(road, trail, booking, appointment, room)
    except LeaseLost as error:
        trail.end(AttemptResult.ABANDONED, str(error))
        _look_again(road, booking, "The portal was so slow that the time for one try ran out.")
    except Conflict as error:
        trail.end(AttemptResult.ABANDONED, str(error))
    except Unavailable as error:
        trail.end(AttemptResult.UNAVAILABLE, str(error))
        _look_again(road, booking, str(error))
    except ContractBroken as error:
        trail.end(AttemptResult.CONTRACT_BROKEN, str(error))
        _look_again(road, booking, str(error))
        stop_queue(road, error, attempt_id=trail.attempt_id)
    except Refused as error:
        trail.end(AttemptResult.REFUSED, str(error))
        settle.alarm(road, booking.id, str(error))
    except Exception:
        # A fault of ours must not keep the other bookings from being settled: this one is looked at again, then a person is asked.
        log.exception("settling_crashed", booking_id=booking.id)
        trail.end(AttemptResult.ABANDONED, OUR_FAULT)
        _look_again(road, booking, OUR_FAULT)


def _read_back(road: Road, trail: Trail, booking: Booking, appointment: Appointment, room: Room) -> None:
    if booking.was is not None:
        _read_both_back(road, trail, booking, appointment)
        return
    seen = settle.look_for(road, trail, booking, appointment, room)
    with road.new_uow() as uow:
        is_witnessed = is_proven(uow.witnesses.of_booking(booking.id))
    if seen.verdict is ReadBack.OURS or (seen.verdict is ReadBack.UNCLEAR and is_witnessed):
        settle.confirm(road, trail, booking, seen.reference)
    elif seen.verdict is ReadBack.ABSENT and is_witnessed:
        trail.end(AttemptResult.IN_DOUBT, _MISSED)
        settle.alarm(road, booking.id, _MISSED)
    elif seen.verdict is ReadBack.PENDING:
        trail.end(AttemptResult.IN_DOUBT, seen.sentence)
        _await(road, booking)
    elif seen.verdict is ReadBack.ABSENT and booking.awaits_approval:
        trail.end(AttemptResult.REFUSED, _TURNED_DOWN)
        settle.alarm(road, booking.id, _TURNED_DOWN)
    elif seen.verdict in (ReadBack.CLASH, ReadBack.ELSEWHERE):
        trail.end(AttemptResult.IN_DOUBT, seen.sentence)
        settle.alarm(road, booking.id, seen.sentence, stray=seen.stray)
    elif seen.verdict is not ReadBack.ABSENT:
        trail.end(AttemptResult.IN_DOUBT, seen.sentence)
        _look_again(road, booking, seen.sentence)
    else:
        _absent(road, trail, booking)


def _read_both_back(road: Road, trail: Trail, booking: Booking, appointment: Appointment) -> None:
    """An entry that was being changed: it stands at one of its two places."""
    seen = change.look_at_both(road, trail, booking, appointment)
    if seen.verdict is Changed.MOVED:
        settle.confirm(road, trail, booking, seen.reference)
    elif seen.verdict is Changed.UNCLEAR:
        trail.end(AttemptResult.IN_DOUBT, seen.sentence)
        _look_again(road, booking, seen.sentence)
    elif seen.verdict in (Changed.BOTH, Changed.ELSEWHERE) or _is_ripe(road, trail, booking):
        if seen.verdict is not Changed.STAYED:
            trail.end(AttemptResult.IN_DOUBT, seen.sentence)
            settle.alarm(road, booking.id, seen.sentence, stray=seen.stray)
            return
        with road.new_uow() as uow:
            change.put_back(uow, uow.bookings.get(booking.id))
        trail.end(AttemptResult.REFUSED, seen.sentence)
        _try_again(road, booking)


def _await(road: Road, booking: Booking) -> None:
    """However long the portal takes it is read back, ever more rarely, until a person must know that the visit is near."""
    now = road.clock.now()
    with road.new_uow() as uow:
        current = uow.bookings.get(booking.id)
        if not settle.is_wanted(uow.appointments.get(booking.appointment_id), current):
            settle.free(uow, current, "The appointment was changed or cancelled before the portal approved it.")
            return
        waited = now - (booking.submitted_at or booking.created_at)
        if now < booking.slot.start - _NEAR or waited < road.policy.longest_wait:
            due = now + max(road.policy.first_wait, min(waited / 4, road.policy.longest_wait))
            uow.bookings.save(replace(current, check_due_at=due, reason=AWAITS_APPROVAL), was=current.status)
            return
    settle.alarm(road, booking.id, f"{AWAITS_APPROVAL} The visit is near: please ask the portal's people.")


def _is_ripe(road: Road, trail: Trail, booking: Booking) -> bool:
    """Absence proves something only once an unanswered submit can no longer arrive; until then it is looked at again."""
    ripe = (booking.submitted_at or booking.created_at) + road.policy.answer + road.policy.settle
    if road.clock.now() >= ripe:
        return True
    with road.new_uow() as uow:
        current = uow.bookings.get(booking.id)
        uow.bookings.save(replace(current, check_due_at=ripe), was=current.status)
    trail.end(AttemptResult.IN_DOUBT, "not there yet; looked at again before anything is concluded")
    return False


def _absent(road: Road, trail: Trail, booking: Booking) -> None:
    if not _is_ripe(road, trail, booking):
        return
    sentence = "not there, nothing was booked"
    with road.new_uow() as uow:
        planned = replace(booking, status=BookingStatus.PLANNED, check_due_at=None)
        uow.bookings.save(planned, was=booking.status)
        uow.bookings.save(replace(planned, status=BookingStatus.CANCELLED, reason=sentence), was=BookingStatus.PLANNED)
    trail.end(AttemptResult.REFUSED, sentence)
    _try_again(road, booking)


def _try_again(road: Road, booking: Booking) -> None:
    """The appointment still wants a room; the failed try counts, so a portal that lies for ever ends with a person."""
    with road.new_uow() as uow:
        appointment = uow.appointments.get(booking.appointment_id)
        if appointment.revision != booking.revision:
            return
        if appointment.status is AppointmentStatus.NEEDS_ATTENTION:
            back = replace(appointment, status=AppointmentStatus.WAITING, reason="", due_at=None)
            uow.appointments.save(back, was=appointment.status, revision=appointment.revision)
            return
    postpone(road, booking.appointment_id, "The portal did not keep the booking, nothing was booked.", retry_after=None)


def _cancel(hand: Hand, booking: Booking, appointment: Appointment, room: Room) -> None:
    road, trail = hand.road, hand.trail
    booking = change.found_out(road, trail, booking, appointment)
    there = strays.where_it_stands(booking)
    room = _room(road, there)
    if hand.is_shadowed:
        by_hand.see_whether_gone(road, trail, there, appointment, room)
        return
    if not road.portal.facts.has_cancel:
        trail.end(AttemptResult.REFUSED, "The profile describes no way to cancel.")
        settle.alarm(
            road, booking.id, "This portal's profile knows no way to cancel: please cancel it on the portal by hand."
        )
        return
    with trail.step(StepName.CANCEL, room_id=room.id) as step:
        outcome = CancelOutcome.NOT_THERE
        for place in [there, *([booking] if booking.stray else [])]:  # somebody may have put it right meanwhile
            if outcome is CancelOutcome.NOT_THERE:
                outcome = road.portal.cancel(
                    request_of(place, appointment, _room(road, place)),
                    reference=place.portal_reference,
                    evidence=step,
                    before_press=lambda: hand.prove(booking),
                )
        step.note = {
            CancelOutcome.CANCELLED: "cancelled, and gone when read back",
            CancelOutcome.NOT_THERE: "was not there any more",
            CancelOutcome.UNKNOWN: "the portal gave no clear answer",
        }[outcome]
    if outcome is CancelOutcome.UNKNOWN:
        trail.end(AttemptResult.IN_DOUBT, step.note)
        _look_again(road, booking, "The portal gave no clear answer to the cancellation.")
        return
    with road.new_uow() as uow:
        settle.record_cancelled(uow, road.policy, booking, road.clock.now())
    log.info("booking_cancelled", booking_id=booking.id, appointment_id=booking.appointment_id)
    trail.end(AttemptResult.CANCELLED, step.note)


def _room(road: Road, booking: Booking) -> Room:
    with road.new_uow() as uow:
        return next(room for room in uow.rooms.all() if room.id == booking.room_id)


def _look_again(road: Road, booking: Booking, reason: str) -> None:
    """Back-off; after the policy's number of looks a person is asked, and nobody presses meanwhile."""
    with road.new_uow() as uow:
        current = uow.bookings.get(booking.id)
        if current.status is not booking.status:
            return  # somebody else settled it meanwhile
        checks = current.checks + 1
        if checks < road.policy.attempts:
            due = road.clock.now() + road.policy.wait_after(checks)
            kept = AWAITS_APPROVAL if current.awaits_approval else reason
            uow.bookings.save(replace(current, checks=checks, check_due_at=due, reason=kept), was=current.status)
            return
    settle.alarm(road, booking.id, f"Looked {checks} times and still not certain. {reason}")
