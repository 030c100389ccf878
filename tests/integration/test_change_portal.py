"""Changing an entry on the demo portal, with and without a browser: by profile alone, with its refusals, races and lost answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.vault import Vault
from booking_console.domain.actor import SYSTEM
from booking_console.domain.booking import BookingStatus
from booking_console.domain.errors import Refused
from booking_console.domain.portal import Changed, Place, RoomRequest, SubmitOutcome, SubmitResult, judge_change
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from booking_console.services import override
from tests.portal_calls import ROOMS, Kept, a_request, book
from tests.portal_program import Program
from tests.world import World

pytestmark = pytest.mark.browser
Portal = BrowserPortal | HttpPortal
QUARTER = timedelta(minutes=15)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    running = Program(tmp_path_factory.mktemp("portal"))
    yield running
    running.stop()


@contextmanager
def opened(transport: type[BrowserPortal] | type[HttpPortal], url: str, data: Path) -> Iterator[Portal]:
    portal = transport(
        load_profile("demo-forms"),
        url=url,
        username="demo",
        password="demo-pass-1",
        data_dir=data,
        zone="Europe/London",
        clock=SystemClock(),
        sealing=Vault(data / "portal.key"),
    )
    try:
        yield portal
    finally:
        portal.close()


@pytest.fixture(scope="module")
def plain(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with opened(HttpPortal, program.url, tmp_path_factory.mktemp("data")) as portal:
        yield portal


@pytest.fixture(scope="module", params=[HttpPortal, BrowserPortal], ids=["http", "browser"])
def portal(
    request: pytest.FixtureRequest, program: Program, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Portal]:
    with opened(request.param, program.url, tmp_path_factory.mktemp("data")) as portal:
        yield portal


@pytest.fixture
def booked(plain: Portal, program: Program) -> RoomRequest:
    program.clear()  # after a dropped answer the portal stays silent for a moment
    request = a_request()
    assert book(plain, request).outcome is SubmitOutcome.SUCCESS
    return request


def later(was: RoomRequest, room: int = 4) -> RoomRequest:
    """A quarter of an hour later, which overlaps; room 4: its own one."""
    slot = Slot(was.slot.start + QUARTER, was.slot.end + QUARTER)
    return RoomRequest(key=was.key, room=ROOMS[room], slot=slot, guest=was.guest, type=was.type)


def change(portal: Portal, was: RoomRequest, to: RoomRequest) -> SubmitResult:
    with portal.prepare_change(was, to, reference=None, evidence=Kept()) as form:
        return form.submit()


def seen(portal: Portal, was: RoomRequest, to: RoomRequest) -> Changed:
    entries = [*portal.find(to, evidence=Kept()), *portal.find(was, evidence=Kept())]
    return judge_change(entries, Place(was.room.id, was.slot), Place(to.room.id, to.slot), reference=None)


def stands_at(program: Program, *requests: RoomRequest) -> list[int]:
    return [len(program.live(request)) for request in requests]


@pytest.mark.parametrize("room", [4, 1], ids=["its own room", "a room of the other area"])
def test_an_entry_gets_another_time_and_keeps_its_number(
    portal: Portal, program: Program, booked: RoomRequest, room: int
) -> None:
    (before,) = program.live(booked)
    to = later(booked, room)
    assert change(portal, booked, to).outcome is SubmitOutcome.SUCCESS
    assert seen(portal, booked, to) is Changed.MOVED
    (after,) = program.live(to)
    assert (after["id"], stands_at(program, booked, to)) == (before["id"], [0, 1])


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        ("drop-after-commit", Changed.MOVED),
        ("drop-before-commit", Changed.STAYED),
        ("phantom-success", Changed.STAYED),
        ("session-lost", Changed.STAYED),
    ],
)
def test_whatever_becomes_of_the_answer_the_read_back_knows_the_place(
    plain: Portal, program: Program, booked: RoomRequest, fault: str, verdict: Changed
) -> None:
    to = later(booked)
    program.fault(fault, count=1)
    change(plain, booked, to)
    assert seen(plain, booked, to) is verdict
    assert sum(stands_at(program, booked, to)) == 1


def test_a_time_that_somebody_else_took_is_refused_and_nothing_is_lost(
    portal: Portal, program: Program, booked: RoomRequest
) -> None:
    to = later(booked)
    times = {"start": booked.slot.end.isoformat(), "end": (booked.slot.end + QUARTER).isoformat()}
    assert httpx.post(f"{program.url}/ledger", json={"room": to.room.name, **times}, timeout=60).status_code == 201
    assert change(portal, booked, to).outcome is SubmitOutcome.ROOM_TAKEN
    assert seen(portal, booked, to) is Changed.STAYED
    assert stands_at(program, booked, to) == [1, 0]


def test_an_entry_that_is_gone_or_anothers_is_not_changed(plain: Portal, program: Program) -> None:
    missing = a_request()
    with pytest.raises(Refused, match="not on the portal"):
        change(plain, missing, later(missing))
    assert program.live(later(missing)) == []


def test_a_visit_that_is_moved_by_a_quarter_of_an_hour_keeps_its_room_and_its_number(
    plain: Portal, program: Program, sqlite_database: Database
) -> None:
    world, was = World(sqlite_database), a_request()
    world.clock, world.portal = SystemClock(), plain  # type: ignore[assignment]
    world.waits(slot=was.slot, guest=was.guest)
    world.book()
    (before,) = world.bookings(1)
    slot = later(was).slot
    override.move(world.new_uow, 1, slot=slot, room_id=None, reason="", actor=SYSTEM, now=world.clock.now())
    world.book()
    (after,) = world.bookings(1)
    assert (after.slot, after.room_id, after.portal_reference) == (slot, before.room_id, before.portal_reference)
    live = [
        b
        for b in httpx.get(f"{program.url}/ledger", timeout=60).json()["bookings"]
        if b["id"] == before.portal_reference
    ]
    assert [(b["start"], b["cancelled_at"]) for b in live] == [(slot.start.isoformat(), None)]


def test_a_change_that_the_portal_stores_elsewhere_is_a_question_with_both_places(
    portal: Portal, program: Program, sqlite_database: Database
) -> None:
    world, was = World(sqlite_database), a_request()
    world.clock, world.portal = SystemClock(), portal  # type: ignore[assignment]
    world.waits(slot=was.slot, guest=was.guest)
    world.book()
    program.fault("another-time", count=1)
    slot = later(was).slot
    override.move(world.new_uow, 1, slot=slot, room_id=None, reason="", actor=SYSTEM, now=world.clock.now())
    world.book()
    (after,) = world.bookings(1)
    assert (after.status, after.slot) == (BookingStatus.NEEDS_ATTENTION, slot)
    assert after.stray is not None
    assert (after.stray.slot.start - slot.start, after.stray.reference) == (timedelta(hours=1), after.portal_reference)
