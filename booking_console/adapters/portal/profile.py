"""A portal described as data: the whole profile. docs/portal-profiles.md explains every key."""

from datetime import time, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from booking_console.adapters.portal.formats import ENGLISH_MONTHS
from booking_console.adapters.portal.language import (
    Condition,
    Css,
    EntryText,
    PageText,
    Part,
    Pattern,
    Reference,
    Target,
)
from booking_console.adapters.portal.sources import Source
from booking_console.adapters.portal.steps import Step, Wait
from booking_console.domain.portal import SubmitOutcome


class Context(Part):
    """zone: left out when the portal shows the practice's own time. allow_hosts: third-party hosts the pages cannot do without."""

    zone: str | None = None
    locale: str = "en-GB"
    viewport: tuple[int, int] = (1280, 800)
    allow_hosts: tuple[str, ...] = ()
    months: tuple[str, ...] = Field(default=ENGLISH_MONTHS, min_length=12, max_length=12)

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        try:
            return name if name is None else ZoneInfo(name).key
        except (KeyError, ValueError, OSError):
            raise ValueError(f"expected a time zone such as Europe/London, got {name!r}") from None


class Dialog(Part):
    """A native dialog of the page. One that no rule names is dismissed."""

    text: Pattern
    action: Literal["accept", "dismiss"]


class Popup(Part):
    """Something that may lie over the page: it is closed."""

    element: Css
    close: Css


class Session(Part):
    """place: the login's own page; left out when the form appears inline wherever one is signed out."""

    place: str | None = None
    username: Target
    password: Target
    submit: Target
    logged_in: Condition
    logged_out: tuple[Condition, ...] = Field(min_length=1)
    refused: tuple[Condition, ...] = ()
    expired_status: tuple[int, ...] = (401,)
    max_attempts: int = Field(default=1, ge=1, le=2)


class Sign(Part):
    """What a page says instead of what we asked for."""

    when: Condition
    means: Literal["person", "unavailable", "broken"]


class RoomEntry(Part):
    name: str
    id: str
    label: str = ""
    area: str = ""


class Labels(Part):
    """How room labels are compared. strip: patterns left out of them."""

    strip: tuple[Pattern, ...] = ()


class Slots(Part):
    minutes: int = Field(gt=0, le=24 * 60)
    opens: time = time(0, 0)
    closes: time | None = None
    horizon_days: int | None = Field(default=None, gt=0)
    default_minutes: int | None = Field(default=None, gt=0)

    @property
    def grid(self) -> timedelta:
        return timedelta(minutes=self.minutes)


class Form(Part):
    """scope: the element that holds its controls. ignore: controls in it that may stay empty."""

    place: EntryText
    scope: Css
    ready: Css | None = None
    steps: tuple[Step, ...] = Field(min_length=1)
    ignore: tuple[Css, ...] = ()
    settle: Wait | None = None


class Submit(Part):
    """response: a pattern for the address of the request that carries the answer, when the page itself is not the answer."""

    target: Target
    response: Pattern | None = None
    message: Css | None = None
    seconds: float | None = Field(default=None, gt=0, le=300)


class OutcomeRule(Part):
    when: Condition
    outcome: SubmitOutcome
    reference: Reference | None = None


class Guest(Part):
    """How the portal shows the guest we entered. hidden: what it shows when it will not say. compare contains: among other words."""

    written: EntryText = "{guest}"
    compare: Literal["equals", "contains"] = "equals"
    hidden: tuple[str, ...] = ()
    max_length: int | None = Field(default=None, gt=0)


class Readback(Part):
    """sources: where to look for a booking; left out: the availability pages. Without owners, tells_owner is false."""

    sources: tuple[Source, ...] = ()
    tells_owner: bool = True


class Cancel(Part):
    place: EntryText
    ready: Css | None = None
    steps: tuple[Step, ...] = ()
    submit: Target
    response: Pattern | None = None


class Limits(Part):
    """gap: the least time between two pages. requests and per_seconds: at most so many in such a time."""

    gap_seconds: float = Field(default=0, ge=0, le=60)
    requests: int | None = Field(default=None, gt=0)
    per_seconds: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _pair(self) -> Self:
        if (self.requests is None) != (self.per_seconds is None):
            raise ValueError('expected "requests" and "per_seconds" together')
        return self


class Fingerprint(Part):
    """Elements that the page of the portal has as long as it is the version this profile was written for."""

    place: PageText
    elements: tuple[Css, ...] = Field(min_length=1)


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
    availability: tuple[Source, ...] = Field(min_length=1)
    form: Form
    submit: Submit
    outcomes: tuple[OutcomeRule, ...] = Field(min_length=1)
    guest: Guest = Guest()
    readback: Readback = Readback()
    cancel: Cancel | None = None
    limits: Limits = Limits()
    fingerprint: tuple[Fingerprint, ...] = ()

    @property
    def readback_sources(self) -> tuple[Source, ...]:
        return self.readback.sources or self.availability
