"""Every way in which the demo portal can be made to misbehave, at least once."""

import itertools
import socket
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from tests.demo_portal import AppUser, FormsUser, RunningPortal, running_portal

DAYS = (date.today() + timedelta(days=number) for number in itertools.count(20))  # noqa: DTZ011 - a day ahead in any zone
User = FormsUser | AppUser


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture
def portal(process: RunningPortal) -> Iterator[RunningPortal]:
    yield process
    process.no_faults()


@pytest.fixture
def day() -> date:
    return next(DAYS)


@pytest.fixture(params=[FormsUser, AppUser])
def user(request: pytest.FixtureRequest, portal: RunningPortal) -> Iterator[User]:
    someone: User = request.param(portal)
    with someone.http:
        someone.sign_in()
        yield someone


@pytest.fixture
def guest(day: date, user: User) -> str:
    return f"Guest {type(user).__name__} {day:%j}"


def succeeded(answer: httpx.Response) -> bool:
    return answer.status_code == 302 or (answer.status_code == 200 and '"ok":true' in answer.text)


def press(user: User, day: date, guest: str) -> httpx.Response:
    """Press the button of a form that was opened before the fault can strike."""
    return user.book(day, guest=guest)


def test_drop_after_commit_books_and_gives_no_answer(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("drop-after-commit", count=1)
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        press(user, day, guest)
    assert portal.outcomes(guest) == ["booked-unanswered"]
    assert len(portal.live(guest)) == 1


def test_drop_before_commit_gives_no_answer_and_books_nothing(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("drop-before-commit", count=1)
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        press(user, day, guest)
    assert portal.outcomes(guest) == ["dropped"]
    assert portal.live(guest) == []


def test_a_dropped_session_stays_silent_for_a_moment_so_that_a_resent_form_is_no_second_press(
    portal: RunningPortal, user: User, day: date, guest: str
):
    portal.fault("drop-before-commit", count=1)
    token = {"csrf_token": "any"} if isinstance(user, FormsUser) else {}
    for _ in range(2):
        with pytest.raises(httpx.RemoteProtocolError):
            user.send("any", day, guest=guest) if token else user.book(day, guest=guest)
    assert portal.outcomes(guest) == ["dropped"]
    time.sleep(1.1)
    assert succeeded(press(user, day, guest))


def test_a_silent_session_hears_the_whole_form_out_before_the_connection_ends(portal: RunningPortal, day: date):
    user = FormsUser(portal)
    user.sign_in()
    portal.fault("drop-before-commit", count=1)
    with pytest.raises(httpx.RemoteProtocolError):
        user.send("any", day, guest="Ada Quill")
    address = user.http.base_url
    cookies = "; ".join(f"{name}={value}" for name, value in user.http.cookies.items())
    head = f"POST /forms/book HTTP/1.1\r\nHost: {address.host}\r\nCookie: {cookies}\r\nContent-Length: 9\r\n\r\n"
    with socket.create_connection((address.host, address.port), timeout=10) as line:
        line.sendall(head.encode())
        line.settimeout(0.1)
        with pytest.raises(TimeoutError):
            line.recv(1)
        line.settimeout(10)
        line.sendall(b"room=nw-1")
        assert line.recv(1) == b""


def test_browser_resend_lets_the_second_copy_of_a_dropped_submit_in(
    portal: RunningPortal, user: User, day: date, guest: str
):
    portal.fault("drop-after-commit", count=1)
    portal.fault("browser-resend")
    with pytest.raises(httpx.RemoteProtocolError):
        press(user, day, guest)
    assert not succeeded(press(user, day, guest))
    assert portal.outcomes(guest) == ["booked-unanswered", "room-conflict"]


def test_error_500_books_nothing(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("error-500", count=1)
    assert press(user, day, guest).status_code == 500
    assert (portal.outcomes(guest), portal.live(guest)) == (["error-500"], [])


def test_rate_limited_is_429_with_nothing_in_it_for_reads_and_submits(
    portal: RunningPortal, user: User, day: date, guest: str
):
    portal.fault("rate-limited", count=1)
    read = user.http.get("/forms/day" if isinstance(user, FormsUser) else "/availability")
    portal.fault("rate-limited", count=1, at="submit")
    answer = press(user, day, guest)
    assert [(one.status_code, one.content) for one in (read, answer)] == [(429, b""), (429, b"")]
    assert portal.outcomes(guest) == ["rate-limited"]


def test_slow_books_before_it_waits(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("slow", seconds=6)
    user.http.timeout = httpx.Timeout(3)
    with pytest.raises(httpx.ReadTimeout):
        press(user, day, guest)
    assert len(portal.live(guest)) == 1


def test_a_session_lost_in_mid_form_meets_the_login(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("session-lost", count=1)
    answer = press(user, day, guest)
    if isinstance(user, FormsUser):
        assert (answer.status_code, 'id="login"' in answer.text) == (200, True)
    else:
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "signed_out")
    assert portal.outcomes(guest) == ["session-lost"]
    user.sign_in()
    assert succeeded(press(user, day, guest))


def test_a_room_taken_in_between_is_a_conflict_with_a_stranger(
    portal: RunningPortal, user: User, day: date, guest: str
):
    portal.fault("room-taken", count=1)
    assert not succeeded(press(user, day, guest))
    assert portal.outcomes(guest) == ["room-conflict"]
    assert [one["owner"] for one in portal.ledger()["bookings"] if one["start"].startswith(str(day))] == ["other"]


def test_two_winners_stand_in_one_slot_and_both_are_shown(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("double-winner", count=1)
    assert succeeded(press(user, day, guest))
    assert [one["owner"] for one in portal.ledger()["bookings"] if one["start"].startswith(str(day))] == [
        "demo",
        "other",
    ]
    if isinstance(user, FormsUser):
        assert 'class="busy mine clash"' in user.grid(day)
        assert user.grid(day).count("data-booking=") == 2
    else:
        busy = user.http.get("/availability", params={"date": day.isoformat()}).json()["busy"]
        assert [one["mine"] for one in busy] == [True, False]


def test_a_phantom_success_looks_like_one_and_leaves_nothing(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("phantom-success", count=1)
    assert succeeded(press(user, day, guest))
    assert (portal.outcomes(guest), portal.live(guest)) == (["phantom-success"], [])


def test_login_refused_turns_the_right_password_away(portal: RunningPortal, user: User):
    user.http.cookies.clear()
    portal.fault("login-refused", count=1)
    assert "not accepted" in (refused := user.sign_in()).text or "Unknown user name" in refused.text
    assert succeeded(user.sign_in())


def test_a_captcha_stands_in_for_pages_and_answers(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("captcha")
    for path in ("/forms/day", "/forms/login", "/app"):
        assert 'id="captcha"' in httpx.get(portal.url + path, timeout=60).text
    portal.fault("captcha", at="submit")
    answer = press(user, day, guest)
    assert 'id="captcha"' in answer.text
    assert answer.status_code == (200 if isinstance(user, FormsUser) else 403)
    assert portal.outcomes(guest) == ["captcha"]


def test_the_renamed_label_changes_the_form_and_still_books(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("renamed-label")
    if isinstance(user, FormsUser):
        assert '<label for="client_name">Client name</label>' in user.form()
        assert 'name="guest"' not in user.form()
    else:
        assert user.http.get("/setup").json()["fields"] == [{"name": "client_name", "label": "Client name"}]
    assert succeeded(user.book(day, guest="", client_name=guest))


def test_the_added_field_is_shown_and_demanded(portal: RunningPortal, user: User, day: date, guest: str):
    portal.fault("added-required-field")
    form = user.form() if isinstance(user, FormsUser) else user.http.get("/setup").text
    assert "cost_centre" in form
    assert "Cost centre" in (refused := press(user, day, guest)).text
    assert not succeeded(refused)
    assert succeeded(user.book(day, guest=guest, cost_centre="4711"))
    assert portal.outcomes(guest) == ["validation", "booked"]


@pytest.mark.parametrize(("fault", "left"), [("drop-before-commit", 1), ("drop-after-commit", 0)])
def test_a_cancellation_can_be_dropped_too(portal: RunningPortal, day: date, fault: str, left: int):
    user = AppUser(portal)
    with user.http:
        user.sign_in()
        portal.fault(fault, at="cancel", count=1)
        reference = user.book(day, guest=f"Cancelled {fault}").json()["reference"]
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            user.http.post(f"/bookings/{reference}/cancel")
    assert len(portal.live(f"Cancelled {fault}")) == left


def test_a_fault_can_be_meant_for_one_guest_and_one_room(portal: RunningPortal, user: User, day: date):
    portal.fault("error-500", match="mark")
    assert press(user, day, "Marked Man").status_code == 500
    assert succeeded(press(user, day, "Plain Jane"))
    portal.no_faults()
    portal.fault("room-taken", room="Treatment room 1")
    assert succeeded(user.book(day, guest="Cora Lane", start="36000", end="37800") if isinstance(user, FormsUser)
                     else user.book(day, guest="Cora Lane", start="10:00", end="10:30"))  # fmt: skip


def test_the_list_of_faults_says_what_is_on_until_it_is_used_up(portal: RunningPortal):
    for name in ("error-500", "rate-limited"):
        portal.fault(name, count=1)
    statuses = [httpx.get(f"{portal.url}/app", timeout=60).status_code for _ in range(2)]
    assert statuses == [429, 200]
    shown = {fault["name"]: fault for fault in httpx.get(f"{portal.url}/faults", timeout=60).json()["faults"]}
    assert len(shown) == 19
    assert all(fault["description"] for fault in shown.values())
    assert [name for name, fault in shown.items() if fault["on"]] == ["error-500"]


@pytest.mark.parametrize("setting", [{"name": "fire"}, {"name": "slow", "rate": 2}, {"name": "slow", "chance": 1}, []])
def test_a_setting_that_makes_no_sense_is_refused(portal: RunningPortal, setting: object):
    assert httpx.post(f"{portal.url}/faults", json=setting, timeout=60).status_code == 400


def test_a_rate_given_at_the_start_strikes_alike_with_the_same_seed(tmp_path: Path, day: date):
    def outcomes(folder: str) -> list[int]:
        with running_portal(tmp_path / folder, "--fault", "error-500=0.5", "--seed", "7") as portal:
            user = AppUser(portal)
            with user.http:
                user.sign_in()
                return [user.book(day).status_code for _ in range(12)]

    first = outcomes("first")
    assert first == outcomes("second")
    assert set(first) == {200, 500}
