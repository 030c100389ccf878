"""A filtered page of the booking log at 100,000 rows, against the same page at 1,000 rows."""

from collections.abc import Callable, Iterator
from pathlib import Path

from booking_console.adapters.db.database import Database
from booking_console.domain.status import Shown
from booking_console.services.setup_practice import seed_rooms
from booking_console.services.views import LogFilter, Sort
from tests.bench.timing import medians
from tests.builders import MONDAY_9
from tests.log_rows import fill_log

_FILTERS = {
    "booked, newest first": LogFilter(shown=(Shown.BOOKED,)),
    "one room, by time": LogFilter(room_ids=(2,), sort=Sort.START),
    "search for a name": LogFilter(text="Sample 77"),
}
_ROUNDS = 5


def measure(folder: Path) -> Iterator[str]:
    small, large = _filled(folder / "small.db", 1_000), _filled(folder / "large.db", 100_000)
    try:
        for words, wanted in _FILTERS.items():
            times = medians(_ROUNDS, {"small": _page(small, wanted), "large": _page(large, wanted)})
            yield (
                f"log page ({words}): {times['large'] * 1000:.0f} ms at 100,000 rows,"
                f" {times['large'] / times['small']:.1f} x the page at 1,000 rows"
            )
    finally:
        small.close()
        large.close()


def _filled(path: Path, rows: int) -> Database:
    database = Database(f"sqlite:///{path}")
    database.migrate()
    seed_rooms(database.unit_of_work(), MONDAY_9)
    fill_log(database, rows=rows, until=MONDAY_9)
    return database


def _page(database: Database, wanted: LogFilter) -> Callable[[int], object]:
    return lambda _: database.views().log(wanted, offset=0, limit=50)
