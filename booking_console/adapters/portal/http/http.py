"""The booking site, driven by its profile without a browser."""

from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from booking_console.adapters.portal.http.http_errand import HttpErrand
from booking_console.adapters.portal.http.http_line import HttpLine
from booking_console.adapters.portal.http.http_visit import HttpVisit
from booking_console.adapters.portal.http.wire import Wire
from booking_console.adapters.portal.language.abilities import browser_only
from booking_console.adapters.portal.language.loading import ProfileError
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.by_profile import ProfilePortal
from booking_console.adapters.portal.road.pace import Pace
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.adapters.portal.road.session_file import SessionFile, account_mark
from booking_console.adapters.portal.road.threads import Threads
from booking_console.adapters.portal.road.waits import Waits
from booking_console.services.pacing import CommonPace
from booking_console.services.ports import Clock
from booking_console.services.sealing import Sealing

_PAGES = 8  # of all lanes together, asked for at the same time


class HttpPortal(ProfilePortal):
    """Refuses a profile that needs a browser when it is made (ProfileError). zone: the practice's, used when the profile names none
    of its own. sealing: how the login session is kept for the next start; None: it is not kept. common: the pace of all workers."""

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
        waits: Waits | None = None,
        sealing: Sealing | None = None,
        common: CommonPace | None = None,
    ) -> None:
        needs = browser_only(profile)
        if needs:
            raise ProfileError(profile.name, [f"{need}: this needs the browser transport" for need in needs])
        super().__init__(profile, zone=zone, clock=clock, driven="http")
        self._waits = waits or Waits()
        self._account = Account(url, username, password, totp_secret, clock.now)
        self._hosts = frozenset({urlsplit(url).netloc, *profile.context.allow_hosts})
        self._pace = Pace(profile.limits, common=common)
        self._data_dir, self._sealing = data_dir, sealing
        self._lane_threads, self._page_threads = Threads(profile.limits.parallel), Threads(_PAGES)
        self._line = self._new_line(account_mark(url, username))

    def _new_line(self, mark: str) -> HttpLine:
        file = SessionFile(self._data_dir / f"portal-cookies-{mark}.sealed", self._sealing)
        context = self._profile.context
        return HttpLine(locale=context.locale, file=file, account=self._account if context.basic_auth else None)

    def _beside(self, number: int) -> Self:
        other = copy(self)
        mark = account_mark(self._account.url, self._account.username)
        other._line = other._new_line(f"{mark}-{number}")
        return other

    def _do(self, acts: Sequence[Callable[[], None]]) -> None:
        self._lane_threads.at_once(acts)

    def _begin(self, witness: Witness) -> HttpErrand:
        self._line.take_over_session()
        wire = Wire(self._line, hosts=self._hosts, pace=self._pace, witness=witness, patience=self._waits.page)
        visit = HttpVisit(wire, self._profile, witness)
        return HttpErrand(
            visit,
            self._account,
            patience=self._waits.submit,
            keep_session=self._line.keep_session,
            at_once=self._page_threads.at_once,
        )

    def close(self) -> None:
        super().close()
        self._lane_threads.close()
        self._page_threads.close()
        self._line.close()
