"""The demo's own mails: enough of them, all for days to come, none in the way of another."""

import json
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking_console.demo.mailbox.__main__ import expectations, write
from booking_console.demo.mailbox.model import TRUSTED_SENDERS, DemoMail, Status
from booking_console.demo.mailbox.render import arrangements, render
from booking_console.domain.slot import Slot

LONDON = ZoneInfo("Europe/London")
#: A working day, a Friday, a Saturday, a Sunday before the clocks change, the end of a year, a leap day.
DAYS = [
    date(2026, 11, 23),
    date(2026, 11, 27),
    date(2027, 1, 2),
    date(2027, 3, 21),
    date(2026, 12, 30),
    date(2028, 2, 29),
]


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    day: date = request.param
    return day


@pytest.fixture
def mails(today: date) -> list[DemoMail]:
    return render(today, LONDON)


def test_there_are_enough_mails_and_styles(mails: list[DemoMail]) -> None:
    assert len(mails) >= 24
    assert len({mail.style for mail in mails}) >= 10
    assert len({mail.name for mail in mails}) == len(mails)
    assert [mail.name for mail in mails] == sorted(mail.name for mail in mails)


def test_every_end_occurs(mails: list[DemoMail]) -> None:
    assert {end.status for mail in mails for end in mail.expected} == set(Status)


def test_every_visit_is_on_a_working_day_to_come_within_opening_hours(mails: list[DemoMail], today: date) -> None:
    slots = [(end.start, end.end) for mail in mails for end in mail.expected if end.start and end.end]
    for start, end in slots:
        assert today < start.date() <= today + timedelta(days=21)
        assert start.weekday() < 5
        assert start.hour >= 8
        assert (end.hour, end.minute) <= (18, 0)
        assert start.minute % 15 == end.minute % 15 == 0


def test_no_two_rooms_are_expected_twice_at_once(mails: list[DemoMail], today: date) -> None:
    held = [
        (end.room, Slot(end.start, end.end))
        for mail in mails
        for end in mail.expected
        if end.room and end.start and end.end
    ]
    held += [
        (foreign.room, Slot(datetime.fromisoformat(foreign.start), datetime.fromisoformat(foreign.end)))
        for foreign in arrangements(today, LONDON).bookings
    ]
    assert not [pair for pair in combinations(held, 2) if pair[0][0] == pair[1][0] and pair[0][1].overlaps(pair[1][1])]


def test_only_the_look_alike_comes_from_a_stranger(mails: list[DemoMail]) -> None:
    senders = {mail.name: message_from_bytes(mail.mime, policy=default)["From"].addresses[0].domain for mail in mails}
    strangers = [name for name, domain in senders.items() if domain not in TRUSTED_SENDERS]
    assert [name.partition("-")[2] for name in strangers] == ["look-alike.eml"]


def test_the_faults_hit_guests_of_the_mails(mails: list[DemoMail], today: date) -> None:
    guests = {end.guest for mail in mails for end in mail.expected}
    assert {fault.match for fault in arrangements(today, LONDON).faults} <= guests


def test_the_program_writes_whole_mails_with_their_time_and_what_to_expect(tmp_path: Path) -> None:
    mails = render(date(2026, 11, 23), LONDON)
    write(tmp_path, mails)
    written = sorted(tmp_path.glob("*.eml"))
    assert [path.read_bytes() for path in written] == [mail.mime for mail in mails]
    assert written[0].stat().st_mtime == mails[0].sent_at.timestamp()
    told = json.loads(json.dumps(expectations(LONDON), default=datetime.isoformat))
    assert {"mails", "bookings", "faults", "trusted_senders"} == set(told)
