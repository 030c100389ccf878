"""The figures as files: the same rows as the tables of Analytics, for the same days."""

import asyncio
from collections.abc import Iterator, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.report import Month
from booking_console.services import report
from booking_console.services.figure_tables import Cell, Table
from booking_console.services.figure_words import sentence
from booking_console.ui.analytics import period
from booking_console.ui.analytics.reading import Read, read_figures
from booking_console.ui.routes import needs_right
from booking_console.ui.table_files import Page, csv_answer, file_answer, write_xlsx, xlsx_answer


@needs_right(Right.EXPORT)
async def figures_csv(request: Request) -> Response:
    """?table=rooms: that one alone, else all of them, one under the other."""
    read = await _read(request)
    wanted = request.query_params.get("table", "")
    if not wanted:
        return csv_answer(_all_rows(read), f"figures-{read.period.name}")
    found = next((table for table in read.tables if table.key == wanted), None)
    if found is None:
        return PlainTextResponse("There is no such table.", status_code=404)
    return csv_answer(_rows(found), f"{found.key}-{read.period.name}")


@needs_right(Right.EXPORT)
async def figures_xlsx(request: Request) -> Response:
    """A sheet for each table."""
    read = await _read(request)
    path = await asyncio.to_thread(write_xlsx, _pages(read))
    return xlsx_answer(path, f"figures-{read.period.name}")


@needs_right(Right.EXPORT)
async def report_pdf(request: Request) -> Response:
    """?month=2026-10; else the last month that is over."""
    held = console()
    today = held.clock.now().astimezone(held.zone).date()
    month = Month.named(request.query_params.get("month", "")) or Month.of(today).before()
    return file_answer(await asyncio.to_thread(_printed, month), report.PDF, f"bookings-{month.name}.pdf")


ROUTES = [
    Route("/export/figures.csv", figures_csv),
    Route("/export/figures.xlsx", figures_xlsx),
    Route("/export/report.pdf", report_pdf),
]


def _printed(month: Month) -> bytes:
    held = console()
    return held.printer.print(report.read(held.reading, held.insight(), held.policy, month, now=held.clock.now()))


async def _read(request: Request) -> Read:
    held = console()
    wanted = period.read(request.query_params, held.clock.now().astimezone(held.zone).date())
    return await asyncio.to_thread(read_figures, wanted)


def _rows(table: Table) -> Iterator[Sequence[Cell]]:
    yield table.heads
    yield from table.rows
    if table.total:
        yield table.total


def _all_rows(read: Read) -> Iterator[Sequence[Cell]]:
    yield (read.period.words,)
    yield (_said(read),)
    for table in read.tables:
        yield ()
        yield (table.title,)
        yield from _rows(table)


def _pages(read: Read) -> Iterator[Page]:
    notes = (read.period.words, _said(read))
    for table in read.tables:
        rows = [*table.rows, table.total] if table.total else table.rows
        yield Page(table.key.capitalize(), table.heads, rows, (*notes, table.title))


def _said(read: Read) -> str:
    said = sentence(read.figures)
    return f"{said.lead} {said.rest}".strip()
