"""The road of every call to the booking site, as its profile describes it. How its pages are visited, an errand knows."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.content.reading import DayFrame, Reading, busy_by_room
from booking_console.adapters.portal.content.requests import Rulebook, is_gone, ours_among
from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.templates import Blanks, type_word
from booking_console.adapters.portal.road.errand import Errand, Press
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.adapters.portal.road.probe import Probe
from booking_console.adapters.portal.road.survey import Survey
from booking_console.domain.allocation import Availability
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import BookingError, ContractBroken, Refused, Unavailable
from booking_console.domain.portal import (
    CancelOutcome,
    Elsewhere,
    PortalEntry,
    PortalFacts,
    ProbeReport,
    RoomRequest,
    SubmitOutcome,
    SubmitResult,
)
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.services.ports import Clock, Evidence, Portal


class ProfilePortal(ABC):
    """zone: the practice's, used when the profile names none of its own."""

    def __init__(self, profile: Profile, *, zone: str, clock: Clock, driven: Literal["browser", "http"]) -> None:
        self._profile, self._clock = profile, clock
        self._zone = ZoneInfo(profile.context.zone or zone)
        self._rules = Rulebook(profile, self._zone, driven=driven)
        self._others: list[ProfilePortal] = []

    @abstractmethod
    def _begin(self, witness: Witness) -> Errand: ...

    @abstractmethod
    def _beside(self, number: int) -> "ProfilePortal":
        """The same portal with a login of its own; account and pace are shared. number: from 2."""

    @abstractmethod
    def _do(self, acts: Sequence[Callable[[], None]]) -> None:
        """All at the same time; then raise the first of their errors."""

    @contextmanager
    def expecting(self, request: RoomRequest) -> Iterator[None]:
        """Nothing is done ahead."""
        del request
        yield

    def _look_began(self, evidence: Evidence) -> None:
        """What is expected may be begun beside it."""
        del evidence

    @contextmanager
    def _filled(self, evidence: Evidence, request: RoomRequest, blanks: Blanks) -> Iterator[Errand]:
        with self._errand(evidence, "filling in the form", request) as errand:
            errand.fill(blanks)
            yield errand

    def _press(self, errand: Errand, request: RoomRequest) -> Press:
        return errand.submission(self._rules.names(request))

    def _pressed(self, result: SubmitResult) -> None:
        """What the portal's answer means for what is done next."""
        del result

    def _found_ahead(self, request: RoomRequest, evidence: Evidence) -> Sequence[PortalEntry] | None:
        """What a read-back has found that was begun before it was asked for."""
        del request, evidence
        return None

    def close(self) -> None:
        others, self._others = self._others, []
        for other in others:
            other.close()

    def at_once(self, work: Callable[[int, Portal], None]) -> None:
        while len(self._others) < self.facts.parallel - 1:
            other = self._beside(len(self._others) + 2)
            other._others = []
            self._others.append(other)
        self._do([partial(work, number, one) for number, one in enumerate([self, *self._others], 1)])

    @property
    def facts(self) -> PortalFacts:
        return self._rules.facts

    def look(
        self,
        day: date,
        *,
        rooms: Sequence[Room],
        evidence: Evidence,
        slot: Slot | None = None,
        kind: AppointmentType | None = None,
    ) -> Availability:
        table = RoomTable(self._profile, rooms)
        with self._errand(evidence, "looking at the rooms") as errand:
            self._look_began(evidence)
            survey = self._survey(errand, day, table, slot=slot, kind=type_word(kind, self._profile.types))
            reading = survey.read(self._profile.availability, caption="The day before booking")
        return Availability(self._clock.now(), busy_by_room(reading, table.entries))

    @contextmanager
    def prepare(self, request: RoomRequest, *, evidence: Evidence) -> Iterator["_FilledForm"]:
        entry = RoomTable(self._profile, [request.room]).entry(request.room)
        self._rules.refuse_impossible(request.slot, self._clock.now())
        with self._filled(evidence, request, self._rules.blanks(request, entry)) as errand:
            form = _FilledForm(self, errand, request, evidence)
            errand.show_beside("The form, filled in", form.make_ready)
            errand.wait_to_press()
            yield form

    def find(self, request: RoomRequest, *, evidence: Evidence) -> Sequence[PortalEntry]:
        ahead = self._found_ahead(request, evidence)
        return self._read_back(request, evidence) if ahead is None else ahead

    def _read_back(self, request: RoomRequest, evidence: Evidence) -> Sequence[PortalEntry]:
        table = RoomTable(self._profile, [request.room])
        blanks = self._rules.blanks(request, table.entry(request.room))
        if not self._profile.readback.possible:
            raise Unavailable("This portal shows no bookings: a person must look.")
        day = request.slot.start.astimezone(self._zone).date()
        with self._errand(evidence, "reading back", request) as errand:
            survey = self._survey(errand, day, table, slot=request.slot, search=blanks)
            reading = survey.read(self._profile.readback_sources, caption="The day, read back")
        return self._rules.entries(reading, request)

    def elsewhere(
        self, request: RoomRequest, *, rooms: Sequence[Room], reference: str | None, evidence: Evidence
    ) -> Elsewhere:
        if not self._profile.readback.possible:
            raise Unavailable("This portal shows no bookings: a person must look.")
        table = RoomTable(self._profile, rooms, is_open=True)
        blanks = self._rules.blanks(request, table.entry(request.room), reference)
        day, total = request.slot.start.astimezone(self._zone).date(), Reading()
        with self._errand(evidence, "looking for the booking elsewhere", request) as errand:
            survey = self._survey(errand, day, table, slot=request.slot, search=blanks, is_wide=True)
            total.add(survey.read(self._profile.readback_sources, caption="The day in all rooms"))
            unread = frozenset(table.entries) - total.readable
            for source in self._profile.readback.elsewhere:
                if survey.reaches(source) and (reference or "reference" not in source.blanks):
                    total.add(survey.read([source], caption="Our booking, wherever it stands"))
        return Elsewhere(tuple(self._rules.wherever(total, request, table.strangers)), unread)

    def cancel(
        self, request: RoomRequest, *, reference: str | None, evidence: Evidence, before_press: Callable[[], None]
    ) -> CancelOutcome:
        if self._profile.cancel is None:
            raise Refused("This portal's bookings cannot be cancelled by the program.")
        ours = ours_among(self.find(request, evidence=evidence), request, reference)
        if ours is None:
            return CancelOutcome.NOT_THERE
        entry = RoomTable(self._profile, [request.room]).entry(request.room)
        blanks = self._rules.blanks(request, entry, ours.reference or reference)
        with self._errand(evidence, "cancelling", request) as errand:
            errand.cancel(self._profile.cancel, blanks, before_press=before_press)
        try:
            left = self.find(request, evidence=evidence)
        except BookingError:
            return CancelOutcome.UNKNOWN
        return CancelOutcome.CANCELLED if is_gone(left, ours) else CancelOutcome.UNKNOWN

    def can_change(self, was: Room, to: Room) -> bool:
        change, entries = self._profile.change, RoomTable(self._profile, [was, to]).entries
        if change is None or was.id not in entries or to.id not in entries:
            return False
        is_near = change.rooms == "area" and entries[was.id].area == entries[to.id].area
        return change.rooms == "any" or was.id == to.id or is_near

    @contextmanager
    def prepare_change(
        self, was: RoomRequest, request: RoomRequest, *, reference: str | None, evidence: Evidence
    ) -> Iterator["_FilledForm"]:
        if not self.can_change(was.room, request.room) or not self._is_day_open(was, request):
            raise Refused("This portal's bookings cannot be changed in that way by the program.")
        ours = ours_among(self.find(was, evidence=evidence), was, reference)
        if ours is None:
            raise Refused("The booking that is to be changed is not on the portal.")
        self._rules.refuse_impossible(request.slot, self._clock.now())
        rooms = RoomTable(self._profile, [was.room, request.room])
        blanks = self._rules.blanks(request, rooms.entry(request.room), ours.reference or reference)
        blanks = replace(blanks, was=self._rules.blanks(was, rooms.entry(was.room)))
        changing = copy(self)
        changing._profile, changing._others = self._profile.for_changes, []
        with changing._errand(evidence, "changing the booking", request) as errand:
            errand.fill(blanks)
            form = _FilledForm(self, errand, request, evidence)
            errand.show_beside("The booking to be changed, filled in", form.make_ready)
            errand.wait_to_press()
            yield form

    def _is_day_open(self, was: RoomRequest, to: RoomRequest) -> bool:
        days = {request.slot.start.astimezone(self._zone).date() for request in (was, to)}
        return len(days) == 1 or (self._profile.change is not None and self._profile.change.days == "any")

    def check(self, *, evidence: Evidence) -> ProbeReport:
        now = self._clock.now()
        with self._errand(evidence, "checking the portal") as errand:
            probe = Probe(errand.hands, self._rules, pages=errand.pages)
            return ProbeReport(now, tuple(probe.findings(now)), probe.shape)

    def _errand(
        self, evidence: Evidence, caption: str, request: RoomRequest | None = None
    ) -> AbstractContextManager[Errand]:
        witness = self._witness(evidence, request)
        return self._during(self._begin(witness), witness, caption)

    def _witness(self, evidence: Evidence, request: RoomRequest | None) -> Witness:
        names = [*self._rules.names(request), *filter(None, [request.guest_email])] if request else []
        return Witness(evidence, self._profile.private, names)

    @contextmanager
    def _during(self, errand: Errand, witness: Witness, caption: str) -> Iterator[Errand]:
        try:
            yield errand
        except (ContractBroken, Refused):
            if not errand.was_answered:
                errand.show(f"What the portal showed while {caption}")
            raise
        finally:
            try:
                errand.end()
            finally:
                witness.keep_requests(caption)

    def _survey(
        self,
        errand: Errand,
        day: date,
        rooms: RoomTable,
        *,
        slot: Slot | None,
        search: Blanks | None = None,
        is_wide: bool = False,
        kind: str = "",
    ) -> Survey:
        frame = DayFrame(day, self._rules.dialect, self._profile.slots)
        today = self._clock.now().astimezone(self._zone).date()
        return Survey(
            errand.pages, frame=frame, rooms=rooms, slot=slot, search=search, today=today, is_wide=is_wide, kind=kind
        )


class _FilledForm:
    """The PreparedForm of one errand."""

    def __init__(self, portal: ProfilePortal, errand: Errand, request: RoomRequest, evidence: Evidence) -> None:
        self._portal, self._errand, self._request, self._evidence = portal, errand, request, evidence
        self._press: Press = portal._press(errand, request)

    def make_ready(self) -> None:
        """Raises when the button cannot be pressed as things are."""
        self._press.make_ready()

    def submit(self) -> SubmitResult:
        result = self._press.press()
        self._portal._pressed(result)
        self._errand.show_answer("The portal's answer")
        if result.outcome is SubmitOutcome.ROOM_TAKEN and self._errand.sends_twice and self._may_be_ours():
            return replace(result, outcome=SubmitOutcome.UNKNOWN)
        return result

    def _may_be_ours(self) -> bool:
        """Of a submit that was sent twice, the refusal is about our own booking."""
        try:
            entries = self._portal.find(self._request, evidence=self._evidence)
        except BookingError:
            return True
        return any(e.ours is not False and e.slot == self._request.slot for e in entries)
