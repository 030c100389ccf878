"""Times of day, ranges and durations as mails write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time, timedelta

from booking_console.adapters.parsing.words import NUMBERS, choice
from booking_console.adapters.parsing.wordtimes import A_LENGTH, LENGTHS, WordedTime, worded_times

OPENS, CLOSES = time(7), time(20)
_HALF = r"[ap]\.[ ]?m\.|[ap][ ]?m\b|noon\b|(?<=:[0-5]\d)[ap]\b"
_WORD = r"12[ ]?noon|noon|midday|mittags|midi"


def _one(prefix: str) -> str:
    return (
        rf"(?:(?P<{prefix}word>{_WORD})\b|(?P<{prefix}h>[01]?\d|2[0-4])"
        rf"(?:(?P<{prefix}s>[:.h\u2236]|[ ]h[ ]|[ ]?Uhr[ ])(?P<{prefix}m>[0-5]\d)(?::[0-5]\d)?(?!\d))?"
        rf"(?:[ \n]?(?P<{prefix}half>{_HALF})|(?P<{prefix}clock>[ ]?(?:Uhr|uur|hrs|h|heures|horas)\b\.?))?)"
    )


_BEFORE = r"(?<![\w/.,:$\u00a3\u20ac#+-])(?<![\w][.,:]\d)"
_TIME = re.compile(_BEFORE + _one("") + r"(?![\w%]|[/:]\d|\.\d|[ ]?(?:km|kg|mg|ml)|[ ][+-]\d{4}\b)", re.IGNORECASE)
_TO = (
    r"(?:[ \n]?(?:-|\u2013|\u2014|\u2212|\u2192)[ \n]?|,?[ \n](?:until|till|til|bis|tot|hasta"
    r"|jusqu['\u2019]\u00e0)[ \n]"
    r"|[ \n](?:to|and|\u00e0|a(?= \d{1,2}[:.h]))[ \n](?:las )?)"
)
_RANGE = re.compile(_BEFORE + _one("a") + _TO + _one("b") + r"(?![\w%]|[/:]\d|\.\d)", re.IGNORECASE)
# "1400-1430" and "1400 hrs": four digits are a time only as such a pair, on five minutes, or with their unit.
_MILITARY = re.compile(
    _BEFORE + r"(?P<ah>0[7-9]|1\d)(?P<am>[0-5][05])"
    r"(?:[ ]?(?:-|\u2013|to)[ ]?(?P<bh>0[7-9]|1\d|20)(?P<bm>[0-5][05])(?:[ ]?(?:hrs?|h)\b)?|[ ]?(?:hrs?|h)\b)"
    r"(?![\w/-])",
    re.IGNORECASE,
)
_UNIT = r"(?P<unit>minutes?|mins?|minuten|minutos|minuti|min|hours?|hrs?|stunden?|heures?|horas?|uur|h)\b\.?"
_AMOUNT = rf"(?P<n>\d{{1,3}}(?:[.,](?:5|25|75))?|(?:half an?|{choice(NUMBERS)})(?=[ -]))"  # "Anh" is a name
_DURATION = re.compile(
    rf"(?<![\w/.,:$\u00a3\u20ac-]){_AMOUNT}(?:[ ]?|-){_UNIT}(?:[ ]?(?:and |, )?(?:(?P<half>a half)"
    rf"|(?P<n2>\d{{1,2}})[ ]?(?:minutes?|mins?|min|m)\b)?)"
    r"(?P<halves>[ ]and a half)?",
    re.IGNORECASE,
)
_NOT_A_LENGTH_BEFORE = re.compile(
    r"\b(?:up to|allow|at least|within|after|least|arrive|report|every|about|approx\w*\.?|around|under|over"
    r"|more than|less than|minimum(?: of)?|"
    r"maximum(?: of)?|first|last|next|past|in|wait|waiting|than|max\.?|circa|ca\.?|roughly|or|between|every"
    r"|for up to"
    r"|(?<!session )(?<!sessions )(?<!appointment )(?<!appointments )(?<!treatments )(?<!treatment )(?<!visits )"
    r"(?<!duration )(?<!length )(?<!consultation )(?<!massage )(?<!massages )(?<!slot )of|open"
    r"|fast(?:ing)?(?: for)?|parking(?: for)?|free for)[ ]*(?:an? )?$",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(
    r"\b(?:one|two|three|four|five|\d{1,3})[ ]?(?:to|or|and|-|\u2013)[ ]?$|\ballow\b[^.\n]{0,40}$", re.IGNORECASE
)
_NOT_A_LENGTH_AFTER = re.compile(
    r"^(?:['\u2019]s?)?[ ]*(?:early|earlier|before|prior|notice|ahead|late\b|later|in advance|drive|walk|away"
    r"|ago|after|beforehand|old|from|behind|"
    r"of\b|vor\b|(?:van )?tevoren|vooraf|antes|\u00e0 l['\u2019]avance|de antelaci|avant|antes|eher|fr\u00fcher"
    r"|cancel|window|grace|journey|wait|to (?:spare|go|the)|parking"
    r"|free|fast|per\b|a week)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """begin is None when the half of the day is not certain; readings are then the times it may mean.

    is_weak: written like a number (13.20), only a time beside a date or label.
    """

    start: int
    end: int
    text: str
    begin: time | None
    finish: time | None = None
    readings: tuple[time, ...] = ()
    doubt: str = ""
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    start: int
    end: int
    text: str
    value: timedelta


@dataclass(frozen=True, slots=True)
class _Raw:
    hour: int
    minute: int
    half: str  # "am", "pm", "24" when the form itself is a 24-hour one, "" unknown
    is_weak: bool
    is_bare: bool


def scan_times(text: str) -> list[TimeMention]:
    """All times and ranges in the order of the text, without overlaps."""
    ranges = [mention for match in _RANGE.finditer(text) if (mention := _range(match)) is not None]
    ranges += [mention for match in _MILITARY.finditer(text) if (mention := _military(match)) is not None]
    taken = [(mention.start, mention.end) for mention in ranges]
    for match in _TIME.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            ranges.extend(_single(match))
    words = [_in_words(worded) for worded in worded_times(text)]
    ranges = [
        mention for mention in ranges if not any(one.start < mention.end and mention.start < one.end for one in words)
    ]
    words = [
        mention
        for at, mention in enumerate(words)
        if not any(one.start < mention.end and mention.start < one.end for one in words[:at])
    ]
    return _spans(sorted([*ranges, *words], key=lambda mention: mention.start), text)


_UNTIL = re.compile(r"[ \n](?:until|till|to|bis|tot|hasta|a)[ \n](?:las? )?", re.IGNORECASE)


def _spans(mentions: list[TimeMention], text: str) -> list[TimeMention]:
    """ "From twelve noon until a quarter to one": a range of which one side is in words."""
    out: list[TimeMention] = []
    for mention in mentions:
        if out and _is_end(last := out[-1], mention) and _UNTIL.fullmatch(text, last.end, mention.start):
            out[-1] = replace(last, end=mention.end, text=text[last.start : mention.end], finish=mention.begin)
        else:
            out.append(mention)
    return out


def _is_end(last: TimeMention, mention: TimeMention) -> bool:
    return bool(last.begin and mention.begin and last.begin < mention.begin and not last.finish and not mention.finish)


def _in_words(worded: WordedTime) -> TimeMention:
    readings = tuple(one for one in worded.readings if OPENS <= one < CLOSES) or worded.readings
    if len(readings) == 1:
        return TimeMention(worded.start, worded.end, worded.text, readings[0])
    doubt = f'The mail says "{worded.text}" without saying whether that is morning or evening.'
    return TimeMention(worded.start, worded.end, worded.text, None, None, readings, doubt)


def _military(match: re.Match[str]) -> TimeMention | None:
    begin = time(int(match["ah"]), int(match["am"]))
    finish = time(int(match["bh"]), int(match["bm"])) if match["bh"] else None
    if finish is not None and finish <= begin:
        return None
    return TimeMention(match.start(), match.end(), match[0], begin, finish)


def _raw(match: re.Match[str], prefix: str) -> _Raw | None:
    if match[f"{prefix}word"]:
        return _Raw(12, 0, "24", is_weak=False, is_bare=False)
    half = (match[f"{prefix}half"] or "").casefold().replace(".", "").replace(" ", "")
    half = f"{half}m" if half in ("a", "p") else half
    hour, minute, sign = int(match[f"{prefix}h"]), int(match[f"{prefix}m"] or 0), match[f"{prefix}s"] or ""
    clock = match[f"{prefix}clock"] or ("Uhr" if "Uhr" in sign else "")
    if hour > 23 or (half and not 1 <= hour <= 12):
        if hour > 23 or half not in ("am", "pm"):
            return None
        # 14:00 pm says it twice, 19:30 am contradicts itself.
        says_twice = half == "pm" or hour == 0
        return _Raw(hour, minute, "24" if says_twice else "", is_weak=False, is_bare=False)
    if half == "noon" and hour != 12:
        return None
    if half:
        return _Raw(hour, minute, "pm" if half == "noon" else half, is_weak=False, is_bare=False)
    is_full = bool(clock) or hour > 12 or (len(match[f"{prefix}h"]) == 2 and hour < 10) or hour == 0
    bare = not sign and not clock
    return _Raw(hour, minute, "24" if is_full else "", is_weak=sign == "." and not clock, is_bare=bare)


def _as_time(raw: _Raw) -> tuple[time, ...]:
    """The times it may mean while the practice is open; one when the form decides."""
    if raw.half == "24":
        return (time(raw.hour, raw.minute),)
    if raw.half:
        return (time(raw.hour % 12 + (12 if raw.half == "pm" else 0), raw.minute),)
    both = (time(raw.hour % 12, raw.minute), time(raw.hour % 12 + 12, raw.minute))
    opened = tuple(one for one in both if OPENS <= one < CLOSES)
    return opened or both


# Hours that a practice is open at only once a day, written in figures. A bare 2:00 may be what is left of 12:00.
_SURE_HOURS = frozenset({8, 9, 10, 11, 12})


def _single(match: re.Match[str]) -> Iterator[TimeMention]:
    raw = _raw(match, "")
    if raw is None or raw.is_bare:
        return
    readings = _as_time(raw)
    yield _mention(match, readings, None, is_weak=raw.is_weak, is_sure=bool(raw.half) or raw.hour in _SURE_HOURS)


def _mention(
    match: re.Match[str], readings: tuple[time, ...], finish: time | None, *, is_weak: bool, is_sure: bool
) -> TimeMention:
    said = " ".join(match[0].split())
    end = match.start() + len(match[0].rstrip())
    if is_sure and len(readings) == 1:
        return TimeMention(match.start(), end, said, readings[0], finish, is_weak=is_weak)
    doubt = f'The mail says "{said}" without saying whether that is morning or evening.'
    return TimeMention(match.start(), end, said, None, None, readings, doubt, is_weak=is_weak)


def _range(match: re.Match[str]) -> TimeMention | None:
    first, last = _raw(match, "a"), _raw(match, "b")
    if (
        first is None
        or last is None
        or (last.is_bare and (first.is_bare or not first.half))
        or (first.is_weak and last.is_bare)
    ):
        return None
    if last.is_bare and first.is_bare:
        return None
    pairs = [(a, b) for a in _range_starts(first, last) for b in _as_time(last) if a < b]
    if not first.half and last.half in ("am", "pm"):
        pairs = _nearest(pairs)
    if first.hour > 12 and not last.half:
        # Who writes 13:15 does not write 7:15 for the evening.
        pairs = [(a, b) for a, b in pairs if b.hour == last.hour]
    is_weak = first.is_weak or last.is_weak
    if len(set(pairs)) != 1:
        return _mention(
            match, tuple(sorted({a for a, _ in pairs})) or _as_time(first), None, is_weak=is_weak, is_sure=False
        )
    begin, finish = pairs[0]
    return _mention(
        match,
        (begin,),
        finish,
        is_weak=is_weak,
        is_sure=bool(first.half or last.half or first.hour in _SURE_HOURS),
    )


def _range_starts(first: _Raw, last: _Raw) -> tuple[time, ...]:
    if last.half == "24" and not first.half:  # "1h30 - 15h00" counts to 24 on both sides
        return (time(first.hour, first.minute),)
    if first.half or last.half not in ("am", "pm"):
        return _as_time(first)
    return (
        (time(first.hour % 12, first.minute), time(first.hour % 12 + 12, first.minute))
        if first.hour <= 12
        else _as_time(first)
    )


def _nearest(pairs: list[tuple[time, time]]) -> list[tuple[time, time]]:
    """In "10 - 10:45am" and "11-12:30pm" the first half of the day is the one that makes the shorter visit."""
    return sorted(pairs, key=lambda pair: pair[1].hour * 60 + pair[1].minute - pair[0].hour * 60 - pair[0].minute)[:1]


def scan_lengths(text: str) -> list[Length]:
    """Stated durations; notice periods, early arrival and upper limits are none."""
    worded = [length for match in A_LENGTH.finditer(text) if (length := _length(match, text)) is not None]
    figures = [length for match in _DURATION.finditer(text) if (length := _length(match, text)) is not None]
    return [
        *worded,
        *(one for one in figures if not any(one.start < word.end and word.start < one.end for word in worded)),
    ]


# A line that begins like one goes not on from the one before.
_NEXT_LINE = re.compile(r"\n\n|\n(?=[ ]*[A-Z\u2022]|[ ]{2})")


def _length(match: re.Match[str], text: str) -> Length | None:
    before, after = text[max(0, match.start() - 48) : match.start()], text[match.end() : match.end() + 24]
    if (
        _NOT_A_LENGTH_BEFORE.search(before)
        or _SPAN_BEFORE.search(before)
        or _NOT_A_LENGTH_AFTER.search(_NEXT_LINE.split(after)[0].replace("\n", " "))
    ):
        return None
    worded = LENGTHS.get(match[0].casefold())
    minutes = worded if worded is not None else _minutes(match)
    return (
        Length(match.start(), match.end(), " ".join(match[0].split()), timedelta(minutes=minutes))
        if 5 <= minutes <= 480
        else None
    )


def _minutes(match: re.Match[str]) -> float:
    amount = match["n"].casefold().replace(",", ".")
    number = 0.5 if amount.startswith("half") else float(NUMBERS.get(amount) or amount)
    if match["half"] or match["halves"]:
        number += 0.5
    is_minutes = match["unit"].casefold().startswith("m")
    return number * (1 if is_minutes else 60) + int(match["n2"] or 0)
