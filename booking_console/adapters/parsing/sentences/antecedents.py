"""Whom "he" and "this lady" are: the one person whom the sentences before have brought in as a patient."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.lines.found import in_text
from booking_console.adapters.parsing.names.names import NameMention, find_names, same_person
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.cast import Part, cast_of
from booking_console.adapters.parsing.sentences.tagged import bare
from booking_console.domain.extraction import Field, Rung

_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bMiss)(?<!\b[A-Z])[.!?](?=\s|$)|\n\n|(?<![\w,])\n"
)
# What brings a patient in.
_AHEAD = re.compile(
    r"(?:^|\b(?:patients?|clients?|lady|gentleman|residents?|referral (?:of|for)|refer(?:red|ring)?|regarding|concerning"
    r"|about|re|for you|act(?:ing)? for|on behalf of|saw|seen|seeing|reviewed|examined|sending you|assessed"
    r"|discharged|admitted|one of our [a-z]+|our (?:member|employee|pupil|driver|client|patient|resident))\b[ :,-]*"
    r"(?:(?:mr|mrs|ms|miss|mx)\.? )?)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r",? ?(?:\(?(?:dob|d\.o\.b|born|aged?|nhs)\b|\(?\d|-|\u2013|\n|$|(?:has |have )?(?:just |also |now )?(?:phoned|rang|rung|called"
    r"|telephoned|emailed|been|asked|was|is|needs?|came|attended|would|wants?|has|got in touch)\b)",
    re.IGNORECASE,
)
# Somebody who is no patient, or a second one without a name.
_NO_PATIENT = re.compile(
    r"\b(?:receptionist|reception|manager|secretary|nurse|doctor|gp|surgeon|colleague|assistant|trainee|student"
    r"|locum|interpreter|driver(?! is)|carer|mother|father|mum|mom|dad|wife|husband|partner|son|daughter|brother|sister|child"
    r"|aunt|uncle|friend|neighbou?r|solicitor|advis[eo]r|caller|engineer|representative|works? (?:for|with|here)|joins|thanks"
    r"|thank you|spoke|told|asked by|his|her)\b",
    re.IGNORECASE,
)
_SHE = compiled(r"\b(?:she|her|hers|this lady)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his|this gentleman)\b", re.IGNORECASE)
_IS_MAN = re.compile(r"(?:mr|master|sir)\b", re.IGNORECASE)
_IS_WOMAN = re.compile(r"(?:mrs|ms|miss|lady|madam)\b", re.IGNORECASE)


def antecedent(text: str, body: int, span: tuple[int, int], others: Sequence[str]) -> Field[str] | None:
    """The one whole name ahead of the span. others: who writes, who is written to and whom the subject names."""
    players = [player for player in cast_of(text, body) if player.part not in (Part.SPECIALIST,)]
    named = [bare(one) for one in find_names(text[:body]) if not one.is_clinical]
    longest = max(named, key=lambda one: len(one.name.split()), default=None)
    if longest is None or " " not in longest.name or longest.end > span[0]:
        return None
    if any(not same_person(one.name, longest.name) for one in named):
        return None
    if any(player.part in (Part.HELPER, Part.KEPT) and same_person(player.name, longest.name) for player in players):
        return None
    if any(other and not same_person(other, longest.name) for other in others):
        return None
    if not _is_brought_in(text, longest) or not _agrees(text, longest, span):
        return None
    return in_text(longest.name, text, longest.start, longest.end, Rung.SENTENCE)


def _is_brought_in(text: str, mention: NameMention) -> bool:
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, mention.start)), default=0)
    match = _SENTENCE_END.search(text, mention.end)
    before, after = text[start : mention.start].strip(), text[mention.end : match.start() if match else len(text)]
    if _NO_PATIENT.search(before) or _NO_PATIENT.search(after.split(".")[0]):
        return False
    return bool(before and _AHEAD.search(before)) or bool(not before and _BEHIND.match(after))


def _agrees(text: str, mention: NameMention, span: tuple[int, int]) -> bool:
    """ "Mrs Ada Moreau" is no "he"."""
    title, said = text[mention.start : mention.end], text[slice(*span)]
    is_he, is_she = _HE.search(said) is not None, _SHE.search(said) is not None
    return not (is_he and is_she) and not (
        (is_he and _IS_WOMAN.match(title) is not None) or (is_she and _IS_MAN.match(title) is not None)
    )
