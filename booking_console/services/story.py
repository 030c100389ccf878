"""A visit whose mails tell its whole story: booked, then step after step, each beginning where the one before it ended, in the order
of their dates. Then the end is certain, whatever was made of the single mails while others were missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking_console.domain.appointment import Appointment, Channel
from booking_console.domain.extraction import Kind
from booking_console.domain.notice import Notice
from booking_console.domain.slot import Slot
from booking_console.services import follow, tell
from booking_console.services.case import Case, Told, answer, complete, end, keep, linked, refuse_past, standing
from booking_console.services.entries import note, refuse_shared
from booking_console.services.follow import Unclear, Visit


@dataclass(frozen=True, slots=True)
class Story:
    path: tuple[Notice, ...]
    is_over: bool

    @property
    def end(self) -> datetime:
        return self.path[-1].start


def follow_story(case: Case) -> Told | None:
    """None when the mails so far do not tell a whole story, or when somebody else had a hand in it."""
    if case.notice.uid is not None:
        return None
    mails = _of_this_visit(case)
    story = whole_story([*mails, case.notice])
    if story is None or len(mails) < 2:
        return None
    visits = [case.uow.appointments.get(n) for n in sorted({m.appointment_id for m in mails if m.appointment_id})]
    live = [a for a in visits if a.is_live]
    if len(live) > 1 or (not live and visits and not story.is_over) or _is_moved_by_hand(live, mails):
        return None
    return _cancel(case, live, mails) if story.is_over else _stand(case, live, mails, story)


def whole_story(mails: Sequence[Notice]) -> Story | None:
    """Repetitions of a step are left out where they lead nowhere."""
    first, *rest = sorted(mails, key=lambda m: (m.sent, m.kind is not Kind.BOOKING))
    if first.kind is not Kind.BOOKING or _parts(mails):
        return None
    path, told, is_over = [first], {_words(first)}, False
    for mail in rest:
        at = path[-1].start
        is_next = not is_over and mail.kind is not Kind.BOOKING and mail.left in (at, None)
        is_again = _words(mail) in told and (mail.kind is not Kind.BOOKING or (mail.start == at and not is_over))
        if not (is_next or is_again):
            return None
        if is_next:
            path.append(mail)
            told.add(_words(mail))
            is_over = mail.is_cancel
    return Story(tuple(path), is_over)


def _words(mail: Notice) -> tuple[Kind, datetime, datetime | None]:
    return mail.kind, mail.start, mail.left


def _parts(mails: Sequence[Notice]) -> bool:
    """Two mails of one time that say different things: their order is anybody's guess."""
    at = {mail.sent: _words(mail) for mail in mails}
    return any(at[mail.sent] != _words(mail) for mail in mails)


def _of_this_visit(case: Case) -> list[Notice]:
    """What is linked by the reference; where there is none, by the times."""
    mine = case.notice
    others = [n for n in linked(case) if n.uid is None]
    if mine.reference is not None:
        return [n for n in others if n.reference == mine.reference]
    times, found = {mine.start, mine.left}, list[Notice]()
    while more := [n for n in others if n not in found and {n.start, n.left} & times - {None}]:
        found += more
        times |= {time for n in more for time in (n.start, n.left)}
    return found


def _is_moved_by_hand(live: Sequence[Appointment], mails: Sequence[Notice]) -> bool:
    told = {mail.start for mail in mails}
    return any(a.slot is None or a.slot.start not in told for a in live)


def _cancel(case: Case, live: Sequence[Appointment], mails: Sequence[Notice]) -> Told:
    for known in live:
        refuse_shared(case, known)
        end(case, known)
        tell.appointment_ended(case.uow, case.policy, known, case.now)
        note(case, "appointment.cancelled", known.id)
    keep(case, live[0].id if live else None)
    answer(case, mails, live[0].id if live else None)
    return Told("The appointment is cancelled." if live else "It is cancelled by mail already: nothing is booked.")


def _stand(case: Case, live: Sequence[Appointment], mails: Sequence[Notice], story: Story) -> Told | None:
    known = live[0] if live else None
    visit = _visit(case, story)
    if visit is None or (known is None and standing(case, story.end) is not None):
        return None
    if known is not None and known.slot is not None and known.slot.start == story.end:
        complete(case, known, visit)
        told = Told("The appointment is at this time already: nothing to do.")
    else:
        refuse_past(visit.slot.start, case.now)
        told, known = _put(case, known, visit)
    keep(case, known.id)
    answer(case, mails, known.id)
    return told


def _put(case: Case, known: Appointment | None, visit: Visit) -> tuple[Told, Appointment]:
    uow = case.uow
    if known is None:
        added = follow.add(uow, visit, channel=Channel.MAIL, message_id=case.message.id, now=case.now)
        note(case, "appointment.received", added)
        return Told("A new appointment, moved by another mail."), uow.appointments.get(added)
    follow.move(uow, known, visit, message_id=case.message.id)
    note(case, "appointment.moved", known.id)
    return Told("The appointment is moved."), known


def _visit(case: Case, story: Story) -> Visit | None:
    """As the last step states it, filled up by the steps before; None when its mail cannot be read again."""
    visit = None
    for step in story.path:
        try:
            visit = merged(visit, visit_of(case, step, length=visit.slot if visit else None))
        except Unclear:
            visit = None
    return visit


def visit_of(case: Case, notice: Notice, *, length: Slot | None = None) -> Visit:
    """As the mail of this or of another notice states it. Raises Unclear."""
    if notice.id == case.notice.id:
        return follow.visit_of(case.fields, case.policy, length=length)
    reading = case.uow.messages.get(notice.message_id).extraction
    if reading is None or notice.place >= len(reading.appointments):
        raise Unclear("The mail that this one continues cannot be read any more.")
    return follow.visit_of(reading.appointments[notice.place], case.policy, length=length)


def merged(before: Visit | None, after: Visit) -> Visit:
    """The later one, with what only the earlier one says."""
    if before is None:
        return after
    return replace(
        after,
        type=after.type or before.type,
        specialist=after.specialist or before.specialist,
        reference=after.reference or before.reference,
        guest_email=after.guest_email or before.guest_email,
        uid=after.uid or before.uid,
        sequence=after.sequence if after.uid else before.sequence,
    )
