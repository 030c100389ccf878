"""Day and month in the order that the mail itself uses: its dates are checked against each other."""

import re

from booking_console.adapters.parsing.times.mentions import Calendar, DateMention, day_of


def cross_checked(found: list[DateMention], text: str, calendar: Calendar) -> list[DateMention]:
    """Numeric dates that read both ways are doubtful as soon as another date of the mail speaks for the other "
    "order."""
    numeric = [(mention, pair) for mention in found if (pair := _pair(mention, text)) is not None]
    if not any(_speaks_against(mention, pair, found, calendar) for mention, pair in numeric):
        return found
    twofold = {id(mention) for mention, (a, b) in numeric if a <= 12 and b <= 12 and a != b}
    return [_in_doubt(mention) if id(mention) in twofold and not mention.doubt else mention for mention in found]


_PAIR = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{2,4})?\.?$")


def _pair(mention: DateMention, text: str) -> tuple[int, int] | None:
    match = _PAIR.search(text[mention.start : mention.end])
    return (int(match[1]), int(match[2])) if match else None


def _speaks_against(mention: DateMention, pair: tuple[int, int], found: list[DateMention], calendar: Calendar) -> bool:
    first, second = pair
    if (second > 12 and calendar.order == "DMY") or (first > 12 and calendar.order == "MDY"):
        return True
    if mention.day is None or first == second or first > 12 or second > 12:
        return bool(mention.doubt) and first <= 12 and second <= 12
    swapped = day_of(mention.day.year, mention.day.day, mention.day.month) if mention.day.day <= 12 else None
    days = {other.day for other in found if _is_written_out(other)}
    return swapped is not None and swapped in days and mention.day not in days


def _is_written_out(mention: DateMention) -> bool:
    return mention.day is not None and not mention.is_vague and _PAIR.search(mention.text) is None


def _in_doubt(mention: DateMention) -> DateMention:
    day = mention.day
    swapped = day_of(day.year, day.day, day.month) if day and day.day <= 12 else None
    readings = tuple(sorted(one for one in (day, swapped) if one is not None))
    doubt = f'The mail says "{mention.text}", but its other dates use the other order of day and month.'
    return DateMention(mention.start, mention.end, mention.text, None, readings, doubt, mention.has_year)
