"""A pattern that is not tried would have found nothing."""

import gc
import random
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.parsing.languages.words import WEEKDAYS, choice
from booking_console.adapters.parsing.patterns import Pattern, compiled, folded
from booking_console.adapters.parsing.reader import LadderReader

_LETTERS = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x1F000))))
_CLASSES = {codes.CATEGORY_DIGIT: "07", codes.CATEGORY_WORD: "abZ\u00e9", codes.CATEGORY_SPACE: " \n"}
_OTHER_CLASSES = {
    codes.CATEGORY_NOT_DIGIT: "a ",
    codes.CATEGORY_NOT_WORD: " .\n",
    codes.CATEGORY_NOT_SPACE: "aB7",
}


def said(parts: Any, dice: random.Random, groups: dict[int, str]) -> str:
    """Something that the parts of a pattern match, but for what they demand of the letters around."""
    return "".join(_one(code, value, dice, groups) for code, value in parts)


def _one(code: Any, value: Any, dice: random.Random, groups: dict[int, str]) -> str:
    if code is codes.LITERAL:
        return dice.choice((chr(value), chr(value).swapcase()[:1]))
    if code is codes.IN:
        return _member(value, dice)
    if code is codes.SUBPATTERN:
        text = said(value[3], dice, groups)
        groups[value[0]] = text
        return text
    if code is codes.GROUPREF:
        return groups.get(value, "")
    if code is codes.BRANCH:
        return said(dice.choice(value[1]), dice, groups)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inner = value
        return "".join(said(inner, dice, groups) for _ in range(dice.randint(least, min(int(most), least + 2))))
    if code is codes.ASSERT and value[0] > 0:
        return said(value[1], dice, groups) if dice.random() < 0.5 else ""
    return dice.choice("aB .") if code in (codes.ANY, codes.NOT_LITERAL) else ""


def _member(members: Any, dice: random.Random) -> str:
    if members[0][0] is codes.NEGATE:
        return dice.choice("aB 7.")
    code, value = dice.choice(members)
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.RANGE:
        return chr(dice.randint(*value))
    return dice.choice({**_CLASSES, **_OTHER_CLASSES}[value])


def every_pattern() -> list[Pattern]:
    """Of all languages that the reader knows."""
    reader = LadderReader(ZoneInfo("Europe/London"), "DMY")
    reader.warm_up()
    for words in ("Ihr Termin und wir", "uw afspraak het een", "votre rendez-vous est le", "su cita el los"):
        reader.read(f"Subject: x\n\n{words}\n".encode())
    return [one for one in gc.get_objects() if isinstance(one, Pattern)]


def found_by(pattern: Pattern, dice: random.Random) -> Iterator[str]:
    parts = _parser.parse(pattern.tried.pattern, pattern.tried.flags)
    for _ in range(6):
        text = dice.choice(("", "So ", "\n")) + said(parts, dice, {}) + dice.choice(("", " now", "."))
        if pattern.tried.search(text):
            yield text


def test_what_a_pattern_finds_holds_the_words_that_it_asks_for() -> None:
    dice, heard = random.Random(5), 0
    for pattern in (patterns := every_pattern()):
        texts = list(found_by(pattern, dice))
        heard += bool(texts)
        assert [text for text in texts if not pattern.may_find(text)] == [], pattern.tried.pattern
    assert heard > 0.7 * len(patterns) > 140, "texts that no pattern finds prove nothing"


def test_letters_that_match_each_other_are_folded_into_one() -> None:
    letters = {letter for pattern in every_pattern() for words in pattern.words for word in words for letter in word}
    for letter in letters:
        same = re.findall(re.escape(letter), _LETTERS, re.IGNORECASE)
        assert {folded(one) for one in same} == {letter}, letter


@pytest.mark.parametrize("text", ["the KASSE", "Die \u212aasse", "\u017fo", "D\u0130E", "d\u0131e kasse", "\u00dcBER"])
def test_a_text_is_found_in_whatever_case_it_is_written(text: str) -> None:
    for words in ("kasse", "so", "die", "\u00fcber"):
        assert bool(compiled(words, re.IGNORECASE).search(text)) == bool(re.search(words, text, re.IGNORECASE))


def test_a_text_without_the_words_is_not_tried() -> None:
    pattern = compiled(r"\b(?:moved|changed) (?:to|from) (?=noon)", re.IGNORECASE)
    assert pattern.may_find("It has MOVED to noon.")
    assert not pattern.may_find("It has moved to one.")
    assert not pattern.may_find("")


def test_any_name_of_a_choice_is_found_as_by_trying_all_of_them() -> None:
    names = [*WEEKDAYS, "a", "an", "a b", "\u00e9t\u00e9", "K", "iss"]
    plain = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    one, other = (re.compile(rf"(?:{said}){end}", re.IGNORECASE) for said in (plain, choice(names)) for end in ("",))
    said_of = [name.upper() + tail for name in names for tail in ("", "s", "day")]
    for text in [*said_of, "\u0130ss", "\u017funday", "\u212a", "\u00c9T\u00c9", "x"]:
        assert [match.span() for match in one.finditer(text)] == [match.span() for match in other.finditer(text)], text
