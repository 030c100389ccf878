"""What a label in front of a value says about it, decided by its words rather than by whole phrases."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from booking_console.adapters.parsing.languages.vocabulary import (
    APPOINTMENTS,
    BIRTH,
    DATES,
    DURATIONS,
    ENDS,
    FILLER,
    FIRST_NAMES,
    GUESTS,
    LAST_NAMES,
    MAIL,
    MONEY,
    NAMES,
    NOT_OURS,
    NOTES,
    OTHERS,
    PHONE,
    PLACES,
    PREVIOUS,
    RECORD,
    REFERENCES,
    SERVICES,
    SPECIALISTS,
    STARTS,
    STATUSES,
    URGENCIES,
    WHENS,
    ZONES,
)
from booking_console.adapters.parsing.names.exactroles import EXACT, Role
from booking_console.adapters.parsing.names.exactroles_abroad import EXACT_ABROAD
from booking_console.adapters.parsing.patterns import compiled

TIMES = frozenset({Role.WHEN, Role.DATE, Role.START, Role.END, Role.APPOINTMENT, Role.PREVIOUS})
_TOKEN = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*|#|n\u00b0")
_BOTH_SEXES = re.compile(r"(?<=[a-z])(?:/-?|[*:_]|\()in(?:nen)?\)?(?![a-z])|(?<=[a-z])\((?:e|s|a)\)|(?<=o)/a(?![a-z])")
_POSSESSIVE = re.compile(r"['\u2019]s?\b")


@lru_cache(maxsize=4096)
def role_of(label: str, section: str) -> Role:
    """The role of a label; section is the heading above it and only matters for a bare name or e-mail."""
    tokens = _tokens(label)
    if not tokens or len(tokens) > 6 or tokens[0][0].isdigit():
        return Role.UNKNOWN
    is_guest = tuple(tokens[-3:]) in _IN_THE_NAME_OF or (tokens[0] in GUESTS and tokens[-2:-1] in (["\u00e0"], ["a"]))
    exact = Role.GUEST if is_guest else _EXACT.get(" ".join(tokens))
    role = exact if exact is not None else _by_words(frozenset(tokens))
    return _in_section(role, section) if section and not GUESTS & set(tokens) else role


_EXACT = EXACT_ABROAD | EXACT
_IN_THE_NAME_OF = frozenset(
    {("a", "nombre", "de"), ("au", "nom", "de"), ("in", "name", "of")}
)  # "Turno a nombre de", "Assur\u00e9 \u00e0 examiner"
# "date d'annulation", "N\u00b0 RDV", "N.\u00ba de cita".
_ELISION = re.compile(r"\b([ldnsjm]|qu)['\u2019](?=\w)")
_HUMP = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z])(?!In(?:nen)?\b)")  # "patientName"
_NUMBER_SIGN = re.compile(r"\bn\.?[ ]?[\u00b0\u00ba]\.?")


def _tokens(label: str) -> list[str]:
    text = _BOTH_SEXES.sub("", _HUMP.sub(" ", label).casefold())
    text = _NUMBER_SIGN.sub("no", _ELISION.sub(r"\1 ", text))
    return _parts(_TOKEN.findall(_POSSESSIVE.sub("", text).strip(" :.*-\u2022?#")))


# "Wunschtermin", "Patientennummer": the end of a compound tells what it is.
_COMPOUND = compiled(
    r"\w{3,}?s?(termin|\u00e4rztin|arzt|arts|therapeutin|therapeut|psychologin|psychologe|datum|uhrzeit|nummer|code|tijd)"
)


def _parts(tokens: Sequence[str]) -> list[str]:
    """Without a count at the end ("Patient 2"); joined words apart where only the parts are known."""
    words = [word for token in tokens for word in (token.split("/") if token not in _VOCABULARY else [token])]
    words = words[:-1] if len(words) > 1 and words[-1].isdigit() else words
    words = [word if word in _VOCABULARY else _WITH_ACCENTS.get(word, word) for word in words]
    ends = [None if word in _VOCABULARY else _COMPOUND.fullmatch(word) for word in words]
    return [end[1] if end else word for word, end in zip(words, ends, strict=True)]


def is_known_label(label: str) -> bool:
    """Whether every word of it belongs on labels, so that it can be one without a colon."""
    tokens = _tokens(label)
    return bool(tokens) and all(token in _VOCABULARY for token in tokens)


def _in_section(role: Role, section: str) -> Role:
    owner = role_of(section, "")
    if role is Role.NAME and owner in (Role.GUEST, Role.OTHER_PERSON, Role.SPECIALIST):
        return owner
    if role in (Role.FIRST_NAME, Role.LAST_NAME, Role.EMAIL) and owner in (
        Role.OTHER_PERSON,
        Role.SPECIALIST,
        Role.IGNORED,
    ):
        return Role.IGNORED
    return role


def _by_words(words: frozenset[str]) -> Role:
    for decide in (_distractor, _contact, _person, _status, _time, _thing):
        role = decide(words)
        if role is not None:
            return role
    return Role.UNKNOWN


def _distractor(words: frozenset[str]) -> Role | None:
    if words & BIRTH or words & _SINCE or (words & GUESTS and "desde" in words):
        return Role.IGNORED
    if words & REFERENCES and words & {"rdv", "termin", "cita", "afspraak", "rendez-vous"}:
        return Role.REFERENCE
    if _is_visit(words - {"cancelled", "canceled", "confirmed"}) and words & RECORD <= _BECAME:
        return Role.APPOINTMENT
    if words & RECORD and words & _WHEN_IT_BECAME and not words & GUESTS and not _is_confirmed_time(words):
        return Role.OTHER_PERSON if words & _BY else Role.IGNORED
    if words & RECORD and not words & REFERENCES and not words & GUESTS and not _is_confirmed_time(words):
        return Role.OTHER_PERSON if "by" in words else Role.IGNORED
    if words & ZONES or {"time", "zone"} <= words:
        return Role.IGNORED if words & GUESTS else Role.ZONE
    return None


_GIVEN = frozenset({"first", "given", "forename", "forenames"})
_SINCE = frozenset({"since", "seit", "sinds", "depuis"})
_BY = frozenset({"by", "von", "durch", "door", "par", "por"})
_WHEN_IT_BECAME = _BY | {"am", "op", "le", "el", "on", "at", "um"}
_BECAME = frozenset({"cancelled", "canceled", "confirmed"})
_VISITS = APPOINTMENTS | {
    "visit",
    "session",
    "consultation",
    "examination",
    "exam",
    "slot",
    "treatment",
    "termin",
    "assessment",
    "rdv",
    "cita",
    "afspraak",
    "rendez-vous",
    "review",
    "intake",
}


def _is_visit(words: frozenset[str]) -> bool:
    """ "Cancelled appointment", "New visit": the service or the time."""
    return bool(words & _VISITS) and words <= _VISITS | FILLER


def _is_confirmed_time(words: frozenset[str]) -> bool:
    """ "Confirmed time" is the appointment's, "confirmed at" is when somebody answered."""
    return words <= {"confirmed", "time", "date"} or (
        words & RECORD == {"confirmed"} and bool(words & {"time", "date"}) and not words & {"at", "on", "by"}
    )


def _contact(words: frozenset[str]) -> Role | None:
    if words & MAIL:
        return Role.IGNORED if words & (OTHERS | SPECIALISTS | PLACES) else Role.EMAIL
    return Role.IGNORED if words & PHONE and not words & {"name"} else None


def _person(words: frozenset[str]) -> Role | None:
    if words & REFERENCES and words & NOT_OURS and not words & APPOINTMENTS:
        return Role.IGNORED
    if words & REFERENCES or words & DURATIONS:
        return None
    if words & _GIVEN and (words & NAMES or words <= GUESTS | FILLER | _GIVEN):
        return Role.IGNORED if words & OTHERS else Role.FIRST_NAME
    if words & {"last", "family", "surname"} and (
        words & NAMES or words <= GUESTS | FILLER | {"last", "family", "surname"}
    ):
        return Role.IGNORED if words & OTHERS else Role.LAST_NAME
    if words & (FIRST_NAMES | LAST_NAMES):
        return _part_of_a_name(words)
    if words & OTHERS and not words & _TIME_WORDS:
        return Role.OTHER_PERSON
    return _named_person(words)


def _part_of_a_name(words: frozenset[str]) -> Role:
    """ "Vorname des Kindes" is a part, "Nombre y apellidos" and "Vor- und Nachname" are the whole."""
    if words & OTHERS:
        return Role.IGNORED
    is_first, is_last = bool(words & FIRST_NAMES), bool(words & LAST_NAMES)
    if is_first == is_last or words & _OTHER_PART[is_first]:
        return Role.GUEST if words & GUESTS - NAMES else Role.NAME
    return Role.FIRST_NAME if is_first else Role.LAST_NAME


_OTHER_PART = {
    True: frozenset({"nom", "name", "naam", "nombre", "patientenname", "kundenname"}),
    False: frozenset({"vor", "voor", "nombre"}),
}


def _named_person(words: frozenset[str]) -> Role | None:
    if words & _TIME_WORDS or words & MONEY:
        return None
    if words & SPECIALISTS and not words & (SERVICES - {"consultation"}):
        return Role.SPECIALIST
    if words & GUESTS and words & APPOINTMENTS and not words & NAMES:
        return None  # "New patient booking" is a heading
    if words & {"persona", "personne"} and not words & (NOTES | PLACES | PHONE):
        return Role.GUEST
    if words & GUESTS and not words & (SERVICES - {"visit"}) and not words & (NOTES | PLACES):
        return Role.GUEST
    if words & NAMES and words <= NAMES | FILLER:
        return Role.NAME
    return None


_TIME_WORDS = DATES | WHENS | (STARTS - {"at", "from"}) | (ENDS - {"to"})


def _time(words: frozenset[str]) -> Role | None:
    if words & PREVIOUS and words & (_TIME_WORDS | APPOINTMENTS | {"slot"} | PREVIOUS) and len(words) <= 4:
        return Role.PREVIOUS
    if words & DURATIONS:
        return Role.DURATION
    if words & PLACES or words & MONEY:
        return Role.IGNORED
    if "scheduled" in words and words & _BY:
        return Role.OTHER_PERSON
    if words & WHENS:
        return _half_of_when(words)
    if words & DATES and words & STARTS:
        return Role.WHEN
    if words & DATES:
        return Role.DATE if words <= DATES | FILLER | APPOINTMENTS | WHENS | SERVICES | {"start", "confirmed"} else None
    return _clock(words)


def _half_of_when(words: frozenset[str]) -> Role:
    """ "Scheduled date" and "Scheduled time" stand on lines of their own."""
    if words & {"type", "kind", "art", "soort", "tipo", "typ"}:
        return Role.SERVICE
    has_day, has_time = bool(words & DATES), bool(words & (STARTS - {"at", "from"}))
    if has_day == has_time:
        return Role.WHEN
    return Role.DATE if has_day else Role.START


# Words for a time of day that may be the beginning's or the end's.
_ANY_TIME = frozenset({"time", "at", "from", "hora", "heure", "uhrzeit", "zeit", "tijd", "tijdstip", "horaire"})


def _clock(words: frozenset[str]) -> Role | None:
    allowed = FILLER | APPOINTMENTS | SERVICES | STARTS | ENDS | {"arrival"}
    if not words <= allowed or words & {"arrival"}:
        return Role.IGNORED if "arrival" in words else None
    if words & (ENDS - {"to"}) and not words & (STARTS - _ANY_TIME):
        return Role.END
    return Role.START if words & (STARTS - {"at", "from"}) else None


def _status(words: frozenset[str]) -> Role | None:
    """Before the times: "Statut du rendez-vous"."""
    return Role.STATUS if words & STATUSES else None


def _thing(words: frozenset[str]) -> Role | None:
    if words & URGENCIES:
        return Role.URGENCY if words <= URGENCIES | FILLER | APPOINTMENTS | {"level", "triage", "category"} else None
    if words & REFERENCES:
        return Role.REFERENCE
    if words & APPOINTMENTS and not words & SERVICES:
        return Role.APPOINTMENT if words <= APPOINTMENTS | FILLER else Role.UNKNOWN
    if words & {"new", "nieuwe", "neuer", "neue", "nouveau", "nueva"} and _is_visit(words):
        return Role.APPOINTMENT
    if words & SERVICES and not words & NOTES:
        return Role.SERVICE
    return Role.IGNORED if words & NOTES else None


_VOCABULARY = frozenset().union(
    BIRTH, RECORD, PHONE, MAIL, OTHERS, GUESTS, NAMES, FIRST_NAMES, LAST_NAMES, SPECIALISTS, SERVICES, PLACES, MONEY, NOTES,
    PREVIOUS, DATES, WHENS, STARTS, ENDS, DURATIONS, REFERENCES, STATUSES, URGENCIES, APPOINTMENTS, ZONES, FILLER,
    *(phrase.split() for phrase in _EXACT),
)  # fmt: skip


def _without_accents(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


# Programs print "duree" and "medecin".
_WITH_ACCENTS = {_without_accents(word): word for word in _VOCABULARY if not word.isascii()}
