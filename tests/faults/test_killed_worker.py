"""A real worker with a real browser, killed with SIGKILL, judged by the ledger of a real portal."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from booking_console.bootstrap import Console, open_console
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentStatus, AppointmentType, Channel
from booking_console.domain.slot import Slot
from booking_console.services import override
from booking_console.services.follow import Visit
from booking_console.settings import Settings
from tests.demo_portal import RunningPortal, running_portal
from tests.faults.doomed import POINTS
from tests.faults.programs import ROOT, environment

GUEST = "Nora Example"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal"), "--skin", "forms") as running:
        yield running


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    opened = open_console(Settings(_env_file=None, data_dir=tmp_path, database_url=""))
    opened.prepare()
    yield opened
    opened.close()


def run(folder: Path, portal: RunningPortal, *command: str) -> int:
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment(folder, portal), capture_output=True, timeout=120
    )
    return done.returncode


def enter(console: Console, day: int) -> int:
    start = datetime.combine(datetime.now(UTC).date() + timedelta(days=20 + day), datetime.min.time(), console.zone)
    start += timedelta(hours=10)
    visit = Visit(GUEST, AppointmentType.CONSULTATION, Slot(start, start + timedelta(minutes=30)))
    return override.book(console.new_uow, visit, channel=Channel.COMMAND_LINE, actor=OPERATOR, now=console.clock.now())


def live(portal: RunningPortal, console: Console, appointment_id: int) -> int:
    with console.new_uow() as uow:
        slot = uow.appointments.get(appointment_id).slot
    return sum(datetime.fromisoformat(b["start"]) == slot.start for b in portal.live(GUEST))


@pytest.mark.browser
@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_at_this_point_books_exactly_once(
    point: str, tmp_path: Path, portal: RunningPortal, console: Console
) -> None:
    appointment_id = enter(console, POINTS.index(point))
    doomed = run(tmp_path, portal, str(ROOT / "tests/faults/doomed.py"), point)
    assert doomed == -signal.SIGKILL
    for _ in range(6):
        run(tmp_path, portal, "-m", "booking_console", "run", "--once")
        with console.new_uow() as uow:
            status = uow.appointments.get(appointment_id).status
        if status is AppointmentStatus.BOOKED:
            break
    assert status is AppointmentStatus.BOOKED
    assert live(portal, console, appointment_id) == 1
