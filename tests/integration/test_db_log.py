"""The booking log: what is shown, filters, order and pages, by the database itself."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.appointment import AppointmentStatus, Channel
from booking_console.domain.booking import AttemptResult, BookingStatus
from booking_console.domain.status import DECLINED, Shown, shown_as
from booking_console.services.setup_practice import seed_rooms
from booking_console.services.views import LogFilter, LogRow, Sort
from tests.builders import MONDAY_9, a_booking, a_slot, an_appointment
from tests.log_rows import fill_log


@pytest.fixture
def filled(database: Database) -> Database:
    seed_rooms(database.unit_of_work(), MONDAY_9)
    fill_log(database, rows=600, until=MONDAY_9)
    return database


def every(database: Database, **wanted: Any) -> list[LogRow]:
    return list(database.views().log_stream(LogFilter(**wanted)))


def test_what_is_shown_is_what_the_domain_says_in_every_state(database: Database) -> None:
    seed_rooms(database.unit_of_work(), MONDAY_9)
    expected = {}
    number = 0
    for appointment in AppointmentStatus:
        for booking in (None, *BookingStatus):
            for reason in ("", f"{DECLINED}not ours", "declined: by hand"):
                for running in (True, False):
                    number += 1
                    keep_state(database, number, appointment, booking, reason, running=running)
                    expected[number] = shown_as(appointment, booking, reason=reason, is_running=running)
    assert {row.id: row.shown for row in every(database)} == expected


def keep_state(
    database: Database,
    number: int,
    appointment: AppointmentStatus,
    booking: BookingStatus | None,
    reason: str,
    *,
    running: bool,
) -> None:
    slot = a_slot(MONDAY_9 + timedelta(hours=number))
    with database.unit_of_work() as uow:
        kept = uow.appointments.add(an_appointment(status=appointment, slot=slot, reason=reason))
        assert kept == number
        if booking is not None:
            uow.bookings.add(a_booking(kept, status=booking, slot=slot))
        attempt = uow.attempts.begin(appointment_id=kept, purpose="book", worker="worker-1", at=MONDAY_9)
        if not running:
            uow.attempts.end(attempt, AttemptResult.REFUSED, detail="", at=MONDAY_9)


@pytest.mark.parametrize("shown", [Shown.BOOKED, Shown.NEEDS_YOU, Shown.WAITING, Shown.CANCELLED, Shown.DECLINED])
def test_a_filter_by_what_is_shown_finds_those_and_no_others(filled: Database, shown: Shown) -> None:
    whole = [row.id for row in every(filled) if row.shown is shown]
    found = filled.views().log(LogFilter(shown=(shown,)), offset=0, limit=1000)
    assert whole
    assert ([row.id for row in found.rows], found.total) == (whole, len(whole))


@pytest.mark.parametrize(
    "wanted",
    [
        {"room_ids": (1, 3)},
        {"types": ("Treatment",)},
        {"channels": ("front_desk",)},
        {"start": MONDAY_9 - timedelta(days=2), "end": MONDAY_9},
        {"text": "chloe", "types": ("Consultation",)},
        {"text": "O'Trial"},
        {"text": "ref-000123"},
        {"text": "P77"},
    ],
    ids=str,
)
def test_each_filter_finds_those_and_no_others(filled: Database, wanted: dict[str, Any]) -> None:
    expected = {row.id for row in every(filled) if is_wanted(row, LogFilter(**wanted))}
    found = filled.views().log(LogFilter(**wanted), offset=0, limit=1000)
    assert 0 < found.total < 600
    assert ({row.id for row in found.rows}, found.total) == (expected, len(expected))


def is_wanted(row: LogRow, wanted: LogFilter) -> bool:
    """The filter once more, as simple Python."""
    assert row.start is not None
    name = row.guest.casefold().replace("ë", "e").replace("'", "")
    references = f"{row.reference} {row.portal_reference}".casefold()
    text = wanted.text.casefold()
    return (
        (not wanted.room_ids or row.room_id in wanted.room_ids)
        and (not wanted.types or row.type in wanted.types)
        and (not wanted.channels or row.channel in wanted.channels)
        and (wanted.start is None or row.start >= wanted.start)
        and (wanted.end is None or row.start < wanted.end)
        and (text in references or text.replace("'", "") in name)
    )


def test_percent_and_underscore_are_letters_like_others(filled: Database) -> None:
    assert every(filled, text="%") == every(filled, text="REF_0001") == []


SORTED_BY = {
    Sort.CHANGED: lambda row: row.changed_at,
    Sort.START: lambda row: row.start,
    Sort.GUEST: lambda row: row.guest.casefold().replace("ê", "e").replace("ë", "e").replace("'", ""),
    Sort.ROOM: lambda row: row.room_id,
    Sort.STATUS: lambda row: list(Shown).index(row.shown),
    Sort.RECEIVED: lambda row: row.received_at,
}


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", list(Sort))
def test_pages_follow_each_other_in_the_order_asked_for(filled: Database, sort: Sort, descending: bool) -> None:
    wanted = LogFilter(sort=sort, descending=descending)
    views = filled.views()
    pages = [views.log(wanted, offset=offset, limit=70).rows for offset in range(0, 600, 70)]
    rows = [row for page in pages for row in page]
    keys = [key for row in rows if (key := SORTED_BY[sort](row)) is not None]
    assert sorted(row.id for row in rows) == list(range(1, 601))
    assert all(one >= other if descending else one <= other for one, other in pairwise(keys))
    assert rows == every(filled, sort=sort, descending=descending)


def test_a_visit_without_a_time_or_room_comes_last_in_both_directions(database: Database) -> None:
    with database.unit_of_work() as uow:
        uow.appointments.add(an_appointment(slot=None, status=AppointmentStatus.NEEDS_ATTENTION))
        uow.appointments.add(an_appointment(channel=Channel.FRONT_DESK))
    for descending in (True, False):
        assert every(database, sort=Sort.START, descending=descending)[-1].start is None


def test_a_stream_left_in_the_middle_gives_its_connection_back(filled: Database) -> None:
    stream = filled.views().log_stream(LogFilter())
    next(stream)
    stream.close()
    assert filled.engine.pool.checkedout() == 0


def test_the_line_shows_the_living_booking_of_the_newest_revision(database: Database) -> None:
    seed_rooms(database.unit_of_work(), MONDAY_9)
    with database.unit_of_work() as uow:
        kept = uow.appointments.add(an_appointment())
        first = uow.bookings.add(a_booking(kept, status=BookingStatus.CONFIRMED))
        second = uow.bookings.add(a_booking(kept, revision=2, room_id=2))
    assert [row.booking_id for row in every(database)] == [second]
    with database.unit_of_work() as uow:
        refused = replace(uow.bookings.get(second), status=BookingStatus.REFUSED)
        uow.bookings.save(refused, was=BookingStatus.PLANNED)
    assert [(row.booking_id, row.room) for row in every(database)] == [(first, "Consult room 1")]
