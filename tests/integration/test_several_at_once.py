"""Several bookings at once where the profile allows it, with and without a browser, judged by the ledger of a real portal."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text

from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.errors import LoginRefused
from booking_console.services import override, together
from booking_console.services.ports import Portal
from booking_console.settings import Transport
from tests.demo_portal import RunningPortal, running_portal
from tests.portal_calls import ROOMS, Kept
from tests.several import Practice, practice

BOOKED, WAITING = AppointmentStatus.BOOKED, AppointmentStatus.WAITING
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal"), "--skin", "forms") as portal:
        yield portal


@pytest.fixture(params=[Transport.BROWSER, Transport.HTTP])
def transport(request: pytest.FixtureRequest) -> Transport:
    chosen: Transport = request.param
    return chosen


@pytest.fixture
def four(tmp_path: Path, running: RunningPortal, transport: Transport) -> Iterator[Practice]:
    with practice(tmp_path, running, transport, parallel=4) as opened:
        yield opened
    running.no_faults()


def enter(four: Practice, number: int) -> list[int]:
    """As many, at four times, for three rooms."""
    four.keep_three_rooms()
    return [four.enter(f"Sample {four.day:%j} {one}", hour=9 + one % 4) for one in range(number)]


def booked_that_day(four: Practice, running: RunningPortal) -> list[tuple[str, str]]:
    day = four.day.date().isoformat()
    live = [b for b in running.ledger()["bookings"] if b["start"].startswith(day) and b["cancelled_at"] is None]
    return [(one["room"], one["start"]) for one in live]


def tries(four: Practice) -> list[tuple[str, int, datetime, datetime]]:
    """Who tried, at which hour the visit is, from when until when: an attempt says when it was thought of, its first step when it was
    under way. With its booking confirmed the room is known to be taken; that the attempt is over is written down after that."""
    said = (
        "SELECT a.worker, p.starts, min(s.started_at), b.confirmed_at FROM attempt a JOIN booking b ON b.id = a.booking_id"
        " JOIN appointment p ON p.id = a.appointment_id JOIN step s ON s.attempt_id = a.id GROUP BY a.id"
    )
    with four.console.database.engine.connect() as connection:
        rows = connection.execute(text(said)).all()
    return [
        (r[0], datetime.fromisoformat(str(r[1])).hour, *(datetime.fromisoformat(str(t)) for t in r[2:])) for r in rows
    ]


def test_three_rooms_at_four_times_are_booked_once_each_and_never_two_of_one_time_at_once(four, running):
    ids = enter(four, 12)
    together.book_due(four.road, goes_on=lambda: True)

    assert four.statuses(ids) == [BOOKED] * 12
    booked = booked_that_day(four, running)
    assert (len(booked), len(set(booked)), len({room for room, _ in booked})) == (12, 12, 3)
    made = tries(four)
    assert len({worker for worker, *_ in made}) > 1
    for hour in {hour for _, hour, *_ in made}:
        spans = sorted((begun, ended) for _, at, begun, ended in made if at == hour)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_stop_in_the_middle_is_one_for_all_and_nothing_is_lost(four, running):
    running.fault("slow", rate=1, seconds=0.2, at="any")
    ids = enter(four, 8)
    working = threading.Thread(target=_stop_after_two, args=(four, running))
    working.start()
    together.book_due(four.road, goes_on=lambda: True)
    working.join()

    done = four.statuses(ids).count(BOOKED)
    assert 2 <= done <= 6
    assert four.statuses(ids).count(WAITING) == 8 - done
    assert len(booked_that_day(four, running)) == done
    running.no_faults()
    override.continue_booking(four.console.new_uow, actor=OPERATOR, now=four.console.clock.now())
    together.book_due(four.road, goes_on=lambda: True)
    assert four.statuses(ids) == [BOOKED] * 8
    assert set(Counter(booked_that_day(four, running)).values()) == {1}


def _stop_after_two(four: Practice, running: RunningPortal) -> None:
    latest = time.monotonic() + 60
    while len(booked_that_day(four, running)) < 2 and time.monotonic() < latest:
        time.sleep(0.02)
    override.stop_booking(four.console.new_uow, cause="lunch", actor=OPERATOR, now=four.console.clock.now())


def test_a_pause_is_heeded_by_every_lane(four, running):
    ids = enter(four, 8)
    asked: list[int] = []
    together.book_due(four.road, goes_on=lambda: asked.append(1) or len(asked) <= 4)
    assert four.statuses(ids).count(BOOKED) == 4
    assert len(booked_that_day(four, running)) == 4


def test_a_refused_login_is_sent_once_by_all_of_them_together(tmp_path, running, transport):
    running.fault("login-refused", rate=1)
    kept, refused = Kept(), []
    with practice(tmp_path, running, transport, parallel=4) as four:

        def look(_: int, portal: Portal) -> None:
            try:
                portal.look(four.day.date(), rooms=ROOMS, evidence=kept)
            except LoginRefused as error:
                refused.append(error)

        four.portal.at_once(look)
    running.no_faults()
    assert len(refused) == 4
    assert sum(content.count(b'"POST"') for _, _, content in kept.items) == 1


def test_the_gap_between_two_pages_is_kept_by_all_of_them_together(tmp_path, running, transport):
    with practice(tmp_path, running, transport, parallel=4, gap_seconds=0.4) as four:
        four.portal.look(four.day.date(), rooms=ROOMS[:1], evidence=Kept())
        begun = time.monotonic()
        four.portal.at_once(lambda _, portal: portal.look(four.day.date(), rooms=ROOMS[:1], evidence=Kept()) and None)
        # Four looks of which three sign in first: the page, the login, the page again.
        assert time.monotonic() - begun >= 9 * 0.4


def test_each_lane_has_a_login_of_its_own_and_keeps_it(four, running):
    def look(_: int, portal: Portal) -> None:
        portal.look(four.day.date(), rooms=ROOMS[:1], evidence=kept)

    kept = Kept()
    four.portal.at_once(look)
    assert sum(content.count(b'"POST"') for _, _, content in kept.items) == 4
    kept = Kept()
    four.portal.at_once(look)
    assert sum(content.count(b'"POST"') for _, _, content in kept.items) == 0
