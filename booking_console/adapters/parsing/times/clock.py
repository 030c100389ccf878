"""Times of day and ranges as mails write them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.wordtimes import WordedTime, worded_times

OPENS, CLOSES = time(7), time(20)
_HALF = r"[ap]\.[ ]?m\.|[ap][ ]?m\b|noon\b|(?<=:[0-5]\d)[ap]\b"
_WORD = r"12[ ]?noon|noon|midday|mittags|midi"


def _one(prefix: str) -> str:
    return (
        rf"(?:(?P<{prefix}word>{_WORD})\b|(?P<{prefix}h>[01]?\d|2[0-4])"
        rf"(?:(?P<{prefix}s>[:.h\u2236]|(?<=\d)u(?=[0-5]\d\b)|[ ]h[ ]|[ ]?Uhr[ ]|[ ](?:heures?"
        rf"|uur)[ ])(?P<{prefix}m>[0-5]\d)(?::[0-5]\d)?(?!\d))?"
        rf"(?:[ \n]?(?P<{prefix}half>{_HALF})|(?P<{prefix}clock>[ ]?(?:Uhr|uur|hrs|h|heures|horas)\b\.?|(?<=\d)u\b|[ "
        rf"]u\.(?!\w)))?)"
    )


_BEFORE = r"(?<![\w/.,:$\u00a3\u20ac#+-])(?<![\w][.,:]\d)"
_TIME = re.compile(_BEFORE + _one("") + r"(?![\w%]|[/:]\d|\.\d|[ ]?(?:km|kg|mg|ml)|[ ][+-]\d{4}\b)", re.IGNORECASE)
_TO = (
    r"(?:[ \n]?(?:-|\u2013|\u2014|\u2212|\u2192)[ \n]?|,?[ \n](?:until|till|til|bis|tot|hasta"
    r"|jusqu['\u2019]\u00e0)[ \n]|[ ]?t/m[ ]?"
    r"|[ \n](?:to|and|\u00e0|a(?= \d{1,2}[:.h]))[ \n](?:las )?)"
)
_RANGE = re.compile(_BEFORE + _one("a") + _TO + _one("b") + r"(?![\w%]|[/:]\d|\.\d)", re.IGNORECASE)
# "1400-1430" and "1400 hrs": four digits are a time only as such a pair, on five minutes, with their unit, behind a date or a label.
_LED = (
    r"(?:(?<=time: \d{4})|(?<=time=\d{4})|(?<=start: \d{4})|(?<=starts: \d{4})"
    r"|(?<=[/-]20\d\d \d{4})|(?<=[/-]20\d\d, \d{4})|(?<=[/-]20\d\d at \d{4}))"
)
_MILITARY = re.compile(
    _BEFORE + r"(?P<ah>0[7-9]|1\d)(?P<am>[0-5][05])"
    r"(?:[ ]?(?:-|\u2013|to)[ ]?(?P<bh>0[7-9]|1\d|20)(?P<bm>[0-5][05])(?:[ ]?(?:hrs?|h)\b)?|[ ]?(?:hrs?|h)\b"
    rf"|{_LED}(?=[ ]*(?:$|[\n,;.(|])))(?![\w/-])",
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
class _Raw:
    hour: int
    minute: int
    half: str  # "am", "pm", "24" when the form itself is a 24-hour one, "" unknown
    is_weak: bool
    is_bare: bool


def scan_times(text: str) -> list[TimeMention]:
    """All times and ranges in the order of the text, without overlaps."""
    words = [_in_words(worded) for worded in sorted(worded_times(text), key=lambda one: (one.start, -one.end))]
    words = [
        mention
        for at, mention in enumerate(words)
        if not any(one.start < mention.end and mention.start < one.end for one in words[:at])
    ]
    figures = _without(words, text)
    ranges = [
        mention
        for match in _RANGE.finditer(figures)
        if not moves_from(text, match.start()) and (mention := _range(match)) is not None
    ]
    ranges += [mention for match in _MILITARY.finditer(figures) if (mention := _military(match)) is not None]
    taken = [(mention.start, mention.end) for mention in ranges]
    for match in _TIME.finditer(figures):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            ranges.extend(_single(match))
    return _of_one_clock(_spans(sorted([*ranges, *words], key=lambda mention: mention.start), text))


def _without(words: Sequence[TimeMention], text: str) -> str:
    """The words blanked, so that of "9 heures \u00e0 9 heures et demie" the first hour is still a time."""
    for word in words:
        text = text[: word.start] + "\0" * (word.end - word.start) + text[word.end :]
    return text


_TO_24 = re.compile(r"(?:1[3-9]|2[0-3])[:.h]\d\d")
_TO_12 = re.compile(r"[1-6][:.]\d\d(?![^\W_]|[ ]?[ap]\.?m|[ ]?(?:uhr|uur|h)\b)", re.IGNORECASE)


def _of_one_clock(mentions: list[TimeMention]) -> list[TimeMention]:
    """Who writes 16:30 does not write 2:00 for two in the afternoon."""
    if not any(_TO_24.match(mention.text) for mention in mentions):
        return mentions
    return [_doubted(mention) if mention.begin and _TO_12.match(mention.text) else mention for mention in mentions]


def _doubted(mention: TimeMention) -> TimeMention:
    doubt = f'The mail says "{mention.text}" beside times that count to 24.'
    readings = tuple(one for one in (mention.begin,) if one)
    return replace(mention, begin=None, finish=None, readings=readings, doubt=doubt)


# "Brought forward from 4.40pm to 3.10pm" names two times, not one that lasts.
_MOVED_FROM = compiled(
    r"\b(?:moved|changed|brought (?:forward|back)|pushed (?:back|out)|put back|shifted|switched|re-?scheduled"
    r"|swapped|moving|moves"
    r"|pass(?:e|ons|\u00e9e?|ez|er)|bascul\w+|recul\w+|d\u00e9cal\w+|d\u00e9plac\w+|avanc\w+|chang\w+|boug\w+|gliss\w+"
    r"|repouss\w+|muev\w+|movemos|movid\w+"
    r"|cambi\w+|traslad\w+|pasamos|pasan|pasar\w*|adelant\w+|retras\w+|corr[ei]\w*|mover"
    r"|d\u00e9plac\u00e9\w*|avanc\u00e9\w*|report\u00e9\w*|d\u00e9cal\u00e9\w*|verplaatst|verzet|verschoven"
    r"|cambiad\w+|pasa|trasladad\w+"
    r"|adelantad\w+|retrasad\w+|verlegt|verschoben)(?: (?:on|am|op|le|el) [^.!?\n]{4,30}?)?(?: \w+){0,2}? (?:from"
    r"|von|van|de|de las)[ ]$",
    re.IGNORECASE,
)


def moves_from(text: str, position: int) -> bool:
    return _MOVED_FROM.search(text, max(0, position - 60), position) is not None


_UNTIL = re.compile(
    r"[ \n](?:until|till|to|bis|tot|hasta|a|\u00e0|jusqu['\u2019]\u00e0)[ \n](?:las? )?|[ ]?[-\u2013][ ]?",
    re.IGNORECASE,
)


def _spans(mentions: list[TimeMention], text: str) -> list[TimeMention]:
    """ "From twelve noon until a quarter to one": a range of which one side is in words."""
    out: list[TimeMention] = []
    for mention in mentions:
        last = _of_same_half(out[-1], mention) if out else None
        if (
            last
            and _is_end(last, mention)
            and not moves_from(text, last.start)
            and _UNTIL.fullmatch(text, last.end, mention.start)
        ):
            out[-1] = replace(last, end=mention.end, text=text[last.start : mention.end], finish=mention.begin)
        else:
            out.append(mention)
    return out


def _of_same_half(last: TimeMention, mention: TimeMention) -> TimeMention:
    """ "From quarter to eight until half past eight in the morning": the end tells the half for both."""
    before = [one for one in last.readings if mention.begin and one < mention.begin]
    near = [one for one in before if mention.begin and mention.begin.hour - one.hour < _HALF_A_DAY]
    return replace(last, begin=near[0], readings=(), doubt="") if last.begin is None and len(near) == 1 else last


_HALF_A_DAY = 6


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
    # Who writes "7h50" or "18u20" counts to 24.
    clock = match[f"{prefix}clock"] or (sign.strip() if sign.strip(" :.\u2236") else "")
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


# Hours that a practice is open at only once a day.
_SURE_HOURS = frozenset({1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12})


# "Suite 3.10" is a door, not an hour.
_DOOR = compiled(
    r"\b(?:suites?|rooms?|raum|zimmer|kamer|salle|sala|units?|level|floor|bay|box|page|version)[ ]{1,2}$", re.IGNORECASE
)


def _single(match: re.Match[str]) -> Iterator[TimeMention]:
    raw = _raw(match, "")
    if raw is None or raw.is_bare or _DOOR.search(match.string, max(0, match.start() - 12), match.start()):
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
