"""How the portal looked: kept, compared within one profile only, and replaced by the next good look."""

from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.drift import Change, FieldShape, PartShape, PortalShape, Sight, SightKind
from booking_console.domain.errors import NotFound
from tests.builders import MONDAY_9

ROOM = FieldShape(name="room", kind="select", label="Room", required=True, options=("CR 1", "CR 2"))
SHAPE = PortalShape("profile-1", (PartShape("the form", (ROOM,), ("CR 1",)),))
GOOD = Sight(kind=SightKind.GOOD, at=MONDAY_9, shape=SHAPE, picture=b"before")
CHANGE = Change(hard=False, expected="the fields", found="a new field", advice="ignore it")
SOFT = Sight(kind=SightKind.SOFT, at=MONDAY_9 + timedelta(hours=1), shape=SHAPE, changes=(CHANGE,), picture=b"now")


def keep(database: Database, *sights: Sight) -> None:
    with database.unit_of_work() as uow:
        for sight in sights:
            uow.sights.keep(sight)


def test_a_sight_comes_back_as_it_was_kept(database: Database) -> None:
    keep(database, GOOD, SOFT)
    with database.unit_of_work() as uow:
        good, newest = uow.sights.good("profile-1"), uow.sights.newest_change("profile-1")
        assert good is not None
        assert newest is not None
        assert (good.shape, good.at, good.picture) == (SHAPE, MONDAY_9, b"before")
        assert (newest.changes, newest.kind) == ((CHANGE,), SightKind.SOFT)
        assert uow.sights.picture(newest.id) == b"now"
        assert uow.sights.good("profile-2") is None


def test_what_changed_is_forgotten_when_the_portal_is_good_again(database: Database) -> None:
    keep(database, GOOD, SOFT)
    with database.unit_of_work() as uow:
        assert uow.sights.latest() is not None
        assert uow.sights.forget_changes("profile-1")
        assert uow.sights.latest() is None
        assert uow.sights.good("profile-1") is not None


def test_a_new_good_look_takes_the_place_of_all_before(database: Database) -> None:
    keep(database, GOOD, SOFT)
    keep(database, Sight(kind=SightKind.GOOD, at=SOFT.at, shape=SHAPE))
    with database.unit_of_work() as uow:
        good = uow.sights.good("profile-1")
        assert good is not None
        assert (good.at, uow.sights.newest_change("profile-1")) == (SOFT.at, None)
        with pytest.raises(NotFound):
            uow.sights.picture(good.id)
