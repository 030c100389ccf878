"""What the words and values of an unknown portal probably mean. Guesses: whoever uses them says so. Pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise

from booking_console.adapters.portal.language.words import fold
from booking_console.adapters.portal.probing.sighting import FieldSeen

#: First that fits: a "room type" is a type, a "start date" a date.
_FIELDS = (
    ("reference", r"refer|remark|comment|note|bemerk|notiz|memo|kommentar"),
    ("month", r"month|monat|mois|mes$"),
    ("year", r"year|jahr|ann[ée]e|a[ñn]o"),
    ("unit", r"^unit|einheit"),
    ("duration", r"duration|lasts|length|minutes|dauer|dur[ée]e"),
    ("type", r"\btype|kind|service|categor|purpose|\bart\b|anlass|leistung"),
    ("area", r"area|wing|building|floor|gebäude|bereich|fl[üu]gel|stock"),
    ("room", r"room|resource|\braum|zimmer|salle|sala|location|place|\bort\b"),
    ("date", r"date|\bday|\bwhen\b|\bwann\b|datum|\btag\b|fecha|jour|\bd\b"),
    ("end", r"\bend|until|\bto\b|\btill?\b|\bbis\b|ende|last period|hasta|finish"),
    ("start", r"start|begin|from|time|\bvon\b|uhrzeit|hora|heure|first period|desde"),
    ("email", r"e-?mail"),
    ("guest", r"guest|client|patient|name|visitor|gast|besucher|kund|title|for whom|titel|who\b"),
)
_STATES = (
    ("pending", r"pending|requested|angefragt|offen\b|awaiting|tentative"),
    ("closed", r"past|closed|\bover\b|vergangen|vorbei|zu\b|geschlossen|disabled|unavailable|blocked"),
    ("busy", r"busy|booked|reserved|taken|occupied|belegt|besetzt|gebucht|unavail"),
    ("free", r"free|open|available|frei|libre|verf[üu]gbar|bookable|vacant"),
)
READ_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y%m%d", "%Y/%m/%d")
_CLOCKS = ("%H:%M", "%H:%M:%S", "%I:%M %p")
_PLACEHOLDERS = (
    (r"^(dd|tt|jj)/mm/[yj]{4}$", "%d/%m/%Y"),
    (r"^mm/dd/yyyy$", "%m/%d/%Y"),
    (r"^(dd|tt)\.mm\.(yyyy|jjjj)$", "%d.%m.%Y"),
    (r"^(dd|tt)-mm-(yyyy|jjjj)$", "%d-%m-%Y"),
    (r"^(yyyy|jjjj)-mm-(dd|tt)$", "%Y-%m-%d"),
)


_REPEATED = re.compile(r"repeat|recur|wiederhol|serie|rep_")


def means(field: FieldSeen) -> str | None:
    """One of the words room, type, date, ... of a booking; None when it cannot be told."""
    if field.type == "date":
        return "date"
    for words in (f"{field.group} {field.label}", field.placeholder, field.beside, field.name):
        if _REPEATED.search(fold(words)):
            return None
        for meaning, pattern in _FIELDS:
            if words.strip() and re.search(pattern, fold(words)):
                # Nobody ticks a date: "All day" is a choice of its own.
                return None if field.type == "checkbox" and meaning in ("date", "start", "end") else meaning
    return None


def state_of(*words: str) -> str | None:
    """free, busy, closed or pending."""
    text = fold(" ".join(words))
    return next((state for state, pattern in _STATES if re.search(pattern, text)), None)


def date_formats(text: str, near: date) -> list[str]:
    """All that it can be read as, within some years of today. More than one: ambiguous."""
    return [form for form in READ_DATES if (day := reads_as(text, form)) and abs((day - near).days) < 800]


def reads_as(text: str, form: str) -> date | None:
    try:
        day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        return None
    # strptime bears a missing zero, the portal's address may not.
    return day if day.strftime(form) == text else None


def placeholder_format(text: str) -> str | None:
    return next((form for pattern, form in _PLACEHOLDERS if re.match(pattern, text.strip().casefold())), None)


def clock_format(texts: Iterable[str]) -> str | None:
    """How all of these write a time of day; "midnight" for seconds since then."""
    found = [" ".join(text.split()) for text in texts if text.strip()]
    if len(found) < 2:
        return None
    if all(text.isdecimal() for text in found):
        return _number_format([int(text) for text in found])
    if all(re.fullmatch(r"\d{1,2}\.[0-5][05]", text) for text in found):
        return "%H.%M"
    return next((form for form in _CLOCKS if all(_is_clock(text, form) for text in found)), None) or _bare_clock(found)


def _number_format(numbers: Sequence[int]) -> str | None:
    steps = {later - one for one, later in pairwise(numbers)}
    if all(number % 300 == 0 and number <= 86400 for number in numbers) and max(numbers) > 1440:
        return "midnight"
    if min(steps) >= 5 and all(number % 5 == 0 and number <= 1440 for number in numbers):
        return "minutes"
    return None


def _is_clock(text: str, form: str) -> bool:
    try:
        datetime.strptime(text.upper(), form)  # noqa: DTZ007 - a clock has no zone
    except ValueError:
        return False
    return form != "%H:%M" or re.match(r"\d\d:", text) is not None


def _bare_clock(texts: Sequence[str]) -> str | None:
    """ "9:00 ... 1:00": without AM and PM, when it falls somewhere; else hours without a zero."""
    if not all(re.fullmatch(r"\d{1,2}:\d\d", text) for text in texts):
        return None
    minutes = [int(text.split(":")[0]) * 60 + int(text.split(":")[1]) for text in texts]
    return "%H:%M" if minutes == sorted(minutes) else "%I:%M"


def is_clock(text: str, form: str) -> bool:
    """A number is taken for seconds or minutes since midnight only where it can hardly be anything else."""
    seconds = seconds_of(text, form)
    return seconds is not None and (
        form not in ("midnight", "minutes") or (seconds % 300 == 0 and 3600 <= seconds <= 86400)
    )


def seconds_of(text: str, form: str) -> int | None:
    """Since midnight."""
    if form in ("midnight", "minutes"):
        return int(text) * (60 if form == "minutes" else 1) if text.isdecimal() else None
    try:
        moment = datetime.strptime(" ".join(text.split()).upper(), form)  # noqa: DTZ007 - a clock has no zone
    except ValueError:
        return None
    return moment.hour * 3600 + moment.minute * 60


def rising(seconds: Sequence[int]) -> list[int]:
    """Half a day is added wherever a clock without AM and PM begins anew."""
    risen: list[int] = []
    for one in seconds:
        risen.append(one + 43200 if risen and one < risen[-1] and one + 43200 > risen[-1] else one)
    return risen
