"""A person's verbs: what they do, what they refuse, and what they leave in the audit log."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import OPERATOR, Actor, Role
from booking_console.domain.appointment import AppointmentStatus, AppointmentType
from booking_console.domain.booking import BookingStatus
from booking_console.domain.errors import Conflict, ContractBroken, InvalidInput, NotAllowed, Refused
from booking_console.domain.message import MessageState
from booking_console.domain.portal import PortalEntry
from booking_console.domain.schedule import JobName
from booking_console.domain.status import Shown
from booking_console.services import override, review, triage
from booking_console.services.review import CorrectedVisit, Settled
from tests.builders import MONDAY_9, a_mail, a_slot
from tests.readings import PreparedReader, doubtful
from tests.world import World, raising

DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)
NOBODY = Actor("nobody", frozenset())


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def corrected(**changes: object) -> CorrectedVisit:
    plain = CorrectedVisit(
        guest="Mary Oakes",
        type=AppointmentType.CONSULTATION,
        start=MONDAY_9,
        end=MONDAY_9 + timedelta(minutes=30),
    )
    return replace(plain, **changes)


def a_question(world: World) -> str:
    mime = uuid4().bytes
    with world.new_uow() as uow:
        message_id = uow.messages.add(
            replace(a_mail(mime.hex()), mime=mime), mailbox="test", sender="", subject="", taken_at=world.clock.now()
        )
    reader = PreparedReader({mime: doubtful("Which day is it?")})
    triage.read_new(world.new_uow, reader, world.policy, world.clock)
    return f"message-{message_id}"


def approve(world: World, key: str, **changes: object) -> int:
    return review.approve(world.new_uow, key, corrected=corrected(**changes), actor=DANA, now=world.clock.now())


def in_doubt(world: World) -> int:
    """A booking that the portal shows twice."""
    second = PortalEntry(world.rooms()[0].id, a_slot(), "Somebody Else", "HP-9", None)
    world.portal.after["submit"] = lambda: world.portal.entries.append(second)
    appointment_id = world.waits()
    world.book()
    world.portal.after.clear()
    return world.bookings(appointment_id)[-1].id


def audited(world: World) -> set[str]:
    return {row.action for row in world.database.views().audit(limit=50)}


def test_a_corrected_mail_is_booked_like_any_other(world: World) -> None:
    appointment_id = approve(world, a_question(world))
    world.book()
    assert world.appointment(appointment_id).status is AppointmentStatus.BOOKED
    assert "appointment.approved" in audited(world)


def test_a_mail_can_be_settled_only_once(world: World) -> None:
    key = a_question(world)
    approve(world, key)
    with pytest.raises(Conflict):
        approve(world, key)
    with pytest.raises(Conflict):
        review.decline(world.new_uow, key, reason="again", actor=DANA, now=world.clock.now())


@pytest.mark.parametrize(
    "wrong",
    [
        {"guest": "  "},
        {"end": MONDAY_9},
        {"start": MONDAY_9 - timedelta(days=9)},
        {"end": MONDAY_9 + timedelta(days=1)},
    ],
)
def test_fields_that_are_not_usable_are_refused_before_anything_changes(world: World, wrong: dict[str, object]) -> None:
    key = a_question(world)
    with pytest.raises(InvalidInput):
        approve(world, key, **wrong)
    assert world.database.views().work_item(key).item.key == key


def test_declining_needs_a_reason_and_keeps_it(world: World) -> None:
    key = a_question(world)
    with pytest.raises(InvalidInput):
        review.decline(world.new_uow, key, reason=" ", actor=DANA, now=world.clock.now())
    review.decline(world.new_uow, key, reason="wrong practice", actor=DANA, now=world.clock.now())
    with world.new_uow() as uow:
        message = uow.messages.get(int(key.removeprefix("message-")))
    assert (message.state, "wrong practice" in message.reason) == (MessageState.IGNORED, True)


def test_nobody_without_the_right_decides(world: World) -> None:
    with pytest.raises(NotAllowed):
        review.decline(world.new_uow, a_question(world), reason="no", actor=NOBODY, now=world.clock.now())


def test_an_appointment_in_doubt_cannot_be_booked_a_second_time(world: World) -> None:
    booking_id = in_doubt(world)
    with world.new_uow() as uow:
        appointment_id = uow.bookings.get(booking_id).appointment_id
    with pytest.raises(Conflict):
        approve(world, f"appointment-{appointment_id}")


def test_a_person_who_saw_it_on_the_portal_confirms_it(world: World) -> None:
    booking_id = in_doubt(world)
    review.settle_doubt(
        world.new_uow,
        booking_id,
        found=Settled.THERE,
        reason="I see HP-101",
        policy=world.policy,
        actor=DANA,
        now=world.clock.now(),
    )
    with world.new_uow() as uow:
        booking = uow.bookings.get(booking_id)
    assert booking.status is BookingStatus.CONFIRMED
    assert world.appointment(booking.appointment_id).status is AppointmentStatus.BOOKED


def test_what_a_person_did_not_find_is_booked_again(world: World) -> None:
    booking_id = in_doubt(world)
    world.portal.entries.clear()
    review.settle_doubt(
        world.new_uow,
        booking_id,
        found=Settled.NOT_THERE,
        reason="not on the page",
        policy=world.policy,
        actor=DANA,
        now=world.clock.now(),
    )
    world.run_until_quiet()
    assert [e.owner for e in world.portal.entries] == ["Anna Example"]


def test_a_retry_of_a_doubt_reads_back_and_never_presses(world: World) -> None:
    booking_id = in_doubt(world)
    world.portal.entries = [e for e in world.portal.entries if e.owner == "Anna Example"]
    with world.new_uow() as uow:
        appointment_id = uow.bookings.get(booking_id).appointment_id
    review.retry(world.new_uow, appointment_id, actor=DANA, now=world.clock.now())
    world.run_until_quiet()
    assert world.appointment(appointment_id).status is AppointmentStatus.BOOKED
    assert len(world.portal.submits) == 1


def test_undo_frees_the_room_and_asks_again(world: World) -> None:
    appointment_id = world.waits()
    world.book()
    override.undo(world.new_uow, appointment_id, actor=DANA, now=world.clock.now())
    world.run_until_quiet()
    assert world.portal.entries == []
    assert world.appointment(appointment_id).status is AppointmentStatus.NEEDS_ATTENTION


def test_undo_is_refused_when_it_is_too_late(world: World) -> None:
    appointment_id = world.waits()
    world.book()
    world.clock.advance(seconds=11)
    with pytest.raises(Refused, match="too late"):
        override.undo(world.new_uow, appointment_id, actor=DANA, now=world.clock.now())


def test_the_switch_stops_booking_and_cancelling_and_lets_reading_back_go_on(world: World) -> None:
    appointment_id = world.waits()
    world.book()
    override.cancel(world.new_uow, appointment_id, reason="", actor=DANA, now=world.clock.now())
    override.stop_booking(world.new_uow, cause="painters", actor=DANA, now=world.clock.now())
    second = world.waits(slot=a_slot(MONDAY_9 + timedelta(hours=2)))
    world.run_until_quiet()
    assert len(world.portal.entries) == 1
    override.continue_booking(world.new_uow, actor=DANA, now=world.clock.now())
    world.run_until_quiet()
    assert [e.slot for e in world.portal.entries] == [world.appointment(second).slot]


def test_what_waited_is_booked_in_the_order_of_its_time_after_the_portal_was_mended(world: World) -> None:
    world.portal.hooks["look"] = raising(ContractBroken("changed", expected="a table", found="none"))
    later = world.waits(slot=a_slot(MONDAY_9 + timedelta(hours=5)))
    sooner = world.waits()
    world.book()
    world.portal.hooks.clear()
    override.continue_booking(world.new_uow, actor=OPERATOR, now=world.clock.now())
    assert [world.book().appointment_id, world.book().appointment_id] == [sooner, later]


def test_run_now_reaches_the_worker_once(world: World) -> None:
    override.run_now(world.new_uow, JobName.POLL, actor=DANA, now=world.clock.now())
    with world.new_uow() as uow:
        assert [uow.control.take_run(JobName.POLL), uow.control.take_run(JobName.POLL)] == [True, False]


def test_asking_for_a_name_is_recorded(world: World) -> None:
    appointment_id = world.waits()
    assert override.show_name(world.new_uow, appointment_id, actor=DANA, now=world.clock.now()) == "Anna Example"
    assert "name.shown" in audited(world)


def test_a_declined_appointment_is_shown_as_declined(world: World) -> None:
    appointment_id = world.waits(status=AppointmentStatus.NEEDS_ATTENTION, reason="No room is free.")
    review.decline(
        world.new_uow, f"appointment-{appointment_id}", reason="closed then", actor=DANA, now=world.clock.now()
    )
    assert world.database.views().appointment(appointment_id).log.shown is Shown.DECLINED
