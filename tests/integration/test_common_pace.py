"""Two workers on one database ask the portal no more often than one may."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from booking_console.bootstrap import Console, open_console
from booking_console.outside import Outside
from booking_console.services.look_ahead import NoEvidence
from booking_console.settings import PortalSettings, Settings, Transport
from tests.demo_portal import RunningPortal, running_portal
from tests.portal_calls import ROOMS
from tests.several import profile_with

GAP = 0.4


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal"), "--skin", "forms") as portal:
        yield portal


def two_look(console: Console, *, is_common: bool) -> float:
    """Seconds until both have looked at one day each: sign-in and two pages, in a client of its own."""
    day = datetime.now(UTC).date() + timedelta(days=10)
    common = console.common_pace if is_common else None

    def look(folder: str) -> None:
        own = console.settings.model_copy(update={"data_dir": console.settings.data_dir / folder})
        portal = Outside(own).portal(common=common)
        portal.look(day, rooms=ROOMS, evidence=NoEvidence())
        portal.close()

    began = time.monotonic()
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(look, [f"one-{is_common}", f"two-{is_common}"]))
    return time.monotonic() - began


def test_the_gap_between_two_pages_holds_for_two_workers_together(running: RunningPortal, tmp_path: Path) -> None:
    login = {"url": running.url, "username": "demo", "password": "demo-pass-1"}
    portal = PortalSettings(profile=str(profile_with(tmp_path, gap_seconds=GAP)), transport=Transport.HTTP, **login)
    console = open_console(Settings(_env_file=None, data_dir=tmp_path, database_url="", portal=portal))
    console.prepare()
    alone, together = two_look(console, is_common=False), two_look(console, is_common=True)
    console.close()
    assert together > 1.6 * alone
