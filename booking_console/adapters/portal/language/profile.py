"""A portal described as data: the whole profile. docs/portal-profiles.md explains every key."""

from datetime import time, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from booking_console.adapters.portal.language import templates
from booking_console.adapters.portal.language.formats import ENGLISH_DAYS, ENGLISH_MONTHS, Dialect
from booking_console.adapters.portal.language.formats import Period as DialectPeriod
from booking_console.adapters.portal.language.mail_profile import Mail
from booking_console.adapters.portal.language.parts import (
    AnswerCondition,
    Charset,
    Condition,
    Css,
    EntryText,
    Named,
    Part,
    Pattern,
    Reference,
    Target,
)
from booking_console.adapters.portal.language.session import Session
from booking_console.adapters.portal.language.sources import Source
from booking_console.adapters.portal.language.steps import Click, Next, Step, Wait
from booking_console.adapters.portal.language.terms import Fingerprint, Limits
from booking_console.domain.portal import SubmitOutcome


class Context(Part):
    """zone: left out when the portal shows the practice's own time. allow_hosts: third-party hosts the pages cannot do without.
    frame: the iframe in which the portal's pages live, when there is one. basic_auth: the browser itself asks for user name and password
    (HTTP authentication); they go to the portal's own host alone."""

    zone: str | None = None
    locale: str = "en-GB"
    viewport: tuple[int, int] = (1280, 800)
    allow_hosts: tuple[str, ...] = ()
    months: tuple[str, ...] = Field(default=ENGLISH_MONTHS, min_length=12, max_length=12)
    weekdays: tuple[str, ...] = Field(default=ENGLISH_DAYS, min_length=7, max_length=7)
    frame: Css | None = None
    basic_auth: bool = False

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        try:
            return name if name is None else ZoneInfo(name).key
        except (KeyError, ValueError, OSError):
            raise ValueError(f"expected a time zone such as Europe/London, got {name!r}") from None


class Dialog(Part):
    """A native dialog of the page. One that no rule names is dismissed, and so is one that does not show all of `shows`."""

    text: Pattern
    action: Literal["accept", "dismiss"]
    shows: tuple[EntryText, ...] = ()


class Popup(Part):
    """Something that may lie over the page: it is closed."""

    element: Css
    close: Css


class Sign(Part):
    """What a page says instead of what we asked for."""

    when: Condition
    means: Literal["person", "unavailable", "broken"]


class RoomEntry(Part):
    """also: further labels under which a page shows this room."""

    name: str
    id: str
    label: str = ""
    also: tuple[str, ...] = ()
    area: str = ""


class Labels(Part):
    """How room labels are compared. strip: patterns left out of them."""

    strip: tuple[Pattern, ...] = ()


class Slots(Part):
    """minutes: the grid. weekdays: the days on which the portal lets rooms (0 is Monday). notice_minutes: how long before its start a
    booking must be made at the latest. least_minutes, most_minutes: how long a booking may be. lengths: what the portal calls each
    length, by its minutes, where it offers a choice of them."""

    minutes: int = Field(gt=0, le=24 * 60)
    opens: time = time(0, 0)
    closes: time | None = None
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = tuple(range(7))
    horizon_days: int | None = Field(default=None, gt=0)
    notice_minutes: int = Field(default=0, ge=0)
    least_minutes: int | None = Field(default=None, gt=0)
    most_minutes: int | None = Field(default=None, gt=0)
    default_minutes: int | None = Field(default=None, gt=0)
    lengths: dict[Annotated[int, Field(gt=0)], str] = Field(default_factory=dict)

    @property
    def grid(self) -> timedelta:
        return timedelta(minutes=self.minutes)


class Period(Part):
    """A fixed time that the portal lets out as a whole. id: its value in addresses and fields; label: as it is shown."""

    start: time
    end: time
    id: str
    label: str = ""

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if self.end <= self.start:
            raise ValueError("expected an end after the start")
        return self


class OutcomeRule(Part):
    """after_seconds: it counts only when it still holds so long after the press (a spinner that never ends)."""

    when: AnswerCondition
    outcome: SubmitOutcome
    reference: Reference | None = None
    after_seconds: float = Field(default=0, ge=0, le=120)


class Form(Part):
    """scope: the element that holds its controls, on every page of it. ignore: controls in it that may stay empty. refusals: what a page
    between two steps means when it is not the next one (nothing was booked yet). ahead: opening it and filling it in changes nothing for
    anybody, so both may be done beside the look. release: gives back what the form holds, when it is not sent."""

    place: EntryText
    scope: Css
    ready: Css | None = None
    steps: tuple[Step, ...] = Field(min_length=1)
    ignore: tuple[Css, ...] = ()
    settle: Wait | None = None
    refusals: tuple[OutcomeRule, ...] = ()
    ahead: bool = False
    release: Target | None = None

    @property
    def at_first(self) -> str | None:
        """A selector of what the place shows when it is the right one. A form that must be opened by a press may not be there yet."""
        first = self.steps[0]
        if self.ready is not None or not isinstance(first, Click | Next):
            return self.ready or self.scope
        opener = first.target.selector if first.target.frame is None else None
        return f"{self.scope}, {opener}" if opener and not templates.names_in(opener) else None

    @field_validator("refusals")
    @classmethod
    def _are_refusals(cls, rules: tuple[OutcomeRule, ...]) -> tuple[OutcomeRule, ...]:
        if any(rule.outcome in (SubmitOutcome.SUCCESS, SubmitOutcome.PENDING, SubmitOutcome.UNKNOWN) for rule in rules):
            raise ValueError("expected only refusals: nothing was sent yet")
        return rules


class Submit(Named):
    """response: of the request that carries the answer, when the page itself is not the answer."""

    target: Target
    message: Css | None = None
    seconds: float | None = Field(default=None, gt=0, le=300)


class Guest(Part):
    """How the portal shows the guest we entered. hidden: what it shows when it will not say. compare contains: among other words.
    charset: of the portal; a letter that it does not know is written without its accent."""

    written: EntryText = "{guest}"
    compare: Literal["equals", "contains"] = "equals"
    hidden: tuple[str, ...] = ()
    max_length: int | None = Field(default=None, gt=0)
    charset: Charset | None = None


class Readback(Part):
    """sources: where to look for a booking; left out: the availability pages. elsewhere: what shows an entry of ours wherever it stands,
    its own page or our own list, looked at before a submit is called absent. Without owners, tells_owner is false. possible: false where
    the portal shows bookings nowhere: then a person confirms each of them. ahead: what a submit leads to does not depend on what else is
    asked meanwhile, so the read-back may begin as soon as it is answered."""

    sources: tuple[Source, ...] = ()
    elsewhere: tuple[Source, ...] = ()
    tells_owner: bool = True
    possible: bool = True
    ahead: bool = False


class Cancel(Named):
    place: EntryText
    ready: Css | None = None
    steps: tuple[Step, ...] = ()
    submit: Target


class Change(Form):
    """The form in which a booking that is there gets another time or room; it is filled in with the new ones, and the place knows the
    {reference}. rooms: where a booking may go; days: whether to another day. outcomes: left out, what the portal answers to a booking."""

    submit: Submit
    outcomes: tuple[OutcomeRule, ...] = ()
    rooms: Literal["any", "area", "same"] = "any"
    days: Literal["any", "same"] = "any"


class Profile(Part):
    name: Annotated[str, Field(min_length=1, max_length=60)]
    language: Literal[1] = 1
    private: tuple[Css, ...] = ()
    context: Context = Context()
    session: Session | None = None
    dialogs: tuple[Dialog, ...] = ()
    popups: tuple[Popup, ...] = ()
    signs: tuple[Sign, ...] = ()
    rooms: tuple[RoomEntry, ...] = Field(min_length=1)
    labels: Labels = Labels()
    types: dict[str, str] = Field(default_factory=dict)
    slots: Slots
    periods: tuple[Period, ...] = ()
    availability: tuple[Source, ...] = Field(min_length=1)
    form: Form
    submit: Submit
    outcomes: tuple[OutcomeRule, ...] = Field(min_length=1)
    guest: Guest = Guest()
    readback: Readback = Readback()
    cancel: Cancel | None = None
    change: Change | None = None
    mail: Mail | None = None
    limits: Limits = Limits()
    fingerprint: tuple[Fingerprint, ...] = ()

    @property
    def readback_sources(self) -> tuple[Source, ...]:
        return self.readback.sources or self.availability

    @property
    def for_changes(self) -> "Profile":
        """The same portal, where its form is the one in which a booking is changed."""
        assert self.change is not None
        said = {"form": self.change, "submit": self.change.submit, "outcomes": self.change.outcomes or self.outcomes}
        return self.model_copy(update=said)

    def dialect(self, zone: ZoneInfo) -> Dialect:
        return Dialect(
            zone=zone,
            months=self.context.months,
            weekdays=self.context.weekdays,
            periods=tuple(DialectPeriod(p.start, p.end, p.id, p.label) for p in self.periods),
            opens=self.slots.opens,
            closes=self.slots.closes,
            slot=self.slots.grid,
            lengths=self.slots.lengths,
        )

    @property
    def shows_whole_days(self) -> bool:
        """False when the portal must be asked about one interval at a time."""
        return not any(source.blanks & templates.INTERVAL_NAMES for source in self.availability)
