"""A practice at work: its mailbox, the real reader, and whoever reads and books."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.message import MessageState
from booking_console.services import intake, triage
from tests.fakes.mailbox import FakeMailbox
from tests.sequels import LONDON
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
