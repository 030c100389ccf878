"""What the practice lets out, under the names and numbers each skin has for it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    name: str
    area: int
    forms_id: str
    short: str
    capacity: str
    app_id: str
    app_label: str

    @property
    def forms_label(self) -> str:
        return f"{self.short} ({self.capacity})"

    def is_called(self, word: str) -> bool:
        own = {self.name, self.forms_id, self.short, self.forms_label, self.app_id, self.app_label}
        return word.strip().casefold() in {one.casefold() for one in own}


ROOMS = (
    Room("Consult room 1", 1, "3", "CR 1", "ground floor, 4 seats", "nw-1", "Consulting 1 · North wing"),
    Room("Consult room 2", 1, "4", "CR 2", "ground floor, 3 seats", "nw-2", "Consulting 2 · North wing"),
    Room("Consult room 3", 1, "7", "CR 3", "first floor, 4 seats", "nw-3", "Consulting 3 · North wing"),
    Room("Treatment room 1", 2, "12", "TR 1", "ground floor, couch", "ew-1", "Treatment 1 · East wing"),
    Room("Treatment room 2", 2, "13", "TR 2", "ground floor, couch", "ew-2", "Treatment 2 · East wing"),
    Room("Treatment room 3", 2, "15", "TR 3", "first floor, 2 couches", "ew-3", "Treatment 3 · East wing"),
)
AREAS = {1: "Consult rooms", 2: "Treatment rooms"}
FORMS_TYPES = {"C": "Consultation", "T": "Treatment"}
APP_TYPES = {"consultation": "Consultation", "treatment": "Treatment"}


def room_called(word: str) -> Room | None:
    return next((room for room in ROOMS if room.is_called(word)), None)


def type_called(word: str) -> str | None:
    names = FORMS_TYPES | APP_TYPES
    return names.get(word) or next(
        (name for name in names.values() if name.casefold() == word.strip().casefold()), None
    )


def rooms_of(area: int) -> tuple[Room, ...]:
    return tuple(room for room in ROOMS if room.area == area)
