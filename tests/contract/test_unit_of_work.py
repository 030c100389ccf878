"""One block is one transaction, and a number grows with every one that changed something people see."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import StatementError

from booking_console.adapters.db import engine
from booking_console.adapters.db.database import Database
from booking_console.adapters.db.errors import ConstraintBroken
from booking_console.domain.errors import NotFound, Unavailable
from booking_console.services.figures import Insight
from booking_console.services.leases import APPOINTMENT_LEASE
from booking_console.services.records import NewUnitOfWork
from booking_console.services.road import lease_name
from booking_console.services.views import Views
from tests.builders import MONDAY_9, a_slot, an_appointment


def count(database: Database) -> int:
    return len(database.views().audit(limit=1000))


def write(database: Database) -> None:
    """Reads first: a transaction of SQLite that did not say that it will write then fails at once."""
    with database.unit_of_work() as uow:
        uow.rooms.all()
        uow.audit.add("thing.done", actor="Mona", at=MONDAY_9)


def write_and_fail(database: Database) -> None:
    with database.unit_of_work() as uow:
        uow.audit.add("thing.done", actor="Mona", at=MONDAY_9)
        uow.appointments.get(99)


def test_the_adapter_is_what_the_services_ask_for(database: Database) -> None:
    new_uow: NewUnitOfWork = database.unit_of_work
    views: Views = database.views()
    with new_uow() as uow:
        assert uow.rooms.all() == views.worklist() == []
    insight: Insight = database.insight(zone=ZoneInfo("Europe/London"), opening=())
    assert insight.figures(a_slot()).total == 0


def test_an_exception_takes_everything_back(database: Database) -> None:
    with pytest.raises(NotFound):
        write_and_fail(database)
    assert count(database) == 0


def test_writers_at_once_wait_for_each_other(database: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(write, database) for _ in range(80)]:
            done.result(timeout=60)
    assert count(database) == 80


def test_the_number_of_the_latest_change_grows_with_every_visible_write(database: Database) -> None:
    views = database.views()
    before = views.latest_change()
    write(database)
    assert views.latest_change() == before + 1


def test_reading_leases_and_sessions_do_not_wake_the_pages(database: Database) -> None:
    views = database.views()
    before = views.latest_change()
    with database.unit_of_work() as uow:
        uow.leases.take("job", owner="worker-1", now=MONDAY_9, until=MONDAY_9 + timedelta(minutes=1))
        uow.appointments.next_waiting(MONDAY_9)
        uow.messages.set_cursor("INBOX", "12")
        assert uow.outbox.claim(MONDAY_9) is None
    assert views.latest_change() == before


def test_changes_counted_at_once_are_all_counted(database_url: str) -> None:
    with Database(database_url) as one, Database(database_url) as other, ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(write, database) for database in (one, other) * 20]:
            done.result(timeout=60)
        assert one.views().latest_change() == 40


def test_times_come_back_in_utc_whatever_zone_they_were_given_in(database: Database) -> None:
    eastern = timezone(timedelta(hours=-5))
    with database.unit_of_work() as uow:
        appointment_id = uow.appointments.add(an_appointment(due_at=MONDAY_9.astimezone(eastern)))
    with database.unit_of_work() as uow:
        due_at = uow.appointments.get(appointment_id).due_at
    assert due_at == MONDAY_9
    assert due_at.utcoffset() == timedelta()


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2027, 3, 1, 9)  # noqa: DTZ001 - the mistake under test
    with pytest.raises(StatementError, match="with a zone"), database.unit_of_work() as uow:
        uow.audit.add("thing.done", actor="Mona", at=naive)


def test_no_guest_stands_in_the_error_of_a_refused_row(database: Database) -> None:
    with pytest.raises(ConstraintBroken) as caught, database.unit_of_work() as uow:
        uow.appointments.add(an_appointment(guest="Anna Example", revision=0))
    assert "Anna" not in f"{caught.value} {caught.value.__cause__}"


def test_a_database_that_stays_locked_is_unavailable(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_LOCK_WAIT_MS", 50)
    blocker = sqlite3.connect(Path(sqlite_url.removeprefix("sqlite:///")), isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with Database(sqlite_url) as database, pytest.raises(Unavailable):
        write(database)
    blocker.close()


def test_readers_do_not_wait_for_a_writer(sqlite_database: Database) -> None:
    with sqlite_database.unit_of_work() as uow:
        uow.audit.add("thing.done", actor="Mona", at=MONDAY_9)
        assert count(sqlite_database) == 0


@pytest.mark.postgres
def test_a_server_that_is_gone_is_unavailable() -> None:
    with Database("postgresql://booking@127.0.0.1:1/booking") as database, pytest.raises(Unavailable):
        write(database)


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_sqlite_is_set_up_to_lose_nothing(sqlite_url: str, pragma: str, value: object) -> None:
    with Database(sqlite_url) as database, database.engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_the_lease_of_an_appointment_has_the_name_that_the_database_looks_for() -> None:
    assert lease_name(7) == f"{APPOINTMENT_LEASE}7"
