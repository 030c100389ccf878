"""Every demo mail is understood by the reader as its expected end says."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.demo.mailbox.model import DemoMail, Status
from booking_console.demo.mailbox.render import render
from booking_console.domain.extraction import AppointmentFields, Extraction, Verdict

ZONES = [ZoneInfo("Europe/London"), ZoneInfo("Australia/Sydney")]
DAYS = [date(2026, 11, 23), date(2027, 3, 20), date(2026, 12, 30)]


def _cases() -> Iterator[tuple[ZoneInfo, date]]:
    return ((zone, day) for zone in ZONES for day in DAYS)


@pytest.fixture(params=_cases(), ids=str)
def read(request: pytest.FixtureRequest) -> list[tuple[DemoMail, Extraction]]:
    zone, today = request.param
    reader = LadderReader(zone, "DMY", lambda: render(today, zone)[-1].sent_at)
    return [(mail, reader.read(mail.mime)) for mail in render(today, zone)]


def _said(appointment: AppointmentFields) -> tuple[object, ...]:
    return tuple(field and field.value for field in (appointment.guest, appointment.start, appointment.end))


def test_what_is_to_be_booked_or_cancelled_is_accepted_as_written(read: list[tuple[DemoMail, Extraction]]) -> None:
    for mail, extraction in read:
        wanted = [(end.guest, end.start, end.end) for end in mail.expected if end.start]
        if wanted:
            assert (mail.name, extraction.verdict) == (mail.name, Verdict.ACCEPT)
            assert [_said(appointment) for appointment in extraction.appointments] == wanted


def test_what_is_to_be_ignored_is_ignored(read: list[tuple[DemoMail, Extraction]]) -> None:
    for mail, extraction in read:
        if [end.status for end in mail.expected] == [Status.IGNORED]:
            assert (mail.name, extraction.verdict) == (mail.name, Verdict.IGNORE)


def test_the_doubtful_ones_go_to_a_person(read: list[tuple[DemoMail, Extraction]]) -> None:
    doubtful = {mail.name.partition("-")[2]: found.verdict for mail, found in read if "ambiguous" in mail.name}
    assert set(doubtful.values()) == {Verdict.REVIEW}
