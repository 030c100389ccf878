"""The portal changes a little, or too much: who is warned, what stops, and which pictures are kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.http.http import HttpPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.actor import Actor, Role
from booking_console.domain.drift import FieldShape, PartShape, PortalShape, Sight, SightKind
from booking_console.domain.errors import PersonRequired, Refused
from booking_console.domain.health import Part, PartState
from booking_console.domain.outbox import EventName
from booking_console.outside import SystemClock
from booking_console.services import drift, look_ahead
from booking_console.services.road import Road
from tests.demo_portal import RunningPortal, running_portal
from tests.world import World

MANAGER = Actor.person(1, "Dana Whitlock", Role.MANAGER)
GUEST = FieldShape(name="guest", kind="text", label="Guest")
REMARK = FieldShape(name="remark", kind="text", label="Remark")


def shape(*fields: FieldShape) -> PortalShape:
    return PortalShape("profile-1", (PartShape("the form", fields),))


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.portal.shape = shape(GUEST)
    world.portal.facts = replace(world.portal.facts, profile="profile-1")
    assert look_ahead.check_portal(world.road)
    return world


def newest(world: World) -> tuple[Sight | None, Sight] | None:
    with world.new_uow() as uow:
        return uow.sights.latest()


def sentence(world: World) -> tuple[PartState, str]:
    with world.new_uow() as uow:
        health = uow.control.health(Part.PORTAL)
    return health.state, health.sentence


def is_on(world: World) -> bool:
    with world.new_uow() as uow:
        return uow.control.switch().is_on


def audited(world: World) -> list[str]:
    return [row.action for row in world.database.views().audit(limit=50) if row.action.startswith("portal.")]


def test_a_portal_that_stays_as_it_was_is_fine(world: World) -> None:
    assert look_ahead.check_portal(world.road)
    assert newest(world) is None
    assert sentence(world) == (PartState.FINE, "fine")


def test_a_soft_change_warns_once_with_both_pictures_and_booking_goes_on(world: World) -> None:
    world.portal.shape = shape(GUEST, REMARK)
    look_ahead.check_portal(world.road)
    look_ahead.check_portal(world.road)
    seen = newest(world)
    assert seen is not None
    assert seen[0] is not None
    assert (seen[0].picture, seen[1].picture, seen[1].kind) == (b"PNG", b"PNG", SightKind.SOFT)
    assert audited(world) == ["portal.soft_drift_found"]
    assert "To do: add a step for it" in sentence(world)[1]
    assert is_on(world)


def test_a_hard_change_stops_booking_before_any_form_is_sent(world: World) -> None:
    world.portal.shape = shape(REMARK)
    assert not look_ahead.check_portal(world.road)
    seen = newest(world)
    assert seen is not None
    assert seen[1].kind is SightKind.HARD
    assert not is_on(world)


def test_another_profile_is_another_beginning(world: World) -> None:
    world.portal.shape = replace(shape(REMARK), profile="profile-2")
    assert look_ahead.check_portal(world.road)
    assert newest(world) is None


def test_a_soft_change_that_a_person_accepts_is_good_from_then_on(world: World) -> None:
    world.portal.shape = shape(GUEST, REMARK)
    look_ahead.check_portal(world.road)
    drift.accept(world.new_uow, actor=MANAGER, now=world.clock.now())
    assert look_ahead.check_portal(world.road)
    assert (newest(world), sentence(world)[0]) == (None, PartState.FINE)


def test_a_hard_change_cannot_be_accepted(world: World) -> None:
    world.portal.shape = shape(REMARK)
    look_ahead.check_portal(world.road)
    with pytest.raises(Refused):
        drift.accept(world.new_uow, actor=MANAGER, now=world.clock.now())


def test_a_test_for_persons_leaves_its_picture_and_tells_once(world: World) -> None:
    def captcha() -> None:
        raise PersonRequired("The portal asks for a person.", expected="the usual page", found="a test for persons")

    world.portal.hooks["check"] = captcha
    assert [look_ahead.check_portal(world.road) for _ in range(3)] == [False, False, False]
    seen = newest(world)
    assert seen is not None
    assert seen[1].changes[0].found == "a test for persons"
    told = {message.event_key for message in world.told() if message.event is EventName.STOPPED}
    assert len(told) == 1


def test_before_a_batch_the_portal_is_looked_at_unless_it_was_good_just_now(world: World) -> None:
    calls: list[int] = []
    world.portal.hooks["check"] = lambda: calls.append(1)
    look_ahead.check_before_batch(world.road)
    assert calls == []  # nothing is due
    world.waits()
    look_ahead.check_before_batch(world.road)
    assert calls == []  # it was good a moment ago
    world.clock.advance(hours=1)
    look_ahead.check_before_batch(world.road)
    assert calls == [1]


def test_a_changed_portal_is_found_before_the_first_booking_of_a_batch(world: World) -> None:
    world.waits()
    world.clock.advance(hours=1)
    world.portal.shape = shape(REMARK)
    look_ahead.check_before_batch(world.road)
    assert world.book() is None
    assert world.portal.submits == []


Driven = Literal["browser", "http"]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.mark.browser
@pytest.mark.parametrize("driven", ["browser", "http"])
def test_the_real_portal_changes_and_comes_back(
    driven: Driven, running: RunningPortal, sqlite_database: Database, tmp_path: Path
) -> None:
    world = World(sqlite_database)
    kind = BrowserPortal if driven == "browser" else HttpPortal
    portal = kind(
        load_profile("demo-forms"),
        url=running.url,
        username="demo",
        password="demo-pass-1",
        data_dir=tmp_path,
        zone="Europe/London",
        clock=SystemClock(),
        waits=Waits(page=timedelta(seconds=20), control=timedelta(seconds=3)),
    )
    road = Road(world.new_uow, portal, SystemClock(), world.policy, world.worker)
    try:
        assert look_ahead.check_portal(road)
        running.fault("added-optional-field")
        look_ahead.check_portal(road)
        assert "Remark (optional)" in sentence(world)[1]
        running.no_faults()
        assert look_ahead.check_portal(road)
        assert newest(world) is None
        running.fault("lost-choice")
        assert not look_ahead.check_portal(road)
    finally:
        running.no_faults()
        portal.close()
    seen = newest(world)
    assert seen is not None
    assert '"Treatment"' in seen[1].changes[0].expected
    assert (seen[1].picture is not None) is (driven == "browser")
