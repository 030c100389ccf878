"""Dates, times and lengths as portals write and read them. Pure.

A format is a strftime pattern (`%-d`, `%-m`, `%-H`, `%-I` without the leading zero, on every system) or one of the words below.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Words that stand for a format no strftime pattern can say.
TIME_WORDS = frozenset({"midnight", "minutes", "epoch", "epoch_ms", "iso"})
LENGTH_WORDS = frozenset({"seconds", "minutes", "hours", "%H:%M", "%-H:%M"})

_CODE = re.compile(r"%(-?[A-Za-z%])")
_CODES = frozenset(
    ["Y", "y", "m", "d", "B", "b", "A", "a", "H", "I", "M", "S", "p", "j", "-m", "-d", "-H", "-I", "-M", "%"]
)
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def unknown_codes(pattern: str) -> list[str]:
    """The %-codes of a pattern that we can neither write nor read."""
    return [f"%{code}" for code in _CODE.findall(pattern) if code not in _CODES]


def write_moment(moment: datetime, pattern: str, *, months: Sequence[str] = ENGLISH_MONTHS) -> str:
    """moment: in the portal's zone."""
    if pattern in TIME_WORDS:
        return _write_word(moment, pattern)
    return _CODE.sub(lambda code: _write_code(moment, code.group(1), months), pattern)


def _write_word(moment: datetime, word: str) -> str:
    minutes = moment.hour * 60 + moment.minute
    words = {
        "midnight": str(minutes * 60 + moment.second),
        "minutes": str(minutes),
        "epoch": str(int(moment.timestamp())),
        "epoch_ms": str(int(moment.timestamp() * 1000)),
        "iso": moment.isoformat(timespec="seconds"),
    }
    return words[word]


def _write_code(moment: datetime, code: str, months: Sequence[str]) -> str:
    if code == "B":
        return months[moment.month - 1]
    if code == "b":
        return months[moment.month - 1][:3]
    written = moment.strftime(f"%{code[-1]}")
    return written.lstrip("0") or "0" if code.startswith("-") else written


def write_length(length: timedelta, pattern: str) -> str:
    seconds = int(length.total_seconds())
    hours, minutes = divmod(seconds // 60, 60)
    lengths = {
        "seconds": str(seconds),
        "minutes": str(seconds // 60),
        "hours": f"{seconds / 3600:g}",
        "%H:%M": f"{hours:02}:{minutes:02}",
        "%-H:%M": f"{hours}:{minutes:02}",
    }
    return lengths[pattern]


def read_moment(text: str, pattern: str, *, day: date, zone: ZoneInfo) -> datetime:
    """The moment that a portal's text means. day: fills in what a pure time leaves out. ValueError when it cannot be read."""
    text = text.strip()
    if pattern == "iso":
        return _in_zone(datetime.fromisoformat(text), zone)
    if pattern in TIME_WORDS:
        return _read_number(float(text), pattern, day, zone)
    return _read_pattern(text, pattern, day).replace(tzinfo=zone)


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _read_number(number: float, word: str, day: date, zone: ZoneInfo) -> datetime:
    if word.startswith("epoch"):
        return datetime.fromtimestamp(number / (1000 if word == "epoch_ms" else 1), UTC).astimezone(zone)
    seconds = number if word == "midnight" else number * 60
    # Wall-clock arithmetic: 36000 s since midnight is 10:00 on the day the clocks change, too.
    return datetime.combine(day, time()).replace(tzinfo=zone) + timedelta(seconds=seconds)


def _read_pattern(text: str, pattern: str, day: date) -> datetime:
    plain = pattern.replace("%-", "%")
    if re.search(r"%[YyjdmBb]", plain):
        return datetime.strptime(text, plain)  # noqa: DTZ007 - the caller adds the portal's zone
    return datetime.strptime(f"{day:%Y-%m-%d} {text}", f"%Y-%m-%d {plain}")  # noqa: DTZ007 - the same


def at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock).replace(tzinfo=zone)


def midnight_after(day: date, zone: ZoneInfo) -> datetime:
    return at(day + timedelta(days=1), time(), zone)
