"""Pictures, digests and request lists of the portal's pages, without private data in them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, Playwright

from booking_console.domain.portal import EvidenceKind
from booking_console.services.ports import Evidence

_SECRETS = "input[type=password], input[autocomplete=one-time-code]"
_BLACK = "#1b1b1b"

# Finds the elements that show one of the words: in a text of their own, as the value of a field, or as the chosen option.
_PRIVATE_TEXTS = """
({
  queryAll(root, selector) {
    const words = JSON.parse(selector).map(w => w.toLowerCase());
    const folded = text => (text || '').replace(/\\s+/g, ' ').toLowerCase();
    const names = text => words.some(word => folded(text).includes(word));
    const own = el => [...el.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(' ');
    const shown = el => {
      if (el.tagName === 'SELECT') return [...el.selectedOptions].map(o => o.text).join(' ');
      if ('value' in el && el.tagName !== 'LI') return String(el.value) + ' ' + (el.placeholder || '');
      return own(el);
    };
    const found = [];
    const walk = node => {
      for (const el of node.querySelectorAll('*')) {
        if (!['SCRIPT', 'STYLE', 'OPTION'].includes(el.tagName) && names(shown(el))) found.push(el);
        if (el.shadowRoot) walk(el.shadowRoot);
      }
    };
    walk(root);
    return found;
  },
  query(root, selector) { return this.queryAll(root, selector)[0]; }
})
"""


def register_private_texts(playwright: Playwright) -> None:
    playwright.selectors.register("private-text", _PRIVATE_TEXTS)


@dataclass(slots=True)
class Witness:
    """Keeps the evidence of one call. names: the ways in which the page may show the guest. A failing witness never fails the
    step it witnesses."""

    evidence: Evidence
    private: Sequence[str]
    names: Sequence[str] = ()
    requests: list[dict[str, object]] = field(default_factory=list)

    def picture(self, page: Page, caption: str) -> None:
        if page.url == "about:blank":
            return  # the data was asked for without a page
        try:
            png = page.screenshot(mask=self._masks(page), mask_color=_BLACK, scale="css", animations="disabled")
            text = page.locator("body").inner_text()
        except PlaywrightError:
            return
        self.evidence.keep(EvidenceKind.PICTURE, caption, png)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.evidence.keep(EvidenceKind.DIGEST, caption, digest.encode())

    def digest(self, text: str, caption: str) -> None:
        """Of a page that nobody draws."""
        self.evidence.keep(EvidenceKind.DIGEST, caption, hashlib.sha256(text.encode()).hexdigest().encode())

    def _masks(self, page: Page) -> list[Locator]:
        masks = [page.locator(css) for css in (*self.private, _SECRETS)]
        if self.names:
            masks.append(page.locator(f"private-text={json.dumps(list(self.names))}"))
        return masks

    def keep_requests(self, caption: str) -> None:
        """What was asked of the portal since the last time."""
        if self.requests:
            self.evidence.keep(EvidenceKind.REQUESTS, caption, json.dumps(self.requests).encode())
            self.requests = []
