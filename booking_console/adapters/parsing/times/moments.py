"""A date and a time that stand together: the moments that a mail speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.arrivals import without_arrivals
from booking_console.adapters.parsing.times.clock import TimeMention, moves_from, scan_times
from booking_console.adapters.parsing.times.dates import scan_dates
from booking_console.adapters.parsing.times.durations import Length, hour_lengths, scan_lengths
from booking_console.adapters.parsing.times.floating import floating, with_same_days, with_same_times
from booking_console.adapters.parsing.times.hours import opening_hours
from booking_console.adapters.parsing.times.mentions import Calendar, DateMention
from booking_console.adapters.parsing.times.sessions import without_sessions
from booking_console.adapters.parsing.times.stamps import scan_stamps
from booking_console.adapters.parsing.times.wordtimes import HOURS_IN_WORDS
from booking_console.adapters.parsing.times.zones import as_practice_time, zone_after

_LINK = (
    r"(?:at|@|from|um|von|vom|\u00e0|a las|alle|om|de|van|des|desde las|kl\.?"
    r"|punkt|p\u00fcnktlich|klokslag|stipt|between|zwischen|tussen|entre|starting|starts|start|begins|beginning"
    r"|time|uhrzeit|appointment time|and)"
)
_DATE_THEN_TIME = re.compile(
    rf"[ \n,;:|@/~\u00b7\u22c5\u2022()\[\u2013\u2014-]{{0,28}}(?:{_LINK}\b[ :.\n]{{0,3}}){{0,2}}[ (\[]?", re.IGNORECASE
)
_TIME_THEN_DATE = re.compile(
    r"(?:[ \n]?[(\[]?[A-Z]{2,4}[)\]]?)?[ \n,;|\u00b7(\u2013\u2014-]{0,4}(?:(?:on|am|le|el|op|of"
    r"|this coming)[ \n]{1,2})?(?:the )?[ (]?"
)
_BETWEEN = re.compile(r"[ \n]{0,2}(?:-|\u2013|\u2014|to|until|till|bis)[ \n]{0,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """at is None when it is doubtful; readings are then what it may mean. Times are aware, in the practice's zone."""

    start: int
    end: int
    text: str
    at: datetime | None
    until: datetime | None = None
    doubt: str = ""
    readings: tuple[datetime, ...] = ()
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class Clockwork:
    """Everything about time in one text, found once."""

    text: str
    calendar: Calendar
    zone: ZoneInfo
    dates: Sequence[DateMention]
    times: Sequence[TimeMention]
    lengths: Sequence[Length]
    moments: Sequence[Moment]
    past: Sequence[Moment] = ()  # when something was written down; never when a patient comes


MAX_MENTIONS = 150
_Mention = TypeVar("_Mention", bound=DateMention | TimeMention)


@lru_cache(maxsize=8)  # every rung of a mail reads the same few texts
def read_times(text: str, calendar: Calendar, zone: ZoneInfo) -> Clockwork:
    days, hours, plain = scan_stamps(text, zone)
    dates = with_same_days(text, _in_order(days, scan_dates(plain, calendar))[:MAX_MENTIONS])
    closed = opening_hours(plain)
    times = with_same_times(text, _in_order(hours, scan_times(plain))[:MAX_MENTIONS])
    times = [time for time in times if not any(start < time.end and time.start < end for start, end in closed)]
    times = [
        time for time in times if not _OTHER_ZONE.fullmatch(text[max(0, time.start - 1) : time.end + 24].split(")")[0])
    ]
    times = [time for time in times if not any(day.start < time.end and time.start < day.end for day in dates)]
    lasting = list(hour_lengths(text))
    times = [time for time in times if not any(one.start <= time.start < one.end for one in lasting)]
    times = without_arrivals(text, without_sessions(text, times))
    moments = _joined(_paired(text, dates, times, zone), text)
    past = _written_down(moments, dates, calendar)
    moments = [moment for moment in moments if moment not in past]
    lengths = [
        one
        for one in scan_lengths(text)
        if not any(time.start <= one.start and one.end < time.end for time in times)
        and not any(start <= one.start < end for start, end in closed)
    ]
    return Clockwork(text, calendar, zone, dates, times, lengths, moments, past)


def _in_order(ones: list[_Mention], others: list[_Mention]) -> list[_Mention]:
    return sorted([*ones, *others], key=lambda mention: mention.start) if ones else others


_JUST_NOW, _RECENTLY = timedelta(minutes=2), timedelta(hours=36)


# "2:00 PM Eastern (1:00 PM Central)": the same for readers elsewhere.
_OTHER_ZONE = compiled(
    r"\([^()]{4,20} (?:central|mountain|pacific|eastern|gmt|utc|[cmpe][sd]?t|bst|cet|cest|london|uk|local)(?: time)?",
    re.IGNORECASE,
)


def _written_down(moments: Sequence[Moment], dates: Sequence[DateMention], calendar: Calendar) -> list[Moment]:
    """ "14 September, 9:05 pm" in a mail sent then is its own time, as long as another one lies ahead."""
    sent = calendar.sent
    ahead = [moment for moment in moments if moment.at and sent and moment.at > sent + _JUST_NOW]
    days = [day for day in dates if day.day and sent and day.day > sent.date() and not day.is_vague]
    if sent is None or not (ahead or days):
        return []
    return [moment for moment in moments if moment.at and sent - _RECENTLY <= moment.at <= sent + _JUST_NOW]


def _paired(text: str, dates: Sequence[DateMention], times: Sequence[TimeMention], zone: ZoneInfo) -> list[Moment]:
    used: set[int] = set()
    found = []
    for time in times:
        day = _day_before(text, dates, time, used) or _day_after(text, dates, time, used)
        if day is not None:
            used.add(day.start)
            found.append(combine(text, day, time, zone))
    found += list(_in_one_sentence(text, dates, times, found, zone))
    taken = [(one.start, one.end) for one in found]
    free = [time for time in times if not any(start <= time.start < end for start, end in taken)]
    return found + [_beside(text, day, time, zone) for day, time in floating(text, dates, free)]


def _beside(text: str, day: DateMention, time: TimeMention, zone: ZoneInfo) -> Moment:
    """Only the time stands there; the day is known from somewhere else."""
    return replace(combine(text, day, time, zone), start=time.start, end=time.end)


def _in_one_sentence(
    text: str, dates: Sequence[DateMention], times: Sequence[TimeMention], found: Sequence[Moment], zone: ZoneInfo
) -> Iterator[Moment]:
    """ "Wednesday 3 June: Ada Moreau at 4pm": a sentence with one day and one time means both together."""
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        inside = [time for time in times if start <= time.start < end]
        days = [day for day in dates if start <= day.start < end]
        if len(inside) != 1 or not days or len({day.day or day.text for day in days}) != 1:
            continue
        time, day = (
            inside[0],
            min(days, key=lambda one: min(abs(one.end - inside[0].start), abs(one.start - inside[0].end))),
        )
        gap = text[min(day.end, time.end) : max(day.start, time.start)]
        is_free = not any(moment.start < end and start < moment.end for moment in found)
        if is_free and len(gap) <= _FAR and not time.is_weak and not _APART.search(gap):
            yield combine(text, day, time, zone)


_FAR = 90
_SENTENCE_END = re.compile(
    r"(?<!\d\.\d)(?<!\d\.\d\d)[.!?](?=\s)|\n\n|\n(?=[^\n:]{0,40}:(?!\d\d))|\n(?=[ ]*[\u2022*-])"
    r"|\n(?=[ ]*[^\W\d][^\n]{0,40}?(?:[ ]{3}|\.{3}))|\n(?=[ ]*(?:Hi|Hello|Dear|Hey|Hallo|Liebe|Beste|Bonjour|Hola)\b)"
)
_APART = re.compile(
    r"\b(?:by|before|until|till|after|arriv\w+|from|instead|not|call\w*|phone|ring|reply|between|was|were|moved?"
    r"|cancel\w*|open\w*|clos\w+|last"
    r"|born|dob|referr\w+|invoice|due|but|or|bis|ab|vor|statt|oder|tot|voor|of|avant|apr\u00e8s|jusqu\w*|ou|antes"
    r"|hasta|o)\b",
    re.IGNORECASE,
)


def _day_before(text: str, dates: Sequence[DateMention], time: TimeMention, used: set[int]) -> DateMention | None:
    before = [day for day in dates if day.end <= time.start <= day.end + 60 and day.start not in used]
    if before and _DATE_THEN_TIME.fullmatch(text, before[-1].end, time.start):
        return before[-1]
    return None


def _day_after(text: str, dates: Sequence[DateMention], time: TimeMention, used: set[int]) -> DateMention | None:
    after = [day for day in dates if time.end <= day.start <= time.end + 24 and day.start not in used]
    if after and _TIME_THEN_DATE.fullmatch(text, time.end, after[0].start):
        return after[0]
    return None


def combine(text: str, day: DateMention, time: TimeMention, zone: ZoneInfo) -> Moment:
    """The moment that a date and a time name together, wherever they stand."""
    start, end = min(day.start, time.start), max(day.end, time.end)
    said = day.text if day.start == time.start else f"{day.text} {time.text}"
    named = zone_after(text, time.end) or zone_after(text, day.end)
    doubt = day.doubt or time.doubt or _half_a_range(text, time)
    if day.day is None or time.begin is None or doubt:
        return Moment(start, end, said, None, None, doubt, _readings(day, time, zone), is_vague=day.is_vague)
    at, zone_doubt = as_practice_time(datetime.combine(day.day, time.begin), named, zone)
    until = as_practice_time(datetime.combine(day.day, time.finish), named, zone)[0] if time.finish else None
    if zone_doubt:
        return Moment(start, end, said, None, None, zone_doubt, (at,), is_vague=day.is_vague)
    return Moment(start, end, said, at, until, is_vague=day.is_vague)


def _half_a_range(text: str, time: TimeMention) -> str:
    """A time behind "to" whose beginning could not be read is an end."""
    if (
        time.finish is None
        and not _is_moved_there(text, time)
        and _RANGE_LEFT.search(text, max(0, time.start - 36), time.start)
    ):
        return f'"{time.text}" seems to be an end whose beginning cannot be read.'
    return ""


def _is_moved_there(text: str, time: TimeMention) -> bool:
    return any(moves_from(text, at) for at in range(max(0, time.start - 14), time.start))


_RANGE_LEFT = compiled(
    rf"(?:(?<!\d)\d{{1,2}}(?:[:.h]\d{{0,2}}[^\d\s]?)?[ ]?(?:am|pm|uhr|uur|h|heures?|horas?)?"
    rf"|\b(?:{HOURS_IN_WORDS})(?:[ ]uhr|[ ]uur)?)"
    r"[ ](?:to|until|till|bis|tot|hasta)[ ](?:las? )?$|\b(?:until|till)[ ]$"
    rf"|\b(?:zwischen|tussen|entre|between)[ ](?:las? )?(?:\d{{1,2}}(?:[:.hu]\d\d)?(?:[ ]?(?:uhr|uur|h|heures?))?"
    rf"|{HOURS_IN_WORDS})"
    r"[ ](?:und|en|et|y|and)[ ](?:las? )?$"
    rf"|\b(?:de|desde|van|von)[ ](?:las? )?(?:\d{{1,2}}(?:[ ]?(?:h|heures?|horas?))?|{HOURS_IN_WORDS})[ ](?:\u00e0"
    rf"|a)[ ](?:las? )?$",
    re.IGNORECASE,
)


def _readings(day: DateMention, time: TimeMention, zone: ZoneInfo) -> tuple[datetime, ...]:
    days = day.readings or ((day.day,) if day.day else ())
    hours = time.readings or ((time.begin,) if time.begin else ())
    return tuple(datetime.combine(one, hour, tzinfo=zone) for one in days for hour in hours)[:6]


def _joined(moments: list[Moment], text: str) -> list[Moment]:
    """ "Mon 5 May 2pm - Mon 5 May 3pm" is one moment with its end."""
    out: list[Moment] = []
    for moment in sorted(moments, key=lambda one: one.start):
        last = out[-1] if out else None
        if last and _is_end_of(moment, last) and _BETWEEN.fullmatch(text, last.end, moment.start):
            out[-1] = replace(last, end=moment.end, until=moment.at, text=f"{last.text} - {moment.text}")
        else:
            out.append(moment)
    return out


def _is_end_of(moment: Moment, last: Moment) -> bool:
    return bool(
        last.at and moment.at and last.until is None and last.at < moment.at and last.at.date() == moment.at.date()
    )
