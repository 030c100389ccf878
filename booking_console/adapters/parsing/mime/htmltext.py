"""HTML as a person reads it: hidden text left out, tables as labelled lines, struck-out text marked as old."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from booking_console.adapters.parsing.lines.grids import bare_grid, compared, side_by_side
from booking_console.adapters.parsing.lines.letter import tidy
from booking_console.adapters.parsing.mime.microdata import read_items
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.roles import is_known_label, role_of
from booking_console.adapters.parsing.patterns import compiled

_SILENT = frozenset(
    {"script", "style", "head", "title", "noscript", "template", "svg", "object", "select", "-comment", "meta"}
)
_BLOCK = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tbody",
        "thead",
        "tr",
        "section",
        "article",
    }
    | {
        "header",
        "footer",
        "blockquote",
        "center",
        "dl",
        "dt",
        "dd",
        "address",
        "pre",
        "form",
        "fieldset",
        "hr",
        "main",
        "td",
        "th",
    }
)
_SPACED = frozenset({"p", "table", "h1", "h2", "h3", "h4", "ul", "ol", "hr", "blockquote", "dl", "section", "article"})
_INLINE = frozenset({"span", "b", "strong", "em", "i", "label", "font"})
_STRUCK = frozenset({"s", "del", "strike"})
_HIDING = compiled(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$|!)|max-height\s*:\s*0(?:px)?\s*(?:;|$|!)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \n\t\r\f]+")
_QUOTE_CLASS = compiled(r"gmail_quote|yahoo_quoted|moz-cite|OutlookMessageHeader", re.IGNORECASE)
_OPENING, _TAG = re.compile(r"<[a-zA-Z]"), re.compile(r"<[^<>]{0,2000}>")
MAX_DEPTH = 120
MAX_UNCLOSED = 4000  # the parser's time grows with the square of the nesting
MAX_LABEL = 45


@dataclass(frozen=True, slots=True)
class Page:
    """Readable text, the JSON-LD scripts as they stand, and microdata in the same form."""

    text: str
    structured: tuple[str, ...]


def read_html(source: str) -> Page:
    if len(_OPENING.findall(source)) - source.count("</") > MAX_UNCLOSED:
        return Page(tidy(_TAG.sub("\n", source)), ())
    tree = LexborHTMLParser(source)
    scripts = tuple(node.text()[:50_000] for node in tree.css('script[type="application/ld+json"]')[:10])
    scripts += read_items(tree) if "itemscope" in source else ()
    root = tree.body or tree.root
    if root is None:
        return Page("", scripts)
    return Page(_tidy_page(_content(root, 0)).replace(_KEPT, " "), scripts)


# Where a block begins or ends, and where it also keeps a distance; they become line ends when all of them are known.
_EDGE, _WIDE = "\x01", "\x02"
_KEPT = "\ue000"  # a blank that is part of a typed table
_BLANK = " \n\x01\x02"
_ENDS = re.compile(r"[\x01\x02\n ]+")


def _tidy_page(text: str) -> str:
    return tidy(_ENDS.sub(_line_end, text).strip())


def _line_end(run: re.Match[str]) -> str:
    if run[0].isspace() and "\n" not in run[0]:
        return " "
    return "\n\n" if _WIDE in run[0] or run[0].count("\n") > 1 else "\n"


def _content(node: LexborNode, depth: int) -> str:
    if depth > MAX_DEPTH:
        return f" {node.text(separator=' ')} "
    out: list[str] = []
    child = node.child
    while child is not None:
        out.append(_piece(child, depth + 1))
        if child.tag in _INLINE and _is_inline(_beside(child)) and _is_bare_label(out[-1]):
            out.append(": ")
        child = child.next
    return "".join(out)


_SET_APART = compiled(r"inline-block|float\s*:|(?<![-\w])width\s*:", re.IGNORECASE)


def _beside(node: LexborNode) -> LexborNode | None:
    """The next element on the line; blanks between do not count where the style sets the first apart."""
    following = node.next
    is_apart = _SET_APART.search(node.attributes.get("style") or "") is not None
    if is_apart and following is not None and following.tag == "-text" and not (following.text_content or "").strip():
        following = following.next
    return following


def _is_inline(node: LexborNode | None) -> bool:
    return node is not None and node.tag in _INLINE


def _is_bare_label(said: str) -> bool:
    """ "<span>Client</span><span>Ada</span>": only the style sheet keeps the two apart."""
    label = said.strip()
    return bool(label) and len(label) <= MAX_LABEL and not said[-1].isspace() and is_known_label(label)


def _piece(node: LexborNode, depth: int) -> str:
    tag = node.tag or ""
    if tag == "-text":
        return _text(node)
    if tag in _SILENT or tag.startswith("!") or _is_hidden(node):
        return ""
    if tag == "br":
        return "\n"
    if tag == "table":
        return f"{_WIDE}{_table(node, depth)}{_WIDE}"
    return _element(node, tag, depth)


def _text(node: LexborNode) -> str:
    said = node.text_content or ""
    return said.replace(" ", _KEPT) if _is_typed(node) else _SPACE.sub(" ", said)


def _is_typed(node: LexborNode) -> bool:
    """Lines and blanks count, as on a typewriter."""
    for _ in range(4):
        above = node.parent
        if above is None:
            return False
        if above.tag == "pre" or _TYPED.search(above.attributes.get("style") or ""):
            return True
        node = above
    return False


_TYPED = compiled(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)


def _element(node: LexborNode, tag: str, depth: int) -> str:
    inner = _content(node, depth)
    if tag in _STRUCK or "line-through" in (node.attributes.get("style") or ""):
        return f"(old: {inner.strip(_BLANK)}) " if inner.strip(_BLANK) else ""
    if tag == "li":
        return f"{_EDGE}\u2022 {inner.strip(_BLANK)}{_EDGE}"
    if tag == "blockquote" and _QUOTE_CLASS.search(node.attributes.get("class") or ""):
        return _WIDE + "\n".join(f"> {line}" for line in _tidy_page(inner).split("\n")) + _WIDE
    if tag == "dt":
        return f"{_EDGE}{inner}{_EDGE}"
    if tag in _SPACED:
        return f"{_WIDE}{inner}{_WIDE}"
    return f"{_EDGE}{inner}{_EDGE}" if tag in _BLOCK else inner


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return bool(attributes) and ("hidden" in attributes or bool(_HIDING.search(attributes.get("style") or "")))


def _table(table: LexborNode, depth: int) -> str:
    rows = [[_cell(cell, depth) for cell in _cells(row)] for row in _rows(table)]
    rows = [row for row in rows if any(row)]
    table_text = compared(rows) or side_by_side(rows) or _headed(rows) or bare_grid(rows)
    return table_text if table_text is not None else "\n".join(_row(row) for row in rows)


def _rows(table: LexborNode) -> list[LexborNode]:
    found: list[LexborNode] = []
    for child in table.iter():
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            found.extend(row for row in child.iter() if row.tag == "tr")
    return [row for row in found if not _is_hidden(row)]


def _cells(row: LexborNode) -> list[LexborNode]:
    return [cell for cell in row.iter() if cell.tag in ("td", "th") and not _is_hidden(cell)]


def _cell(cell: LexborNode, depth: int) -> str:
    return _tidy_page(_content(cell, depth + 2)) if depth < MAX_DEPTH else cell.text(separator=" ")


_HEADINGS = 3  # a title may stand above the names of the columns


def _headed(rows: list[list[str]]) -> str | None:
    """A grid of which one of the first rows names the columns: every further row becomes labelled lines of its own."""
    at = next((at for at, row in enumerate(rows[:_HEADINGS]) if len(row) > 2), 0)
    if len(rows) < at + 2 or len(rows[at]) < 3 or not _names_columns(rows[at]):
        return None
    out = [_row(row) for row in rows[:at]]
    rows = rows[at:]
    for row in rows[1:]:
        if len(row) == len(rows[0]):
            lines = (
                f"{label.rstrip(':')}: {_one_line(value)}" for label, value in zip(rows[0], row, strict=True) if value
            )
            out.append("\n".join(lines))
        else:
            out.append("\n".join(cell for cell in row if cell))
    return "\n\n".join(out)


def _names_columns(row: list[str]) -> bool:
    known = [role_of(cell, "") for cell in row]
    return all(len(cell) <= MAX_LABEL and "\n" not in cell for cell in row) and (
        sum(role not in (Role.UNKNOWN,) for role in known) * 2 >= len(row)
    )


def _row(cells: list[str]) -> str:
    filled = [cell for cell in cells if cell]
    if len(filled) == 2 and _is_label(filled[0]):
        return f"{filled[0].rstrip(': ')}: {_one_line(filled[1])}"
    return "\n".join(filled)


def _is_label(cell: str) -> bool:
    if "\n" in cell or len(cell) > MAX_LABEL:
        return False
    return cell.endswith(":") or role_of(cell, "") is not Role.UNKNOWN or not any(letter.isdigit() for letter in cell)


def _one_line(value: str) -> str:
    return value if value.count("\n") > 6 else " ".join(value.split())
