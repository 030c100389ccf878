"""Pictures, digests and request lists of the portal's pages, without private data in them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.sync_api import CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.road.camera import take
from booking_console.domain.portal import EvidenceKind
from booking_console.services.ports import Evidence

_SECRETS = "input[type=password], input[autocomplete=one-time-code]"


@dataclass(slots=True)
class Witness:
    """Keeps the evidence of one call. names: the ways in which the page may show the guest. A failing witness never fails the
    step it witnesses."""

    evidence: Evidence
    private: Sequence[str]
    names: Sequence[str] = ()
    requests: list[dict[str, object]] = field(default_factory=list)

    def picture(self, page: Page, caption: str, *, wire: CDPSession | None = None) -> None:
        """wire: as camera.take() has it."""
        if page.url == "about:blank":
            return  # the data was asked for without a page
        try:
            shot = take(page, hidden=[*self.private, _SECRETS], names=self.names, wire=wire)
        except PlaywrightError:
            return
        self.evidence.keep(EvidenceKind.PICTURE, caption, shot.png)
        self.digest(shot.text, caption)

    def digest(self, text: str, caption: str) -> None:
        """Of a page that nobody draws."""
        self.evidence.keep(EvidenceKind.DIGEST, caption, hashlib.sha256(text.encode()).hexdigest().encode())

    def keep_requests(self, caption: str) -> None:
        """What was asked of the portal since the last time."""
        if self.requests:
            self.evidence.keep(EvidenceKind.REQUESTS, caption, json.dumps(self.requests).encode())
            self.requests = []
