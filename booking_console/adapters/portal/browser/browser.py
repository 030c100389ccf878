"""The booking site, driven in a browser by its profile."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import partial
from pathlib import Path
from typing import Self

from booking_console.adapters.portal.browser.ahead import FormAhead, ReadBackAhead
from booking_console.adapters.portal.browser.browser_errand import BrowserErrand
from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.by_profile import ProfilePortal
from booking_console.adapters.portal.road.errand import Errand, Press
from booking_console.adapters.portal.road.pace import Pace
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.adapters.portal.road.turns import Turn
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import BookingError
from booking_console.domain.portal import PortalEntry, RoomRequest, SubmitOutcome, SubmitResult
from booking_console.services.pacing import CommonPace
from booking_console.services.ports import Clock, Evidence
from booking_console.services.sealing import Sealing


class BrowserPortal(ProfilePortal):
    """One Chromium is kept open until close(). zone: the practice's, used when the profile names none of its own. sealing: how the
    login session is kept for the next start; None: it is not kept. common: the pace of all workers."""

    def __init__(
        self,
        profile: Profile,
        *,
        url: str,
        username: str,
        password: str,
        totp_secret: str = "",
        data_dir: Path,
        zone: str,
        clock: Clock,
        chromium: Path | None = None,
        waits: Waits | None = None,
        sealing: Sealing | None = None,
        common: CommonPace | None = None,
    ) -> None:
        super().__init__(profile, zone=zone, clock=clock, driven="browser")
        self._waits = waits or Waits()
        self._browser = KeptBrowser(
            profile.context,
            url=url,
            username=username,
            password=password,
            zone=self._zone.key,
            chromium=chromium,
            data_dir=data_dir,
            waits=self._waits,
            sealing=sealing,
        )
        self._form_ahead: FormAhead | None = None
        self._read_ahead: ReadBackAhead | None = None
        sleep = self._browser.engine.sleep
        self._account = Account(url, username, password, totp_secret, clock.now, Turn(sleep))
        self._pace = Pace(profile.limits, sleep=sleep, common=common)

    def _beside(self, number: int) -> Self:
        other = copy(self)
        other._browser = self._browser.beside(number)
        other._form_ahead = other._read_ahead = None
        return other

    def _do(self, acts: Sequence[Callable[[], None]]) -> None:
        self._browser.engine.at_once(acts)

    def _begin(self, witness: Witness) -> BrowserErrand:
        visit = Visit(self._browser, self._profile, pace=self._pace, waits=self._waits, witness=witness)
        return BrowserErrand(visit, self._account)

    @contextmanager
    def expecting(self, request: RoomRequest) -> Iterator[None]:
        self._form_ahead = self._expected(request)
        try:
            yield
        finally:
            self._drop_form()

    def _expected(self, request: RoomRequest) -> FormAhead | None:
        """A portal that wants pauses is asked for no page that may not be needed."""
        limits = self._profile.limits
        if not self._profile.form.ahead or limits.gap_seconds > 0 or limits.requests is not None:
            return None
        try:
            self._rules.refuse_impossible(request.slot, self._clock.now())
            entry = RoomTable(self._profile, [request.room]).entry(request.room)
        except BookingError:
            return None  # it is told when the form is asked for
        return FormAhead(self._browser.engine, request, self._rules.blanks(request, entry))

    def _look_began(self, evidence: Evidence) -> None:
        if self._form_ahead is not None and not self._form_ahead.has_begun:
            witness = self._witness(evidence, self._form_ahead.request)
            self._form_ahead.begin(witness, self._begin(witness))

    @contextmanager
    def _filled(self, evidence: Evidence, request: RoomRequest, blanks: Blanks) -> Iterator[Errand]:
        taken = self._form_ahead.take(request, evidence) if self._form_ahead is not None else None
        self._drop_form()
        form = self._during(*taken, "filling in the form") if taken else super()._filled(evidence, request, blanks)
        with form as errand:
            yield errand

    def _drop_form(self) -> None:
        ahead, self._form_ahead = self._form_ahead, None
        if ahead is not None:
            ahead.drop()

    def _press(self, errand: Errand, request: RoomRequest) -> Press:
        if not self._profile.readback.ahead or not isinstance(errand, BrowserErrand):
            return super()._press(errand, request)
        read = partial(self._read_back, request)
        self._read_ahead = ReadBackAhead(self._browser.engine, request, read)
        return errand.submission(self._rules.names(request), on_answer=self._read_ahead.begin)

    def _pressed(self, result: SubmitResult) -> None:
        if self._read_ahead is not None and result.outcome in (SubmitOutcome.SUCCESS, SubmitOutcome.PENDING):
            self._read_ahead.trust()

    def _found_ahead(self, request: RoomRequest, evidence: Evidence) -> Sequence[PortalEntry] | None:
        ahead, self._read_ahead = self._read_ahead, None
        return ahead.found(request, evidence) if ahead is not None else None

    def close(self) -> None:
        super().close()
        self._browser.close()
