"""A mail whose one sentence about a visit is understood as a whole: what it does, to whom, and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from booking_console.adapters.parsing.lines.found import in_part, in_text
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.names.names import NameMention, find_names, same_person
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.sentences.antecedents import antecedent
from booking_console.adapters.parsing.sentences.grammar import Frames, open_words
from booking_console.adapters.parsing.sentences.plainbookings import BOOKING_HEADS, BOOKING_NOTES, BOOKS
from booking_console.adapters.parsing.sentences.plainchanges import (
    CANCEL_NOTES,
    CANCELS,
    MOVE_HEADS,
    MOVE_NOTES,
    MOVES,
    NEW_TIMES,
)
from booking_console.adapters.parsing.sentences.tagged import Tagged, bare, tagged_sentences
from booking_console.adapters.parsing.times.clock import TimeMention
from booking_console.adapters.parsing.times.mentions import DateMention
from booking_console.adapters.parsing.times.moments import Clockwork, Moment, combine
from booking_console.domain.extraction import Field, Kind, Rung

_TIMED = re.compile(r"<[CD]\d+>")
_MARK = re.compile(r"<[PSDC]\d+>", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:\bwith|\bunder|\bto see|\bby|\bsecretary to|\bpa to|\bfrom)(?: (?:our|your|my|the) [\w-]+)?[ ]$", re.IGNORECASE
)
_SEES = compiled(r" (?:would like|wants|wishes|needs|has asked) to (?:see|review|reassess|examine) <", re.IGNORECASE)
_BIDS = compiled(
    r"(?:book|put|pop|add|squeeze|slot|fit|reserve|schedule|cancel|take|scrap|strike|remove|delete|move|shift|bring|push|postpone"
    r"|reschedule|rebook|release|free up|keep|see) (?:<p|<d|<c|the |an? |him |her |them )"
)
_MAY_YOU = compiled(r"\b(?:can|could|would|will) you\b", re.IGNORECASE)
_KINDLY = compiled(r"\b(?:please|pls|kindly|thanks|thank you|grateful)\b", re.IGNORECASE)
# No sentence that says so only books.
_MOVES = compiled(
    r"\b(?:(?:brought|moved?|put|pushed) (?:forward|back)|postponed|deferred|delayed|(?:has|have|had) been (?:moved|shifted|switched))\b",
    re.IGNORECASE,
)
_BORN = compiled(r"[ ,(]+(?:DOB|D\.O\.B|NHS|MRN)\b")
_ABOVE = compiled(
    r"\b(?:above(?:[ -]named)?|aforementioned|named) (?:patient|client)\b|\bpatient (?:named )?above\b", re.IGNORECASE
)
# Of the one whom the mail is written to; the rungs know who that is.
_YOURS = compiled(r"^(?:your (?:new|revised)|[^<>]*\bsorry\b[^<>]* your) ", re.IGNORECASE)
_LONGEST = 320  # characters of a sentence
_Kinds = Sequence[tuple[Kind, Sequence[Frames]]]
_FRAMES: _Kinds = (
    (Kind.CANCELLATION, (CANCELS, CANCEL_NOTES)),
    (Kind.RESCHEDULE, (MOVES, MOVE_NOTES)),
    (Kind.BOOKING, (BOOKS, BOOKING_NOTES)),
)


Times = list[DateMention | TimeMention]
_Head = tuple[Tagged, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of one visit. guest is None for "he" of a mail that names nobody there.

    spans: the sentences that say it. olds: the days and times that they give up.
    """

    kind: Kind
    guest: Field[str] | None
    moment: Moment
    spans: tuple[tuple[int, int], ...]
    old: Moment | None = None
    olds: tuple[DateMention | TimeMention, ...] = ()

    @property
    def old_days(self) -> set[date]:
        return {mark.day for mark in self.olds if isinstance(mark, DateMention) and mark.day}


def claim_of(clock: Clockwork, letter: Letter) -> Claim | None:
    """None unless all sentences that claim anything claim the same."""
    tagged = tagged_sentences(clock, letter.subject, sign_off_of(clock.text))
    if any(one.said.endswith("?") and not _KINDLY.search(one.said) for one in tagged):
        return None
    mail = _Mail(clock, letter)
    claims = [claim for one in tagged for claim in mail.claims(one, _FRAMES)]
    heads = [head for one in tagged if (head := _head(one)) is not None]
    if heads:
        claims = [replace(claim, kind=Kind.RESCHEDULE) if claim.kind is Kind.BOOKING else claim for claim in claims]
    if len(heads) == 1:
        again = ((Kind.RESCHEDULE, (NEW_TIMES,)),)
        claims += [claim for one in tagged for claim in mail.claims(one, again, olds=_times(heads[0]))]
    booked = [head for one in tagged if not claims and (head := _head(one, BOOKING_HEADS)) is not None]
    if len(booked) == 1 and not heads:
        again = ((Kind.BOOKING, (NEW_TIMES,)),)
        claims += [claim for one in tagged for claim in mail.claims(one, again)]
        heads = booked
    first = claims[0] if claims else None
    if first is None or any((one.kind, one.moment.at) != (first.kind, first.moment.at) for one in claims):
        return None
    if first.guest is None:
        first = replace(first, guest=next((guest for head, _ in heads if (guest := mail.guest_of(head))), None))
    if first.guest is None:
        first = replace(first, guest=mail.brought_in(first.spans[0]))
    spans = [(one[0].start, one[0].end) for one in heads] + [span for one in claims for span in one.spans]
    return replace(first, spans=tuple(spans))


def _head(one: Tagged, frames: Frames = MOVE_HEADS) -> _Head | None:
    said = open_words(one.said, ahead=False)
    for match in frames.matches(said):
        return one, "".join(value for name, value in match.groupdict("").items() if name.startswith("old"))
    return None


def _times(head: _Head) -> Times:
    return _marks(*head)


def _asked(said: str) -> str:
    """ "Reserve 9am for Ada Moreau" asks as much as with a please in front."""
    return f"please {said}" if _BIDS.match(said) else said


def _is_bare_question(said: str) -> bool:
    return _MAY_YOU.search(said) is not None and _KINDLY.search(said) is None


@dataclass(frozen=True, slots=True)
class _Mail:
    clock: Clockwork
    letter: Letter

    def claims(self, one: Tagged, kinds: _Kinds, olds: Times | None = None) -> Iterator[Claim]:
        """At most one: the first frame that holds. olds: what a sentence ahead has said of the old time."""
        if not _TIMED.search(one.said) or len(one.said) > _LONGEST or _is_bare_question(one.said):
            return
        for kind, templates in kinds:
            said = _asked(open_words(one.said, ahead=kind is Kind.BOOKING))
            if kind is Kind.BOOKING and _MOVES.search(one.said):
                return
            for match in (match for template in templates for match in template.matches(said)):
                claim = self._claim(one, match, kind=kind, before=olds or [])
                if claim is not None:
                    yield claim
                    return

    def brought_in(self, span: tuple[int, int]) -> Field[str] | None:
        """Whom the sentences ahead of the span, or the subject, speak of."""
        text = self.clock.text
        others = [bare(one).name for one in find_names(_BORN.split(self.letter.subject)[0]) if not one.is_clinical]
        body = sign_off_of(text)
        if _ABOVE.search(text, *span) and others and not find_names(text[:body]):
            name = max(others, key=lambda one: len(one.split()))
            is_one = " " in name and all(same_person(other, name) for other in others)
            return in_part(name, "subject", self.letter.subject, Rung.SENTENCE) if is_one else None
        found = antecedent(text, body, span, others)
        is_writer = found is not None and same_person(found.value, self.letter.sender.name or "-")
        return None if is_writer else found

    def guest_of(self, one: Tagged) -> Field[str] | None:
        """The one person whom a sentence speaks of."""
        return self._guest(one, {})[0]

    def _claim(self, one: Tagged, match: re.Match[str], *, kind: Kind, before: Times) -> Claim | None:
        groups = {name: said for name, said in match.groupdict().items() if said is not None}
        new = [mark for name in groups if name.startswith(("new", "part")) for mark in _marks(one, groups[name])]
        old = [mark for name in groups if name.startswith("old") for mark in _marks(one, groups[name])] or before
        span = [mark for name in groups if name.startswith("range") for mark in _marks(one, groups[name])]
        guest, is_known = self._guest(one, groups)
        moment, former = _between(self.clock, old, span) if span else _moments(self.clock, new, old)
        if not is_known or moment is None or moment.at is None:
            return None
        aside = tuple(mark for mark in old if mark not in new)
        return Claim(kind, guest, moment, ((one.start, one.end),), former, aside)

    def _guest(self, one: Tagged, groups: dict[str, str]) -> tuple[Field[str] | None, bool]:
        """The guest, and whether there can be only one."""
        said = [
            mark for name, value in groups.items() if name.startswith(("who", "subject")) for mark in _names(one, value)
        ]
        people = [*said, *_people(one)]
        sender = self.letter.sender.name or "-"
        if any(not same_person(other.name, people[0].name) or same_person(other.name, sender) for other in people):
            return None, False
        said = said or people
        text = self.clock.text
        if not said and _YOURS.search(one.said):
            return None, True
        if not said:
            return None, _is_one([*find_names(self.letter.subject), *find_names(text[: sign_off_of(text)])])
        longest = max(said, key=lambda mention: len(mention.name.split()))
        field = in_text(longest.name, text, longest.start, longest.end, Rung.SENTENCE)
        return (field if " " in longest.name else replace(field, confidence=0.5)), True


def _marks(one: Tagged, said: str) -> Times:
    marks = [one.marks[name.upper()] for name in _MARK.findall(said)]
    return [mark for mark in marks if isinstance(mark, DateMention | TimeMention)]


def _moments(clock: Clockwork, new: Times, old: Times) -> tuple[Moment | None, Moment | None]:
    """The new and the old time; each may leave the day to the other."""
    days, hours = _apart(new)
    old_days, old_hours = _apart(old)
    days = days or old_days
    if len({day.day for day in days}) != 1 or len(hours) != 1:
        return None, None
    moment = combine(clock.text, days[0], hours[0], clock.zone)
    former = None
    if len(old_hours) == 1 and len({day.day for day in old_days or days}) == 1:
        former = combine(clock.text, (old_days or days)[0], old_hours[0], clock.zone)
    return moment, former


def _between(clock: Clockwork, old: Times, span: Times) -> tuple[Moment | None, Moment | None]:
    """ "From 1pm to 3pm" of a visit that moves: no range but the old hour and the new one."""
    days, _ = _apart(old)
    (hour,) = _apart(span)[1]
    if hour.begin is None or hour.finish is None or len({day.day for day in days}) != 1:
        return None, None
    first, last = replace(hour, finish=None), replace(hour, begin=hour.finish, finish=None)
    return combine(clock.text, days[0], last, clock.zone), combine(clock.text, days[0], first, clock.zone)


def _apart(marks: Times) -> tuple[list[DateMention], list[TimeMention]]:
    days = [mark for mark in marks if isinstance(mark, DateMention)]
    return days, [mark for mark in marks if isinstance(mark, TimeMention)]


def _is_one(mentions: Sequence[NameMention]) -> bool:
    """Whether the mail names no second patient."""
    names = [bare(mention).name for mention in mentions if not mention.is_clinical]
    longest = max(names, key=lambda name: len(name.split()), default="")
    return all(same_person(name, longest) for name in names)


def _people(one: Tagged) -> list[NameMention]:
    """Everybody in the sentence but those that somebody comes to see."""
    found = []
    for match in _MARK.finditer(one.said):
        mark = one.marks[match[0]]
        is_beside = _BESIDE.search(one.said[: match.start()]) or _SEES.match(one.said, match.end())
        if isinstance(mark, NameMention) and not mark.is_clinical and not is_beside:
            found.append(mark)
    return found


def _names(one: Tagged, said: str) -> list[NameMention]:
    marks = [one.marks[name.upper()] for name in _MARK.findall(said)]
    return [mark for mark in marks if isinstance(mark, NameMention) and not mark.is_clinical]
