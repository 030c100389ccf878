"""The part of the profile language that says where a portal shows what is taken."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from booking_console.adapters.portal.language import templates
from booking_console.adapters.portal.language.parts import (
    SCALED,
    Condition,
    Css,
    JsonPath,
    JsonTest,
    Part,
    Pattern,
    SearchText,
    Target,
    TimeValue,
    Value,
)
from booking_console.adapters.portal.language.source_parts import JsonTime, Scale, Token
from booking_console.adapters.portal.language.steps import Step


class CellState(StrEnum):
    """What a place of the portal says of a room and time. pending: asked for, not yet approved; gone: cancelled or turned down."""

    FREE = "free"
    BUSY = "busy"
    CLOSED = "closed"
    PENDING = "pending"
    GONE = "gone"
    UNKNOWN = "unknown"


#: How long an item is; {duration}: as long as the visit that was asked for, where a page lists the times at which one may begin.
Minutes = Annotated[int, Field(gt=0)] | Literal["{duration}"]


class _Source(Part):
    """place: the page; with {area}, {room} or {start} in it or in a step before, it is asked once for each. shows: whose entries it
    can show; complete: an own list that leaves none of ours out. reaches_days: how far ahead it shows anything.
    first_free: rooms are asked one by one only until one is free for the wanted time. plain: the page says everything without its
    scripts, so that a browser need not draw it."""

    place: SearchText | None = None
    ready: Css | None = None
    before: tuple[Step, ...] = ()
    shows: Literal["all", "own"] = "all"
    complete: bool = False
    reaches_days: int | None = Field(default=None, gt=0)
    first_free: bool = False
    plain: bool = False

    @model_validator(mode="after")
    def _is_plain(self) -> Self:
        if self.plain and self.before:
            raise ValueError('expected no "before": a plain page is fetched, not worked on')
        return self

    @model_validator(mode="after")
    def _knows_its_blanks(self) -> Self:
        texts = templates.texts_in([step.model_dump() for step in self.before])
        unknown = {name for text in texts for name in templates.names_in(text)} - templates.SEARCH_NAMES
        if unknown:
            raise ValueError(f"expected only the blanks of a page in before, got {', '.join(sorted(unknown))}")
        return self

    @property
    def blanks(self) -> set[str]:
        """What this source is asked by."""
        texts = templates.texts_in(
            self.model_dump(include={"place", "request", "sends", "body", "variables", "before", "minutes"})
        )
        return {name for text in texts for name in templates.names_in(text)}


class CellRule(Part):
    """css: fits the cell or item itself. value, matches: a text read from it, such as that of its column for the status."""

    css: Css | None = None
    value: Value | None = None
    matches: Pattern | None = None
    state: CellState

    @model_validator(mode="after")
    def _fits_something(self) -> Self:
        if self.css is None and self.value is None:
            raise ValueError('expected the key "css", or "value" with "matches"')
        if (self.value is None) != (self.matches is None):
            raise ValueError('expected "value" and "matches" together: where a text stands, and what it says')
        return self


class Axis(Part):
    """The header cells of one direction. Each header cell stands for the row or column it begins in."""

    cells: Css
    value: Value = Value()


class TimeAxis(Part):
    cells: Css
    value: TimeValue

    @model_validator(mode="after")
    def _is_written(self) -> Self:
        if self.value.format in SCALED:
            raise ValueError(f'expected a time as it is written, got "{self.value.format}": only items lie on a scale')
        return self


class Entries(Part):
    """What to read of one entry. each: the elements inside a cell when one cell can hold several entries. pending: how one shows that
    it still waits for approval."""

    each: Css | None = None
    owner: Value | None = None
    reference: Value | None = None
    mine: Css | None = None
    pending: Css | None = None
    key: Value | None = None
    type: Value | None = None


class GridSource(_Source):
    """A table with rooms in one direction and times in the other; rowspan and colspan are expanded. days instead of rooms: the week
    of one room, named by {room} in the place."""

    kind: Literal["grid"]
    place: SearchText
    table: Css
    rooms: Axis | None = None
    days: TimeAxis | None = None
    times: TimeAxis
    rooms_are: Literal["columns", "rows"] = "columns"
    states: Annotated[tuple[CellRule, ...], Field(min_length=1)]
    entry: Entries = Entries()
    merge: bool = False

    @model_validator(mode="after")
    def _has_one_axis(self) -> Self:
        if (self.rooms is None) == (self.days is None):
            raise ValueError('expected either the key "rooms" or the key "days"')
        if self.days is not None and "room" not in self.blanks:
            raise ValueError("expected {room} in the place: a grid of days is about one room")
        return self


class ItemsSource(_Source):
    """A list: links per free cell, cards of free rooms, rows of bookings. room may be left out when the address names it, start and
    end when the address names them. empty: what the page shows in place of the list when there is nothing in it. next: the control
    that leads to the list's next page; more: the one that adds to it; scroll: the element in which it is scrolled, where rows are drawn
    only then. count: where the page says how many items there are. states: what an item says, when they say different things. scale: of
    start and end, where they are no text."""

    kind: Literal["items"]
    place: SearchText
    scope: Css
    items: Css
    state: Literal["free", "busy"]
    states: tuple[CellRule, ...] = ()
    room: Value | None = None
    day: TimeValue | None = None
    start: TimeValue | None = None
    end: TimeValue | None = None
    minutes: Minutes | None = None
    scale: Scale | None = None
    entry: Entries = Entries()
    empty: Condition | None = None
    next: Target | None = None
    more: Target | None = None
    scroll: Css | None = None
    count: Value | None = None
    most_pages: int = Field(default=20, gt=0, le=200)

    @model_validator(mode="after")
    def _has_its_scale(self) -> Self:
        forms = [one.format for one in (self.start, self.end) if one is not None]
        if self.scale is None and any(form in SCALED for form in forms):
            raise ValueError('expected the key "scale": how long an hour is there')
        if (self.start and self.start.format == "scale_length") or (self.day and self.day.format in SCALED):
            raise ValueError('expected "scale_length" only of the end, and the day as it is written')
        return self

    @model_validator(mode="after")
    def _has_one_way_on(self) -> Self:
        if len([way for way in (self.next, self.more, self.scroll) if way is not None]) > 1:
            raise ValueError('expected one of the keys "next", "more" and "scroll"')
        if self.plain and self.scroll is not None:
            raise ValueError('expected no "scroll": a plain page is fetched, not drawn')
        return self

    @model_validator(mode="after")
    def _knows_room_and_time(self) -> Self:
        if self.room is None and "room" not in self.blanks:
            raise ValueError('expected the key "room", or {room} in the place')
        if self.start is None and "start" not in self.blanks:
            raise ValueError('expected the key "start", or {start} in the place')
        return self


class JsonRule(JsonTest):
    """The first that fits says what an item means."""

    state: CellState


class JsonSource(_Source):
    """A JSON answer. request: its address, asked directly, or waited for while `place` loads; sends: texts that the page's own request
    for it carries, where it asks everything at one address. `^.` goes to the parent in a path, `@key` is the key under which an item
    was found. body, or graphql with variables, is sent by POST. next: where an answer holds the address of its next part. count: where
    it says how many items all its parts hold."""

    kind: Literal["json"]
    request: SearchText
    sends: tuple[SearchText, ...] = ()
    method: Literal["GET", "POST"] = "GET"
    body: dict[str, Any] | None = None
    send_as: Literal["json", "form"] = "json"
    graphql: str | None = None
    variables: dict[str, Any] = Field(default_factory=dict)
    headers: dict[str, str] = Field(default_factory=dict)
    token: Token | None = None
    next: JsonPath | None = None
    most_pages: int = Field(default=20, gt=0, le=200)
    valid: JsonPath | None = None
    items: JsonPath
    state: Literal["free", "busy"]
    states: tuple[JsonRule, ...] = ()
    room: JsonPath | None = None
    start: JsonTime | None = None
    end: JsonTime | None = None
    minutes: Minutes | None = None
    count: JsonPath | None = None
    owner: JsonPath | None = None
    reference: JsonPath | None = None
    mine: JsonPath | None = None
    key: JsonPath | None = None
    type: JsonPath | None = None

    @field_validator("body", "variables")
    @classmethod
    def _texts(cls, table: dict[str, Any] | None) -> dict[str, Any] | None:
        for text in templates.texts_in(table):
            templates.check(text, templates.SEARCH_NAMES)
        return table

    @model_validator(mode="after")
    def _knows_room_and_time(self) -> Self:
        if self.room is None and "room" not in self.blanks:
            raise ValueError('expected the key "room", or {room} in the request')
        if self.start is None and "start" not in self.blanks:
            raise ValueError('expected the key "start", or {start} in the request')
        if self.body is not None and self.graphql is not None:
            raise ValueError('expected either "body" or "graphql"')
        if self.is_sent and self.place is not None:
            raise ValueError("expected no place: a request that is sent is asked directly")
        if self.sends and self.place is None:
            raise ValueError('expected the key "place" beside "sends": the page whose own request carries it')
        return self

    @property
    def is_sent(self) -> bool:
        """By POST, with a body of its own."""
        return self.method == "POST" or self.body is not None or self.graphql is not None


def first_control(source: _Source) -> str | None:
    """What a page shows that is there. One that is ready only after some steps is there when the first of them can be taken."""
    first = next(iter(source.before), None)
    selector = source.ready if first is None else first.target.selector
    return None if selector is None or templates.names_in(selector) else selector


Source = Annotated[GridSource | ItemsSource | JsonSource, Field(discriminator="kind")]
