"""`portal record`: a person books once on every make of portal, and what is written from it books through the real road."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from booking_console.adapters.portal.chromium import find_chromium
from booking_console.adapters.portal.loading import load_profile
from tests.demo_portal import RunningPortal, running_portal
from tests.odd_portal import OddPortal, odd_portal
from tests.recording_people import PEOPLE, on_the_odd_one, the_day
from tests.recording_person import (
    GUEST,
    PASSWORD,
    Recorder,
    a_free_port,
    recording,
    recording_in_a_window,
)

pytestmark = pytest.mark.browser

#: What each make has to ask, and what the person answers.
QUESTIONS = {
    "forms": {},
    "app": {},
    "periods": {},
    "wizard": {"the fifth day of a month": "5"},
    "approval": {"call a consultation": "Beratung"},
}


@dataclass(frozen=True)
class Recorded:
    code: int
    told: str
    file: Path

    @property
    def profile(self) -> str:
        return self.file.read_text("utf-8")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of one practice: its database is made once."""
    return tmp_path_factory.mktemp("practice")


@pytest.fixture(scope="module")
def recorded(
    portal: RunningPortal, practice: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Recorded]:
    """Each make is recorded once for all tests."""

    @cache
    def once(skin: str) -> Recorded:
        file = tmp_path_factory.mktemp(skin) / "their.toml"
        with recording(f"{portal.url}/{skin}", file, practice) as recorder:
            PEOPLE[skin](recorder.page, portal.url)
            recorder.press_enter()
            code = recorder.ends(QUESTIONS[skin])
            return Recorded(code, recorder.text, recorder.out)

    return once


@pytest.fixture(params=QUESTIONS)
def skin(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_one_booking_by_hand_becomes_a_profile_that_was_tried_at_the_portal(
    recorded: Callable[[str], Recorded], skin: str
) -> None:
    done = recorded(skin)
    assert done.code == 0, done.told
    assert "the booking is found again as ours" in done.told
    assert "the form is filled in up to the last click" in done.told
    assert load_profile(done.file).rooms


def test_only_what_no_page_shows_is_asked(recorded: Callable[[str], Recorded], skin: str) -> None:
    assert recorded(skin).told.count("Number from") == len(QUESTIONS[skin])


def test_the_recorder_presses_nothing_itself(
    recorded: Callable[[str], Recorded], portal: RunningPortal, skin: str
) -> None:
    recorded(skin)
    own = [one for one in portal.live(GUEST) if one["start"].startswith(the_day(skin).isoformat())]
    assert len(own) == 1
    assert "Trial Onlyatrial" not in portal.guests()


def test_no_password_and_no_guest_is_in_what_was_written(
    recorded: Callable[[str], Recorded], practice: Path, skin: str
) -> None:
    done = recorded(skin)
    places = (done.file.parent, practice)
    files = [path.read_bytes() for place in places for path in place.rglob("*") if path.is_file()]
    secrets = (PASSWORD, *GUEST.split())
    assert [word for word in secrets if any(word.encode() in content for content in files)] == []
    assert [word for word in secrets if word in done.told] == []


def test_what_was_recorded_books_through_the_real_road(
    recorded: Callable[[str], Recorded], portal: RunningPortal, practice: Path, skin: str
) -> None:
    guest, day = f"Ottoline {skin.capitalize()}", the_day(skin) + timedelta(days=1)
    booked = book(recorded(skin).file, portal, practice, guest=guest, start=f"{day}T09:30")
    (entry,) = portal.live(guest)
    assert (entry["room"], entry["type"]) == ("Consult room 1", "Consultation"), booked
    assert (entry["start"][:16], entry["end"][:16]) == (f"{day}T09:30", f"{day}T10:15")


def book(profile: Path, portal: RunningPortal, data: Path, *, guest: str, start: str) -> str:
    """Its words; an approval that is still waited for is no failure of the road."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("BOOKING_")}
    settings = {
        "BOOKING_PORTAL__PROFILE": str(profile),
        "BOOKING_PORTAL__URL": portal.url,
        "BOOKING_PORTAL__USERNAME": "demo",
        "BOOKING_PORTAL__PASSWORD": PASSWORD,
        "BOOKING_DATA_DIR": str(data),
    }
    words = ["book", "--guest", guest, "--type", "Consultation", "--start", start, "--minutes", "45"]
    command = [sys.executable, "-m", "booking_console", *words]
    done = subprocess.run(command, env={**own, **settings}, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


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
    return subprocess.run(line, env=own, capture_output=True, text=True, timeout=60, check=False)
