"""The figures of a period and of the one before it. Reads for up to a second: not on the event loop."""

from dataclasses import dataclass

from booking_console.bootstrap import console
from booking_console.domain.rooms import Room
from booking_console.services.figure_tables import Table, tables
from booking_console.services.figures import Figures, with_plain_causes
from booking_console.ui.analytics.period import Period


@dataclass(frozen=True, slots=True)
class Read:
    period: Period
    figures: Figures
    rooms: tuple[Room, ...]
    tables: list[Table]


def read_figures(period: Period) -> Read:
    held = console()
    insight, earlier = held.insight(), period.before()
    figures = with_plain_causes(insight.figures(period.slot(held.zone)))
    before = with_plain_causes(insight.figures(earlier.slot(held.zone)))
    with held.reading() as uow:
        rooms = tuple(uow.rooms.all())
    return Read(period, figures, rooms, tables(figures, before, rooms, earlier.short))
