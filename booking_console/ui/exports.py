"""The booking log as a file: the same filters, order and columns as on the screen, written row by row."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import NotFound
from booking_console.domain.privacy import initials
from booking_console.services.views import LogRow
from booking_console.ui.log import address
from booking_console.ui.log.address import Asked, Column
from booking_console.ui.log.lines import CAME_FROM, word
from booking_console.ui.numbers import number_in
from booking_console.ui.routes import needs_right
from booking_console.ui.table_files import Cell, Page, csv_answer, write_xlsx, xlsx_answer

_HEADS: tuple[tuple[str, Column | None], ...] = (
    ("Status", None),
    ("Day", None),
    ("From", None),
    ("To", None),
    ("Guest", None),
    ("Type", Column.TYPE),
    ("Room", Column.ROOM),
    ("Came from", Column.CAME),
    ("Portal reference", Column.REFERENCE),
    ("Tries", Column.TRIES),
    ("Changed", None),
    ("Note", None),
)


@needs_right(Right.EXPORT)
async def log_csv(request: Request) -> Response:
    asked = address.read(request.query_params)
    return csv_answer(_with_head(asked, _lines(request, asked)), _name())


@needs_right(Right.EXPORT)
async def log_xlsx(request: Request) -> Response:
    asked = address.read(request.query_params)
    page = Page("Booking log", [str(head) for head in _heads(asked)], _lines(request, asked))
    return xlsx_answer(await asyncio.to_thread(write_xlsx, [page]), _name())


ROUTES = [Route("/export/log.csv", log_csv), Route("/export/log.xlsx", log_xlsx)]


def _with_head(asked: Asked, lines: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    yield _heads(asked)
    yield from lines


def _lines(request: Request, asked: Asked) -> Iterator[list[Cell]]:
    zone = console().zone
    return (_shown(asked, _cells(row, zone)) for row in _rows(request, asked))


def _rows(request: Request, asked: Asked) -> Iterable[LogRow]:
    """ids: only those, in the order in which they were chosen."""
    ids = [number for part in request.query_params.get("ids", "").split(",") if (number := number_in(part))]
    if ids:
        return _chosen(ids)
    return console().views.log_stream(address.wanted(asked, console().zone))


def _chosen(ids: Iterable[int]) -> Iterator[LogRow]:
    """What is not there any more is left out."""
    views = console().views
    for appointment_id in ids:
        with suppress(NotFound):
            yield views.appointment(appointment_id).log


def _name() -> str:
    today = console().clock.now().astimezone(console().zone).date()
    return f"booking-log-{today.isoformat()}"


def _heads(asked: Asked) -> list[Cell]:
    return _shown(asked, [head for head, _ in _HEADS])


def _shown(asked: Asked, cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell, (_, column) in zip(cells, _HEADS, strict=True) if column not in asked.hidden]


def _cells(row: LogRow, zone: ZoneInfo) -> list[Cell]:
    return [
        word(row.shown),
        _local(row.start, zone, "%Y-%m-%d"),
        _local(row.start, zone, "%H:%M"),
        _local(row.end, zone, "%H:%M"),
        initials(row.guest),
        row.type or "",
        row.room,
        _came(row.channel),
        row.portal_reference or "",
        row.tries,
        _local(row.changed_at, zone, "%Y-%m-%d %H:%M"),
        row.reason,
    ]


def _came(channel: str) -> str:
    return next((words for known, words in CAME_FROM.items() if known.value == channel), channel)


def _local(at: datetime | None, zone: ZoneInfo, form: str) -> str:
    return at.astimezone(zone).strftime(form) if at else ""
