"""Every fault at every step of the road, without a browser: the ledger says how it ended."""

from datetime import UTC, datetime

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.portal.http.http import HttpPortal
from tests.demo_portal import RunningPortal
from tests.faults.matrix import FAULTS, KeptPortal, Step, ends_as_it_must
from tests.world import StandingClock, World


@pytest.fixture(scope="module")
def transport() -> type[HttpPortal]:
    return HttpPortal


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("fault", list(FAULTS))
def test_the_appointment_ends_as_it_must(
    sqlite_database: Database, program: RunningPortal, kept: KeptPortal, fault: str, step: Step
) -> None:
    ends_as_it_must(World(sqlite_database, clock=StandingClock(datetime.now(UTC))), program, kept, fault, step)
