"""A portal that wants a code after the password: it is entered when its secret is known, and a person is asked otherwise."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import LoginRefused, PersonRequired
from booking_console.outside import SystemClock
from booking_console.services.drift import Album
from booking_console.services.ports import Portal
from tests.demo_portal import RunningPortal, running_portal

pytestmark = pytest.mark.browser
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal"), "--totp-secret", SECRET) as portal:
        yield portal


@pytest.fixture(params=[BrowserPortal, HttpPortal])
def kind(request: pytest.FixtureRequest) -> type[BrowserPortal | HttpPortal]:
    chosen: type[BrowserPortal | HttpPortal] = request.param
    return chosen


def opened(kind: type[BrowserPortal | HttpPortal], running: RunningPortal, data: Path, secret: str) -> Portal:
    return kind(
        load_profile("demo-forms"),
        url=running.url,
        username="demo",
        password="demo-pass-1",
        totp_secret=secret,
        data_dir=data,
        zone="Europe/London",
        clock=SystemClock(),
        waits=Waits(page=timedelta(seconds=20), control=timedelta(seconds=3)),
    )


def checked(portal: Portal) -> tuple[bool, Album]:
    album = Album()
    try:
        return portal.check(evidence=album).is_fine, album
    finally:
        portal.close()


def test_the_code_of_the_moment_is_entered(
    kind: type[BrowserPortal | HttpPortal], running: RunningPortal, tmp_path: Path
) -> None:
    is_fine, _ = checked(opened(kind, running, tmp_path, "jbsw y3dp ehpk 3pxp"))
    assert is_fine


@pytest.mark.parametrize("secret", ["", "not a secret!"])
def test_without_a_usable_secret_a_person_is_asked(
    kind: type[BrowserPortal | HttpPortal], running: RunningPortal, tmp_path: Path, secret: str
) -> None:
    with pytest.raises(PersonRequired, match="second factor"):
        checked(opened(kind, running, tmp_path, secret))


def test_a_code_that_is_refused_is_not_tried_again(
    kind: type[BrowserPortal | HttpPortal], running: RunningPortal, tmp_path: Path
) -> None:
    with pytest.raises(LoginRefused):
        checked(opened(kind, running, tmp_path, "KRSXG5CTMVRXEZLU"))


def test_nobody_gets_in_with_the_password_alone(running: RunningPortal) -> None:
    with httpx.Client(base_url=running.url, follow_redirects=True, timeout=60) as person:
        page = person.get("/forms/day").text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        form = {"csrf_token": token, "username": "demo", "password": "demo-pass-1"}
        assert "Second step" in person.post("/forms/login", data=form).text
        assert 'id="login"' in person.get("/forms/day").text
