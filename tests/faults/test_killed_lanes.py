"""A worker with several bookings in hand, killed with SIGKILL, and two such workers at once, judged by the ledger of a real portal."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from booking_console.domain.appointment import AppointmentStatus
from booking_console.settings import Transport
from tests.demo_portal import RunningPortal, running_portal
from tests.faults.doomed import POINTS
from tests.faults.programs import ROOT, environment
from tests.several import Practice, practice

DOOMED = str(ROOT / "tests/faults/doomed.py")
ONCE = ("-m", "booking_console", "run", "--once")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal"), "--skin", "forms") as portal:
        yield portal


def start(folder: Path, running: RunningPortal, transport: str, *command: str) -> subprocess.Popen[bytes]:
    own = {"BOOKING_PORTAL__PROFILE": str(folder / "several.toml"), "BOOKING_PORTAL__TRANSPORT": transport}
    surroundings = environment(folder, running, **own)
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen([sys.executable, *command], cwd=folder, env=surroundings, stdout=log, stderr=log)


def enter(four: Practice, word: str) -> tuple[list[str], list[int]]:
    """Two times, and at one of them two visits."""
    guests = [f"{word.capitalize()} {number}" for number in range(3)]
    return guests, [four.enter(guest, hour=9 + number % 2) for number, guest in enumerate(guests)]


def all_booked(four: Practice, ids: list[int]) -> bool:
    return set(four.statuses(ids)) == {AppointmentStatus.BOOKED}


def refuse_doubles(running: RunningPortal, guests: list[str]) -> None:
    """Each guest once, nobody twice, no room for two."""
    live = [b for b in running.ledger()["bookings"] if b["guest"] in guests and b["cancelled_at"] is None]
    assert Counter(one["guest"] for one in live) == Counter(guests)
    assert len({(one["room"], one["start"]) for one in live}) == len(guests)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("transport", "points"), [("http", POINTS), ("browser", ("before the submit", "after the submit"))]
)
def test_a_worker_killed_with_several_in_hand_books_each_exactly_once(transport, points, tmp_path, running):
    with practice(tmp_path, running, Transport(transport), parallel=4) as four:
        guests, ids = [], []
        for number, point in enumerate(points):
            more, numbers = enter(replace(four, day=four.day + timedelta(days=number)), f"{transport} {point}")
            guests, ids = [*guests, *more], [*ids, *numbers]
            assert start(tmp_path, running, transport, DOOMED, point).wait(120) == -signal.SIGKILL
        for _ in range(8):
            start(tmp_path, running, transport, *ONCE).wait(120)
            if all_booked(four, ids):
                break
        assert all_booked(four, ids)
    refuse_doubles(running, guests)


def test_two_workers_with_several_in_hand_each_do_no_harm_to_each_other(tmp_path, running):
    with practice(tmp_path, running, Transport.HTTP, parallel=4) as four:
        guests, ids = enter(four, "two workers")
        for _ in range(4):
            both = [start(tmp_path, running, "http", *ONCE) for _ in range(2)]
            assert [one.wait(120) for one in both] == [0, 0]
            if all_booked(four, ids):
                break
        assert all_booked(four, ids)
    refuse_doubles(running, guests)
