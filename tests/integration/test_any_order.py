"""Mails about one visit in every order, single and doubled: at the end the portal holds what the latest of them says."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.message import MessageState
from booking_console.services import intake, triage
from tests.fakes.mailbox import FakeMailbox
from tests.sequels import LONDON, STYLES, Told, all_told, arrivals
from tests.world import World

READER = LadderReader(LONDON, "DMY")


@dataclass
class Desk:
    """A practice that takes mails from its mailbox, reads them and books."""

    world: World
    mailbox: FakeMailbox = field(default_factory=FakeMailbox)

    def deliver(self, mime: bytes) -> None:
        self.mailbox.deliver(mime)

    def read(self) -> None:
        world = self.world
        intake.take_new(world.new_uow, self.mailbox, world.policy, world.clock)
        while triage.read_new(world.new_uow, READER, world.policy, world.clock):
            pass

    def work(self, dice: Random) -> None:
        for _ in range(dice.randrange(3)):
            dice.choice((self.world.book, self.world.settle))()
        self.world.clock.advance(seconds=5)

    def finish(self) -> None:
        self.read()
        for _ in range(4):
            while self.world.settle() is not None or self.world.book() is not None:
                pass
            self.world.clock.advance(minutes=5)

    def ledger(self, guest: str) -> list[datetime]:
        return sorted(entry.slot.start for entry in self.world.portal.entries if entry.owner == guest)

    def asked(self) -> list[str]:
        messages = self.world.database.views().messages(limit=500)
        return [f"{m.id}: {m.reason}" for m in messages if m.state is MessageState.NEEDS_ATTENTION]


def shuffled(stories: list[Told], style: str, dice: Random, *, is_doubled: bool) -> list[bytes]:
    """The mails of all visits among each other; those of one visit keep their order."""
    queues = [arrivals(told, style, is_doubled=is_doubled) for told in stories]
    turns = [place for place, queue in enumerate(queues) for _ in queue]
    dice.shuffle(turns)
    return [queues[place].pop(0) for place in turns]


def assert_all_right(desk: Desk, stories: list[Told]) -> None:
    desk.finish()
    wrong = [(told.story, told.order) for told in stories if desk.ledger(told.guest) != told.end]
    assert (wrong, desk.asked()) == ([], [])


@pytest.mark.parametrize("style", STYLES)
def test_all_read_before_anything_is_booked(sqlite_database: Database, style: str) -> None:
    desk, stories = Desk(World(sqlite_database)), all_told()
    for mail in shuffled(stories, style, Random(1), is_doubled=False):
        desk.deliver(mail)
    assert_all_right(desk, stories)


def assert_right_when_doubled_and_booked_in_between(database: Database, stories: list[Told], style: str) -> None:
    desk, dice = Desk(World(database)), Random(2)
    for mail in shuffled(stories, style, dice, is_doubled=True):
        desk.deliver(mail)
        if dice.random() < 0.4:
            desk.read()
            desk.work(dice)
    assert_all_right(desk, stories)


@pytest.mark.parametrize("style", STYLES)
def test_doubled_and_booked_in_between(sqlite_database: Database, style: str) -> None:
    assert_right_when_doubled_and_booked_in_between(sqlite_database, all_told(), style)


@pytest.mark.postgres
@pytest.mark.parametrize("style", ["sequence", "reference"])
def test_doubled_and_booked_in_between_on_a_server(postgres_url: str, style: str) -> None:
    with Database(postgres_url) as database:
        assert_right_when_doubled_and_booked_in_between(database, all_told()[::2], style)
