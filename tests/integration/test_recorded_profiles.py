"""What `portal record` writes: a person books once, is refused and cancels on every make of portal, and the profile does the same."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.portal import CancelOutcome, ReadBack, RoomRequest, SubmitOutcome, judge_read_back
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from tests import portal_calls as booking
from tests.demo_portal import RunningPortal, running_portal
from tests.portal_calls import LONDON, ROOMS, Kept
from tests.recording_ends import CANCELS, REFUSED, SECOND
from tests.recording_people import PEOPLE, the_day
from tests.recording_person import (
    GUEST,
    PASSWORD,
    recording,
)

pytestmark = pytest.mark.browser

#: What each make has to ask, and what the person answers.
QUESTIONS = {
    "forms": {},
    "app": {},
    "periods": {},
    "wizard": {"the fifth day of a month": "5"},
    "approval": {"call a consultation": "Beratung"},
    "selects": {"Whose bookings": "everybody's"},
    "cards": {"Whose bookings": "only those"},
}
WAITS = Waits(page=timedelta(seconds=10), control=timedelta(seconds=5), submit=timedelta(seconds=10))


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
            recorder.goes_on(QUESTIONS[skin], "how the portal refuses")
            REFUSED[skin](recorder.page, portal)
            recorder.press_enter()
            recorder.goes_on({}, "cancel the booking")
            CANCELS[skin](recorder.page, portal)
            recorder.press_enter()
            code = recorder.ends({})
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
    assert "once cancelled, the booking is found no more" in done.told
    assert load_profile(done.file).rooms


def test_only_what_no_page_shows_is_asked(recorded: Callable[[str], Recorded], skin: str) -> None:
    assert recorded(skin).told.count("Number from") == len(QUESTIONS[skin])


def test_the_recorder_presses_nothing_itself(
    recorded: Callable[[str], Recorded], portal: RunningPortal, skin: str
) -> None:
    recorded(skin)
    own = [one for one in portal.ledger()["bookings"] if one["guest"] == GUEST]
    assert len([one for one in own if one["start"].startswith(the_day(skin).isoformat())]) == 1
    assert [name for name in ("Trial Onlyatrial", SECOND) if name in portal.guests()] == []


def test_no_password_and_no_guest_is_in_what_was_written(
    recorded: Callable[[str], Recorded], practice: Path, skin: str
) -> None:
    done = recorded(skin)
    places = (done.file.parent, practice)
    files = [path.read_bytes() for place in places for path in place.rglob("*") if path.is_file()]
    secrets = (PASSWORD, *GUEST.split(), *SECOND.split())
    assert [word for word in secrets if any(word.encode() in content for content in files)] == []
    assert [word for word in secrets if word in done.told] == []


@pytest.mark.parametrize("skin", ["forms", "wizard"])
def test_what_was_recorded_books_through_the_real_road(
    recorded: Callable[[str], Recorded], portal: RunningPortal, practice: Path, skin: str
) -> None:
    guest, day = f"Ottoline {skin.capitalize()}", the_day(skin) + timedelta(days=1)
    booked = book(recorded(skin).file, portal, practice, guest=guest, start=f"{day}T09:30")
    (entry,) = portal.live(guest)
    assert (entry["room"], entry["type"]) == ("Consult room 1", "Consultation"), booked
    assert (entry["start"][:16], entry["end"][:16]) == (f"{day}T09:30", f"{day}T10:15")


def test_what_was_recorded_books_is_refused_a_taken_room_and_cancels(
    recorded: Callable[[str], Recorded], portal: RunningPortal, practice: Path, skin: str
) -> None:
    day = the_day(skin) + timedelta(days=2)
    ours, late = (
        a_visit(f"{name} {skin.capitalize()}", datetime.combine(day, time(hour), LONDON))
        for name, hour in (("Agatha", 11), ("Odo", 15))
    )
    theirs = BrowserPortal(
        load_profile(recorded(skin).file), url=portal.url, username="demo", password=PASSWORD, data_dir=practice,
        zone="Europe/London", clock=SystemClock(), waits=WAITS,
    )  # fmt: skip
    try:
        with theirs.prepare(late, evidence=Kept()) as form:
            portal.foreign(room=late.room.name, start=f"{day}T15:00", end=f"{day}T15:45").raise_for_status()
            assert form.submit().outcome is SubmitOutcome.ROOM_TAKEN
        assert booking.book(theirs, ours).outcome in (SubmitOutcome.SUCCESS, SubmitOutcome.PENDING)
        (entry,) = theirs.find(ours, evidence=Kept())
        assert judge_read_back([entry], ours) in (ReadBack.OURS, ReadBack.PENDING)
        assert booking.cancel(theirs, ours, entry.reference) is CancelOutcome.CANCELLED
    finally:
        theirs.close()
    assert (portal.live(ours.guest), portal.live(late.guest)) == ([], [])


def a_visit(guest: str, start: datetime) -> RoomRequest:
    slot = Slot(start, start + timedelta(minutes=45))
    return RoomRequest(key="K-1", room=ROOMS[0], slot=slot, guest=guest, type=AppointmentType.CONSULTATION)


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
