"""The worker as a process: it obeys within five seconds, ends in good order, and does no harm beside another one."""

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from booking_console.bootstrap import Console, open_console
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentType, Channel
from booking_console.domain.health import Part, PartState
from booking_console.domain.schedule import JobName, Rhythm
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.passes import open_passes
from booking_console.services import override
from booking_console.services.follow import Visit
from booking_console.services.views import LogFilter
from booking_console.settings import Settings
from booking_console.worker import Worker
from tests.demo_portal import running_portal
from tests.faults.programs import worker

#: For a machine that does several things at once: what is waited for comes much sooner.
PATIENCE = 60.0


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    opened = open_console(Settings(_env_file=None, data_dir=tmp_path, database_url=""))
    opened.prepare()
    yield opened
    opened.close()


def wait_for(truth: Callable[[], bool], *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if truth():
            return True
        time.sleep(0.1)
    return truth()


def mailbox_looked_at(console: Console) -> datetime | None:
    with console.new_uow() as uow:
        return uow.control.health(Part.MAILBOX).checked_at


def is_ready(console: Console) -> bool:
    with console.new_uow() as uow:
        return uow.control.health(Part.WORKER).state is PartState.FINE and bool(uow.control.next_runs())


def set_poll(console: Console, rhythm: Rhythm) -> None:
    with console.new_uow() as uow:
        schedule = uow.control.schedule()
        changed = replace(schedule, rhythms={**schedule.rhythms, JobName.POLL: rhythm})
        uow.control.set_schedule(changed, at=console.clock.now())


def test_a_changed_schedule_and_run_now_take_effect_within_five_seconds(tmp_path: Path, console: Console) -> None:
    set_poll(console, Rhythm(every=timedelta(hours=1)))
    with worker(tmp_path):
        assert wait_for(lambda: is_ready(console) and mailbox_looked_at(console) is not None, seconds=PATIENCE)
        # The machine that runs the tests may be busy for a moment: the best of three is the worker's own time.
        assert min(seconds_to_look_now(console) for _ in range(3)) < 5
        set_poll(console, Rhythm(every=timedelta(seconds=1)))
        assert wait_for(lambda: _next(console) < console.clock.now() + timedelta(seconds=30), seconds=PATIENCE)


def seconds_to_look_now(console: Console) -> float:
    was, asked = mailbox_looked_at(console), time.monotonic()
    override.run_now(console.new_uow, JobName.POLL, actor=OPERATOR, now=console.clock.now())
    assert wait_for(lambda: mailbox_looked_at(console) != was, seconds=PATIENCE)
    return time.monotonic() - asked


def _next(console: Console) -> datetime:
    with console.new_uow() as uow:
        return uow.control.next_runs()[JobName.POLL]


def test_a_paused_worker_reads_no_mail_until_it_goes_on(tmp_path: Path, console: Console) -> None:
    override.pause(console.new_uow, actor=OPERATOR, now=console.clock.now())
    with worker(tmp_path):
        assert wait_for(lambda: is_ready(console), seconds=PATIENCE)
        assert mailbox_looked_at(console) is None
        override.resume(console.new_uow, actor=OPERATOR, now=console.clock.now())
        assert wait_for(lambda: mailbox_looked_at(console) is not None, seconds=PATIENCE)


def test_sigterm_ends_the_worker_in_good_order(tmp_path: Path, console: Console) -> None:
    with worker(tmp_path) as process:
        assert wait_for(lambda: is_ready(console), seconds=PATIENCE)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0
    assert list((tmp_path / "workers").iterdir()) == []
    assert "Traceback" not in (tmp_path / "worker.log").read_text()


def test_a_worker_ends_though_it_is_just_asking_what_it_should_do(console: Console) -> None:
    override.pause(console.new_uow, actor=OPERATOR, now=console.clock.now())
    ended = Worker(console, open_passes(console, "worker-1"))
    ended.start()
    assert wait_for(lambda: is_ready(console), seconds=PATIENCE)
    stopping = threading.Thread(target=ended.stop, daemon=True)
    with console.new_uow():
        time.sleep(1.5)  # it asks every second, and waits for this transaction
        stopping.start()
        stopping.join(1)
        assert stopping.is_alive()
    stopping.join(PATIENCE)
    assert not stopping.is_alive()


def test_a_new_mail_is_looked_at_within_seconds_though_the_interval_is_an_hour(
    tmp_path: Path, console: Console
) -> None:
    set_poll(console, Rhythm(every=timedelta(hours=1)))
    with worker(tmp_path):
        assert wait_for(lambda: is_ready(console) and mailbox_looked_at(console) is not None, seconds=PATIENCE)
        time.sleep(2)  # the watch has begun
        (tmp_path / "mail" / "new.eml").write_bytes(b"Subject: Newsletter\r\n\r\nNothing to book.\r\n")
        assert wait_for(lambda: (tmp_path / "mail" / "Needs attention" / "new.eml").exists(), seconds=PATIENCE)


def test_at_set_times_nothing_is_looked_at_in_between(tmp_path: Path, console: Console) -> None:
    set_poll(console, Rhythm(cron="0 0 1 1 *"))
    with worker(tmp_path):
        assert wait_for(lambda: is_ready(console) and mailbox_looked_at(console) is not None, seconds=PATIENCE)
        first = mailbox_looked_at(console)
        (tmp_path / "mail" / "new.eml").write_bytes(b"Subject: Newsletter\r\n\r\nNothing to book.\r\n")
        time.sleep(5)
        assert mailbox_looked_at(console) == first


@pytest.mark.browser
def test_two_workers_at_once_book_every_appointment_once(tmp_path: Path, console: Console) -> None:
    with running_portal(tmp_path / "portal", "--skin", "forms") as portal:
        guests = [f"Pair Example {number}" for number in range(6)]
        for guest in guests:
            _enter(console, guest)
        with worker(tmp_path, portal), worker(tmp_path, portal):
            booked = LogFilter(shown=(Shown.BOOKED,))
            assert wait_for(lambda: console.views.log(booked, offset=0, limit=1).total == 6, seconds=2 * PATIENCE)
        assert Counter(portal.guests()) == Counter(guests)


def _enter(console: Console, guest: str) -> None:
    """All at the same time: each needs another room."""
    day = datetime.now(UTC).astimezone(console.zone).replace(hour=10, minute=0, second=0, microsecond=0)
    start = day + timedelta(days=10)
    visit = Visit(guest, AppointmentType.CONSULTATION, Slot(start, start + timedelta(minutes=30)))
    override.book(console.new_uow, visit, channel=Channel.COMMAND_LINE, actor=OPERATOR, now=console.clock.now())
