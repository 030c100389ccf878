"""Names of people: where they stand in a text, and how they are written down."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from booking_console.adapters.parsing.languages.words import word_set
from booking_console.adapters.parsing.names.leads import led_in
from booking_console.adapters.parsing.names.namewords import (
    ADDRESSES,
    ALSO_NAMES,
    ARTICLES,
    BEGINNERS,
    FIRST_NAMES_TOO,
    NEVER_IN_NAMES,
    NO_FIRST_NAME,
    POSTNOMINAL,
    SURNAMES_TOO,
    WORDS_NOT_IN_NAMES,
)
from booking_console.adapters.parsing.names.namewords_abroad import THINGS as _THINGS
from booking_console.adapters.parsing.names.spelling import (
    SMALL_TITLE,
    TITLE,
    TITLE_AHEAD,
    TITLES,
    UPPER,
    capitalised,
    flipped,
    plain,
    untitled,
)
from booking_console.adapters.parsing.patterns import compiled, without_words

_CLINICAL = word_set(
    "dr drs dra dre pr prof professor a/prof aprof assoc associate nurse sister rn doctor doctora docteur dokter"
)
_PARTICLE = (
    r"(?:de|da|del|della|di|du|dos|das|van|von|vom|zur|zum|der|den|ten|ter|te|la|le|los|las|bin|binti|bint|ibn|al"
    r"|el|y|i|zu|af|av|e"
    r"|['\u2019]t|['\u2019]s)"
)
_WORD = (
    rf"(?:Ste?\.(?=[ ][{UPPER}])|[{UPPER}](?:[^\W\d_]|['\u2019\u2010\u2011-](?=[^\W\d_])){{1,30}}"
    rf"|(?:al|el|az|as|ash|ad|an|ar|at)-[{UPPER}][^\W\d_]{{1,30}}|[dODl]['\u2019][{UPPER}][^\W\d_]{{1,30}}"
    rf"|[{UPPER}]\.?(?=[ ]))"
)
_SUFFIX = r"(?:,?[ ](?:Jr|Sr|II|III|IV)\b\.?)?"
_EDGE = r"(?:(?<![\w'\u2019-])|(?<=\b[dD]['\u2019])|(?<=\b[qQ]u['\u2019]))"
NAME = rf"(?:{_EDGE}(?i:{TITLE}){{0,3}}{_WORD}(?:[ \n](?:{_PARTICLE}[ ]){{0,3}}{_WORD}){{1,4}}{_SUFFIX}(?![-\u2010\u2011]?[^\W_]))"
TITLED = rf"(?:{_EDGE}(?i:{TITLE}){{1,3}}(?:{_WORD}[ ]){{0,3}}{_WORD})"
LAST_FIRST = rf"{_EDGE}[{UPPER}][{UPPER}'\u2019-]{{1,30}}(?:[ ][{UPPER}'\u2019-]{{2,30}})?,[ ]{_WORD}(?:[ ]{_WORD})?"
for _part in (NAME, TITLED, LAST_FIRST):
    without_words(_part)
_NAME = re.compile(rf"(?<![\w@.'\u2019-]){NAME}(?![\w@])")
_TITLED = re.compile(rf"(?<![\w@.'\u2019-]){TITLED}(?![\w@])")
_BRACKETS = re.compile(r"[ ]*[(\[<].*$", re.DOTALL)
_NOT_A_NAME = re.compile(r"[\d@/*:;!?%&+=#\"\u201c\u201d_|\\{}<>\[\]]")
# UTF-8 read as something else, or bytes that fit no charset.
_GARBLED = re.compile(
    r"\ufffd|\u00ff\u00fe|\u00fe\u00ff|(?<=[a-z])[\u00c0-\u00d6\u00d8-\u00de]|\b\u00c3"
    r"|[\u00c2\u00c3\u00c5\u00c4][^\W\d_]?[\u0080-\u00bf\u2018-\u2122]"
)


@dataclass(frozen=True, slots=True)
class NameMention:
    start: int
    end: int
    name: str
    is_titled: bool
    is_clinical: bool  # Dr, Prof, Nurse: hardly ever the guest


def find_names(text: str) -> list[NameMention]:
    """Everything in running text that looks like a person's name, in order, without overlaps."""
    return list(_names_in(text))


@lru_cache(maxsize=64)  # many steps of one reading ask for the names of the same few texts
def _names_in(text: str) -> tuple[NameMention, ...]:
    found: list[NameMention] = []
    for pattern in (_TITLED, _NAME):
        for match in pattern.finditer(text):
            found.extend(_mentions(match))
    kept: list[NameMention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _mentions(match: re.Match[str]) -> Iterator[NameMention]:
    start, end = led_in(match.string, match.start()), match.end()
    said = match.string[start:end]
    if "\n" in said:
        said = said.split("\n")[0]
        end = start + len(said)
    said = cut_short(said)
    end = start + len(said)
    opener = _OPENER.match(said)
    if opener is not None:
        start, said = start + opener.end(), said[opener.end() :]
    thing = _THING_OF.match(said)
    if thing is not None and _is_no_name(thing["thing"].casefold()):
        start, said = start + thing.end(), said[thing.end() :]
    title = TITLE_AHEAD.match(said)
    name = person_name(said)
    if name is not None and (title or " " in name) and not may_go_on(name):
        yield NameMention(start, end, name, title is not None, is_clinical=is_clinical(said))


# "Termin von Ada Moreau", "Cita de Ana Ruiz" in running text.
_THING_OF = re.compile(rf"(?P<thing>[{UPPER}][^\W\d_]+)[ ](?:{_PARTICLE}[ ])+(?=(?:{SMALL_TITLE})?{_WORD}[ ])")
_KIN_OF = compiled(
    r"\b(?:sohn|tochter|kind|enkel\w*|baby|ehefrau|ehemann|gattin|gatte|zoon(?:tje)?|dochter(?:tje)?|kleinzoon"
    r"|kleindochter|echtgeno(?:te|ot)"
    r"|fils|fille|enfant|\u00e9pouse|\u00e9poux|mari|femme|hij[oa]|niet[oa]|espos[oa]|marido|mujer|son|daughter"
    r"|child|grandson|granddaughter|wife"
    r"|husband) (?:von|van|of|de|del|de la|d['\u2019])[ ]?(?:unserer? |onze |notre |our |nuestr[oa] )?$",
    re.IGNORECASE,
)


def is_kin_of(text: str, start: int) -> bool:
    """Whether "the son of" stands ahead: then it is somebody else who comes."""
    return _KIN_OF.search(text, max(0, start - 40), start) is not None


# "Erika Lindner den Termin", "Jonas Weidinger zu Dr", "Jonas Weidinger zur Kontrolle".
_GOES_ON = re.compile(
    r"(?<=[^\W\d_]{2})[ ](?:(?:zu[mr]?|vom|den|der|des|die|das|dem|am|im|de|du|del|la|le|el|al|las|los|ter|ten|te"
    r"|van|von|y|e|i)[ ]){1,2}"
    rf"(?P<next>[{UPPER}][\w.'\u2019-]*)(?:[ ][{UPPER}][\w.'\u2019-]*)*$"
)


def cut_short(said: str) -> str:
    """Without what a sentence says behind a whole name: an article with a thing, a title of somebody else."""
    said = _DAY_BEHIND.sub("", said)
    match = _GOES_ON.search(said)
    if match is None or len(untitled(said[: match.start()]).split()) < _WHOLE_NAME:
        return said
    follows = match["next"].strip(".").casefold()
    is_other = follows in _CLINICAL or follows in TITLES.split() or _is_no_name(follows) or follows in _THINGS
    is_other = is_other or follows in _SHORT_DAYS
    return said[: match.start()] if is_other else said


_WHOLE_NAME = 2
# "Ada Moreau Thurs 4 June".
_DAY_BEHIND = compiled(
    r"(?<=[^\W\d_])[ ](?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.?$"
)
_SHORT_DAYS = word_set("mo di mi do fr sa so ma wo vr za zo lu me je ve")
# "Sadly Ada Moreau", "Cancelling Mr Moreau", "Please book Mr Moreau": the sentence begins, or somebody is announced.
_OPENER = re.compile(
    rf"(?:(?:{BEGINNERS})[ ](?=(?:{TITLE})?{_WORD}[ ])|(?!{TITLE})[^\W\d_]+[ ](?={TITLE}{_WORD}))", re.IGNORECASE
)


def _is_two_people(words: list[str]) -> bool:
    """ "Pablo Gil y Ana Ruiz", "Pablo y Ana Ruiz"; "José Ortega y Gasset" and "Montserrat Puig i Ferrer" are one."""
    for at, word in enumerate(words):
        if word in ("y", "e", "i"):
            return not (at >= _WHOLE_NAME and len(words) - at - 1 == 1)
    return False


# Behind a whole name these may begin where it goes to: "Anna Berger zur Nachsorge".
_AWAY = frozenset({"zu", "zum", "zur", "vom"})


def may_go_on(name: str) -> bool:
    """Whether a name of running text may hold more than the name; under a label it does not."""
    return not _AWAY.isdisjoint(name.split()[_WHOLE_NAME:])


def is_clinical(said: str) -> bool:
    words = [word.strip(".").casefold() for word in said.split()[:3]]
    return any(word in _CLINICAL for word in words)


def labelled_name(said: str) -> str | None:
    """As person_name, for the value of a label: "Katie Price" is a patient there, and so is "Floor Vos"."""
    words = said.split()
    if len(words) > 1 and words[0].casefold() in FIRST_NAMES_TOO:
        name = person_name(" ".join(["Nobody", *words[1:]]))
        return name and name.replace("Nobody", words[0], 1)
    is_surname = len(words) > 1 and words[-1].strip(".,").casefold() in SURNAMES_TOO
    stood_in = person_name(" ".join([*words[:-1], "Nobody"])) if is_surname else None
    return person_name(said) or (f"{stood_in.removesuffix('Nobody')}{words[-1].strip('.,')}" if stood_in else None)


# "Frau Brockmann zur Fadenentfernung"; "Meyer zur Heide" is a name.
_FOR_WHAT = compiled(
    r"[ ](?:zur|zum|zu)[ ]\w*(?:ung|kontrolle|gespr\u00e4ch|therapie|sprechstunde|termin|wechsel|abnahme|massage"
    r"|vorsorge|nachsorge|visite"
    r"|mrt|ct|r\u00f6ntgen|reha|op|ekg|intervention|infusion|punktion|spritze)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)  # as find_names
def person_name(said: str) -> str | None:
    """ "Ashdown, Penelope (Mrs)" -> "Penelope Ashdown". None when it does not look like one person's name."""
    name = POSTNOMINAL.sub("", _BRACKETS.sub("", plain(" ".join(said.split()))))
    name = name.strip(" .,;:*-\u2013")
    name = _FOR_WHAT.sub("", name) if TITLE_AHEAD.match(name) else name
    name = flipped(untitled(name))
    name = capitalised(name) if name.isupper() and " " in name else name
    return name if _looks_like_a_name(name) else None


_IN_FRONT = word_set("herr herrn frau mevrouw mevr mw dhr meneer mijnheer")


def _looks_like_a_name(name: str) -> bool:
    words = name.split()
    if _GARBLED.search(name):
        return False
    if not 1 <= len(words) <= 6 or len(name) > 60 or "," in name or _NOT_A_NAME.search(name):
        return False
    if any(word.strip(".").casefold() in _IN_FRONT for word in words[1:]):
        return False  # "Anruf Frau Ahrens"
    if NO_FIRST_NAME.search(words[0]) or words[-1].strip(".").casefold() in ADDRESSES:
        return False
    if words[0].casefold() in ARTICLES or any(
        _is_no_name(word.casefold().strip(".")) for word in words if not (word.islower() and _is_small_part(word))
    ):
        return False
    if " and " in f" {name.casefold()} " or not any(letter.isalpha() for letter in name):
        return False
    return _begins_like_a_name(words) and not _is_two_people(words)


def _is_no_name(word: str) -> bool:
    """ "Online-Buchung" is one, too."""
    if NEVER_IN_NAMES.match(word):
        return True
    parts = word.split("-") if "-" in word[1:-1] else [word]
    return word not in ALSO_NAMES and (word in WORDS_NOT_IN_NAMES or all(part in WORDS_NOT_IN_NAMES for part in parts))


def _begins_like_a_name(words: list[str]) -> bool:
    return all(
        len(word) > 0 and (word[0].isupper() or not word[0].isascii() or _is_small_part(word)) for word in words
    ) and (len(words[0].strip(".")) > 1 or len(words) > 1)


def _is_small_part(word: str) -> bool:
    return (
        re.fullmatch(
            rf"{_PARTICLE}|[dlO]['\u2019].+|(?:al|el|az|as|ash|ad|an|ar|at|ibn|bin)-[{UPPER}].+|ap|ter|san|st|los"
            rf"|las|do|ben|abu|op|und|nic|n\u00ed",
            word,
        )
        is not None
    )


def key(name: str) -> tuple[str, ...]:
    """What two spellings of one name have in common."""
    folded = (
        unicodedata.normalize("NFC", name)
        .casefold()
        .replace("\u2019", "'")
        .replace("\u2010", "-")
        .replace("\u2011", "-")
    )
    return tuple(word.strip(".,") for word in folded.split())


def same_person(one: str, other: str) -> bool:
    """Whether one name can be a shorter form of the other: "Mbeki", "C Mbeki" and "Cordelia Mbeki"."""
    first, second = key(untitled(one)), key(untitled(other))
    shorter, longer = sorted((first, second), key=lambda words: (len(words), sum(map(len, words))))
    return bool(shorter) and all(
        word in longer or (len(word) == 1 and len(shorter) > 1 and any(other.startswith(word) for other in longer))
        for word in shorter
    )
