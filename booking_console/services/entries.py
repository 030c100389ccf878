"""Calendar entries: each mail states the whole visit in a numbered version, so the newest version holds, in whichever order
they come. SEQUENCE decides, then DTSTAMP (RFC 5546), then the mail's date.
"""

from datetime import datetime

from booking_console.domain.actor import SYSTEM
from booking_console.domain.appointment import Appointment, AppointmentStatus, Channel
from booking_console.domain.extraction import Kind
from booking_console.domain.notice import Age, Notice, NoticeState
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
    refuse_past,
    starts,
)
from booking_console.services.follow import Unclear


def follow_entry(case: Case) -> Told | None:
    """None when nothing is known of the entry: then the words of the mail must tell which visit is meant."""
    earlier = _earlier(case)
    if not earlier:
        return None
    mine = case.notice
    ages = {version.id: mine.age(version) for version in earlier if version.uid == mine.uid}
    if Age.OLDER in ages.values():
        return _stale(case, earlier)
    same = [version for version in earlier if ages.get(version.id) is Age.SAME]
    if same:
        return _again(case, same)
    if mine.is_cancel:
        return _cancel(case, earlier)
    known = _visit(case, earlier)
    return _appear(case, earlier) if known is None else _change(case, known, earlier)


def _earlier(case: Case) -> list[Notice]:
    """Other versions. One visit of a recurring entry is named by the start that it had in it."""
    notices, mine = case.uow.notices, case.notice
    found = [*notices.by_uid(mine.uid or ""), *_of_series(case)]
    if mine.is_cancel:
        found += notices.of_series(mine.uid or "")
    return [n for n in found if n.message_id != mine.message_id and n.state is not NoticeState.DROPPED]


def _of_series(case: Case) -> list[Notice]:
    base, slash, moment = (case.notice.uid or "").rpartition("/")
    try:
        at = datetime.fromisoformat(moment) if slash else None
    except ValueError:
        return []
    return [n for n in case.uow.notices.by_uid(base) if at is not None and n.start == at]


def _visits(case: Case, earlier: list[Notice]) -> list[Appointment]:
    ids = dict.fromkeys(n.appointment_id for n in earlier if n.appointment_id is not None)
    return [case.uow.appointments.get(appointment_id) for appointment_id in ids]


def _visit(case: Case, earlier: list[Notice]) -> Appointment | None:
    """The live visit of the entry; None when the entry was cancelled by its own mail, or never led to one."""
    visits = _visits(case, earlier)
    live = [a for a in visits if a.is_live]
    if len(live) > 1:
        raise Unclear("The mail could mean more than one of our appointments.")
    if not live and visits and not _newest(earlier).is_cancel:
        raise Unclear("The mail speaks of an appointment that was cancelled or completed before.")
    return live[0] if live else None


def _newest(versions: list[Notice]) -> Notice:
    newest = versions[0]
    for version in versions[1:]:
        newest = version if version.age(newest) is not Age.OLDER else newest
    return newest


def _stale(case: Case, earlier: list[Notice]) -> Told:
    """Late, but it may know what the newer version did not say."""
    live = [a for a in _visits(case, earlier) if a.is_live]
    if len(live) == 1 and not case.notice.is_cancel and is_guest_of(case, live[0]):
        complete(case, live[0], follow.visit_of(case.fields, case.policy))
    keep(case, live[0].id if live else None)
    return Told(STALE)


def _again(case: Case, same: list[Notice]) -> Told:
    if not all(case.notice.says_the_same(version) for version in same):
        raise Unclear("Two mails give the same version of one calendar entry differently.")
    keep(case, same[-1].appointment_id)
    return Told("We have this version of the calendar entry already: nothing to do.")


def _cancel(case: Case, earlier: list[Notice]) -> Told:
    live = [a for a in _visits(case, earlier) if a.is_live]
    for known in live:
        if not is_guest_of(case, known):
            raise Unclear("The mail cancels this calendar entry under another guest's name.")
        refuse_shared(case, known)
        end(case, known)
        tell.appointment_ended(case.uow, case.policy, known, case.now)
        note(case, "appointment.cancelled", known.id)
    keep(case, live[0].id if live else None)
    answer(case, earlier, live[0].id if live else None)
    return Told("The appointment is cancelled." if live else "The appointment was cancelled already: nothing to do.")


def refuse_shared(case: Case, known: Appointment) -> None:
    """Another calendar entry or another reference still states this very visit."""
    for other in case.uow.notices.of_appointment(known.id):
        if not case.notice.may_mean_the_same(other) and not other.is_cancel and starts(known, other.start):
            raise Unclear("The mail cancels a visit that another confirmation, not cancelled, states as well.")


def _appear(case: Case, earlier: list[Notice]) -> Told | None:
    """Newer than its own cancellation: it takes place after all. Otherwise all that came of it so far are questions."""
    if not _newest(earlier).is_cancel:
        return None
    visit = follow.visit_of(case.fields, case.policy)
    refuse_past(visit.slot.start, case.now)
    if any(a.is_live for a in case.uow.appointments.by_guest(visit.guest, visit.slot.start)):
        raise Unclear("The mail confirms a cancelled appointment again, and we have another one at that time.")
    appointment_id = follow.add(case.uow, visit, channel=Channel.MAIL, message_id=case.message.id, now=case.now)
    note(case, "appointment.received", appointment_id)
    keep(case, appointment_id)
    answer(case, earlier, appointment_id)
    return Told("A new version of a cancelled appointment: it takes place after all.")


def _change(case: Case, known: Appointment, earlier: list[Notice]) -> Told:
    if not is_guest_of(case, known):
        raise Unclear("The calendar entry was given to us before under another guest's name.")
    visit = follow.visit_of(case.fields, case.policy, length=known.slot)
    was, slot = known.slot, visit.slot
    if was is not None and was.start == slot.start and (was.end == slot.end or case.fields.end is None):
        complete(case, known, visit)
        keep(case, known.id)
        answer(case, earlier, known.id)
        return Told("We have this appointment already: nothing to do.")
    _refuse_moved_by_hand(known, earlier)
    refuse_past(slot.start, case.now)
    follow.move(case.uow, known, visit, message_id=case.message.id)
    note(case, "appointment.moved", known.id)
    keep(case, known.id, left=was.start if was else None)
    answer(case, earlier, known.id)
    return Told("A newer version of an appointment that we have: it is moved.")


def _refuse_moved_by_hand(known: Appointment, earlier: list[Notice]) -> None:
    """What a person set is changed by a person."""
    said = [n for n in earlier if n.state is NoticeState.APPLIED and n.kind is not Kind.CANCELLATION]
    if said and known.status is not AppointmentStatus.NEEDS_ATTENTION and not starts(known, _newest(said).start):
        raise Unclear("The mail changes an appointment that was moved here by hand.")


def note(case: Case, action: str, appointment_id: int) -> None:
    case.uow.audit.add(
        action,
        actor=SYSTEM.name,
        at=case.now,
        subject="appointment",
        subject_id=appointment_id,
        reason=f"mail {case.message.id}",
    )
