"""A mail of 20 MB, read in a process of its own: `python -m tests.giant_mail KIND` prints what it cost."""

import base64
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from booking_console.adapters.parsing.reader import LadderReader

SIZE = 20_000_000
_UNITS = 1024 * 1024 if sys.platform == "darwin" else 1024
HEAD = (
    b"From: a@clinic.example\nTo: Rooms <rooms@practice.example>\nSubject: Appointment confirmed\n"
    b"Date: Mon, 20 Jul 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
)
SAID = b"Your appointment is confirmed.\n\nPatient: Anna Bell\nDate: 3 August 2026\nTime: 10:30 - 11:00\n"
MIXED = HEAD + b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\n' + SAID + b"\n"


def _document() -> bytes:
    attached = b'--x\nContent-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\n'
    return MIXED + attached + base64.encodebytes(os.urandom(SIZE * 3 // 4)) + b"--x--\n"


def _calendars() -> bytes:
    event = b"BEGIN:VEVENT\nUID:%d\nDTSTART:20270503T103000Z\nSUMMARY:a\nEND:VEVENT\n"
    part = b"--x\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n" + event * 5000 + b"END:VCALENDAR\n"
    return MIXED + b"".join(part % tuple(range(n, n + 5000)) for n in range(SIZE // len(part)))


def _nested() -> bytes:
    heads = (b'Content-Type: multipart/mixed; boundary="x%d"\n\n--x%d\n' % (n, n) for n in range(5000))
    return HEAD + b"".join(heads) + SAID * (SIZE // len(SAID))


KINDS: dict[str, Callable[[], bytes]] = {
    "document": _document,
    "text": lambda: HEAD + b"\n" + SAID * (SIZE // len(SAID)),
    "page": lambda: HEAD + b"Content-Type: text/html\n\n" + b"<div><p>Anna Bell 10:30</p></div>" * (SIZE // 32),
    "lines": lambda: HEAD + b"\n" + b"\n" * SIZE,
    "headers": lambda: HEAD + b"X-A: b\n" * (SIZE // 7) + b"\n" + SAID,
    "parts": lambda: MIXED + b"--x\n\nhello\n" * (SIZE // 11),
    "nested": _nested,
    "calendars": _calendars,
}


def _peak() -> int:
    """In megabytes. Linux counts what the parent held when it started us into ru_maxrss, not into VmHWM."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _UNITS


def main(kind: str) -> None:
    mail = KINDS[kind]()
    reader = LadderReader(ZoneInfo("Europe/London"), "DMY")
    reader.warm_up()
    began = time.process_time()
    extraction = reader.read(mail)
    cost = {
        "seconds": round(time.process_time() - began, 2),
        "megabytes": _peak(),
        "verdict": extraction.verdict.value,
        "reasons": extraction.reasons,
    }
    json.dump(cost, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
