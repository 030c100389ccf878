"""Reading texts out of HTML and JSON as the profile says. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.language.parts import Value
from booking_console.adapters.portal.language.words import fold_spaces


def read_value(node: LexborNode, value: Value) -> str | None:
    """None when the page does not show it."""
    place = heading_of(node, value.above) if value.above else node
    found = place.css_first(value.css) if place is not None and value.css else place
    if found is None:
        return None
    text = found.attributes.get(value.attribute) if value.attribute else own_text(found, value.drop)
    if text is not None and value.query:
        text = next(iter(parse_qs(urlsplit(text).query).get(value.query, [])), None)
    return text if text is None else _first_group(fold_spaces(text), value.pattern)


def heading_of(node: LexborNode, css: str) -> LexborNode | None:
    """The nearest element that fits before the node or around it."""
    above: LexborNode | None = node
    while above is not None:
        before = above.prev
        while before is not None:
            inner = before.css(css) if before.is_element_node else []
            if inner:
                return inner[-1]
            before = before.prev
        above = above.parent
        if above is not None and above.is_element_node and above.css_matches(css):
            return above
    return None


def own_text(node: LexborNode, drop: str | None = None) -> str:
    """The text without that of the elements to drop (a capacity glued to a room's name)."""
    texts = node.text(separator=" ")
    for dropped in node.css(drop) if drop else ():
        texts = texts.replace(dropped.text(separator=" "), " ", 1)
    return fold_spaces(texts)


def _first_group(text: str, pattern: str | None) -> str | None:
    if pattern is None:
        return text
    match = re.search(pattern, text)
    if match is None:
        return None
    return (match.group(1) if match.re.groups else match.group(0)) or ""


def pattern_group(text: str, pattern: str) -> str | None:
    return _first_group(fold_spaces(text), pattern)


@dataclass(frozen=True, slots=True)
class JsonItem:
    """A place in a JSON answer. key: under which name or number its parent holds it."""

    value: Any
    key: str = ""
    parent: "JsonItem | None" = None


_PART = re.compile(r"\^|@key|\[\*\]|\[-?\d+\]|\['[^']+'\]|[^.\[\]^]+")


def json_items(root: JsonItem, path: str) -> Iterator[JsonItem]:
    """Every place that the path leads to: `a.b`, `[0]`, `[*]` (of a list or a table), `^` the parent, `@key` its name there,
    `['a.b']` a name that is more than a word."""
    places = [root]
    for part in _PART.findall(path):
        places = [found for place in places for found in _step(place, part)]
    yield from places


def _step(place: JsonItem, part: str) -> Iterator[JsonItem]:
    if part == "^":
        yield from [place.parent] if place.parent else []
    elif part == "@key":
        yield JsonItem(place.key)
    elif part == "[*]":
        yield from _all_of(place)
    elif part.startswith("['"):
        yield from _under(place, part[2:-2])
    elif part.startswith("["):
        yield from _at_index(place, int(part[1:-1]))
    else:
        yield from _under(place, part)


def _under(place: JsonItem, name: str) -> Iterator[JsonItem]:
    if isinstance(place.value, dict) and name in place.value:
        yield JsonItem(place.value[name], name, place)


def _all_of(place: JsonItem) -> Iterator[JsonItem]:
    # A list is invisible to `^`: the parent of an element is the table that holds the list.
    if isinstance(place.value, list):
        yield from (JsonItem(value, str(index), place.parent or place) for index, value in enumerate(place.value))
    elif isinstance(place.value, dict):
        yield from (JsonItem(value, key, place) for key, value in place.value.items())


def _at_index(place: JsonItem, index: int) -> Iterator[JsonItem]:
    if isinstance(place.value, list) and -len(place.value) <= index < len(place.value):
        yield JsonItem(place.value[index], str(index), place.parent or place)


def json_text(item: JsonItem, path: str | None) -> str | None:
    """The first place as text, None when there is none or it is null."""
    found = next(json_items(item, path), None) if path else None
    if found is None or found.value is None:
        return None
    return found.value if isinstance(found.value, str) else str(found.value)
