"""Every fixture mail is read as its truth says: accepted only when right, asked about when in doubt."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.adapters.parsing.report import as_json
from booking_console.adapters.parsing.times.mentions import DateOrder
from booking_console.domain.extraction import Extraction

MAILS = Path(__file__).parents[2] / "mails" / "reading"
TRUTH = [json.loads(line) for line in (MAILS / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


def read(truth: dict[str, Any]) -> dict[str, Any]:
    return as_json(truth["file"], reading_of(truth))


def reading_of(truth: dict[str, Any]) -> Extraction:
    return read_once(truth["file"], truth["settings"]["timezone"], truth["settings"]["date_order"])


@cache
def read_once(file: str, zone: str, order: DateOrder) -> Extraction:
    return LadderReader(ZoneInfo(zone), order).read((MAILS / file).read_bytes())


def facts(one: dict[str, Any]) -> tuple[str, datetime, datetime | None]:
    end = datetime.fromisoformat(one["end"]) if one["end"] else None
    return one["guest"].casefold().replace("\u2019", "'"), datetime.fromisoformat(one["start"]), end


@pytest.mark.parametrize("truth", [one for one in TRUTH if one["must"] == "accept"], ids=lambda truth: truth["file"])
def test_a_clear_mail_is_accepted_with_its_guest_start_and_end(truth):
    said = read(truth)

    assert (said["decision"], said["kind"]) == ("accept", truth["kind"]), said["reasons"]
    assert sorted(map(facts, said["appointments"])) == sorted(map(facts, truth["appointments"]))


@pytest.mark.parametrize("truth", [one for one in TRUTH if one["must"] != "accept"], ids=lambda truth: truth["file"])
def test_a_doubtful_or_foreign_mail_is_never_acted_on(truth):
    said = read(truth)

    assert said["decision"] == truth["must"], said["reasons"]
    assert said["reasons"], "a person must be told why"


def test_the_type_is_only_stated_where_the_service_says_so():
    wrong = [
        (truth["file"], said["type"])
        for truth in TRUTH
        if truth["must"] == "accept"
        for said, true in zip(read(truth)["appointments"], truth["appointments"], strict=True)
        if said["type"] not in (None, true["type"])
    ]
    assert wrong == []


def test_a_doubt_names_the_field_and_shows_the_possible_readings():
    mail = (MAILS / "no-meridiem.eml").read_bytes()
    extraction = LadderReader(ZoneInfo("Australia/Sydney"), "DMY").read(mail)

    doubt = extraction.doubts[0]
    assert doubt.field == "start"
    assert [f"{reading:%H:%M}" for reading in doubt.readings] == ["07:15", "19:15"]


def test_a_wrong_weekday_is_explained_in_plain_words():
    mail = (MAILS / "weekday-wrong.eml").read_bytes()
    reasons = LadderReader(ZoneInfo("Australia/Sydney"), "DMY").read(mail).reasons

    assert reasons[0] == 'The mail says "Monday 11 August 2026", but the 11th is a Tuesday.'


def test_every_field_found_in_the_text_is_marked_where_it_stands():
    for truth in TRUTH:
        extraction = reading_of(truth)
        for one in extraction.appointments:
            for found in (one.guest, one.start, one.end, one.specialist, one.reference):
                if found and found.source.part == "text":
                    assert extraction.text[found.source.start : found.source.end] == found.source.text
