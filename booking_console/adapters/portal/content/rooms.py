"""Which of our rooms a portal means. Pure."""

from collections.abc import Mapping, Sequence

from booking_console.adapters.portal.language.profile import Profile, RoomEntry
from booking_console.adapters.portal.language.words import fold, label
from booking_console.domain.errors import Refused
from booking_console.domain.rooms import Room


def room_forms(entry: RoomEntry) -> dict[str, str]:
    """What the blank {room} can stand for."""
    return {"id": entry.id, "label": entry.label or entry.name, "name": entry.name}


class RoomTable:
    """Our rooms as the profile and the portal name them. A room of ours that the profile does not name is not in it.

    is_open: a room of the portal that is none of ours gets a number below zero, and what the portal calls it is kept in `strangers`.
    """

    def __init__(self, profile: Profile, rooms: Sequence[Room], *, is_open: bool = False) -> None:
        self._strip = profile.labels.strip
        self._is_open = is_open
        self.strangers: dict[int, str] = {}
        entries = {fold(entry.name): entry for entry in profile.rooms}
        self.entries: Mapping[int, RoomEntry] = {
            room.id: entries[fold(room.name)] for room in rooms if fold(room.name) in entries
        }
        ours = [ours for ours in profile.types if ours]
        self._types = {fold(text): name for name in ours for text in (name, profile.types[name])}
        self._ids = {entry.id: room for room, entry in self.entries.items()}
        self._labels = {
            label(text, self._strip): room
            for room, entry in self.entries.items()
            for text in (entry.name, entry.label, *entry.also)
            if text
        }

    def match(self, text: str) -> int | None:
        """text: the portal's id or label of a room."""
        known = self._ids.get(text.strip(), self._labels.get(label(text, self._strip)))
        return self._stranger(text.strip()) if known is None and self._is_open and text.strip() else known

    def _stranger(self, text: str) -> int:
        number = next((number for number, known in self.strangers.items() if known == text), -len(self.strangers) - 1)
        self.strangers[number] = text
        return number

    def type_of(self, text: str) -> str:
        """Our word for the portal's; the portal's own where the profile knows none for it."""
        return self._types.get(fold(text), text)

    def entry(self, room: Room) -> RoomEntry:
        if room.id not in self.entries:
            raise Refused(f"The portal profile does not know {room.name}.")
        return self.entries[room.id]

    def areas(self) -> list[str]:
        return list(dict.fromkeys(entry.area for entry in self.entries.values()))

    def in_area(self, area: str) -> set[int]:
        return {room for room, entry in self.entries.items() if entry.area == area}
