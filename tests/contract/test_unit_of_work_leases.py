"""Leases: one holder, a number that tells a stale one, nothing lost when a holder dies."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.errors import LeaseLost
from booking_console.services.leases import Lease
from tests.builders import MONDAY_9

NAME = "appointment:7"
SOON = MONDAY_9 + timedelta(minutes=3)
LATE = SOON + timedelta(minutes=3)


def take(database: Database, owner: str, *, now: datetime = MONDAY_9) -> Lease | None:
    with database.unit_of_work() as uow:
        return uow.leases.take(NAME, owner=owner, now=now, until=now + timedelta(minutes=3))


def taken(database: Database, owner: str, *, now: datetime = MONDAY_9) -> Lease:
    lease = take(database, owner, now=now)
    assert lease is not None
    return lease


def test_a_living_lease_is_nobody_elses(database: Database) -> None:
    taken(database, "worker-1")
    assert take(database, "worker-2") is None


def test_the_fence_grows_with_every_holder(database: Database) -> None:
    first = taken(database, "worker-1")
    again = taken(database, "worker-1")
    later = taken(database, "worker-2", now=SOON)
    assert [first.fence, again.fence, later.fence] == [1, 2, 3]


def test_the_fence_grows_past_a_lease_given_back(database: Database) -> None:
    lease = taken(database, "worker-1")
    with database.unit_of_work() as uow:
        uow.leases.give_back(lease)
        assert uow.leases.owners() == []
    assert taken(database, "worker-2").fence == 2


def test_a_holder_prolongs_its_lease(database: Database) -> None:
    lease = taken(database, "worker-1")
    with database.unit_of_work() as uow:
        held = uow.leases.hold(lease, now=MONDAY_9, until=LATE)
    assert held == Lease(NAME, "worker-1", 1, LATE)
    assert take(database, "worker-2", now=SOON) is None


def test_a_holder_that_was_overtaken_learns_it(database: Database) -> None:
    lease = taken(database, "worker-1")
    taken(database, "worker-2", now=SOON)
    with pytest.raises(LeaseLost), database.unit_of_work() as uow:
        uow.leases.hold(lease, now=SOON, until=LATE)


def test_an_earlier_hold_of_the_same_worker_is_stale_too(database: Database) -> None:
    lease = taken(database, "worker-1")
    taken(database, "worker-1")
    with pytest.raises(LeaseLost), database.unit_of_work() as uow:
        uow.leases.hold(lease, now=MONDAY_9, until=LATE)


def test_a_lease_that_ran_out_is_lost_even_if_nobody_took_it(database: Database) -> None:
    lease = taken(database, "worker-1")
    with pytest.raises(LeaseLost), database.unit_of_work() as uow:
        uow.leases.hold(lease, now=SOON, until=LATE)


def test_a_stale_holder_gives_nothing_back(database: Database) -> None:
    stale = taken(database, "worker-1")
    taken(database, "worker-2", now=SOON)
    with database.unit_of_work() as uow:
        uow.leases.give_back(stale)
        assert uow.leases.owners() == ["worker-2"]


def test_what_a_dead_worker_held_is_free(database: Database) -> None:
    taken(database, "worker-1")
    with database.unit_of_work() as uow:
        assert uow.leases.drop_of("worker-1") == 1
        assert uow.leases.drop_of("worker-1") == 0
    assert taken(database, "worker-2").fence == 2


def test_of_many_at_once_one_gets_the_lease(database: Database) -> None:
    with ThreadPoolExecutor(6) as threads:
        leases = list(threads.map(lambda n: take(database, f"worker-{n}"), range(6)))
    assert len([lease for lease in leases if lease]) == 1
