"""A day in doubt is no reason to forget how long the visit takes."""

from datetime import timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.extraction import AppointmentFields, Verdict


def read(when: str) -> AppointmentFields:
    mail = EmailMessage()
    mail["From"], mail["To"] = "notes@visits.example", "rooms@practice.example.org"
    mail["Subject"], mail["Date"] = "Appointment confirmed", "Tue, 01 Sep 2026 10:00:00 +0000"
    mail.set_content(
        f"Appointment confirmed\n\nClient: Rosa Amari\nService: Consultation\nWhen: Monday 01/04/2027 {when}\n"
    )
    extraction = LadderReader(ZoneInfo("Europe/London"), "DMY").read(mail.as_bytes())
    assert extraction.verdict is Verdict.REVIEW
    assert len(extraction.doubts[0].readings) == 2
    (one,) = extraction.appointments
    return one


@pytest.mark.parametrize(
    "when",
    [
        "at 2:00 PM\nDuration: 45 minutes",
        "2:00 PM - 2:45 PM",
        "from 14:00 to 14:45",
        "at 2:00 PM\nWe hold your place for 15 minutes if you are late. It takes 45 minutes.",
    ],
)
def test_the_length_that_the_mail_states_is_kept_without_a_start(when: str):
    one = read(when)
    assert one.start is None
    assert one.length
    assert one.length.value == timedelta(minutes=45)


@pytest.mark.parametrize("when", ["at 2:00 PM", "at 2:00 PM\nDuration: 45 minutes\nLength: 30 minutes"])
def test_no_length_and_two_lengths_are_none(when: str):
    assert read(when).length is None
