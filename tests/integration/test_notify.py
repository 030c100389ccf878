"""The outbox is delivered once per event, channel and recipient; nothing is lost while the mail server is away."""

from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.errors import Refused, Unavailable
from booking_console.domain.outbox import DeliveryState
from booking_console.services import notify
from tests.builders import an_outbox_message
from tests.fakes.notifier import FakeNotifier
from tests.world import Killed, World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.clock.advance(days=2)  # after the builder's messages are due
    return world


def queue(world: World, *event_keys: str) -> list[int]:
    with world.new_uow() as uow:
        return [uow.outbox.add(an_outbox_message(key)) for key in event_keys]


def deliver(world: World, notifier: FakeNotifier) -> bool:
    return notify.deliver_next(world.new_uow, notifier, world.policy, world.clock)


def state(world: World, outbox_id: int) -> DeliveryState:
    with world.new_uow() as uow:
        return uow.outbox.get(outbox_id).state


def test_each_message_is_sent_once(world: World) -> None:
    queue(world, "booked-1", "booked-2")
    notifier = FakeNotifier()
    assert [deliver(world, notifier) for _ in range(3)] == [True, True, False]
    assert len({m.message_id for m in notifier.delivered}) == len(notifier.delivered) == 2


def test_the_same_event_is_told_once_to_each_recipient(world: World) -> None:
    assert queue(world, "booked-1", "booked-1")[1] is None


def test_a_mail_server_that_is_down_loses_nothing_and_doubles_nothing(world: World) -> None:
    (outbox_id,) = queue(world, "booked-1")
    notifier = FakeNotifier(trouble=[Unavailable("The mail server is down.")])
    deliver(world, notifier)
    assert state(world, outbox_id) is DeliveryState.PENDING
    assert deliver(world, notifier) is False
    world.clock.advance(minutes=1)
    deliver(world, notifier)
    assert len(notifier.delivered) == 1


def test_an_address_that_will_never_work_fails_visibly(world: World) -> None:
    (outbox_id,) = queue(world, "booked-1")
    deliver(world, FakeNotifier(trouble=[Refused("no such mailbox")]))
    assert state(world, outbox_id) is DeliveryState.FAILED


def test_what_may_have_arrived_is_never_sent_again_by_itself(world: World) -> None:
    (outbox_id,) = queue(world, "booked-1")
    notifier = FakeNotifier(unclear=1)
    deliver(world, notifier)
    world.clock.advance(hours=1)
    assert deliver(world, notifier) is False
    assert state(world, outbox_id) is DeliveryState.UNCLEAR


def test_a_worker_killed_while_sending_leaves_a_visible_doubt(world: World) -> None:
    (outbox_id,) = queue(world, "booked-1")
    with pytest.raises(Killed):
        deliver(world, FakeNotifier(trouble=[Killed()]))
    world.clock.advance(minutes=3)
    assert notify.mark_broken_off(world.new_uow, world.clock) == 1
    assert state(world, outbox_id) is DeliveryState.UNCLEAR
    assert world.clock.at > an_outbox_message().due_at + timedelta(minutes=3)
