"""The figures of a period, in the practice's zone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, Row

from booking_console.adapters.db.queries import figures
from booking_console.adapters.db.rooms import DatabaseRooms
from booking_console.domain.booking import AttemptResult
from booking_console.domain.schedule import OpeningHours
from booking_console.domain.slot import Slot
from booking_console.domain.status import Shown
from booking_console.services.figures import Figures

_CANCELLED = frozenset({Shown.CANCELLED, Shown.DECLINED})
_HOUR = timedelta(hours=1)
_LEADS = ((0, "same day"), (1, "1 day"), (3, "2-3 days"), (7, "4-7 days"), (14, "8-14 days"), (30, "15-30 days"))
_LONG_LEAD = "over 30 days"
_MOST_FAILURES = 8
_OTHER = "other causes"
#: When an attempt left no words of its own.
_CAUSES = {
    AttemptResult.REFUSED: "the portal refused it",
    AttemptResult.UNAVAILABLE: "the portal did not answer",
    AttemptResult.CONTRACT_BROKEN: "the portal was not as expected",
    AttemptResult.IN_DOUBT: "the portal did not tell what became of it",
    AttemptResult.ABANDONED: "the worker stopped in the middle",
}


class DatabaseInsight:
    def __init__(self, engine: Engine, *, zone: ZoneInfo, opening: Sequence[OpeningHours]) -> None:
        self._engine = engine
        self._zone = zone
        self._opening = opening

    def figures(self, period: Slot) -> Figures:
        with self._engine.connect() as connection:
            return self._count(connection, period)

    def _count(self, connection: Connection, period: Slot) -> Figures:
        visits = figures.visits(connection, period)
        by_person = figures.touched_by_a_person(connection, period)
        booked = [visit for visit in visits if visit.shown == Shown.BOOKED]
        by_itself = [visit for visit in booked if visit.id not in by_person]
        return Figures(
            per_day=self._per_day(visits, by_person, period),
            per_room=self._per_room(booked, [room.id for room in DatabaseRooms(connection).all()], period),
            outcomes=_outcomes(visits),
            failures=_failures(figures.failures(connection, period)),
            lead_days=self._lead_days(visits),
            busy=self._busy(booked),
            full=self._full(booked, [room.id for room in DatabaseRooms(connection).all()], period),
            total=len(visits),
            booked_by_itself=len(by_itself),
            median_seconds_to_book=_median_seconds(by_itself),
        )

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()

    def _days(self, period: Slot) -> Iterator[date]:
        day, last = self._day(period.start), self._day(period.end - timedelta(microseconds=1))
        while day <= last:
            yield day
            day += timedelta(days=1)

    def _per_day(
        self, visits: Iterable[Row[Any]], by_person: frozenset[int], period: Slot
    ) -> tuple[tuple[str, int, int, int], ...]:
        booked: Counter[date] = Counter()
        cancelled: Counter[date] = Counter()
        asked: Counter[date] = Counter()
        for visit in visits:
            day = self._day(visit.starts)
            booked[day] += visit.shown == Shown.BOOKED
            cancelled[day] += visit.shown in _CANCELLED
            asked[day] += visit.shown == Shown.NEEDS_YOU or visit.id in by_person
        return tuple((d.isoformat(), booked[d], cancelled[d], asked[d]) for d in self._days(period))

    def _per_room(
        self, booked: Iterable[Row[Any]], room_ids: Iterable[int], period: Slot
    ) -> tuple[tuple[int, int, float, float], ...]:
        times: Counter[int] = Counter()
        hours: Counter[int] = Counter()
        for visit in booked:
            times[visit.room_id] += 1
            hours[visit.room_id] += round((visit.ends - visit.starts) / timedelta(seconds=1))
        open_seconds = self._open(period) / timedelta(seconds=1)
        return tuple(
            (room, times[room], hours[room] / 3600, min(1.0, hours[room] / open_seconds) if open_seconds else 0.0)
            for room in room_ids
        )

    def _open(self, period: Slot) -> timedelta:
        """How long the practice is open in the period, as the clock on the wall counts."""
        total = timedelta()
        for day in self._days(period):
            for hours in (h for h in self._opening if h.weekday == day.weekday()):
                opens = datetime.combine(day, hours.opens, self._zone)
                closes = datetime.combine(day, hours.closes, self._zone)
                total += max(timedelta(), min(closes, period.end) - max(opens, period.start))
        return total

    def _full(
        self, booked: Iterable[Row[Any]], room_ids: Iterable[int], period: Slot
    ) -> tuple[tuple[int, int, float], ...]:
        """What is booked outside the opening hours is no part of them."""
        taken: Counter[tuple[int, int]] = Counter()
        for visit in booked:
            for hour in self._clock_hours(visit.starts, visit.ends):
                taken[visit.room_id, hour.hour] += _seconds(visit.starts, visit.ends, hour, hour + _HOUR)
        opened: Counter[int] = Counter()
        for day in self._days(period):
            for hours in (h for h in self._opening if h.weekday == day.weekday()):
                opens = datetime.combine(day, hours.opens, self._zone)
                closes = datetime.combine(day, hours.closes, self._zone)
                for hour in self._clock_hours(opens, closes):
                    opened[hour.hour] += _seconds(opens, closes, hour, hour + _HOUR)
        return tuple(
            (room, hour, min(1.0, taken[room, hour] / opened[hour])) for room in room_ids for hour in sorted(opened)
        )

    def _lead_days(self, visits: Iterable[Row[Any]]) -> tuple[tuple[str, int], ...]:
        leads = Counter(_lead((self._day(visit.starts) - self._day(visit.received_at)).days) for visit in visits)
        return tuple((word, leads[word]) for word in (*(w for _, w in _LEADS), _LONG_LEAD))

    def _busy(self, booked: Iterable[Row[Any]]) -> tuple[tuple[int, int, int], ...]:
        running: Counter[tuple[int, int]] = Counter()
        for visit in booked:
            running.update(self._hours(visit.starts, visit.ends))
        return tuple((weekday, hour, count) for (weekday, hour), count in sorted(running.items()))

    def _hours(self, start: datetime, end: datetime) -> Iterator[tuple[int, int]]:
        return ((hour.weekday(), hour.hour) for hour in self._clock_hours(start, end))

    def _clock_hours(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """The beginnings of the hours that the time touches."""
        hour = start.astimezone(self._zone).replace(minute=0, second=0, microsecond=0)
        while hour < end:
            yield hour
            hour += _HOUR


def _seconds(start: datetime, end: datetime, first: datetime, last: datetime) -> int:
    """How much of the time lies between first and last."""
    return max(0, round((min(end, last) - max(start, first)).total_seconds()))


def _outcomes(visits: Iterable[Row[Any]]) -> tuple[tuple[Shown, int], ...]:
    counts = Counter(visit.shown for visit in visits)
    return tuple((shown, counts[shown]) for shown in Shown if counts[shown])


def _failures(rows: Iterable[Row[Any]]) -> tuple[tuple[str, int], ...]:
    """The most frequent first, the rare ones together at the end."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.detail or _CAUSES[AttemptResult(row.result)]] += row.times
    ranked = sorted(counts.items(), key=lambda cause: (-cause[1], cause[0]))
    rest = sum(times for _, times in ranked[_MOST_FAILURES:])
    return (*ranked[:_MOST_FAILURES], *(((_OTHER, rest),) if rest else ()))


def _lead(days: int) -> str:
    return next((word for most, word in _LEADS if days <= most), _LONG_LEAD)


def _median_seconds(booked: Iterable[Row[Any]]) -> float | None:
    waits = [(b.confirmed_at - b.received_at).total_seconds() for b in booked if b.confirmed_at is not None]
    return float(median(waits)) if waits else None
