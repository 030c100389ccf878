"""Mails that number nothing: each one is a step, "booked at A", "moved from A to B", "cancelled at B".

The steps fit together by the times that they name, in whichever order they come: a step is taken when the visit stands where it
begins. Until then it is open and a person is asked; the mail that was missing answers the question. The mails' dates decide only
where the times leave it open. See docs/decisions/0008-mails-in-any-order.md.
"""

from collections.abc import Sequence

from booking_console.domain.appointment import Appointment, Channel
from booking_console.domain.extraction import Kind
from booking_console.domain.message import MessageState
from booking_console.domain.notice import Notice, NoticeState
from booking_console.services import follow, tell
from booking_console.services.case import (
    STALE,
    Case,
    Told,
    answer,
    complete,
    end,
    is_guest_of,
    keep,
    linked,
    loose,
    may_mean,
    of_kind,
    refuse_past,
    standing,
)
from booking_console.services.entries import note, refuse_shared
from booking_console.services.follow import Unclear, Visit
from booking_console.services.route import Route, route_from, shares_reference
from booking_console.services.story import merged, visit_of

_SEEN = (NoticeState.APPLIED, NoticeState.NOTED)
_HAVE = Told("We have this appointment already: nothing to do.")
_OTHER_TIME = "The mail names a reference that we know, but another time than ours."


def book(case: Case) -> Told:
    mine, others = case.notice, linked(case)
    visit = follow.visit_of(case.fields, case.policy)
    known = standing(case, mine.start)
    if known is not None:
        return _have(case, known, visit)
    if _was_left(case, others):
        keep(case, None)
        return Told(STALE)
    _refuse_known_otherwise(case, others)
    route = route_from(mine, others)
    _refuse_unexplained(case, others, route)
    told = _enter(case, visit, route)
    _close_older(case, others, route)
    return told


def move(case: Case) -> Told:
    mine, others = case.notice, linked(case)
    if _is_repeated(case, others):
        keep(case, None)
        return Told("The appointment was moved already: nothing to do.")
    known = _to_move(case)
    if known is not None:
        return _move_on(case, known, others)
    if held := _held(case, others):
        return _book_held(case, held, others)
    if standing(case, mine.start) is not None:
        keep(case, None, state=NoticeState.NOTED)
        return Told("The appointment is at this time already: nothing to do.")
    if any(n.sent > mine.sent for n in of_kind(others, *_SEEN) if _overrules(case, n)):
        keep(case, None)
        return Told(STALE)
    if mine.uid is None or loose(case) or any(n.state is NoticeState.OPEN for n in others):
        raise Unclear("The mail moves an appointment that we do not know.")
    visit = follow.visit_of(case.fields, case.policy)
    return _enter(case, visit, Route((), is_over=False))


def cancel(case: Case) -> Told:
    mine, others = case.notice, linked(case)
    known = standing(case, mine.start)
    if known is not None and not _is_other_entry(case, known):
        refuse_shared(case, known)
        end(case, known)
        tell.appointment_ended(case.uow, case.policy, known, case.now)
        note(case, "appointment.cancelled", known.id)
        keep(case, known.id)
        return Told("The appointment is cancelled.")
    if held := _held(case, others):
        return _book_held(case, held, others)
    if known is None and _is_over(case, others):
        keep(case, None)
        return Told("The appointment was cancelled already: nothing to do.")
    if mine.uid is not None and not loose(case):
        keep(case, None)
        return Told("Cancels an appointment that we never booked: kept in mind.", MessageState.IGNORED)
    if mine.reference and any(a.is_live for a in case.uow.appointments.by_reference(mine.reference)):
        raise Unclear(_OTHER_TIME)
    raise Unclear("The mail cancels an appointment that we do not know.")


def _have(case: Case, known: Appointment, visit: Visit) -> Told:
    is_same = known.slot is not None and (known.slot.end == visit.slot.end or case.fields.end is None)
    if not is_same:
        raise Unclear("We have an appointment with this reference or guest, but at another time.")
    complete(case, known, visit)
    keep(case, known.id)
    return _HAVE


def _was_left(case: Case, others: Sequence[Notice]) -> bool:
    """The visit stood at this time once and left it: the mail is late, or it says that everything is as before."""
    mine = case.notice
    left = [n for n in of_kind(others, *_SEEN) if n.left == mine.start]
    if left and mine.sent > max(n.sent for n in left):
        raise Unclear("The mail confirms a time that the appointment was moved from, or cancelled at, before.")
    return bool(left)


def _refuse_known_otherwise(case: Case, others: Sequence[Notice]) -> None:
    mine, uow = case.notice, case.uow
    ended = [a for a in uow.appointments.by_guest(mine.guest, mine.start) if not a.is_live]
    if any(may_mean(mine, a) for a in ended):
        raise Unclear("The mail confirms an appointment that was cancelled before.")
    if any(n.kind is Kind.BOOKING and n.start == mine.start and n.appointment_id for n in others):
        raise Unclear("The mail confirms an appointment that was changed here since.")
    same = uow.appointments.by_reference(mine.reference) if mine.reference else []
    if any(a.is_live and a.message_id != case.message.id for a in same):
        raise Unclear(_OTHER_TIME)
    if mine.uid and mine.sequence and loose(case):
        raise Unclear("The mail may move an appointment that exists already.")


def _refuse_unexplained(case: Case, others: Sequence[Notice], route: Route) -> None:
    """Later mails of this reference speak of times that this one does not lead to: something is missing in between."""
    mine = case.notice
    open_ = [n for n in of_kind(others, NoticeState.OPEN) if shares_reference(n, mine)]
    taken, newest = {step.id for step in route.steps}, max([mine.sent, *(step.sent for step in route.steps)])
    if any(n.sent > newest and n.id not in taken for n in open_):
        raise Unclear("Other mails with this reference speak of other times; a mail in between may be missing.")


def _is_repeated(case: Case, others: Sequence[Notice]) -> bool:
    """The very step was taken before: the same mail again, or the same words from before a later step."""
    mine = case.notice
    taken = [n for n in of_kind(others, *_SEEN) if not n.is_cancel and n.start == mine.start]
    taken = [n for n in taken if mine.left is None or n.left == mine.left]
    later = [n.sent for n in of_kind(others, *_SEEN)]
    return any(n.sent == mine.sent for n in taken) or (bool(taken) and mine.sent < max(later))


def _to_move(case: Case) -> Appointment | None:
    mine = case.notice
    if mine.left is not None:
        known = standing(case, mine.left)
        return known if known is None or not _is_other_entry(case, known) else None
    if mine.reference is None:
        return None
    live = [a for a in case.uow.appointments.by_reference(mine.reference) if a.is_live]
    if len(live) > 1:
        raise Unclear("The mail could mean more than one of our appointments.")
    if live and not is_guest_of(case, live[0]):
        raise Unclear("The mail names a reference that we know, but another guest than ours.")
    if live and any(n.sent == mine.sent for n in of_kind(case.uow.notices.of_appointment(live[0].id), *_SEEN)):
        raise Unclear("Two mails of the same time move this appointment differently.")
    return live[0] if live else None


def _is_other_entry(case: Case, known: Appointment) -> bool:
    return bool(case.notice.uid and known.uid and case.notice.uid != known.uid)


def _overrules(case: Case, taken: Notice) -> bool:
    """A step that was taken from the same place, or from the place where this one leads; or any step where the reference stands
    for one visit alone."""
    mine = case.notice
    return taken.left in (mine.left or mine.start, mine.start) or (shares_reference(taken, mine) and _is_single(case))


def _is_single(case: Case) -> bool:
    reference = case.notice.reference
    return reference is not None and len(case.uow.appointments.by_reference(reference)) == 1


def _close_older(case: Case, others: Sequence[Notice], route: Route) -> None:
    """What was asked about steps from before the one that is taken now is moot."""
    taken = [case.notice, *route.steps]
    newest, left = max(step.sent for step in taken), {step.left for step in taken}
    is_single = _is_single(case)
    older = [n for n in of_kind(others, NoticeState.OPEN) if n.sent < newest]
    moot = [n for n in older if n.start in left or (is_single and shares_reference(n, case.notice))]
    answer(case, moot, None)


def _move_on(case: Case, known: Appointment, others: Sequence[Notice]) -> Told:
    mine = case.notice
    said = case.uow.notices.of_appointment(known.id)
    if mine.left is None and any(n.sent > mine.sent for n in of_kind(said, *_SEEN)):
        keep(case, known.id)
        return Told(STALE)
    was, route = known.slot, route_from(mine, others)
    visit = _along(case, follow.visit_of(case.fields, case.policy, length=was), route)
    if route.is_over:
        end(case, known)
        tell.appointment_ended(case.uow, case.policy, known, case.now)
    elif was != visit.slot:
        refuse_past(visit.slot.start, case.now)
        follow.move(case.uow, known, visit, message_id=case.message.id)
    else:
        complete(case, known, visit)
    note(case, "appointment.cancelled" if route.is_over else "appointment.moved", known.id)
    keep(case, known.id, left=was.start if was else None)
    answer(case, route.steps, known.id)
    _close_older(case, others, route)
    return Told("The appointment is cancelled." if route.is_over else "The appointment is moved.")


def _held(case: Case, others: Sequence[Notice]) -> list[Notice]:
    """Confirmations that were not booked because something was missing between them and later mails: now it is here."""
    mine, open_ = case.notice, [n for n in others if n.kind is Kind.BOOKING and n.state is NoticeState.OPEN]
    leads = [n for n in open_ if any(step.id == mine.id for step in route_from(n, [*others, mine]).steps)]
    return leads if len({n.start for n in leads}) == 1 else []


def _book_held(case: Case, held: Sequence[Notice], others: Sequence[Notice]) -> Told:
    route = route_from(held[0], [*others, case.notice])
    _refuse_unexplained(case, others, route)
    told = _enter(case, visit_of(case, held[0]), route, held)
    _close_older(case, others, route)
    return told


def _enter(case: Case, first: Visit, route: Route, held: Sequence[Notice] = ()) -> Told:
    """A visit that we do not have yet, at the place where the steps lead."""
    mine = case.notice
    left = next((step.left for step in route.steps if step.id == mine.id), None)
    steps = [*held, *(step for step in route.steps if step.id != mine.id)]
    visit = _along(case, first, route)
    if route.is_over:
        keep(case, None, left=left)
        answer(case, steps, None)
        return Told("Another mail cancelled it already: nothing is booked.")
    if standing_elsewhere := standing(case, visit.slot.start):
        keep(case, standing_elsewhere.id, left=left)
        answer(case, steps, standing_elsewhere.id)
        return _HAVE
    refuse_past(visit.slot.start, case.now)
    appointment_id = follow.add(case.uow, visit, channel=Channel.MAIL, message_id=case.message.id, now=case.now)
    note(case, "appointment.received", appointment_id)
    keep(case, appointment_id, left=left)
    answer(case, steps, appointment_id)
    return Told("A new appointment." if not steps else "A new appointment, moved by another mail.")


def _along(case: Case, visit: Visit, route: Route) -> Visit:
    for step in route.steps:
        if not step.is_cancel:
            visit = merged(visit, visit_of(case, step, length=visit.slot))
    return visit


def _is_over(case: Case, others: Sequence[Notice]) -> bool:
    mine = case.notice
    ended = case.uow.appointments.by_guest(mine.guest, mine.start)
    if any(not a.is_live and may_mean(mine, a) for a in ended):
        return True
    return any(n.is_cancel and n.state is NoticeState.APPLIED and n.start == mine.start for n in others)
