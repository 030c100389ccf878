"""The part of the profile language that says how one signs in, and by what one sees that one is."""

from pydantic import Field, field_validator

from booking_console.adapters.portal.language import templates
from booking_console.adapters.portal.language.parts import Condition, Css, Part, Target
from booking_console.adapters.portal.language.steps import Step


class Stuck(Part):
    """A page that shows this element for so long has lost our login, though it never says so."""

    element: Css
    seconds: float = Field(gt=0, le=120)


class Code(Part):
    """A second factor after the password: a page, or a part of one, that asks for the code of the moment."""

    when: Condition
    target: Target
    submit: Target


class Session(Part):
    """place: the login's own page; left out when the form appears inline wherever one is signed out. before: steps in front of the
    user name (a tab, the practice's number); next: leads to the password when it is asked for on a page of its own."""

    place: str | None = None
    before: tuple[Step, ...] = ()
    username: Target
    next: Target | None = None
    password: Target
    submit: Target
    code: Code | None = None
    logged_in: Condition
    logged_out: tuple[Condition, ...] = Field(min_length=1)
    refused: tuple[Condition, ...] = ()
    stuck: Stuck | None = None
    expired_status: tuple[int, ...] = (401,)
    max_attempts: int = Field(default=1, ge=1, le=2)

    @field_validator("before")
    @classmethod
    def _constant(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        if any(templates.names_in(text) for text in templates.texts_in([step.model_dump() for step in steps])):
            raise ValueError("expected no blanks in the steps before a login")
        return steps
