"""Moments as programs write them to each other: "2026-11-12T14:00:00-05:00"."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.adapters.parsing.times.clock import TimeMention
from booking_console.adapters.parsing.times.mentions import DateMention

_STAMP = re.compile(
    r"(?<![\w/.:-])(?P<day>20\d\d-\d\d-\d\d)(?P<sign>[T ])(?P<hour>[0-2]\d:[0-5]\d)(?P<seconds>:[0-5]\d(?:[.,]\d{1,9})?)?"
    r"(?P<offset>Z|[ ]?[+\u2212-](?:0\d|1[0-4]):?(?:00|30|45))?(?:\[[A-Za-z_/]{3,40}\])?(?![\w:/-]|[.,]\d)"
)
Mentions = tuple[list[DateMention], list[TimeMention], str]


def scan_stamps(text: str, zone: ZoneInfo) -> Mentions:
    """Day and time in the practice's zone, and the text of the same length in which they are blanked."""
    dates, times = [], []
    for match in _STAMP.finditer(text):
        at = _moment(match, zone)
        if at is None:
            continue
        middle = match.end("day")
        dates.append(DateMention(match.start(), middle, match["day"], at.date()))
        times.append(TimeMention(middle, match.end(), text[middle + 1 : match.end()], at.time()))
        text = text[: match.start()] + "\0" * (match.end() - match.start()) + text[match.end() :]
    return dates, times, text


def _moment(match: re.Match[str], zone: ZoneInfo) -> datetime | None:
    """None where a person may have meant something else: "2026-11-12 09:00-10:00" is how long it lasts."""
    offset = (match["offset"] or "").strip().replace("\u2212", "-")
    if match["sign"] == " " and not offset:
        return None  # read like any other day and time
    try:
        local = datetime.fromisoformat(f"{match['day']}T{match['hour']}")
    except ValueError:
        return None
    if not offset:
        return local
    aware = datetime.fromisoformat(f"{match['day']}T{match['hour']}{offset}")
    is_ours = aware.utcoffset() == local.replace(tzinfo=zone).utcoffset()
    is_certain = match["seconds"] or (match["sign"] == "T" and (offset == "Z" or is_ours))
    return aware.astimezone(zone).replace(tzinfo=None) if is_certain else None
