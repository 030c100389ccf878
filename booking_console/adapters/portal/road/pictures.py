"""Pictures, digests and request lists of the portal's pages, without private data in them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Locator, Page

from booking_console.adapters.portal.road.selectors import private_texts
from booking_console.domain.portal import EvidenceKind
from booking_console.services.ports import Evidence

_SECRETS = "input[type=password], input[autocomplete=one-time-code]"
_BLACK = "#1b1b1b"
_TEXT = "() => document.body ? document.body.innerText : ''"


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
        except PlaywrightError:
            return
        text = "\n".join(_text_of(frame) for frame in page.frames)
        self.evidence.keep(EvidenceKind.PICTURE, caption, png)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.evidence.keep(EvidenceKind.DIGEST, caption, digest.encode())

    def digest(self, text: str, caption: str) -> None:
        """Of a page that nobody draws."""
        self.evidence.keep(EvidenceKind.DIGEST, caption, hashlib.sha256(text.encode()).hexdigest().encode())

    def _masks(self, page: Page) -> list[Locator]:
        """A portal may show its pages in frames."""
        hidden = [*self.private, _SECRETS, *([private_texts(list(self.names))] if self.names else [])]
        return [frame.locator(selector) for frame in page.frames for selector in hidden]

    def keep_requests(self, caption: str) -> None:
        """What was asked of the portal since the last time."""
        if self.requests:
            self.evidence.keep(EvidenceKind.REQUESTS, caption, json.dumps(self.requests).encode())
            self.requests = []


def _text_of(frame: Frame) -> str:
    try:
        return str(frame.evaluate(_TEXT))
    except PlaywrightError:
        return ""  # it has gone, or is being replaced
