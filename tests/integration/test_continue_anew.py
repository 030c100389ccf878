"""A person's Continue lets the worker knock at the portal again."""

from pathlib import Path

import pytest

from booking_console.bootstrap import open_console
from booking_console.domain.actor import Actor, Role
from booking_console.passes import open_passes
from booking_console.services import override
from booking_console.settings import load
from tests.fakes.portal import FakePortal

DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)


@pytest.mark.parametrize(("presses", "opened"), [(0, 1), (1, 2)])
def test_the_portal_is_opened_anew_after_continue_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, presses: int, opened: int
) -> None:
    monkeypatch.setenv("BOOKING_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BOOKING_MAIL__FOLDER", str(tmp_path / "mail"))
    console = open_console(load(None))
    console.prepare()
    portals: list[FakePortal] = []
    passes = open_passes(console, "worker-1")
    passes.open_portal = lambda: portals.append(FakePortal(now=console.clock.now)) or portals[-1]  # type: ignore[func-returns-value]
    passes.book()
    for _ in range(presses):
        override.stop_booking(console.new_uow, cause="the password was refused", actor=DANA, now=console.clock.now())
        override.continue_booking(console.new_uow, actor=DANA, now=console.clock.now())
    passes.book()
    passes.close_portal()
    passes.close()
    console.close()
    assert len(portals) == opened
