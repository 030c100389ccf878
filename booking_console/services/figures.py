"""The month in numbers, for the screen, the files and the report. Filled by the database adapter."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Protocol

from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The month in numbers. Weekdays 0 Monday. Only bookings whose visit starts in the period; hours in the practice's zone."""

    per_day: tuple[tuple[str, int, int, int], ...]  # ISO day, booked, cancelled, needed a person
    per_room: tuple[tuple[int, int, float, float], ...]  # room id, bookings, hours booked, share of opening hours 0..1
    outcomes: tuple[tuple[Shown, int], ...]
    failures: tuple[tuple[str, int], ...]  # cause in plain words, how many attempts
    lead_days: tuple[tuple[str, int], ...]  # "same day", "1 day", "2-3 days", ...: from mail to visit
    busy: tuple[tuple[int, int, int], ...]  # weekday, hour, bookings running in it
    full: tuple[
        tuple[int, int, float], ...
    ] = ()  # room id, hour, share of that opening hour booked 0..1; open hours only
    total: int = 0
    booked_by_itself: int = 0  # without a person
    median_seconds_to_book: float | None = None


class Insight(Protocol):
    def figures(self, period: Slot) -> Figures: ...


def with_plain_causes(figures: Figures) -> Figures:
    """What differs only in its details ("No room is free at that time. Consult room 1: busy …") is one cause."""
    causes: Counter[str] = Counter()
    for cause, times in figures.failures:
        causes[cause.split(". ")[0].rstrip(".")] += times
    return replace(figures, failures=tuple(causes.most_common()))
