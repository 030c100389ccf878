"""`portal unlock`: a person passes the page that stopped booking, and the program goes on with that session."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.road.account import code_at
from booking_console.adapters.portal.road.waits import Waits
from booking_console.adapters.vault import Vault
from booking_console.domain.errors import PersonRequired
from booking_console.outside import SystemClock
from booking_console.services.look_ahead import NoEvidence
from booking_console.services.ports import Portal
from tests.demo_portal import RunningPortal, running_portal
from tests.recording_person import PASSWORD, Recorder, unlocking

pytestmark = pytest.mark.browser
SECRET = "JBSWY3DPEHPK3PXP"
Kind = type[BrowserPortal | HttpPortal]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    """A portal that wants a code after the password; nobody told us its secret."""
    with running_portal(tmp_path_factory.mktemp("portal"), "--totp-secret", SECRET) as portal:
        yield portal


def settings(running: RunningPortal, data: Path) -> dict[str, str]:
    return {
        "BOOKING_PORTAL__PROFILE": "demo-forms",
        "BOOKING_PORTAL__URL": running.url,
        "BOOKING_PORTAL__USERNAME": "demo",
        "BOOKING_PORTAL__PASSWORD": PASSWORD,
        "BOOKING_DATA_DIR": str(data),
    }


def opened(kind: Kind, running: RunningPortal, data: Path) -> Portal:
    return kind(
        load_profile("demo-forms"),
        url=running.url,
        username="demo",
        password=PASSWORD,
        data_dir=data,
        zone="Europe/London",
        clock=SystemClock(),
        waits=Waits(page=timedelta(seconds=20), control=timedelta(seconds=3)),
        sealing=Vault(data / "mailbox.key"),
    )


def signs_in(recorder: Recorder) -> None:
    """With the code that is on the person's telephone."""
    page = recorder.page
    page.get_by_label("User name").fill("demo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(code_at(SECRET, datetime.now(UTC)))
    page.get_by_role("button", name="Continue").click()
    page.locator("form#booking").wait_for()


@pytest.mark.parametrize("kind", [BrowserPortal, HttpPortal])
def test_a_program_at_work_goes_on_with_the_session_of_the_person(
    kind: Kind, running: RunningPortal, tmp_path: Path
) -> None:
    # In a thread of its own, as in the worker: the person's browser needs this one.
    with ThreadPoolExecutor(1) as thread:
        portal = thread.submit(opened, kind, running, tmp_path).result()
        with pytest.raises(PersonRequired):
            thread.submit(portal.check, evidence=NoEvidence()).result()
        with unlocking(settings(running, tmp_path), tmp_path) as recorder:
            signs_in(recorder)
            recorder.press_enter()
            assert recorder.ends({}) == 0
        report = thread.submit(portal.check, evidence=NoEvidence()).result()
        thread.submit(portal.close).result()
    assert report.is_fine
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("portal-*"))
    assert b"hp_session" not in kept
    assert PASSWORD.encode() not in kept


def test_a_page_that_was_not_passed_is_not_taken_for_passed(running: RunningPortal, tmp_path: Path) -> None:
    with unlocking(settings(running, tmp_path), tmp_path) as recorder:
        recorder.press_enter()
        recorder.hears("still asks for the login")
        recorder.page.close()
        assert recorder.ends({}) == 1
    assert "the session stays as it was" in recorder.text
    assert list(tmp_path.glob("portal-*")) == []
