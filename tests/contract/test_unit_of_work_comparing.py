"""What the comparison and the trials need of a database, on each of them."""

from dataclasses import replace
from datetime import date, timedelta

from booking_console.adapters.db.database import Database
from booking_console.domain.booking import BookingStatus
from booking_console.domain.comparison import Comparison, Difference, DifferenceKind
from booking_console.domain.slot import Slot
from booking_console.services.setup_practice import seed_rooms
from tests.builders import MONDAY_9, a_booking, a_slot, an_appointment

FOUND = Comparison(
    at=MONDAY_9,
    first=date(2027, 3, 1),
    last=date(2027, 3, 15),
    checked=7,
    untold=1,
    sees_all=False,
    gaps=("Tue 2 Mar could not be compared.",),
    differences=(
        Difference(
            kind=DifferenceKind.ELSEWHERE,
            room_id=1,
            slot=a_slot(),
            guest="Anna Example",
            reference="HP-1",
            seen=(2, a_slot(minutes=60)),
            booking_id=4,
            appointment_id=3,
        ),
        Difference(kind=DifferenceKind.UNKNOWN, room_id=2, slot=a_slot()),
    ),
)


def test_the_last_comparison_is_remembered_as_it_was(database: Database) -> None:
    with database.unit_of_work() as uow:
        assert uow.control.comparison() is None
        uow.control.set_comparison(replace(FOUND, checked=1))
        uow.control.set_comparison(FOUND)
    with database.unit_of_work() as uow:
        assert uow.control.comparison() == FOUND


def test_every_booking_of_a_time_is_found_whatever_became_of_it(database: Database) -> None:
    seed_rooms(database.unit_of_work(), MONDAY_9)
    day = Slot(MONDAY_9, MONDAY_9 + timedelta(hours=1))
    held_until = day.end + timedelta(hours=2)
    with database.unit_of_work() as uow:
        mine = uow.appointments.add(an_appointment())
        cancelled = a_booking(mine, status=BookingStatus.CANCELLED)
        touching = replace(cancelled, key="next", slot=Slot(day.end, day.end + timedelta(hours=1)))
        confirmed = a_booking(mine, status=BookingStatus.CONFIRMED, slot=Slot(day.start, held_until))
        ids = [uow.bookings.add(one) for one in (cancelled, touching, confirmed)]
        assert [found.id for found in uow.bookings.touching(day)] == [ids[0], ids[2]]
        assert uow.bookings.last_held() == held_until


def test_nothing_is_held_by_nobody(database: Database) -> None:
    with database.unit_of_work() as uow:
        assert uow.bookings.last_held() is None


def test_a_trial_is_taken_once_and_in_the_order_in_which_it_was_asked_for(database: Database) -> None:
    with database.unit_of_work() as uow:
        for minute, appointment_id in enumerate((12, 3, 12)):
            uow.control.ask_trial(appointment_id, at=MONDAY_9 + timedelta(minutes=minute))
    taken = []
    for _ in range(3):
        with database.unit_of_work() as uow:
            taken.append(uow.control.take_trial())
    assert taken == [12, 3, None]
