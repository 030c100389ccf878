"""Banks of plain sentences in five languages: what is clear is read right, and what is not is never acted on.

A line without a kind must never be accepted. SHARE is how many of the clear ones must be read; none may be read wrong.
"""

import json
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.extraction import Extraction, Verdict

BANKS = sorted((Path(__file__).parents[2] / "mails" / "sentences").glob("*.jsonl"))
ZONE = ZoneInfo("Europe/London")
SHARE = 0.9


def sentences(bank: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in bank.read_text(encoding="utf-8").splitlines()]


def read(said: dict[str, str]) -> Extraction:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Sue Kern <sue@hale.example.org>", "rooms@rooms.example.org"
    mail["Subject"], mail["Date"] = said["subject"], "Tue, 12 May 2026 10:00:00 +0100"
    mail.set_content(said["text"])
    return LadderReader(ZONE, "DMY").read(mail.as_bytes())


def told(found: Extraction) -> tuple[object, ...]:
    """Kind, guest, start and end of the only appointment."""
    (one,) = found.appointments
    assert one.guest
    assert one.start
    end = f"{one.end.value:%H:%M}" if one.end else None
    return str(found.kind), one.guest.value, one.start.value, end


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_of_the_clear_sentences_most_are_read_and_none_is_read_wrong(bank: Path) -> None:
    clear = [said for said in sentences(bank) if "kind" in said]
    accepted = [(said, found) for said in clear if (found := read(said)).verdict is Verdict.ACCEPT]
    for said, found in accepted:
        start = datetime.fromisoformat(said["start"]).replace(tzinfo=ZONE)
        assert told(found) == (said["kind"], said["guest"], start, said["end"]), said["text"]
    assert len(accepted) >= SHARE * len(clear)


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_no_question_wish_denial_or_other_business_is_acted_on(bank: Path) -> None:
    unclear = [said for said in sentences(bank) if "kind" not in said]
    assert unclear
    assert [said["text"] for said in unclear if read(said).verdict is Verdict.ACCEPT] == []
