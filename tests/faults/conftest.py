"""What the tests of the fault matrix share: one portal program and one open portal per file."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.outside import SystemClock
from tests.demo_portal import RunningPortal, running_portal
from tests.faults.matrix import KeptPortal

WAITS = Waits(page=timedelta(seconds=3), control=timedelta(seconds=2), submit=timedelta(seconds=2))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="module")
def kept(
    transport: type[BrowserPortal] | type[HttpPortal], program: RunningPortal, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KeptPortal]:
    data = tmp_path_factory.mktemp("session")

    def opens(ahead: bool) -> BrowserPortal | HttpPortal:
        profile = load_profile("demo-forms")
        form, readback = (part.model_copy(update={"ahead": ahead}) for part in (profile.form, profile.readback))
        return transport(
            profile.model_copy(update={"form": form, "readback": readback}),
            url=program.url,
            username="demo",
            password="demo-pass-1",
            data_dir=data,
            zone="Europe/London",
            clock=SystemClock(),
            waits=WAITS,
        )

    kept = KeptPortal(opens)
    yield kept
    kept.portal.close()
