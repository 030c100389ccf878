"""The patient as the one who writes or calls: "please cancel my appointment", a slip with nobody on it but the caller."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.languages.words import WEEKDAYS
from booking_console.adapters.parsing.lines.found import in_part, in_text
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import is_clinical, key, labelled_name, person_name, same_person
from booking_console.adapters.parsing.names.namewords import WORDS_NOT_IN_NAMES
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.cast import KIN, Part, Player, cast_of
from booking_console.adapters.parsing.rungs.people import Around, sign_off_of
from booking_console.domain.extraction import Field, Rung

_VISIT = (
    r"(?:appointments?|appt|visit|check-?up|massage|treatment|physio|\w*termin|behandlung|afspraak|behandeling"
    r"|rendez-vous|rdv|s\u00e9ance"
    r"|consultation|cita|consulta)"
)
_MINE = compiled(
    rf"\b(?:my|mein(?:en|em|e|er|es)?|mijn|mon|ma|mi)(?: [^\W\d_]+| \d{{1,2}}(?:[:.]\d\d)?(?: ?[ap]m)?){{0,2}} {_VISIT}\b"
    rf"|\b(?:i (?:have|had)|ich (?:habe|hatte)|ik (?:heb|had)|j['\u2019](?:ai|avais)|tengo"
    rf"|ten\u00eda)(?: \S+){{0,8}}? {_VISIT}\b"
    r"|\bi(?: can(?:no|['\u2019])t| can no longer| won['\u2019]t be able to| am unable to) (?:make|keep|come|attend)\b"
    r"|\bi(?:['\u2019]m| am) (?:booked|coming|cancell?ing)\b",
    re.IGNORECASE,
)
_ELSEWHERE = compiled(
    r"\b(?:with|at|bei|bij|chez|con|en) (?:the|a|an|my|der|die|dem|meine[rm]?|de|het|mijn|la|le|ma|mon|el"
    r"|mi) (?:bank|garage|dentist|solicitor|lawyer"
    r"|notary|vet|school|council|hairdresser|optician|estate agent|accountant|embassy|zahnarzt|werkstatt|bank"
    r"|anwalt|tandarts|banque|banco)\b"
    r"|\b(?:dentist|bank|hairdress\w*|garage|car|vet|job|school)(?:['\u2019]s)? appointment\b",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    rf"\b(?:my|our|mein\w*|unser\w*|mijn|onze|mon|ma|notre|mi|nuestr[oa]|his|her|their) (?:[\w-]+ )?{KIN}\b"
    r"|\b(?:patients?|pt|clients?|patient(?:in|en)|pati\u00ebnte?|paciente)\b|\bon behalf\b",
    re.IGNORECASE,
)
# A letterhead below the name: somebody at work.
_AT_WORK = re.compile(
    r"\b(?:clinic|practice|secretary|reception\w*|manager|therap(?:y|ist|ies)|physio\w*|coordinator|consult\w+"
    r"|surg(?:eon|ery)|hospital|health|care"
    r"|praxis|sekret\w+|praktijk|cabinet|secr\u00e9tari\w+|cl\u00ednica|www\.|https?:|dr|pt|rn|md|nurse|team|ltd"
    r"|gmbh|llc|inc)\b",
    re.IGNORECASE,
)
_CALLER = compiled(
    r"\b(?:caller|anrufer(?:in)?|beller|appelante?|llamante|called by|call from|name of caller)\b", re.IGNORECASE
)
_SPOKEN_OF = re.compile(
    r"\b(?:he|she|his|her|they|their|i|my|wants|needs|rang|called|would like|er|sie|sein\w*|ihr\w*|hij|zij|zijn"
    r"|haar|il|elle|son|sa|su)\b"
    r"|^\W*(?:changed|moved|cancelled|canceled|booked|confirmed|rescheduled|cancelling|confirming)\b",
    re.IGNORECASE | re.MULTILINE,
)


def writing_patient(text: str, around: Around) -> Field[str] | None:
    """The writer, where the mail speaks of "my appointment" and of nobody else's."""
    body = sign_off_of(text)
    said = text[:body]
    if (
        not _MINE.search(said)
        or _SOMEBODY_ELSE.search(said)
        or _ELSEWHERE.search(said)
        or _AT_WORK.search(_below(text, body))
    ):
        return None
    name = person_name(around.sender) or ""
    signed = _signed(text, body)
    if signed and (not name or same_person(name, signed)):
        name = max(name, signed, key=lambda one: len(key(one)))
    others = [
        player for player in cast_of(text, body) if player.part is Part.PATIENT and not same_person(player.name, name)
    ]
    if " " not in name or others or is_clinical(around.sender):
        return None
    return in_part(name, "from", around.sender or name, Rung.SENTENCE)


def _below(text: str, body: int) -> str:
    return text[body : body + 600]


def _signed(text: str, body: int) -> str:
    """The first name below the closing words, or the last line of the mail."""
    lines = [line.strip(" ,.") for line in text[body:].split("\n")[1:] if line.strip()]
    lines = lines or [line.strip(" ,.") for line in text.split("\n") if line.strip()][-1:]
    named = (person_name(line) for line in lines[:3])
    return next((name for name in named if name and " " in name), "")


def calling_patient(text: str, entries: Sequence[Entry], players: Sequence[Player]) -> Field[str] | None:
    """The caller of a slip that speaks of one person and names no other."""
    callers = [entry for entry in entries if entry.role is Role.OTHER_PERSON and _CALLER.search(entry.label)]
    if len(callers) != 1 or any(player.part in (Part.PATIENT, Part.KEPT) for player in players):
        return None
    caller = callers[0]
    if any(
        entry.role in (Role.GUEST, Role.NAME, Role.FIRST_NAME) and labelled_name(text[entry.start : entry.end])
        for entry in entries
    ):
        return None
    rest = text[caller.end :]
    said = text[caller.start : caller.end]
    name = labelled_name(said.split("(")[0])
    if (
        name is None
        or " " not in name
        or "(" in said
        or _KIN_AT_ALL.search(rest)
        or _names_another(rest, name)
        or not _SPOKEN_OF.search(rest)
    ):
        return None
    return in_text(name, text, caller.start, caller.end, Rung.SENTENCE)


_FIRST_NAMES = re.compile(
    r"\b(?i:for|confirmed|booked|cancel(?:led)?|about|of|bring|called|move|moved|f\u00fcr|voor|pour"
    r"|para)[ ](?P<a>[A-Z][^\W\d_]+)|\b(?P<b>[A-Z][^\W\d_]+)['\u2019]s\b"
)


def _names_another(said: str, caller: str) -> bool:
    """A first name alone may be whom the call is about."""
    named = [(match["a"] or match["b"]).casefold() for match in _FIRST_NAMES.finditer(said)]
    return any(name not in WORDS_NOT_IN_NAMES and name not in WEEKDAYS and name not in key(caller) for name in named)


_KIN_AT_ALL = re.compile(
    rf"\b(?:{KIN}|on behalf|daughter['\u2019]s|son['\u2019]s|parent|guardian|carer)\b", re.IGNORECASE
)
