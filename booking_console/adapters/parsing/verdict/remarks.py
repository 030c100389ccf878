"""The last look at a mail that would be acted on: what it says beside its appointment must be like what is said beside others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booking_console.adapters.parsing.lines.labels import Entry, read_labels
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import NameMention, key
from booking_console.adapters.parsing.sentences.tagged import Tagged, tagged_sentences
from booking_console.adapters.parsing.times.moments import Clockwork, read_times
from booking_console.adapters.parsing.verdict.likeness import weights
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import Doubt, Kind, Rung

_WORD = re.compile(r"[^\W\d_]{2}")
_NAME = re.compile(r"[^\W\d_]+")
_FREE_ROLES = frozenset({Role.UNKNOWN, Role.IGNORED, Role.STATUS})
_MARK = re.compile(r"<P\d+>")
# The answers to an invitation as links, and the label of a field that nobody has filled in.
_FURNITURE = re.compile(
    r"\W*(?:action (?:required|needed|by you)\W+(?:none|no|nil|n/?a)|no (?:further )?action (?:is )?(?:required"
    r"|needed|necessary)"
    r"(?: (?:from|by|on) (?:you|your side|your part))?)\W*|(?:\W*\b(?:yes|no|maybe|going|more options|accept|decline"
    r"|tentative|ja|nein|vielleicht|nee|misschien|oui|non|peut-\u00eatre"
    r"|quiz\u00e1s?)\b)+\W*|(?:any |other |additional |further |your |special |client |patient |customer )*"
    r"(?:comments?|notes?|remarks?|questions?|messages?|requests?|bemerkung(?:en)?|anmerkung(?:en)?|opmerking(?:en)?"
    r"|commentaires?"
    r"|remarques?|comentarios?|observaciones)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """said: with marks, the guest as <G>. text: as it stands in the mail. place: where in the mail."""

    said: str
    text: str
    place: str = ""


#: A line with a known label, the subject.
LABELLED, SUBJECT = "V", "S"


def remark_doubts(letter: Letter, read: Read, kind: Kind, cover: str) -> list[Doubt]:
    """The one most doubtful. cover: the note above a forwarded mail."""
    known = weights()
    around = "C" if kind is Kind.CANCELLATION else "B"
    scored = [(known.score(one.said, around + one.place), one.text) for one in remarks(letter, read, cover)]
    score, text = max(scored, default=(known.limit, ""))
    if score <= known.limit:
        return []
    return [Doubt(None, f'The mail also says "{text}"; a person should read what that changes.')]


def remarks(letter: Letter, read: Read, cover: str = "") -> Iterator[Remark]:
    """Every sentence but those that name the visit: of the text, of the subject, and what only the other wording, the
    calendar or the note above a forwarded mail says."""
    guests = frozenset(word for one in read.appointments if one.guest for word in key(one.guest.value))
    text = read.clock.text
    told, core = list(_told(read.entries)), list(_read_in_prose(read))
    for tagged in tagged_sentences(read.clock, letter.subject, len(text)):
        if not _is_in(tagged, core):
            yield from _remark(tagged, text, guests, LABELLED if _is_in(tagged, told) else "")
    subject = read_times(letter.subject, read.clock.calendar, read.clock.zone)
    for tagged in tagged_sentences(subject, letter.subject, len(letter.subject)):
        yield from _remark(tagged, letter.subject, guests, SUBJECT)
    said = _folded(text)
    beside = [letter.other if letter.other != text else "", cover, *(event.description for event in read.events)]
    for other in beside:
        yield from _unsaid(other, read.clock, letter.subject, guests=guests, said=said)


def _told(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """The labels that are known with the first sentence of what they say; "Patient: Ada Moreau. Will ring back." says more."""
    return ((entry.start, entry.start + 1) for entry in entries if entry.role not in _FREE_ROLES)


def _read_in_prose(read: Read) -> Iterator[tuple[int, int]]:
    for one in read.appointments:
        for field in (one.start, one.guest, one.end, one.previous_start):
            if field and field.source.part == "text" and field.rung <= Rung.SENTENCE:
                yield field.source.start, field.source.end


def _is_in(tagged: Tagged, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < tagged.end and end > tagged.start for start, end in spans)


def _unsaid(text: str, clock: Clockwork, subject: str, *, guests: frozenset[str], said: str) -> Iterator[Remark]:
    """The sentences of another wording that the text does not have."""
    if all(_folded(line) in said for line in text.split("\n")):
        return
    other = read_times(text, clock.calendar, clock.zone)
    told = list(_told(read_labels(text)))
    for tagged in tagged_sentences(other, subject, len(text)):
        if not _is_in(tagged, told) and _folded(text[tagged.start : tagged.end]) not in said:
            yield from _remark(tagged, text, guests)


def _folded(text: str) -> str:
    return " ".join(_NAME.findall(text.casefold()))


def _remark(tagged: Tagged, text: str, guests: frozenset[str], place: str = "") -> Iterator[Remark]:
    if not _WORD.search(tagged.said) or _FURNITURE.fullmatch(text, tagged.start, tagged.end):
        return

    def mark(match: re.Match[str]) -> str:
        name = tagged.marks.get(match[0])
        return "<G>" if isinstance(name, NameMention) and set(key(name.name)) & guests else match[0]

    said = _NAME.sub(lambda match: "<G>" if _is_of(match[0], guests) else match[0], _MARK.sub(mark, tagged.said))
    yield Remark(said, " ".join(text[tagged.start : tagged.end].split()), place)


def _is_of(word: str, guests: frozenset[str]) -> bool:
    return len(word) > 1 and word[0].isupper() and word.casefold() in guests
