"""Silence is an alarm: told once, shown until it ends, ended by itself."""

from datetime import date, datetime, timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.actor import OPERATOR
from booking_console.domain.alarm import Alarm, AlarmKind
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.message import MessageState
from booking_console.domain.outbox import OutboxMessage
from booking_console.domain.schedule import JobName
from booking_console.services import override, silence
from tests.builders import MONDAY_9, a_mail
from tests.world import StandingClock, World

TERMS = silence.Terms(timedelta(minutes=30))


@pytest.fixture
def world(database: Database) -> World:
    return World(database, StandingClock(MONDAY_9))


def heed(world: World, terms: silence.Terms = TERMS) -> list[Alarm]:
    silence.heed(world.new_uow, world.policy, world.clock, terms)
    with world.new_uow() as uow:
        return list(uow.mailbox.alarms())


def seen(world: World, state: PartState, sentence: str = "", *, good_minutes_ago: int = 0) -> None:
    now = world.clock.now()
    good = now - timedelta(minutes=good_minutes_ago)
    with world.new_uow() as uow:
        uow.control.set_health(Health(Part.MAILBOX, state, sentence, checked_at=now, good_at=good, since=good))


def confirmed(world: World, at: datetime, number: int) -> None:
    with world.new_uow() as uow:
        mail = a_mail(f"habit-{number}", received_at=at)
        message_id = uow.messages.add(mail, mailbox="m", sender="", subject="", taken_at=at)
        assert message_id is not None
        uow.messages.settle(message_id, MessageState.ACTED_ON, was=MessageState.RECEIVED, reason="")


def told(world: World) -> list[OutboxMessage]:
    return [message for message in world.told() if message.event.value == "alarm"]


def test_a_mailbox_that_is_not_read_for_half_an_hour_is_told_once_to_business_and_escalation(world: World) -> None:
    seen(world, PartState.TROUBLE, "The mail server mail.example.org does not answer.", good_minutes_ago=31)
    (alarm,) = heed(world)
    heed(world)
    assert alarm.kind is AlarmKind.UNSEEN
    assert "could not be read since Mon 1 Mar, 08:29" in alarm.sentence
    assert "does not answer" in alarm.sentence
    assert {message.recipient for message in told(world)} == {"desk@practice.example", "owner@practice.example"}


def test_it_ends_by_itself_and_is_told_anew_when_it_comes_back(world: World) -> None:
    seen(world, PartState.TROUBLE, "It does not answer.", good_minutes_ago=31)
    heed(world)
    seen(world, PartState.FINE)
    assert heed(world) == []
    world.clock.advance(hours=1)
    seen(world, PartState.TROUBLE, "It does not answer.", good_minutes_ago=31)
    assert len(heed(world)) == 1
    assert len(told(world)) == 4


def test_trouble_of_some_minutes_is_no_alarm(world: World) -> None:
    seen(world, PartState.TROUBLE, "It does not answer.", good_minutes_ago=29)
    assert heed(world) == []


def test_a_look_that_was_due_and_never_came_is_an_alarm(world: World) -> None:
    seen(world, PartState.FINE, good_minutes_ago=50)
    with world.new_uow() as uow:
        uow.control.set_next_runs({JobName.POLL: world.clock.now() - timedelta(minutes=40)})
    (alarm,) = heed(world)
    assert "was to be read at Mon 1 Mar, 08:20" in alarm.sentence


def test_between_two_set_times_nothing_is_missed(world: World) -> None:
    seen(world, PartState.FINE, good_minutes_ago=300)
    with world.new_uow() as uow:
        uow.control.set_next_runs({JobName.POLL: world.clock.now() + timedelta(hours=2)})
    assert heed(world) == []


def test_a_mailbox_that_a_person_paused_is_no_alarm(world: World) -> None:
    override.pause(world.new_uow, actor=OPERATOR, now=world.clock.now())
    seen(world, PartState.TROUBLE, "It does not answer.", good_minutes_ago=500)
    assert heed(world) == []


def test_an_alarm_that_is_raised_stays_while_a_person_pauses(world: World) -> None:
    seen(world, PartState.TROUBLE, "It does not answer.", good_minutes_ago=31)
    heed(world)
    override.pause(world.new_uow, actor=OPERATOR, now=world.clock.now())
    assert len(heed(world)) == 1


def test_a_password_that_ends_in_two_weeks_is_told(world: World) -> None:
    seen(world, PartState.FINE)
    assert heed(world, silence.Terms(TERMS.alarm_after, date(2027, 3, 16))) == []
    (alarm,) = heed(world, silence.Terms(TERMS.alarm_after, date(2027, 3, 15)))
    assert alarm.sentence == "The password or secret of the mailbox ends on Mon 15 Mar 2027."
    assert heed(world, silence.Terms(TERMS.alarm_after, date(2028, 3, 15))) == []


def test_no_confirmation_where_many_usually_come_is_told_with_what_was_expected(world: World) -> None:
    seen(world, PartState.FINE)
    for week in range(1, 6):
        for number in range(9 + week):
            confirmed(world, MONDAY_9 - timedelta(weeks=week) + timedelta(minutes=5 * number + 5), week * 100 + number)
    confirmed(world, MONDAY_9, 0)
    world.clock.advance(hours=1)
    assert heed(world)[0].sentence == (
        "No confirmation has come since 09:00. On the last 5 Mondays 10 to 12 came between 09:00 and 10:00."
    )
    confirmed(world, world.clock.now(), 1)
    assert heed(world) == []


def test_after_closing_time_such_an_alarm_stays_as_it_is(world: World) -> None:
    seen(world, PartState.FINE)
    for week in range(1, 6):
        for number in range(9):
            confirmed(world, MONDAY_9 - timedelta(weeks=week) + timedelta(minutes=5 * number + 5), week * 100 + number)
    confirmed(world, MONDAY_9, 0)
    world.clock.advance(hours=10)
    assert heed(world) == []
    world.clock.advance(hours=-9)
    assert len(heed(world)) == 1
    world.clock.advance(hours=9)
    assert len(heed(world)) == 1


def test_of_two_workers_that_find_the_same_one_tells(world: World) -> None:
    alarm = Alarm(AlarmKind.UNSEEN, "It was not read.", "Look.", world.clock.now())
    with world.new_uow() as uow:
        assert uow.mailbox.raise_alarm(alarm)
    with world.new_uow() as uow:
        assert not uow.mailbox.raise_alarm(alarm)
        assert list(uow.mailbox.alarms()) == [alarm]
