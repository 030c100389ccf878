"""The booking site, driven in a browser by its profile."""

from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from typing import Self

from booking_console.adapters.portal.account import Account
from booking_console.adapters.portal.browser_errand import BrowserErrand
from booking_console.adapters.portal.by_profile import ProfilePortal
from booking_console.adapters.portal.chromium import KeptBrowser, Waits
from booking_console.adapters.portal.pace import Pace
from booking_console.adapters.portal.pictures import Witness
from booking_console.adapters.portal.profile import Profile
from booking_console.adapters.portal.turns import Turn
from booking_console.adapters.portal.visit import Visit
from booking_console.services.ports import Clock
from booking_console.services.sealing import Sealing


class BrowserPortal(ProfilePortal):
    """One Chromium is kept open until close(). zone: the practice's, used when the profile names none of its own. sealing: how the
    login session is kept for the next start; None: it is not kept."""

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
        sleep = self._browser.engine.sleep
        self._account = Account(url, username, password, totp_secret, clock.now, Turn(sleep))
        self._pace = Pace(profile.limits, sleep=sleep)

    def _beside(self, number: int) -> Self:
        other = copy(self)
        other._browser = self._browser.beside(number)
        return other

    def _do(self, acts: Sequence[Callable[[], None]]) -> None:
        self._browser.engine.at_once(acts)

    def _begin(self, witness: Witness) -> BrowserErrand:
        visit = Visit(self._browser, self._profile, pace=self._pace, waits=self._waits, witness=witness)
        return BrowserErrand(visit, self._account)

    def close(self) -> None:
        super().close()
        self._browser.close()
