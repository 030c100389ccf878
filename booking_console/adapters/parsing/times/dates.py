"""Dates as mails write them. A date that does not name one day for certain carries its doubt with it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from booking_console.adapters.parsing.languages.words import (
    DAY_NAMES,
    MONTHS,
    ORDINALS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    choice,
    ordinal,
)
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.dateorder import cross_checked
from booking_console.adapters.parsing.times.mentions import Calendar, DateMention, day_of

_WEEKDAY = (
    rf"(?:(?P<w>(?:{choice(WEEKDAYS)})\b"
    rf"|(?:{choice(SHORT_WEEKDAYS)})(?=[.,]))\.?(?:[ ]?[,(]?[ \n]{{0,2}}(?:the |den |dem |der |le |el |de |het "
    rf"|la )?))?"
)
_MONTH = rf"(?P<m>{choice(MONTHS)})\b\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
# Without an apostrophe only a year that is near: "26 Jun 14:00" has none.
_SHORT_YEAR = r"(?:['\u2019](?P<yy>\d\d)|(?P<y2>2[5-9]|3[0-4]))(?![\d:.h]|[ ]?(?:[ap]\.?m|uhr|uur|min|-))"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_WORDED_DAY = rf"(?P<dw>{choice(ORDINALS)})"
_GAP = r"[ \n]{1,2}"
_DAY_MONTH = re.compile(
    rf"(?<![\w/.:-]){_WEEKDAY}(?:{_DAY}(?:st|nd|rd|th|ste|de|ten|\.?\u00ba|\u00b0|\.|er|e)?"
    rf"|{_WORDED_DAY})(?:{_GAP}|-|/|(?<=\d\.))(?:of[ \n]|de[ \n]"
    rf"|day of[ \n])?{_MONTH}"
    rf"(?:,?(?:{_GAP}|-|/)(?:de |del )?{_YEAR}|,?[ ]{_SHORT_YEAR})?(?![\w])",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<![\w/.:-]){_WEEKDAY}{_MONTH}{_GAP}(?:the )?(?:{_DAY}(?:st|nd|rd|th)?|{_WORDED_DAY})(?![\w:/]"
    rf"|\.\d|[ ](?:de )?(?:{choice(MONTHS)})\b)(?:(?:,?\n(?P<tile>{choice(WEEKDAYS)}))?,?{_GAP}{_YEAR}"
    rf"|,?[ ]{_SHORT_YEAR})?(?![\w])",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"(?<![\w/.-]){_WEEKDAY}(?P<y>20\d\d)(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d"
    rf"|3[01])(?=T\d|[^\w/-]|$)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    rf"(?<![\w/.:$\u00a3\u20ac-]){_WEEKDAY}(?P<a>\d{{1,2}})(?P<s>[/.-])(?P<b>\d{{1,2}})(?P=s)(?P<y>(?:19"
    rf"|20)\d\d|\d\d)(?![\w/]|[-.:]\d)",
    re.IGNORECASE,
)
_STREETS = (
    "gasse", "stra\u00dfe", "strasse", "str\\.", "weg", "platz", "allee", "ring", "ufer", "stiege", "t\u00fcr", "top", "straat", "laan",
    "plein", "singel", "gracht", "kade", "steenweg", "bus", "suite", "unit", "lane", "road", "street",
)  # fmt: skip
_NO_STREET = "".join(rf"(?<!{street}[ ])" for street in _STREETS)
_NUMERIC_SHORT = re.compile(
    # not the house and the door of "Mill Lane 7/3, 1000"
    rf"(?<![\w/.:$\u00a3\u20ac-]){_WEEKDAY}(?=\d){_NO_STREET}(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?![\w/%]|[-.:]\d"
    rf"|,[ ]\d{{4,5}}\b)",
    re.IGNORECASE,
)
_ENGLISH_DAY = compiled(r"(?:mon|tue|wed|thu|fri|sat|sun)\w*", re.IGNORECASE)
_DOTTED_SHORT = re.compile(
    rf"(?<![\w/.:$\u00a3\u20ac-]){_WEEKDAY}(?P<a>\d{{1,2}})\.(?P<b>\d{{1,2}})\.(?!\w)", re.IGNORECASE
)
# "do 17-9 om 13u20": a day and a month only beside the name of the day, and not in English, where "Fri 8-12" are hours.
_NOT_ENGLISH = {name: day for name, day in (WEEKDAYS | SHORT_WEEKDAYS).items() if not _ENGLISH_DAY.fullmatch(name)}
_DASHED_SHORT = re.compile(
    rf"(?<![\w/.:-])(?P<w>{choice(_NOT_ENGLISH)})\b[.,]?[ ](?P<a>\d{{1,2}})[ ]?-[ "
    rf"]?(?P<b>\d{{1,2}})(?![\w:./-]|[ ]?(?:uur|uhr|h|u)\b)",
    re.IGNORECASE,
)
# "5. 8. 2026", as Austrians write it.
# "From 9.30 to 10.15." and "at 16.10." end with a time, not with a day.
_OF_A_TIME = re.compile(
    r"\b(?:at|um|om)[ ]$|\d[.:h]\d\d(?:[ ]?[ap]\.?m\.?|[ ]uhr|[ ]uur)?(?:[ ](?:to|until|till|bis|tot|and|und|en)[ ]"
    r"|[ ]?[-\u2013][ ]?)$",
    re.IGNORECASE,
)
_IS_SPACED = compiled(r"\d\.[ ]\d{1,2}\.[ ]?(?:19|20)\d\d")
_SPACED = re.compile(
    rf"(?<![\w/.:$\u00a3\u20ac-]){_WEEKDAY}(?P<a>\d{{1,2}})\.[ ](?P<b>\d{{1,2}})\.[ ]?(?P<y>(?:19|20)\d\d)(?![\w/]"
    rf"|[-.:]\d)",
    re.IGNORECASE,
)
_VAGUE = compiled(
    rf"\b(?:(?<!due )(?<!paid )(?<!owed )(?<!total )(?P<rel>today|tomorrow|tonight|day after tomorrow|heute|vandaag"
    rf"|aujourd['\u2019]hui|hoy"
    rf"|\u00fcbermorgen|overmorgen|apr\u00e8s[ -]demain|(?<!apr\u00e8s[ -])demain|pasado ma\u00f1ana"
    rf"|(?<!la )(?<!pasado )ma\u00f1ana"
    rf"|vanmiddag|vanochtend|vanmorgen|vanavond|morgenochtend|morgenmiddag|morgenavond"
    rf"|(?<!guten )(?<!goede )(?<!am )(?<!heute )(?<!jeden )(?<!diesen )(?<!sch\u00f6nen )morgen"
    rf"(?! zusammen| allerseits| ihr lieben| kolleg| team|,?\n))(?=(?:[ ,(]{{1,2}}(?P<w3>{choice(WEEKDAYS)})\b)?)"
    rf"|(?P<which>next|this|coming|on"
    rf"|every)[ ](?P<w>{choice(WEEKDAYS)})|next week|"
    rf"(?:(?P<w2>{choice(WEEKDAYS)})[ ,]{{1,2}}(?:the[ ])?|the[ ])(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)


def scan_dates(text: str, calendar: Calendar) -> list[DateMention]:
    """All dates in the order of the text, without overlaps, each checked against the others."""
    found = _without_overlaps(list(_candidates(text, calendar)))
    return cross_checked(found, text, calendar)


def _candidates(text: str, calendar: Calendar) -> Iterator[DateMention]:
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            if not _runs_into_next_line(match, text):
                yield from _written(match, calendar)
    for match in _ISO.finditer(text):
        yield from _known(match, int(match["y"]), int(match["m"]), int(match["d"]))
    spaced = (_SPACED,) if _IS_SPACED.search(text) else ()
    for pattern in (_NUMERIC, *spaced, _NUMERIC_SHORT, _DOTTED_SHORT, _DASHED_SHORT):
        for match in pattern.finditer(text):
            yield from _numeric(match, calendar)
    for match in _VAGUE.finditer(text):
        yield _vague(match, calendar)


def _runs_into_next_line(match: re.Match[str], text: str) -> bool:
    """A date may be stacked over lines, but not begin at the end of a sentence: "Room 5 / May 18"."""
    if "\n" not in match[0]:
        return False
    line_start, line_end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.start())
    return line_end - line_start < _WRAPPED and bool(text[line_start : match.start()].strip(" \u2022*-"))


_WRAPPED = 60  # so long a line ends where the writer's window does


def _without_overlaps(found: list[DateMention]) -> list[DateMention]:
    kept: list[DateMention] = []
    for mention in sorted(found, key=lambda one: (one.is_vague, one.start, one.start - one.end)):
        if not any(other.start < mention.end and mention.start < other.end for other in kept[-50:]):
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)


def _weekday(match: re.Match[str]) -> int | None:
    name = (match["w"] or match.groupdict().get("tile") or "").casefold()
    return WEEKDAYS.get(name, SHORT_WEEKDAYS.get(name))


def _written(match: re.Match[str], calendar: Calendar) -> Iterator[DateMention]:
    month, day = MONTHS[match["m"].casefold()], ORDINALS.get((match["dw"] or "").casefold()) or int(match["d"])
    if match["y"] or match["yy"] or match["y2"]:
        yield from _known(match, int(match["y"] or 2000 + int(match["yy"] or match["y2"])), month, day)
    elif (
        match["m"].casefold() not in ("ago", "gen", "mar", "dic") or _weekday(match) is not None or len(match["m"]) > 3
    ):
        yield _without_year(match, calendar, month, day)


def _known(match: re.Match[str], year: int, month: int, day: int) -> Iterator[DateMention]:
    found = day_of(year, month, day)
    if found is None:
        yield _mention(match, None, doubt=f'The mail says "{_said(match)}", but there is no such day.')
    else:
        yield _mention(match, found, doubt=_weekday_doubt(match, found))


def _said(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


def _weekday_doubt(match: re.Match[str], found: date) -> str:
    stated = _weekday(match)
    if stated is None or stated == found.weekday():
        return ""
    return f'The mail says "{_said(match)}", but the {ordinal(found.day)} is a {DAY_NAMES[found.weekday()]}.'


def _mention(
    match: re.Match[str], day: date | None, *, doubt: str = "", readings: tuple[date, ...] = ()
) -> DateMention:
    return DateMention(
        match.start(),
        match.end(),
        _said(match),
        None if doubt else day,
        readings or ((day,) if day and doubt else ()),
        doubt,
    )


def next_such(calendar: Calendar, month: int, day: int) -> date | None:
    """The first such day that is not before the mail."""
    for year in range(calendar.today.year, calendar.today.year + 9):
        found = day_of(year, month, day)
        if found is not None and found >= calendar.today:
            return found
    return None


def _without_year(match: re.Match[str], calendar: Calendar, month: int, day: int) -> DateMention:
    found = next_such(calendar, month, day)
    if found is None:
        return _mention(match, None, doubt=f'The mail says "{_said(match)}", but there is no such day.')
    doubt = _weekday_doubt(match, found)
    if not doubt and found - calendar.today > timedelta(days=300):
        doubt = f'The mail says "{_said(match)}" without a year, and that day has just passed.'
    mention = _mention(match, found, doubt=doubt)
    return DateMention(mention.start, mention.end, mention.text, mention.day, mention.readings, doubt, has_year=False)


def _numeric(match: re.Match[str], calendar: Calendar) -> Iterator[DateMention]:
    if match.re is _DOTTED_SHORT and _OF_A_TIME.search(match.string, max(0, match.start() - 24), match.start()):
        return
    first, second = int(match["a"]), int(match["b"])
    year = match.groupdict().get("y")
    by_order = {"DMY": (second, first), "MDY": (first, second)}
    other = "MDY" if calendar.order == "DMY" else "DMY"
    ours, theirs = (_numeric_day(calendar, year, *by_order[order]) for order in (calendar.order, other))
    if ours is None and theirs is None:
        return
    yield _chosen(match, ours, theirs, has_year=year is not None)


def _numeric_day(calendar: Calendar, year: str | None, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year is None:
        return next_such(calendar, month, day)
    return day_of(int(year) if len(year) == 4 else _century(int(year), calendar), month, day)


def _century(year: int, calendar: Calendar) -> int:
    return 2000 + year if 2000 + year <= calendar.today.year + 5 else 1900 + year


def _chosen(match: re.Match[str], ours: date | None, theirs: date | None, *, has_year: bool) -> DateMention:
    readings = tuple(sorted({day for day in (ours, theirs) if day is not None}))
    if ours is None:
        doubt = f'The mail says "{_said(match)}", which does not fit the date order of this practice.'
    elif (doubt := _weekday_doubt(match, ours)) and theirs is not None and _weekday(match) == theirs.weekday():
        doubt = f'The mail says "{_said(match)}"; the weekday fits only the other order of day and month.'
    return DateMention(
        match.start(),
        match.end(),
        _said(match),
        None if doubt else ours,
        readings if doubt else (),
        doubt,
        has_year=has_year,
    )


_AHEAD = {name: number for number, names in enumerate((
    ("today", "tonight", "heute", "vandaag", "aujourd'hui", "aujourd\u2019hui", "hoy",
     "vanmiddag", "vanochtend", "vanmorgen", "vanavond"),
    ("tomorrow", "morgen", "demain", "ma\u00f1ana", "morgenochtend", "morgenmiddag", "morgenavond"),
    ("day after tomorrow", "\u00fcbermorgen", "overmorgen", "apr\u00e8s-demain", "apr\u00e8s demain", "pasado ma\u00f1ana"),
)) for name in names}  # fmt: skip


def _vague(match: re.Match[str], calendar: Calendar) -> DateMention:
    relative = (match["rel"] or "").casefold()
    days = _AHEAD
    if relative:
        day = calendar.today + timedelta(days=days[relative])
        stated = WEEKDAYS.get((match["w3"] or "").casefold(), day.weekday())
        doubt = (
            ""
            if stated == day.weekday()
            else f'The mail says "{match[0]}" and {DAY_NAMES[stated]}, but that is a {DAY_NAMES[day.weekday()]}.'
        )
        certain = None if doubt else day
        return DateMention(
            match.start(), match.end(), match[0], certain, (day,) if doubt else (), doubt, has_year=False, is_vague=True
        )
    readings = tuple(_vague_readings(match, calendar))
    if match["w2"] and readings and readings[0].weekday() == WEEKDAYS[match["w2"].casefold()]:
        day = readings[0]  # no other such weekday has that number for months
        return DateMention(match.start(), match.end(), match[0], day, (), "", has_year=False, is_vague=True)
    doubt = f'The mail says "{_said(match)}" without naming the date.'
    return DateMention(match.start(), match.end(), match[0], None, readings, doubt, has_year=False, is_vague=True)


def _vague_readings(match: re.Match[str], calendar: Calendar) -> Iterator[date]:
    if match["w"]:
        ahead = (WEEKDAYS[match["w"].casefold()] - calendar.today.weekday()) % 7 or 7
        yield calendar.today + timedelta(days=ahead)
        if match["which"].casefold() == "next":
            yield calendar.today + timedelta(days=ahead + 7)
    elif match["d"]:
        for month in range(3):
            found = day_of(
                calendar.today.year + (calendar.today.month + month - 1) // 12,
                (calendar.today.month + month - 1) % 12 + 1,
                int(match["d"]),
            )
            if found is not None and found >= calendar.today:
                yield found
