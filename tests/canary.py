"""Canary names: book, fail, be killed, stop and export with names and secrets that occur nowhere else, then look for them everywhere.

`python -m tests.canary --n 500` prints what was searched and where a canary sings; exit code 1 when one does. Exempt is what is
there to hold names: the database, the mails themselves, and the lists and exports of bookings.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import click
import psutil
from pydantic import SecretStr

from booking_console.adapters.vault import Vault
from booking_console.bootstrap import Console, open_console
from booking_console.domain.actor import OPERATOR, Role
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import AttemptResult
from booking_console.domain.errors import NotFound
from booking_console.services import evidence_pack, people, sign_in
from booking_console.services.views import LogFilter
from booking_console.settings import Settings
from tests.aviary import Aviary, mail, visits
from tests.demo_portal import RunningPortal, running_portal
from tests.faults.programs import environment, worker

_FAULTS = (("drop-after-commit", 0.15), ("error-500", 0.15), ("room-taken", 0.1))
_EXEMPT = ("booking.db", "mail/", "portal-data/")
#: So many names meet a fault now and then; fewer meet each fault once.
_MANY = 20
_SECONDS_EACH = 12.0
_LEAST_SECONDS = 120.0


def fly(folder: Path, n: int, seed: int) -> Aviary:
    """One run in this folder, which must be empty and have a short name: the browser makes sockets in it."""
    aviary = Aviary(Random(seed))
    (folder / "tmp").mkdir()
    portal_password, mail_password = aviary.secret("the portal's password"), aviary.secret("the mail server's password")
    options = ("--password", portal_password, "--seed", str(seed))
    with running_portal(folder / "portal-data", *options) as portal:
        settings = {
            "TMPDIR": str(folder / "tmp"),
            "BOOKING_PORTAL__PASSWORD": portal_password,
            "BOOKING_SMTP__URL": f"smtp://desk:{mail_password}@127.0.0.1:9",
            "BOOKING_SMTP__BUSINESS": "desk@practice.example",
            "BOOKING_SMTP__TELL_GUEST": "true",
        }
        with watched(aviary, folder, portal):
            book_all(aviary, folder, portal, settings, n)
        held = records(folder)
        try:
            keep_tokens(aviary, folder, held)
            search_files(aviary, folder)
            ends = {attempt.result for attempt in held.views.attempts(limit=100_000)}
            aviary.is_whole = {AttemptResult.BOOKED, AttemptResult.CONTRACT_BROKEN} <= ends
            search_evidence(aviary, held)
            search_commands(aviary, folder, portal, settings, only=None if n >= _MANY else 2)
        finally:
            held.close()
    return aviary


def book_all(aviary: Aviary, folder: Path, portal: RunningPortal, settings: dict[str, str], n: int) -> None:
    """With faults; the worker is killed half-way, and at the end the portal changes."""
    for name, rate in _FAULTS:
        portal.fault(name, **({"rate": rate} if n >= _MANY else {"count": 1}))
    (folder / "mail").mkdir()
    starts = visits(datetime.now(UTC).date())
    for number in range(n):
        (folder / "mail" / f"{number}.eml").write_text(mail(aviary.hatch(), next(starts)))
    with worker(folder, portal, **settings) as running:
        until(lambda: len(portal.guests()) >= n // 2, n)
        search_files(aviary, folder)  # while its browser is open
        running.send_signal(signal.SIGKILL)
        running.wait(30)
    search_files(aviary, folder)
    with worker(folder, portal, **settings):
        until(lambda: is_quiet(folder, n), n)
        portal.no_faults()
        portal.fault("renamed-label", rate=1)
        (folder / "mail" / "last.eml").write_text(mail(aviary.hatch(), next(starts)))
        until(lambda: is_stopped(folder), 1)
    portal.no_faults()


def until(is_so: object, n: int) -> None:
    """Ends in any case: whatever was reached by then is searched."""
    assert callable(is_so)
    end = time.monotonic() + max(_LEAST_SECONDS, n * _SECONDS_EACH)
    while time.monotonic() < end and not is_so():
        time.sleep(0.5)


def records(folder: Path) -> Console:
    return open_console(Settings(_env_file=None, data_dir=folder, database_url=SecretStr("")))


def is_quiet(folder: Path, n: int) -> bool:
    held = records(folder)
    try:
        rows = list(held.views.log_stream(LogFilter()))
        with held.reading() as uow:
            left = uow.bookings.waiting_to_settle()
            open_ = [row for row in rows if uow.appointments.get(row.id).status is AppointmentStatus.WAITING]
        return len(rows) >= n and not left and not open_
    finally:
        held.close()


def is_stopped(folder: Path) -> bool:
    held = records(folder)
    try:
        with held.reading() as uow:
            return not uow.control.switch().is_on
    finally:
        held.close()


def keep_tokens(aviary: Aviary, folder: Path, held: Console) -> None:
    """The cookies of the portal's session as the browser keeps them, and a person's session in the console."""
    for number, sealed in enumerate(folder.glob("portal-session-*")):
        state = json.loads(Vault(folder / "portal.key").unseal(sealed.read_text()))
        for place, cookie in enumerate(state["cookies"]):
            aviary.secrets[f"the portal's cookie {number}.{place}"] = cookie["value"]
    password, now = aviary.secret("a person's password"), held.clock.now()
    people.add(held.new_uow, login="dana", name="Dana", role=Role.MANAGER, password=password, actor=OPERATOR, now=now)
    aviary.secrets["a session's token"] = sign_in.sign_in(held.new_uow, "dana", password, now=now)[1]


def search_files(aviary: Aviary, folder: Path) -> None:
    """What is gone while we look was a file of a program that has just ended."""
    for path in [Path(place) / name for place, _, names in os.walk(folder) for name in names]:
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(_EXEMPT):
            kind = "temporary files" if name.startswith("tmp/") else "logs" if name.endswith(".log") else "files"
            with suppress(FileNotFoundError):
                aviary.search(f"{kind}: {name}", path.read_bytes())


def search_evidence(aviary: Aviary, held: Console) -> None:
    rooms = held.room_names()

    def content(evidence_id: int) -> bytes:
        with held.reading() as uow:
            return uow.attempts.evidence(evidence_id)[1]

    for attempt in held.views.attempts(limit=100_000):
        place = f"evidence: attempt {attempt.id}"
        for name, file in evidence_pack.files(attempt, private=(), rooms=rooms, zone=held.zone, read=content):
            aviary.search(f"{place} {name}", name.encode() + file)
        for step in attempt.steps:
            aviary.search(f"steps: attempt {attempt.id}", step.note)
            for evidence_id, _, caption, _ in step.evidence:
                try:
                    aviary.search(f"{place} as kept", caption.encode() + content(evidence_id))
                except NotFound:
                    continue


def search_commands(
    aviary: Aviary, folder: Path, portal: RunningPortal, settings: dict[str, str], *, only: int | None
) -> None:
    """What somebody would send to whoever helps. only: the first so many."""
    first = datetime.now(UTC).date()
    days = ["--from", first.isoformat(), "--to", (first + timedelta(days=2)).isoformat()]
    commands = (
        ["attempts", "--json", "--limit", "10000"],
        ["doctor"],
        ["attempts", "--limit", "10000"],
        ["reconcile", *days],
        ["reconcile", *days, "--json"],
    )
    for command in commands[:only]:
        done = subprocess.run(
            [sys.executable, "-m", "booking_console", *command],
            cwd=folder,
            env=environment(folder, portal, **settings),
            capture_output=True,
            timeout=300,
            check=False,
        )
        aviary.search(f"support: {' '.join(command)}", done.stdout + done.stderr)


@contextmanager
def watched(aviary: Aviary, folder: Path, portal: RunningPortal) -> Iterator[None]:
    """The command line of every process of ours while it works; the demo portal was told its password there."""
    is_over, seen = threading.Event(), set[str]()

    def watch() -> None:
        while not is_over.wait(0.5):
            for process in psutil.Process(os.getpid()).children(recursive=True):
                if process.pid != portal.process.pid:
                    seen.add(command_of(process))

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        is_over.set()
        watching.join()
        for line in seen:
            aviary.search(f"processes: {line[:60]}", line)


def command_of(process: psutil.Process) -> str:
    try:
        return "\n".join(process.cmdline())
    except psutil.Error:
        return ""


@click.command()
@click.option("--n", default=500, show_default=True, type=click.IntRange(2, 10_000), help="How many names.")
@click.option("--seed", default=1, show_default=True)
def main(n: int, seed: int) -> None:
    """Book with canary names and search for them."""
    with tempfile.TemporaryDirectory(prefix="canary-") as folder:
        aviary = fly(Path(folder), n, seed)
    for kind, count in sorted(aviary.searched.items()):
        click.echo(f"{count:>6} {kind} searched")
    for place, what in sorted(aviary.found):
        click.echo(f"FOUND {what} in {place}")
    if not aviary.is_whole:
        click.echo("The worker did not get through: what was searched is less than it should be.", err=True)
    click.echo(f"{len(aviary.guests)} names, {len(aviary.secrets)} secrets, {len(aviary.found)} found")
    sys.exit(1 if aviary.found or not aviary.is_whole else 0)


if __name__ == "__main__":
    main()
