"""Every fault at every step of the road that it can strike, in a browser: the ledger says how it ended."""

from datetime import UTC, datetime

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.portal.browser.browser import BrowserPortal
from tests.demo_portal import RunningPortal
from tests.faults.matrix import STRIKING, KeptPortal, Step, ends_as_it_must
from tests.world import StandingClock, World

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def transport() -> type[BrowserPortal]:
    return BrowserPortal


@pytest.mark.parametrize(("fault", "step"), STRIKING)
def test_the_appointment_ends_as_it_must(
    sqlite_database: Database, program: RunningPortal, kept: KeptPortal, fault: str, step: Step
) -> None:
    ends_as_it_must(World(sqlite_database, clock=StandingClock(datetime.now(UTC))), program, kept, fault, step)
