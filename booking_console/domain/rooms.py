"""Rooms and the versioned order in which they are preferred."""

from dataclasses import dataclass
from datetime import datetime

from booking_console.domain.appointment import AppointmentType
from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True)
class Room:
    """One room of the practice. position: its place in the building, the order of the calendar columns."""

    id: int
    name: str
    group: str
    position: int


@dataclass(frozen=True, slots=True)
class RoomClosure:
    """A room switched off; end None means until somebody switches it on again."""

    room_id: int
    start: datetime
    end: datetime | None
    reason: str

    def touches(self, slot: Slot) -> bool:
        return self.start < slot.end and (self.end is None or slot.start < self.end)


@dataclass(frozen=True, slots=True)
class PriorityList:
    """One version of one list: room ids, the most preferred first. type None is the default list."""

    id: int
    version: int
    type: AppointmentType | None
    room_ids: tuple[int, ...]
    note: str = ""
