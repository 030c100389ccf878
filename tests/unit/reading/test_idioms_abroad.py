"""What secretaries and programs write in German, Dutch, French and Spanish: read right, or left to a person.

A line of tests/mails/idioms without a kind must never be acted on.
"""

import json
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.extraction import Extraction, Verdict

FILE = Path(__file__).parents[2] / "mails" / "idioms" / "abroad.jsonl"
SAID = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
BERLIN = ZoneInfo("Europe/Berlin")


def read(said: dict[str, str]) -> Extraction:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Sekretariat <office@praxis.example.org>", "empfang@rooms.example.org"
    mail["Subject"], mail["Date"] = said["subject"], "Tue, 01 Sep 2026 10:00:00 +0200"
    mail.set_content(said["text"])
    return LadderReader(BERLIN, "DMY").read(mail.as_bytes())


@pytest.mark.parametrize("said", [one for one in SAID if "kind" in one], ids=lambda said: said["text"][:60])
def test_a_clear_sentence_is_read_with_its_guest_start_and_end(said):
    found = read(said)

    assert (found.verdict, found.kind) == (Verdict.ACCEPT, said["kind"]), found.reasons
    (one,) = found.appointments
    assert one.guest
    assert one.start
    assert one.guest.value == said["guest"]
    assert one.start.value == datetime.fromisoformat(said["start"]).replace(tzinfo=BERLIN)
    assert (f"{one.end.value:%H:%M}" if one.end else None) == said["end"]


@pytest.mark.parametrize("said", [one for one in SAID if "kind" not in one], ids=lambda said: said["text"][:60])
def test_a_request_a_wish_and_other_business_are_never_acted_on(said):
    assert read(said).verdict is not Verdict.ACCEPT
