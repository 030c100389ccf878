"""The portal keeps the promises of its port with and without a browser, on every make of the demo portal, by profile alone."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from booking_console.adapters.portal.abilities import browser_only
from booking_console.adapters.portal.browser import BrowserPortal
from booking_console.adapters.portal.chromium import Waits
from booking_console.adapters.portal.http import HttpPortal
from booking_console.adapters.portal.loading import load_profile
from booking_console.bootstrap import SystemClock
from booking_console.demo.portal.options import Skin
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import ContractBroken, LeaseLost, PersonRequired, Refused, Unavailable
from booking_console.domain.portal import (
    CancelOutcome,
    EvidenceKind,
    ReadBack,
    RoomRequest,
    SubmitOutcome,
    SubmitResult,
    judge_read_back,
)
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.services.ports import Portal
from tests.portal_program import Program

pytestmark = pytest.mark.browser
LONDON = ZoneInfo("Europe/London")
GUEST = "Jane Q. Example"
NAMES = [f"{kind} room {number}" for kind in ("Consult", "Treatment") for number in (1, 2, 3)]
ROOMS = [Room(number, name, "", number) for number, name in enumerate(NAMES, 1)]
WAITS = Waits(page=timedelta(seconds=15), control=timedelta(seconds=2), submit=timedelta(seconds=6))
_days = count(20)


class Kept:
    """Remembers all evidence."""

    def __init__(self) -> None:
        self.items: list[tuple[EvidenceKind, str, bytes]] = []

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None:
        self.items.append((kind, caption, content))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    program = Program(tmp_path_factory.mktemp("portal"))
    yield program
    program.stop()


def ways() -> list[tuple[type[BrowserPortal] | type[HttpPortal], str]]:
    """Every make of portal in a browser, and without one those whose profile needs none."""
    skins = [skin.value for skin in Skin]
    plain = [skin for skin in skins if not browser_only(load_profile(f"demo-{skin}"))]
    return [*((BrowserPortal, skin) for skin in skins), *((HttpPortal, skin) for skin in plain)]


@pytest.fixture(scope="module", params=ways(), ids=lambda way: f"{way[0].__name__}-{way[1]}")
def way(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def skin(way: Any) -> str:
    name: str = way[1]
    return name


@pytest.fixture(scope="module")
def portal(
    way: Any, skin: str, running: Program, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserPortal | HttpPortal]:
    portal = way[0](
        load_profile(f"demo-{skin}"),
        url=running.url,
        username="demo",
        password="demo-pass-1",
        clock=SystemClock(),
        data_dir=tmp_path_factory.mktemp(f"session-{skin}"),
        zone="Europe/London",
        waits=WAITS,
    )
    yield portal
    portal.close()


@pytest.fixture
def program(running: Program) -> Iterator[Program]:
    yield running
    httpx.delete(f"{running.url}/faults")


@pytest.fixture
def yes(skin: str) -> SubmitOutcome:
    """What this make of portal answers when it takes a booking."""
    return SubmitOutcome.PENDING if skin == "approval" else SubmitOutcome.SUCCESS


@pytest.fixture
def ours(skin: str) -> ReadBack:
    """What it shows a moment later."""
    return ReadBack.PENDING if skin == "approval" else ReadBack.OURS


@pytest.fixture
def request_() -> RoomRequest:
    """On a day of its own, so that no test meets another's booking."""
    day = datetime.now(LONDON).date() + timedelta(days=next(_days))
    start = datetime.combine(day, time(10), LONDON)
    slot = Slot(start, start + timedelta(minutes=45))
    return RoomRequest(key="K-7", room=ROOMS[4], slot=slot, guest=GUEST, type=AppointmentType.TREATMENT)


def book(portal: Portal, request: RoomRequest, kept: Kept | None = None) -> SubmitResult:
    with portal.prepare(request, evidence=kept or Kept()) as form:
        return form.submit()


def cancel(
    portal: Portal,
    request: RoomRequest,
    reference: str | None,
    *,
    before_press: Callable[[], None] = lambda: None,
) -> CancelOutcome:
    return portal.cancel(request, reference=reference, evidence=Kept(), before_press=before_press)


def lost() -> None:
    raise LeaseLost("Another worker took this over.")


def read_back(portal: Portal, request: RoomRequest) -> ReadBack:
    return judge_read_back(portal.find(request, evidence=Kept()), request)


def test_a_booking_is_made_read_back_as_ours_and_cancelled(portal, program, request_, skin, yes):
    assert book(portal, request_).outcome is yes
    (entry,) = portal.find(request_, evidence=Kept())
    (real,) = program.live(request_)

    shown = f"Visit of {GUEST}" if skin == "selects" else GUEST
    assert (entry.owner, entry.slot, entry.reference, entry.ours) == (shown, request_.slot, real["id"], True)
    assert (real["type"], real["guest"]) == ("Treatment", GUEST)
    assert cancel(portal, request_, entry.reference) is CancelOutcome.CANCELLED
    assert program.live(request_) == []
    assert cancel(portal, request_, entry.reference) is CancelOutcome.NOT_THERE


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


def test_looking_shows_every_room_and_the_taken_times(portal, program, request_, skin):
    taken = {"room": "Consult room 2", "type": "Consultation", "guest": "Sam Sample"}
    times = {"start": request_.slot.start.isoformat(), "end": request_.slot.end.isoformat()}
    assert httpx.post(f"{program.url}/ledger", json={**taken, **times}).status_code == 201

    wanted = [ROOMS[1], ROOMS[0], *ROOMS[2:]]
    seen = portal.look(request_.slot.start.date(), rooms=wanted, evidence=Kept(), slot=request_.slot)

    at_ten = [room for room, busy in seen.busy.items() if any(b.slot.overlaps(request_.slot) for b in busy)]
    asked = [1, 2] if skin == "wizard" else [1, 2, 3, 4, 5, 6]  # one by one, until one is free
    assert (sorted(seen.busy), at_ten) == (asked, [2])


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
    before = program.submits()
    program.fault(fault, rate=1)
    with pytest.raises(ContractBroken) as broken:
        book(portal, request_)
    assert found in broken.value.found
    assert program.submits() == before


def test_a_captcha_asks_for_a_person(portal, program, request_):
    program.fault("captcha", rate=1)
    with pytest.raises(PersonRequired):
        portal.look(request_.slot.start.date(), rooms=ROOMS, evidence=Kept(), slot=request_.slot)


def test_an_answer_lost_after_the_booking_is_unknown_and_read_back_as_ours(portal, program, request_, ours):
    program.fault("drop-after-commit", count=1)
    assert book(portal, request_).outcome is SubmitOutcome.UNKNOWN
    assert read_back(portal, request_) is ours
    assert len(program.live(request_)) == 1


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


def test_a_room_taken_meanwhile_is_told_and_its_owner_is_somebody_else(portal, program, request_):
    program.fault("room-taken", count=1)
    assert book(portal, request_).outcome is SubmitOutcome.ROOM_TAKEN
    assert read_back(portal, request_) is ReadBack.ABSENT
    with pytest.raises(Refused):
        cancel(portal, request_, None)


def test_two_winners_of_one_race_are_a_clash(portal, program, request_):
    program.fault("double-winner", count=1)
    book(portal, request_)
    assert read_back(portal, request_) is ReadBack.CLASH


def test_a_session_lost_at_the_submit_is_told_and_the_next_call_signs_in_again(portal, program, request_, yes):
    program.fault("session-lost", count=1)
    assert book(portal, request_).outcome is SubmitOutcome.SESSION_LOST
    assert read_back(portal, request_) is ReadBack.ABSENT
    assert book(portal, request_).outcome is yes


def test_the_portal_checked_as_it_is_shows_no_drift(portal, program):
    assert portal.check(evidence=Kept()).is_fine


def test_a_renamed_label_is_drift_that_stops_booking(portal, program, skin):
    program.fault("renamed-label", rate=1)
    report = portal.check(evidence=Kept())
    # Of a wizard only the first page is looked at: to leave it is to send something.
    assert any(finding.hard for finding in report.findings) is (skin != "wizard")


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
