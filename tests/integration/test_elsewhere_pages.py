"""The page of one booking, found by the reference that the portal gave: it shows where the booking stands, whatever the day and room."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import httpx
import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from tests.portal_calls import GUEST, ROOMS, Kept, a_request
from tests.portal_program import Program

pytestmark = pytest.mark.browser
Portal = BrowserPortal | HttpPortal
FORMS = (files("booking_console.adapters.portal") / "profiles" / "demo-forms.toml").read_text()
ITS_PAGE = """
[[readback.elsewhere]]
kind = "items"
place = "/forms/booking/{reference}"
scope = "body"
items = "dl#details"
state = "busy"
states = [{ css = "dl:has(dd.status)", state = "busy" }]
empty = { text = "No such booking" }
room = { css = "dd.room" }
day = { css = "dd.date", format = "%d/%m/%Y" }
start = { css = "dd.time", pattern = "^(.+)-", format = "%H:%M" }
end = { css = "dd.time", pattern = "-(.+)$", format = "%H:%M" }
entry = { owner = { css = "dd.guest" }, reference = { css = "dd.booking" } }
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    running = Program(tmp_path_factory.mktemp("portal"))
    yield running
    running.stop()


@pytest.fixture(scope="module", params=[HttpPortal, BrowserPortal], ids=["http", "browser"])
def portal(
    request: pytest.FixtureRequest, program: Program, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Portal]:
    profile, data = parse_profile(FORMS + ITS_PAGE), tmp_path_factory.mktemp("data")
    login = {"url": program.url, "username": "demo", "password": "demo-pass-1"}
    opened = request.param(profile, **login, data_dir=data, zone="Europe/London", clock=SystemClock())
    yield opened
    opened.close()


def stored(program: Program, slot: Slot) -> str:
    times = {"start": slot.start.isoformat(), "end": slot.end.isoformat()}
    words = {"room": "Treatment room 1", "type": "Treatment", "guest": GUEST}
    reference: str = httpx.post(f"{program.url}/ledger", json={**words, **times}, timeout=60).json()["id"]
    return reference


def test_what_was_stored_on_another_day_is_seen_by_its_number(portal: Portal, program: Program) -> None:
    asked = a_request()
    another = replace(
        asked.slot, start=asked.slot.start + timedelta(days=200), end=asked.slot.end + timedelta(days=200)
    )
    reference = stored(program, another)
    found = portal.elsewhere(asked, rooms=ROOMS, reference=reference, evidence=Kept())
    (entry,) = [e for e in found.entries if e.reference == reference]
    assert (entry.room_id, entry.slot, entry.ours, entry.room) == (4, another, True, "")


def test_a_room_that_is_none_of_ours_is_named_as_the_portal_names_it(portal: Portal, program: Program) -> None:
    asked = a_request()
    reference = stored(program, asked.slot)
    found = portal.elsewhere(asked, rooms=ROOMS[4:], reference=reference, evidence=Kept())
    seen = {(e.room_id < 0, e.room) for e in found.entries if e.reference == reference}
    assert (True, "TR 1") in seen


@pytest.mark.parametrize("reference", [None, "HP-9"])
def test_a_number_that_the_portal_does_not_know_is_nowhere(portal: Portal, reference: str | None) -> None:
    found = portal.elsewhere(a_request(), rooms=ROOMS, reference=reference, evidence=Kept())
    assert (list(found.entries), found.unread) == ([], frozenset())
