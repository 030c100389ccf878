"""A mail as the screen shows it: its text with numbered source marks, private words hidden until a person asks. Never HTML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from booking_console.domain.extraction import CERTAIN, AppointmentFields, Doubt, Extraction, FieldName

#: Pixels of a bar that stands for one hidden letter.
BAR_PER_LETTER = 7
#: The order of the numbers, the same at the fields.
NUMBERED = (
    FieldName.GUEST,
    FieldName.TYPE,
    FieldName.START,
    FieldName.END,
    FieldName.SPECIALIST,
    FieldName.REFERENCE,
)
_PAIR = re.compile(r"^[ \t]*([^\W\d][\w /'’()&-]{1,28}?)[ \t]*:[ \t]+(?=\S)")
#: Addresses and telephone numbers; a date in figures is no telephone number.
_DATE = r"\d{1,2}([/-])\d{1,2}\1\d{2,4}\b|\d{4}([/-])\d{1,2}\2\d{1,2}\b"
_QUOTED = re.compile(r'"([^"]{3,})"')
_CONTACT = re.compile(rf"[\w.+-]+@[\w-]+\.[\w.-]+|(?<![\d/-])(?!{_DATE})\+?\d[\d ()/-]{{7,}}\d")


@dataclass(frozen=True, slots=True)
class Bit:
    """Shown text, or a bar that hides as many letters as it is long. bar: its width, empty for text."""

    text: str
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line. number 0: no source. tone: "" or "you" for the doubtful one."""

    bits: tuple[Bit, ...]
    number: int = 0
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """kind: text, gap, pair, "pair first", "pair last", "pair first last". brief: shown on a phone before "Whole mail" is asked for."""

    kind: str
    label: str
    pieces: tuple[Piece, ...]
    brief: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value stands in the text."""

    start: int
    end: int
    number: int
    tone: str


def letter(reading: Extraction | None, text: str, *, hide: bool) -> tuple[Line, ...]:
    """hide: names, addresses and telephone numbers of the guest become bars."""
    marks = _marks(reading)
    hidden = _hidden(reading, text) if hide else []
    lines = [_line(text, start, end, marks, hidden) for start, end in _spans(text)]
    return tuple(_with_edges(_without_gaps(lines)))


def numbers(reading: Extraction | None) -> dict[FieldName, tuple[int, str]]:
    """The number and tone that a field carries; only those with a source in the text."""
    doubtful = _doubtful(reading)
    found: dict[FieldName, tuple[int, str]] = {}
    numbered: dict[tuple[int, int], int] = {}
    for name, span in _sources(reading).items():
        number = numbered.setdefault(span, len(numbered) + 1)
        found[name] = (number, "you" if name in doubtful or _confidence(reading, name) < CERTAIN else "")
    return found


def hide_names(text: str, reading: Extraction | None) -> str:
    """For a subject line: the guest's words become initials."""
    for word in _name_words(reading):
        text = re.sub(rf"\b{re.escape(word)}\b", f"{word[0].upper()}.", text, flags=re.IGNORECASE)
    return text


def _marks(reading: Extraction | None) -> list[Mark]:
    sources = _sources(reading)
    marks: dict[tuple[int, int], Mark] = {}
    for name, (number, tone) in numbers(reading).items():
        key = sources[name]
        tone = tone or (marks[key].tone if key in marks else "")
        marks[key] = Mark(*key, number, tone)
    return _apart(sorted(marks.values(), key=lambda mark: (mark.start, -mark.end)))


def _sources(reading: Extraction | None) -> dict[FieldName, tuple[int, int]]:
    """Where each value stands in the text, in the order of the numbers."""
    if reading is None:
        return {}
    found = {name: _source(reading, name) for name in NUMBERED}
    return {name: span for name, span in found.items() if span is not None}


def _source(reading: Extraction, name: FieldName) -> tuple[int, int] | None:
    """A value that was doubted away stands in the doubt's sentence, in the mail's own words."""
    value = getattr(_visit(reading), name.value)
    if value is not None:
        is_here = value.source.part == "text" and value.source.start >= 0
        return (value.source.start, value.source.end) if is_here else None
    quoted = [words for doubt in reading.doubts if doubt.field is name for words in _QUOTED.findall(doubt.sentence)]
    spans = [(reading.text.find(words), len(words)) for words in quoted]
    return next(((start, start + length) for start, length in spans if start >= 0), None)


def _confidence(reading: Extraction | None, name: FieldName) -> float:
    value = getattr(_visit(reading), name.value)
    return value.confidence if value is not None else 0.0


def _visit(reading: Extraction | None) -> AppointmentFields:
    return reading.appointments[0] if reading and reading.appointments else AppointmentFields()


def _apart(marks: list[Mark]) -> list[Mark]:
    """A mark inside another one is left out: brackets in brackets cannot be read."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _doubtful(reading: Extraction | None) -> set[FieldName]:
    doubts: Iterable[Doubt] = reading.doubts if reading else ()
    return {doubt.field for doubt in doubts if doubt.field is not None}


def _name_words(reading: Extraction | None) -> list[str]:
    guests = [visit.guest.value for visit in reading.appointments if visit.guest] if reading else []
    words = {word for guest in guests for word in re.split(r"[\s,]+", guest) if len(word) > 1 and word[0].isalpha()}
    return sorted(words, key=len, reverse=True)


def _hidden(reading: Extraction | None, text: str) -> list[tuple[int, int]]:
    spans = [match.span() for match in _CONTACT.finditer(text)]
    for word in _name_words(reading):
        found = re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, flags=re.IGNORECASE)
        spans += [(match.start() + 1, match.end()) for match in found]
    return sorted(spans)


def _spans(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line.rstrip())))
        at += len(line) + 1
    return spans


def _line(text: str, start: int, end: int, marks: list[Mark], hidden: list[tuple[int, int]]) -> Line:
    pair = _PAIR.match(text[start:end])
    label = pair.group(1) if pair else ""
    body = start + pair.end() if pair else start
    pieces = tuple(_pieces(text, body, end, marks, hidden))
    kind = "pair" if pair else "text" if end > start else "gap"
    return Line(kind, label, pieces, any(piece.number for piece in pieces))


def _pieces(text: str, start: int, end: int, marks: list[Mark], hidden: list[tuple[int, int]]) -> Iterable[Piece]:
    at = start
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first >= last:
            continue
        if first > at:
            yield Piece(_bits(text, at, first, hidden))
        yield Piece(_bits(text, first, last, hidden), mark.number, mark.tone)
        at = last
    if at < end:
        yield Piece(_bits(text, at, end, hidden))


def _bits(text: str, start: int, end: int, hidden: list[tuple[int, int]]) -> tuple[Bit, ...]:
    bits: list[Bit] = []
    at = start
    for first, last in hidden:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            bits.append(Bit(text[at:first]))
        bits.append(Bit("", f"{(last - first) * BAR_PER_LETTER}px"))
        at = last
    if at < end:
        bits.append(Bit(text[at:end]))
    return tuple(bits)


def _without_gaps(lines: list[Line]) -> list[Line]:
    """One empty line at most, none at the ends."""
    kept: list[Line] = []
    for line in lines:
        if line.kind == "gap" and (not kept or kept[-1].kind == "gap"):
            continue
        kept.append(line)
    while kept and kept[-1].kind == "gap":
        kept.pop()
    return kept


def _with_edges(lines: list[Line]) -> Iterable[Line]:
    """Hairlines above and below a group of labelled lines."""
    for place, line in enumerate(lines):
        if line.kind != "pair":
            yield line
            continue
        before = lines[place - 1].kind if place else ""
        after = lines[place + 1].kind if place + 1 < len(lines) else ""
        edges = f"pair{'' if before == 'pair' else ' first'}{'' if after == 'pair' else ' last'}"
        yield Line(edges, line.label, line.pieces, line.brief)
