"""What the worker and its browser hold in memory, over many bookings, four at a time."""

import os
import statistics
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psutil

from booking_console.domain.appointment import AppointmentStatus
from booking_console.services import together
from booking_console.settings import Transport
from tests.demo_portal import running_portal
from tests.several import Practice, practice

#: Of how many bookings, without a browser and in one.
_HTTP = int(os.environ.get("BENCH_BOOKINGS", "500"))
_BROWSER = int(os.environ.get("BENCH_BROWSER_BOOKINGS", "200"))
_LOOK_EVERY = 20
_LEAST_LOOKS = 5  # fewer say nothing
_MEGABYTE = 1024**2


def measure(folder: Path) -> Iterator[str]:
    for transport, number in ((Transport.HTTP, _HTTP), (Transport.BROWSER, _BROWSER)):
        with running_portal(folder / f"memory-{transport}", "--skin", "forms") as portal:
            (own := folder / f"watched-{transport}").mkdir()
            with practice(own, portal, transport, parallel=4) as watched:
                yield _told(transport, number, list(_watch(watched, number)))


def _watch(watched: Practice, number: int) -> Iterator[tuple[float, float]]:
    """Megabytes of the worker, and of its browser, after every few bookings."""
    for day in range(number // _LOOK_EVERY):
        that_day = replace(watched, day=watched.day + timedelta(days=day))
        ids = [that_day.enter(f"Bench {day} {one}", hour=8 + one % 10) for one in range(_LOOK_EVERY)]
        together.book_due(watched.road, goes_on=lambda: True)
        assert set(watched.statuses(ids)) == {AppointmentStatus.BOOKED}
        yield _resident()


def _resident() -> tuple[float, float]:
    """What belongs to the processes alone, and their share of what they have in common."""
    us = psutil.Process()
    browser = [p for p in us.children(recursive=True) if "booking_console.demo" not in " ".join(p.cmdline())]
    return _megabytes(us), sum(_megabytes(one) for one in browser)


def _megabytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / _MEGABYTE
    except psutil.Error:
        return 0  # a renderer that has just ended


def _told(transport: Transport, number: int, seen: list[tuple[float, float]]) -> str:
    """The first fifth is the start: caches fill up."""
    fifth = max(len(seen) // 5, 1)
    words = [f"memory, {transport.value}, {number} bookings, looked at every {_LOOK_EVERY}:"]
    for what, numbers in (("worker", [w for w, _ in seen]), ("browser", [b for _, b in seen])):
        if any(numbers) and len(numbers) >= _LEAST_LOOKS:
            second, last = statistics.median(numbers[fifth : 2 * fifth]), statistics.median(numbers[-fifth:])
            rise = statistics.linear_regression(range(len(numbers) - fifth), numbers[fifth:]).slope
            words.append(
                f"{what} {numbers[0]:.0f} MB at first, {second:.0f} in the second fifth, {last:.0f} in the last,"
                f" {rise * 100 / _LOOK_EVERY:+.1f} MB per 100 bookings since the first fifth;"
            )
    return " ".join(words).rstrip(";")
