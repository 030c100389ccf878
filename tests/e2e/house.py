"""A whole practice for the tests in the browser: demo portal, mail server, worker and console, each a program of its own."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import httpx
from pydantic import SecretStr

from booking_console.bootstrap import Console, open_console
from booking_console.demo.mailbox.compose import compose
from booking_console.demo.mailbox.model import DemoMail, Draft
from booking_console.demo.stage import ZONE, Stage
from booking_console.domain.actor import OPERATOR, Role
from booking_console.services import people
from booking_console.services.views import LogFilter, LogRow
from booking_console.settings import Settings

MANAGER, STAFF, OTHER = "dana", "robin", "alexis"
NAMES = {MANAGER: "Dana Whitlock", STAFF: "Robin Ashdown", OTHER: "Alexis Moor"}
PASSWORD = "only-for-these-tests"
#: For machines that do several things at once: what is waited for comes much sooner.
PATIENCE = 120.0
NORTHGATE = "Northgate Physiotherapy <reception@northgatephysio.example>"
CLINICBOOK = "ClinicBook <notifications@clinicbook.example>"

T = TypeVar("T")
_numbers = count(1)


@dataclass(frozen=True)
class House:
    """url: of the console. records: the same database as its programs use."""

    url: str
    records: Console
    stage: Stage

    @property
    def portal(self) -> "Portal":
        return Portal(self.stage.portal_url)

    def receives(self, draft: Draft) -> None:
        """The mail lies in the mailbox; the worker looks there every other second."""
        now = datetime.now(UTC)
        mime = compose(draft, sent_at=now)
        self.stage.deliver_mails([DemoMail(f"{draft.slug}.eml", mime, draft.style, now, ())])

    def rows(self, guest: str) -> list[LogRow]:
        return [row for row in self.records.views.log_stream(LogFilter()) if row.guest == guest]

    def asked(self, guest: str) -> str:
        """The address of the guest's question, once it is asked."""
        items = self.records.views.worklist
        key = until(lambda: next((i.key for i in items() if i.guest == guest), None), f"{guest} is in doubt")
        return f"/attention?item={key}"

    def booked(self, guest: str) -> LogRow:
        """The guest's one appointment, once it is booked."""
        return until(lambda: next((r for r in self.rows(guest) if r.shown == "booked"), None), f"{guest} is booked")


@dataclass(frozen=True)
class Portal:
    """What is really booked there, and how it is made to misbehave."""

    url: str

    def live(self, guest: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = httpx.get(f"{self.url}/ledger", timeout=60).json()["bookings"]
        return [one for one in found if one["guest"] == guest and one["cancelled_at"] is None]

    def fault(self, name: str, **setting: Any) -> None:
        httpx.post(f"{self.url}/faults", json={"name": name, **setting}, timeout=60).raise_for_status()

    def no_faults(self) -> None:
        httpx.delete(f"{self.url}/faults", timeout=60).raise_for_status()


def until(look: Callable[[], T | None], what: str) -> T:
    """What look finds, once it finds something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {PATIENCE:.0f} s in vain: {what}")


def open_house(stage: Stage, *, is_working: bool) -> House:
    """is_working: with a worker, which books what comes in."""
    stage.open()
    records = open_console(
        Settings(_env_file=None, data_dir=stage.folder, timezone=str(ZONE), database_url=SecretStr(""))
    )
    for login, role in ((MANAGER, Role.MANAGER), (STAFF, Role.STAFF), (OTHER, Role.STAFF)):
        people.add(
            records.new_uow, login=login, name=NAMES[login], role=role, password=PASSWORD, actor=OPERATOR,
            now=datetime.now(UTC),
        )  # fmt: skip
    url = stage.start_console(_free_port())
    if is_working:
        stage.start_worker()
    return House(url, records, stage)


def a_stage(folder: Path) -> Stage:
    return Stage(folder, "forms", datetime.now(UTC))


def working_day(number: int) -> date:
    """The first working day after today is 1."""
    day = datetime.now(ZONE).date()
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


def confirmation(
    guest: str, day: date, clock: str, *, minutes: int = 30, service: str = "Initial consultation"
) -> Draft:
    """A mail that leaves no doubt."""
    start = datetime.fromisoformat(f"{day}T{clock}")
    end = start + timedelta(minutes=minutes)
    text = (
        "A new appointment has been confirmed.\n\n"
        f"Patient: {guest}\nAppointment: {service}\nDate: {day:%A}, {day.day} {day:%B} {day.year}\n"
        f"Time: {start:%H:%M} - {end:%H:%M}\nReference: NG-{9000 + next(_numbers)}\n"
    )
    return Draft(slug=_slug(), style="labelled", sender=NORTHGATE, subject="Appointment confirmed", text=text)


def cancellation(guest: str, day: date, clock: str) -> Draft:
    """In doubt when we have no visit of the guest at that time."""
    start = datetime.fromisoformat(f"{day}T{clock}")
    text = (
        "This appointment has been cancelled.\n\n"
        f"Patient: {guest}\nAppointment: Initial consultation\nDate: {day:%A}, {day.day} {day:%B} {day.year}\n"
        f"Time: {start:%H:%M} - {start + timedelta(minutes=30):%H:%M}\n"
    )
    return Draft(slug=_slug(), style="labelled", sender=NORTHGATE, subject="Appointment cancelled", text=text)


def doubtful(guest: str, clock: str = "2:00 PM", *, minutes: int = 30) -> Draft:
    """The weekday fits only the other order of day and month than the practice's own."""
    day = _misleading_day()
    text = (
        f"Appointment confirmed\n\nClient: {guest}\nService: Initial consultation\n"
        f"When: {day:%A} {day.month:02}/{day.day:02}/{day.year} at {clock}\nDuration: {minutes} minutes\n"
    )
    return Draft(slug=_slug(), style="ambiguous", sender=CLINICBOOK, subject="Appointment confirmed", text=text)


def _slug() -> str:
    return f"mail-{next(_numbers)}"


def _misleading_day() -> date:
    day = working_day(8)
    while not _misleads(day):
        day += timedelta(days=1)
    return day


def _misleads(day: date) -> bool:
    if day.day > 12 or day.day == day.month or day.weekday() > 4:
        return False
    exchanged = date(day.year, day.day, day.month)
    return exchanged > working_day(1) and exchanged.weekday() != day.weekday()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
