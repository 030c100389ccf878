"""The closing statement: the sum of the mails always holds, and nothing is called settled that is open."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.comparison import Comparison, Difference, DifferenceKind
from booking_console.domain.message import MessageState
from booking_console.services.closing import Closing
from booking_console.ui import practice_time
from booking_console.ui.closing.words import closed, counts, lead
from tests.builders import a_mail, a_slot
from tests.world import ZONE, World

ENDS = (MessageState.ACTED_ON, MessageState.NEEDS_ATTENTION, MessageState.IGNORED)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def takes(world: World, name: str, end: MessageState | None, *, days_ago: int = 0) -> None:
    at = world.clock.now() - timedelta(days=days_ago)
    with world.new_uow() as uow:
        message_id = uow.messages.add(a_mail(name), mailbox="test", sender="c@clinic.example", subject="", taken_at=at)
        if message_id and end:
            uow.messages.settle(message_id, end, was=MessageState.RECEIVED, reason="because")


def statement(world: World, compared: Comparison | None = None) -> Closing:
    views, now = world.database.views(), world.clock.now()
    period = practice_time.day_of(now, ZONE)
    return Closing(views.mails_taken(period), views.overview(day=period), compared, now, ZONE)


def even(world: World) -> Comparison:
    today = world.clock.now().date()
    return Comparison(at=world.clock.now(), first=today, last=today, checked=3)


@pytest.mark.parametrize("seed", range(4))
def test_what_was_received_is_the_sum_of_what_became_of_it(database: Database, seed: int) -> None:
    world, dice = World(database), Random(seed)
    ends = [dice.choice([*ENDS, None]) for _ in range(dice.randrange(12))]
    for number, end in enumerate(ends):
        takes(world, f"mail-{number}", end)
    takes(world, "yesterday", dice.choice(ENDS), days_ago=1)
    whole, *parts = counts(statement(world), None)
    assert int(whole.number) == len(ends) == sum(int(part.number) for part in parts)


@pytest.mark.parametrize("end", [*ENDS, None])
def test_each_number_leads_to_the_mails_that_it_counts(world: World, end: MessageState | None) -> None:
    for number, one in enumerate((*ENDS, MessageState.IGNORED, end)):
        takes(world, f"mail-{number}", one)
    seen = statement(world)
    for part in counts(seen, None):
        wanted = part.href.partition("=")[2]
        assert len(closed(seen, wanted, {}, None).mails) == int(part.number)


def test_a_calm_day_is_settled_once_the_portal_was_compared(world: World) -> None:
    takes(world, "one", MessageState.ACTED_ON)
    assert lead(statement(world)) == "Nothing is open. Our log is not compared with the portal yet."
    assert lead(statement(world, even(world))) == "Everything of today is settled."


def test_yesterdays_comparison_proves_nothing_about_today(world: World) -> None:
    old = replace(even(world), at=world.clock.now() - timedelta(days=1))
    assert not statement(world, old).is_settled
    soon, tomorrow = (world.clock.now() + wait for wait in (timedelta(hours=2), timedelta(days=1)))
    assert closed(statement(world, old), "", {}, soon).under.endswith("yet today: that happens at 11:00.")
    assert closed(statement(world, old), "", {}, tomorrow).under.endswith("today. The next time is Mon 09:00.")


def test_what_could_not_be_compared_is_not_called_settled(world: World) -> None:
    gap = replace(even(world), gaps=("Mon 1 Mar: Consult room 1 could not be read.",))
    assert lead(statement(world, gap)) == "Nothing is open, but not everything could be compared with the portal."


def test_everything_that_is_open_counts_once(world: World) -> None:
    takes(world, "asked", MessageState.NEEDS_ATTENTION)
    takes(world, "unread", None)
    world.waits()
    world.waits(guest="Bela Sample", status=AppointmentStatus.NEEDS_ATTENTION)
    stranger = Difference(kind=DifferenceKind.UNKNOWN, room_id=1, slot=a_slot())
    seen = statement(world, replace(even(world), differences=(stranger,)))
    assert (seen.open, lead(seen)) == (5, "5 things are open.")
    assert sum(int(one.number) for one in closed(seen, "", {}, None).opens) == 5


def test_one_thing_is_said_in_the_singular(world: World) -> None:
    takes(world, "asked", MessageState.NEEDS_ATTENTION)
    assert lead(statement(world, even(world))) == "1 thing is open."
