"""One press of the button, the same road for both skins: faults, checks, commit, record."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, timedelta

from booking_console.demo.portal import hours
from booking_console.demo.portal.context import Portal
from booking_console.demo.portal.faults import Fault, Target
from booking_console.demo.portal.ledger import FOREIGN, Entry, Outcome, RoomTaken, Submit, Wanted
from booking_console.demo.portal.rooms import ROOMS, Room
from booking_console.demo.portal.sessions import Session

LONGEST_GUEST = 80
FIELDS = ("room", "type", "date", "start", "end", "guest")
EARLY = (
    (Fault.RATE_LIMITED, Outcome.RATE_LIMITED),
    (Fault.CAPTCHA, Outcome.CAPTCHA),
    (Fault.ERROR_500, Outcome.ERROR_500),
    (Fault.DROP_BEFORE_COMMIT, Outcome.DROPPED),
)
UNANSWERED = (Outcome.DROPPED, Outcome.BOOKED_UNANSWERED)


@dataclass(frozen=True)
class Draft:
    """The form as far as it could be read; None where it could not, `blank` names the fields left empty."""

    room: Room | None
    type: str | None
    day: date | None
    start: int | None
    end: int | None
    guest: str
    reference: str
    cost_centre: str
    blank: frozenset[str]

    @property
    def target(self) -> Target:
        return Target(self.guest, self.room.name if self.room else "")


@dataclass(frozen=True)
class Pressed:
    outcome: Outcome
    booking: str | None = None
    blank: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


async def press(
    portal: Portal, draft: Draft, *, session: Session | None, form_is_fresh: bool, changing: Entry | None = None
) -> Pressed:
    """Handle a sent form and note it in the ledger, before any answer and even when none will be given. changing: the booking that the
    form changes; None: it makes one."""
    pressed = _handled(portal, draft, session=session, form_is_fresh=form_is_fresh, changing=changing)
    portal.ledger.record(_submit_of(portal, draft, pressed), now=portal.now())
    if session and pressed.outcome in UNANSWERED and not portal.faults.strikes(Fault.BROWSER_RESEND, draft.target):
        portal.silence.fall_on(session.token)
    if slow := portal.faults.strikes(Fault.SLOW, draft.target):
        await asyncio.sleep(slow.seconds)
    return pressed


def _handled(
    portal: Portal, draft: Draft, *, session: Session | None, form_is_fresh: bool, changing: Entry | None
) -> Pressed:
    if session is None:
        return Pressed(Outcome.SIGNED_OUT)
    if early := _struck_early(portal, draft):
        return Pressed(early)
    if portal.faults.strikes(Fault.SESSION_LOST, draft.target):
        portal.sessions.close(session)
        return Pressed(Outcome.SESSION_LOST)
    if not form_is_fresh:
        return Pressed(Outcome.STALE_FORM)
    checked = _checked(portal, draft)
    if isinstance(checked, Pressed):
        return checked
    if portal.faults.strikes(Fault.PHANTOM_SUCCESS, draft.target):
        return Pressed(Outcome.PHANTOM_SUCCESS, portal.ledger.spend_number())
    return _committed(portal, checked, owner=session.user, changing=changing)


def _struck_early(portal: Portal, draft: Draft) -> Outcome | None:
    return next((outcome for fault, outcome in EARLY if portal.faults.strikes(fault, draft.target)), None)


def _checked(portal: Portal, draft: Draft) -> Wanted | Pressed:
    blank = _blank_fields(portal, draft)
    wrong = tuple(name for name in _unreadable_fields(draft) if name not in blank)
    if blank or wrong or not (draft.room and draft.type and draft.day and draft.start is not None and draft.end):
        return Pressed(Outcome.VALIDATION, blank=blank, wrong=wrong)
    wanted = Wanted(
        room=draft.room.name,
        type=draft.type,
        start=hours.moment(draft.day, draft.start, portal.zone),
        end=hours.moment(draft.day, draft.end, portal.zone),
        guest=draft.guest,
        reference=draft.reference,
    )
    return _refused_time(portal, draft.start, wanted) or wanted


def _blank_fields(portal: Portal, draft: Draft) -> tuple[str, ...]:
    asked_for_more = not draft.cost_centre and portal.faults.strikes(Fault.ADDED_REQUIRED_FIELD, draft.target)
    return (*(name for name in FIELDS if name in draft.blank), *(("cost_centre",) if asked_for_more else ()))


def _unreadable_fields(draft: Draft) -> tuple[str, ...]:
    start, end = draft.start, draft.end
    wrong = {
        "room": draft.room is None,
        "type": draft.type is None,
        "date": draft.day is None,
        "start": start is None or start % hours.SLOT != 0,
        "end": end is None or end % hours.SLOT != 0 or (start is not None and end <= start),
        "guest": len(draft.guest) > LONGEST_GUEST,
    }
    return tuple(name for name, is_wrong in wrong.items() if is_wrong)


def _refused_time(portal: Portal, start: int, wanted: Wanted) -> Pressed | None:
    if start < hours.OPENS or hours.since_midnight(wanted.end, portal.zone) > hours.CLOSES:
        return Pressed(Outcome.CLOSED)
    if wanted.start <= portal.now():
        return Pressed(Outcome.PAST)
    if wanted.start.date() > portal.today() + hours.HORIZON:
        return Pressed(Outcome.OUT_OF_RANGE)
    return None


def _committed(portal: Portal, wanted: Wanted, *, owner: str, changing: Entry | None) -> Pressed:
    target, now = Target(wanted.guest, wanted.room), portal.now()
    if portal.faults.strikes(Fault.ROOM_TAKEN, target):
        _steal(portal, wanted)
    wanted = _put_right(portal, wanted, target)
    raced = portal.faults.strikes(Fault.DOUBLE_WINNER, target)
    add = portal.ledger.add_twice if raced else portal.ledger.add
    try:
        booking = portal.ledger.change(changing.id, wanted) if changing else add(wanted, owner=owner, now=now)
    except RoomTaken:
        return Pressed(Outcome.ROOM_CONFLICT)
    dropped = portal.faults.strikes(Fault.DROP_AFTER_COMMIT, target)
    return Pressed(Outcome.BOOKED_UNANSWERED if dropped else Outcome.BOOKED, booking)


def _put_right(portal: Portal, wanted: Wanted, target: Target) -> Wanted:
    """As a portal stores it that thinks it knows better than the form, and says nothing."""
    others: list[Wanted] = []
    if portal.faults.strikes(Fault.ANOTHER_ROOM, target):
        others = [replace(wanted, room=room.name) for room in ROOMS if room.name != wanted.room]
    elif portal.faults.strikes(Fault.ANOTHER_TIME, target):
        hours_off = (timedelta(hours=hour) for hour in (1, -1, 2, -2))
        others = [replace(wanted, start=wanted.start + off, end=wanted.end + off) for off in hours_off]
    return next((one for one in others if portal.ledger.is_free(one) and not _is_outside(portal, one)), wanted)


def _is_outside(portal: Portal, wanted: Wanted) -> bool:
    return _refused_time(portal, hours.since_midnight(wanted.start, portal.zone), wanted) is not None


def _steal(portal: Portal, wanted: Wanted) -> None:
    stranger = Wanted(wanted.room, wanted.type, wanted.start, wanted.end, "Walk-in")
    try:
        portal.ledger.add(stranger, owner=FOREIGN, now=portal.now())
    except RoomTaken:
        return


def _submit_of(portal: Portal, draft: Draft, pressed: Pressed) -> Submit:
    start = None
    if draft.day and draft.start is not None:
        start = hours.moment(draft.day, draft.start, portal.zone)
    room = draft.room.name if draft.room else None
    booking = None if pressed.outcome is Outcome.PHANTOM_SUCCESS else pressed.booking
    return Submit(pressed.outcome, room, start, draft.guest, booking)
