"""One request in the portal's words, and whose an entry is. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.content.reading import Found, Reading
from booking_console.adapters.portal.content.rooms import room_forms
from booking_console.adapters.portal.language.formats import Dialect, at, midnight_after
from booking_console.adapters.portal.language.profile import Profile, RoomEntry
from booking_console.adapters.portal.language.templates import Blanks, entry_values, fill, page_blanks
from booking_console.adapters.portal.language.words import contains_name, fold, in_charset, names_of, resembles
from booking_console.domain.errors import ContractBroken, Refused, Unavailable
from booking_console.domain.portal import PortalEntry, PortalFacts, RoomRequest
from booking_console.domain.slot import Slot


class Rulebook:
    """The profile's rules for single bookings. zone: the portal's. driven: by what, for pages look different without their scripts."""

    def __init__(self, profile: Profile, zone: ZoneInfo, *, driven: Literal["browser", "http"] = "browser") -> None:
        self.profile, self.zone = profile, zone
        self._digest = hashlib.sha256(f"{driven} {profile.model_dump_json()}".encode()).hexdigest()[:16]

    @property
    def dialect(self) -> Dialect:
        return self.profile.dialect(self.zone)

    @property
    def facts(self) -> PortalFacts:
        slots = self.profile.slots
        return PortalFacts(
            name=self.profile.name,
            zone=self.zone.key,
            slot_grid=slots.grid,
            horizon=timedelta(days=slots.horizon_days) if slots.horizon_days else None,
            has_cancel=self.profile.cancel is not None,
            tells_owner=self.profile.readback.tells_owner,
            default_length=timedelta(minutes=slots.default_minutes) if slots.default_minutes else None,
            shows_whole_days=self.profile.shows_whole_days,
            parallel=self.profile.limits.parallel,
            profile=self._digest,
        )

    def refuse_impossible(self, slot: Slot, now: datetime) -> None:
        """What the portal would refuse anyway is refused before its form is touched."""
        start, end = slot.start.astimezone(self.zone), slot.end.astimezone(self.zone)
        horizon, slots = self.facts.horizon, self.profile.slots
        if any(not self._is_on_grid(moment) for moment in (start, end)):
            raise Refused(f"The portal books in steps of {slots.minutes} minutes; this time is off them.")
        if horizon is not None and start > now + horizon:
            raise Refused(f"The portal books at most {horizon.days} days ahead.")
        if start < now + timedelta(minutes=slots.notice_minutes):
            raise Refused(f"The portal wants a booking at least {slots.notice_minutes} minutes before its start.")
        if start.weekday() not in slots.weekdays or not self._is_open(start, end):
            raise Refused("The portal's rooms are not open at that time.")
        self._refuse_length(slot.length)
        self._refuse_broken_periods(start, end)

    def _refuse_length(self, length: timedelta) -> None:
        slots = self.profile.slots
        if slots.least_minutes and length < timedelta(minutes=slots.least_minutes):
            raise Refused(f"The portal books {slots.least_minutes} minutes at least.")
        if slots.most_minutes and length > timedelta(minutes=slots.most_minutes):
            raise Refused(f"The portal books {slots.most_minutes} minutes at most.")
        if slots.lengths and length not in [timedelta(minutes=minutes) for minutes in slots.lengths]:
            offered = ", ".join(map(str, sorted(slots.lengths)))
            raise Refused(
                f"The portal offers only visits of {offered} minutes; this one lasts {length // timedelta(minutes=1)}."
            )

    def _refuse_broken_periods(self, start: datetime, end: datetime) -> None:
        """Fixed periods are let as a whole: one, or several that follow each other without a gap."""
        periods = {period.start: period for period in self.profile.periods}
        reached = start.time()
        while periods and reached < end.time() and reached in periods:
            reached = periods[reached].end
        if periods and (reached != end.time() or start.date() != end.date()):
            raise Refused("The portal lets its rooms for fixed periods; this time is none of them.")

    def _is_on_grid(self, moment: datetime) -> bool:
        minutes = moment.hour * 60 + moment.minute
        is_edge = any(moment.time() in (period.start, period.end) for period in self.profile.periods)
        return is_edge or not (moment.second or moment.microsecond or minutes % self.profile.slots.minutes)

    def _is_open(self, start: datetime, end: datetime) -> bool:
        slots = self.profile.slots
        # Only one day is looked at: what reaches into the next one cannot be proven free.
        closes = at(start.date(), slots.closes, self.zone) if slots.closes else midnight_after(start.date(), self.zone)
        return start >= at(start.date(), slots.opens, self.zone) and end <= closes

    def blanks(self, request: RoomRequest, entry: RoomEntry, reference: str | None = None) -> Blanks:
        day = request.slot.start.astimezone(self.zone).date()
        return replace(
            page_blanks(day, self.dialect, slot=request.slot),
            room=room_forms(entry),
            guest=self._guest(request.guest)[: self.profile.guest.max_length],
            values=entry_values(request, area=entry.area, types=self.profile.types, reference=reference),
        )

    def names(self, request: RoomRequest) -> list[str]:
        """The ways in which a page may show the guest, as the mail wrote it and as it is entered."""
        return list(dict.fromkeys([*names_of(request.guest), *names_of(self._guest(request.guest))]))

    def _guest(self, guest: str) -> str:
        charset = self.profile.guest.charset
        try:
            return in_charset(guest, charset) if charset else guest
        except ValueError:
            raise Refused("The portal cannot write this guest's name: its character set has no such letters.") from None

    def entries(self, reading: Reading, request: RoomRequest) -> list[PortalEntry]:
        """Everything read in the request's room touching its slot. Raises ContractBroken when that room could not be read, Unavailable
        when the page shows nothing of that time."""
        if request.room.id not in reading.readable:
            raise ContractBroken(
                "The portal does not show the room's bookings.",
                expected=f"{request.room.name} on that day",
                found="a page that cannot be read, or shows there what no rule of the profile names",
            )
        here = [f for f in reading.found if f.room == request.room.id and f.slot.overlaps(request.slot)]
        shown = [self.entry(f, request) for f in here if not f.is_closed]
        if not shown and any(f.is_unseen for f in here):
            raise Unavailable(
                "The portal's day shows nothing of that time: neither that it is free nor that it is taken."
            )
        return shown

    def wherever(self, reading: Reading, request: RoomRequest, strangers: Mapping[int, str]) -> list[PortalEntry]:
        """Every entry read, in all rooms and of all days. strangers: what the portal calls the rooms that are none of ours."""
        shown = (f for f in reading.found if not f.is_closed)
        return [replace(self.entry(f, request), room=strangers.get(f.room, "")) for f in shown]

    def entry(self, found: Found, request: RoomRequest) -> PortalEntry:
        owner = "" if fold(found.owner) in {fold(text) for text in self.profile.guest.hidden} else found.owner
        return PortalEntry(
            found.room,
            found.slot,
            owner,
            found.reference or None,
            self._is_ours(found, owner, request),
            found.is_pending,
            found.type,
            is_by_us=found.mine is True,
        )

    def _is_ours(self, found: Found, owner: str, request: RoomRequest) -> bool | None:
        if found.key:
            return found.key == request.key
        if found.mine is False:
            return False
        if found.is_gap:
            return None
        if not owner or not self.profile.readback.tells_owner:
            return None
        shown, written = fold(owner), fold(self._written(request))
        if contains_name(shown, written) if self.profile.guest.compare == "contains" else shown == written:
            return True
        return None if resembles(shown, written) else False

    def _written(self, request: RoomRequest) -> str:
        entry = RoomEntry(name=request.room.name, id="")
        return fill(self.profile.guest.written, self.blanks(request, entry))


def ours_among(entries: Sequence[PortalEntry], request: RoomRequest, reference: str | None) -> PortalEntry | None:
    """The one entry that may be cancelled, None when there is nothing any more. Raises Refused when it cannot be told or is not ours."""
    here = [entry for entry in entries if entry.slot == request.slot]
    ours = [e for e in here if e.ours or (e.ours is None and reference and e.reference == reference)]
    named = [entry for entry in ours if reference and entry.reference == reference]
    if entries and not ours:
        raise Refused("The entry in that room at that time is not ours: it is left alone.")
    if len(ours) > 1 and not named:
        raise Refused("The portal shows several entries of ours there: a person must choose.")
    if reference and ours and not named and ours[0].reference:
        raise Refused("Our entry there carries another reference than the one to be cancelled: it is left alone.")
    return next(iter(named or ours), None)


def is_gone(left: Sequence[PortalEntry], cancelled: PortalEntry) -> bool:
    """Whether the portal, read after a cancellation, shows nothing there that may be ours."""
    return not any(e.slot == cancelled.slot and e.ours is not False for e in left)
