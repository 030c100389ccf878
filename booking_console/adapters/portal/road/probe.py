"""Comparing the portal with its profile without booking anything."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import takewhile
from typing import Protocol
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.content.pages import Pages
from booking_console.adapters.portal.content.reading import DayFrame
from booking_console.adapters.portal.content.requests import Rulebook
from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.content.shapes import NotingPages, form_shape
from booking_console.adapters.portal.language.formats import at
from booking_console.adapters.portal.language.profile import Profile, RoomEntry
from booking_console.adapters.portal.language.steps import Next, Step
from booking_console.adapters.portal.language.templates import Blanks, fill, type_word
from booking_console.adapters.portal.language.terms import Fingerprint
from booking_console.adapters.portal.road.survey import Survey
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.drift import PartShape, PortalShape
from booking_console.domain.errors import ContractBroken, LoginRefused, PersonRequired, RoomTaken
from booking_console.domain.portal import ProbeFinding, RoomRequest
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot


class Hands(Protocol):
    """What a probe does at the portal. Every method raises ContractBroken or Unavailable."""

    def open(self, place: str, *, ready: str | None, doing: str) -> None: ...

    def missing(self, elements: Sequence[str]) -> list[str]:
        """Which of the elements the page does not have."""
        ...

    def text(self) -> str: ...
    def html(self) -> str: ...

    def fill(self, steps: Sequence[Step], blanks: Blanks) -> None:
        """Take the steps of the form's first page. Nothing is sent."""
        ...

    def locate(self, step: Step | None, blanks: Blanks) -> None:
        """The control of the step is there; None: the button that would send the form."""
        ...

    def witness(self, caption: str) -> None: ...


class Probe:
    """A refused login and a test for persons are raised, everything else is a finding."""

    def __init__(self, hands: Hands, rules: Rulebook, *, pages: Pages) -> None:
        self._hands, self._rules, self._pages = hands, rules, NotingPages(pages)
        self._forms: list[PartShape] = []
        self._profile = rules.profile
        rooms = [Room(number, entry.name, entry.area, number) for number, entry in enumerate(self._profile.rooms, 1)]
        self._rooms = RoomTable(self._profile, rooms)
        self._all = rooms

    @property
    def shape(self) -> PortalShape:
        """How the pages were built, as far as findings() came."""
        return PortalShape(self._rules.facts.profile, (*self._pages.parts, *self._forms))

    def findings(self, now: datetime) -> Iterator[ProbeFinding]:
        today = now.astimezone(self._rules.zone).date()
        slot = first_slot(self._profile, today, self._rules.zone)
        yield from self._try(lambda: self._day(today, slot))
        for mark in self._profile.fingerprint:
            yield from self._try(partial(self._fingerprint, mark, slot))
        for entry in {entry.area: entry for entry in self._profile.rooms}.values():
            yield from self._try(partial(self._form, entry, slot))

    @property
    def _kind(self) -> AppointmentType | None:
        """A portal may want one for every visit."""
        words = self._profile.types
        return None if "" in words else next((kind for kind in AppointmentType if kind.value in words), None)

    def _try(self, look: Callable[[], None]) -> Iterator[ProbeFinding]:
        try:
            look()
        except (LoginRefused, PersonRequired):
            raise
        except ContractBroken as broken:
            self._hands.witness("Where the portal differs from its profile")
            yield ProbeFinding(hard=True, expected=broken.expected, found=broken.found)

    def _day(self, today: date, slot: Slot) -> None:
        """Today, or one interval where the portal shows no whole day."""
        is_whole = self._profile.shows_whole_days
        day = today if is_whole else slot.start.date()
        frame = DayFrame(day, self._rules.dialect, self._profile.slots)
        wanted = None if is_whole else slot
        word = type_word(self._kind, self._profile.types)
        survey = Survey(self._pages, frame=frame, rooms=self._rooms, slot=wanted, today=today, kind=word)
        sources = [source.model_copy(update={"first_free": False}) for source in self._profile.availability]
        reading = survey.read(sources, caption="Today")
        missing = [room.name for room in self._all if room.id not in reading.readable]
        if missing:
            raise ContractBroken(
                "Rooms are missing.",
                expected="every room of the profile",
                found=f"no clear answer for {', '.join(missing)}",
            )

    def _fingerprint(self, mark: Fingerprint, slot: Slot) -> None:
        entry = self._profile.rooms[0]
        self._hands.open(
            fill(mark.place, self._blanks(entry, slot), for_url=True),
            ready=mark.elements[0],
            doing="looking at the version",
        )
        lost, text = self._hands.missing(mark.elements), self._hands.text()
        if lost:
            raise ContractBroken("Another version.", expected=f"the element {lost[0]}", found="no such element")
        if mark.text and not re.search(mark.text, text):
            raise ContractBroken("Another version.", expected=f"the text {mark.text}", found="no such text")

    def _form(self, entry: RoomEntry, slot: Slot) -> None:
        """Every field and choice of the form's first page is there. Filled in with a made-up name, never sent."""
        form, blanks = self._profile.form, self._blanks(entry, slot)
        self._hands.open(fill(form.place, blanks, for_url=True), ready=form.at_first, doing="opening the form")
        self._note_shape(entry.area)
        first_page = list(takewhile(lambda step: not isinstance(step, Next), form.steps))
        try:
            self._hands.fill(first_page, blanks)
        except RoomTaken:
            return  # of all times this one: the form is as it should be
        after = form.steps[len(first_page) :]
        self._hands.locate(after[0] if after else None, blanks)

    def _note_shape(self, area: str) -> None:
        html = self._hands.html()
        if html:  # else the page is just being replaced by another
            self._forms.append(form_shape(f"the form {area}".strip(), html, self._profile.form.scope))
        self._hands.witness("The form, looked at")

    def _blanks(self, entry: RoomEntry, slot: Slot) -> Blanks:
        room = next(room for room in self._all if room.name == entry.name)
        request = RoomRequest(key="probe", room=room, slot=slot, guest="Probe Only", type=self._kind)
        return self._rules.blanks(request, entry)


def first_slot(profile: Profile, today: date, zone: ZoneInfo) -> Slot:
    """The shortest that the portal lets out, on its next open day."""
    slots = profile.slots
    day = next(d for n in range(1, 9) if (d := today + timedelta(days=n)).weekday() in slots.weekdays)
    start = at(day, slots.opens, zone)
    if profile.periods:
        first = profile.periods[0]
        return Slot(at(day, first.start, zone), at(day, first.end, zone))
    return Slot(start, start + max(slots.grid, timedelta(minutes=slots.least_minutes or 0)))
