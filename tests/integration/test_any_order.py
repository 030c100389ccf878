"""Mails about one visit in every order, single and doubled: at the end the portal holds what the latest of them says."""

from random import Random

import pytest

from booking_console.adapters.db.database import Database
from tests.desk import Desk
from tests.sequels import STYLES, Told, all_told, arrivals, longer_told
from tests.world import World


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
    assert_right_when_doubled_and_booked_in_between(sqlite_database, all_told()[:24], style)


@pytest.mark.parametrize("style", ["reference", "guest"])
def test_visits_moved_back_and_forth_end_where_the_last_mail_puts_them(sqlite_database: Database, style: str) -> None:
    stories = longer_told(Random(3), 16)
    assert_right_when_doubled_and_booked_in_between(sqlite_database, stories, style)


@pytest.mark.postgres
@pytest.mark.parametrize("style", ["sequence", "reference"])
def test_doubled_and_booked_in_between_on_a_server(postgres_url: str, style: str) -> None:
    with Database(postgres_url) as database:
        assert_right_when_doubled_and_booked_in_between(database, all_told()[::4], style)
