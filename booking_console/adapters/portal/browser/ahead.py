"""What is done before its turn, because it only reads: a form filled in while the day is still being looked at, and a read-back begun as
soon as the portal has answered. Neither decides anything: what is not wanted after all is thrown away, and what is in doubt done anew."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog
from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.browser.browser_errand import BrowserErrand
from booking_console.adapters.portal.browser.engine import Engine
from booking_console.adapters.portal.browser.lanes import Lane
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.domain.errors import BookingError, Unavailable
from booking_console.domain.portal import EvidenceKind, PortalEntry, RoomRequest
from booking_console.services.ports import Evidence

log = structlog.get_logger()
_GOOD_FOR = 5.0  # seconds after the press has ended: a read-back that comes later is one of its own
_NOT_NEEDED = "Opening a form that was not needed"


class FormAhead:
    """The form of the booking that is expected. It is opened and filled in beside the look, and nobody signs in for it."""

    def __init__(self, engine: Engine, request: RoomRequest, blanks: Blanks) -> None:
        self.request = request
        self._engine, self._blanks = engine, blanks
        self.has_begun = False
        self._opened: tuple[BrowserErrand, Witness, Lane] | None = None

    def begin(self, witness: Witness, errand: BrowserErrand) -> None:
        """witness: of the look, as long as nobody has taken the form."""
        self.has_begun = True
        try:
            lane = self._engine.begin(lambda: errand.fill_ahead(self._blanks))
        except Unavailable:
            errand.end()
            return
        self._opened = errand, witness, lane

    def take(self, request: RoomRequest, evidence: Evidence) -> tuple[BrowserErrand, Witness] | None:
        """None when another form is wanted, or when this one is not as it must be: then it is opened like any other. Every value has
        been read just now."""
        if self._opened is None or request != self.request:
            return None
        errand, witness, lane = self._opened
        has_stood = not lane.is_open
        self._engine.wait_for(lane)
        if not _went_well(lane) or (has_stood and not _still_holds(errand)):
            return None
        self._opened, witness.evidence = None, evidence
        return errand, witness

    def drop(self) -> None:
        """Nothing of it was pressed."""
        if self._opened is None:
            return
        (errand, witness, lane), self._opened = self._opened, None
        errand.abandon()
        self._engine.wait_for(lane)
        witness.keep_requests(_NOT_NEEDED)


def _went_well(lane: Lane) -> bool:
    if lane.error is not None and not isinstance(lane.error, BookingError | PlaywrightError):
        raise lane.error
    return lane.error is None


def _still_holds(errand: BrowserErrand) -> bool:
    try:
        errand.check_again()
    except (BookingError, PlaywrightError):
        return False
    return True


@dataclass
class _Pieces:
    """Evidence, until it is known whose it is."""

    kept: list[tuple[EvidenceKind, str, bytes]] = field(default_factory=list)

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None:
        self.kept.append((kind, caption, content))


class ReadBackAhead:
    """read: the whole read-back, afresh. Only a booking that it finds counts: whatever else it sees is looked at again."""

    def __init__(self, engine: Engine, request: RoomRequest, read: Callable[[Evidence], Sequence[PortalEntry]]) -> None:
        self._engine, self._request, self._read = engine, request, read
        self._entries: Sequence[PortalEntry] = ()
        self._pieces = _Pieces()
        self._lane: Lane | None = None
        self._trusted_at: float | None = None

    def begin(self) -> None:
        """The portal has answered to the press: what it did is done."""
        if self._lane is None:
            try:
                self._lane = self._engine.begin(self._look)
            except Unavailable:
                return

    def trust(self) -> None:
        """The answer was a yes."""
        self._trusted_at = time.monotonic()

    def found(self, request: RoomRequest, evidence: Evidence) -> Sequence[PortalEntry] | None:
        """None unless it shows the booking that was asked for, and was asked for just now."""
        if self._lane is None:
            return None
        self._engine.wait_for(self._lane)
        went_well = _went_well(self._lane)
        for kind, caption, content in self._pieces.kept:
            evidence.keep(kind, caption, content)
        is_fresh = self._trusted_at is not None and time.monotonic() - self._trusted_at < _GOOD_FOR
        if not went_well or not is_fresh or request != self._request:
            return None
        return self._entries if any(one.ours and one.slot == request.slot for one in self._entries) else None

    def _look(self) -> None:
        self._entries = self._read(self._pieces)
