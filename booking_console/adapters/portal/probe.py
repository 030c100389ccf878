"""Comparing the portal with its profile without booking anything."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from booking_console.adapters.portal.controls import locate
from booking_console.adapters.portal.entrance import Entrance
from booking_console.adapters.portal.filling import Filling
from booking_console.adapters.portal.formats import at
from booking_console.adapters.portal.profile import Fingerprint, RoomEntry
from booking_console.adapters.portal.reading import DayFrame
from booking_console.adapters.portal.requests import Rulebook
from booking_console.adapters.portal.rooms import RoomTable
from booking_console.adapters.portal.survey import Survey
from booking_console.adapters.portal.templates import Blanks, fill
from booking_console.adapters.portal.visit import Visit
from booking_console.domain.errors import ContractBroken, LoginRefused, PersonRequired
from booking_console.domain.portal import ProbeFinding, RoomRequest
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot


class Probe:
    """A refused login and a test for persons are raised, everything else is a finding."""

    def __init__(self, visit: Visit, entrance: Entrance, rules: Rulebook) -> None:
        self._visit, self._entrance, self._rules = visit, entrance, rules
        self._profile = rules.profile
        rooms = [Room(number, entry.name, entry.area, number) for number, entry in enumerate(self._profile.rooms, 1)]
        self._rooms = RoomTable(self._profile, rooms)
        self._all = rooms

    def findings(self, now: datetime) -> Iterator[ProbeFinding]:
        today = now.astimezone(self._rules.zone).date()
        start = at(today + timedelta(days=1), self._profile.slots.opens, self._rules.zone)
        slot = Slot(start, start + self._profile.slots.grid)
        yield from self._try(lambda: self._day(DayFrame(today, self._rules.zone, self._profile.slots)))
        for mark in self._profile.fingerprint:
            yield from self._try(partial(self._fingerprint, mark, slot))
        for entry in {entry.area: entry for entry in self._profile.rooms}.values():
            yield from self._try(partial(self._form, entry, slot))

    def _try(self, look: Callable[[], None]) -> Iterator[ProbeFinding]:
        try:
            look()
        except (LoginRefused, PersonRequired):
            raise
        except ContractBroken as broken:
            self._visit.witness.picture(self._visit.page, "Where the portal differs from its profile")
            yield ProbeFinding(hard=True, expected=broken.expected, found=broken.found)

    def _day(self, frame: DayFrame) -> None:
        survey = Survey(self._visit, self._entrance, frame=frame, rooms=self._rooms, slot=None)
        reading = survey.read(self._profile.availability, caption="Today")
        missing = [room.name for room in self._all if room.id not in reading.readable]
        if missing:
            raise ContractBroken(
                "Rooms are missing.",
                expected="every room of the profile",
                found=f"no clear answer for {', '.join(missing)}",
            )

    def _fingerprint(self, mark: Fingerprint, slot: Slot) -> None:
        entry = self._profile.rooms[0]
        self._entrance.open(
            fill(mark.place, self._blanks(entry, slot), for_url=True),
            ready=mark.elements[0],
            doing="looking at the version",
        )
        page = self._visit.page
        with self._visit.phase("looking at the version"):
            lost = [css for css in mark.elements if page.locator(css).count() == 0]
        if lost:
            raise ContractBroken("Another version.", expected=f"the element {lost[0]}", found="no such element")

    def _form(self, entry: RoomEntry, slot: Slot) -> None:
        """Every field and choice is there. Filled in with a made-up name, never sent."""
        form, blanks = self._profile.form, self._blanks(entry, slot)
        self._entrance.open(
            fill(form.place, blanks, for_url=True), ready=form.ready or form.scope, doing="opening the form"
        )
        filling = Filling(self._visit, blanks)
        filling.run(form.steps, settle=form.settle)
        filling.refuse_new_demands(form.scope, form.ignore)
        locate(self._visit, self._profile.submit.target)

    def _blanks(self, entry: RoomEntry, slot: Slot) -> Blanks:
        room = next(room for room in self._all if room.name == entry.name)
        request = RoomRequest(key="probe", room=room, slot=slot, guest="Probe Only")
        return self._rules.blanks(request, entry)
