"""A portal that holds a room while its form is open, and offers other rooms for other kinds of visit: by its profile alone, with and
without a browser."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import count

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import Refused, RoomTaken
from booking_console.domain.portal import CancelOutcome, ReadBack, RoomRequest, SubmitOutcome
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from booking_console.services.ports import Portal
from tests.counter import PROFILE, Counter, running_counter
from tests.portal_calls import LONDON, Kept, book, cancel, read_back

pytestmark = pytest.mark.browser
ROOMS = [Room(1, "Consult room 1", "", 1), Room(2, "Treatment room 1", "", 2)]
WAITS = Waits(page=timedelta(seconds=10), control=timedelta(seconds=2), submit=timedelta(seconds=4))
Here = tuple[Portal, type[Counter]]
_hours = count(8)


@pytest.fixture(scope="module", params=[BrowserPortal, HttpPortal], ids=lambda way: way.__name__)
def here(request, tmp_path_factory) -> Iterator[Here]:
    with running_counter() as (url, ledger):
        portal = request.param(
            parse_profile(PROFILE), url=url, username="", password="", data_dir=tmp_path_factory.mktemp("counter"),
            zone="Europe/London", clock=SystemClock(), waits=WAITS,
        )  # fmt: skip
        yield portal, ledger
        portal.close()


@pytest.fixture
def visit() -> RoomRequest:
    """At an hour of its own."""
    day = datetime.now(LONDON).date() + timedelta(days=40)
    start = datetime.combine(day, time(8 + next(_hours) % 10), LONDON)
    slot = Slot(start, start + timedelta(minutes=30))
    return RoomRequest(key="K", room=ROOMS[0], slot=slot, guest="Zoë Żak", type=AppointmentType.CONSULTATION)


def free_for(here: Here, visit: RoomRequest, kind: AppointmentType) -> list[int]:
    day = visit.slot.start.date()
    seen = here[0].look(day, rooms=ROOMS, evidence=Kept(), slot=visit.slot, kind=kind)
    return [room for room, busy in seen.busy.items() if not any(one.slot.overlaps(visit.slot) for one in busy)]


def test_the_rooms_that_are_free_are_those_for_this_kind_of_visit(here, visit):
    assert free_for(here, visit, AppointmentType.CONSULTATION) == [1]
    assert free_for(here, visit, AppointmentType.TREATMENT) == [2]


def test_a_booking_is_found_by_its_word_and_its_day_and_cancelled(here, visit):
    assert book(here[0], visit).outcome is SubmitOutcome.SUCCESS
    assert "mail" not in here[1].entries[-1]
    assert read_back(here[0], visit) is ReadBack.OURS
    assert cancel(here[0], visit, None) is CancelOutcome.CANCELLED
    assert read_back(here[0], visit) is ReadBack.ABSENT


def test_what_is_not_sent_is_given_back(here, visit):
    with here[0].prepare(visit, evidence=Kept()):
        assert here[1].held
    assert not here[1].held
    assert free_for(here, visit, AppointmentType.CONSULTATION) == [1]


def test_a_room_that_went_before_the_form_was_open_is_taken(here, visit):
    book(here[0], visit)
    with pytest.raises(RoomTaken), here[0].prepare(replace(visit, guest="Other Guest"), evidence=Kept()):
        pass


def test_a_visit_whose_kind_nobody_has_said_is_refused_and_changes_nothing(here, visit):
    with (
        pytest.raises(Refused, match="what kind of visit"),
        here[0].prepare(replace(visit, type=None), evidence=Kept()),
    ):
        pass
    assert not here[1].held


def test_the_check_finds_nothing_wrong(here):
    assert here[0].check(evidence=Kept()).is_fine
