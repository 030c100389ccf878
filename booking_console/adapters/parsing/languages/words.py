"""Names of months, weekdays and small numbers in the languages that confirmations come in."""

import re
from collections.abc import Collection

_MONTHS = (
    "january jan januar j\u00e4nner j\u00e4n jaenner januari janvier janv enero ene gennaio gen",
    "february feb februar feber febr februari f\u00e9vrier fevrier f\u00e9vr febrero febbraio",
    "march mar m\u00e4rz m\u00e4r mrz maerz mrz maart mrt mars marzo",
    "april apr avril avr abril abr aprile",
    "may mai mei mayo maggio",
    "june jun juni juin junio giugno",
    "july jul juli juillet juil juill julio luglio",
    "august aug augustus ao\u00fbt aout agosto ago",
    "september sep sept septembre septiembre setiembre settembre",
    "october oct oktober okt octobre octubre ottobre",
    "november nov novembre noviembre",
    "december dec dezember dez d\u00e9cembre decembre d\u00e9c diciembre dic dicembre",
)
_WEEKDAYS = (
    "monday mon montag maandag lundi lunes luned\u00ec",
    "tuesday tue tues dienstag dinsdag mardi martes marted\u00ec",
    "wednesday wed weds mittwoch woensdag mercredi mi\u00e9rcoles miercoles mercoled\u00ec",
    "thursday thu thur thurs donnerstag donderdag jeudi jueves gioved\u00ec",
    "friday fri freitag vrijdag vendredi viernes venerd\u00ec",
    "saturday sat samstag sonnabend zaterdag samedi s\u00e1bado sabado sabato",
    "sunday sun sonntag zondag dimanche domingo domenica",
)
_SHORT_WEEKDAYS = (
    "mo ma lu lun maa mon",
    "di tu mar mart die din dins",
    "mi wo me mer mit woe woens mi\u00e9 mier x",
    "do th je jeu jue juev don dond",
    "fr vr ve ven vie vier fre vri vrij",
    "sa za sam s\u00e1b sab zat sam",
    "so zo dim dom son zon",
)

MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
SHORT_WEEKDAYS = {name: number for number, names in enumerate(_SHORT_WEEKDAYS) for name in names.split()}
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50,
    "sixty": 60, "ninety": 90, "eleven": 11, "twenty-five": 25, "thirty-five": 35, "zwei": 2, "drei": 3, "dreissig": 30, "twee": 2,
    "drie": 3, "deux": 2, "trois": 3, "dos": 2, "tres": 3, "eine": 1, "une": 1, "una": 1, "een": 1,
    "f\u00fcnf": 5, "zehn": 10, "f\u00fcnfzehn": 15, "zwanzig": 20, "f\u00fcnfundzwanzig": 25, "drei\u00dfig": 30, "vierzig": 40,
    "f\u00fcnfundvierzig": 45, "f\u00fcnfzig": 50, "sechzig": 60, "neunzig": 90,
    "vijf": 5, "tien": 10, "vijftien": 15, "twintig": 20, "vijfentwintig": 25, "dertig": 30, "veertig": 40, "vijfenveertig": 45,
    "vijftig": 50, "zestig": 60, "negentig": 90,
    "cinq": 5, "dix": 10, "quinze": 15, "vingt": 20, "vingt-cinq": 25, "trente": 30, "quarante": 40, "quarante-cinq": 45,
    "cinquante": 50, "soixante": 60, "quatre-vingt-dix": 90,
    "cinco": 5, "diez": 10, "quince": 15, "veinte": 20, "veinticinco": 25, "treinta": 30, "cuarenta": 40, "cuarenta y cinco": 45,
    "cincuenta": 50, "sesenta": 60, "noventa": 90,
}  # fmt: skip


_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
#: "twenty-first" and "twenty first" are the same day.
ORDINALS = {name: number for number, name in enumerate(f"{_UNITS} {_TEENS}".split(), 1)}
ORDINALS |= {f"twenty{gap}{name}": 20 + number for number, name in enumerate(_UNITS.split(), 1) for gap in "- "}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def choice(names: Collection[str]) -> str:
    """A regular expression for any of the names, the longest first, whatever their case.

    Letter by letter, so that a word is compared with the few names that begin as it does. Python passes over a branch at once whose first
    letter does not fit, but only where that is one of a set of letters, each with its case.
    """
    tails: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        if name:
            tails.setdefault(name[0], []).append(name[1:])
    first_of = _either_case if len(tails) > 1 else re.escape
    spelled = [first_of(first) + (choice(rest) if any(rest) else "") for first, rest in tails.items()]
    may_end = "?" if "" in names else ""
    return f"(?:{'|'.join(spelled)}){may_end}" if may_end or len(spelled) > 1 else "".join(spelled)


# What else Python takes for the same letter.
_ALSO = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}


def _either_case(letter: str) -> str:
    if not (letter.isascii() and letter.isalpha()):
        return re.escape(letter)
    return f"(?-i:[{letter.lower()}{letter.upper()}{_ALSO.get(letter.lower(), '')}])"


def ordinal(day: int) -> str:
    suffix = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"
