"""The small parts of the sources: how a place of an answer is a time, and what a request must carry."""

from datetime import time
from typing import Self

from pydantic import Field, model_validator

from booking_console.adapters.portal.language.parts import JsonPath, MomentFormat, Part, Value


class Scale(Part):
    """Where bars lie by their place on the page: hour, how long one is there; zero, the time at 0."""

    hour: float = Field(gt=0)
    zero: time = time()

    def minutes(self, text: str) -> int:
        """Pages round their pixels. ValueError when it is not a number."""
        exact = float(text) / self.hour * 60
        usual = round(exact / 5) * 5
        return usual if abs(exact - usual) <= 1 else round(exact)


class JsonTime(Part):
    path: JsonPath
    format: MomentFormat


class Token(Part):
    """What a data request must carry besides the cookies. value: on the page of the source's form; cookie: the name of one."""

    header: str
    place: str | None = None
    value: Value | None = None
    cookie: str | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.cookie is None) == (self.place is None or self.value is None):
            raise ValueError('expected either "cookie", or "place" and "value"')
        return self
