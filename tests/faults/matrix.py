"""Every fault of the demo portal, struck at each step of the road: the real portal, the real road, and who is asked what."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any

from booking_console.domain.actor import Actor, Role
from booking_console.domain.appointment import AppointmentStatus, AppointmentType
from booking_console.domain.slot import Slot
from booking_console.services import override
from tests.demo_portal import RunningPortal
from tests.world import World

_places = count()
DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)


class Step(StrEnum):
    """The calls that reach the portal, in the order of the road."""

    LOOK = "look"
    FILL = "fill"
    SUBMIT = "submit"
    READ_BACK = "read-back"
    CANCEL = "cancel"


class End(StrEnum):
    """What has become of the appointment once nothing happens by itself any more."""

    BOOKED = "booked"  # one entry of ours, by itself
    AFTER_STOP = "booked after a stop"  # booking stopped with a reason, a person pressed Continue, one entry of ours
    ASKED = "asked"  # the portal refuses it: a person is asked, nothing of ours is there
    ELSEWHERE = "elsewhere"  # ours in another room or at another time: a person is asked
    CLASH = "clash"  # ours beside somebody else's: a person is asked
    CANCELLED = "cancelled"  # nothing of ours is left
    CANCELLED_AFTER_STOP = "cancelled after a stop"


LOST: tuple[dict[str, Any], ...] = ({"name": "session-lost", "at": "any", "count": 1},)
#: What is switched on for the time of one step. rate 1: as long as the step takes, so that no second try within it slips through.
FAULTS: dict[str, tuple[dict[str, Any], ...]] = {
    "answer dropped after the commit": (
        {"name": "drop-after-commit", "count": 1},
        {"name": "drop-after-commit", "at": "cancel"},
    ),
    "connection dropped": ({"name": "drop-before-commit", "at": "any"},),
    "error 500": ({"name": "error-500", "at": "any"},),
    "429 with an empty body": ({"name": "rate-limited"},),
    "slow": ({"name": "slow", "at": "any", "seconds": 4, "count": 1},),
    "session lost": LOST,
    "session lost, login refused": (*LOST, {"name": "login-refused"}),
    "room taken": ({"name": "room-taken", "count": 1},),
    "two winners": ({"name": "double-winner"},),
    "CAPTCHA": ({"name": "captcha"},),
    "renamed label": ({"name": "renamed-label"},),
    "added required field": ({"name": "added-required-field"},),
    "added optional field": ({"name": "added-optional-field"},),
    "lost choice": ({"name": "lost-choice"},),
    "success without a booking": ({"name": "phantom-success"},),
    "stored in another room": ({"name": "another-room"},),
    "stored at another time": ({"name": "another-time"},),
}
#: Where a fault is more than a nuisance that passes. Everywhere else the appointment is booked (or cancelled) by itself.
ENDS = {
    ("session lost, login refused", Step.LOOK): End.AFTER_STOP,
    ("session lost, login refused", Step.FILL): End.AFTER_STOP,
    ("session lost, login refused", Step.READ_BACK): End.AFTER_STOP,
    ("session lost, login refused", Step.CANCEL): End.CANCELLED_AFTER_STOP,
    ("two winners", Step.SUBMIT): End.CLASH,
    ("stored in another room", Step.SUBMIT): End.ELSEWHERE,
    ("stored at another time", Step.SUBMIT): End.ELSEWHERE,
    ("CAPTCHA", Step.LOOK): End.AFTER_STOP,
    ("CAPTCHA", Step.FILL): End.AFTER_STOP,
    ("CAPTCHA", Step.READ_BACK): End.AFTER_STOP,
    ("CAPTCHA", Step.CANCEL): End.CANCELLED_AFTER_STOP,
    ("renamed label", Step.FILL): End.AFTER_STOP,
    ("added required field", Step.FILL): End.AFTER_STOP,
    ("lost choice", Step.FILL): End.AFTER_STOP,
    ("added required field", Step.SUBMIT): End.ASKED,
}
#: How many entries of ours the ledger then holds.
HELD = {
    End.BOOKED: 1,
    End.AFTER_STOP: 1,
    End.CLASH: 1,
    End.ELSEWHERE: 1,
    End.ASKED: 0,
    End.CANCELLED: 0,
    End.CANCELLED_AFTER_STOP: 0,
}


#: Faults that only one step or two can meet; the others strike wherever they are.
_ONLY = {
    "answer dropped after the commit": (Step.SUBMIT, Step.CANCEL),
    "room taken": (Step.SUBMIT,),
    "two winners": (Step.SUBMIT,),
    "renamed label": (Step.FILL,),
    "added required field": (Step.FILL, Step.SUBMIT),
    "added optional field": (Step.FILL,),
    "lost choice": (Step.FILL,),
    "success without a booking": (Step.SUBMIT,),
    "stored in another room": (Step.SUBMIT,),
    "stored at another time": (Step.SUBMIT,),
}
#: The pairs in which something happens at all.
STRIKING = [(fault, step) for step in Step for fault in FAULTS if step in _ONLY.get(fault, tuple(Step))]


def expected(fault: str, step: Step) -> End:
    return ENDS.get((fault, step), End.CANCELLED if step is Step.CANCEL else End.BOOKED)


@dataclass
class KeptPortal:
    """One open portal for many cases. ahead: whether it does early what only reads."""

    opens: Callable[[bool], Any]
    ahead: bool = True

    def __post_init__(self) -> None:
        self.portal = self.opens(self.ahead)

    def open_anew(self) -> None:
        """As the worker does when a person pressed Continue."""
        self.portal.close()
        self.portal = self.opens(self.ahead)

    def open_for(self, step: Step) -> None:
        """What was done early cannot be struck any more in its turn, so there each step waits for it. Early, the step before is struck."""
        ahead = step not in (Step.FILL, Step.READ_BACK)
        if ahead is not self.ahead:
            self.ahead = ahead
            self.open_anew()


@dataclass
class StruckPortal:
    """The real portal; during the first call of one step, and only then, the faults are on."""

    kept: "KeptPortal"
    program: RunningPortal
    step: Step
    faults: tuple[dict[str, Any], ...]
    has_struck: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.kept.portal, name)

    def look(self, *arguments: Any, **named: Any) -> Any:
        with self._during(Step.LOOK):
            return self.kept.portal.look(*arguments, **named)

    @contextmanager
    def prepare(self, *arguments: Any, **named: Any) -> Iterator["StruckForm"]:
        opened = self.kept.portal.prepare(*arguments, **named)
        with self._during(Step.FILL):
            form = opened.__enter__()
        try:
            yield StruckForm(form, lambda: self._during(Step.SUBMIT))
        finally:
            opened.__exit__(None, None, None)

    def find(self, *arguments: Any, **named: Any) -> Any:
        with self._during(Step.READ_BACK):
            return self.kept.portal.find(*arguments, **named)

    def cancel(self, *arguments: Any, **named: Any) -> Any:
        with self._during(Step.CANCEL):
            return self.kept.portal.cancel(*arguments, **named)

    @contextmanager
    def _during(self, step: Step) -> Iterator[None]:
        if step is not self.step or self.has_struck:
            yield
            return
        self.has_struck = True
        for fault in self.faults:
            self.program.fault(**fault)
        try:
            yield
        finally:
            self.program.no_faults()


@dataclass
class StruckForm:
    form: Any
    during: Callable[[], Any]

    def submit(self) -> Any:
        with self.during():
            return self.form.submit()


@dataclass
class Case:
    """One appointment that meets one fault. guest and start are its own, so that cases share a portal and disturb nobody."""

    world: World
    program: RunningPortal
    guest: str
    start: datetime
    stops: list[str] = field(default_factory=list)

    def run(self, step: Step) -> End:
        slot = Slot(self.start, self.start + timedelta(minutes=30))
        self.id = self.world.waits(guest=self.guest, slot=slot, type=AppointmentType.TREATMENT)
        self._rest()
        if step is Step.CANCEL:
            override.cancel(
                self.world.new_uow, self.id, reason="struck", actor=DANA, now=self.world.clock.now(), policy=self.world.policy
            )  # fmt: skip
            self._rest()
        return self._end()

    def live(self) -> list[dict[str, Any]]:
        return self.program.live(self.guest)

    def pressed(self) -> list[str]:
        return self.program.outcomes(self.guest)

    def _rest(self) -> None:
        """Until nothing is left to do; a stop is answered by a person, who presses Continue."""
        for _ in range(3):
            self.world.run_until_quiet()
            with self.world.new_uow() as uow:
                switch = uow.control.switch()
            if switch.is_on:
                return
            self.stops.append(switch.cause)
            override.continue_booking(self.world.new_uow, actor=DANA, now=self.world.clock.now())
            self.world.portal.kept.open_anew()

    def _end(self) -> End:
        appointment = self.world.appointment(self.id)
        if appointment.status is AppointmentStatus.CANCELLED:
            return End.CANCELLED_AFTER_STOP if self.stops else End.CANCELLED
        if appointment.status is AppointmentStatus.NEEDS_ATTENTION:
            return self._asked_about()
        assert appointment.status is AppointmentStatus.BOOKED, f"{appointment.status}: {appointment.reason}"
        return End.AFTER_STOP if self.stops else End.BOOKED

    def _asked_about(self) -> End:
        stray = self.world.bookings(self.id)[-1].stray
        if stray is None:
            return End.CLASH if self.live() else End.ASKED
        (entry,) = self.live()
        room = next(room.name for room in self.world.rooms() if room.id == stray.room_id)
        assert (room, stray.slot.start) == (entry["room"], datetime.fromisoformat(entry["start"]))
        return End.ELSEWHERE


def ends_as_it_must(world: World, program: RunningPortal, kept: KeptPortal, fault: str, step: Step) -> None:
    kept.open_for(step)
    world.portal = StruckPortal(kept, program, step, FAULTS[fault])
    end, place = expected(fault, step), next(_places)
    first = (world.clock.now() + timedelta(days=21 + place // 8)).replace(hour=9, minute=0, second=0, microsecond=0)
    case = Case(world, program, f"Guest {place:03}", first + timedelta(minutes=30 * (place % 8)))
    assert case.run(step) is end, case.stops
    assert len(case.live()) == HELD[end]
    assert case.pressed().count("booked") <= 1
    assert len(case.stops) == (end in (End.AFTER_STOP, End.CANCELLED_AFTER_STOP))
