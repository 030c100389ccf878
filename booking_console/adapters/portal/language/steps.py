"""The part of the profile language that says how a form is filled in: ordered steps."""

from datetime import time
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from booking_console.adapters.portal.language.parts import (
    Css,
    CssTemplate,
    EntryText,
    JsonPath,
    MomentFormat,
    Named,
    Part,
    Pattern,
    Target,
)


class Wait(Named):
    """What must have happened after a step before the next one. quiet_ms: no request in flight for that long."""

    url: Pattern | None = None
    element: CssTemplate | None = None
    gone: CssTemplate | None = None
    quiet_ms: int | None = Field(default=None, gt=0, le=5000)


class Reads(Part):
    """How a control shows its value when that differs from what was entered; attribute: where, else its value or text."""

    value: EntryText
    attribute: str | None = None


class _Step(Part):
    """when_missing: what it means that the control or the choice is not there."""

    target: Target
    optional: bool = False
    wait: Wait | None = None
    when_missing: Literal["taken", "broken"] = "broken"


class _Valued(_Step):
    value: EntryText
    reads: Reads | None = None
    skip_if_empty: bool = False


class Fill(_Valued):
    """Type into a field. keys: key by key, for fields that look something up meanwhile; press: a key afterwards."""

    do: Literal["fill"]
    keys: bool = False
    press: Literal["Enter", "Tab", "Escape"] | None = None


class Choices(Part):
    """A JSON answer with the options that a script of the page writes into a drop-down. value, label: of each of the items."""

    request: EntryText
    items: JsonPath
    value: JsonPath
    label: JsonPath | None = None


class Select(_Valued):
    """Choose in a native drop-down. choices: where a script gets its options from, for whoever has no scripts; "script": it makes them up
    without asking the portal, so that the value is sent unseen."""

    do: Literal["select"]
    by: Literal["value", "label"] = "value"
    choices: Choices | Literal["script"] | None = None

    @model_validator(mode="after")
    def _is_by_value(self) -> Self:
        if self.choices == "script" and self.by != "value":
            raise ValueError('expected by = "value": nobody but the script knows which value a label stands for')
        return self


class Check(_Step):
    """Tick a box or choose a radio button. each_slot: once for every slot or period of the visit; {start} and {end} are that one's."""

    do: Literal["check"]
    each_slot: bool = False


class Uncheck(_Step):
    """Make sure that a box is not ticked: one that the portal ticks beforehand."""

    do: Literal["uncheck"]


class _Press(_Step):
    """until: pressed again and again until this is shown, and not at all when it is shown already; most: how often at most. window: it
    opens a window of its own, in which the form goes on."""

    until: Target | None = None
    most: int = Field(default=60, gt=0, le=200)
    window: bool = False


class Spans(Part):
    """The times that an element stands for from one edge to the other. along: x from left to right, y from top to bottom."""

    opens: time = Field(alias="from")
    closes: time = Field(alias="to")
    along: Literal["x", "y"] = "y"

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if self.closes <= self.opens:
            raise ValueError('expected a "to" after the "from"')
        return self

    def share(self, clock: time) -> float:
        """Where a time lies in it, 0 its beginning and 1 its end."""
        opens, closes, here = (one.hour * 60 + one.minute + one.second / 60 for one in (self.opens, self.closes, clock))
        return (here - opens) / (closes - opens)


class Click(_Press):
    """each_slot: as Check has it. crossing: pressed where the target and this element cross, the column of a room and the line of a time;
    covered: what lies there when the place is taken. spans: pressed where the visit begins. drag: let go where it ends; without spans
    the target is that of its first slot, and let go on that of its last."""

    do: Literal["click"]
    each_slot: bool = False
    crossing: CssTemplate | None = None
    spans: Spans | None = None
    drag: bool = False
    covered: Css | None = None

    @model_validator(mode="after")
    def _covers_a_crossing(self) -> Self:
        if self.covered is not None and self.crossing is None and self.spans is None:
            raise ValueError('expected the key "crossing" or "spans" beside "covered": the place that may be covered')
        if self.crossing is not None and (self.spans is not None or self.drag):
            raise ValueError('expected "crossing" without "spans" and "drag"')
        if self.each_slot and (self.spans is not None or self.drag):
            raise ValueError('expected either "each_slot" or one press on a place')
        return self


class Next(_Press):
    """Leave this page of a form for its next one: what was entered is checked first, and is not looked at again."""

    do: Literal["next"]


class Pick(_Valued):
    """Open a custom list box (target) and click the option whose text, or attribute, is the value."""

    do: Literal["pick"]
    options: Css
    attribute: str | None = None


class Calendar(_Step):
    """Open a month picker (target), page to the month, click the day. month: where it shows the month, as format says."""

    do: Literal["calendar"]
    month: Css
    month_attribute: str | None = None
    format: MomentFormat = "%B %Y"
    next: Target
    previous: Target
    day: CssTemplate
    reads: Reads


class Assign(_Valued):
    """Set a hidden field."""

    do: Literal["set"]


class Expect(_Step):
    """Stop before anything is sent unless the element shows this text: a wizard's summary, a room fixed by the address."""

    do: Literal["expect"]
    value: EntryText
    attribute: str | None = None


Step = Annotated[
    Fill | Select | Check | Uncheck | Click | Next | Pick | Calendar | Assign | Expect, Field(discriminator="do")
]
Valued = Fill | Select | Pick | Assign
