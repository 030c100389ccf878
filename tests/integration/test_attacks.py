"""Attacks on the booking road: two workers, kills, mails and people at the worst moment. Each of these broke it once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Actor, Role
from booking_console.domain.appointment import AppointmentStatus, AppointmentType
from booking_console.domain.booking import AttemptResult, Booking, BookingStatus
from booking_console.domain.errors import ContractBroken, Refused, Unavailable
from booking_console.domain.extraction import Extraction, Kind
from booking_console.domain.message import MessageState
from booking_console.domain.outbox import EventName
from booking_console.domain.portal import PortalEntry, SubmitOutcome, SubmitResult
from booking_console.services import look_ahead, override, reconcile, review, triage
from booking_console.services.review import CorrectedVisit, Settled
from booking_console.services.walk import Ended
from tests.builders import MONDAY_9, a_mail, a_slot
from tests.fakes.portal import FACTS
from tests.readings import PreparedReader, fields, reading, said
from tests.world import World, raising

DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)
LATER = MONDAY_9 + timedelta(hours=3)
UNKNOWN = SubmitResult(SubmitOutcome.UNKNOWN)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def moved(world: World, appointment_id: int, start: datetime = LATER) -> None:
    override.move(
        world.new_uow, appointment_id, slot=a_slot(start), room_id=None, reason="", actor=DANA, now=world.clock.now()
    )


def cancelled(world: World, appointment_id: int) -> None:
    override.cancel(world.new_uow, appointment_id, reason="", actor=DANA, now=world.clock.now())


def settled(world: World, booking: Booking, found: Settled) -> None:
    words = {"reason": "I looked.", "policy": world.policy, "actor": DANA, "now": world.clock.now()}
    review.settle_doubt(world.new_uow, booking.id, found=found, **words)


def beside_a_stranger(world: World) -> None:
    """Whatever is booked next clashes with an entry of somebody else."""

    def clash() -> None:
        last = world.portal.entries[-1]
        world.portal.entries.append(PortalEntry(last.room_id, last.slot, "Somebody Else", "HP-9", None))

    world.portal.after["submit"] = clash


def received(world: World, *extractions: Extraction) -> list[int]:
    ids = []
    for number, extraction in enumerate(extractions):
        mail = a_mail(f"{world.clock.now()}-{number}-{id(extraction)}")
        mime = mail.identity.encode()
        with world.new_uow() as uow:
            ids.append(
                uow.messages.add(
                    replace(mail, mime=mime), mailbox="t", sender="", subject="", taken_at=world.clock.now()
                )
            )
        world.prepared[mime] = extraction
    return ids


def read(world: World) -> None:
    triage.read_new(world.new_uow, PreparedReader(world.prepared), world.policy, world.clock)


def owners(world: World) -> list[str]:
    return [e.owner for e in world.portal.entries]


def states(world: World, ids: list[int]) -> list[MessageState]:
    with world.new_uow() as uow:
        return [uow.messages.get(message_id).state for message_id in ids]


def test_two_workers_that_both_read_it_back_do_not_free_it_again(world: World) -> None:
    def overtake() -> None:
        world.portal.hooks.clear()
        world.clock.advance(minutes=4)
        assert reconcile.settle_next(replace(world.road, worker="worker-2")) is not None

    appointment_id = world.waits()
    world.portal.hooks["find"] = overtake
    world.book()
    world.run_until_quiet()
    assert owners(world) == ["Anna Example"]
    assert world.bookings(appointment_id)[-1].status is BookingStatus.CONFIRMED


def test_a_moved_visit_that_a_person_finds_on_the_portal_keeps_only_the_new_room(world: World) -> None:
    appointment_id = world.waits()
    world.book()
    moved(world, appointment_id)
    beside_a_stranger(world)
    world.book()
    settled(world, world.bookings(appointment_id)[-1], Settled.THERE)
    world.run_until_quiet()
    mine = [e.slot.start for e in world.portal.entries if e.owner == "Anna Example"]
    assert mine == [LATER]


def test_an_old_booking_found_by_a_person_after_the_visit_was_moved_is_freed(world: World) -> None:
    appointment_id = world.waits()
    beside_a_stranger(world)
    world.book()
    world.portal.after.clear()
    move = reading(Kind.RESCHEDULE, fields(start=LATER, previous=MONDAY_9))
    received(world, move)
    read(world)
    world.run_until_quiet()
    settled(world, world.bookings(appointment_id)[0], Settled.THERE)
    world.run_until_quiet()
    assert sorted(owners(world)) == ["Anna Example", "Somebody Else"]


def test_what_a_person_confirms_is_told(world: World) -> None:
    appointment_id = world.waits()
    beside_a_stranger(world)
    world.book()
    settled(world, world.bookings(appointment_id)[-1], Settled.THERE)
    assert EventName.BOOKED in {m.event for m in world.told()}


def test_a_cancellation_frees_what_is_in_question_too(world: World) -> None:
    appointment_id = world.waits()
    beside_a_stranger(world)
    world.book()
    cancelled(world, appointment_id)
    world.run_until_quiet()
    assert owners(world) == ["Somebody Else"]
    assert world.bookings(appointment_id)[-1].status is BookingStatus.CANCELLED


def test_an_undone_visit_tried_again_at_once_does_not_hold_up_the_others(world: World) -> None:
    undone = world.waits()
    world.book()
    override.undo(world.new_uow, undone, actor=DANA, now=world.clock.now())
    review.retry(world.new_uow, undone, actor=DANA, now=world.clock.now())
    world.portal.hooks["cancel"] = raising(Unavailable("slow"))
    other = world.waits(guest="Ben Sample", slot=a_slot(LATER))
    assert world.book().appointment_id == other


def test_what_a_person_undid_and_freed_by_hand_is_not_booked_again(world: World) -> None:
    appointment_id = world.waits()
    world.book()
    world.portal.facts = replace(FACTS, has_cancel=False)
    override.undo(world.new_uow, appointment_id, actor=DANA, now=world.clock.now())
    world.run_until_quiet()
    world.portal.entries.clear()
    settled(world, world.bookings(appointment_id)[-1], Settled.NOT_THERE)
    world.run_until_quiet()
    assert world.portal.entries == []
    assert world.appointment(appointment_id).status is AppointmentStatus.NEEDS_ATTENTION


def test_a_cancellation_without_a_usable_end_does_not_hold_up_the_other_mails(world: World) -> None:
    endless = replace(fields(uid="u-1"), end=said(MONDAY_9))
    ids = received(world, reading(Kind.CANCELLATION, endless), reading(Kind.BOOKING, fields(guest="Ben Sample")))
    read(world)
    assert states(world, ids) == [MessageState.IGNORED, MessageState.ACTED_ON]


def test_a_mail_at_which_the_reader_fails_does_not_hold_up_the_others(world: World) -> None:
    ids = received(world, reading(Kind.BOOKING, fields()), reading(Kind.BOOKING, fields(guest="Ben Sample")))
    del world.prepared[next(iter(world.prepared))]
    read(world)
    assert states(world, ids) == [MessageState.NEEDS_ATTENTION, MessageState.ACTED_ON]


def test_a_visit_cancelled_while_its_form_is_filled_leaves_no_plan_behind(world: World) -> None:
    appointment_id = world.waits()
    world.portal.hooks["look"] = lambda: cancelled(world, appointment_id)
    assert world.book().ended is Ended.OVERTAKEN
    assert [b.status for b in world.bookings(appointment_id)] == [BookingStatus.CANCELLED]


def test_a_portal_too_slow_for_the_lease_is_tried_later_and_the_others_first(world: World) -> None:
    slow = world.waits()
    world.portal.hooks["prepare"] = lambda: world.clock.advance(minutes=4)
    world.book()
    world.portal.hooks.clear()
    assert world.appointment(slow).tries == 1
    other = world.waits(guest="Ben Sample", slot=a_slot(LATER))
    assert world.book().appointment_id == other


def test_an_attempt_whose_worker_vanished_elsewhere_does_not_run_for_ever(world: World) -> None:
    appointment_id = world.waits()
    with world.new_uow() as uow:
        uow.attempts.begin(appointment_id=appointment_id, purpose="book", worker="elsewhere", at=world.clock.now())
    world.book()
    trail = world.database.views().appointment(appointment_id).attempts
    assert sorted(a.result for a in trail) == [AttemptResult.ABANDONED, AttemptResult.BOOKED]


def test_a_yes_beside_a_strangers_entry_is_a_question_not_a_second_booking(world: World) -> None:
    """The portal may write our guest in a way of its own."""
    appointment_id = world.waits()
    world.portal.after["submit"] = lambda: rename(world)
    world.book()
    world.run_until_quiet()
    assert len(world.portal.submits) == 1
    assert world.appointment(appointment_id).status is AppointmentStatus.NEEDS_ATTENTION


def rename(world: World) -> None:
    world.portal.entries = [replace(e, owner="EX/ANNA 1") for e in world.portal.entries]


def test_a_visit_beyond_the_portals_horizon_stops_nobody_else(world: World) -> None:
    world.portal.facts = replace(FACTS, horizon=timedelta(days=90))
    far = world.waits(slot=a_slot(MONDAY_9 + timedelta(days=400)))
    world.portal.hooks["look"] = raising(ContractBroken("no such day"))
    assert world.book().ended is Ended.NEEDS_ATTENTION
    assert "90 days" in world.appointment(far).reason


def a_question(world: World, *, uid: str | None = None, start: datetime = MONDAY_9) -> str:
    asks = reading(Kind.BOOKING, fields(uid=uid, start=start))
    (message_id,) = received(world, asks)
    with world.new_uow() as uow:
        uow.messages.settle(
            message_id, MessageState.NEEDS_ATTENTION, was=MessageState.RECEIVED, reason="?", extraction=asks
        )
    return f"message-{message_id}"


def approved(world: World, key: str, start: datetime = MONDAY_9) -> int:
    visit = CorrectedVisit(
        guest="Anna Example", type=AppointmentType.CONSULTATION, start=start, end=start + timedelta(minutes=30)
    )
    return review.approve(world.new_uow, key, corrected=visit, actor=DANA, now=world.clock.now())


def test_two_mails_about_one_visit_are_not_approved_into_two(world: World) -> None:
    approved(world, a_question(world))
    with pytest.raises(Refused, match="already"):
        approved(world, a_question(world))


def test_an_approved_new_version_moves_the_visit_that_it_speaks_of(world: World) -> None:
    first = approved(world, a_question(world, uid="u-1"))
    world.book()
    second = approved(world, a_question(world, uid="u-1", start=LATER), LATER)
    world.run_until_quiet()
    assert first == second
    assert [e.slot.start for e in world.portal.entries] == [LATER]


def test_a_visit_cancelled_while_in_doubt_is_told_once(world: World) -> None:
    appointment_id = world.waits()
    world.portal.after["submit"] = lambda: world.portal.hooks.update(find=raising(Unavailable("gone")))
    world.book()
    received(world, reading(Kind.CANCELLATION, fields()))
    read(world)
    world.portal.hooks.clear()
    world.run_until_quiet()
    assert world.appointment(appointment_id).status is AppointmentStatus.CANCELLED
    assert [m.event for m in world.told()] == [EventName.CANCELLED]


def test_a_visit_undone_and_then_cancelled_is_told_to_be_cancelled(world: World) -> None:
    appointment_id = world.waits()
    world.book()
    override.undo(world.new_uow, appointment_id, actor=DANA, now=world.clock.now())
    world.run_until_quiet()
    received(world, reading(Kind.CANCELLATION, fields()))
    read(world)
    assert EventName.CANCELLED in {m.event for m in world.told()}


def test_of_two_workers_that_read_one_mail_only_one_acts(world: World) -> None:
    """Both have begun before either has committed, as PostgreSQL lets them."""
    (message_id,) = received(world, reading(Kind.BOOKING, fields()))
    with world.new_uow() as uow:
        uow.messages.settle(message_id, MessageState.ACTED_ON, was=MessageState.RECEIVED, reason="first")
    with pytest.raises(Refused, match="first"), world.new_uow() as uow:
        uow.messages.settle(message_id, MessageState.ACTED_ON, was=MessageState.RECEIVED, reason="second")


def test_a_day_that_the_portal_does_not_offer_is_not_looked_at(world: World) -> None:
    world.portal.facts = replace(FACTS, horizon=timedelta(days=90))
    with world.new_uow() as uow:
        uow.control.ask_look((MONDAY_9 + timedelta(days=400)).date(), at=world.clock.now())
    assert look_ahead.look_asked(world.road) == world.portal.looks == 0
