"""Reading a date that a person typed or that an address holds: in which format it is written. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.language.formats import ENGLISH_DAYS, ENGLISH_MONTHS, Dialect, write_moment

_FORMS = (
    *("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y%m%d", "%Y/%m/%d"),
    *("%-d/%-m/%Y", "%-m/%-d/%Y", "%-d.%-m.%Y", "%-d-%-m-%Y", "%d/%m/%y", "%m/%d/%y", "%d.%m.%y"),
    *("%-d %B %Y", "%d %B %Y", "%-d %b %Y", "%d %b %Y", "%a %-d %b %Y", "%A %-d %B %Y", "%B %-d, %Y", "%b %-d, %Y"),
)
_FAR = 800  # days
_UTC = ZoneInfo("UTC")


def readings(text: str, near: date) -> dict[str, date]:
    """Format -> day, for every format that says exactly this text of a day within some years of today."""
    found = {form: day for form in _FORMS if (day := _read(text.strip(), form)) and abs((day - near).days) < _FAR}
    # Where nothing shows whether a zero is left out, it is written: so does everybody who types.
    return {
        form: day
        for form, day in found.items()
        if form.replace("%-", "%") == form or form.replace("%-", "%") not in found
    }


def _read(text: str, form: str) -> date | None:
    try:
        day = datetime.strptime(text, form.replace("%-", "%")).date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        return None
    return day if _written(day, form) == text else None


def _written(day: date, form: str) -> str:
    dialect = Dialect(zone=_UTC, months=ENGLISH_MONTHS, weekdays=ENGLISH_DAYS)
    return write_moment(datetime.combine(day, datetime.min.time(), _UTC), form, dialect)


def agreed(found: Sequence[dict[str, date]]) -> set[date]:
    """The days that all of the texts can mean."""
    days = [set(one.values()) for one in found if one]
    return set.intersection(*days) if days else set()


_MOMENTS = ("%Y%m%d%H%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y%m%dT%H%M", "%Y%m%dT%H%M%S")


def moment_in(text: str, near: date) -> tuple[datetime, str] | None:
    """A day and a time in one word, as addresses hold them, and how it is written."""
    for form in _MOMENTS:
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007 - the portal's own clock
        except ValueError:
            continue
        if abs((found.date() - near).days) < _FAR and found.strftime(form) == text:
            return found, form
    return None
