"""Everything the log's page shows around its lines: counts, the filters in words, the way to other pages and to the export."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from booking_console.domain.appointment import AppointmentType, Channel
from booking_console.domain.rooms import Room
from booking_console.domain.status import WORDS, Shown
from booking_console.ui.log import address
from booking_console.ui.log.address import Asked
from booking_console.ui.log.lines import CAME_FROM

PAGE_SIZE = 25
_FILTER_STATUS = [shown for shown in Shown if shown is not Shown.IGNORED]
_COLUMNS = {
    address.Column.TYPE: "Type",
    address.Column.ROOM: "Room",
    address.Column.CAME: "Came from",
    address.Column.REFERENCE: "Portal reference",
    address.Column.TRIES: "Tries",
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    word: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """Each filter: its choices, and what is set in words (empty: not set)."""

    text: str = ""
    first: str = ""
    last: str = ""
    dates: str = ""
    statuses: tuple[Choice, ...] = ()
    status: str = ""
    rooms: tuple[Choice, ...] = ()
    room: str = ""
    types: tuple[Choice, ...] = ()
    type: str = ""
    channels: tuple[Choice, ...] = ()
    came: str = ""
    columns: tuple[Choice, ...] = ()
    hidden: tuple[str, ...] = ()
    count: int = 0
    is_set: bool = False


@dataclass(frozen=True, slots=True)
class LogView:
    count: str = ""
    total: int = 0
    number: str = ""
    caption: str = ""
    span: str = ""
    page: str = ""
    has_before: bool = False
    has_after: bool = False
    query: str = ""
    sort: str = "changed"
    descending: bool = True


def filters(asked: Asked, rooms: Sequence[Room]) -> Filters:
    hidden = {column.value for column in asked.hidden}
    set_words = (_dates(asked), asked.status, asked.room, asked.type, asked.came)
    return Filters(
        text=asked.text,
        first=asked.first.isoformat() if asked.first else "",
        last=asked.last.isoformat() if asked.last else "",
        dates=_dates(asked),
        statuses=_choices([(s.value, WORDS[s]) for s in _FILTER_STATUS], asked.status),
        status=_listed([WORDS[s] for s in asked.status]),
        rooms=_choices([(str(r.id), r.name) for r in rooms], asked.room),
        room=_listed([r.name for r in rooms if r.id in asked.room]),
        types=_choices([(t.value, t.value) for t in AppointmentType], asked.type),
        type=_listed([t.value for t in asked.type]),
        channels=_choices([(c.value, CAME_FROM[c]) for c in Channel], asked.came),
        came=_listed([CAME_FROM[c] for c in asked.came]),
        columns=tuple(Choice(c.value, w, c.value not in hidden) for c, w in _COLUMNS.items()),
        hidden=tuple(sorted(hidden)),
        count=sum(1 for words in set_words if words),
        is_set=asked.is_filtered,
    )


def view(asked: Asked, total: int, shown: int) -> LogView:
    first = (asked.page - 1) * PAGE_SIZE + 1
    pages = max(1, -(-total // PAGE_SIZE))
    bookings = "1 booking" if total == 1 else f"{total:,} bookings"
    tail = "".join(f", {words}" for words in _set_words(asked))
    return LogView(
        count=bookings,
        total=total,
        number=f"{total:,}",
        caption=f"{bookings}{tail}",
        span=f"{first:,}–{first + shown - 1:,} of {total:,}{tail}" if shown else "",
        page=f"Page {asked.page:,} of {pages:,}",
        has_before=asked.page > 1,
        has_after=asked.page < pages,
        query=address.written(replace(asked, page=1)),
        sort=asked.sort.value,
        descending=asked.descending,
    )


def span_of(name: str, today: date) -> tuple[date, date]:
    """The days that a word such as "week" means."""
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    return {
        "today": (today, today),
        "tomorrow": (today + timedelta(days=1), today + timedelta(days=1)),
        "week": (monday, monday + timedelta(days=6)),
        "next_week": (monday + timedelta(days=7), monday + timedelta(days=13)),
        "last_month": (before, month - timedelta(days=1)),
    }[name]


def _set_words(asked: Asked) -> list[str]:
    came = " and ".join(CAME_FROM[c].lower() for c in asked.came)
    words = (
        _dates(asked),
        " or ".join(WORDS[s].lower() for s in asked.status),
        " and ".join(asked.type),
        f"from {came}" if came else "",
    )
    said = f"“{asked.text}”" if asked.text else ""
    return [word for word in (*words, said) if word]


def _dates(asked: Asked) -> str:
    if asked.first and asked.last:
        return _day(asked.last) if asked.first == asked.last else _days(asked.first, asked.last)
    if asked.first:
        return f"from {_day(asked.first)}"
    return f"to {_day(asked.last)}" if asked.last else ""


def _days(first: date, last: date) -> str:
    """24–30 Nov, or 30 Nov–6 Dec"""
    return (
        f"{first.day}–{_day(last)}"
        if (first.year, first.month) == (last.year, last.month)
        else f"{_day(first)}–{_day(last)}"
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def _choices(values: list[tuple[str, str]], chosen: Sequence[object]) -> tuple[Choice, ...]:
    on = {str(value) for value in chosen}
    return tuple(Choice(value, word, value in on) for value, word in values)


def _listed(words: list[str]) -> str:
    """At most two names: more are counted."""
    return ", ".join(words) if len(words) < 3 else f"{len(words)} chosen"
