"""A page as it came over the wire: parsed, never drawn, nothing in it has run."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from booking_console.adapters.portal.content.answers import Answer, answer_of
from booking_console.adapters.portal.content.shown import is_hidden, shown_text
from booking_console.adapters.portal.http.wire import Reply
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.words import fold_spaces


@dataclass(frozen=True)
class Document:
    """The tree is changed by whoever fills in its forms."""

    reply: Reply

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.reply.text or "<p></p>")

    @cached_property
    def text(self) -> str:
        return shown_text(self.tree)

    def address(self, place: str | None) -> str:
        """An address of the page, as it is meant there."""
        base = self.tree.css_first("base[href]")
        return urljoin(urljoin(self.reply.url, (base.attributes.get("href") if base else None) or ""), place or "")

    def shows(self, css: str) -> bool:
        return any(not is_hidden(node) for node in self.tree.css(css))

    def message(self, css: str | None) -> str:
        found = [node for node in self.tree.css(css) if not is_hidden(node)] if css else []
        return fold_spaces(" ".join(node.text(separator=" ") for node in found))

    def answer(self, conditions: Iterable[Condition]) -> Answer:
        """With the text only where a condition asks for it."""
        asked = list(conditions)
        bare = [condition.model_copy(update={"text": None}) for condition in asked]
        seen = answer_of(self.tree, bare, url=self.reply.url, status=self.reply.status)
        return replace(seen, text=self.text if any(c.text for c in asked) else "", json=self._json())

    def whole(self, answer: Answer) -> Answer:
        """With all that a reference may be read from."""
        return replace(answer, text=self.text, html=self.reply.text)

    def _json(self) -> Any:
        if not self.reply.text.lstrip().startswith(("{", "[")):
            return None
        try:
            return json.loads(self.reply.text)
        except ValueError:
            return None
