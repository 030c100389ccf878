"""Several patients in one text: each with the time that stands beside the name."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from booking_console.adapters.parsing.lines.kinds import cancels
from booking_console.adapters.parsing.names.names import NameMention
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.cast import Part, Player
from booking_console.adapters.parsing.times.moments import Moment


@dataclass(frozen=True, slots=True)
class Visit:
    """One patient's new and old time."""

    patient: Player
    mention: NameMention
    moment: Moment
    previous: Moment | None = None


_SENTENCE_END = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)[.!?](?=\s)|\n\n|\n(?=[ ]*[\u2022*-])")
_NEAR = 24  # characters from a time to the name behind it


def by_patient(text: str, players: Sequence[Player], main: Sequence[Moment], previous: Sequence[Moment]) -> list[Visit]:
    """Empty unless every patient has exactly one new time, and every time exactly one patient."""
    patients = [player for player in players if player.part is Part.PATIENT and " " in player.name]
    if len(patients) < 2 or len(main) != len(patients):
        return []
    owners = [_owner(text, moment, patients) for moment in main]
    olds = [(moment, _owner(text, moment, patients)) for moment in previous]
    visits = []
    for moment, owner in zip(main, owners, strict=True):
        if owner is None or moment.at is None:
            return []
        old = [one for one, whose in olds if whose is not None and whose[0] is owner[0]]
        if len(old) > 1:
            return []
        visits.append(Visit(owner[0], owner[1], moment, old[0] if old else None))
    is_each_once = len({visit.patient.name for visit in visits}) == len(patients)
    return visits if is_each_once and all(whose for _, whose in olds) else []


def _owner(text: str, moment: Moment, patients: Sequence[Player]) -> tuple[Player, NameMention] | None:
    """The patient named last before the time in its sentence, or right behind it."""
    sentence = sentence_at(text, moment.start)[0]
    named = [(player, mention) for player in patients for mention in player.mentions]
    before = [one for one in named if sentence <= one[1].start and one[1].end <= moment.start]
    if before:
        return max(before, key=lambda one: one[1].end)
    behind = [one for one in named if 0 <= one[1].start - moment.end <= _NEAR]
    return min(behind, key=lambda one: one[1].start) if behind else None


def sentence_at(text: str, position: int) -> tuple[int, int]:
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text) + 1]
    at = bisect_right(edges, position)
    return edges[at - 1], edges[at]


def differ_in_kind(text: str, visits: Sequence[Visit]) -> bool:
    """Whether one is cancelled and another is not, judged by the words from one name to the next."""
    told = [_said_of(text, visit, visits) for visit in visits]
    return len(set(map(cancels, told))) > 1


_FOR_ALL = compiled(r"\b(?:both|all|each|beide\w*|alle|toutes|tous|amb[oa]s|tod[oa]s)\b", re.IGNORECASE)


def _said_of(text: str, visit: Visit, visits: Sequence[Visit]) -> str:
    """What stands before the first name, or is said of both, holds for all of them."""
    start, end = sentence_at(text, visit.moment.start)
    names = sorted(one.mention.start for one in visits if start <= one.mention.start < end)
    if not names or _FOR_ALL.search(text, start, end):
        return text[start:end]
    following = [name for name in names if name > visit.mention.start]
    return f"{text[start : names[0]]} {text[visit.mention.start : following[0] if following else end]}"


def sentence_of(text: str, position: int) -> str:
    return text[slice(*sentence_at(text, position))]
