"""Whatever bytes arrive, the reader answers, soon, and accepts nothing that the mail does not say."""

import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.extraction import Verdict

MAILS = Path(__file__).parents[2] / "mails" / "reading"
HEAD = b"From: a@clinic.example\nSubject: Booking\nDate: Mon, 20 Jul 2026 10:00:00 +0000\nContent-Type: text/%s; charset=utf-8\n\n"
SLOWEST = 2.0


@pytest.mark.parametrize(
    "body",
    [
        b"Anna Bella " * 9000,
        b"A" * 100_000,
        b"O'" * 50_000,
        b"10:30am " * 12_000,
        b"a" + b" " * 100_000 + b"b",
        b"Date:\n" * 16_000,
        b"> " * 50_000,
    ],
    ids=["names", "one word", "apostrophes", "times", "spaces", "labels", "quotes"],
)
def test_a_monstrous_text_is_read_in_time(body):
    began = time.process_time()
    LadderReader(ZoneInfo("Europe/London"), "DMY").read(HEAD % b"plain" + body)
    assert time.process_time() - began < SLOWEST


@pytest.mark.parametrize(
    "body", [b"<div>" * 20_000, b"<table><tr><td>" * 5_000, b"<" * 50_000], ids=["div", "tables", "brackets"]
)
def test_a_monstrous_page_is_read_in_time(body):
    began = time.process_time()
    LadderReader(ZoneInfo("Europe/London"), "DMY").read(HEAD % b"html" + body)
    assert time.process_time() - began < SLOWEST


@pytest.mark.parametrize(
    "mime", [b"", b"\x00\xff" * 100, b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"Subject: =?x?q?=?="]
)
def test_no_bytes_are_a_reason_to_fail(mime):
    assert LadderReader(ZoneInfo("Europe/London"), "DMY").read(mime).verdict is not Verdict.ACCEPT


def test_a_mail_without_its_date_is_not_acted_on():
    mail = (MAILS / "us-label.eml").read_bytes()
    stripped = b"\n".join(line for line in mail.split(b"\n") if not line.startswith(b"Date: Mon"))
    reader = LadderReader(ZoneInfo("America/New_York"), "MDY")

    assert reader.read(mail).verdict is Verdict.ACCEPT
    assert reader.read(stripped).verdict is Verdict.REVIEW


@pytest.mark.parametrize("name", [b"From", b"To", b"Date", b"Subject", b"Content-Type"])
@pytest.mark.parametrize("value", [b"(" * 90_000, b"g:" * 20_000, b"<" * 50_000], ids=["brackets", "groups", "angles"])
def test_a_monstrous_header_is_read_in_time(name, value):
    began = time.process_time()
    extraction = LadderReader(ZoneInfo("Europe/London"), "DMY").read(name + b": " + value + b"\n\nText")
    assert extraction.verdict is not Verdict.ACCEPT
    assert time.process_time() - began < SLOWEST
