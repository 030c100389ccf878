"""How an element of a list is named so that the name fits its like tomorrow: never by what is this one's own. Pure."""

import re

from selectolax.lexbor import LexborNode

MINE = ("mine", "own", "my", "eigen", "meine")
PENDING = ("pending", "open", "offen", "angefragt", "requested", "tentative")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z_-]*")


def kind_css(node: LexborNode) -> str:
    """tag.class or tag: of one of many alike."""
    kinds = [kind for kind in classes(node) if _PLAIN.fullmatch(kind) and kind.casefold() not in (*MINE, *PENDING)]
    return f"{node.tag}.{kinds[0]}" if kinds else str(node.tag)


def place_css(node: LexborNode) -> str:
    """tag#id, tag.class or tag: of what holds the others. An id with figures in it is that of a day or of a booking."""
    return f"{node.tag}#{node.id}" if node.id and _PLAIN.fullmatch(node.id) else kind_css(node)


def classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()
