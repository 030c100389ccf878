"""The booking log as a file: the same filters, order and columns as on the screen, written row by row."""

import asyncio
import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.privacy import initials
from booking_console.services.views import LogRow
from booking_console.ui.log import address
from booking_console.ui.log.address import Asked, Column
from booking_console.ui.log.lines import CAME_FROM, word
from booking_console.ui.routes import needs_right

#: Rows that leave at once: small enough for a slow line, large enough not to be all overhead.
_CHUNK = 500
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
_WIDTHS = (22, 11, 7, 7, 8, 13, 18, 13, 17, 6, 17, 60)
Cell = str | int


@needs_right(Right.EXPORT)
async def log_csv(request: Request) -> Response:
    asked = address.read(request.query_params)
    lines = _csv_lines(asked, _rows(request, asked), console().zone)
    return StreamingResponse(
        lines, media_type="text/csv; charset=utf-8", headers={"content-disposition": _as_file("csv")}
    )


@needs_right(Right.EXPORT)
async def log_xlsx(request: Request) -> Response:
    """Written to a file first: a workbook cannot be sent before its last row is known."""
    asked = address.read(request.query_params)
    path = await asyncio.to_thread(_write_xlsx, asked, _rows(request, asked), console().zone)
    return FileResponse(
        path,
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"content-disposition": _as_file("xlsx")},
        background=BackgroundTask(path.unlink),
    )


ROUTES = [Route("/export/log.csv", log_csv), Route("/export/log.xlsx", log_xlsx)]


def _rows(request: Request, asked: Asked) -> Iterable[LogRow]:
    """ids: only those, in the order in which they were chosen."""
    ids = [int(part) for part in request.query_params.get("ids", "").split(",") if part.isdecimal()]
    views = console().views
    if ids:
        return (views.appointment(appointment_id).log for appointment_id in ids)
    return views.log_stream(address.wanted(asked, console().zone))


def _as_file(ending: str) -> str:
    today = console().clock.now().astimezone(console().zone).date()
    return f'attachment; filename="booking-log-{today.isoformat()}.{ending}"'


def _csv_lines(asked: Asked, rows: Iterable[LogRow], zone: ZoneInfo) -> Iterator[str]:
    """With a byte order mark, without which Excel takes the dashes for something else."""
    page = io.StringIO()
    writer = csv.writer(page)
    page.write("\ufeff")
    writer.writerow(_shown(asked, [head for head, _ in _HEADS]))
    for number, row in enumerate(rows, start=1):
        writer.writerow(_harmless(cell) for cell in _shown(asked, _cells(row, zone)))
        if number % _CHUNK == 0:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
    yield page.getvalue()


def _write_xlsx(asked: Asked, rows: Iterable[LogRow], zone: ZoneInfo) -> Path:
    with tempfile.NamedTemporaryFile(prefix="booking-log-", suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    # constant_memory keeps one row at a time; texts are texts: nothing that a mail says becomes a formula or a link.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Booking log")
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(_shown(asked, _WIDTHS)):
            sheet.set_column(column, column, width)
        sheet.write_row(0, 0, _shown(asked, [head for head, _ in _HEADS]), bold)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, _shown(asked, _cells(row, zone)))
    return path


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


def _harmless(cell: Cell) -> Cell:
    """A spreadsheet would take such a text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
