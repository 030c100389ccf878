"""The portal keeps the promises of its port with and without a browser, on every skin of the demo portal, by profile alone."""

from dataclasses import replace

import httpx
import pytest

from booking_console.domain.portal import CancelOutcome, ReadBack, SubmitOutcome
from tests.portal_calls import GUEST, NAMES, ROOMS, Kept, book, cancel, read_back, strayed

pytestmark = pytest.mark.browser


def test_a_booking_is_made_read_back_as_ours_and_cancelled(portal, program, request_, skin, yes):
    assert book(portal, request_).outcome is yes
    (entry,) = portal.find(request_, evidence=Kept())
    (real,) = program.live(request_)

    shown = f"Visit of {GUEST}" if skin == "selects" else GUEST
    assert (entry.owner, entry.slot, entry.reference, entry.ours) == (shown, request_.slot, real["id"], True)
    assert (real["type"], real["guest"]) == ("Treatment", GUEST)
    assert cancel(portal, request_, entry.reference) is CancelOutcome.CANCELLED
    assert program.live(request_) == []


def test_looking_shows_every_room_and_the_taken_times(portal, program, request_, skin):
    taken = {"room": "Consult room 2", "type": "Consultation", "guest": "Sam Sample"}
    times = {"start": request_.slot.start.isoformat(), "end": request_.slot.end.isoformat()}
    assert httpx.post(f"{program.url}/ledger", json={**taken, **times}, timeout=60).status_code == 201

    wanted = [ROOMS[1], ROOMS[0], *ROOMS[2:]]
    seen = portal.look(request_.slot.start.date(), rooms=wanted, evidence=Kept(), slot=request_.slot)

    at_ten = [room for room, busy in seen.busy.items() if any(b.slot.overlaps(request_.slot) for b in busy)]
    asked = [1, 2] if skin == "wizard" else [1, 2, 3, 4, 5, 6]  # one by one, until one is free
    assert (sorted(seen.busy), at_ten) == (asked, [2])


def test_a_time_at_which_every_room_is_taken_is_seen_as_such(portal, program, request_):
    times = {"start": request_.slot.start.isoformat(), "end": request_.slot.end.isoformat()}
    for room in NAMES:
        assert httpx.post(f"{program.url}/ledger", json={"room": room, **times}, timeout=60).status_code == 201
    seen = portal.look(request_.slot.start.date(), rooms=ROOMS, evidence=Kept(), slot=request_.slot)
    assert {room for room, busy in seen.busy.items() if any(b.slot.overlaps(request_.slot) for b in busy)} == set(
        range(1, 7)
    )


def test_an_answer_lost_after_the_booking_is_unknown_and_read_back_as_ours(portal, program, request_, ours):
    program.fault("drop-after-commit", count=1)
    assert book(portal, request_).outcome is SubmitOutcome.UNKNOWN
    assert read_back(portal, request_) is ours
    assert len(program.live(request_)) == 1


def test_a_room_taken_meanwhile_is_told_and_is_not_ours(portal, program, request_):
    program.fault("room-taken", count=1)
    assert book(portal, request_).outcome is SubmitOutcome.ROOM_TAKEN
    assert read_back(portal, request_) is ReadBack.ABSENT


def test_a_session_lost_at_the_submit_is_told_and_the_next_call_signs_in_again(portal, program, request_, yes):
    program.fault("session-lost", count=1)
    assert book(portal, request_).outcome is SubmitOutcome.SESSION_LOST
    assert book(portal, request_).outcome is yes
    assert len(program.live(request_)) == 1


def test_the_portal_checked_as_it_is_shows_no_drift(portal, program):
    assert portal.check(evidence=Kept()).is_fine


def test_what_it_stores_in_another_room_is_found_there(portal, program, request_, yes):
    program.fault("another-room", count=1)
    answer = book(portal, request_)
    assert (answer.outcome, read_back(portal, request_)) == (yes, ReadBack.ABSENT)
    found = strayed(portal, request_, answer)
    assert found is not None
    assert [len(program.live(replace(request_, room=room))) for room in ROOMS if room.id == found.room_id] == [1]
