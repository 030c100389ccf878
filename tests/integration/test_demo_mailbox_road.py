"""The demo's mails on the whole road with a real database, reader and folder; only the portal is in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.parsing.reader import LadderReader
from booking_console.demo.judge import Line, judge, see
from booking_console.demo.mailbox.__main__ import write
from booking_console.demo.mailbox.model import TRUSTED_SENDERS
from booking_console.demo.mailbox.render import arrangements, render
from booking_console.domain.message import Outcome
from booking_console.domain.portal import PortalEntry, RoomRequest, SubmitOutcome, SubmitResult
from booking_console.domain.slot import Slot
from booking_console.services import intake, triage
from booking_console.services.ports import Evidence, Mailbox
from tests.fakes.mail_places import ATTENTION, PROCESSED, contents, open_in
from tests.fakes.portal import FakePortal, Form
from tests.world import POLICY, ZONE, Killed, StandingClock, World

TODAY = date(2025, 6, 2)  # in the past of every machine: files from the future are not taken at once


class ArrangedPortal(FakePortal):
    """Breaks its promises for the guests whose faults are arranged, once each."""

    def __init__(self, world: World) -> None:
        super().__init__(now=world.clock.now)
        self.names = {room.id: room.name for room in world.rooms()}
        ids = {name: id_ for id_, name in self.names.items()}
        arranged = arrangements(TODAY, ZONE)
        self.faults = {fault.match: fault.name for fault in arranged.faults}
        for foreign in arranged.bookings:
            slot = Slot(datetime.fromisoformat(foreign.start), datetime.fromisoformat(foreign.end))
            self.entries.append(PortalEntry(ids[foreign.room], slot, foreign.guest, None, None))

    @contextmanager
    def prepare(self, request: RoomRequest, *, evidence: Evidence) -> Iterator[Form]:
        yield ArrangedForm(self, request, fault=self.faults.pop(request.guest, ""))

    def ledger(self) -> list[dict[str, Any]]:
        return [
            {"room": self.names[e.room_id], "guest": e.owner, "start": e.slot.start.isoformat(), "cancelled_at": None}
            for e in self.entries
        ]


@dataclass
class ArrangedForm(Form):
    fault: str = ""

    def submit(self) -> SubmitResult:
        if self.fault == "room-taken":
            self.portal.take(self.request, owner="Somebody faster")
        result = super().submit()
        return SubmitResult(SubmitOutcome.UNKNOWN, "no answer") if self.fault == "drop-after-commit" else result


@pytest.fixture
def world(sqlite_database: Database) -> World:
    clock = StandingClock(datetime(2025, 6, 2, 8, 0, tzinfo=UTC))
    return World(sqlite_database, clock, replace(POLICY, trusted=frozenset(TRUSTED_SENDERS)))


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    write(tmp_path / "mail", render(TODAY, ZONE))
    opened = open_in(tmp_path / "mail")
    opened.ensure_folders()
    return opened


def work(world: World, mailbox: Mailbox) -> None:
    intake.take_new(world.new_uow, mailbox, world.policy, world.clock)
    while triage.read_new(world.new_uow, LadderReader(ZONE, "DMY"), world.policy, world.clock):
        pass
    world.run_until_quiet()
    intake.file_settled(world.new_uow, mailbox)


def wrong_ends(world: World, portal: ArrangedPortal) -> list[Line]:
    found = judge(see(world.database.views(), portal.ledger()), render(TODAY, ZONE))
    return [line for line in found if not line.is_right]


def test_every_mail_comes_to_its_expected_end(world: World, mailbox: Mailbox) -> None:
    world.portal = portal = ArrangedPortal(world)
    work(world, mailbox)
    assert wrong_ends(world, portal) == []
    assert portal.faults == {}


def test_every_mail_is_filed_by_its_end(world: World, mailbox: Mailbox, tmp_path: Path) -> None:
    world.portal = ArrangedPortal(world)
    work(world, mailbox)
    filed = {name: len(contents(tmp_path / "mail" / name)) for name in (PROCESSED, ATTENTION)}
    assert list(mailbox.list_new(None)[0]) == []
    assert filed == {PROCESSED: len(render(TODAY, ZONE)) - 3, ATTENTION: 3}


def test_killed_between_taking_and_filing_the_next_run_ends_the_same(world: World, mailbox: Mailbox) -> None:
    world.portal = portal = ArrangedPortal(world)
    intake.take_new(world.new_uow, mailbox, world.policy, world.clock)
    work(world, mailbox)
    assert wrong_ends(world, portal) == []


class DyingMailbox:
    """Dies when it is asked to file the fifth mail."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._filed = 0

    @property
    def name(self) -> str:
        return self._mailbox.name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._mailbox, name)

    def file(self, ref: Any, outcome: Outcome) -> None:
        self._filed += 1
        if self._filed == 5:
            raise Killed
        self._mailbox.file(ref, outcome)


def test_killed_while_filing_nothing_is_taken_twice(world: World, mailbox: Mailbox) -> None:
    world.portal = portal = ArrangedPortal(world)
    with pytest.raises(Killed):
        work(world, DyingMailbox(mailbox))
    assert intake.take_new(world.new_uow, mailbox, world.policy, world.clock).new == 0
    work(world, mailbox)
    assert list(mailbox.list_new(None)[0]) == []
    assert wrong_ends(world, portal) == []
