"""The filters of the log as they stand in the address, and back. The export reads the same words: it is exactly what is shown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from booking_console.domain.appointment import AppointmentType, Channel
from booking_console.domain.status import Shown
from booking_console.services.views import LogFilter, Sort
from booking_console.ui import practice_time

LONGEST_TEXT = 100
V = TypeVar("V")


class Column(StrEnum):
    """The columns that can be left out."""

    TYPE = "type"
    ROOM = "room"
    CAME = "came"
    REFERENCE = "reference"
    TRIES = "tries"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for. first and last: days of the visit, both included. hidden: columns left out."""

    text: str = ""
    status: tuple[Shown, ...] = ()
    room: tuple[int, ...] = ()
    type: tuple[AppointmentType, ...] = ()
    came: tuple[Channel, ...] = ()
    first: date | None = None
    last: date | None = None
    sort: Sort = Sort.CHANGED
    descending: bool = True
    page: int = 1
    hidden: tuple[Column, ...] = ()

    @property
    def is_filtered(self) -> bool:
        return any((self.text, self.status, self.room, self.type, self.came, self.first, self.last))


#: The filters that hold several values, and how a value is read.
CHOICES: dict[str, Callable[[str], object]] = {
    "status": Shown,
    "room": int,
    "type": AppointmentType,
    "came": Channel,
    "hidden": Column,
}


def read(query: Mapping[str, str]) -> Asked:
    """What cannot be understood is left out: an address is typed by people."""
    several = {name: tuple(_each(query.get(name, ""), of)) for name, of in CHOICES.items()}
    sort = next(_each(query.get("sort", ""), Sort), Sort.CHANGED)
    return Asked(
        **several,
        text=query.get("text", "").strip()[:LONGEST_TEXT],
        first=next(_each(query.get("from", ""), date.fromisoformat), None),
        last=next(_each(query.get("to", ""), date.fromisoformat), None),
        sort=sort,
        descending=query.get("order", "down") != "up",
        page=max(1, next(_each(query.get("page", ""), int), 1)),
    )


def written(asked: Asked) -> str:
    """The query of the address; empty when nothing is asked for."""
    several = {name: ",".join(str(value) for value in getattr(asked, name)) for name in CHOICES}
    words = {
        "text": asked.text,
        "from": asked.first.isoformat() if asked.first else "",
        "to": asked.last.isoformat() if asked.last else "",
        **several,
        "sort": asked.sort.value if asked.sort is not Sort.CHANGED else "",
        "order": "" if asked.descending else "up",
        "page": str(asked.page) if asked.page > 1 else "",
    }
    return urlencode({name: word for name, word in words.items() if word}, safe=",")


def toggled(asked: Asked, name: str, value: str) -> Asked:
    """The value is taken in, or out if it is in."""
    meant = next(_each(value, CHOICES[name]), None)
    values = getattr(asked, name)
    if meant is None:
        return asked
    kept = tuple(v for v in values if v != meant) if meant in values else (*values, meant)
    return replace(asked, page=1 if name != "hidden" else asked.page, **{name: kept})


def sorted_by(asked: Asked, sort: Sort) -> Asked:
    """The other way round when it is sorted by it already."""
    descending = not asked.descending if asked.sort is sort else sort in (Sort.CHANGED, Sort.RECEIVED)
    return replace(asked, sort=sort, descending=descending, page=1)


def wanted(asked: Asked, zone: ZoneInfo) -> LogFilter:
    return LogFilter(
        text=asked.text,
        shown=asked.status,
        room_ids=asked.room,
        types=tuple(asked.type),
        channels=tuple(asked.came),
        start=practice_time.whole_days(asked.first, 1, zone).start if asked.first else None,
        end=practice_time.whole_days(asked.last, 1, zone).end if asked.last else None,
        sort=asked.sort,
        descending=asked.descending,
    )


def _each(words: str, of: Callable[[str], V]) -> Iterator[V]:
    for word in words.split(","):
        try:
            value = of(word)
        except ValueError:
            continue
        yield value
