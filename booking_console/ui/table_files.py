"""Tables as files: rows leave as they come, and no cell of a mail becomes a formula."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from starlette.responses import Response, StreamingResponse

Cell = str | int | float
#: Rows that leave at once: small enough for a slow line, large enough not to be all overhead.
_CHUNK = 500
_PIECE = 65_536
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook. notes: lines above the heads."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()


def csv_answer(rows: Iterable[Sequence[Cell]], name: str) -> Response:
    return StreamingResponse(csv_lines(rows), media_type="text/csv; charset=utf-8", headers=_as_file(f"{name}.csv"))


def file_answer(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers=_as_file(name))


def xlsx_answer(path: Path, name: str) -> Response:
    """Sent in pieces, and deleted when it is sent."""
    size = {"content-length": str(path.stat().st_size)}
    return StreamingResponse(_sent_once(path), media_type=_XLSX, headers=_as_file(f"{name}.xlsx") | size)


def _sent_once(path: Path) -> Iterator[bytes]:
    """Not Starlette's FileResponse: the server opens the file by itself then, which may be after its removal."""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    finally:
        path.unlink()


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """With a byte order mark, without which Excel takes the dashes for something else."""
    page = io.StringIO()
    writer = csv.writer(page)
    page.write("\ufeff")
    for number, row in enumerate(rows, start=1):
        writer.writerow(harmless(cell) for cell in row)
        if number % _CHUNK == 0:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
    yield page.getvalue()


def write_xlsx(pages: Iterable[Page]) -> Path:
    """Written to a file first: a workbook cannot be sent before its last row is known."""
    with tempfile.NamedTemporaryFile(prefix="booking-console-", suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    # constant_memory keeps one row at a time; texts are texts: nothing that a mail says becomes a formula or a link.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        for page in pages:
            _write(book, page)
    return path


def harmless(cell: Cell) -> Cell:
    """A spreadsheet would take such a text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _write(book: xlsxwriter.Workbook, page: Page) -> None:
    sheet, bold = book.add_worksheet(page.name), book.add_format({"bold": True})
    for column, head in enumerate(page.heads):
        sheet.set_column(column, column, min(_WIDEST, max(28 if column == 0 else 12, len(head) + 2)))
    for number, note in enumerate(page.notes):
        sheet.write_string(number, 0, note)
    top = len(page.notes) + bool(page.notes)
    sheet.write_row(top, 0, page.heads, bold)
    sheet.freeze_panes(top + 1, 0)
    for number, row in enumerate(page.rows, start=top + 1):
        sheet.write_row(number, 0, row)


def _as_file(name: str) -> dict[str, str]:
    """Nothing of it stays in the browser or in a proxy."""
    return {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
