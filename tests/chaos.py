"""A world in which everything happens at the wrong moment: workers die, answers get lost, mails and people come in between."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from booking_console.domain.actor import Actor, Role
from booking_console.domain.appointment import Appointment, AppointmentType
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.errors import Refused, Unavailable
from booking_console.domain.extraction import Extraction, Kind
from booking_console.domain.portal import PortalEntry, RoomRequest, SubmitOutcome, SubmitResult
from booking_console.domain.slot import Slot
from booking_console.services import override, put_elsewhere, reconcile, reserve, review, triage
from booking_console.services.ports import Evidence
from booking_console.services.records import UnitOfWork
from booking_console.services.review import CorrectedVisit, Settled
from booking_console.services.road import Road
from booking_console.services.views import LogFilter
from tests.builders import MONDAY_9, a_mail, a_slot
from tests.fakes.portal import FakePortal, Form
from tests.readings import PreparedReader, fields, reading
from tests.world import Killed, World

DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)
GUESTS = ("Anna Example", "Ben Sample", "Cleo Specimen", "Dora Instance")
STARTS = tuple(MONDAY_9 + timedelta(minutes=15 * n) for n in range(4))
STRANGER = "Walk-in"


@dataclass
class Worker:
    """Once dead it writes nothing any more: what a `finally` would still do is undone by the kill."""

    world: World
    name: str
    dice: Random
    is_dead: bool = False

    def new_uow(self) -> UnitOfWork:
        if self.is_dead or self.dice.random() < 0.01:
            self.die()
        return self.world.new_uow()

    def die(self) -> None:
        self.is_dead = True
        raise Killed

    @property
    def road(self) -> Road:
        world = self.world
        return Road(self.new_uow, world.portal, world.clock, world.policy, self.name)


@dataclass
class LatePortal(FakePortal):
    """A submit that nobody waits for any more may still arrive."""

    filled: RoomRequest | None = None
    under_way: list[tuple[datetime, RoomRequest]] = field(default_factory=list)

    @contextmanager
    def prepare(self, request: RoomRequest, *, evidence: Evidence) -> Iterator[Form]:
        with super().prepare(request, evidence=evidence) as form:
            self.filled = request
            yield form

    def deliver(self, now: datetime) -> None:
        for due, request in [late for late in self.under_way if late[0] <= now]:
            self.under_way.remove((due, request))
            if self.is_free(request):
                self.take(request)


class Chaos:
    """One run. step() does something; settle_down() lets it come to rest without faults."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.dice = world, Random(seed)
        self.portal = world.portal = LatePortal(now=world.clock.now)
        self.workers = [self._worker(), self._worker()]
        self.at_work: list[Worker] = []
        self.is_over = False
        self.mails = 0
        for call in ("look", "prepare", "find", "cancel"):
            self.portal.hooks[call] = self.disturb
        self.portal.hooks["submit"] = self._before_submit
        self.portal.after["submit"] = self._after_submit
        self.portal.after["cancel"] = self.disturb

    def step(self) -> None:
        self._pass(seconds=self.dice.choice((1, 5, 20, 90)))
        self._one_of(self._work, self._work, self._work, self._mail, self._person)()

    def settle_down(self) -> None:
        self.is_over = True
        for worker in self.workers:
            self._bury(worker)
        override.continue_booking(self.world.new_uow, actor=DANA, now=self.world.clock.now())
        for _ in range(6):
            self._read_mails(self.workers[0])
            self._run_until_quiet()
            for booking in self.in_question():
                self._say_what_is_there(booking)

    def in_question(self) -> list[Booking]:
        return [b for b in self.bookings() if b.status is BookingStatus.NEEDS_ATTENTION]

    def appointments(self) -> list[Appointment]:
        rows = self.world.database.views().log_stream(LogFilter())
        return [self.world.appointment(row.id) for row in rows]

    def bookings(self) -> list[Booking]:
        return [b for a in self.appointments() for b in self.world.bookings(a.id)]

    def disturb(self) -> None:
        """In the middle of a portal call."""
        if self.is_over:
            return
        luck = self.dice.random()
        if luck < 0.04:
            self.at_work[-1].die()
        elif luck < 0.10:
            raise Unavailable("The portal does not answer.")
        elif luck < 0.14:
            self._pass(seconds=self.dice.choice((30, 240)))
        elif luck < 0.34 and len(self.at_work) < 2:
            self._one_of(self._work, self._person, self._person, self._mail, self._stranger)()

    def _before_submit(self) -> None:
        if self.is_over:
            self.portal.keep, self.portal.answer, self.portal.puts = True, None, None
            return
        luck, wanted = self.dice.random(), self.portal.filled
        self.portal.keep = luck > 0.15
        self.portal.puts = self._elsewhere if self.dice.random() < 0.15 else None
        self.portal.answer = self.dice.choice((None, None, SubmitResult(SubmitOutcome.UNKNOWN)))
        if luck < 0.07 and wanted:
            self.portal.under_way.append((self.world.clock.now() + timedelta(seconds=20), wanted))
            self.portal.answer = SubmitResult(SubmitOutcome.UNKNOWN)
        if luck < 0.04:
            self.at_work[-1].die()
        if luck > 0.9:
            self._one_of(self._person, self._mail, self._stranger)()

    def _elsewhere(self, wanted: RoomRequest) -> RoomRequest:
        """The portal says yes and stores another room or time."""
        room, slot = self.dice.choice(self.world.rooms()), self._any_slot()
        stored = self.dice.choice((replace(wanted, room=room), replace(wanted, slot=slot)))
        return stored if self.portal.is_free(stored) else wanted

    def _after_submit(self) -> None:
        with suppress(Unavailable):  # no exception leaves a form once it was pressed
            self.disturb()
        if not self.is_over and self.dice.random() < 0.03 and self.portal.entries:
            last = self.portal.entries[-1]
            self.portal.entries.append(PortalEntry(last.room_id, last.slot, STRANGER, "HP-clash", None))

    def _work(self) -> None:
        place = self.dice.randrange(2)
        worker = self.workers[place]
        if worker in self.at_work:
            return
        self.at_work.append(worker)
        try:
            self._one_of(
                lambda: reserve.book_next(worker.road),
                lambda: reconcile.settle_next(worker.road),
                lambda: self._read_mails(worker),
            )()
        except Refused:
            return  # the job failed; its next tick goes on
        except Killed:
            if not worker.is_dead:
                raise
            self._bury(worker)
            self.workers[place] = self._worker()
        finally:
            self.at_work.remove(worker)

    def _run_until_quiet(self) -> None:
        road = Road(self.world.new_uow, self.portal, self.world.clock, self.world.policy, "last")
        for _ in range(60):
            if reconcile.settle_next(road) is None and reserve.book_next(road) is None:
                self._pass(seconds=30)

    def _read_mails(self, worker: Worker) -> None:
        new_uow = self.world.new_uow if self.is_over else worker.new_uow
        triage.read_new(new_uow, PreparedReader(self.world.prepared), self.world.policy, self.world.clock)

    def _mail(self) -> None:
        self.mails += 1
        mail = a_mail(f"mail-{self.mails}", mime=str(self.mails).encode(), received_at=self.world.clock.now())
        self.world.prepared[mail.mime] = self._any_extraction()
        with self.world.new_uow() as uow:
            uow.messages.add(mail, mailbox="t", sender="", subject="", taken_at=self.world.clock.now())

    def _any_extraction(self) -> Extraction:
        guest, start = self.dice.choice(GUESTS), self.dice.choice(STARTS)
        kind = self.dice.choice((Kind.BOOKING, Kind.BOOKING, Kind.RESCHEDULE, Kind.CANCELLATION))
        previous = self.dice.choice(STARTS) if kind is Kind.RESCHEDULE else None
        return reading(kind, fields(guest=guest, start=start, previous=previous))

    def _person(self) -> None:
        appointments = self.appointments()
        if not appointments:
            return
        visit, now = self.dice.choice(appointments), self.world.clock.now()
        with suppress(Refused):
            self._one_of(*self._verbs(visit, now))()

    def _verbs(self, visit: Appointment, now: datetime) -> list[Callable[[], object]]:
        uow, key, slot = self.world.new_uow, f"appointment-{visit.id}", self._any_slot()
        corrected = CorrectedVisit(guest=visit.guest, type=AppointmentType.CONSULTATION, start=slot.start, end=slot.end)
        by = {"actor": DANA, "now": now}
        return [
            lambda: review.retry(uow, visit.id, **by),
            lambda: review.decline(uow, key, reason="no", **by),
            lambda: review.approve(uow, key, corrected=corrected, **by),
            lambda: override.cancel(uow, visit.id, reason="", **by),
            lambda: override.move(uow, visit.id, slot=slot, room_id=None, reason="", **by),
            lambda: override.undo(uow, visit.id, within=timedelta(minutes=2), **by),
            lambda: override.stop_booking(uow, cause="", **by),
            lambda: override.continue_booking(uow, **by),
            lambda: [self._say_what_is_there(b) for b in self.world.bookings(visit.id)],
        ]

    def _put_right(self, booking: Booking) -> None:
        """What the portal put elsewhere."""
        by = {"reason": "I looked.", "actor": DANA, "now": self.world.clock.now()}
        with suppress(Refused):
            if self.dice.random() < 0.5:
                put_elsewhere.accept(self.world.new_uow, booking.id, policy=self.world.policy, **by)
            else:
                put_elsewhere.cancel(self.world.new_uow, booking.id, **by)

    def _say_what_is_there(self, booking: Booking) -> None:
        if booking.stray is not None:
            self._put_right(booking)
            return
        here = [e for e in self.portal.entries if (e.room_id, e.slot) == (booking.room_id, booking.slot)]
        found = Settled.THERE if booking.guest in [e.owner for e in here] else Settled.NOT_THERE
        words = {"found": found, "reason": "I looked.", "policy": self.world.policy}
        with suppress(Refused):
            review.settle_doubt(self.world.new_uow, booking.id, actor=DANA, now=self.world.clock.now(), **words)

    def _stranger(self) -> None:
        wanted = RoomRequest(key="", room=self.dice.choice(self.world.rooms()), slot=self._any_slot(), guest=STRANGER)
        if self.portal.is_free(wanted):
            self.portal.take(wanted)

    def _any_slot(self) -> Slot:
        return a_slot(self.dice.choice(STARTS))

    def _pass(self, *, seconds: float) -> None:
        self.world.clock.advance(seconds=seconds)
        self.portal.deliver(self.world.clock.now())

    def _worker(self) -> Worker:
        return Worker(self.world, f"worker-{self.dice.random()}", self.dice)

    def _bury(self, worker: Worker) -> None:
        with self.world.new_uow() as uow:
            uow.leases.drop_of(worker.name)
            uow.attempts.abandon(worker=worker.name, at=self.world.clock.now())

    def _one_of(self, *acts: Callable[[], object]) -> Callable[[], object]:
        return self.dice.choice(acts)
