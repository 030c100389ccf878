"""Comparing texts as portals show them. Pure."""

import re
import unicodedata
from collections.abc import Sequence

# Letters with a stroke and the like are one sign: nothing can be taken off them.
_PLAIN = str.maketrans("ŁłĐđĦħØøŦŧı‐‑–—‘’“”", "LlDdHhOoTti----''\"\"")


def fold_spaces(text: str) -> str:
    """Every run of white space, U+202F and U+00A0 included, becomes one blank; zero-width signs go."""
    text = re.sub(r"[\u200b\u200e\u200f\u2060\ufeff\u00ad]", "", text)
    return re.sub(r"\s+", " ", text).strip()


def fold(text: str) -> str:
    """For comparing: spaces folded, case ignored, one form of every accented letter."""
    return unicodedata.normalize("NFKC", fold_spaces(text)).casefold()


def contains_name(shown: str, written: str) -> bool:
    """ "Ann Lee" does not stand in "Joann Lee", nor in "Ann Lee-Smith": those are other people. Both folded."""
    return re.search(rf"(?<![\w'\u2019-]){re.escape(written)}(?![\w'\u2019-])", shown) is not None


def resembles(shown: str, written: str) -> bool:
    """Whether a portal may show the one for the other: shortened, cut off, turned round, with a remark, without its accents."""
    few, many = sorted((_bare_words(shown), _bare_words(written)), key=len)
    alike = [a for a in few if any(_is_short_for(a, b) or _is_short_for(b, a) for b in many)]
    return bool(few) and len(alike) >= min(2, len(few))


def _bare_words(text: str) -> list[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", fold(text)) if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+", plain)


def _is_short_for(short: str, word: str) -> bool:
    return short == word or (short.isalpha() and word.startswith(short))


def shows(text: str, wanted: str) -> bool:
    """Whether a text says it as a part of its own: "Room 1" does not stand in "Room 10", nor "9:30" in "19:30"."""
    return re.search(part_of_its_own(fold(wanted)), fold(text)) is not None


def part_of_its_own(wanted: str) -> str:
    """As a pattern."""
    before, after = _not_beside(wanted[:1]), _not_beside(wanted[-1:])
    return f"(?<!{before}){re.escape(wanted)}(?!{after})"


def _not_beside(sign: str) -> str:
    """What would make it a part of something longer."""
    if sign.isalpha():
        return r"[^\W\d_]"
    return r"\d" if sign.isdigit() else r"[^\s\S]"


def label(text: str, strip: Sequence[str] = ()) -> str:
    """A label as it is compared: what `strip` matches, a closing colon and the star of a required field are left out."""
    text = fold_spaces(text)
    for pattern in strip:
        text = re.sub(pattern, "", text)
    return fold(text.strip(" *:\t"))


def says_optional(text: str) -> bool:
    """Whether a field's label says that it may stay empty."""
    return re.search(r"\b(optional|freiwillig|facultati[fv]o?|opcional|optioneel)\b", fold(text)) is not None


def in_charset(text: str, charset: str) -> str:
    """With the letters that the character set has: others lose their accent. Raises ValueError when one has no such form."""
    return "".join(
        sign if _has(charset, sign) else _plainer(sign, charset) for sign in unicodedata.normalize("NFC", text)
    )


def _plainer(sign: str, charset: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one))
    plain = bare.translate(_PLAIN)
    if not _has(charset, plain):
        raise ValueError(f"{charset} has no such letter")
    return plain


def _has(charset: str, text: str) -> bool:
    return text.encode(charset, "ignore").decode(charset) == text


def split_name(guest: str) -> tuple[str, str]:
    """Given names and family name: the last word is the family name unless the name is written 'Family, Given'."""
    guest = fold_spaces(guest)
    if "," in guest:
        last, _, first = guest.partition(",")
        return first.strip(), last.strip()
    first, _, last = guest.rpartition(" ")
    return first, last


def write_guest(guest: str, form: str) -> str:
    first, last = split_name(guest)
    forms = {
        "full": fold_spaces(guest),
        "first": first or last,
        "last": last,
        "last, first": f"{last}, {first}" if first else last,
    }
    return forms[form]


GUEST_FORMS = frozenset({"full", "first", "last", "last, first"})


def names_of(guest: str) -> list[str]:
    """The ways in which a page may show this guest, for blacking out and scrubbing. Longest first."""
    first, last = split_name(guest)
    ways = {fold_spaces(guest), f"{first} {last}", f"{last}, {first}", f"{last} {first}", last, *first.split()}
    return sorted((way for way in (w.strip(" ,") for w in ways) if len(way) >= 3), key=len, reverse=True)


def shape(text: str) -> str:
    """How a text is built, without what it says: "9:30 Uhr" -> "9:99 aaa". A broken page may show a guest where a time belongs."""
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", fold_spaces(text)[:20]))


def scrub(text: str, private: Sequence[str]) -> str:
    for word in private:
        text = re.sub(re.escape(word), "█", text, flags=re.IGNORECASE)
    return text
