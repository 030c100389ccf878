"""`portal record`: a person signs in and books once in a browser that is listened to; a profile is written from that.

The recorder itself presses nothing. What the person types is heard, but for passwords and codes, used to recognise the booking again, and
forgotten with the process.
"""

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.browser.chromium import KeptBrowser, Window
from booking_console.adapters.portal.language.loading import ProfileError, parse_profile
from booking_console.adapters.portal.language.profile import Context, Profile
from booking_console.adapters.portal.language.words import names_of
from booking_console.adapters.portal.probing.draft import GAP
from booking_console.adapters.portal.probing.visited import CookieSeen, cookie_seen
from booking_console.adapters.portal.recording.acts import Acts
from booking_console.adapters.portal.recording.asking import AnyAnswer, Nobody, Person, Remembering
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.proposal import Recorded, RecordedProposer
from booking_console.adapters.portal.recording.tape import Tape
from booking_console.adapters.portal.recording.trial import Trial, try_cancelled, try_profile
from booking_console.adapters.portal.recording.window import OpenWindow, interruptible
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.waits import Waits
from booking_console.services.ports import Clock, Portal
from booking_console.services.sealing import Sealing

Try = Callable[[Portal, Profile, Facts, datetime], Trial]
_SECRET = 8  # letters: a shorter value of a cookie is a setting such as "en"
_LAST_NEWS = 1.0  # s in which the page that the person looks at comes to rest
_HELLO = (
    "A browser is open. In it: sign in, book one visit to the end as you always do, then open the list or the day in which the booking "
    "shows, and every page on which other rooms are. Choose a made-up guest, and a day after the twelfth of a month.\n"
    "Then come back and press Enter. Nothing is booked by itself."
)
_AGAIN = "\nThen press Enter again; pressed at once, it ends the recording with these gaps."
_TRYING = "It is tried now, on another day and without sending anything. That takes a moment."
_REFUSE = (
    "\nNext, how the portal refuses: try to book the same room at the same time once more, for another made-up guest, until it says no. "
    "Where it does not even offer the room any more, there is nothing to show.\nThen press Enter; pressed at once, this is left out."
)
_CANCEL = (
    "\nAt last, cancel the booking that you made, as you always do, and look again at the list or the day in which it stood.\n"
    "Then press Enter; pressed at once, this is left out, and the booking stays at the portal."
)
_NO_ACCOUNT = (
    "not tried at the portal: it wants a login, and BOOKING_PORTAL__USERNAME or BOOKING_PORTAL__PASSWORD is empty. "
    "They are the only place that they are taken from"
)


class Watcher(Person, Protocol):
    """The person at the terminal."""

    def is_done(self) -> bool:
        """Whether the person said since the last time that everything was shown."""
        ...


@dataclass(frozen=True)
class Place:
    """Where the browser runs. hosts: further ones that may be contacted. port: of its developer tools, where there is no screen."""

    data_dir: Path
    zone: ZoneInfo
    chromium: Path | None = None
    hosts: tuple[str, ...] = ()
    port: int | None = None
    waits: Waits = field(default_factory=Waits)
    sealing: Sealing | None = None


@dataclass(frozen=True)
class Outcome:
    """text: of the profile. is_broken_off: the person left before everything needed was shown. trial: None when nothing could be tried."""

    text: str
    recorded: Recorded
    is_broken_off: bool
    trial: Trial | None

    @property
    def is_complete(self) -> bool:
        return self.recorded.is_complete and not self.is_broken_off and self.trial is not None and not self.trial.failed


def record(account: Account, *, rooms: Sequence[str], place: Place, person: Watcher, clock: Clock) -> Outcome:
    """rooms: our names in the practice's order. Raises Unavailable when no window can be opened or the portal does not answer."""
    return _Recording(account, rooms, place, person, clock).run()


class _Recording:
    def __init__(self, account: Account, rooms: Sequence[str], place: Place, person: Watcher, clock: Clock) -> None:
        self._account, self._rooms, self._place, self._watcher, self._clock = account, rooms, place, person, clock
        self._person = Remembering(person)
        self._tape = Tape()
        self._ends: list[int] = []
        self._cookies: list[CookieSeen] = []
        self._tokens: dict[str, str] = {}
        self._told: list[str] | None = None

    def run(self) -> Outcome:
        trial: Trial | None = None
        with self._browser() as browser:
            self._tape.own = frozenset(browser.hosts)
            window = OpenWindow(browser, self._account.url, self._tape.listen)
            self._watcher.tell(_HELLO)
            with interruptible() as stopped:
                was_shown = self._booked(window, stopped)
            if window.is_open:
                cookies = window.context.cookies()
                self._cookies = [cookie_seen(dict(cookie)) for cookie in cookies]
                self._tokens = {str(cookie.get("value")): str(cookie.get("name")) for cookie in cookies}
                browser.keep_session()
            recorded = self._proposed(self._person if was_shown else Nobody())
            if was_shown and recorded.is_complete:
                with interruptible() as stopped:
                    trial = self._tried(window, recorded)
                    self._shown(window, stopped)
                recorded = self._proposed(self._person)
        text = self._text(recorded)
        if trial is not None and "cancel" in recorded.proposal.profile:
            trial = trial.and_then(self._try(text, try_cancelled, recorded))
        return Outcome(text, recorded, not was_shown, trial)

    @contextmanager
    def _browser(self) -> Iterator[KeptBrowser]:
        place = self._place
        browser = KeptBrowser(
            Context(allow_hosts=place.hosts),
            url=self._account.url,
            username=self._account.username,
            zone=place.zone.key,
            chromium=place.chromium,
            data_dir=place.data_dir,
            waits=place.waits,
            sealing=place.sealing,
            window=Window(place.port, is_fresh=True),
        )
        try:
            yield browser
        finally:
            browser.close()

    def _booked(self, window: OpenWindow, stopped: threading.Event) -> bool:
        """Whether everything needed was shown, as far as it can be told."""
        was_closed = not window.wait(lambda: stopped.is_set() or self._is_done(window))
        self._ends.append(self._tape.now)
        return not stopped.is_set() and not (was_closed and self._lacking())

    def _is_done(self, window: OpenWindow) -> bool:
        """Told once what is still missing, the person may stop all the same."""
        if not self._watcher.is_done():
            return False
        window.rest(_LAST_NEWS)
        lacking = self._lacking()
        if not lacking or lacking == self._told:
            return True
        self._told = lacking
        self._watcher.tell(
            "Still to be shown in the browser:\n" + "\n".join(f"  - {line}" for line in lacking) + _AGAIN
        )
        return False

    def _shown(self, window: OpenWindow, stopped: threading.Event) -> None:
        """What a booking that goes well does not show. Whoever has closed the browser is asked for nothing more."""
        for wish in (_REFUSE, _CANCEL):
            if not window.is_open or stopped.is_set():
                return
            self._watcher.tell(wish)
            window.wait(lambda: stopped.is_set() or self._watcher.is_done())
            window.rest(_LAST_NEWS)
            self._ends.append(self._tape.now)

    def _lacking(self) -> list[str]:
        """What would stay a gap although every question were answered."""
        return self._proposed(AnyAnswer()).proposal.missing

    def _proposed(self, person: Person) -> Recorded:
        today = self._clock.now().astimezone(self._place.zone).date()
        acts = Acts.of(self._tape, self._account.url, ends=self._ends, cookies=self._cookies, tokens=self._tokens)
        proposer = RecordedProposer(acts, self._rooms, today, zone=self._place.zone, person=person)
        return Recorded(proposer.propose(), proposer.facts, tuple(proposer.asked))

    def _text(self, recorded: Recorded) -> str:
        if self._place.hosts:
            recorded.proposal.profile["context"]["allow_hosts"] = list(self._place.hosts)
        return self._without_secrets(_without_guests(recorded))

    def _without_secrets(self, text: str) -> str:
        """A page may hand out what belongs to one login as if it were words of its own."""
        for secret in (*self._tokens, self._account.password):
            text = text.replace(secret, GAP) if len(secret) >= _SECRET else text
        return text

    def _tried(self, window: OpenWindow, recorded: Recorded) -> Trial:
        """Beside the open window, in which the person may go on."""
        self._watcher.tell(_TRYING)
        text, done = self._text(recorded), list[Trial]()
        trying = threading.Thread(target=lambda: done.append(self._try(text, try_profile, recorded)), daemon=True)
        trying.start()
        window.wait(lambda: not trying.is_alive())
        trying.join()
        return done[0]

    def _try(self, text: str, how: Try, recorded: Recorded) -> Trial:
        trial = Trial()
        try:
            profile = parse_profile(text, source="that was recorded")
        except ProfileError as error:
            trial.failed.append(str(error))
            return trial
        trial.held.append("every key of the profile is known and every value is of its kind")
        if profile.session is not None and not (self._account.username and self._account.password):
            trial.failed.append(_NO_ACCOUNT)
            return trial
        place = self._place
        portal = BrowserPortal(
            profile,
            url=self._account.url,
            username=self._account.username,
            password=self._account.password,
            totp_secret=self._account.totp_secret,
            data_dir=place.data_dir,
            zone=place.zone.key,
            clock=self._clock,
            chromium=place.chromium,
            waits=place.waits,
            sealing=place.sealing,
        )
        try:
            tried = how(portal, profile, recorded.facts, self._clock.now())
        finally:
            portal.close()
        return trial.and_then(tried)


def _without_guests(recorded: Recorded) -> str:
    """Where the portal repeats a guest in a place that was taken for its own words, a gap is left."""
    facts = recorded.facts
    text, words = (
        recorded.proposal.text,
        [word for name in (facts.guest, *facts.others) if name for word in names_of(name)],
    )
    pattern = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)
    return re.sub(pattern, GAP, text, flags=re.IGNORECASE) if pattern else text
