"""Whatever happens in whichever order: when it has come to rest, portal and records say the same, once for each visit."""

import os

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import AttemptResult, BookingStatus
from tests.chaos import STRANGER, Chaos
from tests.world import World

SEEDS = range(*(int(n) for n in os.environ.get("CHAOS_SEEDS", "1,4").split(",")))
_OVER = {BookingStatus.CONFIRMED, BookingStatus.CANCELLED, BookingStatus.REFUSED}


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_history_every_visit_has_its_one_room(sqlite_database: Database, seed: int) -> None:
    chaos = Chaos(World(sqlite_database), seed)
    for _ in range(60):
        chaos.step()
    chaos.settle_down()
    confirmed = [b for b in chaos.bookings() if b.status is BookingStatus.CONFIRMED]
    at_portal = [(e.room_id, e.slot, e.owner) for e in chaos.portal.entries if e.owner != STRANGER]
    assert sorted((b.room_id, b.slot, b.guest) for b in confirmed) == sorted(at_portal)
    assert {b.status for b in chaos.bookings()} <= _OVER
    _assert_each_visit_is_right(chaos)
    with chaos.world.new_uow() as uow:
        assert uow.messages.received(limit=9) == []


def _assert_each_visit_is_right(chaos: Chaos) -> None:
    for visit in chaos.appointments():
        rooms = [b for b in chaos.world.bookings(visit.id) if b.status is BookingStatus.CONFIRMED]
        trail = chaos.world.database.views().appointment(visit.id).attempts
        assert AttemptResult.RUNNING not in {a.result for a in trail}
        assert visit.status is not AppointmentStatus.WAITING
        assert len(rooms) <= 1
        assert (visit.status is AppointmentStatus.BOOKED) <= ([b.revision for b in rooms] == [visit.revision])
        assert not (visit.status is AppointmentStatus.CANCELLED and rooms)
