"""`portal record`: a person books once on every make of portal, and what is written from it books through the real road."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from booking_console.adapters.portal.loading import load_profile
from tests.demo_portal import RunningPortal, running_portal
from tests.recording_people import PEOPLE, the_day
from tests.recording_person import GUEST, PASSWORD, Recorder, recording

pytestmark = pytest.mark.browser

#: What each make has to ask, and what the person answers.
QUESTIONS = {
    "forms": {},
    "app": {},
    "periods": {},
    "wizard": {"the fifth day of a month": "5"},
    "approval": {"call a consultation": "Beratung"},
}
ROOMS = {"forms": "CR 2", "app": "Consulting 3", "periods": "CR 1", "wizard": "Treatment 1", "approval": "TR 2"}


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
def recorded(portal: RunningPortal, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Recorded]:
    """Each make is recorded once for all tests."""

    @cache
    def once(skin: str) -> Recorded:
        with recording(f"{portal.url}/{skin}", tmp_path_factory.mktemp(skin)) as recorder:
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


def test_no_password_and_no_guest_is_in_what_was_written(recorded: Callable[[str], Recorded], skin: str) -> None:
    done = recorded(skin)
    files = [path.read_bytes() for path in done.file.parent.rglob("*") if path.is_file()]
    secrets = (PASSWORD, *GUEST.split())
    assert [word for word in secrets if any(word.encode() in content for content in files)] == []
    assert [word for word in secrets if word in done.told] == []


def test_what_was_recorded_books_through_the_real_road(
    recorded: Callable[[str], Recorded], portal: RunningPortal, skin: str, tmp_path: Path
) -> None:
    guest, day = f"Ottoline {skin.capitalize()}", the_day(skin) + timedelta(days=1)
    booked = book(recorded(skin).file, portal, tmp_path, guest=guest, start=f"{day}T09:30")
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


def signs_in(recorder: Recorder) -> None:
    recorder.page.get_by_label("User name").fill("demo")
    recorder.page.get_by_label("Password").fill(PASSWORD)
    recorder.page.get_by_role("button", name="Sign in").click()
    recorder.page.locator("#day").wait_for()
    recorder.page.wait_for_timeout(400)


@pytest.mark.parametrize("how", ["Ctrl-C", "the browser closed"])
def test_what_was_recorded_before_it_was_broken_off_is_kept_as_a_draft(
    portal: RunningPortal, tmp_path: Path, how: str
) -> None:
    with recording(f"{portal.url}/forms", tmp_path) as recorder:
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


def test_who_is_done_too_early_is_told_what_is_still_to_be_shown(portal: RunningPortal, tmp_path: Path) -> None:
    with recording(f"{portal.url}/forms", tmp_path) as recorder:
        signs_in(recorder)
        recorder.press_enter()
        recorder.hears("Still to be shown in the browser")
        recorder.press_enter()
        assert recorder.ends({}) == 1
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
