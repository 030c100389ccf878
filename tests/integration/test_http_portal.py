"""The portal driven without a browser: what is kept between two starts, and how often one signs in."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.vault import Vault
from booking_console.domain.errors import LoginRefused
from booking_console.domain.portal import EvidenceKind, RoomRequest, SubmitOutcome
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from tests.demo_portal import RunningPortal, running_portal

DAY = datetime.now(UTC).date() + timedelta(days=9)
ROOMS = [Room(1, "Consult room 1", "", 1)]


class Requests:
    """Keeps the methods and places that were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None:
        if kind is EvidenceKind.REQUESTS:
            self.asked += [f"{one['method']} {one['path'].partition('?')[0]}" for one in json.loads(content)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal"), "--skin", "forms") as running:
        yield running


@contextmanager
def opened(demo: RunningPortal, data: Path, password: str = "demo-pass-1") -> Iterator[HttpPortal]:
    portal = HttpPortal(
        load_profile("demo-forms"),
        url=demo.url,
        username="demo",
        password=password,
        data_dir=data,
        zone="Europe/London",
        clock=SystemClock(),
        sealing=Vault(data / "portal.key"),
    )
    try:
        yield portal
    finally:
        portal.close()


def looked(portal: HttpPortal) -> list[str]:
    kept = Requests()
    assert set(portal.look(DAY, rooms=ROOMS, evidence=kept).busy) == {1}
    return kept.asked


def test_the_login_outlives_the_program_and_lies_sealed(demo, tmp_path):
    with opened(demo, tmp_path) as portal:
        assert looked(portal).count("POST /forms/login") == 1
        cookies = [cookie.value for cookie in portal._line._client.cookies.jar]
    with opened(demo, tmp_path) as again:
        assert looked(again) == ["GET /forms/day"]
    (file,) = tmp_path.glob("portal-cookies-*")
    assert cookies
    assert not any(value in file.read_text() for value in cookies if value)
    assert file.stat().st_mode & 0o077 == 0


def test_a_refused_login_is_not_tried_a_second_time(demo, tmp_path):
    kept = Requests()
    with opened(demo, tmp_path, password="wrong") as portal:
        for _ in range(2):
            with pytest.raises(LoginRefused):
                portal.look(DAY, rooms=ROOMS, evidence=kept)
    assert kept.asked.count("POST /forms/login") == 1


def test_a_filled_form_is_sent_with_the_session_it_came_with_though_another_worker_signs_in_meanwhile(demo, tmp_path):
    start = datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=UTC)
    request = RoomRequest(key="one", room=ROOMS[0], slot=Slot(start, start + timedelta(minutes=30)), guest="Ola Nord")
    with opened(demo, tmp_path) as portal, portal.prepare(request, evidence=Requests()) as form:
        next(tmp_path.glob("portal-cookies-*")).unlink()
        with opened(demo, tmp_path) as other:
            assert looked(other).count("POST /forms/login") == 1
        assert form.submit().outcome is SubmitOutcome.SUCCESS
