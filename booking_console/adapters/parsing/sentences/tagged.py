"""Sentences in which people, days, times and lengths are marks, so that a grammar can tell how they stand to each other.

<P0> is somebody, <S0> somebody with a title of the trade, <D0> a day, <C0> a time of day, <L0> a length.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from booking_console.adapters.parsing.names.names import NameMention, find_names, key, person_name, same_person
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.clock import TimeMention
from booking_console.adapters.parsing.times.durations import Length
from booking_console.adapters.parsing.times.mentions import DateMention
from booking_console.adapters.parsing.times.moments import Clockwork

Mark = NameMention | DateMention | TimeMention | Length
_FULL_LINE = 55  # characters; a shorter one ends because its writer ended it
_OWNS = re.compile(r"['\u2019]s?$")
_CAPITAL = re.compile(r"(?<![\w'\u2019-])[A-Z][a-z\u00df-\u024f]+(?:-[A-Z][a-z]+)?(?![\w-])")
_END = re.compile(
    r"(?<=[.!?])[ ]+(?=[^a-z])|(?<=[a-z][a-z][a-z][.!?])[ ]+(?=(?:she|he|they|it|i|we|will|please|pls|thanks|sorry)\b)|(?<=[!?])[ ]+|\n"
)
_GLUED = re.compile(r"(<\w\d+>)(?=\w)")
_NEXT = re.compile(r"[ ]+(?=[A-Z])|[ ]*\n|[ ]*$")
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
        shown = f"{name}." if _ends_sentence(clock.text, span, spans) else name
        for piece, first, step in ((_plain(clock.text, at, span.start), at, 1), (shown, span.start, 0)):
            said.append(piece)
            origin += [first + step * offset for offset in range(len(piece))]
        at = span.end
    rest = _plain(clock.text, at, body)
    joined = "".join(said) + rest
    origin += [*range(at, at + len(rest)), body]
    return list(_cut(joined, marks, origin))


def _ends_sentence(text: str, span: Mark, spans: Sequence[Mark]) -> bool:
    """Whether the full stop of "10 June." or "3 p.m." ends more than the day or the hour."""
    if text[span.end - 1] != "." or not _NEXT.match(text, span.end):
        return False
    return not any(other is not span and 0 <= other.start - span.end <= 1 for other in spans if _letter(other) in "DC")


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
    found: list[Mark] = [*clock.dates, *clock.times, *clock.lengths]
    found = [one for one in found if one.end <= body]
    names = [_by_trade(bare(_ahead_of(one, clock.text, found)), clock.text) for one in find_names(clock.text[:body])]
    for one in (*names, *_parts(clock.text[:body], [*names, *find_names(subject)])):
        if not any(other.start < one.end and one.start < other.end for other in found):
            found.append(one)
    kept: list[Mark] = []
    for span in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _ahead_of(mention: NameMention, text: str, days: Sequence[Mark]) -> NameMention:
    """Less the day that stands behind the name: "Leopold Marsh's Monday"."""
    cut = min((day.start for day in days if mention.start < day.start < mention.end), default=mention.end)
    name = person_name(text[mention.start : cut]) if cut < mention.end else None
    if name is None:
        return mention
    return replace(mention, end=mention.start + len(text[mention.start : cut].rstrip()), name=name)


_TRADE = (
    r"(?:surgeon|physician|physio\w*|optometrist|audiologist|dentist|hygienist|podiatrist|osteopath|chiropractor|psycholog\w+"
    r"|psychiatrist|therapist|dieti[ct]ian|midwife|cardiologist|dermatologist|neurologist|sonographer|radiographer|clinician"
    r"|practitioner|consultant|specialist|counsellor)\b"
)
_TRADE_AHEAD = compiled(
    rf"\b(?:(?:our|your|my)[ ](?:[\w-]+[ ]){{0,2}}{_TRADE},?|the[ ](?:[\w-]+[ ]){{0,2}}{_TRADE})[ ](?:(?:mr|mrs|ms|miss)\.?[ ])?$",
    re.IGNORECASE,
)
_TRADE_BEHIND = compiled(rf",[ ](?:our|the|your|my|an?)[ ](?:[\w-]+[ ]){{0,2}}{_TRADE}", re.IGNORECASE)


def _by_trade(mention: NameMention, text: str) -> NameMention:
    """Somebody of the trade by what stands beside the name: "Mr Hume, our orthopaedic surgeon"."""
    ahead = text[max(0, mention.start - 60) : mention.start].replace("\n", " ")
    is_one = _TRADE_AHEAD.search(ahead) or _TRADE_BEHIND.match(text[mention.end : mention.end + 60].replace("\n", " "))
    return replace(mention, is_clinical=True) if is_one else mention


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
    whole: dict[str, NameMention] = {}
    shared: set[str] = set()
    for one in names:
        for word in key(one.name) if " " in one.name else ():
            known = whole.setdefault(word, one)
            shared |= set() if same_person(known.name, one.name) else {word}
    for match in _CAPITAL.finditer(text):
        owner = whole.get(match[0].casefold())
        if owner is not None and match[0].casefold() not in shared:
            name = bare(owner).name
            yield NameMention(match.start(), match.end(), name, is_titled=False, is_clinical=owner.is_clinical)
