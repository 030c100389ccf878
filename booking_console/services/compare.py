"""Compare our log with the portal, both directions, reading only. The evening's run remembers what it found and tells a person once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from booking_console.domain.alarm import Alarm, AlarmKind
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.comparison import (
    SETTLED,
    Comparison,
    Difference,
    DifferenceKind,
    Shown,
    difference,
    is_proven,
    strangers,
)
from booking_console.domain.errors import ContractBroken, LoginRefused, PersonRequired, Refused, Unavailable
from booking_console.domain.portal import ReadBack, judge_read_back
from booking_console.domain.slot import Slot
from booking_console.services import difference_words, settle, strays, tell
from booking_console.services.look_ahead import NoEvidence
from booking_console.services.road import Road, request_of, stop_queue

log = structlog.get_logger()

#: So many days are always compared, and beyond them each one on which we hold a room.
AHEAD = 14


@dataclass
class _Run:
    """What one run found so far."""

    checked: int = 0
    untold: int = 0
    differences: list[Difference] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


def compare(road: Road, first: date, last: date) -> Comparison:
    """Days of the portal's zone, both included. Nothing is changed here or there, and nothing is remembered.

    Raises LoginRefused or PersonRequired. A day that the portal does not answer for, or answers oddly, is a gap, not an error.
    """
    run, started = _Run(), road.clock.now()
    for day in _days(first, last):
        try:
            _compare_day(road, run, day)
        except Unavailable as error:
            run.gaps.append(f"From {_named(day)} on nothing was compared: {error}")
            break
        except (LoginRefused, PersonRequired):
            raise
        except ContractBroken as error:  # one odd page, a holiday's perhaps, is no reason to stop booking
            run.gaps.append(f"{_named(day)} could not be compared: {error}")
    return Comparison(
        at=started,
        first=first,
        last=last,
        checked=run.checked,
        untold=run.untold,
        sees_all=road.portal.facts.shows_whole_days,
        differences=tuple(run.differences),
        gaps=tuple(run.gaps),
    )


def compare_ahead(road: Road) -> Comparison | None:
    """The evening's run: today and the days ahead, as far as the portal books. None: the portal is left alone for now.

    What differs is put before a person: a booking of ours as a question, everything as one alarm, which ends when nothing differs.
    """
    with road.new_uow() as uow:
        if uow.control.switch().is_automatic:
            return None
        held_until = uow.bookings.last_held()
    zone = ZoneInfo(road.portal.facts.zone)
    today = road.clock.now().astimezone(zone).date()
    ahead = today + timedelta(days=AHEAD)
    last = max(ahead, held_until.astimezone(zone).date()) if held_until else ahead
    if road.portal.facts.horizon is not None:
        last = min(last, today + road.portal.facts.horizon)
    try:
        found = compare(road, today, last)
    except (LoginRefused, PersonRequired) as error:
        stop_queue(road, error, attempt_id=None)
        return None
    heed(road, found)
    return found


def heed(road: Road, found: Comparison) -> None:
    """Remember it; tell a person of what differs, once."""
    with road.new_uow() as uow:
        rooms = {room.id: room.name for room in uow.rooms.all()}
    for one in found.differences:
        if one.booking_id is not None and one.kind is not DifferenceKind.LEFT_OVER:
            _question(road, one.booking_id, difference_words.sentence(one, rooms, road.policy.zone))
    with road.new_uow() as uow:
        uow.control.set_comparison(found)
        if not found.differences:
            if not found.gaps and uow.mailbox.end_alarm(AlarmKind.DIFFERS):
                log.info("alarm_ended", alarm=AlarmKind.DIFFERS.value)
            return
        count = len(found.differences)
        said = "One thing differs" if count == 1 else f"{count} things differ"
        alarm = Alarm(
            AlarmKind.DIFFERS,
            f"{said} between our log and the portal.",
            "The page Closing statement lists each of them and says what to do.",
            road.clock.now(),
        )
        if uow.mailbox.raise_alarm(alarm):
            tell.alarm_raised(uow, road.policy, alarm)
            log.warning("alarm_raised", alarm=alarm.kind.value)


def _question(road: Road, booking_id: int, sentence: str) -> None:
    """Only what we took for booked: what is in a person's hands already is not asked twice."""
    with road.new_uow() as uow:
        if uow.bookings.get(booking_id).status is not BookingStatus.CONFIRMED:
            return
    settle.alarm(road, booking_id, sentence)


def _compare_day(road: Road, run: _Run, day: date) -> None:
    """Our log is read before and after the look: what changed in between is no difference."""
    period = _period(day, ZoneInfo(road.portal.facts.zone))
    with road.new_uow() as uow:
        before, rooms = uow.bookings.touching(period), uow.rooms.all()
    is_ahead = (period.start - road.clock.now()) > timedelta(days=AHEAD)
    if is_ahead and not any(b.status in SETTLED for b in before):
        return
    shows_days = road.portal.facts.shows_whole_days
    shown: Shown = road.portal.look(day, rooms=rooms, evidence=NoEvidence()).busy if shows_days else {}
    with road.new_uow() as uow:
        after = uow.bookings.touching(period)
    known = [*before, *after]
    unchanged = {(b.id, b.status) for b in after}
    settled = [b for b in before if b.status in SETTLED and (b.id, b.status) in unchanged]
    if shows_days:
        settled = [b for b in settled if b.room_id in shown]  # where a room could not be read nothing is known
    found = [one for booking in settled if (one := _weigh(road, run, booking, shown, known)) is not None]
    run.differences += [*found, *strangers(shown, known, found)]
    unread = [room.name for room in rooms if shows_days and room.id not in shown]
    if unread:
        run.gaps.append(f"{_named(day)}: {', '.join(unread)} could not be read.")


def _weigh(road: Road, run: _Run, booking: Booking, shown: Shown, known: Sequence[Booking]) -> Difference | None:
    run.checked += 1
    if is_proven(booking, shown):
        return None
    try:
        verdict = ask(road, booking)
    except Refused as error:
        _add_once(run, str(error))
        return None
    over = booking.slot.end <= road.clock.now()
    if verdict is ReadBack.UNCLEAR or (over and verdict is ReadBack.ABSENT):
        run.untold += 1  # some portals clear what is over
        return None
    return difference(booking, verdict, shown, known)


def ask(road: Road, booking: Booking) -> ReadBack:
    """The portal's own answer for this room and time, by the same rules as after a submit. Raises what find() raises."""
    with road.new_uow() as uow:
        appointment = uow.appointments.get(booking.appointment_id)
        room = next(room for room in uow.rooms.all() if room.id == booking.room_id)
    request = request_of(booking, appointment, room)
    return judge_read_back(strays.whose(road, booking, road.portal.find(request, evidence=NoEvidence())), request)


def _add_once(run: _Run, sentence: str) -> None:
    if sentence not in run.gaps:
        run.gaps.append(sentence)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _period(day: date, zone: ZoneInfo) -> Slot:
    start, end = (datetime.combine(d, time(), zone) for d in (day, day + timedelta(days=1)))
    return Slot(start.astimezone(UTC), end.astimezone(UTC))


def _named(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
