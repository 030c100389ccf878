"""Microdata in the markup of a page, as the same nodes that JSON-LD has."""

import json
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_ITEMS = 20
MAX_DEPTH = 12
SOURCE = "@source"  # tells the reader of the nodes that they were no script
_VALUED = ("content", "datetime", "href", "src", "value")


def read_items(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Every outermost item as JSON-LD text."""
    items = [node for node in tree.css("[itemscope]")[:MAX_ITEMS] if "itemprop" not in node.attributes]
    return tuple(json.dumps({SOURCE: "microdata", **_item(node, 0)}) for node in items)


def _item(node: LexborNode, depth: int) -> dict[str, object]:
    kind = (node.attributes.get("itemtype") or "").split()
    found: dict[str, object] = {"@type": kind[0] if kind else ""}
    for owned in _properties(node, depth):
        name = (owned.attributes.get("itemprop") or "").strip()
        is_item = "itemscope" in owned.attributes and depth < MAX_DEPTH
        found.setdefault(name, _item(owned, depth + 1) if is_item else _value(owned))
    return found


def _properties(node: LexborNode, depth: int) -> Iterator[LexborNode]:
    """The elements with a property of this item, not those of the items within it."""
    if depth > MAX_DEPTH:
        return
    for child in node.iter():
        if "itemprop" in child.attributes:
            yield child
        if "itemscope" not in child.attributes:
            yield from _properties(child, depth + 1)


def _value(node: LexborNode) -> str:
    stated = next((said for name in _VALUED if (said := node.attributes.get(name))), None)
    return stated if stated is not None else " ".join(node.text().split())[:500]
