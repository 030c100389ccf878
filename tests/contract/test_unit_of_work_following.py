"""What mails said and what the portal's mails witness, kept and found again on both engines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from booking_console.adapters.db.database import Database
from booking_console.domain.booking import BookingStatus
from booking_console.domain.extraction import Kind
from booking_console.domain.notice import Notice, NoticeState
from booking_console.domain.witness import Witness
from booking_console.services.setup_practice import seed_rooms
from tests.builders import MONDAY_9, a_booking, a_mail, an_appointment

STAMP = datetime(2027, 2, 1, tzinfo=UTC)


def a_message(database: Database, identity: str = "mail-1") -> int:
    with database.unit_of_work() as uow:
        added = uow.messages.add(a_mail(identity), mailbox="m", sender="", subject="", taken_at=MONDAY_9)
    assert added is not None
    return added


def a_notice(message_id: int, place: int = 0, **changes: object) -> Notice:
    plain = Notice(
        id=0,
        message_id=message_id,
        place=place,
        kind=Kind.RESCHEDULE,
        guest="Example, Anna",
        start=MONDAY_9,
        left=MONDAY_9 - timedelta(days=1),
        reference="R-1",
        uid="u-1",
        sequence=2,
        stamp=STAMP,
        sent=STAMP,
        state=NoticeState.OPEN,
    )
    return replace(plain, **changes)


def test_a_notice_is_found_by_all_that_names_its_visit(database: Database) -> None:
    message_id = a_message(database)
    with database.unit_of_work() as uow:
        notice_id = uow.notices.add(a_notice(message_id))
    with database.unit_of_work() as uow:
        found = [
            uow.notices.by_uid("u-1"),
            uow.notices.by_reference("R-1"),
            uow.notices.by_guest("ANNA Example"),
            uow.notices.of_message(message_id),
        ]
    expected = replace(a_notice(message_id), id=notice_id or 0, guest="anna example")
    assert found == [[expected]] * 4


def test_a_mail_says_a_thing_once(database: Database) -> None:
    message_id = a_message(database)
    with database.unit_of_work() as uow:
        assert uow.notices.add(a_notice(message_id)) is not None
        assert uow.notices.add(a_notice(message_id)) is None


def test_the_visits_of_a_recurring_entry_are_found_by_its_name_and_no_other(database: Database) -> None:
    message_id = a_message(database)
    with database.unit_of_work() as uow:
        for place, uid in enumerate(("u_1/a", "u_1/b", "u_1", "ux1/c")):
            uow.notices.add(a_notice(message_id, place, uid=uid))
        assert [notice.uid for notice in uow.notices.of_series("u_1")] == ["u_1/a", "u_1/b"]


def test_a_notice_is_settled(database: Database) -> None:
    message_id = a_message(database)
    with database.unit_of_work() as uow:
        appointment_id = uow.appointments.add(an_appointment())
        notice_id = uow.notices.add(a_notice(message_id)) or 0
        uow.notices.settle(notice_id, NoticeState.APPLIED, appointment_id=appointment_id, left=None)
        (settled,) = uow.notices.of_appointment(appointment_id)
    assert (settled.state, settled.left) == (NoticeState.APPLIED, None)


def test_two_who_follow_mails_wait_for_each_other(database: Database) -> None:
    begun, done = Event(), []

    def second() -> None:
        begun.set()
        with database.unit_of_work() as uow:
            uow.notices.take_turn()
            done.append(len(uow.notices.by_uid("u-1")))

    message_id = a_message(database)
    with database.unit_of_work() as uow:
        uow.notices.take_turn()
        thread = Thread(target=second)
        thread.start()
        begun.wait(60)
        uow.notices.add(a_notice(message_id))
    thread.join(60)
    assert done == [1]


def test_what_the_portals_mail_said_stays_with_its_booking(database: Database) -> None:
    seed_rooms(database.unit_of_work(), MONDAY_9)
    message_id = a_message(database)
    with database.unit_of_work() as uow:
        appointment_id = uow.appointments.add(an_appointment())
        booked = a_booking(appointment_id, status=BookingStatus.CONFIRMED, portal_reference="HP-101")
        booking_id = uow.bookings.add(booked)
        said = Witness(
            message_id=message_id, booking_id=booking_id, agrees=True, proves=True, sentence="Yes.", seen_at=MONDAY_9
        )
        uow.witnesses.add(said)
        uow.witnesses.add(said)
    with database.unit_of_work() as uow:
        assert uow.witnesses.of_booking(booking_id) == [said]
        assert [b.id for b in uow.bookings.by_references([booked.key])] == [booking_id]
        assert [b.id for b in uow.bookings.by_references(["HP-101"])] == [booking_id]
        assert [b.id for b in uow.bookings.by_guest("EXAMPLE, Anna", MONDAY_9)] == [booking_id]
