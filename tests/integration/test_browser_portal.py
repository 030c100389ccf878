"""The browser portal's login, its kept session, and pages that only a small server of our own can show."""

import stat
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.browser.chromium import KeptBrowser
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.language.profile import Context
from booking_console.adapters.portal.road.pictures import Witness
from booking_console.adapters.portal.road.waits import Waits
from booking_console.adapters.vault import Vault
from booking_console.domain.errors import ContractBroken, LoginRefused, Unavailable
from booking_console.domain.portal import EvidenceKind
from booking_console.domain.rooms import Room
from booking_console.outside import SystemClock

pytestmark = pytest.mark.browser
ROOMS = [Room(1, "Consult room 1", "", 1)]
DAY = date.today() + timedelta(days=9)  # noqa: DTZ011 - any day of the near future will do
WAITS = Waits(page=timedelta(seconds=15), control=timedelta(seconds=2))


class Kept:
    def __init__(self) -> None:
        self.items: list[tuple[EvidenceKind, str, bytes]] = []

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None:
        self.items.append((kind, caption, content))

    def count(self, words: bytes) -> int:
        return sum(content.count(words) for kind, _, content in self.items if kind is EvidenceKind.REQUESTS)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    command = [sys.executable, "-m", "booking_console.demo.portal", "--port", "0", "--data"]
    process = subprocess.Popen([*command, str(tmp_path_factory.mktemp("portal"))], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().rsplit(" ", 1)[1].strip()
    process.terminate()
    process.wait(60)
    process.stdout.close()


@contextmanager
def opened(
    url: str, data: Path, *, password: str = "demo-pass-1", profile: str = "demo-forms"
) -> Iterator[BrowserPortal]:
    portal = BrowserPortal(
        load_profile(profile),
        url=url,
        username="demo",
        password=password,
        clock=SystemClock(),
        data_dir=data,
        zone="Europe/London",
        waits=WAITS,
        sealing=Vault(data / "portal.key"),
    )
    try:
        yield portal
    finally:
        portal.close()


def test_a_refused_login_is_tried_once_and_never_again(url, tmp_path):
    kept = Kept()
    with opened(url, tmp_path, password="wrong") as portal:
        for _ in range(2):
            with pytest.raises(LoginRefused):
                portal.look(DAY, rooms=ROOMS, evidence=kept)
    assert kept.count(b'"POST"') == 1


def test_the_login_is_kept_for_the_next_start_where_only_we_can_read_it(url, tmp_path):
    first, second = Kept(), Kept()
    for kept in (first, second):
        with opened(url, tmp_path) as portal:
            assert set(portal.look(DAY, rooms=ROOMS, evidence=kept).busy) == {1}
    (state,) = tmp_path.glob("portal-session-*")
    assert "cookies" not in state.read_text()
    assert "cookies" in Vault(tmp_path / "portal.key").unseal(state.read_text())
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert (first.count(b'"POST"'), second.count(b'"POST"')) == (1, 0)


def test_a_damaged_session_file_costs_one_login_and_nothing_else(url, tmp_path):
    with opened(url, tmp_path) as portal:
        portal.look(DAY, rooms=ROOMS, evidence=Kept())
    (state,) = tmp_path.glob("portal-session-*")
    state.write_text("{broken")
    with opened(url, tmp_path) as portal:
        assert set(portal.look(DAY, rooms=ROOMS, evidence=Kept()).busy) == {1}


def test_a_session_that_an_older_program_left_in_plain_text_is_removed(url, tmp_path):
    with opened(url, tmp_path) as portal:
        portal.look(DAY, rooms=ROOMS, evidence=Kept())
    (sealed,) = tmp_path.glob("portal-session-*")
    plain = sealed.with_suffix(".json")
    plain.write_text("{}")
    with opened(url, tmp_path) as portal:
        portal.look(DAY, rooms=ROOMS, evidence=Kept())
    assert not plain.exists()


def test_a_dead_server_is_unavailable(tmp_path):
    with opened("http://127.0.0.1:9", tmp_path) as portal, pytest.raises(Unavailable):
        portal.look(DAY, rooms=ROOMS, evidence=Kept())


class _Page(BaseHTTPRequestHandler):
    def __init__(self, status: int, body: bytes, *args: object) -> None:
        self._status, self._body = status, body
        super().__init__(*args)  # type: ignore[arg-type]  # the server passes what its base class wants

    def do_GET(self) -> None:
        self.send_response(self._status)
        self.send_header("Content-Length", str(len(self._body)))
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self._body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(status: int, body: bytes) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Page, status, body))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (429, b"", Unavailable),
        (503, b"<p>Maintenance</p>", Unavailable),
        (200, b"", ContractBroken),
        (200, b"<div id=account>me</div><p>All new!</p>", ContractBroken),
        (404, b"<p>Gone</p>", ContractBroken),
    ],
)
def test_what_a_page_answers_decides_whose_fault_it_is(tmp_path, status, body, error):
    with serving(status, body) as url, opened(url, tmp_path) as portal, pytest.raises(error):
        portal.look(DAY, rooms=ROOMS, evidence=Kept())


@pytest.fixture
def page(tmp_path) -> Iterator[Page]:
    browser = KeptBrowser(
        Context(),
        url="http://portal.test",
        username="u",
        zone="Europe/London",
        chromium=None,
        data_dir=tmp_path,
        waits=WAITS,
    )
    yield browser.page()
    browser.close()


SHADES = """
async png => {
  const image = new Image(); image.src = 'data:image/png;base64,' + png; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  return [[20, 20], [20, 120], [20, 220], [20, 320]].map(([x, y]) => canvas.getImageData(x, y, 1, 1).data[0]);
}
"""
BOXES = """
<style>body { margin: 0 } .b { display: block; box-sizing: border-box; width: 300px; height: 80px;
 margin: 0 0 20px; background: #fff; border: 0 }</style>
<div class=b>Guest: JANE  Example</div><input class=b value="Jane Example">
<p class="b owner">Somebody</p><p class=b>Nobody</p>
"""


def test_the_guest_and_the_private_parts_are_black_in_the_pixels(page):
    kept = Kept()
    page.goto("data:text/html;base64," + b64encode(BOXES.encode()).decode())
    Witness(kept, [".owner"], ["Jane Example"]).picture(page, "a picture")
    png = next(content for kind, _, content in kept.items if kind is EvidenceKind.PICTURE)
    shades = page.evaluate(SHADES, b64encode(png).decode())
    assert shades == [0x1B, 0x1B, 0x1B, 0xFF]


def test_what_a_frame_shows_of_the_guest_is_black_too(page):
    kept = Kept()
    framed = f"<style>iframe {{ width: 320px; height: 420px; border: 0 }} body {{ margin: 0 }}</style><iframe srcdoc='{BOXES}'></iframe>"
    page.goto("data:text/html;base64," + b64encode(framed.encode()).decode())
    page.frames[1].wait_for_load_state()
    Witness(kept, [".owner"], ["Jane Example"]).picture(page, "a picture")
    png = next(content for kind, _, content in kept.items if kind is EvidenceKind.PICTURE)
    assert page.evaluate(SHADES, b64encode(png).decode()) == [0x1B, 0x1B, 0x1B, 0xFF]


def test_what_moves_from_under_its_black_box_is_black_where_it_has_come_to(page):
    kept = Kept()
    moved = (
        BOXES.replace("class=b>Nobody", "class=b id=last>Nobody")
        + """<script>new MutationObserver((_, watch) => {
      watch.disconnect(); last.after(document.querySelector('.owner')) }).observe(document.documentElement, {childList: true})</script>"""
    )
    page.goto("data:text/html;base64," + b64encode(moved.encode()).decode())
    Witness(kept, [".owner"], ["Jane Example"]).picture(page, "a picture")
    png = next(content for kind, _, content in kept.items if kind is EvidenceKind.PICTURE)
    assert page.evaluate(SHADES, b64encode(png).decode()) == [0x1B, 0x1B, 0xFF, 0x1B]


def test_only_the_portal_itself_is_asked(page):
    with pytest.raises(Exception, match="ERR_BLOCKED_BY_CLIENT"):
        page.goto("http://elsewhere.test/")


def test_a_closed_browser_is_started_again(url, tmp_path):
    with opened(url, tmp_path) as portal:
        portal.look(DAY, rooms=ROOMS, evidence=Kept())
        portal.close()
        assert set(portal.look(DAY, rooms=ROOMS, evidence=Kept()).busy) == {1}
    assert httpx.get(f"{url}/ledger", timeout=60).json()["submits"] == []
