"""Bookings per minute: four contexts of one browser, and four HTTP clients, against one of them on the same portal in the same run."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

from booking_console.domain.appointment import AppointmentStatus
from booking_console.services import reserve, together
from booking_console.settings import Transport
from tests.demo_portal import RunningPortal, running_portal
from tests.several import Practice, practice

_LANES = 4
_ROUNDS = 3
_EACH = 4  # bookings of a lane in a round


def measure(folder: Path) -> Iterator[str]:
    for transport in (Transport.HTTP, Transport.BROWSER):
        with running_portal(folder / f"lanes-{transport}", "--skin", "forms") as portal:
            (own := folder / f"practice-{transport}").mkdir()
            with practice(own, portal, transport, parallel=_LANES) as several:
                yield from _compare(several, portal, transport)


def _compare(several: Practice, portal: RunningPortal, transport: Transport) -> Iterator[str]:
    days = count(1)
    _book(several, next(days), _LANES, _all_at_once)  # starts what must be started, and signs in
    for milliseconds in (0, 300):
        portal.fault("slow", rate=1, seconds=milliseconds / 1000, at="any")
        alone, together_ = list[float](), list[float]()
        for _ in range(_ROUNDS):
            alone.append(_book(several, next(days), _EACH, _one_by_one))
            together_.append(_book(several, next(days), _EACH * _LANES, _all_at_once))
        one, four = statistics.median(alone), statistics.median(together_)
        yield (
            f"at once, {transport.value}, portal answers after {milliseconds} ms: {four:.0f} bookings per minute with"
            f" {_LANES} contexts, {four / one:.2f} x those with one ({one:.0f})"
        )


def _all_at_once(several: Practice) -> None:
    together.book_due(several.road, goes_on=lambda: True)


def _one_by_one(several: Practice) -> None:
    while reserve.book_next(several.road) is not None:
        pass


def _book(several: Practice, day: int, number: int, book: Callable[[Practice], None]) -> float:
    """How many a minute."""
    that_day = replace(several, day=several.day + timedelta(days=day))
    ids = [that_day.enter(f"Bench {day} {one}", hour=8 + one % 10) for one in range(number)]
    begun = time.perf_counter()
    book(several)
    took = time.perf_counter() - begun
    assert set(several.statuses(ids)) == {AppointmentStatus.BOOKED}
    return number / took * 60
