"""A portal that no demo resembles, driven by a profile alone: through a single sign-on on another host, and with HTTP authentication."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import LoginRefused
from booking_console.domain.portal import CancelOutcome, ReadBack, RoomRequest, SubmitOutcome
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from booking_console.services.ports import Portal
from tests.intranet import Intranet, running_intranet
from tests.portal_calls import LONDON, Kept, book, cancel, read_back

pytestmark = pytest.mark.browser
PROFILE = (Path(__file__).parent.parent / "intranet.toml").read_text()
SINGLE_SIGN_ON = """
[session]
place = "/mine"
username = { name = "u" }
password = { name = "p" }
submit = { css = "input[type=submit]" }
logged_in = { element = "#foot" }
logged_out = [{ url = "/sso/login" }]
refused = [{ text = "Invalid credentials" }]
"""
ROOMS = [Room(1, "Consult room 1", "", 1), Room(2, "Consult room 2", "", 2)]
WAITS = Waits(page=timedelta(seconds=10), control=timedelta(seconds=3), submit=timedelta(seconds=4))
WAYS = [(BrowserPortal, "sso"), (HttpPortal, "sso"), (BrowserPortal, "basic"), (HttpPortal, "basic")]


def the_portal(transport: type[BrowserPortal] | type[HttpPortal], site: Intranet, data: Path, password: str) -> Portal:
    said = (
        f'[context]\nallow_hosts = ["{urlsplit(site.sso).netloc}"]\n{SINGLE_SIGN_ON}'
        if site.sso
        else "[context]\nbasic_auth = true\n"
    )
    return transport(
        parse_profile(PROFILE + said), url=site.url, username="demo", password=password, data_dir=data,
        zone="Europe/London", clock=SystemClock(), waits=WAITS,
    )  # fmt: skip


@pytest.fixture(params=WAYS, ids=lambda way: f"{way[0].__name__}-{way[1]}")
def visited(request, tmp_path: Path) -> Iterator[tuple[Portal, Intranet]]:
    transport, door = request.param
    with running_intranet(door=door) as site:
        portal = the_portal(transport, site, tmp_path, "demo-pass-1")
        yield portal, site
        portal.close()


def two_hours() -> RoomRequest:
    start = datetime.combine(datetime.now(LONDON).date() + timedelta(days=30), time(10), LONDON)
    return RoomRequest(key="K-7", room=ROOMS[1], slot=Slot(start, start + timedelta(hours=2)), guest="Jane Q. Example")


def test_two_hours_are_booked_found_among_the_days_and_cancelled(visited):
    portal, site = visited
    visit = two_hours()
    start = visit.slot.start.replace(tzinfo=None)
    for days in range(-2, 3):  # ours is on a later page of the list
        assert site.book("r117", start + timedelta(days=days), start + timedelta(days=days, hours=1), f"Guest {days}")

    seen = portal.look(visit.slot.start.date(), rooms=ROOMS, evidence=Kept(), slot=visit.slot)
    assert [number for number, busy in seen.busy.items() if any(b.slot.overlaps(visit.slot) for b in busy)] == [1]
    assert book(portal, visit).outcome is SubmitOutcome.SUCCESS
    (entry,) = portal.find(visit, evidence=Kept())
    assert (entry.slot, entry.owner, entry.ours) == (visit.slot, "Jane Q. Example", True)
    assert cancel(portal, visit, entry.reference) is CancelOutcome.CANCELLED
    assert [one.guest for one in site.entries] == [f"Guest {days}" for days in range(-2, 3)]


def test_its_own_list_shows_what_stands_on_another_day(visited):
    portal, site = visited
    visit = two_hours()
    start, end = (moment.replace(tzinfo=None) + timedelta(days=2) for moment in (visit.slot.start, visit.slot.end))
    assert site.book("r117", start, end, visit.guest)
    shown = portal.elsewhere(visit, rooms=ROOMS, reference=None, evidence=Kept())
    there = [(e.room_id, e.slot.start.replace(tzinfo=None), e.ours, e.is_by_us) for e in shown.entries]
    assert (1, start, True, True) in there
    assert list(portal.find(visit, evidence=Kept())) == []


def test_a_session_that_ended_is_renewed_and_a_taken_hour_is_told(visited):
    portal, site = visited
    visit = two_hours()
    with portal.prepare(visit, evidence=Kept()) as form:
        site.book("r118", visit.slot.start.replace(tzinfo=None), visit.slot.end.replace(tzinfo=None), "Sam Sample")
        assert form.submit().outcome is SubmitOutcome.ROOM_TAKEN
    site.sessions.clear()
    site.entries.clear()
    assert book(portal, visit).outcome is SubmitOutcome.SUCCESS
    assert read_back(portal, visit) is ReadBack.OURS


@pytest.mark.parametrize("transport", [BrowserPortal, HttpPortal])
def test_a_wrong_password_of_the_site_itself_is_not_sent_again(transport, tmp_path):
    with running_intranet(door="basic") as site:
        portal = the_portal(transport, site, tmp_path, "wrong")
        try:
            for _ in range(2):
                with pytest.raises(LoginRefused):
                    portal.find(two_hours(), evidence=Kept())
        finally:
            portal.close()
        assert site.refused == 1
