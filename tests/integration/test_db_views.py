"""The other read models: the worklist, one appointment's page, days, attempts, and what an order would mean."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import SYSTEM
from booking_console.domain.allocation import Availability, Busy, choose_room
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import AttemptResult, BookingStatus, StepName, StepState
from booking_console.domain.errors import NotFound
from booking_console.domain.message import MessageState
from booking_console.domain.outbox import DeliveryState
from booking_console.domain.portal import EvidenceKind
from booking_console.domain.rooms import RoomClosure
from booking_console.services.records import UnitOfWork
from booking_console.services.setup_practice import seed_rooms
from tests.builders import MONDAY_9, a_booking, a_mail, a_slot, all_free, an_appointment, an_outbox_message

HOUR = timedelta(hours=1)
NEEDS = AppointmentStatus.NEEDS_ATTENTION


@pytest.fixture
def practice(database: Database) -> Database:
    seed_rooms(database.unit_of_work(), MONDAY_9)
    return database


def keep_mail(uow: UnitOfWork, identity: str = "mail-1") -> int:
    mail = a_mail(identity)
    kept = uow.messages.add(mail, mailbox="INBOX", sender="a@example.org", subject="Visit", taken_at=MONDAY_9)
    assert kept is not None
    uow.messages.settle(kept, MessageState.NEEDS_ATTENTION, was=MessageState.RECEIVED, reason="Which day?")
    return kept


def book(uow: UnitOfWork, *, shown: Availability, slot_hours: int = 0, taken: frozenset[int] = frozenset()) -> int:
    """An appointment booked the whole way, with its attempt and decision; the booking's id."""
    slot = a_slot(MONDAY_9 + slot_hours * HOUR)
    appointment = uow.appointments.add(an_appointment(slot=slot, status=AppointmentStatus.BOOKED))
    attempt = uow.attempts.begin(appointment_id=appointment, purpose="book", worker="worker-1", at=MONDAY_9)
    order = uow.rooms.current_list(None)
    decision = choose_room(slot, rooms=uow.rooms.all(), priority=order, availability=shown, taken=taken)
    uow.attempts.decide(attempt, decision, shown)
    made = a_booking(
        appointment, slot=slot, room_id=decision.room_id, status=BookingStatus.CONFIRMED, confirmed_at=MONDAY_9
    )
    booking = uow.bookings.add(made)
    uow.attempts.choose(attempt, room_id=decision.room_id, booking_id=booking)
    uow.attempts.end(attempt, AttemptResult.BOOKED, detail="", at=MONDAY_9)
    return booking


def test_the_worklist_asks_one_question_once(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        alone, spoken_for = keep_mail(uow, "mail-1"), keep_mail(uow, "mail-2")
        late = uow.appointments.add(an_appointment(status=NEEDS, message_id=spoken_for, slot=a_slot(MONDAY_9 + HOUR)))
        doubtful = uow.appointments.add(an_appointment(status=NEEDS))
        booking = uow.bookings.add(a_booking(doubtful, status=BookingStatus.NEEDS_ATTENTION))
    keys = [item.key for item in practice.views().worklist()]
    assert keys == [f"message-{alone}", f"booking-{booking}", f"appointment-{late}"]
    assert practice.views().overview(day=a_slot()).needs_you == 3


def test_a_question_is_opened_with_its_mail(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        message = keep_mail(uow)
        appointment = uow.appointments.add(an_appointment(status=NEEDS, message_id=message, reason="No room is free."))
    detail = practice.views().work_item(f"appointment-{appointment}")
    assert (detail.item.question, detail.subject, detail.sender) == ("No room is free.", "Visit", "a@example.org")
    assert detail.log is not None


@pytest.mark.parametrize("key", ["message-1", "appointment-99", "booking-1", "room-1", "message-", "message-x", ""])
def test_a_question_that_is_settled_or_never_was_is_not_found(practice: Database, key: str) -> None:
    with pytest.raises(NotFound):
        practice.views().work_item(key)


def test_the_page_of_an_appointment_tells_its_whole_story(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        booking = book(uow, shown=all_free(1, 2))
        appointment = uow.bookings.get(booking).appointment_id
        uow.outbox.add(an_outbox_message(appointment_id=appointment))
        uow.audit.add("appointment.retried", actor="Mona", at=MONDAY_9, subject="appointment", subject_id=appointment)
        refused = a_booking(appointment, status=BookingStatus.REFUSED, room_id=2)
        old = uow.bookings.add(refused)
    page = practice.views().appointment(appointment)
    assert (page.log.booking_id, [row.booking_id for row in page.bookings]) == (booking, [old])
    assert [told.recipient for told in page.told] == ["desk@example.org"]
    assert [entry.action for entry in page.audit] == ["appointment.retried"]
    assert [candidate.room_id for candidate in page.attempts[0].candidates] == [1, 2, 3, 4, 5, 6]


def test_attempts_are_shown_with_steps_and_evidence(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        kept = uow.appointments.add(an_appointment())
        attempt = uow.attempts.begin(appointment_id=kept, purpose="book", worker="worker-1", at=MONDAY_9)
        step = uow.attempts.begin_step(attempt, StepName.LOOK, room_id=1, at=MONDAY_9)
        uow.attempts.keep_evidence(step, EvidenceKind.PICTURE, caption="day", content=b"png", at=MONDAY_9)
        uow.attempts.end_step(step, StepState.DONE, note="free", at=MONDAY_9 + HOUR)
    (row,) = practice.views().attempts(limit=5, result="running")
    (shown,) = row.steps
    assert (row.number, shown.name, shown.state, shown.note) == (1, "look", "done", "free")
    ((evidence_id, kind, caption, _),) = shown.evidence
    with practice.unit_of_work() as uow:
        assert uow.attempts.evidence(evidence_id) == (EvidenceKind.PICTURE, b"png")
    assert (kind, caption) == ("picture", "day")
    assert practice.views().attempts(limit=5, purpose="cancel") == []


def test_a_day_shows_visits_closures_and_the_portal_as_last_seen(practice: Database) -> None:
    seen = Availability(MONDAY_9, {1: (Busy(a_slot(), "Somebody", "P9"),), 2: ()})
    with practice.unit_of_work() as uow:
        today = uow.appointments.add(an_appointment())
        uow.appointments.add(an_appointment(slot=a_slot(MONDAY_9 + 48 * HOUR)))
        uow.rooms.close(RoomClosure(2, MONDAY_9, None, "painting"), by="Mona", at=MONDAY_9)
        uow.control.keep_look(date(2027, 3, 1), seen)
    day = practice.views().days(a_slot(MONDAY_9 - HOUR, 600))
    assert [row.id for row in day.rows] == [today]
    assert [closure.reason for closure in day.closures] == ["painting"]
    assert day.looks == {"2027-03-01": seen}
    assert [room.position for room in day.rooms] == [1, 2, 3, 4, 5, 6]


def test_a_new_order_moves_only_visits_whose_room_was_free_then(practice: Database) -> None:
    first_is_busy = Availability(MONDAY_9, {1: (Busy(a_slot(MONDAY_9 + 3 * HOUR)),), 2: (), 3: ()})
    with practice.unit_of_work() as uow:
        moved = book(uow, shown=all_free(1, 2, 3), slot_hours=2)
        book(uow, shown=first_is_busy, slot_hours=3)
        book(uow, shown=all_free(1), slot_hours=4)
        book(uow, shown=all_free(1, 2), slot_hours=-2)
    effect = practice.views().effect(None, [2, 1, 3], now=MONDAY_9)
    assert [row.booking_id for row in effect.affected] == [moved]
    assert list(effect.rooms_then.values()) == [2]
    assert (effect.use_before, effect.use_after) == ({1: 3, 2: 1}, {2: 3, 1: 1})


def test_a_room_that_was_refused_on_submit_is_not_given_by_a_new_order_either(practice: Database) -> None:
    shown = all_free(1, 2, 3)
    with practice.unit_of_work() as uow:
        book(uow, shown=shown, slot_hours=2, taken=frozenset({1}))
    effect = practice.views().effect(None, [1, 2, 3], now=MONDAY_9)
    assert effect.affected == ()
    assert effect.use_after == {2: 1}


def test_the_same_order_moves_nothing(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        book(uow, shown=all_free(1, 2, 3), slot_hours=2)
    effect = practice.views().effect(None, [1, 2, 3, 4, 5, 6], now=MONDAY_9)
    assert effect.affected == ()
    assert effect.use_before == effect.use_after == {1: 1}


def test_old_orders_stay_readable(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        uow.rooms.add_list(None, [2, 1], note="swap", by="Mona", at=MONDAY_9, was_version=1)
    versions = practice.views().list_versions(None)
    assert [(v.list.version, v.list.room_ids[:2], v.is_current) for v in versions] == [
        (2, (2, 1), True),
        (1, (1, 2), False),
    ]


def test_only_a_persons_decisions_count_as_decided(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        for actor, action, at in (
            ("Mona", "appointment.declined", MONDAY_9),
            ("Mona", "name.shown", MONDAY_9),
            (SYSTEM.name, "appointment.received", MONDAY_9),
            ("Mona", "appointment.approved", MONDAY_9 - HOUR),
        ):
            uow.audit.add(action, actor=actor, at=at, subject="appointment", subject_id=1)
    assert practice.views().decided_since(MONDAY_9) == 1


def test_messages_that_did_not_arrive_are_listed_and_counted(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        failed, told = (uow.outbox.add(an_outbox_message(f"event-{n}")) for n in (1, 2))
        assert failed
        assert told
        uow.outbox.settle(failed, DeliveryState.FAILED, error="no such mailbox", at=MONDAY_9)
        uow.outbox.settle(told, DeliveryState.DELIVERED, error="", at=MONDAY_9)
    assert [row.error for row in practice.views().failed_messages()] == ["no such mailbox"]
    overview = practice.views().overview(day=a_slot(MONDAY_9, 60))
    assert (overview.outbox_failed, overview.sent_today) == (1, 1)


def test_a_visit_that_was_moved_counts_with_its_new_revision(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        kept = uow.appointments.get(uow.appointments.add(an_appointment(status=AppointmentStatus.BOOKED)))
        moved = replace(kept, status=AppointmentStatus.WAITING, revision=2, previous_start=MONDAY_9)
        uow.appointments.save(moved, was=AppointmentStatus.BOOKED, revision=1)
    assert practice.views().appointment(kept.id).revision == 2
    assert practice.views().overview(day=a_slot()).waiting_to_book == 1
