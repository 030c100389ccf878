"""A portal in memory that keeps the promises of the port and breaks its own on request."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from booking_console.domain.allocation import Availability, Busy
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.drift import PortalShape
from booking_console.domain.errors import Refused
from booking_console.domain.portal import (
    CancelOutcome,
    Elsewhere,
    EvidenceKind,
    PortalEntry,
    PortalFacts,
    ProbeReport,
    RoomRequest,
    SubmitOutcome,
    SubmitResult,
)
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.services.ports import Evidence, Portal

FACTS = PortalFacts(
    name="Fake portal",
    zone="Europe/London",
    slot_grid=timedelta(minutes=15),
    horizon=None,
    has_cancel=True,
    tells_owner=True,
)


@dataclass
class FakePortal:
    """hooks: run before the named call ("look", "prepare", "submit", "find", "cancel"), to raise, kill or change the world.

    answer: replaces what the submit reports, without changing what it does; keep: False books nothing at all; puts: where it stores what
    is asked for; takes_requests: what is
    booked waits for approve(); shape: what a check sees; changes: entries can be changed.
    """

    now: Callable[[], datetime]
    entries: list[PortalEntry] = field(default_factory=list)
    submits: list[RoomRequest] = field(default_factory=list)
    looks: int = 0
    expected: list[RoomRequest] = field(default_factory=list)
    hooks: dict[str, Callable[[], None]] = field(default_factory=dict)
    after: dict[str, Callable[[], None]] = field(default_factory=dict)
    answer: SubmitResult | None = None
    keep: bool = True
    puts: Callable[[RoomRequest], RoomRequest] | None = None
    takes_requests: bool = False
    facts: PortalFacts = FACTS
    shape: PortalShape | None = None
    changes: bool = False
    _number: int = 100

    def look(
        self,
        day: date,
        *,
        rooms: Sequence[Room],
        evidence: Evidence,
        slot: Slot | None = None,
        kind: AppointmentType | None = None,
    ) -> Availability:
        self._call("look")
        self.looks += 1
        busy = {
            r.id: tuple(Busy(e.slot, e.owner, e.reference or "") for e in self.entries if e.room_id == r.id)
            for r in rooms
        }
        return Availability(self.now(), busy)

    @contextmanager
    def expecting(self, request: RoomRequest) -> Iterator[None]:
        self.expected.append(request)
        yield

    @contextmanager
    def prepare(self, request: RoomRequest, *, evidence: Evidence) -> Iterator["Form"]:
        self._call("prepare")
        yield Form(self, request)

    def find(self, request: RoomRequest, *, evidence: Evidence) -> list[PortalEntry]:
        self._call("find")
        here = [e for e in self.entries if e.room_id == request.room.id and e.slot.overlaps(request.slot)]
        return [replace(e, ours=e.owner == request.guest) for e in here]

    def elsewhere(
        self, request: RoomRequest, *, rooms: Sequence[Room], reference: str | None, evidence: Evidence
    ) -> Elsewhere:
        self._call("elsewhere")
        return Elsewhere([replace(e, ours=e.owner == request.guest) for e in self.entries])

    def cancel(
        self, request: RoomRequest, *, reference: str | None, evidence: Evidence, before_press: Callable[[], None]
    ) -> CancelOutcome:
        mine = [e for e in self.find(request, evidence=evidence) if e.ours]
        if not mine:
            self._call("cancel")
            return CancelOutcome.NOT_THERE
        if reference and reference != mine[0].reference:
            raise Refused("Our entry there carries another reference than the one to be cancelled: it is left alone.")
        self._call("cancel")
        before_press()
        mine = [e for e in self.find(request, evidence=evidence) if e.ours]  # the press hits what stands there now
        self.entries = [e for e in self.entries if e.reference != mine[0].reference] if mine else self.entries
        self.after.get("cancel", _nothing)()
        return CancelOutcome.CANCELLED

    def at_once(self, work: Callable[[int, Portal], None]) -> None:
        with ThreadPoolExecutor(self.facts.parallel) as threads:
            done = [threads.submit(work, number, self) for number in range(1, self.facts.parallel + 1)]
        for one in done:
            one.result()

    def can_change(self, was: Room, to: Room) -> bool:
        return self.changes

    @contextmanager
    def prepare_change(
        self, was: RoomRequest, request: RoomRequest, *, reference: str | None, evidence: Evidence
    ) -> Iterator["Form"]:
        self._call("prepare_change")
        mine = [e for e in self.find(was, evidence=evidence) if e.ours and e.slot == was.slot]
        if not mine:
            raise Refused("The booking that is to be changed is not on the portal.")
        yield Form(self, request, mine[0].reference)

    def check(self, *, evidence: Evidence) -> ProbeReport:
        self._call("check")
        evidence.keep(EvidenceKind.PICTURE, "The form", b"PNG")
        return ProbeReport(self.now(), shape=self.shape)

    def close(self) -> None:
        """Nothing is open."""

    def take(self, request: RoomRequest, *, owner: str | None = None) -> str:
        self._number += 1
        reference = f"HP-{self._number}"
        is_pending = self.takes_requests and owner is None
        shown = PortalEntry(request.room.id, request.slot, owner or request.guest, reference, None, is_pending)
        self.entries.append(shown)
        return reference

    def approve(self) -> None:
        self.entries = [replace(entry, is_pending=False) for entry in self.entries]

    def is_free(self, request: RoomRequest, besides: str | None = None) -> bool:
        here = [e for e in self.entries if e.room_id == request.room.id and e.slot.overlaps(request.slot)]
        return all(besides is not None and e.reference == besides for e in here)

    def put(self, request: RoomRequest, reference: str) -> str:
        """Change the entry of that reference."""
        shown = {"room_id": request.room.id, "slot": request.slot, "owner": request.guest}
        self.entries = [replace(e, **shown) if e.reference == reference else e for e in self.entries]
        return reference

    def _call(self, name: str) -> None:
        self.hooks.get(name, _nothing)()


def _nothing() -> None:
    """No hook."""


@dataclass
class Form:
    """changing: the reference of the entry that is changed; None: a new one is made."""

    portal: FakePortal
    request: RoomRequest
    changing: str | None = None

    def submit(self) -> SubmitResult:
        self.portal.hooks.get("submit", _nothing)()
        self.portal.submits.append(self.request)
        if not self.portal.is_free(self.request, self.changing):
            return SubmitResult(SubmitOutcome.ROOM_TAKEN, "room not available")
        reference = self._keep() if self.portal.keep else None
        self.portal.after.get("submit", _nothing)()
        outcome = SubmitOutcome.PENDING if self.portal.takes_requests else SubmitOutcome.SUCCESS
        return self.portal.answer or SubmitResult(outcome, "booked", reference)

    def _keep(self) -> str:
        stored = self.portal.puts(self.request) if self.portal.puts else self.request
        return self.portal.put(stored, self.changing) if self.changing else self.portal.take(stored)
