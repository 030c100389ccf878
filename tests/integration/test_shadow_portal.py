"""Shadow mode on the demo portal: the person books over plain HTTP, the console watches with and without a browser."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.vault import Vault
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.portal import EvidenceKind
from booking_console.domain.shadow import Compared, Shadow, ShadowState, differences
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from booking_console.services import shadow_compare
from tests.demo_portal import AppUser, FormsUser, RunningPortal, running_portal
from tests.portal_calls import LONDON, Way
from tests.shadowing import tried, watching
from tests.world import World

pytestmark = pytest.mark.browser
ROOMS = {"forms": ("3", "4"), "app": ("nw-1", "nw-2")}
_days = count(30)


@pytest.fixture(scope="module", params=[Way(HttpPortal, "forms"), Way(BrowserPortal, "app")], ids=["forms", "app"])
def way(request: pytest.FixtureRequest) -> Way:
    way: Way = request.param
    return way


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="module")
def portal(way: Way, demo: RunningPortal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    data: Path = tmp_path_factory.mktemp("data")
    opened = way.transport(
        load_profile(f"demo-{way.skin}"),
        url=demo.url,
        username="demo",
        password="demo-pass-1",
        data_dir=data,
        zone="Europe/London",
        clock=SystemClock(),
        sealing=Vault(data / "portal.key"),
    )
    yield opened
    opened.close()


@pytest.fixture
def world(sqlite_database: Database, portal: Any) -> World:
    world = watching(sqlite_database)
    world.clock, world.portal = SystemClock(), portal  # type: ignore[assignment]
    return world


@pytest.fixture
def person(way: Way, demo: RunningPortal) -> Iterator[Callable[..., None]]:
    """Books as people do, in one of two rooms; the day alone, the usual half hour at nine."""
    user = FormsUser(demo) if way.skin == "forms" else AppUser(demo)
    user.sign_in()

    def book(day: date, *, room: int = 0, **changes: str) -> None:
        assert user.book(day, room=ROOMS[way.skin][room], **changes).status_code == {"forms": 302, "app": 200}[way.skin]

    yield book
    user.http.close()


def nine() -> Slot:
    day = datetime.now(LONDON).date() + timedelta(days=next(_days))
    start = datetime.combine(day, time(9), LONDON)
    return Slot(start, start + timedelta(minutes=30))


def compared(world: World) -> Shadow:
    shadow_compare.compare_due(world.road, at_once=True)
    with world.new_uow() as uow:
        return uow.shadows.latest(limit=1)[0]


def test_what_the_person_books_alike_agrees_and_nothing_but_that_stands_on_the_portal(
    world: World, demo: RunningPortal, person: Callable[..., None]
) -> None:
    slot, before = nine(), len(demo.ledger()["submits"])
    appointment_id = tried(world, slot=slot, guest="Ada Quill")
    assert compared(world).state is ShadowState.OPEN
    assert len(demo.ledger()["submits"]) == before
    person(slot.start.date())
    judged = compared(world)
    assert judged.state is ShadowState.AGREES
    assert judged.found is not None
    assert judged.found.type == "Consultation"
    (entry,) = [b for b in demo.live("Ada Quill") if b["start"][:10] == f"{slot.start:%Y-%m-%d}"]
    assert world.bookings(appointment_id)[-1].portal_reference == entry["id"]


def test_another_room_and_another_type_are_told_by_name(world: World, person: Callable[..., None], way: Way) -> None:
    slot = nine()
    tried(world, slot=slot, guest="Ada Quill")
    person(slot.start.date(), room=1, type="T" if way.skin == "forms" else "treatment")
    judged = compared(world)
    assert judged.found is not None
    assert differences(judged, judged.found) == (Compared.ROOM, Compared.TYPE)


def test_another_time_of_the_day_is_found_by_the_guests_name(
    world: World, person: Callable[..., None], way: Way
) -> None:
    slot = nine()
    tried(world, slot=slot, guest="Ada Quill", type=AppointmentType.CONSULTATION)
    later = {"forms": ("36000", "37800"), "app": ("10:00", "10:30")}[way.skin]
    person(slot.start.date(), start=later[0], end=later[1])
    judged = compared(world)
    assert judged.found is not None
    assert differences(judged, judged.found) == (Compared.TIME,)


def test_the_form_was_really_filled_in_and_witnessed(world: World, way: Way) -> None:
    appointment_id = tried(world, slot=nine(), guest="Ada Quill")
    steps = world.database.views().appointment(appointment_id).attempts[0].steps
    kinds = {kind for step in steps if step.name == "fill" for _, kind, _, _ in step.evidence}
    assert (EvidenceKind.PICTURE if way.transport is BrowserPortal else EvidenceKind.DIGEST) in kinds
