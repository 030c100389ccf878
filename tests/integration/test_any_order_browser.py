"""Mails in odd orders, up to the real demo portal in a real browser."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.outside import SystemClock
from tests.demo_portal import RunningPortal, running_portal
from tests.desk import Desk
from tests.sequels import Told, arrivals
from tests.world import StandingClock, World

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture
def desk(sqlite_database: Database, program: RunningPortal, tmp_path: Path) -> Iterator[Desk]:
    world = World(sqlite_database, clock=StandingClock(datetime.now(UTC)))
    portal = BrowserPortal(
        load_profile("demo-forms"),
        url=program.url,
        username="demo",
        password="demo-pass-1",
        data_dir=tmp_path,
        zone="Europe/London",
        clock=SystemClock(),
    )
    world.portal = portal
    yield Desk(world)
    portal.close()


def a_monday() -> datetime:
    """At nine in London, a few weeks ahead."""
    day = datetime.now(UTC).date() + timedelta(days=21)
    monday = day + timedelta(days=-day.weekday() % 7)
    return datetime.combine(monday, time(9), ZoneInfo("Europe/London")).astimezone(UTC)


def held(program: RunningPortal, guest: str) -> list[datetime]:
    return [datetime.fromisoformat(one["start"]) for one in program.live(guest)]


def test_a_confirmation_that_comes_after_two_of_its_moves_is_booked_once_where_it_ends(
    desk: Desk, program: RunningPortal
) -> None:
    told = Told(0, "ABAC", (3, 1, 0, 2), first=a_monday())
    for mail in arrivals(told, "reference", is_doubled=True):
        desk.deliver(mail)
    desk.finish()
    assert held(program, told.guest) == told.end
    assert program.outcomes(told.guest) == ["booked"]
    assert desk.asked() == []


def test_a_cancellation_before_the_last_move_leaves_no_room_behind(desk: Desk, program: RunningPortal) -> None:
    told = Told(1, "ABC-", (0, 1, 3, 2), first=a_monday())
    for mail in arrivals(told, "guest", is_doubled=False):
        desk.deliver(mail)
        desk.finish()
    assert held(program, told.guest) == []
    assert program.outcomes(told.guest) == ["booked", "booked"]
    assert desk.asked() == []
