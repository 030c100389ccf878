"""What a visit would mean: the same room that the worker would choose, from the same records."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.bootstrap import Console, open_console
from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.booking import BookingStatus
from booking_console.settings import Settings
from booking_console.ui.meaning import meaning
from tests.builders import MONDAY_9, a_booking, a_slot, an_appointment

DAY = MONDAY_9.date()


@pytest.fixture
def held(sqlite_database: Database, sqlite_url: str) -> Iterator[Console]:
    opened = open_console(Settings(_env_file=None, database_url=sqlite_url, timezone="Europe/London"))
    opened.prepare()
    yield opened
    opened.close()


def rooms(held: Console) -> list[int]:
    with held.new_uow() as uow:
        return [room.id for room in uow.rooms.all()]


def looked(held: Console, busy: dict[int, tuple[Busy, ...]]) -> None:
    free: dict[int, tuple[Busy, ...]] = dict.fromkeys(rooms(held), ())
    with held.new_uow() as uow:
        uow.control.keep_look(DAY, Availability(MONDAY_9 - timedelta(minutes=5), free | busy))


def test_the_first_free_room_of_the_order_is_meant_and_the_others_say_why(held: Console) -> None:
    first, second, *_ = rooms(held)
    looked(held, {first: (Busy(a_slot(), "somebody"),)})

    meant = meaning(held, a_slot(), "")

    assert meant.room_id == second
    assert [(why.look, why.fact) for why in meant.rooms[:3]] == [
        ("no", "busy 09:00–09:30"),
        ("chosen", "free, the first one in your order"),
        ("spare", "also free, lower in your order"),
    ]


def test_our_own_booking_is_named_by_initials(held: Console) -> None:
    first, *_ = rooms(held)
    looked(held, {})
    with held.new_uow() as uow:
        uow.bookings.add(
            a_booking(uow.appointments.add(an_appointment()), room_id=first, status=BookingStatus.CONFIRMED)
        )

    assert meaning(held, a_slot(), "").rooms[0].fact == "busy 09:00–09:30, A. E."


def test_a_day_that_nobody_looked_at_is_asked_for_once(held: Console) -> None:
    before = held.views.latest_change()

    assert not meaning(held, a_slot(), "").has_look
    after = held.views.latest_change()
    meaning(held, a_slot(), "")

    with held.new_uow() as uow:
        assert uow.control.looks_asked() == [DAY]
    assert after > before
    assert held.views.latest_change() == after


def test_without_a_time_no_room_is_promised(held: Console) -> None:
    assert meaning(held, None, "").room_id == 0
