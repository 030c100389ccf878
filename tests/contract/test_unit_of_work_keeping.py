"""Appointments, rooms, users and what steers the worker: kept, found again, and never overwritten unseen."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Role
from booking_console.domain.appointment import Appointment, AppointmentStatus, AppointmentType
from booking_console.domain.booking import BookingStatus, IllegalTransition
from booking_console.domain.errors import Conflict, NotFound
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.rooms import RoomClosure
from booking_console.domain.schedule import JobName, Schedule
from booking_console.services.setup_practice import seed_rooms
from tests.builders import MONDAY_9, a_booking, a_slot, all_free, an_appointment

HOUR = timedelta(hours=1)
WAITING = AppointmentStatus.WAITING


@pytest.fixture
def practice(database: Database) -> Database:
    seed_rooms(database.unit_of_work(), MONDAY_9)
    return database


def keep(database: Database, **changes: object) -> Appointment:
    with database.unit_of_work() as uow:
        return uow.appointments.get(uow.appointments.add(an_appointment(**changes)))


def next_waiting(database: Database, *, now: datetime = MONDAY_9, skip: tuple[int, ...] = ()) -> int | None:
    with database.unit_of_work() as uow:
        found = uow.appointments.next_waiting(now, skip=skip)
    return found.id if found else None


def test_an_appointment_comes_back_as_it_was_kept(practice: Database) -> None:
    full = an_appointment(
        specialist="Dr. Sample",
        urgency="soon",
        reference="R1",
        guest_email="a@example.org",
        uid="u@example.org",
        sequence=3,
        due_at=MONDAY_9,
        tries=2,
        room_id=4,
        previous_start=MONDAY_9,
    )
    with practice.unit_of_work() as uow:
        kept = uow.appointments.add(full)
    with practice.unit_of_work() as uow:
        assert uow.appointments.get(kept) == replace(full, id=kept)
        found = (uow.appointments.by_uid("u@example.org"), uow.appointments.by_reference("R1"))
        assert [[appointment.id for appointment in some] for some in found] == [[kept], [kept]]


@pytest.mark.parametrize("written", ["EXAMPLE, Anna", "anna  example", "Example Anna", "Ánna Example"])
def test_a_guest_is_found_however_the_name_is_written(practice: Database, written: str) -> None:
    kept = keep(practice)
    with practice.unit_of_work() as uow:
        assert [found.id for found in uow.appointments.by_guest(written, MONDAY_9)] == [kept.id]
        assert uow.appointments.by_guest(written, MONDAY_9 + HOUR) == []


def test_who_saves_what_another_changed_first_loses(practice: Database) -> None:
    seen = keep(practice)
    with practice.unit_of_work() as uow:
        uow.appointments.save(replace(seen, status=AppointmentStatus.BOOKED), was=WAITING, revision=1)
    for was, revision in ((WAITING, 1), (AppointmentStatus.BOOKED, 2)):
        with pytest.raises(Conflict), practice.unit_of_work() as uow:
            uow.appointments.save(replace(seen, status=AppointmentStatus.CANCELLED), was=was, revision=revision)


def test_an_appointment_moves_only_along_the_table(practice: Database) -> None:
    seen = keep(practice)
    with pytest.raises(IllegalTransition), practice.unit_of_work() as uow:
        uow.appointments.save(replace(seen, status=AppointmentStatus.COMPLETED), was=WAITING, revision=1)
    with pytest.raises(NotFound), practice.unit_of_work() as uow:
        uow.appointments.save(replace(seen, id=99), was=WAITING, revision=1)


def test_the_earliest_visit_that_is_due_comes_first(practice: Database) -> None:
    late, early = keep(practice, slot=a_slot(MONDAY_9 + HOUR)), keep(practice)
    keep(practice, slot=a_slot(MONDAY_9 - HOUR), due_at=MONDAY_9 + HOUR)
    keep(practice, slot=a_slot(MONDAY_9 - HOUR), status=AppointmentStatus.BOOKED)
    assert next_waiting(practice) == early.id
    assert next_waiting(practice, skip=(early.id,)) == late.id


def test_an_appointment_under_lease_or_with_an_open_submit_is_left_alone(practice: Database) -> None:
    leased, doubtful = keep(practice), keep(practice)
    with practice.unit_of_work() as uow:
        uow.leases.take(f"appointment:{leased.id}", owner="other", now=MONDAY_9, until=MONDAY_9 + HOUR)
        uow.bookings.add(a_booking(doubtful.id, status=BookingStatus.IN_DOUBT))
    assert next_waiting(practice) is None
    assert next_waiting(practice, now=MONDAY_9 + HOUR) == leased.id


def test_setting_up_the_practice_twice_changes_nothing(practice: Database) -> None:
    assert not seed_rooms(practice.unit_of_work(), MONDAY_9)
    with practice.unit_of_work() as uow:
        assert len(uow.rooms.all()) == 6
        assert [list_.type for list_ in uow.rooms.lists()] == [None, AppointmentType.TREATMENT]


def test_an_order_changed_by_another_is_not_overwritten(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        uow.rooms.add_list(None, [2, 1], note="", by="Mona", at=MONDAY_9, was_version=1)
    with pytest.raises(Conflict), practice.unit_of_work() as uow:
        uow.rooms.add_list(None, [3, 1], note="", by="Otto", at=MONDAY_9, was_version=1)


def test_a_type_without_a_list_of_its_own_goes_by_the_default(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        assert uow.rooms.current_list("Consultation").type is None
        assert uow.rooms.current_list("Treatment").room_ids[0] == 4
        uow.rooms.drop_list("Treatment", by="Mona", at=MONDAY_9)
        assert uow.rooms.current_list("Treatment").type is None
        again = uow.rooms.add_list("Treatment", [5], note="", by="Mona", at=MONDAY_9, was_version=0)
    assert (again.version, again.room_ids) == (2, (5,))


def test_opening_a_room_ends_the_closure_of_today_and_drops_later_ones(practice: Database) -> None:
    with practice.unit_of_work() as uow:
        for start in (MONDAY_9 - HOUR, MONDAY_9 + HOUR):
            uow.rooms.close(RoomClosure(1, start, None, ""), by="Mona", at=MONDAY_9)
        uow.rooms.open(1, at=MONDAY_9)
        assert uow.rooms.closures() == [RoomClosure(1, MONDAY_9 - HOUR, MONDAY_9, "")]
        assert uow.rooms.closures(touching=a_slot()) == []


def test_a_schedule_changed_by_another_is_not_overwritten(database: Database) -> None:
    with database.unit_of_work() as uow:
        seen = uow.control.schedule()
        uow.control.set_schedule(replace(seen, paused=True), at=MONDAY_9)
        assert uow.control.schedule() == Schedule(paused=True, version=1)
    with pytest.raises(Conflict), database.unit_of_work() as uow:
        uow.control.set_schedule(seen, at=MONDAY_9)


def test_a_run_asked_for_is_taken_once(database: Database) -> None:
    with database.unit_of_work() as uow:
        uow.control.ask_run(JobName.POLL, at=MONDAY_9)
        uow.control.ask_run(JobName.POLL, at=MONDAY_9)
        assert [uow.control.take_run(JobName.POLL) for _ in range(3)] == [True, True, False]
        assert not uow.control.take_run(JobName.BOOK)


def test_health_next_runs_and_looks_are_kept(database: Database) -> None:
    fine = Health(Part.PORTAL, PartState.FINE, "Answers.", MONDAY_9, MONDAY_9, MONDAY_9)
    day = date(2027, 3, 1)
    with database.unit_of_work() as uow:
        uow.control.set_health(fine)
        uow.control.set_next_runs({JobName.POLL: MONDAY_9})
        uow.control.ask_look(day, at=MONDAY_9)
        assert uow.control.looks_asked() == [day]
        uow.control.keep_look(day, all_free(1))
        assert (uow.control.looks_asked(), uow.control.look(day)) == ([], all_free(1))
        assert (uow.control.health(Part.PORTAL), uow.control.next_runs()) == (fine, {JobName.POLL: MONDAY_9})
        assert uow.control.health(Part.WORKER) == Health(Part.WORKER)


def add_user(database: Database, login: str = "Mona") -> int:
    with database.unit_of_work() as uow:
        return uow.users.add(login=login, name="Mona Muster", role=Role.MANAGER, password_hash="hash", at=MONDAY_9)


def test_a_login_is_one_persons_whatever_its_case(database: Database) -> None:
    user_id = add_user(database)
    with pytest.raises(Conflict):
        add_user(database, "MONA")
    with database.unit_of_work() as uow:
        user, kept_hash = uow.users.by_login("mona")
    assert (user.id, kept_hash) == (user_id, "hash")


def test_a_session_ends_with_its_time_its_user_or_by_itself(database: Database) -> None:
    user_id = add_user(database)
    with database.unit_of_work() as uow:
        for token in ("one", "two"):
            uow.users.add_session(token, user_id=user_id, at=MONDAY_9, until=MONDAY_9 + HOUR)
        uow.users.end_session("two")
        seen = [uow.users.by_session(token, now=MONDAY_9) for token in ("one", "two")]
        assert [user is not None for user in seen] == [True, False]
        assert uow.users.by_session("one", now=MONDAY_9 + HOUR) is None
        uow.users.change(user_id, name="Mona", role=Role.STAFF, is_active=False)
        assert uow.users.by_session("one", now=MONDAY_9) is None


def test_failed_logins_are_counted_since_a_time(database: Database) -> None:
    with database.unit_of_work() as uow:
        for at in (MONDAY_9 - HOUR, MONDAY_9):
            uow.users.note_failure("Mona", address="", at=at)
        assert uow.users.failures_since("mona", since=MONDAY_9) == 1
