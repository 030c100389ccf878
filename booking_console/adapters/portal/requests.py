"""One request in the portal's words, and whose an entry is. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.formats import at, midnight_after
from booking_console.adapters.portal.profile import Profile, RoomEntry
from booking_console.adapters.portal.reading import Found
from booking_console.adapters.portal.templates import Blanks, entry_values, fill, page_blanks
from booking_console.adapters.portal.words import fold, resembles
from booking_console.domain.errors import Refused
from booking_console.domain.portal import PortalEntry, PortalFacts, RoomRequest
from booking_console.domain.slot import Slot


class Rulebook:
    """The profile's rules for single bookings. zone: the portal's."""

    def __init__(self, profile: Profile, zone: ZoneInfo) -> None:
        self.profile, self.zone = profile, zone

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
        )

    def refuse_impossible(self, slot: Slot, now: datetime) -> None:
        """What the portal would refuse anyway is refused before its form is touched."""
        start, end = slot.start.astimezone(self.zone), slot.end.astimezone(self.zone)
        horizon = self.facts.horizon
        if any(not self._is_on_grid(moment) for moment in (start, end)):
            raise Refused(f"The portal books in steps of {self.profile.slots.minutes} minutes; this time is off them.")
        if horizon is not None and start > now + horizon:
            raise Refused(f"The portal books at most {horizon.days} days ahead.")
        if not self._is_open(start, end):
            raise Refused("The portal's rooms are not open at that time.")

    def _is_on_grid(self, moment: datetime) -> bool:
        minutes = moment.hour * 60 + moment.minute
        return not (moment.second or moment.microsecond or minutes % self.profile.slots.minutes)

    def _is_open(self, start: datetime, end: datetime) -> bool:
        slots = self.profile.slots
        # Only one day is looked at: what reaches into the next one cannot be proven free.
        closes = at(start.date(), slots.closes, self.zone) if slots.closes else midnight_after(start.date(), self.zone)
        return start >= at(start.date(), slots.opens, self.zone) and end <= closes

    def blanks(self, request: RoomRequest, entry: RoomEntry, reference: str | None = None) -> Blanks:
        day = request.slot.start.astimezone(self.zone).date()
        base = page_blanks(day, self.zone, months=self.profile.context.months, slot=request.slot)
        return Blanks(
            moments=base.moments,
            months=base.months,
            slot=request.slot,
            room={"id": entry.id, "label": entry.label or entry.name, "name": entry.name},
            guest=request.guest[: self.profile.guest.max_length],
            values=entry_values(request, area=entry.area, types=self.profile.types, reference=reference),
        )

    def entry(self, found: Found, request: RoomRequest) -> PortalEntry:
        owner = "" if fold(found.owner) in {fold(text) for text in self.profile.guest.hidden} else found.owner
        return PortalEntry(found.room, found.slot, owner, found.reference or None, self._is_ours(found, owner, request))

    def _is_ours(self, found: Found, owner: str, request: RoomRequest) -> bool | None:
        if found.key:
            return found.key == request.key
        if found.mine is False:
            return False
        if not owner or not self.profile.readback.tells_owner:
            return None
        shown, written = fold(owner), fold(self._written(request))
        if written in shown if self.profile.guest.compare == "contains" else shown == written:
            return True
        return None if resembles(shown, written) else False

    def _written(self, request: RoomRequest) -> str:
        entry = RoomEntry(name=request.room.name, id="")
        return fill(self.profile.guest.written, self.blanks(request, entry))
