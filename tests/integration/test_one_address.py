"""An app that asks for everything at one address is driven by a profile that says what each question posts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.portal import ReadBack, RoomRequest, SubmitOutcome, SubmitResult
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from tests.one_address import PROFILE, OneAddress, one_address
from tests.portal_calls import LONDON, ROOMS, Kept, book, read_back

pytestmark = pytest.mark.browser
WAITS = Waits(page=timedelta(seconds=10), control=timedelta(seconds=3), submit=timedelta(seconds=4))


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserPortal]:
    with one_address() as url:
        portal = BrowserPortal(
            parse_profile(PROFILE), url=url, username="", password="", zone="Europe/London",
            data_dir=tmp_path_factory.mktemp("data"), clock=SystemClock(), waits=WAITS,
        )  # fmt: skip
        yield portal
        portal.close()


def at(day: int) -> RoomRequest:
    start = datetime(2035, 3, day, 9, 30, tzinfo=LONDON)
    return RoomRequest(key="K-1", room=ROOMS[0], slot=Slot(start, start + timedelta(minutes=30)), guest="Jane Example")


def take(day: int, room: str) -> None:
    OneAddress.entries.append({"room": room, "at": f"2035-03-{day:02}T09:30", "who": "Sam Sample", "number": "N"})


def test_each_room_s_day_is_overheard_among_what_else_is_asked_there(portal):
    take(5, "r1")
    take(6, "r2")
    seen = portal.look(at(5).slot.start.date(), rooms=ROOMS[:2], evidence=Kept(), slot=at(5).slot)
    assert [(room, [one.owner for one in busy]) for room, busy in seen.busy.items()] == [(1, ["Sam Sample"]), (2, [])]


def test_a_booking_is_judged_by_its_own_answer(portal):
    assert book(portal, at(7)) == SubmitResult(SubmitOutcome.SUCCESS, "", OneAddress.entries[-1]["number"])
    assert read_back(portal, at(7)) is ReadBack.OURS


def test_a_word_of_success_that_comes_before_the_answer_is_not_believed(portal):
    take(8, "r1")
    assert book(portal, at(8)).outcome is SubmitOutcome.ROOM_TAKEN
