"""Look at the portal without booking: its health, what others booked, and the days that somebody wants to see."""

from datetime import date, timedelta

import structlog

from booking_console.domain.errors import ContractBroken, Unavailable
from booking_console.domain.health import Part, PartState
from booking_console.domain.portal import EvidenceKind, ProbeReport
from booking_console.services import drift
from booking_console.services.intake import note_health
from booking_console.services.records import UnitOfWork
from booking_console.services.road import Road, stop_queue

log = structlog.get_logger()

_GOOD_FOR = timedelta(minutes=30)


class NoEvidence:
    """A look that leaves no pictures."""

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None:
        """Nothing is kept."""


def check_portal(road: Road) -> bool:
    """Probe the portal and look at today; False when it is left alone or in trouble. Hard drift stops booking."""
    with road.new_uow() as uow:
        if uow.control.switch().is_automatic:
            return False
    album = drift.Album()
    try:
        soft = drift.heed(road, _checked(road, album), album)
    except Unavailable as error:
        note_health(road.new_uow, road.clock, Part.PORTAL, PartState.TROUBLE, str(error))
        return False
    except ContractBroken as error:
        stop_queue(road, error, attempt_id=None)
        return False
    note_health(road.new_uow, road.clock, Part.PORTAL, PartState.TROUBLE if soft else PartState.FINE, soft or "fine")
    today = road.clock.now().astimezone(road.policy.zone).date()
    with road.new_uow() as uow:
        for ahead in range(2):
            uow.control.ask_look(today + timedelta(days=ahead), at=road.clock.now())
    return look_asked(road) >= 0


def _checked(road: Road, album: drift.Album) -> ProbeReport:
    try:
        return road.portal.check(evidence=album)
    except ContractBroken as error:
        drift.note_stop(road, error, album)
        raise


def check_before_batch(road: Road) -> None:
    """Before the first booking after a while without a good look: what has changed stops it before its form is opened."""
    with road.new_uow() as uow:
        now = road.clock.now()
        waiting = uow.appointments.next_waiting(now, skip=uow.shadows.in_hand())
        if not uow.control.switch().is_on or waiting is None or _failed_just_now(road, uow):
            return
        good_at = uow.control.health(Part.PORTAL).good_at
    if good_at is None or now - good_at > _GOOD_FOR:
        check_portal(road)


def look_asked(road: Road) -> int:
    """Look at the days that were asked for; how many were seen. Trouble is the portal's health, not an error."""
    if not road.portal.facts.shows_whole_days:
        return 0  # a day of it would be hundreds of questions
    with road.new_uow() as uow:
        if uow.control.switch().is_automatic or _failed_just_now(road, uow):
            return 0
        days, rooms = [d for d in uow.control.looks_asked() if _is_offered(road, d)], uow.rooms.all()
    for number, day in enumerate(days):
        try:
            seen = road.portal.look(day, rooms=rooms, evidence=NoEvidence())
        except Unavailable as error:
            note_health(road.new_uow, road.clock, Part.PORTAL, PartState.TROUBLE, str(error))
            return number
        except ContractBroken as error:
            stop_queue(road, error, attempt_id=None)
            return number
        with road.new_uow() as uow:
            uow.control.keep_look(day, seen)
    return len(days)


def _failed_just_now(road: Road, uow: UnitOfWork) -> bool:
    """A portal that is down is not asked at every tick: each look costs a page, and it has trouble enough."""
    seen = uow.control.health(Part.PORTAL)
    is_recent = seen.checked_at is not None and road.clock.now() - seen.checked_at < road.policy.first_wait
    return seen.state is PartState.TROUBLE and is_recent


def _is_offered(road: Road, day: date) -> bool:
    """Beyond its horizon the portal shows another page, which would look like drift."""
    horizon, today = road.portal.facts.horizon, road.clock.now().astimezone(road.policy.zone).date()
    return horizon is None or day <= today + horizon
