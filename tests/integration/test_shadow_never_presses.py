"""Whatever mails, workers, crashes and people do while shadow mode is on: the console itself changes nothing on the portal."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import SYSTEM
from booking_console.domain.errors import BookingError
from booking_console.services import override, review, shadow_compare
from booking_console.services.rehearse import ask, try_next
from tests.builders import MONDAY_9, a_slot
from tests.shadowing import by_hand, replace_plan, watching
from tests.world import Killed, World, kill

VISITS = 6


def practice(database: Database, dice: Random) -> World:
    """Some booked by us before, some moved or cancelled in that very moment, some in doubt; then shadow mode is switched on."""
    world = watching(database)
    replace_plan(world, is_on=False)
    world.portal.changes = dice.random() < 0.5
    for number in range(VISITS):
        world.waits(guest=f"Guest {number}", slot=a_slot(MONDAY_9 + timedelta(hours=number)))
    for _ in range(VISITS):
        world.portal.after["submit"] = kill if dice.random() < 0.4 else _nothing
        try:
            world.book()
        except Killed:
            world.restart()
    for _ in range(4):
        act(world, dice, (move, cancel))
    replace_plan(world, is_on=True)
    return world


def _nothing() -> None:
    """The worker lives."""


def move(world: World, number: int) -> None:
    slot = a_slot(MONDAY_9 + timedelta(hours=number, minutes=15))
    override.move(world.new_uow, number, slot=slot, room_id=None, reason="", actor=SYSTEM, now=world.clock.now())


def cancel(world: World, number: int) -> None:
    override.cancel(world.new_uow, number, reason="", actor=SYSTEM, now=world.clock.now())


def undo(world: World, number: int) -> None:
    override.undo(world.new_uow, number, actor=SYSTEM, now=world.clock.now(), within=timedelta(days=9))


def retry(world: World, number: int) -> None:
    review.retry(world.new_uow, number, actor=SYSTEM, now=world.clock.now())


def decline(world: World, number: int) -> None:
    review.decline(world.new_uow, f"appointment-{number}", reason="no", actor=SYSTEM, now=world.clock.now())


def rehearse(world: World, number: int) -> None:
    ask(world.new_uow, number, actor=SYSTEM, now=world.clock.now())
    try_next(world.road)


def work(world: World, number: int) -> None:
    for job in (world.settle, world.book, lambda: shadow_compare.compare_due(world.road, at_once=True)):
        job()
    world.clock.advance(minutes=number)


def person(world: World, number: int) -> None:
    by_hand(world, slot=a_slot(MONDAY_9 + timedelta(days=1, hours=number)), guest=f"Guest {number}")


def act(world: World, dice: Random, deeds: tuple[Callable[[World, int], None], ...]) -> None:
    try:
        dice.choice(deeds)(world, dice.randint(1, VISITS))
    except BookingError:
        return  # the button said why


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_submitted_moved_or_cancelled(sqlite_database: Database, seed: int) -> None:
    dice = Random(seed)
    world = practice(sqlite_database, dice)
    pressed, theirs = len(world.portal.submits), {entry.reference for entry in world.portal.entries}
    places = {entry.reference: (entry.room_id, entry.slot) for entry in world.portal.entries}
    for _ in range(40):
        act(world, dice, (move, cancel, undo, retry, decline, rehearse, work, work, work, person))
    assert len(world.portal.submits) == pressed
    assert theirs <= {entry.reference for entry in world.portal.entries}
    assert {e.reference: (e.room_id, e.slot) for e in world.portal.entries if e.reference in places} == places
