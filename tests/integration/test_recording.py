"""`portal record`: a person books once in a browser that is listened to, or breaks off, and what is kept of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from booking_console.adapters.portal.browser.chromium import find_chromium
from booking_console.adapters.portal.language.loading import load_profile
from tests.demo_portal import RunningPortal, running_portal
from tests.odd_portal import OddPortal, odd_portal
from tests.recording_people import on_the_odd_one
from tests.recording_person import (
    PASSWORD,
    Recorder,
    a_free_port,
    recording,
    recording_in_a_window,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of one practice: its database is made once."""
    return tmp_path_factory.mktemp("practice")


def test_a_portal_of_its_own_kind_without_forms_is_recorded_too(practice: Path, tmp_path: Path) -> None:
    known = {"Consult room 1?": "Garden", "Consult room 2?": "Library"}
    answers = {**known, **dict.fromkeys(("room 3?", "room 1?", "room 2?"), "the portal has no such room")}
    with odd_portal() as url:
        with recording(f"{url}/day", tmp_path / "their.toml", practice) as recorder:
            on_the_odd_one(recorder.page, url)
            recorder.press_enter()
            recorder.hears("press Enter again", 90)  # four of our rooms are nowhere to be seen
            recorder.press_enter()
            assert recorder.ends(answers) == 0, recorder.text
        assert len(OddPortal.taken) == 1
    profile = load_profile(tmp_path / "their.toml")
    assert [room.label for room in profile.rooms] == ["Garden", "Library"]
    assert profile.form.steps[0].target.text == "New booking"


def signs_in(recorder: Recorder) -> None:
    recorder.page.get_by_label("User name").fill("demo")
    recorder.page.get_by_label("Password").fill(PASSWORD)
    recorder.page.get_by_role("button", name="Sign in").click()
    recorder.page.locator("#day").wait_for()
    recorder.page.wait_for_timeout(400)


@pytest.mark.parametrize("how", ["Ctrl-C", "the browser closed"])
def test_what_was_recorded_before_it_was_broken_off_is_kept_as_a_draft(
    portal: RunningPortal, practice: Path, tmp_path: Path, how: str
) -> None:
    with recording(f"{portal.url}/forms", tmp_path / "their.toml", practice) as recorder:
        signs_in(recorder)
        if how == "Ctrl-C":
            recorder.process.send_signal(signal.SIGINT)
        else:
            recorder.page.close()
        assert recorder.ends({}) == 1
    assert "It is a draft" in recorder.text
    assert "the booking: no form was sent after the login" in recorder.text.partition("Still missing:")[2]
    draft = load_profile(tmp_path / "their.draft.toml")
    assert draft.session is not None
    assert draft.session.password.label == "Password"
    assert not recorder.out.exists()


@pytest.mark.skipif(find_chromium(None, is_seen=True) is None, reason="no Chromium here can open windows")
def test_with_a_screen_it_opens_a_window(portal: RunningPortal, practice: Path, tmp_path: Path) -> None:
    """A real window of a real Chromium, on a platform of its own that needs no screen; its tools listen for the person."""
    port, program = a_free_port(), tmp_path / "chromium"
    tools = f"--ozone-platform=headless --remote-debugging-port={port}"
    program.write_text(f'#!/bin/sh\nexec {find_chromium(None, is_seen=True)} {tools} "$@"\n')
    program.chmod(0o755)
    with recording_in_a_window(
        f"{portal.url}/forms", tmp_path / "their.toml", practice, program, port=port
    ) as recorder:
        signs_in(recorder)
        recorder.page.close()
        assert recorder.ends({}) == 1
    assert load_profile(tmp_path / "their.draft.toml").session is not None


class Elsewhere(BaseHTTPRequestHandler):
    """A host that the portal's pages ask for something."""

    asked: ClassVar[list[str]] = []
    page: ClassVar[bytes] = b""

    def do_GET(self) -> None:
        self.asked.append(self.headers["Host"])
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(self.page)))
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *_words: object) -> None:
        """Nothing of it is of interest."""


@pytest.mark.parametrize("is_allowed", [False, True])
def test_no_other_host_is_contacted_than_those_that_the_person_allows(
    practice: Path, tmp_path: Path, is_allowed: bool
) -> None:
    own, other = (ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) for _ in range(2))
    host = f"127.0.0.1:{other.server_port}"
    Elsewhere.asked.clear()
    Elsewhere.page = f'<h1>Rooms</h1><script src="http://{host}/x.js"></script>'.encode()
    for server in (own, other):
        Thread(target=server.serve_forever, daemon=True).start()
    try:
        options = ("--allow-host", host) if is_allowed else ()
        with recording(f"http://127.0.0.1:{own.server_port}/", tmp_path / "their.toml", practice, *options) as recorder:
            recorder.page.wait_for_timeout(500)
            recorder.page.close()
            assert recorder.ends({}) == 1
    finally:
        for server in (own, other):
            server.shutdown()
            server.server_close()
    assert (host in Elsewhere.asked) is is_allowed
    assert (f"the pages also ask {host}, which was not let through" in recorder.text) is not is_allowed
    allowed = load_profile(tmp_path / "their.draft.toml").context.allow_hosts
    assert allowed == ((host,) if is_allowed else ())


def test_who_is_done_too_early_is_told_what_is_still_to_be_shown(
    portal: RunningPortal, practice: Path, tmp_path: Path
) -> None:
    with recording(f"{portal.url}/forms", tmp_path / "their.toml", practice) as recorder:
        signs_in(recorder)
        recorder.press_enter()
        recorder.hears("Still to be shown in the browser")
        recorder.press_enter()
        assert recorder.ends({"Treatment room": "it is on a page that was not shown"}) == 1
    assert "the booking: no form was sent after the login" in recorder.text


def test_a_profile_that_is_there_is_not_overwritten(portal: RunningPortal, tmp_path: Path) -> None:
    (tmp_path / "their.toml").write_text("mine")
    done = command("portal", "record", f"{portal.url}/forms", "--out", str(tmp_path / "their.toml"), "--devtools", "9")
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert (tmp_path / "their.toml").read_text() == "mine"


def test_without_a_screen_it_says_so(tmp_path: Path) -> None:
    done = command("portal", "record", "https://rooms.example", "--out", str(tmp_path / "their.toml"))
    assert done.returncode == 2
    assert "there is no screen here" in done.stderr


def command(*words: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY")
    own = {name: value for name, value in os.environ.items() if name not in hidden}
    line = [sys.executable, "-m", "booking_console", *words]
    return subprocess.run(line, env=own, capture_output=True, text=True, timeout=150, check=False)
