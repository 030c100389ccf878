"""Times of day in words: "half past ten", "quarter to four", "ten o'clock"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

_HOURS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip
_STEPS = {
    "half past": 30,
    "a quarter past": 15,
    "quarter past": 15,
    "quarter to": -15,
    "a quarter to": -15,
    "quarter of": -15,
}
_STEPS |= {"ten past": 10, "twenty past": 20, "five past": 5, "ten to": -10, "twenty to": -20, "five to": -5}
_HOUR = rf"(?P<hour>{'|'.join(_HOURS)}|1[0-2]|[1-9])\b(?!:)"
_WORDED = re.compile(
    rf"\b(?:(?P<step>{'|'.join(sorted(_STEPS, key=len, reverse=True))})[ \n]{_HOUR}|(?P<sharp>{'|'.join(_HOURS)}"
    rf"|1[0-2]|[1-9])[ ]?o['\u2019]clock\b)"
    r"(?:[ \n](?:in the (?P<part>morning|afternoon|evening)|(?P<half>[ap])\.?m\b\.?))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WordedTime:
    """readings: the one or two times of day that it may mean."""

    start: int
    end: int
    text: str
    readings: tuple[time, ...]


def worded_times(text: str) -> Iterator[WordedTime]:
    for match in _WORDED.finditer(text):
        said = (match["hour"] or match["sharp"]).casefold()
        hour = _HOURS.get(said) or int(said)
        step = _STEPS[match["step"].casefold()] if match["step"] else 0
        morning = (hour % 12 * 60 + step) % 720
        readings = tuple(time(minutes // 60, minutes % 60) for minutes in (morning, morning + 720))
        yield WordedTime(match.start(), match.end(), " ".join(match[0].split()), _of_half(readings, match))


def _of_half(readings: tuple[time, ...], match: re.Match[str]) -> tuple[time, ...]:
    part, half = (match["part"] or "").casefold(), (match["half"] or "").casefold()
    if part == "morning" or half == "a":
        return readings[:1]
    return readings[1:] if part or half else readings
