"""One practice whose worker is killed again and again while its portal misbehaves, and what the portal's ledger says at the end."""

import random
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import httpx

from booking_console.bootstrap import Console, open_console
from booking_console.demo.programs import Program, address_of, start
from booking_console.demo.soak_judge import Judgement, judge
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentType, Channel
from booking_console.domain.errors import BookingError
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services import override, put_elsewhere
from booking_console.services.follow import Visit
from booking_console.services.views import LogFilter
from booking_console.settings import Settings

_ZONE = ZoneInfo("Europe/London")
#: name -> rate, each rolled by the portal for every submit (or page) on its own.
_FAULTS = {
    "drop-after-commit": 0.2,
    "drop-before-commit": 0.1,
    "room-taken": 0.1,
    "phantom-success": 0.03,
    "another-room": 0.02,
    "another-time": 0.02,
    "error-500": 0.03,
    "session-lost": 0.03,
}
_KILLED_AT_BIRTH = 0.2  # share of workers whose time runs from their first instruction
_LONGEST_LIFE = 12.0  # seconds of work until the others are killed, where a booking takes less than a quarter of it
_MOST_PATIENT = 120.0  # seconds of work until the others are killed, however long a booking takes
_PATIENCE = 240.0  # seconds without any progress until we give up


@dataclass(frozen=True)
class Field:
    """One practice with its portal. folder: for everything that it keeps."""

    folder: Path
    skin: str
    transport: str

    @property
    def name(self) -> str:
        return f"{self.skin} ({self.transport})"

    @property
    def profile(self) -> str:
        return f"demo-{self.skin}"


def soak(soaked: Field, n: int, seed: int) -> Judgement:
    data = soaked.folder
    shutil.rmtree(data, ignore_errors=True)
    dice = random.Random(seed)
    portal = start(
        "portal", "booking_console.demo.portal", "--port", "0", "--data", str(data / "portal"), "--skin", soaked.skin,
        "--seed", str(seed), *(f"--fault={name}={rate}" for name, rate in _FAULTS.items()), folder=data,
    )  # fmt: skip
    try:
        url = address_of(portal)
        environment = _environment(soaked, url)
        console = _console(data, environment)
        watch = Watch(console)
        guests = _enter(console, n, dice)
        kills = _run(watch, environment, data, dice)
        httpx.delete(f"{url}/faults").raise_for_status()
        _finish(watch, environment, data)
        judged = judge(url, guests, console)
        console.close()
    finally:
        portal.stop()
    return judged + Judgement(n, kills, longest_doubt=watch.longest)


@dataclass
class Watch:
    """Looks how much is left to do, and for how long each booking has been in doubt."""

    console: Console
    since: dict[int, float] = field(default_factory=dict)
    longest: float = 0.0

    def left(self) -> int:
        """Appointments that are not booked yet, and bookings in doubt."""
        _accept_what_stands_elsewhere(self.console)
        views, now = self.console.views, time.monotonic()
        doubtful = {row.id for row in views.log(LogFilter(shown=(Shown.CHECKING,)), offset=0, limit=200).rows}
        self.since = {one: self.since.get(one, now) for one in doubtful}
        self.longest = max([self.longest, *(now - began for began in self.since.values())])
        unfinished = (Shown.WAITING, Shown.BOOKING_NOW, Shown.CHECKING)
        return views.log(LogFilter(shown=unfinished), offset=0, limit=1).total

    def until(self, end: float, *, below: int = 1) -> None:
        """Until fewer than `below` are open, or the time has come."""
        while time.monotonic() < end and self.left() >= below:
            time.sleep(0.2)


@dataclass
class Lives:
    """How long workers live. A kill tells something when it comes in the middle of the work, and two bookings to a life are enough
    of it; on a slow or busy machine lives of a fixed length would nearly all end before the first."""

    longest: float = _LONGEST_LIFE

    def one(self, dice: random.Random) -> float:
        """Seconds."""
        return 1.0 + dice.random() * self.longest

    def learn(self, took: float | None) -> None:
        """took: seconds until something was settled; None: nothing was."""
        wanted = 1.5 * self.longest if took is None else 4 * took
        self.longest = min(max(_LONGEST_LIFE, wanted), _MOST_PATIENT)


def _accept_what_stands_elsewhere(console: Console) -> None:
    """The person's part: a room or time that the portal stored instead is taken as it is."""
    for item in console.views.worklist():
        if item.stray is not None:
            with suppress(BookingError):  # settled meanwhile, or our log still holds that room: asked again
                put_elsewhere.accept(
                    console.new_uow,
                    item.id,
                    reason="soak",
                    policy=console.policy,
                    actor=OPERATOR,
                    now=console.clock.now(),
                )


def _environment(soaked: Field, url: str) -> dict[str, str]:
    return {
        "BOOKING_DATA_DIR": str(soaked.folder),
        "BOOKING_MAIL__FOLDER": str(soaked.folder / "mail"),
        "BOOKING_TIMEZONE": str(_ZONE),
        "BOOKING_PORTAL__PROFILE": soaked.profile,
        "BOOKING_PORTAL__TRANSPORT": soaked.transport,
        "BOOKING_PORTAL__URL": url,
        "BOOKING_PORTAL__USERNAME": "demo",
        "BOOKING_PORTAL__PASSWORD": "demo-pass-1",
        "BOOKING_RETRY__FIRST": "1",
        "BOOKING_RETRY__LONGEST": "4",
        "BOOKING_RETRY__ATTEMPTS": "40",
        "BOOKING_TIMEOUT__PAGE": "10",
        "BOOKING_TIMEOUT__SUBMIT": "8",
        "BOOKING_TIMEOUT__SETTLE": "3",
    }


def _console(data: Path, environment: dict[str, str]) -> Console:
    (data / "mail").mkdir(parents=True, exist_ok=True)
    read = Settings(_env_file=None).model_copy(
        update={"data_dir": Path(environment["BOOKING_DATA_DIR"]), "timezone": str(_ZONE)}
    )
    console = open_console(read)
    console.prepare()
    return console


def _enter(console: Console, n: int, dice: random.Random) -> list[str]:
    """Fictional guests, up to three at the same time, so that rooms are contested."""
    monday = datetime.now(UTC).astimezone(_ZONE).date()
    monday += timedelta(days=14 - monday.weekday())
    guests = [f"Soak Guest {number:04d}" for number in range(1, n + 1)]
    for number, guest in enumerate(guests):
        place = number // 3
        day = monday + timedelta(days=place // 20)
        start_at = datetime.combine(day, clock_time(8), _ZONE) + timedelta(minutes=30 * (place % 20))
        slot = Slot(start_at, start_at + timedelta(minutes=dice.choice((15, 30))))
        visit = Visit(guest=guest, type=dice.choice(list(AppointmentType)), slot=slot)
        override.book(console.new_uow, visit, channel=Channel.COMMAND_LINE, actor=OPERATOR, now=console.clock.now())
    return guests


def _run(watch: Watch, environment: dict[str, str], data: Path, dice: random.Random) -> int:
    """Kill and start again until everything is booked; how many kills."""
    kills, moved_at, before, lives = 0, time.monotonic(), -1, Lives()
    while (left := watch.left()) and time.monotonic() - moved_at < _PATIENCE:
        if left != before:
            before, moved_at = left, time.monotonic()
            click.echo(f"{left} to go, {kills} kills so far", err=True)
        seen = _starts(data)
        worker = _worker(environment, data)
        try:
            if dice.random() > _KILLED_AT_BIRTH:
                _started(worker, seen)
            began = time.monotonic()
            end = began + lives.one(dice)
            watch.until(end, below=left)
            lives.learn(time.monotonic() - began if time.monotonic() < end else None)
            watch.until(end)
            if worker.process.poll() is not None:
                raise click.ClickException(f"the worker ended by itself:\n{worker.tail()}")
        finally:
            worker.kill()
        kills += 1
    return kills


def _finish(watch: Watch, environment: dict[str, str], data: Path) -> None:
    """Without further kills or faults, what is left settles."""
    worker = _worker(environment, data)
    try:
        before = -1
        while (left := watch.left()) and left != before:
            before = left
            watch.until(time.monotonic() + _PATIENCE, below=left)
    finally:
        worker.stop()


def _started(worker: Program, before: int) -> None:
    """Until it says that it works: on a slow machine a worker would else only ever die while it starts."""
    until = time.monotonic() + 60
    while time.monotonic() < until and worker.process.poll() is None:
        if _starts(worker.log.parent) > before:
            return
        time.sleep(0.1)


def _starts(data: Path) -> int:
    log = data / "worker.log"
    return log.read_text("utf-8", "replace").count('"worker_started"') if log.exists() else 0


def _worker(environment: dict[str, str], data: Path) -> Program:
    return start("worker", "booking_console", "run", folder=data, env=environment)
