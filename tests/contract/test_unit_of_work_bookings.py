"""What the database itself refuses about bookings, on both engines."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.booking import HOLDS_ROOM, LIVE, Booking, BookingStatus, IllegalTransition, Stray
from booking_console.domain.errors import Conflict, NotFound, Refused, RoomTaken
from booking_console.services.setup_practice import seed_rooms
from tests.builders import MONDAY_9, a_booking, a_slot, an_appointment

SUBMITTING = BookingStatus.SUBMITTING
TEN = MONDAY_9 + timedelta(hours=1)


@pytest.fixture
def appointments(database: Database) -> tuple[int, int]:
    seed_rooms(database.unit_of_work(), MONDAY_9)
    with database.unit_of_work() as uow:
        return uow.appointments.add(an_appointment()), uow.appointments.add(an_appointment(guest="Bela Sample"))


def add(database: Database, booking: Booking) -> int:
    with database.unit_of_work() as uow:
        return uow.bookings.add(booking)


def save(database: Database, booking_id: int, **changes: object) -> None:
    with database.unit_of_work() as uow:
        booking = uow.bookings.get(booking_id)
        uow.bookings.save(replace(booking, **changes), was=booking.status)


@pytest.mark.parametrize("holding", sorted(HOLDS_ROOM))
def test_a_held_room_is_refused_to_another(
    database: Database, appointments: tuple[int, int], holding: BookingStatus
) -> None:
    add(database, a_booking(appointments[0], status=holding))
    late = a_slot(MONDAY_9 + timedelta(minutes=29), 60)
    with pytest.raises(RoomTaken):
        add(database, a_booking(appointments[1], status=SUBMITTING, slot=late))


@pytest.mark.parametrize("start", [MONDAY_9 - timedelta(minutes=30), MONDAY_9 + timedelta(minutes=30)])
def test_touching_slots_are_admitted(database: Database, appointments: tuple[int, int], start: datetime) -> None:
    add(database, a_booking(appointments[0], status=SUBMITTING))
    assert add(database, a_booking(appointments[1], status=SUBMITTING, slot=a_slot(start)))


def test_the_same_time_in_another_room_is_admitted(database: Database, appointments: tuple[int, int]) -> None:
    add(database, a_booking(appointments[0], status=SUBMITTING))
    assert add(database, a_booking(appointments[1], status=SUBMITTING, room_id=2))


@pytest.mark.parametrize("ended", sorted(set(BookingStatus) - HOLDS_ROOM))
def test_a_booking_that_holds_no_room_is_in_nobodys_way(
    database: Database, appointments: tuple[int, int], ended: BookingStatus
) -> None:
    add(database, a_booking(appointments[0], status=ended))
    assert add(database, a_booking(appointments[1], status=SUBMITTING))


def test_an_overlap_by_a_change_of_status_is_refused(database: Database, appointments: tuple[int, int]) -> None:
    add(database, a_booking(appointments[0], status=SUBMITTING))
    planned = add(database, a_booking(appointments[1], status=BookingStatus.PLANNED))
    with pytest.raises(RoomTaken):
        save(database, planned, status=SUBMITTING)


@pytest.mark.parametrize("changes", [{"slot": a_slot(MONDAY_9)}, {"room_id": 1, "slot": a_slot(MONDAY_9, 45)}])
def test_an_overlap_by_a_change_of_slot_or_room_is_refused(
    database: Database, appointments: tuple[int, int], changes: dict[str, object]
) -> None:
    add(database, a_booking(appointments[0], status=SUBMITTING))
    other = add(database, a_booking(appointments[1], status=SUBMITTING, slot=a_slot(TEN)))
    with pytest.raises(RoomTaken):
        save(database, other, **changes)


def test_a_refusal_leaves_the_rest_of_the_transaction_alone(database: Database, appointments: tuple[int, int]) -> None:
    add(database, a_booking(appointments[0], status=SUBMITTING))
    with database.unit_of_work() as uow:
        with pytest.raises(RoomTaken):
            uow.bookings.add(a_booking(appointments[1], status=SUBMITTING))
        second = uow.bookings.add(a_booking(appointments[1], status=SUBMITTING, room_id=2))
    with database.unit_of_work() as uow:
        assert uow.bookings.get(second).room_id == 2


@pytest.mark.parametrize("living", sorted(LIVE))
def test_a_second_living_booking_of_one_revision_is_refused(
    database: Database, appointments: tuple[int, int], living: BookingStatus
) -> None:
    add(database, a_booking(appointments[0], status=living))
    with pytest.raises(Conflict):
        add(database, a_booking(appointments[0], key="second", room_id=2, slot=a_slot(TEN)))


def test_another_revision_may_be_booked_while_the_old_one_lives(
    database: Database, appointments: tuple[int, int]
) -> None:
    add(database, a_booking(appointments[0], status=BookingStatus.CONFIRMED))
    assert add(database, a_booking(appointments[0], revision=2, slot=a_slot(TEN)))


def test_of_two_at_once_in_one_room_one_wins(database: Database, appointments: tuple[int, int]) -> None:
    wanted = [a_booking(appointment, status=SUBMITTING) for appointment in appointments]
    assert sorted(race(database, wanted)) == ["RoomTaken", "won"]


def test_of_two_at_once_for_one_appointment_one_wins(database: Database, appointments: tuple[int, int]) -> None:
    wanted = [a_booking(appointments[0], room_id=room) for room in (1, 2)]
    assert sorted(race(database, wanted)) == ["Conflict", "won"]


def race(database: Database, wanted: list[Booking]) -> list[str]:
    start = Barrier(len(wanted))

    def run(booking: Booking) -> str:
        start.wait(timeout=60)
        try:
            add(database, booking)
        except Refused as error:
            return type(error).__name__
        return "won"

    with ThreadPoolExecutor(len(wanted)) as threads:
        return list(threads.map(run, wanted))


def test_who_saves_by_an_old_status_loses(database: Database, appointments: tuple[int, int]) -> None:
    booking_id = add(database, a_booking(appointments[0]))
    with database.unit_of_work() as uow:
        seen = uow.bookings.get(booking_id)
    save(database, booking_id, status=BookingStatus.CANCELLED)
    with pytest.raises(Conflict), database.unit_of_work() as uow:
        uow.bookings.save(replace(seen, status=SUBMITTING), was=seen.status)


def test_a_move_that_is_not_in_the_table_is_a_programming_error(
    database: Database, appointments: tuple[int, int]
) -> None:
    booking_id = add(database, a_booking(appointments[0]))
    with pytest.raises(IllegalTransition):
        save(database, booking_id, status=BookingStatus.CONFIRMED)


def test_a_booking_comes_back_as_it_was_kept(database: Database, appointments: tuple[int, int]) -> None:
    stray = Stray(room_id=None, slot=a_slot(TEN), room="Cellar", reference="P1")
    full = a_booking(
        appointments[0], portal_reference="P1", reason="why", submitted_at=TEN, check_due_at=TEN, checks=2, stray=stray
    )
    booking_id = add(database, full)
    with database.unit_of_work() as uow:
        assert uow.bookings.get(booking_id) == replace(full, id=booking_id)
        assert uow.bookings.holding(a_slot()) == []
        with pytest.raises(NotFound):
            uow.bookings.get(99)


def test_what_is_to_be_settled_waits_while_its_lease_lives(database: Database, appointments: tuple[int, int]) -> None:
    booking_id = add(database, a_booking(appointments[0], status=SUBMITTING))
    with database.unit_of_work() as uow:
        name = f"appointment:{appointments[0]}"
        assert uow.leases.take(name, owner="worker-1", now=MONDAY_9, until=TEN)
        assert uow.bookings.next_to_settle(MONDAY_9) is None
        found = uow.bookings.next_to_settle(TEN)
    assert found is not None
    assert found.id == booking_id
