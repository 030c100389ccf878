"""The demo portal with all its skins and its hooks for tests."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx

from booking_console.domain.portal import RoomRequest


class Program:
    """The demo portal as a process of its own, with all its skins and its hooks for tests."""

    def __init__(self, data: Path) -> None:
        command = [sys.executable, "-m", "booking_console.demo.portal", "--port", "0", "--data", str(data)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().rsplit(" ", 1)[1].strip()

    def fault(self, name: str, **options: Any) -> None:
        assert httpx.post(f"{self.url}/faults", json={"name": name, **options}, timeout=60).status_code == 200

    def clear(self) -> None:
        """No fault is left, and no session is kept waiting any more."""
        assert httpx.delete(f"{self.url}/faults", timeout=60).status_code == 200

    def live(self, request: RoomRequest) -> list[dict[str, Any]]:
        bookings = httpx.get(f"{self.url}/ledger", timeout=60).json()["bookings"]
        start = request.slot.start.isoformat()
        return [b for b in bookings if b["start"] == start and b["room"] == request.room.name and not b["cancelled_at"]]

    def submits(self) -> int:
        return len(httpx.get(f"{self.url}/ledger", timeout=60).json()["submits"])

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()
