"""A half-open interval of time: 10:00-10:30 and 10:30-11:00 do not clash."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Half-open [start, end), both aware. Comparable across zones; equality is by instant."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError(f"a slot needs times with a zone, got {self.start} and {self.end}")
        if self.end <= self.start:
            raise ValueError(f"a slot ends after it starts, got {self.start} to {self.end}")

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def in_zone(self, zone: tzinfo) -> "Slot":
        """The same instants, told in another zone."""
        return Slot(self.start.astimezone(zone), self.end.astimezone(zone))

    def overlaps(self, other: "Slot") -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Slot") -> bool:
        return self.start <= other.start and other.end <= self.end
