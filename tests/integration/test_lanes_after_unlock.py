"""Several bookings at once on a portal that wants a person at every login: the person clears one session, and that one goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.health import Part
from booking_console.outside import Outside
from booking_console.services import together
from booking_console.services.look_ahead import NoEvidence
from booking_console.settings import PortalSettings, Settings, Transport
from tests.demo_portal import RunningPortal, running_portal
from tests.several import Practice, practice

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    """It wants a code after the password, and nobody told the program its secret."""
    with running_portal(tmp_path_factory.mktemp("portal"), "--totp-secret", SECRET) as portal:
        yield portal


def person_signs_in(folder: Path, running: RunningPortal) -> None:
    """As `portal unlock` leaves it: the session of the account, sealed, for whoever opens it next."""
    login = {"url": running.url, "username": "demo", "password": "demo-pass-1", "totp_secret": SECRET}
    portal = PortalSettings(profile="demo-forms", transport=Transport.HTTP, **login)
    opened = Outside(Settings(_env_file=None, data_dir=folder, portal=portal)).portal()
    assert opened.check(evidence=NoEvidence()).is_fine
    opened.close()


@pytest.fixture
def three(tmp_path: Path, running: RunningPortal) -> Iterator[Practice]:
    person_signs_in(tmp_path, running)
    with practice(tmp_path, running, Transport.HTTP, parallel=3) as opened:
        yield opened


def test_the_lane_that_a_person_signed_in_goes_on_alone(three: Practice, running: RunningPortal) -> None:
    road = three.road
    ids = [three.enter(f"Sample {number}", hour=9 + number) for number in range(6)]
    for _ in range(3):  # what was in hand in a lane that cannot sign in waits for the next batch
        together.book_due(road, goes_on=lambda: True)
    assert road.sides.are_paused
    assert three.statuses(ids) == [AppointmentStatus.BOOKED] * 6
    with three.console.new_uow() as uow:
        assert uow.control.switch().is_on
        assert "one visit is booked at a time" in uow.control.health(Part.PORTAL).sentence
    assert len(running.guests()) == 6


def test_without_any_session_booking_stops_and_a_person_is_asked(tmp_path: Path, running: RunningPortal) -> None:
    with practice(tmp_path, running, Transport.HTTP, parallel=2) as two:
        two.enter("Sample Late", hour=9)
        together.book_due(two.road, goes_on=lambda: True)
        together.book_due(two.road, goes_on=lambda: True)
        with two.console.new_uow() as uow:
            assert not uow.control.switch().is_on
