"""What a page or an answer says only now, and which of its words are the same tomorrow. Pure."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.content.shown import is_hidden
from booking_console.adapters.portal.probing.sighting import PageSeen
from booking_console.adapters.portal.recording.facts import Facts, says_guest

_MESSAGES = (
    "p[id], div[id], section[id], [role=status], [role=alert], .alert, .flash, .message, .notice, .success, .toast"
)


def said_only_now(page: PageSeen, earlier: Sequence[PageSeen], guest: str) -> list[tuple[str, str]]:
    """Places and texts that no page before showed, the likelier first. earlier: the last one is that on which it was sent."""
    known = {css for seen in earlier for css, text in (*seen.greetings, *seen.alerts) if text}
    fresh = [(css, text) for css, text in (*page.alerts, *page.greetings) if css not in known and text and "#" in css]
    fresh = [(css, text) for css, text in dict.fromkeys(fresh) if not says_guest(text, guest)]
    return [one for one in fresh if len(one[1].split()) >= 3] or messages(page, earlier[-1], guest)


def steady_words(text: str, facts: Facts) -> str:
    """A pattern of the part of a message that is the same tomorrow; "" when there is none."""
    parts = re.split(r"\{[^{}]*\}|\S*\d\S*", facts.pattern(text))
    best = max((part.strip() for part in parts), key=len, default="")
    return re.escape(best).replace(r"\ ", " ") if len(best) >= 4 else ""


def messages(page: PageSeen, before: PageSeen, guest: str) -> list[tuple[str, str]]:
    """Texts in places for messages that did not say the same before; the innermost place of each."""
    found: dict[str, str] = {}
    for node in page.tree.css(_MESSAGES):
        text, css = _text(node), _named(node)
        is_new = all(_text(other) != text for other in before.tree.css(css))
        if text and len(text) < 300 and is_new and not is_hidden(node) and not says_guest(text, guest):
            found[text] = css
    return [(css, text) for text, css in found.items()]


def _text(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _named(node: LexborNode) -> str:
    """With all of its classes: one alone may be that of a refusal, too."""
    if node.id and re.fullmatch(r"[A-Za-z][\w-]*", node.id):
        return f"{node.tag}#{node.id}"
    kinds = [kind for kind in (node.attributes.get("class") or "").split() if re.fullmatch(r"[A-Za-z][\w-]*", kind)]
    return ".".join((str(node.tag), *kinds)) if kinds else f"{node.tag}[role={node.attributes.get('role')}]"


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if re.fullmatch(r"[\w-]+", key):
                yield from leaves(inner, f"{path}.{key}" if path else key)
    elif not isinstance(value, list):
        yield path, value
