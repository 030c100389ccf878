"""The kinds of values that settings are made of."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

_DURATION = TypeAdapter(timedelta)


def _duration(value: object) -> timedelta:
    """A bare number means seconds; everything else is an ISO 8601 duration."""
    is_number = isinstance(value, str) and value.strip().replace(".", "", 1).isdecimal()
    try:
        return _DURATION.validate_python(float(str(value)) if is_number else value)
    except ValidationError:
        raise ValueError(f"expected seconds such as 30, or a duration such as PT5M or P60D, got {value!r}") from None


Duration = Annotated[timedelta, BeforeValidator(_duration), Field(ge=timedelta())]
#: Nothing may wait for no time at all: a lease would protect nothing, and a browser takes 0 for "for ever".
Patience = Annotated[timedelta, BeforeValidator(_duration), Field(gt=timedelta())]


class Section(BaseModel):
    """Settings that share the first part of their names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def listed(text: str) -> tuple[str, ...]:
    """What a setting names, separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
