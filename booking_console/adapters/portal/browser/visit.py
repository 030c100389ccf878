"""One call's page: opening addresses, staying signed in, recognising what came instead. Errors are told apart by phase: a page that
never answered is Unavailable, one that answered otherwise than described is ContractBroken."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urldefrag

import structlog
from playwright.sync_api import CDPSession, Dialog, Frame, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.adapters.portal.browser.composed import PAGE, ROOTS
from booking_console.adapters.portal.browser.dialogs import answer_dialog
from booking_console.adapters.portal.browser.spare import Opened
from booking_console.adapters.portal.browser.traffic import Traffic
from booking_console.adapters.portal.content.answers import Answer, selectors
from booking_console.adapters.portal.content.signs import refuse_bad_status, refuse_signs
from booking_console.adapters.portal.language.parts import Condition, Target
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.road.pace import Pace
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import BookingError, ContractBroken, Unavailable

_SNAPSHOT = f"""
({{visible, disabled, message}}) => {{
  {ROOTS}
  const shown = el => el.getClientRects().length > 0 && getComputedStyle(el).visibility !== 'hidden';
  const any = (css, test) => all(css).some(test);
  const off = el => el.disabled || el.getAttribute('aria-disabled') === 'true';
  const inner = roots.slice(1).flatMap(root => [...root.children].filter(shown).map(el => el.innerText));
  return {{
    url: location.href,
    loaded: document.readyState !== 'loading',
    text: [document.body ? document.body.innerText : '', ...inner].join('\\n').trim(),
    visible: visible.filter(css => any(css, shown)),
    disabled: disabled.filter(css => any(css, el => shown(el) && off(el))),
    message: message ? all(message).filter(shown).map(el => el.innerText).join(' ') : '',
  }};
}}
"""

# Ends at the page's next change, at the latest after the given time; soon while the page is still new, for it may have been drawn by now.
_NEXT_CHANGE = f"""
ms => new Promise(resolve => {{
  {ROOTS}
  const done = () => resolve(true);
  const watch = new MutationObserver(() => {{ watch.disconnect(); done(); }});
  roots.forEach(root => watch.observe(root, {{subtree: true, childList: true, attributes: true, characterData: true}}));
  setTimeout(done, performance.now() < 200 ? Math.min(ms, 20) : ms);
}})
"""
log = structlog.get_logger()
_BLINK, _LONGEST_BLINK = 60, 200  # ms; a change of the page ends each of them
_ARRIVING, _CLOSING = 1.0, 3.0  # seconds
_GLANCE = 5.0  # seconds; a page that is being replaced may never answer


def _is_same_document(shown: str, wanted: str) -> bool:
    """They differ in nothing but what stands behind #."""
    return "#" in wanted and urldefrag(shown).url == urldefrag(wanted).url


def _shown(seen: dict[str, Any], spoken: Iterable[str] = (), *, code: int = 0) -> Answer:
    """code: of the last document."""
    return Answer(
        url=seen["url"],
        status=code,
        text=" ".join((seen["text"], *spoken)),
        elements=frozenset(seen["visible"]),
        disabled=frozenset(seen["disabled"]),
    )


@dataclass(frozen=True, slots=True)
class Glance:
    """The page at one moment. message: the text of the element that tells the outcome."""

    answer: Answer
    message: str


class Visit:
    """Lives for one call of the port. Its page is opened when it is first needed, and stays until close()."""

    def __init__(self, browser: KeptBrowser, profile: Profile, *, pace: Pace, waits: Waits, witness: Witness) -> None:
        self.browser, self.profile, self.pace, self.waits, self.witness = browser, profile, pace, waits, witness
        self.spoken: list[str] = []
        self.blanks: Blanks | None = None  # of the booking in hand
        self.is_over = False
        self._opened: tuple[Page, Traffic] | None = None
        self._windows: list[Page] = []
        self._wire: CDPSession | None = None
        self._watchdog = browser.watchdog(longest_pause=pace.longest)
        self._watchdog.start()

    @property
    def has_page(self) -> bool:
        return self._opened is not None

    @property
    def page(self) -> Page:
        """The window in front: what a step has opened, until it closes."""
        first, _ = self._open()
        return next((window for window in reversed(self._windows) if not window.is_closed()), first)

    def follow(self, window: Page) -> None:
        """The form goes on in there."""
        self.traffic.listen_to(window)
        self._attend(window)
        self._windows.append(window)

    @property
    def traffic(self) -> Traffic:
        return self._open()[1]

    def _open(self) -> tuple[Page, Traffic]:
        if self._opened is None:
            page, self._wire = self._new_page()
            traffic = Traffic(page, self.pace, self.witness, has_frame=self.profile.context.frame is not None)
            traffic.listen()
            self._attend(page)
            self._opened = page, traffic
        return self._opened

    def _attend(self, page: Page) -> None:
        page.on("dialog", self._on_dialog)
        for popup in self.profile.popups:
            close = page.locator(popup.close).first
            page.add_locator_handler(page.locator(popup.element).first, lambda _, c=close: c.click())

    def _new_page(self) -> Opened:
        self.browser.context()  # it may have to be started first
        self.alive()
        opened = self.browser.opened()
        if self.is_over:
            opened.page.close()
            raise Unavailable("The page is not needed any more.")
        return opened

    def picture(self, caption: str) -> None:
        is_first = self._opened is not None and self.page is self._opened[0]
        self.witness.picture(self.page, caption, wire=self._wire if is_first else None)

    @property
    def view(self) -> Frame:
        """The document that the portal shows its pages in: an iframe where the profile says so and the page has it."""
        css = self.profile.context.frame
        element = self.page.query_selector(css) if css else None
        return (element.content_frame() if element else None) or self.page.main_frame

    def _on_dialog(self, dialog: Dialog) -> None:
        self.spoken.append(dialog.message)
        answer_dialog(dialog, self.profile.dialogs, self.blanks)

    def alive(self) -> None:
        """Something goes on: tell the watchdog."""
        self._watchdog.alive()

    def close(self) -> None:
        """The watchdog last: a page that hangs may not even close."""
        try:
            if self._opened is not None:
                self.browser.open_ahead()
                for page in (*reversed(self._windows), self._opened[0]):
                    self._close_page(page)
        finally:
            self._watchdog.stop()

    def _close_page(self, page: Page) -> None:
        """Chromium may forget a page that is closed while another takes its place, and never say that it is gone. What does not close
        goes with its context: the next call opens another."""
        try:
            self.until(lambda: not self.traffic.is_arriving, _ARRIVING)
            with self.browser.engine.within(_CLOSING):
                page.close()
        except PlaywrightTimeout:
            log.warning("portal_page_does_not_close", seconds=_CLOSING)
            self.browser.renew()
        except PlaywrightError:
            return  # the browser has died: the next call starts a new one

    @contextmanager
    def phase(self, doing: str, *, expected: str = "") -> Iterator[None]:
        """Playwright's words never leave this file: they may quote what was typed."""
        self._watchdog.alive()
        try:
            yield
        except PlaywrightError:
            raise self._broken(doing, expected) from None

    def _broken(self, doing: str, expected: str) -> BookingError:
        if self.traffic.page_status is None or self.page.is_closed():
            return Unavailable(f"The portal did not answer while {doing}.")
        return ContractBroken(
            f"The portal's page has changed: {doing} did not work.",
            expected=expected or "the page that the profile describes",
            found="a page that answers otherwise",
        )

    def go(self, url: str, doing: str) -> None:
        """Load an address and make sure that the portal answered it."""
        self._watchdog.alive()
        self.pace.wait()
        self.traffic.forget_page()
        try:
            if _is_same_document(self.page.url, url):
                self.page.goto("about:blank")  # else nothing would be asked for anew
            self.page.goto(url, wait_until="domcontentloaded")
        except PlaywrightError:
            # An error status with an empty body fails to load, too.
            self._refuse_bad_status(doing)
            raise self._broken(doing, "") from None
        self._refuse_bad_status(doing)

    def _refuse_bad_status(self, doing: str) -> None:
        refuse_bad_status(self.traffic.page_status or 0, self.traffic.retry_after, doing)

    def glance(self, conditions: Iterable[Condition], *, message: str | None = None) -> Glance | None:
        """None while a document is being replaced by the next."""
        self._watchdog.alive()
        looked_for = list(conditions)
        visible, disabled = selectors(looked_for)
        asked = {"visible": sorted(visible), "disabled": sorted(disabled), "message": message}
        try:
            with self.browser.engine.within(_GLANCE):
                seen: dict[str, Any] = self.view.evaluate(_SNAPSHOT, asked)
                inner = {css: self._in_frame(css, asked) for css in {c.frame for c in looked_for if c.frame}}
        except PlaywrightError:
            if self.page.is_closed():
                raise Unavailable("The browser was closed.") from None
            return None
        if not seen["loaded"]:
            return None
        frames = {css: _shown(there) for css, there in inner.items() if there}
        answer = replace(_shown(seen, self.spoken, code=self.traffic.page_status or 0), frames=frames)
        return Glance(
            answer, " ".join(filter(None, (seen["message"], *(there["message"] for there in inner.values() if there))))
        )

    def _in_frame(self, css: str, asked: dict[str, Any]) -> dict[str, Any] | None:
        """None when the page has no such frame, or it is just being filled."""
        element = self.view.query_selector(css)
        frame = element.content_frame() if element else None
        seen: dict[str, Any] | None = frame.evaluate(_SNAPSHOT, asked) if frame else None
        return seen if seen and seen["loaded"] else None

    def html(self) -> str:
        """ "" while a document is being replaced by the next."""
        try:
            return self.drawn()
        except PlaywrightError:
            return ""

    def drawn(self) -> str:
        """The page with all its components. Playwright's error while it is being replaced."""
        page: str = self.view.evaluate(PAGE)
        return page

    def blink(self, longest: int = _BLINK) -> None:
        """Until the page changes, or a moment."""
        try:
            with self.browser.engine.within(4 * longest / 1000):
                self.view.evaluate(_NEXT_CHANGE, longest)
        except PlaywrightError:
            return  # it navigates: that is a change

    def until(self, check: Callable[[], bool], seconds: float) -> bool:
        """Look again after every change of the page, until the check holds or the time is up. Sharp: a look gets no more than what is
        left of it."""
        deadline, pause = time.monotonic() + seconds, _BLINK
        while (left := deadline - time.monotonic()) > 0:
            with suppress(PlaywrightTimeout), self.browser.engine.within(left):
                if check():
                    return True
                self.blink(pause)
            pause = min(pause + _BLINK // 2, _LONGEST_BLINK)
        return False

    def refuse_signs(self, answer: Answer, doing: str) -> None:
        refuse_signs(self.profile.signs, answer, doing)

    def missing(self, target: Target, page_shows: str) -> ContractBroken:
        return ContractBroken(
            f"The portal's page has no {target.called}.",
            expected=f"a {target.called}",
            found=page_shows or "no such field",
        )
