"""Regular expressions that are only tried on texts which can match them.

A mail is looked at with hundreds of patterns, most of which speak of something that it does not say. Python tries such a pattern
at every letter of the text, and every alternative of it. So each text is looked through once for the words of all patterns
(Aho-Corasick), and a pattern without the words that it cannot do without is not tried. What is found stays the same: this only
says sooner that there is nothing.

The words are read from the pattern itself, as Python's own parser understands it, so that nobody has to keep a second list.
Whatever of that is not known here asks for no word.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

Words = frozenset[str]
#: So many spellings of one run of letters are told apart; more, and the run ends there.
_MOST_SPELLINGS = 24
_MOST_WORDS = 1_200
_MOST_CONDITIONS = 4
_SHORTEST = 3
#: A text that is longer is no mail that somebody wrote; what is known of it is not kept.
_LONGEST_TEXT = 20_000
#: What stands in a great many patterns and asks for no word is not parsed again for each.
_SAYS_NOTHING: list[str] = []
# Where Python matches a letter without regard to case and lower() does not say the same.
_SAME_LETTER = {0x130: "i", 0x131: "i", 0x17F: "s"}


def folded(text: str) -> str:
    """Letters that match each other without regard to case become one; none is added or lost."""
    return text.lower() if text.isascii() else text.translate(_SAME_LETTER).lower()


def _letter(code: int) -> str | None:
    """None: there are others that match it, which folded does not know of."""
    letter = folded(chr(code))
    return letter if code < _FIRST_UNSURE and len(letter) == 1 and code not in _UNSURE else None


_FIRST_UNSURE = 0x180
_UNSURE = frozenset({0xB5})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a part of a pattern asks for. spellings: all that it can match, as far as that is known.

    conditions: of each of these sets, every match holds (or stands beside) one word.
    """

    spellings: Words | None
    conditions: tuple[Words, ...] = ()

    @property
    def all_conditions(self) -> tuple[Words, ...]:
        return (*self.conditions, self.spellings) if self.spellings and "" not in self.spellings else self.conditions


_NOTHING = Words({""})
_ANYTHING = _Asked(None)


def words_of(pattern: str, flags: int) -> tuple[Words, ...]:
    """Sets of which a text must hold one word each, folded, or the pattern finds nothing in it."""
    for part in _SAYS_NOTHING:
        pattern = pattern.replace(part, r"\w")
    asked = _sequence(_parser.parse(pattern, flags)).all_conditions
    return tuple(sorted(filter(_tells, dict.fromkeys(asked)), key=_rank, reverse=True)[:_MOST_CONDITIONS])


def _tells(words: Words) -> bool:
    return len(words) <= _MOST_WORDS and all(len(word) >= _SHORTEST for word in words)


def _rank(words: Words) -> tuple[int, int]:
    """Long words are rare, and few of them rarer."""
    return min(map(len, words)), -len(words)


def _sequence(parts: Iterable[tuple[Any, Any]]) -> _Asked:
    conditions: list[Words] = []
    run, is_whole = _NOTHING, True
    for code, value in parts:
        asked = _READ[code](value) if code in _READ else _ANYTHING
        conditions.extend(asked.conditions)
        follows = asked.spellings
        if follows is not None and len(run) * len(follows) <= _MOST_SPELLINGS:
            run = Words(one + other for one in run for other in follows)
            continue
        conditions.extend(_Asked(run).all_conditions)
        run, is_whole = follows or _NOTHING, is_whole and run == _NOTHING and follows is not None
    return _Asked(run, tuple(conditions)) if is_whole else _Asked(None, (*conditions, *_Asked(run).all_conditions))


@cache
def _literal(code: int) -> _Asked:
    letter = _letter(code)
    return _ANYTHING if letter is None else _Asked(Words({letter}))


def _class(members: list[tuple[Any, Any]]) -> _Asked:
    letters: set[str | None] = set()
    for code, value in members:
        if code is codes.LITERAL:
            letters.add(_letter(value))
        elif code is codes.RANGE and value[1] - value[0] < _MOST_SPELLINGS:
            letters.update(map(_letter, range(value[0], value[1] + 1)))
        else:
            return _ANYTHING
    known = Words(letter for letter in letters if letter is not None)
    return _Asked(known) if None not in letters and len(known) <= _MOST_SPELLINGS else _ANYTHING


def _branch(value: tuple[None, list[Any]]) -> _Asked:
    each = [_sequence(one) for one in value[1]]
    spellings = [one.spellings for one in each if one.spellings is not None]
    if len(spellings) == len(each) and sum(map(len, spellings)) <= _MOST_WORDS:
        return _Asked(Words().union(*spellings))
    best = [max((words for words in one.all_conditions if words), key=_rank, default=None) for one in each]
    known = [words for words in best if words is not None]
    return _Asked(None, (Words().union(*known),)) if len(known) == len(each) else _ANYTHING


def _repeat(value: tuple[int, int, Any]) -> _Asked:
    least, most, parts = value
    asked = _sequence(parts)
    if least == 0:
        return _Asked(asked.spellings | _NOTHING) if most == 1 and asked.spellings is not None else _ANYTHING
    return asked if most == 1 else _Asked(None, asked.all_conditions)


_READ: dict[Any, Callable[[Any], _Asked]] = {
    codes.LITERAL: _literal,
    codes.IN: _class,
    codes.BRANCH: _branch,
    codes.MAX_REPEAT: _repeat,
    codes.MIN_REPEAT: _repeat,
    codes.POSSESSIVE_REPEAT: _repeat,
    codes.ATOMIC_GROUP: _sequence,
    codes.SUBPATTERN: lambda value: _sequence(value[3]),
    codes.ASSERT: lambda value: _Asked(_NOTHING, _sequence(value[1]).all_conditions),
    codes.ASSERT_NOT: lambda _: _Asked(_NOTHING),
    codes.AT: lambda _: _Asked(_NOTHING),
}


class _Index:
    """Which conditions a text meets, as the bits of a number: one for each set of words that some pattern asks for."""

    def __init__(self) -> None:
        self._bits: dict[Words, int] = {}
        self._finder: ahocorasick.Automaton | None = None

    def bit(self, words: Words) -> int:
        if words not in self._bits:
            self._bits[words] = 1 << len(self._bits)
            self._finder = None
            met_by.cache_clear()
        return self._bits[words]

    def look(self, text: str) -> int:
        finder = self._finder = self._finder or self._built()
        met = 0
        for _, bits in finder.iter(folded(text)):
            met |= bits
        return met

    def _built(self) -> ahocorasick.Automaton:
        bits: dict[str, int] = {}
        for words, bit in self._bits.items():
            for word in words:
                bits[word] = bits.get(word, 0) | bit
        finder = ahocorasick.Automaton()
        for word, met in bits.items():
            finder.add_word(word, met)
        finder.make_automaton()
        return finder


_INDEX = _Index()
_PENDING: "list[Pattern]" = []


@lru_cache(maxsize=2_048)  # a line of a mail is looked at with a hundred patterns, one after the other
def met_by(text: str) -> int:
    return _INDEX.look(text)


class Pattern:
    """What re.compile makes, for the verbs that the reader uses; None is found at once where a word is missing."""

    __slots__ = ("_needs", "_re")

    def __init__(self, pattern: str, flags: int) -> None:
        self._re = re.compile(pattern, flags)
        self._needs = 0
        _PENDING.append(self)

    @property
    def tried(self) -> re.Pattern[str]:
        """What is tried where the words are there."""
        return self._re

    @property
    def words(self) -> tuple[Words, ...]:
        return words_of(self._re.pattern, self._re.flags)

    def settle(self) -> None:
        for words in self.words:
            self._needs |= _INDEX.bit(words)

    def may_find(self, text: str) -> bool:
        if _PENDING:
            _settle_all()
        return not self._needs or len(text) > _LONGEST_TEXT or met_by(text) & self._needs == self._needs

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._re.search(text, start, end) if self.may_find(text) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._re.match(text, start, end) if self.may_find(text) else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._re.fullmatch(text, start, end) if self.may_find(text) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        return self._re.finditer(text, start, end) if self.may_find(text) else iter(())

    def findall(self, text: str) -> list[Any]:
        return self._re.findall(text) if self.may_find(text) else []

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self._re.sub(by, text, count) if self.may_find(text) else text

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        return self._re.split(text, maxsplit) if self.may_find(text) else [text]


def _settle_all() -> None:
    """Not while the modules are imported: a program that never reads a mail need not know the words."""
    while _PENDING:
        _PENDING.pop().settle()


def compiled(pattern: str, flags: int = 0) -> Pattern:
    """As re.compile, for a pattern that cannot do without certain words."""
    return Pattern(pattern, flags)


def without_words(part: str) -> None:
    """Notes a part of many patterns that asks for no word, such as somebody's name: it need not be parsed in each of them."""
    _SAYS_NOTHING.append(part)
