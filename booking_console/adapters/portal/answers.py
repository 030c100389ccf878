"""What an answer of the portal means, by the profile's ordered rules. Pure: an answer is only values."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from booking_console.adapters.portal.extraction import JsonItem, json_items, json_text, pattern_group
from booking_console.adapters.portal.language import Condition, JsonTest, Reference
from booking_console.adapters.portal.profile import OutcomeRule
from booking_console.adapters.portal.words import fold_spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """status: of the page or of the named request. text: what is visible. elements, disabled: those selectors of the profile that
    are visible, and those that are switched off. json: the parsed body of the named request, None when there is none."""

    url: str
    status: int = 200
    text: str = ""
    elements: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()
    json: Any = None


def selectors(conditions: Iterable[Condition]) -> tuple[set[str], set[str]]:
    """The selectors whose visibility, and those whose being switched off, the conditions ask for."""
    listed = list(conditions)
    visible = {css for c in listed for css in (c.element, c.absent) if css}
    return visible, {c.disabled for c in listed if c.disabled}


def holds(condition: Condition, answer: Answer) -> bool:
    tests = (
        condition.url is None or re.search(condition.url, answer.url) is not None,
        condition.text is None or re.search(condition.text, fold_spaces(answer.text)) is not None,
        condition.element is None or condition.element in answer.elements,
        condition.absent is None or condition.absent not in answer.elements,
        condition.disabled is None or condition.disabled in answer.disabled,
        condition.status is None or answer.status in condition.status,
        condition.json_ is None or _json_holds(condition.json_, answer.json),
    )
    return all(tests)


def _json_holds(test: JsonTest, body: Any) -> bool:
    found = [item.value for item in json_items(JsonItem(body), test.path)]
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
    if place.url is not None:
        return pattern_group(answer.url, place.url)
    return pattern_group(answer.text, place.text or "")
