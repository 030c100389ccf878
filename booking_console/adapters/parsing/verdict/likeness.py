"""How like a sentence is to those that take back, change or leave open what a mail says of a visit.

The weights come from sentences whose meaning is known (`tools/remarks.py`). They are only ever a reason to refuse.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

_WORD = re.compile(
    r"<[GPSDCL]\d*>|https?://[^\s<>]+|[^\s@<>]+@[^\s<>]+|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d+|[?!]", re.IGNORECASE
)
_STEM = 5  # letters
_LENGTHS = (1, 2, 4, 7, 14, 25)  # words
_LONGEST = 120  # words of a sentence that are looked at


@dataclass(frozen=True, slots=True)
class Weights:
    """classes: which classes a word belongs to. limit: from this score on a sentence is doubted."""

    classes: Mapping[str, tuple[str, ...]]
    bias: float
    limit: float
    weights: Mapping[str, float]

    def score(self, said: str, around: str) -> float:
        found = features(said, self.classes, around)
        return self.bias + sum(self.weights.get(one, 0.0) for one in found) / math.sqrt(max(len(found), 1))


@cache
def weights() -> Weights:
    kept = json.loads(files(__package__).joinpath("remarks.json").read_text(encoding="utf-8"))
    return Weights(classes_of(kept["classes"]), kept["bias"], kept["limit"], kept["weights"])


def classes_of(words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """words: the words of each class, with blanks between them."""
    found: dict[str, tuple[str, ...]] = {}
    for name, members in words.items():
        for word in dict.fromkeys(members.split()):
            found[word] = (*found.get(word, ()), name)
    return found


def features(said: str, classes: Mapping[str, tuple[str, ...]], around: str) -> set[str]:
    """said: a sentence with the marks of tagged.py. Words, pairs of neighbours, and which classes come together.

    around: a letter for each thing that is known of where it stands; words and classes count apart in each.
    """
    words = list(_words(said))[:_LONGEST]
    kinds = {f"#{one}" for word in words for one in classes.get(word, ())}
    kinds |= {f"#{word}" for word in words if word[0] == "<"}
    plain = {f"w:{word}" for word in words}
    return {
        *plain,
        *kinds,
        *(f"p:{word[:_STEM]}" for word in words if len(word) > _STEM),
        *(f"b:{one} {other}" for one, other in zip(["^", *words], [*words, "$"], strict=True)),
        *(one + other for one, other in combinations(sorted(kinds), 2)),
        *(f"{place}~{one}" for place in around for one in plain | kinds),
        f"n:{sum(len(words) > length for length in _LENGTHS)}",
    }


def _words(said: str) -> Iterator[str]:
    """In small letters; a mark without its number, an address or a number as one mark."""
    for match in _WORD.finditer(said):
        word = match[0].lower().replace("\u2019", "'")
        if word[0] == "<":
            yield f"<{word[1]}>"
        elif word.startswith("http"):
            yield "<url>"
        elif "@" in word:
            yield "<mail>"
        elif word[0].isdigit():
            yield "<n>"
        else:
            yield from _parts(word)


def _parts(word: str) -> Iterator[str]:
    if word.endswith("n't"):
        yield from (word[:-3], "not")
    elif word.endswith("'s"):
        yield from (word[:-2], "'s")
    else:
        yield word
