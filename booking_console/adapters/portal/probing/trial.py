"""Reading the pages that were seen with the profile that was proposed: whether it holds is known before anybody uses it. Pure."""

from datetime import date
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.content.grid import read_grid
from booking_console.adapters.portal.content.reading import DayFrame, Reading
from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.sources import GridSource
from booking_console.adapters.portal.probing.draft import GAP, Proposal
from booking_console.adapters.portal.probing.visited import Visited
from booking_console.domain.errors import ContractBroken
from booking_console.domain.rooms import Room


def try_out(proposal: Proposal, seen: Visited, *, today: date, zone: ZoneInfo) -> None:
    """Adds what came of it to the proposal. Raises ProfileError when the proposal is none: a fault of ours."""
    profile = parse_profile(proposal.text, source="that was proposed")
    source = profile.availability[0]
    if not isinstance(source, GridSource) or source.rooms is None or all(entry.label == GAP for entry in profile.rooms):
        return  # nothing that it could tell of
    rooms = [Room(number, entry.name, entry.area, number) for number, entry in enumerate(profile.rooms, 1)]
    total = _read_all(profile, source, seen, rooms, frame=DayFrame(today, profile.dialect(zone), profile.slots))
    lost = [room.name for room in rooms if room.id not in total.readable]
    if lost:
        proposal.lacks("availability", f"with this profile the table does not tell of {', '.join(lost)}")
    else:
        proposal.found.append(f"tried out: with this profile the table tells of all {len(rooms)} rooms")


def _read_all(profile: Profile, source: GridSource, seen: Visited, rooms: list[Room], *, frame: DayFrame) -> Reading:
    total = Reading()
    for page in seen.outside:
        try:
            if page.tree.css_first(source.table) is not None:
                total.add(read_grid(page.html, source, frame=frame, rooms=RoomTable(profile, rooms)))
        except ContractBroken:
            continue
    return total
