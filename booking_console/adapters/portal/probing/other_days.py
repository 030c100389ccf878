"""Where no address of a table says its day: parameters that hold days elsewhere on the portal. Pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from booking_console.adapters.portal.probing.addresses import Parameters
from booking_console.adapters.portal.probing.draft import query_of
from booking_console.adapters.portal.probing.meanings import READ_DATES
from booking_console.adapters.portal.probing.sighting import PageSeen
from booking_console.adapters.portal.probing.tables import find_tables
from booking_console.adapters.portal.probing.visited import Visited

_MOST = 2
_ADDRESSES = re.compile(r"""\b(href|action|src)=("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


def other_days(seen: Visited, names: Sequence[str], today: date) -> list[str]:
    """Addresses worth a look, of tomorrow. Nothing is sent by opening them."""
    tables = find_tables(seen.outside, names)
    urls = [url for page in seen.outside for url in (page.url, *(link.href for link in page.links))]
    dates = Parameters.of(urls, today).dates
    dated = {page.path for page in seen.outside if {name for name, _ in query_of(page.url)} & set(dates)}
    tomorrow = today + timedelta(days=1)
    asked = [
        f"{table.page.url}{'&' if '?' in table.page.url else '?'}{name}={tomorrow.strftime(forms[0])}"
        for table in tables[:1]
        if table.page.path not in dated
        for name, forms in dates.items()
    ]
    return asked[:_MOST]


def without_the_deaf(seen: Visited, asked: Sequence[str], today: date) -> list[PageSeen]:
    """All pages but those that were asked for a day so and did not show it: they would show today for every day."""
    return [page for page in seen.pages if page.asked not in asked or _shows(page, today + timedelta(days=1))]


def _shows(page: PageSeen, day: date) -> bool:
    """In its text or an attribute; what stands in its links says nothing of itself."""
    html = _ADDRESSES.sub("", page.html)
    return any(day.strftime(form) in html for form in READ_DATES)
