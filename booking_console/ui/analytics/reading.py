"""The figures of a period and of the one before it. Reads for up to a second: not on the event loop."""

from dataclasses import dataclass

from booking_console.bootstrap import console
from booking_console.domain.rooms import Room
from booking_console.services.views import Figures
from booking_console.ui.analytics.period import Period
from booking_console.ui.analytics.tables import Table, tables


@dataclass(frozen=True, slots=True)
class Read:
    period: Period
    figures: Figures
    rooms: tuple[Room, ...]
    tables: list[Table]


def read_figures(period: Period) -> Read:
    held = console()
    insight = held.insight()
    figures = insight.figures(period.slot(held.zone))
    earlier = period.before()
    before = insight.figures(earlier.slot(held.zone))
    with held.new_uow() as uow:
        rooms = tuple(uow.rooms.all())
    return Read(period, figures, rooms, tables(figures, before, rooms, earlier.short))
