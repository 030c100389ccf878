"""The parts of a profile that say what a portal bears, and by what it is recognised."""

from typing import Self

from pydantic import Field, model_validator

from booking_console.adapters.portal.language.parts import Css, PageText, Part, Pattern


class Limits(Part):
    """gap: the least time between two pages. requests and per_seconds: at most so many in such a time. parallel: how many bookings the
    portal bears at once."""

    gap_seconds: float = Field(default=0, ge=0, le=60)
    requests: int | None = Field(default=None, gt=0)
    per_seconds: float | None = Field(default=None, gt=0)
    parallel: int = Field(default=1, ge=1, le=8)

    @model_validator(mode="after")
    def _pair(self) -> Self:
        if (self.requests is None) != (self.per_seconds is None):
            raise ValueError('expected "requests" and "per_seconds" together')
        return self


class Fingerprint(Part):
    """Elements, and a text such as its version, that the page of the portal has as long as it is what this profile was written for."""

    place: PageText
    elements: tuple[Css, ...] = Field(min_length=1)
    text: Pattern | None = None
