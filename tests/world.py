"""A practice with its rooms, a fake portal and a clock that stands until a test moves it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.adapters.db.database import Database
from booking_console.domain.appointment import Appointment
from booking_console.domain.booking import Booking
from booking_console.domain.extraction import Extraction
from booking_console.domain.outbox import OutboxMessage
from booking_console.domain.policy import Policy
from booking_console.domain.rooms import Room
from booking_console.services import reconcile, reserve
from booking_console.services.records import NewUnitOfWork
from booking_console.services.reserve import Walked
from booking_console.services.road import Road
from booking_console.services.setup_practice import seed_rooms
from tests.builders import MONDAY_9, an_appointment
from tests.fakes.portal import FakePortal

ZONE = ZoneInfo("Europe/London")
POLICY = Policy(
    practice="Harbour Street Practice",
    zone=ZONE,
    business=("desk@practice.example",),
    escalation=("owner@practice.example",),
    settle=timedelta(seconds=30),
    lease=timedelta(minutes=3),
)


class Killed(BaseException):
    """The process is gone: nothing of ours may catch it."""


@dataclass
class StandingClock:
    at: datetime = MONDAY_9 - timedelta(days=1)

    def now(self) -> datetime:
        return self.at

    def advance(self, **passed: float) -> None:
        self.at += timedelta(**passed)


@dataclass
class World:
    database: Database
    clock: StandingClock = field(default_factory=StandingClock)
    policy: Policy = POLICY
    worker: str = "worker-1"
    prepared: dict[bytes, Extraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        seed_rooms(self.database.unit_of_work(), self.clock.now())
        self.portal = FakePortal(now=self.clock.now)

    @property
    def new_uow(self) -> NewUnitOfWork:
        return self.database.unit_of_work

    @property
    def road(self) -> Road:
        return Road(self.new_uow, self.portal, self.clock, self.policy, self.worker)

    def rooms(self) -> list[Room]:
        with self.new_uow() as uow:
            return list(uow.rooms.all())

    def waits(self, **changes: object) -> int:
        with self.new_uow() as uow:
            return uow.appointments.add(an_appointment(**changes))

    def book(self) -> Walked | None:
        return reserve.book_next(self.road)

    def settle(self) -> int | None:
        return reconcile.settle_next(self.road)

    def restart(self) -> None:
        """The worker died and another one starts; what it held is freed as the presence file tells."""
        with self.new_uow() as uow:
            uow.leases.drop_of(self.worker)
            uow.attempts.abandon(worker=self.worker, at=self.clock.now())
        self.worker += "'"
        self.portal.hooks.clear()
        self.portal.after.clear()

    def run_until_quiet(self) -> None:
        """What a worker does, with time passing, until nothing is left to do."""
        for _ in range(40):
            busy = self.settle() is not None or self.book() is not None
            if not busy:
                self.clock.advance(seconds=20)

    def appointment(self, appointment_id: int) -> Appointment:
        with self.new_uow() as uow:
            return uow.appointments.get(appointment_id)

    def bookings(self, appointment_id: int) -> list[Booking]:
        with self.new_uow() as uow:
            return list(uow.bookings.of_appointment(appointment_id))

    def told(self) -> list[OutboxMessage]:
        """What is in the outbox, claimed one by one."""
        found = []
        while True:
            with self.new_uow() as uow:
                message = uow.outbox.claim(self.clock.now())
            if message is None:
                return found
            found.append(message)


def kill() -> None:
    raise Killed


def raising(error: BaseException) -> Callable[[], None]:
    def run() -> None:
        raise error

    return run
