"""The small parts of the profile language: selectors, patterns, blanks, conditions. Checked when the profile is loaded."""

import codecs
import re
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from booking_console.adapters.portal.language import templates


class Part(BaseModel):
    """A table of the profile: an unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_EMPTY_PAGE = LexborHTMLParser("<p></p>")


def _check_css(selector: str) -> str:
    blanks = templates.names_in(selector) & templates.ENTRY_NAMES
    if blanks:
        raise ValueError(f"expected a selector without blanks here, got {{{min(blanks)}}}")
    try:
        _EMPTY_PAGE.css(selector)
    except (SelectolaxError, ValueError):
        raise ValueError(f"expected a CSS selector, got {selector!r}") from None
    if not selector.strip():
        raise ValueError("expected a CSS selector, got an empty text")
    return selector


def _check_css_template(selector: str) -> str:
    templates.check(selector, templates.ENTRY_NAMES)
    _check_css(re.sub(r"\{[^{}]*\}", "x", selector))
    return selector


def _check_pattern(pattern: str) -> str:
    blanks = templates.names_in(pattern) & templates.ENTRY_NAMES
    if blanks:
        raise ValueError(f"expected a pattern without blanks here, got {{{min(blanks)}}}")
    return _compiled(pattern)


def _check_pattern_template(pattern: str) -> str:
    bare = pattern
    for blank in templates.blanks_in(pattern):
        templates.check(blank, templates.ENTRY_NAMES)
        bare = bare.replace(blank, "x")
    _compiled(bare)
    return pattern


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as problem:
        raise ValueError(f"expected a regular expression, got {pattern!r}: {problem}") from None
    return pattern


def _check_page(template: str) -> str:
    return templates.check(template, templates.PAGE_NAMES)


def _check_entry(template: str) -> str:
    return templates.check(template, templates.ENTRY_NAMES)


def _check_search(template: str) -> str:
    return templates.check(template, templates.SEARCH_NAMES)


def _check_read_format(form: str) -> str:
    return form if form in SCALED else templates.check_moment_format(form)


def _check_charset(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise ValueError(f"expected a character set such as iso-8859-1, got {name!r}") from None


Charset = Annotated[str, AfterValidator(_check_charset)]
Css = Annotated[str, AfterValidator(_check_css)]
CssTemplate = Annotated[str, AfterValidator(_check_css_template)]
Pattern = Annotated[str, AfterValidator(_check_pattern)]
PatternTemplate = Annotated[str, AfterValidator(_check_pattern_template)]
PageText = Annotated[str, AfterValidator(_check_page)]
EntryText = Annotated[str, AfterValidator(_check_entry)]
SearchText = Annotated[str, AfterValidator(_check_search)]
MomentFormat = Annotated[str, AfterValidator(templates.check_moment_format)]
#: What a page shows as a place or a length in pixels or per cent, and no text says.
SCALED = ("scale", "scale_length")
ReadFormat = Annotated[str, AfterValidator(_check_read_format)]
JsonPath = Annotated[str, Field(pattern=r"^([\w^@.*\[\]-]|\['[^'\[\]]+'\])+$")]


class Within(Part):
    """The one element among several alike that shows this text: the card of a room, the row of a booking."""

    css: Css
    shows: EntryText


class Target(Part):
    """A control of a page. css (or name, its name attribute) and label together: the label is checked, so that a renamed field is
    noticed. role and text: its ARIA role and its accessible name. within: the innermost one that shows the text. frame: the one of the
    whole window in which it is, when that is another than the portal's pages come in (a menu). scroll: the element that is scrolled
    until it is drawn."""

    frame: Css | None = None
    css: CssTemplate | None = None
    name: str | None = None
    label: EntryText | None = None
    text: EntryText | None = None
    role: Annotated[str, Field(pattern="^[a-z]+$")] | None = None
    within: Within | None = None
    nth: Annotated[int, Field(ge=0)] | None = None
    scroll: Css | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not (self.css or self.name or self.label or self.text or self.role):
            raise ValueError('expected at least one of the keys "css", "name", "label", "text" or "role"')
        if self.css and self.name:
            raise ValueError('expected either "css" or "name"')
        if self.role and (self.css or self.name or self.label):
            raise ValueError('expected "role" alone or with "text": css, name and label find a control without it')
        return self

    @property
    def selector(self) -> str | None:
        return f'[name="{self.name}"]' if self.name else self.css

    @property
    def called(self) -> str:
        """For sentences."""
        by_text = self.selector or self.text or self.role
        found = f'field "{self.label}"' if self.label is not None else f'"{self.text or by_text}"'
        return f'{found} inside the "{self.within.css}" that shows what the profile says' if self.within else found


class JsonTest(Part):
    """One place of a JSON answer and what must be there. Without equals and matches: it must exist."""

    path: JsonPath
    equals: str | int | float | bool | None = None
    matches: Pattern | None = None


class Condition(Part):
    """Everything that is given must hold. url, text: regular expressions; text is searched in the visible text, spaces folded. frame:
    the one of the page in which address, text and elements are looked at, and which must be there (a dialog's)."""

    frame: Css | None = None
    url: Pattern | None = None
    text: Pattern | None = None
    element: Css | None = None
    absent: Css | None = None
    disabled: Css | None = None
    status: tuple[int, ...] | None = None
    json_: JsonTest | None = Field(default=None, alias="json")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        tests = (self.url, self.text, self.element, self.absent, self.disabled, self.status, self.json_)
        if all(test is None for test in tests):
            raise ValueError("expected at least one of url, text, element, absent, disabled, status, json")
        return self


class AnswerCondition(Condition):
    """Of an answer to one booking: in url and text, blanks stand for what it was asked for."""

    url: PatternTemplate | None = None
    text: PatternTemplate | None = None

    def about(self, blanks: templates.Blanks) -> Condition:
        """For one booking."""
        url = self.url and templates.fill_pattern(self.url, blanks, for_url=True)
        text = self.text and templates.fill_pattern(self.text, blanks)
        return self.model_copy(update={"url": url, "text": text})


class Named(Part):
    """One request that a page sends. response: a pattern for its address; sends: texts that it carries, where others go there, too."""

    response: Pattern | None = None
    sends: tuple[EntryText, ...] = ()

    @model_validator(mode="after")
    def _sends_for_a_response(self) -> Self:
        if self.sends and self.response is None:
            raise ValueError('expected the key "response" beside "sends": the address of what carries them')
        return self


class Value(Part):
    """A text read from an element: its text or an attribute, a query parameter of an address, the first group of a pattern. above: it is
    read from the nearest element that stands before it or around it instead, such as the heading of a group."""

    above: Css | None = None
    css: Css | None = None
    attribute: str | None = None
    query: str | None = None
    pattern: Pattern | None = None
    drop: Css | None = None


class TimeValue(Value):
    """format: as it is written; scale: a place on the scale of the list; scale_length: how far it reaches from its start."""

    format: ReadFormat


class Reference(Part):
    """Where an answer shows the portal's reference; the first group of the pattern, or all of it. element: of the page, e.g. one of
    its attributes."""

    url: Pattern | None = None
    text: Pattern | None = None
    element: Value | None = None
    json_: JsonPath | None = Field(default=None, alias="json")

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(place is not None for place in (self.url, self.text, self.element, self.json_)) != 1:
            raise ValueError("expected exactly one of url, text, element, json")
        return self
