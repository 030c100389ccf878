"""The figures as tables: the same rows on the screen, in the spreadsheet and in the plain file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booking_console.domain.rooms import Room
from booking_console.domain.status import WORDS
from booking_console.services.figures import DAYS, Figures

Cell = str | int | float
CHANGE = "Change"
SHARE = "Share, %"
USUAL_HOURS = (8, 18)


@dataclass(frozen=True, slots=True)
class Table:
    """key: its name in addresses and files. heads: the first one names the rows. total: a last line, may be empty."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()


def tables(figures: Figures, before: Figures, rooms: Sequence[Room], before_words: str) -> list[Table]:
    """before: the period before, for comparison."""
    return [
        by_day(figures),
        by_room(figures, before, rooms, before_words),
        by_hour(figures),
        outcomes(figures, before, before_words),
        failures(figures, before, before_words),
        lead(figures, before, before_words),
    ]


def by_day(figures: Figures) -> Table:
    heads = ("Day", "Booked", "Cancelled", "Needed a person")
    sums = [sum(counts) for counts in ([row[1:][n] for row in figures.per_day] for n in range(3))]
    return Table("days", "Did every appointment get a room?", heads, figures.per_day, ("All", *sums))


def by_room(figures: Figures, before: Figures, rooms: Sequence[Room], before_words: str) -> Table:
    was = {room: times for room, times, _, _ in before.per_room}
    names = {room.id: room.name for room in rooms}
    lines = tuple(
        (
            names.get(room, "a former room"),
            times,
            round(hours, 1),
            round(share * 100),
            was.get(room, 0),
            times - was.get(room, 0),
        )
        for room, times, hours, share in figures.per_room
    )
    heads = ("Room", "Bookings", "Hours", "Full, %", before_words, CHANGE)
    return Table("rooms", "Which rooms are full?", heads, lines)


def by_hour(figures: Figures) -> Table:
    first, last = hours_shown(figures)
    running = {(weekday, hour): count for weekday, hour, count in figures.busy}
    rows: list[tuple[Cell, ...]] = [
        (DAYS[day], *(running.get((day, hour), 0) for hour in range(first, last))) for day in weekdays_shown(figures)
    ]
    return Table(
        "hours", "When are the rooms busy?", ("Weekday", *(f"{hour:02}" for hour in range(first, last))), tuple(rows)
    )


def outcomes(figures: Figures, before: Figures, before_words: str) -> Table:
    now = {WORDS[shown]: count for shown, count in figures.outcomes}
    was = {WORDS[shown]: count for shown, count in before.outcomes}
    return _compared("outcomes", "How did they end?", "Outcome", now, was, before_words)


def failures(figures: Figures, before: Figures, before_words: str) -> Table:
    now, was = dict(figures.failures), dict(before.failures)
    return _compared("failures", "Why did a try fail?", "Cause", now, was, before_words)


def lead(figures: Figures, before: Figures, before_words: str) -> Table:
    now, was = dict(figures.lead_days), dict(before.lead_days)
    return _compared("lead", "How far ahead do the mails come?", "From mail to visit", now, was, before_words)


def hours_shown(figures: Figures) -> tuple[int, int]:
    """The usual hours, made longer when something lies outside them; the last one excluded."""
    hours = [hour for _, hour, _ in figures.busy]
    return min([USUAL_HOURS[0], *hours]), max([USUAL_HOURS[1], *(hour + 1 for hour in hours)])


def weekdays_shown(figures: Figures) -> list[int]:
    """Monday to Friday, and a weekend day when something was booked on it."""
    return sorted({0, 1, 2, 3, 4} | {weekday for weekday, _, _ in figures.busy})


def _compared(
    key: str, title: str, head: str, now: Mapping[str, int], was: Mapping[str, int], before_words: str
) -> Table:
    total = sum(now.values())
    names = [*now, *(name for name in was if name not in now)]
    rows = tuple(_line(name, now.get(name, 0), was.get(name, 0), total) for name in names)
    heads = (head, "Times", SHARE, before_words, CHANGE)
    return Table(key, title, heads, rows, _line("All", total, sum(was.values()), total))


def _line(name: str, times: int, was: int, total: int) -> tuple[Cell, ...]:
    return (name, times, round(times / total * 100) if total else 0, was, times - was)
