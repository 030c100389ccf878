"""What an answer of the portal means, by the profile's ordered rules. Pure: an answer is only values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urldefrag

from selectolax.lexbor import LexborHTMLParser

from booking_console.adapters.portal.content.extraction import (
    JsonItem,
    json_items,
    json_text,
    pattern_group,
    read_value,
)
from booking_console.adapters.portal.content.shown import is_hidden, shown_text
from booking_console.adapters.portal.language.parts import Condition, JsonTest, Reference
from booking_console.adapters.portal.language.profile import OutcomeRule
from booking_console.adapters.portal.language.words import fold_spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """status: of the page or of the named request. text: what is visible. elements, disabled: those selectors of the profile that
    are visible, and those that are switched off. json: the parsed body of the named request, None when there is none. html: of the
    page, "" when no rule needs it. frames: what those of its frames show that a condition asks for."""

    url: str
    status: int = 200
    text: str = ""
    elements: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()
    json: Any = None
    html: str = ""
    frames: Mapping[str, "Answer"] = field(default_factory=dict)


def selectors(conditions: Iterable[Condition]) -> tuple[set[str], set[str]]:
    """The selectors whose visibility, and those whose being switched off, the conditions ask for."""
    listed = list(conditions)
    visible = {css for c in listed for css in (c.element, c.absent) if css}
    return visible, {c.disabled for c in listed if c.disabled}


def holds(condition: Condition, answer: Answer) -> bool:
    page = answer if condition.frame is None else answer.frames.get(condition.frame)
    if page is None:
        return False
    tests = (
        condition.url is None or re.search(condition.url, page.url) is not None,
        condition.text is None or re.search(condition.text, fold_spaces(page.text)) is not None,
        condition.element is None or condition.element in page.elements,
        condition.absent is None or condition.absent not in page.elements,
        condition.disabled is None or condition.disabled in page.disabled,
        condition.status is None or answer.status in condition.status,
        condition.json_ is None or json_holds(condition.json_, JsonItem(answer.json)),
    )
    return all(tests)


def holds_here(condition: Condition, answer: Answer) -> bool:
    """What is said of a page's address may end where its # begins: a portal that sends us to its login leaves that as it was."""
    return holds(condition, answer) or holds(condition, replace(answer, url=urldefrag(answer.url).url))


def answer_of(tree: LexborHTMLParser, conditions: Iterable[Condition], *, url: str = "", status: int = 200) -> Answer:
    """A page that nobody draws: an element that is there counts as visible, unless it or what holds it is hidden by an attribute."""
    asked = list(conditions)
    visible, disabled = selectors(asked)
    return Answer(
        url=url,
        status=status,
        text=shown_text(tree) if any(c.text for c in asked) else "",
        elements=frozenset(css for css in visible if any(not is_hidden(node) for node in tree.css(css))),
        disabled=frozenset(css for css in disabled if any("disabled" in node.attributes for node in tree.css(css))),
    )


def json_holds(test: JsonTest, item: JsonItem) -> bool:
    found = [place.value for place in json_items(item, test.path)]
    if test.equals is not None:
        return any(value == test.equals and type(value) is type(test.equals) for value in found)
    if test.matches is not None:
        return any(re.search(test.matches, fold_spaces(str(value))) is not None for value in found)
    return bool(found)


def first_rule(
    rules: Sequence[OutcomeRule], answer: Answer, *, stale: frozenset[int] = frozenset()
) -> OutcomeRule | None:
    """The first rule that holds. stale: rules that held before anything was sent, so that they say nothing."""
    numbered = enumerate(rules)
    return next((rule for number, rule in numbered if number not in stale and holds(rule.when, answer)), None)


def held(rules: Sequence[OutcomeRule], answer: Answer) -> frozenset[int]:
    return frozenset(number for number, rule in enumerate(rules) if holds(rule.when, answer))


def read_reference(place: Reference | None, answer: Answer) -> str | None:
    if place is None:
        return None
    if place.json_ is not None:
        return json_text(JsonItem(answer.json), place.json_)
    if place.element is not None:
        body = LexborHTMLParser(answer.html or "<p></p>").body
        return read_value(body, place.element) if body else None
    if place.url is not None:
        return pattern_group(answer.url, place.url)
    return pattern_group(answer.text, place.text or "")
