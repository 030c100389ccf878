"""The figures of a period, counted in the practice's zone."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import AttemptResult, BookingStatus
from booking_console.domain.schedule import OpeningHours
from booking_console.domain.slot import Slot
from booking_console.domain.status import DECLINED, Shown
from booking_console.services.figures import Figures
from booking_console.services.setup_practice import seed_rooms
from tests.builders import a_booking, a_slot, an_appointment

NEW_YORK = ZoneInfo("America/New_York")
#: Monday 22:30 in New York is Tuesday in UTC.
MONDAY_EVENING = datetime(2027, 3, 1, 22, 30, tzinfo=NEW_YORK)
WEEK = Slot(datetime(2027, 3, 1, tzinfo=NEW_YORK), datetime(2027, 3, 8, tzinfo=NEW_YORK))
OPENING = (OpeningHours(0, time(20), time(23)), OpeningHours(1, time(9), time(10)))
BOOKED = AppointmentStatus.BOOKED


@pytest.fixture
def practice(database: Database) -> Database:
    seed_rooms(database.unit_of_work(), datetime(2027, 1, 1, tzinfo=UTC))
    return database


def visit(database: Database, *, minutes: int = 60, room_id: int = 1, taken: float = 30, **changes: Any) -> int:
    """A booked visit on Monday evening, confirmed so many seconds after its mail; changes for the appointment."""
    plain = an_appointment(slot=a_slot(MONDAY_EVENING, minutes), status=BOOKED, received_at=MONDAY_EVENING)
    appointment = replace(plain, **changes)
    confirmed_at = appointment.received_at + timedelta(seconds=taken)
    with database.unit_of_work() as uow:
        kept = uow.appointments.add(appointment)
        if appointment.status is BOOKED:
            made = a_booking(kept, slot=appointment.slot, room_id=room_id, status=BookingStatus.CONFIRMED)
            uow.bookings.add(replace(made, confirmed_at=confirmed_at))
    return kept


def figures(database: Database, period: Slot = WEEK) -> Figures:
    return database.insight(zone=NEW_YORK, opening=OPENING).figures(period)


def test_a_visit_counts_on_its_day_in_the_practices_zone(practice: Database) -> None:
    visit(practice)
    visit(practice, status=AppointmentStatus.CANCELLED)
    visit(practice, status=AppointmentStatus.NEEDS_ATTENTION)
    counted = figures(practice)
    assert counted.per_day[:2] == (("2027-03-01", 1, 1, 1), ("2027-03-02", 0, 0, 0))
    assert (len(counted.per_day), counted.total) == (7, 3)


def test_rooms_are_measured_against_the_opening_hours(practice: Database) -> None:
    visit(practice, minutes=90, room_id=2)
    per_room = figures(practice).per_room
    assert per_room[:2] == ((1, 0, 0.0, 0.0), (2, 1, 1.5, 1.5 / 4))
    assert len(per_room) == 6


def test_a_visit_keeps_each_hour_busy_that_it_touches(practice: Database) -> None:
    visit(practice, minutes=60)
    visit(practice, minutes=30, room_id=2)
    assert figures(practice).busy == ((0, 22, 2), (0, 23, 1))


def test_each_hour_of_a_room_is_measured_against_that_hours_opening(practice: Database) -> None:
    visit(practice, minutes=90, room_id=2)
    full = {(room, hour): share for room, hour, share in figures(practice).full}
    assert sorted({hour for _, hour in full}) == [9, 20, 21, 22]
    assert {key: share for key, share in full.items() if share} == {(2, 22): 0.5}


def test_outcomes_are_those_of_the_log(practice: Database) -> None:
    visit(practice)
    visit(practice, status=AppointmentStatus.CANCELLED, reason=f"{DECLINED}not ours")
    visit(practice, status=AppointmentStatus.WAITING)
    assert figures(practice).outcomes == ((Shown.BOOKED, 1), (Shown.WAITING, 1), (Shown.DECLINED, 1))


@pytest.mark.parametrize(
    ("days", "word"), [(0, "same day"), (1, "1 day"), (3, "2-3 days"), (14, "8-14 days"), (31, "over 30 days")]
)
def test_lead_is_counted_in_days_of_the_calendar(practice: Database, days: int, word: str) -> None:
    visit(practice, received_at=MONDAY_EVENING + timedelta(minutes=80) - timedelta(days=days))
    assert [found for found, count in figures(practice).lead_days if count] == [word]


def test_what_a_person_touched_was_not_booked_by_itself(practice: Database) -> None:
    visit(practice, taken=20)
    asked, shown = (visit(practice, room_id=room, taken=999) for room in (2, 3))
    with practice.unit_of_work() as uow:
        for action, about in (("appointment.approved", asked), ("name.shown", shown)):
            uow.audit.add(action, actor="Mona", at=MONDAY_EVENING, subject="appointment", subject_id=about)
    counted = figures(practice)
    assert (counted.booked_by_itself, counted.median_seconds_to_book) == (2, (20 + 999) / 2)


def test_causes_of_failure_are_counted_in_plain_words(practice: Database) -> None:
    kept = visit(practice, status=AppointmentStatus.WAITING)
    ends = [
        (AttemptResult.UNAVAILABLE, ""),
        (AttemptResult.REFUSED, "All rooms are taken."),
        (AttemptResult.BOOKED, ""),
    ]
    with practice.unit_of_work() as uow:
        for result, detail in (*ends, ends[1]):
            attempt = uow.attempts.begin(appointment_id=kept, purpose="book", worker="w", at=MONDAY_EVENING)
            uow.attempts.end(attempt, result, detail=detail, at=MONDAY_EVENING)
    assert figures(practice).failures == (("All rooms are taken.", 2), ("the portal did not answer", 1))


def test_an_empty_period_has_figures_too(practice: Database) -> None:
    counted = figures(practice)
    assert (counted.total, counted.busy, counted.median_seconds_to_book) == (0, (), None)
