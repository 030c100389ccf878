"""All workers of one database together ask the portal no more often than it allows."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from booking_console.adapters.db.database import Database
from booking_console.services.pacing import Allowance

NOW = 1_800_000_000.0


def take(database: Database, allowance: Allowance, now: float = NOW, besides: int = 0) -> float:
    with database.unit_of_work() as uow:
        return uow.pace.take(allowance, now=now, besides=besides)


def test_two_actions_keep_their_distance_whoever_takes_them(database: Database) -> None:
    gap = Allowance(gap=2.0)
    assert [take(database, gap), take(database, gap), take(database, gap, NOW + 0.5)] == [0.0, 2.0, 1.5]
    assert take(database, gap, NOW + 2.0, besides=5) == 0.0  # what a page asks for by itself is no action
    assert take(database, gap, NOW + 3.5) == 0.5


def test_at_most_so_many_requests_in_a_period_with_those_that_pages_make_by_themselves(database: Database) -> None:
    four = Allowance(requests=4, per_seconds=10.0)
    assert [take(database, four), take(database, four, NOW + 1, besides=2)] == [0.0, 0.0]
    assert take(database, four, NOW + 2) == 8.0
    assert take(database, four, NOW + 10) == 0.0


def test_a_clock_that_is_ahead_makes_nobody_wait_for_longer_than_the_gap(database: Database) -> None:
    gap = Allowance(gap=2.0)
    take(database, gap, NOW + 3600)
    assert [take(database, gap), take(database, gap, NOW + 2.0)] == [2.0, 0.0]


def test_of_many_at_once_one_is_let_through(database: Database) -> None:
    start = Barrier(6)

    def ask(_number: int) -> float:
        start.wait(timeout=60)
        return take(database, Allowance(gap=5.0), time.time())

    with ThreadPoolExecutor(6) as threads:
        assert sorted(pause > 0 for pause in threads.map(ask, range(6))) == [False, *[True] * 5]
