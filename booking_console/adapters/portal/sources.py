"""The part of the profile language that says where a portal shows what is taken."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from booking_console.adapters.portal.language import Css, JsonPath, MomentFormat, PageText, Part, TimeValue, Value
from booking_console.adapters.portal.steps import Step
from booking_console.adapters.portal.templates import PAGE_NAMES, names_in


class CellState(StrEnum):
    FREE = "free"
    BUSY = "busy"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class _Source(Part):
    """place: the page; with {area}, {room} or {start} in it, it is asked once for each. shows: whose entries it can show."""

    place: PageText | None = None
    ready: Css | None = None
    before: tuple[Step, ...] = ()
    shows: Literal["all", "own"] = "all"

    @model_validator(mode="after")
    def _knows_its_blanks(self) -> Self:
        unknown = {name for step in self.before for name in names_in(step.model_dump_json())} - PAGE_NAMES
        if unknown:
            raise ValueError(f"expected only the blanks of a page in before, got {', '.join(sorted(unknown))}")
        return self


class CellRule(Part):
    css: Css
    state: CellState


class Axis(Part):
    """The header cells of one direction. Each header cell stands for the row or column it begins in."""

    cells: Css
    value: Value = Value()


class TimeAxis(Part):
    cells: Css
    value: TimeValue


class Entries(Part):
    """What to read of one entry. each: the elements inside a cell when one cell can hold several entries."""

    each: Css | None = None
    owner: Value | None = None
    reference: Value | None = None
    mine: Css | None = None
    key: Value | None = None


class GridSource(_Source):
    """A table with rooms in one direction and times in the other; rowspan and colspan are expanded."""

    kind: Literal["grid"]
    place: PageText
    table: Css
    rooms: Axis
    times: TimeAxis
    rooms_are: Literal["columns", "rows"] = "columns"
    states: Annotated[tuple[CellRule, ...], Field(min_length=1)]
    entry: Entries = Entries()
    merge: bool = False


class ItemsSource(_Source):
    """A list: links per free cell, cards of free rooms, rows of bookings. room may be left out when the address names it, start and
    end when the address names them."""

    kind: Literal["items"]
    place: PageText
    scope: Css
    items: Css
    state: Literal["free", "busy"]
    room: Value | None = None
    day: TimeValue | None = None
    start: TimeValue | None = None
    end: TimeValue | None = None
    minutes: int | None = Field(default=None, gt=0)
    entry: Entries = Entries()

    @model_validator(mode="after")
    def _knows_room_and_time(self) -> Self:
        if self.room is None and "{room" not in self.place:
            raise ValueError('expected the key "room", or {room} in the place')
        if self.start is None and "{start" not in self.place:
            raise ValueError('expected the key "start", or {start} in the place')
        return self


class JsonTime(Part):
    path: JsonPath
    format: MomentFormat


class JsonSource(_Source):
    """A JSON answer. request: its address, asked directly, or waited for while `place` loads. `^.` goes to the parent in a path,
    `@key` is the key under which an item was found."""

    kind: Literal["json"]
    request: PageText
    valid: JsonPath | None = None
    items: JsonPath
    state: Literal["free", "busy"]
    room: JsonPath | None = None
    start: JsonTime
    end: JsonTime | None = None
    minutes: int | None = Field(default=None, gt=0)
    owner: JsonPath | None = None
    reference: JsonPath | None = None
    mine: JsonPath | None = None
    key: JsonPath | None = None

    @model_validator(mode="after")
    def _knows_room(self) -> Self:
        if self.room is None and "{room" not in self.request:
            raise ValueError('expected the key "room", or {room} in the request')
        return self


Source = Annotated[GridSource | ItemsSource | JsonSource, Field(discriminator="kind")]
