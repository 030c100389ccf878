"""Sentences in which people, days, times and lengths are marks, so that a grammar can tell how they stand to each other.

<P0> is somebody, <S0> somebody with a title of the trade, <D0> a day, <C0> a time of day, <L0> a length.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from booking_console.adapters.parsing.clock import TimeMention
from booking_console.adapters.parsing.durations import Length
from booking_console.adapters.parsing.mentions import DateMention
from booking_console.adapters.parsing.moments import Clockwork
from booking_console.adapters.parsing.names import NameMention, find_names, key

Mark = NameMention | DateMention | TimeMention | Length
_FULL_LINE = 55  # characters; a shorter one ends because its writer ended it
_OWNS = re.compile(r"['\u2019]s?$")
_CAPITAL = re.compile(r"(?<![\w'\u2019-])[A-Z][a-z\u00df-\u024f]+(?:-[A-Z][a-z]+)?(?![\w-])")
_END = re.compile(r"(?<=[.!?])[ ]+(?=[^a-z])|(?<=[!?])[ ]+|\n")
_GLUED = re.compile(r"(<\w\d+>)(?=\w)")
_ITEM = re.compile(r"\n(?=[ ]*[\u2022*-])")


@dataclass(frozen=True, slots=True)
class Tagged:
    """One sentence. said: with marks for what they stand for. start/end: where it stands in the text."""

    said: str
    marks: Mapping[str, Mark]
    start: int
    end: int


def tagged_sentences(clock: Clockwork, subject: str, body: int) -> list[Tagged]:
    """The sentences of text[:body]."""
    spans = _spans(clock, subject, body)
    marks: dict[str, Mark] = {}
    said: list[str] = []
    origin: list[int] = []
    at = 0
    for span in spans:
        name = f"<{_letter(span)}{len(marks)}>"
        marks[name] = span
        for piece, first, step in ((_plain(clock.text, at, span.start), at, 1), (name, span.start, 0)):
            said.append(piece)
            origin += [first + step * offset for offset in range(len(piece))]
        at = span.end
    rest = _plain(clock.text, at, body)
    joined = "".join(said) + rest
    origin += [*range(at, at + len(rest)), body]
    return list(_cut(joined, marks, origin))


def _plain(text: str, start: int, end: int) -> str:
    """With the breaks of full lines as spaces; of the same length."""
    out = list(text[start:end].replace("\u2019", "'").replace("<", "(").replace(">", ")"))
    for offset, sign in enumerate(out):
        if sign == "\n" and _is_wrap(text, start + offset):
            out[offset] = " "
    return "".join(out)


def _is_wrap(text: str, at: int) -> bool:
    line = at - (text.rfind("\n", 0, at) + 1)
    goes_on = text[at + 1 : at + 2]
    return line >= _FULL_LINE and goes_on not in ("\n", "", "-", "*", "\u2022")


def _cut(joined: str, marks: Mapping[str, Mark], origin: Sequence[int]) -> Iterator[Tagged]:
    edges = sorted({0, len(joined), *(match.end() for match in (*_END.finditer(joined), *_ITEM.finditer(joined)))})
    for start, end in pairwise(edges):
        said = " ".join(_GLUED.sub(r"\1 ", joined[start:end]).split())
        if said:
            yield Tagged(said, marks, origin[start], origin[end])


def _letter(span: Mark) -> str:
    if isinstance(span, NameMention):
        return "S" if span.is_clinical else "P"
    if isinstance(span, DateMention):
        return "D"
    return "C" if isinstance(span, TimeMention) else "L"


def _spans(clock: Clockwork, subject: str, body: int) -> list[Mark]:
    """In order and without overlaps; days and times go before names."""
    names = [bare(one) for one in find_names(clock.text[:body])]
    found: list[Mark] = [*clock.dates, *clock.times, *clock.lengths]
    found = [one for one in found if one.end <= body]
    for one in (*names, *_parts(clock.text[:body], [*names, *find_names(subject)])):
        if not any(other.start < one.end and one.start < other.end for other in found):
            found.append(one)
    kept: list[Mark] = []
    for span in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def bare(mention: NameMention) -> NameMention:
    match = _OWNS.search(mention.name)
    if match is None:
        return mention
    cut = len(match[0])
    return NameMention(
        mention.start, mention.end - cut, mention.name[:-cut], mention.is_titled, is_clinical=mention.is_clinical
    )


def _parts(text: str, names: Sequence[NameMention]) -> Iterator[NameMention]:
    """ "Leila" alone, where the mail names Leila Haddad somewhere."""
    whole = {word: one for one in names if " " in one.name for word in key(one.name)}
    for match in _CAPITAL.finditer(text):
        one = whole.get(match[0].casefold())
        if one is not None:
            yield NameMention(match.start(), match.end(), match[0], is_titled=False, is_clinical=one.is_clinical)
