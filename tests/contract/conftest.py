"""The demo portal in a process of its own, and a way to drive each of its skins; both are kept for all tests of a file."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.abilities import browser_only
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.demo.portal.options import Skin
from booking_console.domain.portal import ReadBack, RoomRequest, SubmitOutcome
from booking_console.outside import SystemClock
from booking_console.services.ports import Portal
from tests.portal_calls import Way, a_request
from tests.portal_program import Program

WAITS = Waits(page=timedelta(seconds=15), control=timedelta(seconds=3), submit=timedelta(seconds=5))


def every_way() -> list[Way]:
    """Every skin in a browser, and without one those whose profile needs none."""
    skins = [skin.value for skin in Skin]
    plain = [skin for skin in skins if not browser_only(load_profile(f"demo-{skin}"))]
    return [*(Way(BrowserPortal, skin) for skin in skins), *(Way(HttpPortal, skin) for skin in plain)]


def pytest_make_parametrize_id(val: object) -> str | None:
    return f"{val.transport.__name__}-{val.skin}" if isinstance(val, Way) else None


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    program = Program(tmp_path_factory.mktemp("portal"))
    yield program
    program.stop()


@pytest.fixture(scope="module", params=every_way())
def way(request: pytest.FixtureRequest) -> Way:
    chosen: Way = request.param
    return chosen


@pytest.fixture(scope="module")
def skin(way: Way) -> str:
    return way.skin


@pytest.fixture(scope="module")
def portal(way: Way, running: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    portal = way.transport(
        load_profile(f"demo-{way.skin}"),
        url=running.url,
        username="demo",
        password="demo-pass-1",
        clock=SystemClock(),
        data_dir=tmp_path_factory.mktemp(f"session-{way.skin}"),
        zone="Europe/London",
        waits=WAITS,
    )
    yield portal
    portal.close()


@pytest.fixture
def program(running: Program) -> Iterator[Program]:
    yield running
    httpx.delete(f"{running.url}/faults", timeout=60).raise_for_status()


@pytest.fixture
def yes(skin: str) -> SubmitOutcome:
    """What this skin answers when it takes a booking."""
    return SubmitOutcome.PENDING if skin == "approval" else SubmitOutcome.SUCCESS


@pytest.fixture
def ours(skin: str) -> ReadBack:
    """What it shows a moment later."""
    return ReadBack.PENDING if skin == "approval" else ReadBack.OURS


@pytest.fixture
def request_() -> RoomRequest:
    return a_request()
