"""The rhythm of a job as a person types it: checked in plain words, said in words, and what it would mean next."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from booking_console.domain.errors import InvalidInput
from booking_console.domain.schedule import Rhythm

UNITS = {"seconds": 1, "minutes": 60, "hours": 3600}
LONGEST = timedelta(days=1)
_DAY = timedelta(days=1)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PART = re.compile(r"(?P<first>\*|[a-z]+|\d+)(?:-(?P<last>[a-z]+|\d+))?(?:/(?P<step>\d+))?")


@dataclass(frozen=True, slots=True)
class Field:
    """One of the five fields of a cron expression. names: allowed instead of numbers; only_names: numbers are not."""

    word: str
    least: int
    most: int
    names: tuple[str, ...] = ()
    only_names: bool = False

    def number(self, text: str) -> int:
        if text in self.names:
            return self.names.index(text) + self.least
        if not text.isdecimal():
            raise InvalidInput(f"“{text}” is no {self.word}.")
        if self.only_names:
            # Programs count the days differently: 1 is Monday to some and Tuesday to others.
            raise InvalidInput(f"Please write the weekday as a word: mon to sun, not {text}.")
        if not self.least <= int(text) <= self.most:
            raise InvalidInput(f"The {self.word} {text} does not exist: it goes from {self.least} to {self.most}.")
        return int(text)


FIELDS = (
    Field("minute", 0, 59),
    Field("hour", 0, 23),
    Field("day of the month", 1, 31),
    Field("month", 1, 12, _MONTHS),
    Field("weekday", 0, 6, _WEEKDAYS, only_names=True),
)


def parsed(kind: str, number: str, unit: str, cron: str) -> Rhythm:
    """kind: every or cron. Raises InvalidInput with what is wrong, in plain words."""
    return Rhythm(cron=checked_cron(cron)) if kind == "cron" else Rhythm(every=_interval(number, unit))


def checked_cron(text: str) -> str:
    fields = text.lower().split()
    if len(fields) != len(FIELDS):
        raise InvalidInput(
            f"Five fields are needed (minute, hour, day of the month, month, weekday); there are {len(fields)}."
        )
    for field, written in zip(FIELDS, fields, strict=True):
        for part in written.split(","):
            _check(field, part)
    return " ".join(fields)


def next_runs(rhythm: Rhythm, *, after: datetime, zone: ZoneInfo, count: int = 3) -> list[datetime]:
    """Fewer when it would never run so often again, none when it never runs."""
    if rhythm.every is not None:
        return [after + rhythm.every * n for n in range(1, count + 1)]
    trigger = CronTrigger.from_crontab(rhythm.cron, timezone=zone)
    runs: list[datetime] = []
    at: datetime | None = after
    while at is not None and len(runs) < count:
        at = trigger.get_next_fire_time(None, at + timedelta(microseconds=1))
        if at is not None:
            runs.append(at)
    return runs


def words(rhythm: Rhythm) -> str:
    """every 20 s, every 5 min, Mon–Fri, 06–20 h"""
    if rhythm.every is not None:
        return f"every {length(rhythm.every)}"
    assert rhythm.cron is not None, "a rhythm is one of the two"
    minute, hour, day, month, weekday = rhythm.cron.split()
    said = [_times(minute, hour), *_hours(minute, hour), _days(weekday)]
    said += [f"day {day} of the month"] if day != "*" else []
    said += [f"in {_names(month)}"] if month != "*" else []
    return ", ".join(word for word in said if word)


def often(rhythm: Rhythm) -> str:
    """about 4,320 times a day; for a cron expression nothing, its times say it"""
    if rhythm.every is None:
        return ""
    times = round(_DAY / rhythm.every)
    return f"about {times:,} times a day" if times > 1 else "once a day"


def length(span: timedelta) -> str:
    """20 s, 1 min 30 s, 2 h"""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def typed(rhythm: Rhythm) -> tuple[str, str]:
    """Number and unit as they are shown for changing."""
    if rhythm.every is None:
        return "5", "minutes"
    seconds = round(rhythm.every.total_seconds())
    unit = next(name for name in reversed(UNITS) if seconds % UNITS[name] == 0)
    return str(seconds // UNITS[unit]), unit


def _interval(number: str, unit: str) -> timedelta:
    if not number.strip().isdecimal() or not int(number):
        raise InvalidInput("Please write a whole number, 1 or more.")
    every = timedelta(seconds=UNITS.get(unit, 1)) * int(number) if len(number.strip()) < 7 else LONGEST * 2
    if every > LONGEST:
        raise InvalidInput("At most a day lies between two runs; for longer ones use set times.")
    return every


def _check(field: Field, part: str) -> None:
    found = _PART.fullmatch(part)
    if found is None:
        raise InvalidInput(f"“{part}” is no {field.word}.")
    first, last, step = found["first"], found["last"], found["step"]
    if step is not None and not int(step):
        raise InvalidInput(f"The step of the {field.word} is 1 or more, not 0.")
    if first == "*":
        if last is not None:
            raise InvalidInput(f"“{part}” is no {field.word}: a range needs two ends.")
        return
    start = field.number(first)
    if last is not None and field.number(last) < start:
        raise InvalidInput(f"The range “{part}” ends before it begins.")


def _times(minute: str, hour: str) -> str:
    if minute == "*":
        return "every minute"
    if minute.startswith("*/"):
        return f"every {minute[2:]} min"
    if minute.isdecimal() and hour.isdecimal():
        return f"at {int(hour):02}:{int(minute):02}"
    return f"at minute {minute.replace(',', ', ')} of the hour"


def _hours(minute: str, hour: str) -> list[str]:
    if hour == "*" or (minute.isdecimal() and hour.isdecimal()):
        return []
    if hour.startswith("*/"):
        return [f"every {hour[2:]} hours"]
    return [
        "–".join(f"{int(h):02}" for h in hour.split("-")) + " h"
        if re.fullmatch(r"\d+(-\d+)?", hour)
        else f"hours {hour}"
    ]


def _days(weekday: str) -> str:
    return "" if weekday == "*" else _names(weekday)


def _names(field: str) -> str:
    return re.sub(r"[a-z]+", lambda name: name[0].capitalize(), field).replace("-", "–").replace(",", ", ")
