"""Ordinary idioms of many senders, each mail in another make: read right, or left to a person, and never guessed.

A row of tests/mails/idioms says what must become of a mail, and for an accepted one the guests with their start and
their end in the practice's time.
"""

import json
from datetime import datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.extraction import Extraction, Verdict

FOLDER = Path(__file__).parents[2] / "mails" / "idioms"
SAID = [json.loads(line) for file in sorted(FOLDER.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
CLEAR = [row for row in SAID if row.get("must") == "accept"]
OPEN = [row for row in SAID if row.get("must") in ("review", "ignore")]


def subject_of(row: dict[str, Any]) -> str:
    return str(row["subject"])


@cache
def reader(zone: str, order: str) -> LadderReader:
    return LadderReader(ZoneInfo(zone), "MDY" if order == "MDY" else "DMY")


def read(row: dict[str, Any]) -> Extraction:
    mail = EmailMessage()
    mail["From"] = row.get("from", "Bookings <no-reply@visits.example>")
    mail["To"] = row.get("to", "rooms@practice.example.org")
    mail["Subject"], mail["Date"] = row["subject"], row.get("sent", "Tue, 01 Sep 2026 10:00:00 +0000")
    mail.set_content(row.get("text") or "")
    if "html" in row and "text" in row:
        mail.add_alternative(row["html"], subtype="html")
    elif "html" in row:
        mail.set_content(row["html"], subtype="html")
    return reader(row.get("zone", "Europe/London"), row.get("order", "DMY")).read(mail.as_bytes())


def local(value: datetime | None) -> str | None:
    return value.strftime("%Y-%m-%dT%H:%M") if value else None


@pytest.mark.parametrize("row", CLEAR, ids=subject_of)
def test_a_clear_mail_is_read_with_its_guests_and_times(row):
    found = read(row)

    assert (found.verdict, found.kind) == (Verdict.ACCEPT, row["kind"]), found.reasons
    said = [(one.guest, one.start, one.end) for one in found.appointments]
    visits = [
        [guest and guest.value, local(start and start.value), local(end and end.value)] for guest, start, end in said
    ]
    assert sorted(visits) == sorted(row["visits"])


@pytest.mark.parametrize("row", OPEN, ids=subject_of)
def test_a_mail_that_leaves_something_open_is_not_acted_on(row):
    assert read(row).verdict is not Verdict.ACCEPT
