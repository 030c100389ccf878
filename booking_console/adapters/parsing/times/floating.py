"""Times that stand apart from their day: the day of their sentence, of the one before it, or "the same day" and "same time"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.clock import TimeMention
from booking_console.adapters.parsing.times.mentions import DateMention

_SAME = (
    r"(?:the |that |this |at |on ){0,3}(?:very )?same|(?:am |zur |um die |zu |dem |der |den ){0,3}(?:selbe|gleiche"
    r"|demselbe|derselbe)[nrms]?"
    r"|(?:op |om |de |het |hetzelfde|dezelfde){0,3}(?:zelfde|hetzelfde|dezelfde)|(?:\u00e0 |le |la ){0,3}m\u00eame|(?:a "
    r"|el |la ){0,3}mism[oa]"
)
_SAME_DAY = compiled(rf"\b(?:{_SAME})[ ](?:day|date|tag\w*|dag|jour|date|d\u00eda|fecha)\b", re.IGNORECASE)
_SAME_TIME = compiled(
    rf"\b(?:{_SAME})[ ](?:times?|hour|slot|zeit|uhrzeit|tijd|tijdstip|heure|horaire|hora)\b(?! (?:as (?!before"
    rf"|last)|next|every))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n\n|\n(?=[^\n:]{0,40}:)|\n(?=[ ]*[\u2022*-])")


def with_same_days(text: str, dates: Sequence[DateMention]) -> list[DateMention]:
    """ "On the same day" is the last day that was named before."""
    found = list(dates)
    for match in _SAME_DAY.finditer(text):
        before = [day for day in dates if day.end <= match.start() and day.day is not None]
        if before and not any(day.start < match.end() and match.start() < day.end for day in dates):
            found.append(DateMention(match.start(), match.end(), match[0], before[-1].day))
    return sorted(found, key=lambda one: one.start)


def with_same_times(text: str, times: Sequence[TimeMention]) -> list[TimeMention]:
    """ "Same time" is the last time before it, as long as the text named only one."""
    found = list(times)
    for match in _SAME_TIME.finditer(text):
        before = [time for time in times if time.end <= match.start() and time.begin is not None]
        if len({time.begin for time in before}) == 1:
            last = before[-1]
            found.append(TimeMention(match.start(), match.end(), match[0], last.begin, last.finish))
    return sorted(found, key=lambda one: one.start)


def floating(
    text: str, dates: Sequence[DateMention], times: Sequence[TimeMention]
) -> Iterator[tuple[DateMention, TimeMention]]:
    """Each of these times with the one day that its sentence, or else the sentence before it, names."""
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    last: DateMention | None = None
    for start, end in pairwise(edges):
        days = [day for day in dates if start <= day.start < end]
        is_one = len({day.day or day.text for day in days}) == 1
        for time in times:
            if not start <= time.start < end or (time.is_weak and time.begin is None):
                continue
            before, after = text[max(start, time.start - 40) : time.start], text[time.end : min(end, time.end + 60)]
            if _NOT_HAD.search(before) or _NOT_HAD.search(after):
                continue
            if is_one and (_HAD.search(before) or (_FROM.search(before) and _TO.search(after))):
                yield min(days, key=lambda one: abs(one.start - time.start)), time
            elif not days and last is not None and _OWNED.search(before):
                yield last, time
        last = (days[-1] if is_one else None) if days else last
        last = None if text[start:end].endswith("\n\n") else last


# "Now at 2pm", "was 10am", "Ada Moreau at 3.45pm": a time that somebody has.
_HAD = re.compile(
    r"(?:['\u2019]s?|\b(?:her|his|their|hers|theirs|my|your|the|to|auf|naar|au|a las|a la|al|now|was|instead of"
    r"|statt|rather than|not"
    r"|nicht|niet|ihr\w*|sein\w*|haar|zijn|son|su|mein\w*|mijn|mon|mi)"
    r"|(?:[^\W\d_a-z][^\W\d_]+|now|jetzt|nu|comes|coming|kommt|komt|vient|viene)"
    r"(?: (?:now|jetzt|nu|comes|is|kommt|komt|vient|viene|booked|confirmed|in|coming|hat|heeft|a|tiene))*,? (?:at"
    r"|um|om|\u00e0|a las|a la|for)"
    r"|[^\W\d_a-z][^\W\d_]+[ ]?[,:\u2013-])[ \n]$"
)
_OWNED = re.compile(
    r"(?:['\u2019]s|\b(?:her|his|their|hers|theirs|ihr\w*|sein\w*|haar|zijn|son|su)(?: (?:at|um|om|\u00e0|a las))?)[ \n]$",
    re.IGNORECASE,
)
_FROM = compiled(r"\b(?:from|von|vom|van|de|du|des|del|de las)[ \n]$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|auf|naar|\u00e0|au|al|a las)\b", re.IGNORECASE)
_NOT_HAD = re.compile(
    r"\b(?:train|bus|flight|ferry|lines?|phones?|lunch|meeting|class|school|lessons?|doors?|deadline|slot next"
    r"|parking|arriv\w+|check[- ]?in"
    r"|pr\u00e9sent\w+|pres\u00e9nt\w+|acud\w+|llegu\w+|aanmeld\w*|anmeld\w*|erscheinen|einfinden|melden|runs?"
    r"|until|till|by|before|after"
    r"|ab|bis|vor|nach|tot|voor|avant|apr\u00e8s|jusqu\w*|antes|hasta|desde|open\w*|clos\w+|hours)\b",
    re.IGNORECASE,
)
