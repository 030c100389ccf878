"""Web components, a drag, a window of its own, a message that goes, rows drawn only when scrolled to: by their profile alone."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import count

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import RoomTaken
from booking_console.domain.portal import CancelOutcome, ReadBack, RoomRequest, SubmitOutcome
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from tests.portal_calls import LONDON, Kept, book, cancel, read_back
from tests.strip import PROFILE, Strip, running_strip

pytestmark = pytest.mark.browser
ROOMS = [Room(1, "Consult room 1", "", 1), Room(2, "Treatment room 1", "", 2)]
WAITS = Waits(page=timedelta(seconds=10), control=timedelta(seconds=3), submit=timedelta(seconds=6))
Here = tuple[BrowserPortal, type[Strip]]
_hours = count(8)


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Here]:
    with running_strip() as (url, ledger):
        portal = BrowserPortal(
            parse_profile(PROFILE), url=url, username="", password="", data_dir=tmp_path_factory.mktemp("strip"),
            zone="Europe/London", clock=SystemClock(), waits=WAITS,
        )  # fmt: skip
        yield portal, ledger
        portal.close()


@pytest.fixture
def visit() -> RoomRequest:
    """At an hour of its own."""
    start = datetime.combine(datetime.now(LONDON).date() + timedelta(days=2), time(next(_hours)), LONDON)
    return RoomRequest(key="K", room=ROOMS[0], slot=Slot(start, start + timedelta(minutes=45)), guest="Jane Q. Example")


def test_a_visit_is_dragged_entered_in_its_window_found_and_cancelled_far_down_the_list(here, visit):
    portal, ledger = here
    for number in range(5):
        ledger.note(
            room="red", day=f"2026-01-0{number + 1}", start="10:00", end="11:00", guest=f"Guest {number}", mine=True
        )
    answer = book(portal, visit)
    assert answer.outcome is SubmitOutcome.SUCCESS
    day = portal.look(visit.slot.start.date(), rooms=ROOMS, evidence=Kept())
    assert [busy.slot for busy in day.busy[1] if busy.slot.overlaps(visit.slot)] == [visit.slot]
    assert cancel(portal, visit, None) is CancelOutcome.CANCELLED
    assert len(ledger.entries) == 5


def test_a_place_that_was_taken_meanwhile_is_told_and_then_lies_under_a_bar(here, visit):
    portal, ledger = here
    ledger.thieves = 1
    assert book(portal, visit).outcome is SubmitOutcome.ROOM_TAKEN
    with pytest.raises(RoomTaken):
        book(portal, visit)


def test_a_message_about_another_room_is_no_yes(here, visit):
    portal, ledger = here
    ledger.strays = 1
    assert book(portal, visit).outcome is SubmitOutcome.UNKNOWN
    assert read_back(portal, visit) is ReadBack.ABSENT
