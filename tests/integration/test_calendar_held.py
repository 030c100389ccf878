"""The calendar shows the rooms that we really hold, also while a booking is being moved."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.bootstrap import Console
from booking_console.domain.actor import OPERATOR
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services import override
from booking_console.services.views import LogRow
from booking_console.ui import practice_time
from booking_console.ui.calendar.held import MOVES_AWAY, as_held
from tests.builders import a_slot
from tests.world import ZONE, World

LATER = Slot(a_slot().start + timedelta(hours=2), a_slot().end + timedelta(hours=2))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Iterator[Console]:
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    bootstrap.console.cache_clear()
    yield bootstrap.console()
    bootstrap.console().close()
    bootstrap.console.cache_clear()


@pytest.fixture
def world(held: Console, sqlite_url: str) -> Iterator[World]:
    with Database(sqlite_url) as database:
        yield World(database)


def rows(held: Console) -> list[LogRow]:
    day = practice_time.day_of(a_slot().start, ZONE)
    return list(as_held(held, held.views.days(day), day).rows)


def moved(world: World, *, room_id: int | None = None) -> int:
    appointment = world.waits()
    world.book()
    now = world.clock.now()
    override.move(world.new_uow, appointment, slot=LATER, room_id=room_id, reason="asked for", actor=OPERATOR, now=now)
    return appointment


def test_a_booking_stands_once_at_its_place(world: World, held: Console) -> None:
    world.waits()
    world.book()

    assert [(row.shown, row.room) for row in rows(held)] == [(Shown.BOOKED, "Consult room 1")]


def test_until_the_new_place_is_proven_both_are_shown(world: World, held: Console) -> None:
    moved(world)

    waiting, old = rows(held)
    assert (waiting.start, waiting.room_id, waiting.shown) == (LATER.start, None, Shown.WAITING)
    assert (old.start, old.room, old.reason) == (a_slot().start, "Consult room 1", MOVES_AWAY)


def test_the_room_that_was_asked_for_is_shown_at_once(world: World, held: Console) -> None:
    moved(world, room_id=world.rooms()[2].id)

    assert rows(held)[0].room == "Consult room 3"


def test_when_the_old_place_is_free_only_the_new_one_is_left(world: World, held: Console) -> None:
    moved(world)
    world.run_until_quiet()

    assert [(row.start, row.shown) for row in rows(held)] == [(LATER.start, Shown.BOOKED)]
