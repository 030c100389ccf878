"""Time zones as mails name them, and whether the name can be true on that day."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

# Abbreviation: hours from UTC, and a place where it is or is not in force on that day.
_ABBREVIATIONS: dict[str, tuple[float, str]] = {
    "AEST": (10, "Australia/Sydney"), "AEDT": (11, "Australia/Sydney"), "ACST": (9.5, "Australia/Adelaide"),
    "ACDT": (10.5, "Australia/Adelaide"), "AWST": (8, "Australia/Perth"), "NZST": (12, "Pacific/Auckland"),
    "NZDT": (13, "Pacific/Auckland"), "GMT": (0, "Europe/London"), "BST": (1, "Europe/London"), "WET": (0, "Europe/Lisbon"),
    "WEST": (1, "Europe/Lisbon"), "CET": (1, "Europe/Berlin"), "CEST": (2, "Europe/Berlin"), "MEZ": (1, "Europe/Berlin"),
    "MESZ": (2, "Europe/Berlin"), "EET": (2, "Europe/Athens"), "EEST": (3, "Europe/Athens"), "EST": (-5, "America/New_York"),
    "EDT": (-4, "America/New_York"), "CST": (-6, "America/Chicago"), "CDT": (-5, "America/Chicago"), "MST": (-7, "America/Denver"),
    "MDT": (-6, "America/Denver"), "PST": (-8, "America/Los_Angeles"), "PDT": (-7, "America/Los_Angeles"),
    "SAST": (2, "Africa/Johannesburg"),
    "SGT": (8, "Asia/Singapore"), "HKT": (8, "Asia/Hong_Kong"), "JST": (9, "Asia/Tokyo"), "UTC": (0, "UTC"), "Z": (0, "UTC"),
}  # fmt: skip
_GENERAL = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles", "AET": "Australia/Sydney",
    "ACT": "Australia/Adelaide", "AWT": "Australia/Perth", "NZT": "Pacific/Auckland", "UK": "Europe/London", "IRELAND": "Europe/Dublin",
    "EASTERN": "America/New_York", "PACIFIC": "America/Los_Angeles", "MOUNTAIN": "America/Denver", "NEW ZEALAND": "Pacific/Auckland",
    "CENTRAL EUROPEAN": "Europe/Berlin", "BRITISH": "Europe/London", "CANBERRA": "Australia/Sydney", "EDINBURGH": "Europe/London",
}  # fmt: skip
_TWINS = {"MEZ": "CET", "MESZ": "CEST", "Z": "UTC"}
_NAME = "|".join(sorted((*_ABBREVIATIONS, "ET", "CT", "MT", "PT", "AET", "NZT"), key=len, reverse=True))
_AFTER = re.compile(
    rf"[ \n,]{{0,2}}[(\[]?(?P<abbr>{_NAME})\b(?![-+\u2212'\u2019])"
    r"|[ \n,]{0,2}[(\[]?(?:UTC|GMT)[ ]?(?P<offset>[+\u2212-]\d{1,2}(?::?\d\d)?)\)?(?P<caption>[ ][A-Z][\w ,]{2,50})?"
    r"|[ \n,]{0,2}\((?P<named>[A-Z][\w ,/&'\u2019.-]{1,60}?[Tt]ime)\b"
    r"|[ ,]{1,2}(?P<plain>(?:UK|Eastern|Pacific|Mountain|Central European|British|[A-Z][a-z]+|New Zealand) time)\b"
)


def zone_after(text: str, position: int) -> str:
    """The zone named right after a time, or ''."""
    match = _AFTER.match(text, position)
    if match is None:
        return ""
    if match["offset"]:
        return (match["caption"] or "").strip() or f"UTC{match['offset']}"
    if match["plain"] and match["plain"].upper().removesuffix(" TIME") not in _cities():
        return ""
    return match["abbr"] or match["named"] or match["plain"] or ""


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    cities = {
        name.rsplit("/", 1)[-1].replace("_", " ").upper(): name for name in sorted(available_timezones()) if "/" in name
    }
    return {city: name for city, name in cities.items() if len(city) > 3} | _GENERAL


def as_practice_time(local: datetime, zone_name: str, practice: ZoneInfo) -> tuple[datetime, str]:
    """A naive time of the mail in the practice's zone, with the doubt about it ('' when there is none)."""
    source, doubt = _resolve(zone_name, local, practice) if zone_name else (practice, "")
    aware = local.replace(tzinfo=source)
    if not doubt:
        doubt = _clock_change_doubt(local, source)
    try:
        return aware.astimezone(practice), doubt
    except (OverflowError, ValueError):
        return local.replace(tzinfo=practice), "The date in the mail lies outside the calendar."


def _clock_change_doubt(local: datetime, zone: tzinfo) -> str:
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return ""
    back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    what = "happens twice" if back == local else "does not exist"
    return f"{local:%H:%M} on {local:%d %B %Y} {what}, because the clocks change in that night."


def _resolve(name: str, local: datetime, practice: ZoneInfo) -> tuple[tzinfo, str]:
    upper = name.upper().strip()
    if upper in _ABBREVIATIONS:
        return _abbreviation(upper, local, practice)
    if upper in _GENERAL:
        return ZoneInfo(_GENERAL[upper]), ""
    if upper.startswith("UTC"):
        return _offset(upper, practice)
    return _named(upper.removesuffix("TIME").strip(), local, practice, name)


def _abbreviation(name: str, local: datetime, practice: ZoneInfo) -> tuple[tzinfo, str]:
    hours, home = _ABBREVIATIONS[name]
    stated = _TWINS.get(name, name)
    fixed = timezone(timedelta(hours=hours))
    if local.replace(tzinfo=practice).tzname() == stated:
        return practice, ""
    if _is_in_force(stated, local, home):
        return fixed, ""
    actual = local.replace(tzinfo=ZoneInfo(home)).tzname()
    return practice, f"The mail says {name}, but on that day {actual} is in force."


def _is_in_force(stated: str, local: datetime, home: str) -> bool:
    return stated == "UTC" or local.replace(tzinfo=ZoneInfo(home)).tzname() == stated


def _offset(name: str, practice: ZoneInfo) -> tuple[tzinfo, str]:
    digits = name[3:].replace("\u2212", "-").replace(":", "")
    sign, number = (-1 if digits.startswith("-") else 1), digits.lstrip("+-")
    hours, minutes = (int(number[:-2]), int(number[-2:])) if len(number) > 2 else (int(number), 0)
    if hours > 14:
        return practice, f"The mail names a time zone that is not known: {name}."
    return timezone(sign * timedelta(hours=hours, minutes=minutes)), ""


def _named(places: str, local: datetime, practice: ZoneInfo, said: str) -> tuple[tzinfo, str]:
    if places in ("LOCAL", "CLINIC", "PRACTICE", "YOUR", "STANDARD", "START", "APPOINTMENT"):
        return practice, ""
    found = [ZoneInfo(name) for name in _zones_in(places)]
    offsets = {local.replace(tzinfo=zone).utcoffset() for zone in found}
    if len(offsets) != 1:
        return practice, f'The mail names a time zone that is not clear: "{said}".'
    return found[0], ""


def _zones_in(places: str) -> Iterable[str]:
    cities = _cities()
    pieces = [piece.strip() for piece in re.split(r"[,/&]|\bAND\b", places)]
    return [cities[piece] for piece in pieces if piece in cities]
