"""The monthly report as a PDF: the sentence of the month first, then the tables behind it. Drawn without a browser or a network."""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from booking_console.adapters.report.fonts import BOLD, PLAIN, load_fonts
from booking_console.services.figure_tables import Cell
from booking_console.services.figure_tables import Table as Figures
from booking_console.services.report import Report

_INK, _SOFT, _LINE = HexColor("#1F1B20"), HexColor("#6E6771"), HexColor("#E8E4DE")
_HEAT = [HexColor(c) for c in ("#F4F2EE", "#EADDE7", "#D9BAD1", "#B983AD", "#8F4C82", "#5C2551")]
_MARGIN = 20 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_FIRST = 0.3  # of the width, for the column that names the rows
#: From this step of the ramp on, dark figures could not be read.
_DARK_FROM = 3


class PdfPrinter:
    def print(self, report: Report) -> bytes:
        load_fonts()
        page = io.BytesIO()
        title = f"Bookings in {report.month.words}"
        document = SimpleDocTemplate(
            page, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
            title=title, author=report.practice, subject=report.said.lead, invariant=1, lang="en",
        )  # fmt: skip
        foot = _Foot(report)
        document.build(_story(title, report), onFirstPage=foot, onLaterPages=foot)
        return page.getvalue()


class _Foot:
    """Under every page: whose it is, when it was made, which page."""

    def __init__(self, report: Report) -> None:
        made = report.made_at
        self._left = f"{report.practice}. Made on {made.day} {made:%B %Y} at {made:%H:%M}. No guest is named."

    def __call__(self, canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(_SOFT)
        canvas.drawString(_MARGIN, 12 * mm, self._left)
        canvas.drawRightString(A4[0] - _MARGIN, 12 * mm, f"Page {document.page}")
        canvas.restoreState()


def _story(title: str, report: Report) -> list[Flowable]:
    story: list[Flowable] = [
        Paragraph(escape(report.practice), _style(10, colour=_SOFT)),
        Paragraph(escape(title), _style(20, bold=True)),
        Spacer(0, 4 * mm),
        Paragraph(f"<font name='{BOLD}'>{escape(report.said.lead)}</font> {escape(report.said.rest)}", _style(11)),
    ]
    for table in report.tables:
        story += [
            Spacer(0, 7 * mm),
            KeepTogether([Paragraph(escape(table.title), _style(12, bold=True)), *_table(table)]),
        ]
    return story


def _table(figures: Figures) -> list[Flowable]:
    if not figures.rows:
        return [Spacer(0, 2 * mm), Paragraph("Nothing in this month.", _style(9, colour=_SOFT))]
    heads = [
        Paragraph(escape(word), _style(9, colour=_SOFT, align=_alignment(figures, n)))
        for n, word in enumerate(figures.heads)
    ]
    lines = [*figures.rows, *([figures.total] if figures.total else [])]
    cells = [heads, *[[_cell(cell, is_first=not place) for place, cell in enumerate(line)] for line in lines]]
    shown = Table(cells, colWidths=_widths(len(figures.heads)), repeatRows=1, hAlign="LEFT")
    shown.setStyle(TableStyle([*_LOOKS, *_heat(figures), *(_TOTAL if figures.total else [])]))
    return [Spacer(0, 2 * mm), shown]


_LOOKS: list[tuple[object, ...]] = [
    ("FONT", (0, 0), (-1, -1), PLAIN, 9),
    ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ("TEXTCOLOR", (0, 1), (-1, -1), _INK),
    ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE),
    ("LEFTPADDING", (0, 0), (0, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


def _alignment(figures: Figures, column: int) -> int:
    """As the figures under it. A head wraps: "September 2026" is wider than any figure."""
    return int(TA_LEFT if not column else TA_CENTER if figures.key == "hours" else TA_RIGHT)


_TOTAL: list[tuple[object, ...]] = [("FONT", (0, -1), (-1, -1), BOLD, 9)]


def _heat(figures: Figures) -> list[tuple[object, ...]]:
    """The busy hours are seen before they are read."""
    if figures.key != "hours":
        return []
    counts = {
        (column, row): cell
        for row, line in enumerate(figures.rows, start=1)
        for column, cell in enumerate(line)
        if column and isinstance(cell, int)
    }
    most = max(counts.values(), default=0)
    looks: list[tuple[object, ...]] = [("ALIGN", (1, 0), (-1, -1), "CENTER")]
    for at, count in counts.items():
        step = 0 if not count else max(1, round(count / most * (len(_HEAT) - 1)))
        looks += [("BACKGROUND", at, at, _HEAT[step]), ("TEXTCOLOR", at, at, white if step >= _DARK_FROM else _INK)]
    return looks


def _widths(columns: int) -> Sequence[float]:
    first = _FIRST if columns < 8 else 0.16
    return [_WIDTH * first, *[_WIDTH * (1 - first) / (columns - 1)] * (columns - 1)]


def _cell(cell: Cell, *, is_first: bool) -> object:
    """Only the names wrap: figures stand in one line."""
    return (
        Paragraph(escape(str(cell)), _style(9)) if is_first else f"{cell:g}" if isinstance(cell, float) else str(cell)
    )


def _style(size: float, *, bold: bool = False, colour: Color = _INK, align: int = TA_LEFT) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}-{bold}-{colour.hexval()}-{align}", fontName=BOLD if bold else PLAIN, fontSize=size,
        leading=size * 1.35, textColor=colour, alignment=align,
    )  # fmt: skip
