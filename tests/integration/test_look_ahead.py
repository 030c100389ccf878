"""Looking at the portal without booking: what people want to see, and no hammering of a portal that is down."""

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Actor, Role
from booking_console.domain.errors import ContractBroken, Unavailable
from booking_console.domain.health import Part, PartState
from booking_console.services import look_ahead, override
from tests.builders import MONDAY_9
from tests.world import World, raising


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    with world.new_uow() as uow:
        uow.control.ask_look(MONDAY_9.date(), at=world.clock.now())
    return world


def test_a_day_that_was_asked_for_is_looked_at_once(world: World) -> None:
    assert [look_ahead.look_asked(world.road), look_ahead.look_asked(world.road)] == [1, 0]
    with world.new_uow() as uow:
        assert uow.control.look(MONDAY_9.date()) is not None


def test_a_portal_that_is_down_is_asked_again_only_after_a_while(world: World) -> None:
    calls = []
    world.portal.hooks["look"] = lambda: (calls.append(1), raising(Unavailable("The portal does not answer."))())
    for _ in range(5):
        look_ahead.look_asked(world.road)
    assert len(calls) == 1
    world.clock.advance(seconds=16)
    look_ahead.look_asked(world.road)
    assert len(calls) == 2
    with world.new_uow() as uow:
        assert uow.control.health(Part.PORTAL).state is PartState.TROUBLE


def test_a_day_whose_page_is_broken_does_not_stop_booking_again_after_a_person_went_on(world: World) -> None:
    manager = Actor.person(1, "Dana Whitlock", Role.MANAGER)
    world.portal.hooks["look"] = raising(ContractBroken("Expected a table of rooms, found a notice."))
    assert not is_on_after_a_look(world)
    override.continue_booking(world.new_uow, actor=manager, now=world.clock.now())
    assert is_on_after_a_look(world)
    world.clock.advance(hours=2)
    assert not is_on_after_a_look(world)


def is_on_after_a_look(world: World) -> bool:
    """The calendar is open at that day."""
    with world.new_uow() as uow:
        uow.control.ask_look(MONDAY_9.date(), at=world.clock.now())
    look_ahead.look_asked(world.road)
    with world.new_uow() as uow:
        return uow.control.switch().is_on
