"""An answer that begins and never ends must not hold the portal's thread for ever."""

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from zoneinfo import ZoneInfo

import psutil
import pytest

from booking_console.adapters.portal.browser.browser_probe import BrowserHands
from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.adapters.portal.browser.entrance import Entrance
from booking_console.adapters.portal.browser.filling import Filling
from booking_console.adapters.portal.browser.submitting import Submission
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.language.formats import Dialect
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.pace import Pace
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import Unavailable
from booking_console.domain.portal import EvidenceKind, SubmitOutcome
from tests.unit.profile_texts import SMALL

pytestmark = pytest.mark.browser
WAITS = Waits(
    page=timedelta(seconds=2), control=timedelta(seconds=2), submit=timedelta(seconds=1), slack=timedelta(seconds=1)
)
PAGE = b"""<p id=a>ok</p><button onclick="fetch('/book', {method: 'POST'}); hang('#busy')">Book</button>
<script>const hang = when => { if (location.hash === when) setTimeout(() => { while (true) {} }, 300) }; hang("#endless");
if (location.hash === "#late") setTimeout(() => { const more = document.createElement("em"); document.body.append(more) }, 200)</script>"""

#: Seconds that tell an end in time from none, on a busy machine too.
SOON = 15


class Nowhere:
    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None: ...


class Stalling(BaseHTTPRequestHandler):
    is_over = Event()

    def do_GET(self) -> None:
        self._begin(len(PAGE))
        self.wfile.write(PAGE)

    def do_POST(self) -> None:
        self._begin(1000)
        self.wfile.write(b'{"ok":')
        self.wfile.flush()
        self.is_over.wait(90)

    def _begin(self, length: int) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    Stalling.is_over.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stalling)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    profile = Profile.model_validate({**SMALL, "submit": {"target": {"css": "button"}, "response": "/book"}})
    browser = KeptBrowser(
        profile.context, url=url, username="u", zone="Europe/London", chromium=None, data_dir=tmp_path, waits=WAITS
    )
    browser.context()  # on a busy machine its start takes longer than a page may be silent
    opened = Visit(browser, profile, pace=Pace(profile.limits), waits=WAITS, witness=Witness(Nowhere(), []))
    opened.go(url, "opening")
    yield opened
    Stalling.is_over.set()
    browser.close()
    server.shutdown()
    server.server_close()


def press(visit: Visit) -> tuple[SubmitOutcome, float]:
    """What came of it, and after how many seconds."""
    filling = Filling(visit, Blanks(moments={}, dialect=Dialect(zone=ZoneInfo("Europe/London"))))
    began = time.monotonic()
    return Submission(visit, filling, []).press().outcome, time.monotonic() - began


def test_an_answer_to_the_submit_that_never_ends_is_no_answer(visit: Visit) -> None:
    outcome, seconds = press(visit)
    assert outcome is SubmitOutcome.UNKNOWN
    assert 1 <= seconds < SOON


def test_the_time_for_an_answer_is_kept_by_a_page_that_cannot_even_be_looked_at(visit: Visit) -> None:
    visit.go(f"{visit.page.url}#busy", "opening")
    visit.page.reload(wait_until="domcontentloaded")
    outcome, seconds = press(visit)
    assert outcome is SubmitOutcome.UNKNOWN
    assert 1 <= seconds < SOON


def test_a_page_whose_script_never_ends_costs_one_browser_and_the_next_call_has_another(visit: Visit) -> None:
    visit.go(f"{visit.page.url}#endless", "opening")
    visit.page.reload(wait_until="domcontentloaded")
    visit.page.wait_for_timeout(500)
    began = time.monotonic()
    with pytest.raises(Unavailable), visit.phase("reading the rooms"):
        visit.page.content()
    assert time.monotonic() - began < 2 * SOON
    assert visit.browser.page().title() == ""


def test_a_page_that_is_closed_while_the_next_one_takes_its_place_holds_up_nobody(visit: Visit) -> None:
    """Chromium may forget such a page and never say that it is gone."""
    url, took = visit.page.url, list[float]()
    visit.close()
    for number in range(12):
        one = Visit(visit.browser, visit.profile, pace=visit.pace, waits=WAITS, witness=visit.witness)
        one.go(url, "opening")
        one.page.evaluate(f"setTimeout(() => {{ location = '/{number}' }})")
        if number % 2:
            one.until(lambda seen=one.traffic: len(seen.responses) > 1, 2)  # type: ignore[misc]  # a lambda's default has no type
        else:
            one.page.wait_for_timeout(number * 2)
        began = time.monotonic()
        one.close()
        took.append(time.monotonic() - began)
    assert max(took) < SOON


def test_the_shape_of_a_page_is_taken_when_its_scripts_have_come_to_rest(visit: Visit) -> None:
    visit.go(f"{visit.page.url}#late", "opening")
    assert "<em>" in BrowserHands(visit, Entrance(visit, Account("", "", "", "", lambda: datetime.now(UTC)))).html()


def test_a_browser_that_does_not_end_is_ended(visit: Visit) -> None:
    visit.close()
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # that of the closed page may be ending
            if "--type=" not in " ".join(process.cmdline()) and "chrom" in process.name():
                process.suspend()
    began = time.monotonic()
    visit.browser.close()
    assert time.monotonic() - began < SOON
