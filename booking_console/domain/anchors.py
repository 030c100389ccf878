"""Finding the place of a value by what stands around it: learnt from one marked example, found again in the next mail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booking_console.domain.errors import InvalidInput
from booking_console.domain.extraction import FieldName
from booking_console.domain.teaching import Rule

TEACHABLE = (
    FieldName.GUEST,
    FieldName.START,
    FieldName.END,
    FieldName.TYPE,
    FieldName.SPECIALIST,
    FieldName.REFERENCE,
)
_LONGEST = 120
_FURTHEST = 3
_WORDS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person says about a piece of a mail: text[start:end] is the value of the field."""

    field: FieldName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def learn(text: str, marks: Sequence[Mark]) -> tuple[Rule, ...]:
    """Rules that find exactly what was marked. InvalidInput when a mark has nothing around it by which it could be found again."""
    return tuple(_learn_one(text, _trimmed(text, mark)) for mark in marks)


def locate(text: str, rule: Rule) -> tuple[int, int] | None:
    """Where the rule's value stands; None unless there is exactly one such place: two would be a guess."""
    found = list(dict.fromkeys(_places(text, rule)))
    return found[0] if len(found) == 1 else None


def _learn_one(text: str, mark: Mark) -> Rule:
    lines = _lines(text)
    at = next(n for n, line in enumerate(lines) if line.start <= mark.start <= line.start + len(line.text))
    line = lines[at]
    if mark.end > line.start + len(line.text):
        raise InvalidInput("Please mark a value that stands on one line.")
    label = _label(line.text[: mark.start - line.start])
    after = _after(line.text[mark.end - line.start :])
    # A line that holds the value itself says something else in the next mail.
    value = text[mark.start : mark.end]
    above = [_Line(one.start, "" if value in one.text else one.text) for one in lines[:at]]
    for rule in _candidates(mark.field, label, after, above):
        if locate(text, rule) == (mark.start, mark.end):
            return rule
    raise InvalidInput(
        f'"{value[:40]}" cannot be found again by what stands around it: please mark it with more or less of its line.'
    )


def _candidates(field: FieldName, label: str, after: str, above: Sequence[_Line]) -> Iterator[Rule]:
    """From the plainest: its own label, then the nearest lines above it that say the same in every mail."""
    if label:
        yield Rule(field, label, after)
    for gap, line in enumerate([line for line in reversed(above) if line.text.strip()][:_FURTHEST], start=1):
        before = _folded(line.text).strip()
        yield Rule(field, label, after, before, gap)


def _places(text: str, rule: Rule) -> Iterator[tuple[int, int]]:
    lines = [line for line in _lines(text) if line.text.strip()]
    for at, line in enumerate(lines):
        if rule.before and (at < rule.gap or _folded(lines[at - rule.gap].text).strip() != rule.before):
            continue
        span = _value(line.text, rule)
        if span is not None:
            yield line.start + span[0], line.start + span[1]


def _value(line: str, rule: Rule) -> tuple[int, int] | None:
    """The value's place in its line."""
    begin = 0
    if rule.label:
        folded = _folded(line)
        found = folded.find(rule.label)
        if found < 0 or (found > 0 and folded[found - 1].isalnum() and rule.label[0].isalnum()):
            return None
        begin = found + len(rule.label)
    rest = line[begin:]
    begin += len(rest) - len(rest.lstrip())
    end = _folded(line).find(rule.after, begin) if rule.after else len(line)
    end = end if end >= 0 else len(line)
    value = line[begin:end].rstrip()
    return (begin, begin + len(value)) if value and len(value) <= _LONGEST else None


def _label(head: str) -> str:
    """All of a short label; of a sentence only its last words, because the first may be about somebody."""
    folded = _folded(head).rstrip()
    if ":" in folded or len(folded.split()) <= _WORDS_BEFORE:
        return folded.lstrip()
    return " ".join(folded.split(" ")[-_WORDS_BEFORE:])


def _after(tail: str) -> str:
    """Up to the end of the first word or sign behind the value; '' when nothing follows."""
    folded = _folded(tail)
    stripped = folded.lstrip()
    if not stripped:
        return ""
    space = folded[: len(folded) - len(stripped)]
    word = stripped.split(" ")[0] if stripped[0].isalnum() else stripped[0]
    return f"{space}{word}"


def _trimmed(text: str, mark: Mark) -> Mark:
    said = text[max(mark.start, 0) : mark.end]
    start = max(mark.start, 0) + len(said) - len(said.lstrip())
    end = start + len(said.strip())
    if mark.field not in TEACHABLE:
        raise InvalidInput(f"A template cannot hold {mark.field.value.replace('_', ' ')}.")
    if not said.strip() or end > len(text) or end - start > _LONGEST:
        raise InvalidInput(f"Please mark between 1 and {_LONGEST} letters of the mail.")
    return Mark(mark.field, start, end)


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(_Line(start, line))
        start += len(line) + 1
    return lines


def _folded(text: str) -> str:
    """Of the same length: small letters, and every digit a 0, because numbers differ from mail to mail."""
    return "".join("0" if sign.isdigit() else sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
