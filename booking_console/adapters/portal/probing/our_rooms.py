"""Which of our rooms a portal's label probably means. Pure."""

import re
from collections.abc import Mapping, Sequence

from booking_console.adapters.portal.language.words import fold


def match_rooms(names: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    """Our name -> the portal's label, where exactly one fits exactly one."""
    fits = {name: [label for label in labels if _fits(name, label)] for name in names}
    counted = [label for found in fits.values() if len(found) == 1 for label in found]
    return {name: found[0] for name, found in fits.items() if len(found) == 1 and counted.count(found[0]) == 1}


def _fits(name: str, label: str) -> bool:
    """ "CR 1" and "Consulting 1" for "Consult room 1": the same number first, then initials or the beginning of a word."""
    ours, theirs = _words(name), _words(label)
    if ours == theirs:
        return True
    numbers = [word for word in ours if word.isdecimal()]
    shown = [word for word in theirs if word.isdecimal()]
    if numbers != shown[: len(numbers)]:
        return False
    letters, seen = [w for w in ours if not w.isdecimal()], [w for w in theirs if not w.isdecimal()]
    initials = "".join(word[0] for word in letters)
    if initials in seen or (not letters and not seen):
        return True
    return bool(letters) and any(_same_stem(letters[0], word) for word in seen)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", fold(text))


def _same_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and long.startswith(short)


def ids_of(matched: Mapping[str, str], ids: Mapping[str, str]) -> dict[str, str]:
    """Our name -> the portal's own value for it."""
    return {name: ids[label] for name, label in matched.items() if label in ids}
