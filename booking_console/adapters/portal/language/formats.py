"""Dates, times and lengths as portals write and read them. Pure.

A format is a strftime pattern (`%-d`, `%-m`, `%-H`, `%-I` without the leading zero, on every system) or one of the words below.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

#: Words that stand for a format no strftime pattern can say.
TIME_WORDS = frozenset({"midnight", "minutes", "epoch", "epoch_ms", "iso", "period", "period_label"})
LENGTH_WORDS = frozenset({"seconds", "minutes", "hours", "slots", "label", "%H:%M", "%-H:%M"})

_CODE = re.compile(r"%(-?[A-Za-z%])")
_CODES = frozenset(
    ["Y", "y", "m", "d", "B", "b", "A", "a", "H", "I", "M", "S", "p", "P", "j", "-m", "-d", "-H", "-I", "-M", "%"]
)
_DOTTED_HALF = re.compile(r"\b([ap])\. ?m\b\.?", re.IGNORECASE)  # a.m.
_FULL_HOUR = re.compile(r"(?<![:\d])(\d{1,2})( ?[ap]m\b)", re.IGNORECASE)  # 9 am, where others are 9:30 am
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Period:
    """One of the fixed times that a portal lets out, in its own words."""

    start: time
    end: time
    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one portal writes dates and times. zone: its own; opens, closes (None: midnight): what a clock without AM and PM can mean.
    lengths: what it calls each of them, by its minutes."""

    zone: ZoneInfo
    months: tuple[str, ...] = ENGLISH_MONTHS
    weekdays: tuple[str, ...] = ENGLISH_DAYS
    periods: tuple[Period, ...] = ()
    opens: time = time(0, 0)
    closes: time | None = None
    slot: timedelta = timedelta(minutes=15)
    lengths: Mapping[int, str] = field(default_factory=dict)


def unknown_codes(pattern: str) -> list[str]:
    """The %-codes of a pattern that we can neither write nor read."""
    return [f"%{code}" for code in _CODE.findall(pattern) if code not in _CODES]


def write_moment(moment: datetime, pattern: str, dialect: Dialect, *, edge: Literal["start", "end"] = "start") -> str:
    """moment: in the portal's zone. edge: of a period, the moment is where it starts or where it ends."""
    if pattern in TIME_WORDS:
        return _write_word(moment, pattern, dialect, edge)
    return _CODE.sub(lambda code: _write_code(moment, code.group(1), dialect), pattern)


def _write_word(moment: datetime, word: str, dialect: Dialect, edge: str) -> str:
    if word.startswith("period"):
        period = next(p for p in dialect.periods if (p.end if edge == "end" else p.start) == moment.time())
        return period.id if word == "period" else period.label
    minutes = moment.hour * 60 + moment.minute
    words = {
        "midnight": str(minutes * 60 + moment.second),
        "minutes": str(minutes),
        "epoch": str(int(moment.timestamp())),
        "epoch_ms": str(int(moment.timestamp() * 1000)),
        "iso": moment.isoformat(timespec="seconds"),
    }
    return words[word]


def _write_code(moment: datetime, code: str, dialect: Dialect) -> str:
    names = {"B": dialect.months[moment.month - 1], "A": dialect.weekdays[moment.weekday()]}
    if code == "P":
        return moment.strftime("%p").lower()
    if code.upper() in names:
        return names[code] if code in names else names[code.upper()][:3]
    written = moment.strftime(f"%{code[-1]}")
    return written.lstrip("0") or "0" if code.startswith("-") else written


def write_length(length: timedelta, pattern: str, dialect: Dialect) -> str:
    """ "" for a label that the portal does not have."""
    seconds = int(length.total_seconds())
    hours, minutes = divmod(seconds // 60, 60)
    lengths = {
        "seconds": str(seconds),
        "minutes": str(seconds // 60),
        "hours": f"{seconds / 3600:g}",
        "slots": str(length // dialect.slot),
        "label": dialect.lengths.get(seconds // 60, ""),
        "%H:%M": f"{hours:02}:{minutes:02}",
        "%-H:%M": f"{hours}:{minutes:02}",
    }
    return lengths[pattern]


def read_moment(
    text: str,
    pattern: str,
    *,
    day: date,
    dialect: Dialect,
    edge: Literal["start", "end"] = "start",
    after: datetime | None = None,
) -> datetime:
    """The moment that a portal's text means. ValueError when it cannot be read, or can mean two.

    day: fills in what a pure time leaves out. after: the time before it on the page, where times only rise.
    """
    text = text.strip()
    if pattern == "iso":
        return _in_zone(datetime.fromisoformat(text), dialect.zone)
    if pattern.startswith("period"):
        return at(day, _read_period(text, pattern, dialect, edge), dialect.zone)
    if pattern in TIME_WORDS:
        return _read_number(float(text), pattern, day, dialect.zone)
    plain = pattern.replace("%-", "%").replace("%P", "%p")
    moment = _read_pattern(text, plain, day, dialect).replace(tzinfo=dialect.zone)
    return _half_of_day(moment, dialect, edge, after) if "%I" in plain and "%p" not in plain else moment


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _read_period(text: str, pattern: str, dialect: Dialect, edge: str) -> time:
    words = " ".join(text.split())
    meant = [p for p in dialect.periods if words == (p.id if pattern == "period" else p.label)]
    if len(meant) != 1:
        raise ValueError("expected one of the periods of the profile")
    return meant[0].end if edge == "end" else meant[0].start


def _half_of_day(moment: datetime, dialect: Dialect, edge: str, after: datetime | None) -> datetime:
    """ "1:00" is 13:00 where the rooms open at eight."""
    opens = at(moment.date(), dialect.opens, dialect.zone)
    closes = (
        at(moment.date(), dialect.closes, dialect.zone)
        if dialect.closes
        else midnight_after(opens.date(), dialect.zone)
    )
    first = moment.replace(hour=moment.hour % 12)
    halves = [half for half in (first, first.replace(hour=first.hour + 12)) if opens <= half <= closes]
    halves = [
        half for half in halves if half != (opens if edge == "end" else closes) and (after is None or half > after)
    ]
    if not halves or (len(halves) > 1 and after is None):
        raise ValueError("a clock without AM and PM that can mean both or neither")
    return halves[0]


def _read_number(number: float, word: str, day: date, zone: ZoneInfo) -> datetime:
    if word.startswith("epoch"):
        return datetime.fromtimestamp(number / (1000 if word == "epoch_ms" else 1), UTC).astimezone(zone)
    seconds = number if word == "midnight" else number * 60
    # Wall-clock arithmetic: 36000 s since midnight is 10:00 on the day the clocks change, too.
    return datetime.combine(day, time()).replace(tzinfo=zone) + timedelta(seconds=seconds)


def _read_pattern(text: str, plain: str, day: date, dialect: Dialect) -> datetime:
    if re.search("%[Aa]", plain):
        text, plain = _without_weekday(text, dialect), re.sub("%[Aa]", "", plain)
    if re.search("%[Bb]", plain):
        text = _in_english(text, dialect.months, is_short="%b" in plain)
    text, plain = " ".join(text.split()), " ".join(plain.split())
    if "%I:%M" in plain and "%p" in plain:
        text = _FULL_HOUR.sub(r"\g<1>:00\2", _DOTTED_HALF.sub(r"\1m", text))
    if re.search("%[Yyj]", plain):
        return datetime.strptime(text, plain)  # noqa: DTZ007 - the caller adds the portal's zone
    if re.search("%[dm]", plain):
        return _nearest(text, plain, day)
    return datetime.strptime(f"{day:%Y-%m-%d} {text}", f"%Y-%m-%d {plain}")  # noqa: DTZ007 - the same


def _nearest(text: str, plain: str, day: date) -> datetime:
    """A date without its year, or without year and month: of all that it may mean, the one nearest to the day."""
    months = [day.replace(day=1) + timedelta(days=days) for days in (-1, 0, 31)]
    is_bare = not re.search("%[mBb]", plain)
    begun = [f"{m:%Y-%m}" for m in months] if is_bare else [f"{day.year + years:04}" for years in (-1, 0, 1)]
    form, meant = f"%Y-%m {plain}" if is_bare else f"%Y {plain}", []
    for begin in begun:
        with suppress(ValueError):  # the 29th of February, the 31st: not in each of them
            meant.append(datetime.strptime(f"{begin} {text}", form))  # noqa: DTZ007 - the caller adds the zone
    if not meant:
        raise ValueError("not a date as the profile writes it")
    return min(meant, key=lambda moment: abs(moment.date() - day))


def _meant(word: str, names: Sequence[str]) -> Iterator[int]:
    """Which of the names a word may stand for: itself, or cut off after three letters or more."""
    short = word.rstrip(".").casefold()
    return (number for number, name in enumerate(names) if len(short) >= 3 and name.casefold().startswith(short))


def _without_weekday(text: str, dialect: Dialect) -> str:
    for word in re.findall(r"[^\W\d_]+", text):
        if any(True for _ in _meant(word, dialect.weekdays)):
            return text.replace(word, "", 1)
    return text


def _in_english(text: str, months: Sequence[str], *, is_short: bool) -> str:
    def english(word: re.Match[str]) -> str:
        meant = list(_meant(word.group(), months))
        name = ENGLISH_MONTHS[meant[0]] if len(meant) == 1 else word.group()
        return name[:3] if is_short and len(meant) == 1 else name

    return re.sub(r"[^\W\d_]+\.?", english, text)


def at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock).replace(tzinfo=zone)


def midnight_after(day: date, zone: ZoneInfo) -> datetime:
    return at(day + timedelta(days=1), time(), zone)
