"""How names are spelled out on forms and by machines: titles, the last name first, capitals, nicknames."""

import re
from collections.abc import Iterable
from itertools import groupby

from booking_console.adapters.parsing.languages.words import choice


def _class_of(letters: Iterable[int]) -> str:
    """As ranges where they follow each other: a class of single letters takes longer to compile."""
    runs = [[code for _, code in run] for _, run in groupby(enumerate(letters), lambda one: one[1] - one[0])]
    return "".join(chr(run[0]) if len(run) == 1 else f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


UPPER = _class_of(code for code in (*range(0x41, 0x587), *range(0x1E00, 0x1F00)) if chr(code).isupper())
TITLES = (
    "pt mr mrs ms miss mx master dr drs dra prof professor assoc associate a/prof aprof lady lord sir dame rev "
    "reverend fr br mme mlle madame "
    "monsieur herr herrn frau heer sr sra srta se\u00f1or se\u00f1ora don do\u00f1a dhr mevr mevrouw meneer mijnheer "
    "mw nurse sister rn "
    "doctor doctora docteur dokter d\u00f1a hr hrn fr\u00e4ulein mag ing dipl dkfm mej juffrouw mlles pr"
)
_TITLE = (
    r"(?:(?:(?:{titles})\b\.?"
    r"|m\.|med\.|d\.\u00aa|d\u00aa\.?|d\.(?=[ ]\w{{3,}}[ ]\w{{3}}))[ ]+)"
)
#: Whatever its case.
TITLE = _TITLE.format(titles=choice(TITLES.split()))
SMALL_TITLE = _TITLE.format(titles="|".join(map(re.escape, TITLES.split())))
TITLE_AHEAD = re.compile(rf"^{TITLE}", re.IGNORECASE)
# "Bartholomew \"Bart\" Moreau", "Elizabeth (Liz) Moreau".
_NICKNAME = re.compile(
    rf"(?<=[^\W\d_])[ ](?:[\"\u201c][^\W\d_]{{2,20}}[\"\u201d]|\([{UPPER}][^\W\d_]{{1,15}}\))[ ](?=[{UPPER}])"
)
# "MOREAU^ADA^M^^MRS": how the machines of hospitals write names.
_CARETS = re.compile(
    r"(?P<last>[^\W\d_][^\d^]*)\^(?P<first>[^\W\d_][^\d^]*)(?:\^(?P<middle>[^\W\d_][^\d^]*)?(?:\^[^\d^]*){0,4})?"
)


def _by_comma(match: re.Match[str]) -> str:
    return f"{match['last']}, {match['first']}{' ' + match['middle'] if match['middle'] else ''}"


# "MOREAU/ADA MS", as on a ticket.
_TICKET = re.compile(r"(?P<last>[A-Z][A-Z'\u2019-]+)/(?P<first>[A-Z]{2,}(?: [A-Z]{2,})?)(?: (?:MRS?|MS|MISS|MSTR|DR))?")


def plain(said: str) -> str:
    """Without a nickname in the middle; with a comma where a machine writes carets."""
    ticket = _TICKET.fullmatch(said)
    return f"{ticket['last']}, {ticket['first']}" if ticket else _NICKNAME.sub(" ", _CARETS.sub(_by_comma, said))


def untitled(name: str) -> str:
    for _ in range(3):
        name = TITLE_AHEAD.sub("", name)
    return name


_CAPITALS_FIRST = re.compile(
    rf"^(?P<last>(?:(?:DE|DA|DU|DI|LA|LE|EL"
    rf"|AL)[ ])*(?:[{UPPER}'\u2019-]{{3,}}[ ])+)(?P<first>[{UPPER}][^\W\d_]*[a-z\u00df-\u024f].*)$"
)


_LONGEST_LETTERS = 6


def flipped(name: str) -> str:
    """ "KAPOOR, Theodora" and "KAPOOR Theodora" are Theodora Kapoor."""
    capitals = _CAPITALS_FIRST.match(name) if "," not in name else None
    if capitals:
        return f"{capitals['first']} {capitalised(capitals['last'].strip())}"
    parts = [part.strip() for part in name.split(",")]
    if len(parts) != 2 or not all(parts):
        return name
    last, first = parts
    if first.isupper() and not last.isupper() and len(first) <= _LONGEST_LETTERS and " " in last:
        return last  # "Ada Finch, RDH": what she is
    if not last.isupper() and all(len([word for word in part.split() if word[0].isupper()]) > 1 for part in parts):
        return name  # "Ada Finch, Bill Finch" are two
    if first.rstrip(".").casefold() in ("jr", "sr", "ii", "iii", "iv"):
        return f"{last} {first}"
    return f"{untitled(first)} {capitalised(last) if last.isupper() and not first.isupper() else last}"


def capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word) if len(word) > 2 else word
