"""The demo portal as a process of its own, and the people who use it over plain HTTP."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx

COMMAND = (sys.executable, "-m", "booking_console.demo.portal")


@dataclass(frozen=True)
class RunningPortal:
    url: str
    process: subprocess.Popen[str]

    def ledger(self) -> dict[str, Any]:
        ledger: dict[str, Any] = httpx.get(f"{self.url}/ledger", timeout=60).json()
        return ledger

    def guests(self) -> list[str]:
        return [booking["guest"] for booking in self.ledger()["bookings"]]

    def live(self, guest: str) -> list[dict[str, Any]]:
        bookings = self.ledger()["bookings"]
        return [one for one in bookings if one["guest"] == guest and one["cancelled_at"] is None]

    def outcomes(self, guest: str) -> list[str]:
        return [submit["outcome"] for submit in self.ledger()["submits"] if submit["guest"] == guest]

    def fault(self, name: str, **setting: Any) -> None:
        httpx.post(f"{self.url}/faults", json={"name": name, **setting}, timeout=60).raise_for_status()

    def no_faults(self) -> None:
        httpx.delete(f"{self.url}/faults", timeout=60).raise_for_status()

    def foreign(self, **booking: str) -> httpx.Response:
        return httpx.post(
            f"{self.url}/ledger", json={"type": "Consultation", "guest": "Someone Else", **booking}, timeout=60
        )


@contextmanager
def running_portal(data: Path, *options: str) -> Iterator[RunningPortal]:
    command = [*COMMAND, "--data", str(data), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield RunningPortal(_address_of(process), process)
    finally:
        stop(process)


def stop(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    code = process.wait(timeout=60)
    if process.stdout:
        process.stdout.close()
    return code


def _address_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    line = process.stdout.readline()
    found = re.search(r"on (http://\S+)", line)
    assert found, f"the portal said {line!r}"
    return found[1]


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no hidden field {name}"
    return found[1]


@dataclass
class FormsUser:
    """Somebody on the forms skin, one HTTP request per page."""

    portal: RunningPortal
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.portal.url, timeout=60)

    def sign_in(self, password: str = "demo-pass-1") -> httpx.Response:
        token = hidden(self.http.get("/forms/login").text, "csrf_token")
        words = {"csrf_token": token, "username": "demo", "password": password}
        return self.http.post("/forms/login", data=words)

    def form(self, area: int = 1) -> str:
        return self.http.get("/forms/book", params={"area": area}).text

    def book(self, day: date, **changes: str) -> httpx.Response:
        return self.send(hidden(self.form(), "csrf_token"), day, **changes)

    def send(self, token: str, day: date, **changes: str) -> httpx.Response:
        nine, half_past = str(9 * 3600), str(9 * 3600 + 1800)
        words = {
            "room": "3",
            "type": "C",
            "date": f"{day:%d/%m/%Y}",
            "start": nine,
            "end": half_past,
            "guest": "Ada Quill",
        }
        return self.http.post("/forms/book", data={"csrf_token": token, "area": "1", **words, **changes})

    def grid(self, day: date, area: int = 1) -> str:
        return self.http.get("/forms/day", params={"area": area, "date": day.isoformat()}).text


@dataclass
class AppUser:
    """Somebody on the app skin, speaking its JSON."""

    portal: RunningPortal
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=f"{self.portal.url}/app/api", timeout=60)

    def sign_in(self, password: str = "demo-pass-1") -> httpx.Response:
        return self.http.post("/login", json={"username": "demo", "password": password})

    def book(self, day: date, **changes: str) -> httpx.Response:
        words = {"room": "nw-1", "type": "consultation", "start": "09:00", "end": "09:30", "guest": "Ada Quill"}
        return self.http.post("/bookings", json={"date": day.isoformat(), **words, **changes})

    def listed(self, day: date) -> list[dict[str, Any]]:
        bookings: list[dict[str, Any]] = self.http.get("/bookings", params={"date": day.isoformat()}).json()["bookings"]
        return bookings
