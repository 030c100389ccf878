"""Names as people compare them: one form to sort and search by, one to tell people apart by."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘`´]")
_NOT_WORD = re.compile(r"[^\w]+")


def folded(name: str) -> str:
    """'O’NEILL, Seán' -> 'sean oneill'."""
    last, comma, first = name.partition(",")
    turned = f"{first} {last}" if comma else name
    plain = "".join(c for c in unicodedata.normalize("NFKD", turned) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", plain.casefold())).strip()


def key(name: str) -> str:
    """The same for 'SMITH Anna', 'Smith, Anna' and 'Anna Smith'."""
    return " ".join(sorted(folded(name).split()))
