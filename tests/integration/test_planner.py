"""A calendar in which one presses an empty place, with its form in the frame of a dialog: by its profile alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import count

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import ContractBroken, Refused, RoomTaken
from booking_console.domain.portal import CancelOutcome, ReadBack, RoomRequest, SubmitOutcome
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from tests.planner import PROFILE, Planner, running_planner
from tests.portal_calls import LONDON, Kept, book, cancel, read_back

pytestmark = pytest.mark.browser
ROOMS = [Room(1, "Consult room 1", "", 1), Room(2, "Treatment room 1", "", 2)]
WAITS = Waits(page=timedelta(seconds=10), control=timedelta(seconds=3), submit=timedelta(seconds=6))
Here = tuple[BrowserPortal, type[Planner]]
_hours = count(8)


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Here]:
    with running_planner() as (url, ledger):
        portal = BrowserPortal(
            parse_profile(PROFILE), url=url, username="", password="", data_dir=tmp_path_factory.mktemp("planner"),
            zone="Europe/London", clock=SystemClock(), waits=WAITS,
        )  # fmt: skip
        yield portal, ledger
        portal.close()


@pytest.fixture
def visit() -> RoomRequest:
    """At an hour of its own."""
    start = datetime.combine(datetime.now(LONDON).date() + timedelta(days=2), time(next(_hours)), LONDON)
    return RoomRequest(key="K", room=ROOMS[1], slot=Slot(start, start + timedelta(minutes=30)), guest="Jane Q. Example")


def moved(visit: RoomRequest, by: timedelta) -> RoomRequest:
    return replace(visit, room=ROOMS[0], slot=Slot(visit.slot.start + by, visit.slot.end + by))


def test_an_empty_place_is_booked_found_and_cancelled(here, visit):
    portal, _ = here
    assert book(portal, visit).outcome is SubmitOutcome.SUCCESS
    assert read_back(portal, visit) is ReadBack.OURS
    assert cancel(portal, visit, None) is CancelOutcome.CANCELLED


def test_a_refusal_that_the_page_does_not_read_is_told_by_its_status_and_the_words_in_the_frame(here, visit):
    portal, ledger = here
    ledger.thieves = 1
    assert book(portal, visit).outcome is SubmitOutcome.ROOM_TAKEN
    with pytest.raises(RoomTaken):  # now it lies over the place
        book(portal, visit)


def test_a_login_that_is_lost_in_the_frame_is_told(here, visit):
    portal, ledger = here
    ledger.is_locked = True
    assert book(portal, visit).outcome is SubmitOutcome.SESSION_LOST
    assert read_back(portal, visit) is ReadBack.ABSENT


def test_an_entry_is_found_where_it_stands_and_moved_within_its_day(here, visit):
    portal, _ = here
    book(portal, visit)
    later = moved(visit, timedelta(minutes=30))
    with portal.prepare_change(visit, later, reference=None, evidence=Kept()) as form:
        assert form.submit().outcome is SubmitOutcome.SUCCESS
    assert read_back(portal, later) is ReadBack.OURS
    assert read_back(portal, visit) is ReadBack.ABSENT


def test_an_entry_that_cannot_leave_its_day_is_not_opened_for_another(here, visit):
    portal, _ = here
    tomorrow = moved(visit, timedelta(days=1))
    with pytest.raises(Refused, match="cannot be changed"):
        portal.prepare_change(visit, tomorrow, reference=None, evidence=Kept()).__enter__()


def test_a_new_field_in_the_frame_stops_the_booking(here, visit):
    portal, ledger = here
    ledger.demands = "<label>Cost centre <input></label>"
    try:
        with pytest.raises(ContractBroken) as stopped, portal.prepare(visit, evidence=Kept()):
            pass
    finally:
        ledger.demands = ""
    assert "Cost centre" in stopped.value.found


def test_the_check_finds_nothing_wrong(here):
    assert here[0].check(evidence=Kept()).is_fine
