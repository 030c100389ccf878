"""What is done before its turn in a browser, because it only reads: the form beside the look, the read-back behind the answer."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.domain.portal import EvidenceKind, ReadBack, RoomRequest, SubmitOutcome, judge_read_back
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from tests.demo_portal import RunningPortal, running_portal
from tests.portal_calls import ROOMS, Kept, a_request, book

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal"), "--skin", "forms") as portal:
        yield portal


@pytest.fixture(scope="module")
def kept_open(running: RunningPortal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserPortal]:
    portal = BrowserPortal(
        load_profile("demo-forms"),
        url=running.url,
        username="demo",
        password="demo-pass-1",
        data_dir=tmp_path_factory.mktemp("data"),
        zone="Europe/London",
        clock=SystemClock(),
    )
    portal.look(a_request().slot.start.date(), rooms=ROOMS, evidence=Kept())  # signs in
    yield portal
    portal.close()


@pytest.fixture
def portal(kept_open: BrowserPortal, running: RunningPortal) -> Iterator[BrowserPortal]:
    yield kept_open
    running.no_faults()


def look(portal: BrowserPortal, request: RoomRequest) -> Kept:
    kept = Kept()
    portal.look(request.slot.start.date(), rooms=ROOMS, evidence=kept, slot=request.slot)
    return kept


def asked(kept: Kept, path: str) -> int:
    """How many requests for it the evidence shows."""
    listed = [json.loads(content) for kind, _, content in kept.items if kind is EvidenceKind.REQUESTS]
    return sum(one["path"].startswith(path) for requests in listed for one in requests)


def captions(kept: Kept, kind: EvidenceKind) -> list[str]:
    return [caption for found, caption, _ in kept.items if found is kind]


def elsewhere(request: RoomRequest) -> RoomRequest:
    return RoomRequest(key="K-8", room=ROOMS[3], slot=request.slot, guest="Second Example", type=request.type)


def test_the_form_that_was_expected_is_opened_once_and_pressed_once(portal, running):
    request, kept = a_request(), Kept()
    with portal.expecting(request):
        looked = look(portal, request)
        assert book(portal, request, kept).outcome is SubmitOutcome.SUCCESS
    assert asked(looked, "/forms/book") + asked(kept, "/forms/book") == 2  # the form, and what it sends
    assert asked(looked, "/forms/ends") + asked(kept, "/forms/ends") == 1
    assert [one["start"] for one in running.live(request.guest)].count(request.slot.start.isoformat()) == 1
    assert captions(kept, EvidenceKind.PICTURE) == ["The form, filled in", "The portal's answer"]


def test_a_form_that_is_not_wanted_after_all_is_thrown_away_unpressed(portal, running):
    expected = a_request()
    wanted, kept = elsewhere(expected), Kept()
    with portal.expecting(expected):
        looked = look(portal, expected)
        assert book(portal, wanted, kept).outcome is SubmitOutcome.SUCCESS
    here = [b for b in running.ledger()["bookings"] if b["start"] == expected.slot.start.isoformat()]
    assert [(b["guest"], b["room"]) for b in here] == [("Second Example", wanted.room.name)]
    # On a busy machine the other form may be asked for before this one has begun to open.
    assert captions(looked, EvidenceKind.REQUESTS).count("Opening a form that was not needed") <= 1


def test_what_was_expected_and_never_asked_for_leaves_no_page_behind(portal):
    context = portal._browser.context()
    with portal.expecting(a_request()):
        look(portal, a_request())
    assert all(page.url == "about:blank" for page in context.pages)
    assert len(context.pages) <= 1  # the one for the next call


def test_a_value_that_the_waiting_form_has_lost_is_entered_again(portal, running):
    request = a_request()
    with portal.expecting(request):
        look(portal, request)
        errand, _, lane = portal._form_ahead._opened
        portal._browser.engine.wait_for(lane)
        page = errand._visit.page
        page.fill("#guest", "")
        page.select_option("#type", "")
        assert book(portal, request).outcome is SubmitOutcome.SUCCESS
    assert running.live(request.guest)[-1]["start"] == request.slot.start.isoformat()


def test_nobody_signs_in_for_a_form_that_is_only_expected(portal):
    request, kept = a_request(), Kept()
    portal._browser.context().clear_cookies()
    with portal.expecting(request):
        looked = look(portal, request)
        assert book(portal, request, kept).outcome is SubmitOutcome.SUCCESS
    assert asked(looked, "/forms/login") + asked(kept, "/forms/login") == 1


def test_a_form_that_cannot_be_opened_ahead_is_opened_in_its_turn(portal, running):
    request = a_request()
    with portal.expecting(request):
        running.fault("error-500", rate=1, at="read")
        with pytest.raises(Exception, match="answer"):
            look(portal, request)
        running.no_faults()
        assert book(portal, request).outcome is SubmitOutcome.SUCCESS


def test_a_time_that_cannot_be_booked_is_expected_in_silence(portal):
    gone = a_request()
    slot = Slot(gone.slot.start - timedelta(days=900), gone.slot.end - timedelta(days=900))
    past = RoomRequest(key="K-9", room=gone.room, slot=slot, guest=gone.guest)
    with portal.expecting(past):
        assert asked(look(portal, gone), "/forms/book") == 0


def test_the_read_back_behind_a_yes_is_asked_for_once(portal):
    request, kept = a_request(), Kept()
    book(portal, request)
    assert judge_read_back(portal.find(request, evidence=kept), request) is ReadBack.OURS
    assert asked(kept, "/forms/day") == 1


def test_a_read_back_that_does_not_show_the_booking_is_asked_for_again(portal, running):
    request, kept = a_request(), Kept()
    running.fault("phantom-success", count=1)
    assert book(portal, request).outcome is SubmitOutcome.SUCCESS
    running.foreign(room=request.room.name, start=request.slot.start.isoformat(), end=request.slot.end.isoformat())
    shown = portal.find(request, evidence=kept)
    assert [one.owner for one in shown] == ["Someone Else"]
    assert asked(kept, "/forms/day") == 2


def test_after_a_refusal_the_portal_is_read_afresh(portal, running):
    request, kept = a_request(), Kept()
    running.fault("room-taken", count=1)
    assert book(portal, request).outcome is SubmitOutcome.ROOM_TAKEN
    assert judge_read_back(portal.find(request, evidence=kept), request) is not ReadBack.OURS
    assert asked(kept, "/forms/day") >= 1


def test_a_read_back_of_something_else_takes_nothing_of_it(portal):
    request = a_request()
    book(portal, request)
    assert portal.find(elsewhere(request), evidence=Kept()) == []
