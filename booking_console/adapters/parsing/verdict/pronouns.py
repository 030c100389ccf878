"""A pronoun beside the time that may be somebody else: of the other sex than the title, or right behind a relative."""

import re
from collections.abc import Iterator

from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.cast import KIN
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.rungs.several import sentence_at
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import Doubt, FieldName, Rung

_BEGINS = re.compile(r"\W*(?:(?:so|and|then|now|therefore)\W+)?(?P<who>he|she|his|her|they|their)\b", re.IGNORECASE)
_RELATIVE = compiled(
    rf"\b(?:his|her|their|the)[ \n](?:[\w-]+[ ])?{KIN}\b(?!['\u2019]s)|\b(?:friend|colleague|neighbou?r|relative) of\b",
    re.IGNORECASE,
)
_ACTS = compiled(
    r"\b(?:rang|phoned|called|emailed|telephoned|texted|messaged|wrote|asked|says|said|will (?:bring|drive))\b",
    re.IGNORECASE,
)
_TITLES = {"he": r"(?:mrs|ms|miss|lady|madam)", "she": r"(?:mr|master|sir)"}


def pronouns(read: Read) -> Iterator[Doubt]:
    """Only for a time that a sentence told."""
    text = read.clock.text
    body = sign_off_of(text)
    for one in read.appointments:
        if (
            one.start is None
            or one.guest is None
            or one.start.rung > Rung.SENTENCE
            or not 0 <= one.start.source.start < body
        ):
            continue
        start, end = sentence_at(text, one.start.source.start)
        match = _BEGINS.match(text, start, end)
        if match is None:
            continue
        ahead = text[sentence_at(text, max(0, start - 3))[0] : start]
        relative = _RELATIVE.search(ahead)
        if relative and not _ACTS.match(ahead[relative.end() :].lstrip()):
            yield Doubt(FieldName.GUEST, f'The mail speaks of "{relative[0]}"; it may be the one who comes.')
        sex = {"his": "he", "her": "she"}.get(match["who"].casefold(), match["who"].casefold())
        titled = sex in _TITLES and re.search(
            rf"\b{_TITLES[sex]}\.?[ ]{re.escape(one.guest.value)}\b", text[:body], re.IGNORECASE
        )
        if titled:
            yield Doubt(FieldName.GUEST, f'The mail says "{titled[0]}" and "{match["who"]}".')
