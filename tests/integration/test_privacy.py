"""A guest with telling data goes every way that the road knows; what was logged and what lies on the disk tells nothing of them."""

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.errors import BookingError, ContractBroken, Refused, Unavailable
from booking_console.domain.portal import SubmitOutcome, SubmitResult
from booking_console.domain.teaching import Teaching
from booking_console.services import notify, triage
from tests.builders import a_mail
from tests.demo_portal import RunningPortal, running_portal
from tests.fakes.notifier import FakeNotifier
from tests.faults.programs import environment
from tests.world import ZONE, World, raising

GUEST, EMAIL, PHONE = "Canarya Quillfeather", "canarya@quill.example", "07700 900321"
PASSWORD = "demo-pass-1"
CANARIES = ("canarya", "quillfeather", "quill.example", "900321", PASSWORD)
DAY = datetime.now(UTC) + timedelta(days=7 - datetime.now(UTC).weekday())
MAIL = f"""\
From: Clinic <clinic@sender.example>
To: rooms@practice.example
Subject: Appointment confirmed for {GUEST}
Date: {datetime.now(UTC):%a, %d %b %Y %H:%M:%S +0000}
Message-ID: <visit@sender.example>

Your appointment is confirmed.

Patient: {GUEST}
Email: {EMAIL}
Phone: {PHONE}
Type: Consultation
Date: {DAY:%d %B %Y}
Time: 10:00 - 10:30
"""


def told_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text.casefold()]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def refused_with(outcome: SubmitOutcome) -> SubmitResult:
    return SubmitResult(outcome, f"{GUEST} has another visit then")


@pytest.mark.parametrize("call", ["look", "prepare", "submit", "find"])
@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"time data '{GUEST}' does not match"),
        Unavailable("The portal did not answer."),
        ContractBroken("The portal has changed.", expected="a time", found=f"{GUEST} {PHONE}"),
        Refused("The portal refused."),
    ],
)
def test_trouble_on_the_portal_is_logged_without_the_guest(
    world: World, log_text: io.StringIO, call: str, error: Exception
) -> None:
    world.waits(guest=GUEST, guest_email=EMAIL)
    world.portal.hooks[call] = raising(error)

    world.run_until_quiet()

    assert "event" in log_text.getvalue()
    assert not told_in(log_text.getvalue())


@pytest.mark.parametrize("outcome", SubmitOutcome)
@pytest.mark.parametrize("keep", [True, False])
def test_whatever_the_portal_answers_its_words_are_not_logged(
    world: World, log_text: io.StringIO, outcome: SubmitOutcome, keep: bool
) -> None:
    world.waits(guest=GUEST, guest_email=EMAIL)
    world.portal.answer, world.portal.keep = refused_with(outcome), keep

    world.run_until_quiet()

    assert "attempt_ended" in log_text.getvalue()
    assert not told_in(log_text.getvalue())


class CrashingReader:
    def read(self, mime: bytes, teaching: Teaching | None = None) -> None:
        raise UnicodeError(f"cannot read {mime!r} with {teaching!r}")


@pytest.mark.parametrize("reader", [LadderReader(ZONE, "DMY"), CrashingReader()], ids=["read", "crashed"])
def test_a_mail_is_logged_without_what_it_says(world: World, log_text: io.StringIO, reader: LadderReader) -> None:
    with world.new_uow() as uow:
        uow.messages.add(
            a_mail(mime=MAIL.encode()), mailbox="test", sender=EMAIL, subject=GUEST, taken_at=world.clock.now()
        )

    triage.read_new(world.new_uow, reader, world.policy, world.clock)

    assert "message_" in log_text.getvalue()
    assert not told_in(log_text.getvalue())


@pytest.mark.parametrize("trouble", [Refused("No."), Unavailable("Later."), ContractBroken("Changed.")])
def test_a_message_that_is_not_delivered_is_logged_without_its_recipient(
    world: World, log_text: io.StringIO, trouble: BookingError
) -> None:
    world.waits(guest=GUEST, guest_email=EMAIL)
    world.run_until_quiet()

    while notify.deliver_next(world.new_uow, FakeNotifier(trouble=[trouble]), world.policy, world.clock):
        pass

    assert not told_in(log_text.getvalue())


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[RunningPortal]:
    with running_portal(tmp_path / "portal") as running:
        yield running


def one_pass(folder: Path, portal: RunningPortal, number: int) -> str:
    """Everything that the worker says in one whole pass over one more mail; its data lie in a folder that it makes itself."""
    env = environment(folder, portal, BOOKING_DATA_DIR=str(folder / "data"))
    mail = MAIL.replace("visit@", f"visit-{number}@").replace("10:00 - 10:30", f"1{number}:00 - 1{number}:30")
    (folder / "mail" / f"{number}.eml").write_text(mail)
    command = [sys.executable, "-m", "booking_console", "run", "--once"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


def test_the_worker_says_nothing_of_the_guest_and_keeps_its_files_to_itself(
    tmp_path: Path, portal: RunningPortal
) -> None:
    said = one_pass(tmp_path, portal, 0)
    assert portal.guests() == [GUEST], said
    portal.fault("error-500", count=1)
    said += one_pass(tmp_path, portal, 1)
    portal.fault("renamed-label", rate=1)
    said += one_pass(tmp_path, portal, 2)

    assert "booking_confirmed" in said
    assert "booking_stopped" in said
    assert not told_in(said)
    data = tmp_path / "data"
    assert data.stat().st_mode & 0o077 == 0
    secret = [*data.glob("booking.db*"), *data.glob("portal-session-*")]
    assert len(secret) >= 2
    assert [path.name for path in secret if path.stat().st_mode & 0o077] == []
