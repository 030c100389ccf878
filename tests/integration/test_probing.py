"""`portal probe URL`: what is found on portals that nobody has described, and that nothing is booked to find it."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from booking_console.adapters.portal.browser.browser import BrowserPortal
from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.adapters.portal.probing.draft import Proposal
from booking_console.adapters.portal.probing.exploring import explore
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.waits import Waits
from booking_console.cli.main import main
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import LoginRefused, PersonRequired
from booking_console.domain.portal import ReadBack, RoomRequest, SubmitOutcome, judge_read_back
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from booking_console.outside import SystemClock
from booking_console.services.look_ahead import NoEvidence
from tests.demo_portal import RunningPortal, running_portal

pytestmark = pytest.mark.browser
LONDON = ZoneInfo("Europe/London")
ROOMS = [f"{kind} room {number}" for kind in ("Consult", "Treatment") for number in (1, 2, 3)]
WAITS = Waits(page=timedelta(seconds=20), control=timedelta(seconds=4), submit=timedelta(seconds=3))
Explored = Callable[..., Proposal]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        day = datetime.now(LONDON).date() + timedelta(days=1)
        taken = {"start": f"{day}T12:00", "end": f"{day}T13:00"}
        running.foreign(room="Consult room 2", **taken).raise_for_status()
        yield running


@pytest.fixture(scope="module")
def explored(portal: RunningPortal, tmp_path_factory: pytest.TempPathFactory) -> Explored:
    def look(path: str, username: str = "demo", password: str = "demo-pass-1") -> Proposal:
        return explore(
            Account(f"{portal.url}{path}", username, password),
            rooms=ROOMS,
            zone=LONDON,
            now=datetime.now(UTC),
            data_dir=tmp_path_factory.mktemp("probe"),
            waits=WAITS,
            gap=0,
        )

    return look


@pytest.fixture(scope="module")
def forms(explored: Explored) -> Proposal:
    return explored("/forms/day?area=1")


def proposed(proposal: Proposal) -> dict[str, Any]:
    return parse_profile(proposal.text, source="proposed").model_dump()


def test_a_table_with_areas_is_read_with_its_rooms_times_and_entries(forms: Proposal) -> None:
    (source,) = proposed(forms)["availability"]
    assert source["place"] == "/forms/day?area={area}&date={date}"
    assert source["times"]["value"]["format"] == "midnight"
    assert {rule["css"]: rule["state"].value for rule in source["states"]} == {
        "td.busy": "busy",
        "td.free": "free",
        "td.past": "closed",
    }
    assert source["entry"]["reference"]["attribute"] == "data-booking"
    rooms = {room["name"]: (room["id"], room["area"]) for room in proposed(forms)["rooms"]}
    assert (rooms["Consult room 3"], rooms["Treatment room 1"]) == (("7", "1"), ("12", "2"))


def test_the_login_its_hidden_fields_and_the_cookies_are_told(forms: Proposal) -> None:
    told = "\n".join(forms.found)
    assert "hidden fields: csrf_token, return_to" in told
    assert "the cookie hp_session, kept until the browser is closed" in told
    assert "tells of all 6 rooms" in told


def test_nobody_guesses_what_the_portal_answers(forms: Proposal) -> None:
    assert any("answers to a booking" in line for line in forms.missing)
    assert any("wrong password was not tried out" in line for line in forms.unsure)
    assert proposed(forms)["outcomes"][0]["when"]["element"] == "#FILL-IN"
    assert forms.text.count("FILL-IN") >= 2


def test_with_its_gaps_filled_in_the_proposal_books(forms: Proposal, portal: RunningPortal, tmp_path: Path) -> None:
    filled = forms.text.replace('{ element = "#FILL-IN" }', "{ url = '/forms/day\\?', element = \"table#day\" }")
    start = datetime.now(LONDON).replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=9)
    slot = Slot(start, start + timedelta(minutes=45))
    room = Room(5, "Treatment room 2", "", 5)
    wanted = RoomRequest(key="K-1", room=room, slot=slot, guest="Rosa Probe", type=AppointmentType.TREATMENT)
    booking = BrowserPortal(
        parse_profile(filled, source="filled in"),
        url=portal.url,
        username="demo",
        password="demo-pass-1",
        data_dir=tmp_path,
        zone="Europe/London",
        clock=SystemClock(),
        waits=WAITS,
    )
    try:
        with booking.prepare(wanted, evidence=NoEvidence()) as form:
            assert form.submit().outcome is SubmitOutcome.SUCCESS
        seen = booking.find(wanted, evidence=NoEvidence())
    finally:
        booking.close()
    assert judge_read_back(seen, wanted) is ReadBack.OURS
    assert [entry["room"] for entry in portal.live("Rosa Probe")] == ["Treatment room 2"]


#: What is found of each make, and what is honestly said to be missing.
MAKES = {
    "/app": ("an answer in JSON at /app/api/availability", "date: the form's page has no control for it"),
    "/periods/day": ("tells of all 6 rooms", "answers to a booking"),
    "/wizard": ("no login", "how the portal names Consult room 1"),
    "/cards": ('"Day" (date), "From" (start), "To" (end)', "no table or list of rooms and times was understood"),
    "/selects/list": ("Treatment room 3 = TR 3", "no table or list of rooms and times was understood"),
    "/approval": ("Treatment room 3 = Raum TR 3", "answers to a booking"),
}


@pytest.mark.parametrize("path", MAKES)
def test_every_make_of_portal_gets_a_valid_proposal_and_nothing_is_sent(
    explored: Explored, portal: RunningPortal, path: str
) -> None:
    before = len(portal.ledger()["submits"])
    proposal = explored(path)
    found, missing = MAKES[path]
    assert any(found in line for line in proposal.found), proposal.found
    assert any(missing in line for line in proposal.missing), proposal.missing
    assert proposed(proposal)["name"]
    assert len(portal.ledger()["submits"]) == before


def test_without_an_account_the_login_is_described_and_the_rest_said_to_be_missing(explored: Explored) -> None:
    proposal = explored("/periods/day", username="", password="")
    assert proposed(proposal)["session"]["password"]["label"] == "Password"
    assert any("what lies behind the login" in line for line in proposal.missing)


def test_a_refused_login_is_the_last_thing_that_is_tried(explored: Explored) -> None:
    with pytest.raises(LoginRefused, match="could not sign you in"):
        explored("/periods/day", password="wrong")


def test_a_captcha_ends_the_walk(explored: Explored, portal: RunningPortal) -> None:
    portal.fault("captcha", rate=1)
    try:
        with pytest.raises(PersonRequired):
            explored("/forms/day")
    finally:
        portal.no_faults()


EAGER = """<form id="booking" method="post" action="/book"><label>Room <select name="room" onchange="this.form.submit()">
<option>CR 1</option><option>CR 2</option></select></label><label>Day <input type="date" name="day"></label>
<label>From <input type="time" name="from"></label><label>Guest <input name="guest"></label><button>Book</button></form>
<a href="/entry/7/delete">Remove it</a> <a href="/more">More</a>"""


class EagerPortal(BaseHTTPRequestHandler):
    """Sends its form as soon as somebody touches it, and deletes by a link."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        body = EAGER.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_words: object) -> None:
        """Nothing of it is of interest."""


def test_a_form_that_sends_itself_is_held_back_and_no_link_is_followed_that_deletes(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), EagerPortal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        account = Account(f"http://127.0.0.1:{server.server_port}/", "", "")
        now = datetime.now(UTC)
        proposal = explore(account, rooms=ROOMS, zone=LONDON, now=now, data_dir=tmp_path, waits=WAITS, gap=0)
    finally:
        server.shutdown()
        server.server_close()
    assert "GET /more" in EagerPortal.asked
    assert not [asked for asked in EagerPortal.asked if asked.startswith("POST") or "delete" in asked]
    assert any("not let through" in line and "POST /book" in line for line in proposal.found)


def test_the_command_writes_the_profile_and_says_what_to_fill_in(portal: RunningPortal, tmp_path: Path) -> None:
    account = {"BOOKING_PORTAL__USERNAME": "demo", "BOOKING_PORTAL__PASSWORD": "demo-pass-1"}
    environment = {**account, "BOOKING_DATA_DIR": str(tmp_path), "BOOKING_TIMEZONE": "Europe/London"}
    file = tmp_path / "their.toml"
    done = CliRunner().invoke(main, ["portal", "probe", f"{portal.url}/wizard", "--out", str(file)], env=environment)
    assert done.exit_code == 0, done.output
    assert "Fill in:\n  - how the portal names Consult room 1" in done.stderr
    parse_profile(file.read_text(), source=str(file))
