"""What of a page that nobody draws people would see. A style sheet is not read: only what hides by itself is hidden. Pure."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from booking_console.adapters.portal.content.extraction import own_text

_UNSEEN = ("script", "style", "template", "noscript", "head", "datalist")
# A page has thousands of elements, and few that can hide themselves.
_MAY_HIDE = ", ".join((*_UNSEEN, "[hidden]", "[style]", "dialog"))


def is_hidden(node: LexborNode) -> bool:
    """By itself, or with what holds it."""
    above: LexborNode | None = node
    while above is not None:
        if _hides(above):
            return True
        above = above.parent
    return False


def _hides(node: LexborNode) -> bool:
    if not node.is_element_node:
        return False
    named = node.attributes
    style = (named.get("style") or "").replace(" ", "").casefold()
    return (
        "hidden" in named
        or "display:none" in style
        or "visibility:hidden" in style
        or node.tag in _UNSEEN
        or (node.tag == "dialog" and "open" not in named)
        or (node.tag == "input" and (named.get("type") or "").casefold() == "hidden")
    )


def shown_text(tree: LexborHTMLParser) -> str:
    """The page's text without what is hidden. A page keeps sentences for cases that have not happened."""
    page = tree.clone()
    if page.body is None:
        return ""
    for node in page.css(_MAY_HIDE):
        if _hides(node) and node.tag not in ("html", "body"):
            node.decompose()
    return own_text(page.body)
