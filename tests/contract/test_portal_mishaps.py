"""Everything a portal can do wrong, on the two skins that are least alike: pages of forms, and one page of script."""

import json
from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.domain.errors import ContractBroken, LeaseLost, PersonRequired, Refused, Unavailable
from booking_console.domain.portal import CancelOutcome, EvidenceKind, ReadBack, RoomRequest, SubmitOutcome
from booking_console.domain.slot import Slot
from tests.portal_calls import GUEST, ROOMS, Kept, Way, book, cancel, lost, read_back, strayed

pytestmark = pytest.mark.browser


#: The skins that are least alike, and the one of them that needs no browser without it.
WAYS = [Way(BrowserPortal, "app"), Way(HttpPortal, "forms"), Way(BrowserPortal, "forms")]


@pytest.fixture(scope="module", params=WAYS)
def way(request: pytest.FixtureRequest) -> Way:
    chosen: Way = request.param
    return chosen


def test_a_booking_that_is_not_there_cannot_be_cancelled(portal, program, request_):
    assert cancel(portal, request_, "HP-1") is CancelOutcome.NOT_THERE


def test_an_entry_of_ours_under_another_reference_is_not_cancelled(portal, program, request_):
    book(portal, request_)
    with pytest.raises(Refused, match="another reference"):
        cancel(portal, request_, "HP-1")
    assert len(program.live(request_)) == 1


def test_a_cancellation_that_may_not_be_pressed_any_more_is_not_pressed(portal, program, request_):
    book(portal, request_)
    (entry,) = portal.find(request_, evidence=Kept())
    with pytest.raises(LeaseLost):
        cancel(portal, request_, entry.reference, before_press=lost)
    assert len(program.live(request_)) == 1


def test_somebody_else_s_booking_is_not_cancelled(portal, program, request_):
    program.fault("room-taken", count=1)
    book(portal, request_)
    with pytest.raises(Refused, match="not ours"):
        cancel(portal, request_, None)
    assert len(program.live(request_)) == 1


def test_a_portal_that_asks_to_slow_down_is_unavailable_and_never_free(portal, program, request_):
    program.fault("rate-limited", rate=1)
    with pytest.raises(Unavailable):
        portal.look(request_.slot.start.date(), rooms=ROOMS, evidence=Kept(), slot=request_.slot)
    with pytest.raises(Unavailable):
        portal.find(request_, evidence=Kept())


@pytest.mark.parametrize(
    ("fault", "found"), [("renamed-label", "Client name"), ("added-required-field", "Cost centre")]
)
def test_a_changed_form_stops_before_anything_is_sent(portal, program, request_, fault, found):
    program.fault(fault, rate=1)
    before = program.submits()
    with pytest.raises(ContractBroken) as broken:
        book(portal, request_)
    assert found in broken.value.found
    assert program.submits() == before


def test_a_captcha_asks_for_a_person(portal, program, request_):
    program.fault("captcha", rate=1)
    with pytest.raises(PersonRequired):
        portal.look(request_.slot.start.date(), rooms=ROOMS, evidence=Kept(), slot=request_.slot)


def test_an_answer_lost_before_the_booking_is_unknown_and_read_back_as_absent(portal, program, request_):
    program.fault("drop-before-commit", count=2)
    assert book(portal, request_).outcome is SubmitOutcome.UNKNOWN
    assert read_back(portal, request_) is ReadBack.ABSENT


def test_an_error_page_after_the_press_is_unknown(portal, program, request_):
    program.fault("error-500", rate=1)
    assert book(portal, request_).outcome is SubmitOutcome.UNKNOWN


def test_a_success_page_without_a_booking_is_read_back_as_absent(portal, program, request_, yes):
    program.fault("phantom-success", count=1)
    assert book(portal, request_).outcome is yes
    assert read_back(portal, request_) is ReadBack.ABSENT


def test_what_it_stores_at_another_time_is_found_there(portal, program, request_, yes):
    program.fault("another-time", count=1)
    answer = book(portal, request_)
    assert (answer.outcome, read_back(portal, request_)) == (yes, ReadBack.ABSENT)
    found = strayed(portal, request_, answer)
    assert found is not None
    assert len(program.live(replace(request_, slot=found.slot))) == 1


def test_two_winners_of_one_race_are_a_clash(portal, program, request_):
    program.fault("double-winner", count=1)
    book(portal, request_)
    assert read_back(portal, request_) is ReadBack.CLASH


@pytest.mark.parametrize("way", [*WAYS, Way(BrowserPortal, "cards")], indirect=True)
def test_a_slow_answer_is_waited_for(portal, program, request_, yes):
    program.fault("slow", count=1, seconds=2.5)  # longer than the cards' wheel may turn before it means a lost login
    assert book(portal, request_).outcome is yes
    assert len(program.live(request_)) == 1


# Not for a form in the browser: that may hold on to a page under way for as long as the watchdog lets it.
@pytest.mark.parametrize("way", WAYS[:2], indirect=True)
def test_an_answer_that_is_too_slow_is_unknown_and_read_back_as_ours(portal, program, request_):
    program.fault("slow", count=1, seconds=10)
    assert book(portal, request_).outcome is SubmitOutcome.UNKNOWN
    assert read_back(portal, request_) is ReadBack.OURS


def test_a_renamed_label_is_drift_that_stops_booking(portal, program):
    program.fault("renamed-label", rate=1)
    assert any(finding.hard for finding in portal.check(evidence=Kept()).findings)


def test_no_evidence_but_pictures_can_hold_the_guest(portal, program, request_):
    kept = Kept()
    book(portal, request_, kept)
    drawn = {EvidenceKind.PICTURE} if isinstance(portal, BrowserPortal) else set()
    assert {kind for kind, _, _ in kept.items} == drawn | {EvidenceKind.DIGEST, EvidenceKind.REQUESTS}
    asked = [json.loads(content) for kind, _, content in kept.items if kind is EvidenceKind.REQUESTS]
    assert all(set(one) == {"method", "path", "status", "ms"} for each in asked for one in each)
    assert "Example" not in json.dumps(asked)


@pytest.mark.parametrize("shift", [timedelta(minutes=7), timedelta(days=500), timedelta(hours=12)])
def test_an_impossible_time_is_refused_before_the_form_is_opened(portal, request_, shift):
    slot = Slot(request_.slot.start.astimezone(UTC) + shift, request_.slot.end.astimezone(UTC) + shift)
    kept = Kept()
    odd = RoomRequest(key="K-8", room=request_.room, slot=slot, guest=GUEST)
    with pytest.raises(Refused), portal.prepare(odd, evidence=kept):
        pass
    assert kept.items == []
