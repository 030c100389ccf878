"""The demo portal's own rules, seen from outside through both skins."""

import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from tests.demo_portal import AppUser, FormsUser, RunningPortal, hidden, running_portal

DAYS = (date.today() + timedelta(days=number) for number in itertools.count(20))  # noqa: DTZ011 - a day ahead in any zone
CONFLICT = "Sorry, this room is already booked at that time."


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture
def day() -> date:
    """A day that no other test books on."""
    return next(DAYS)


@pytest.fixture
def forms(portal: RunningPortal) -> Iterator[FormsUser]:
    user = FormsUser(portal)
    with user.http:
        user.sign_in()
        yield user


@pytest.fixture
def app(portal: RunningPortal) -> Iterator[AppUser]:
    user = AppUser(portal)
    with user.http:
        user.sign_in()
        yield user


def test_every_page_shows_the_login_form_at_its_own_address_to_a_stranger(portal: RunningPortal):
    for path in ("/forms/day", "/forms/book", "/forms/booking/HP-1", "/forms/booking/HP-1/cancel"):
        answer = httpx.get(portal.url + path, timeout=60)
        assert answer.status_code == 200
        assert 'id="login"' in answer.text
        assert hidden(answer.text, "return_to") == path


def test_a_wrong_password_is_refused_on_both_skins(portal: RunningPortal):
    forms, app = FormsUser(portal), AppUser(portal)
    with forms.http, app.http:
        refused = forms.sign_in("wrong")
        assert (refused.status_code, "Unknown user name or password." in refused.text) == (200, True)
        assert app.sign_in("wrong").json()["error"]["code"] == "login_refused"


def test_a_login_without_its_token_is_refused(portal: RunningPortal):
    answer = httpx.post(f"{portal.url}/forms/login", data={"username": "demo", "password": "demo-pass-1"}, timeout=60)
    assert "This form has expired." in answer.text


def test_the_login_leads_nowhere_but_to_this_portal(portal: RunningPortal):
    with httpx.Client(base_url=portal.url, timeout=60) as stranger:
        token = hidden(stranger.get("/forms/login").text, "csrf_token")
        words = {
            "csrf_token": token,
            "username": "demo",
            "password": "demo-pass-1",
            "return_to": "//evil.example/forms/",
        }
        assert stranger.post("/forms/login", data=words).headers["location"] == "/forms/day?area=1"


def test_the_forms_skin_answers_a_booking_with_a_bare_redirect_to_its_day(forms: FormsUser, day: date):
    answer = forms.book(day, room="4", reference="BC-77")
    assert (answer.status_code, answer.text) == (302, "")
    assert answer.headers["location"] == f"/forms/day?area=1&date={day}"
    entry = re.search(
        r'<div class="entry mine" data-booking="(HP-\d+)" title="([^"]*)">\s*<a [^>]*>([^<]*)', forms.grid(day)
    )
    assert entry
    assert entry[2] == "09:00-09:30 Consultation ref: BC-77"
    assert entry[3] == "Ada Quill"


def test_a_booking_spans_its_rows_and_takes_its_cells_out_of_them(forms: FormsUser, day: date):
    forms.book(day, room="4", end=str(10 * 3600))
    grid = forms.grid(day)
    rows = re.findall(r'data-seconds="(\d+)">.*?</tr>', grid, re.DOTALL)
    cells = [row.count("<td") for row in re.findall(r'<th scope="row".*?</tr>', grid, re.DOTALL)]
    assert rows[:2] == ["25200", "26100"]
    assert 'rowspan="4"' in grid
    assert cells[8:13] == [3, 2, 2, 2, 3]


def test_the_second_area_has_its_own_page(forms: FormsUser, day: date):
    forms.book(day, room="13", area="2")
    assert "Ada Quill" not in forms.grid(day, area=1)
    assert "Ada Quill" in forms.grid(day, area=2)
    assert re.findall(r'class="room" data-room="(\d+)"', forms.grid(day, area=2)) == ["12", "13", "15"]


def test_the_room_conflict_keeps_status_200_and_the_form(forms: FormsUser, day: date):
    forms.book(day)
    refused = forms.book(day, guest="Bo Tanner")
    assert refused.status_code == 200
    assert CONFLICT in refused.text
    assert 'id="booking"' in refused.text
    assert 'value="Bo Tanner"' in refused.text


def test_bookings_may_touch_but_not_overlap(forms: FormsUser, day: date):
    quarter = 900
    first = forms.book(day)
    before = forms.book(day, start=str(9 * 3600 - quarter), end=str(9 * 3600))
    after = forms.book(day, start=str(9 * 3600 + 2 * quarter), end=str(9 * 3600 + 3 * quarter))
    across = forms.book(day, start=str(9 * 3600 + quarter), end=str(9 * 3600 + 3 * quarter))
    assert [one.status_code for one in (first, before, after)] == [302, 302, 302]
    assert CONFLICT in across.text


def test_an_equal_booking_in_another_room_is_welcome(portal: RunningPortal, app: AppUser, day: date):
    answers = [app.book(day, room=room, guest="Twice Pressed").json() for room in ("nw-1", "nw-2")]
    assert [answer["ok"] for answer in answers] == [True, True]
    assert len(portal.live("Twice Pressed")) == 2


def test_of_many_who_press_at_once_one_wins(portal: RunningPortal, app: AppUser, day: date):
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda number: app.book(day, guest=f"Rush {number}").json(), range(16)))
    assert sum(answer["ok"] for answer in answers) == 1
    assert sum(guest.startswith("Rush") for guest in portal.guests()) == 1


def test_the_lock_holds_between_two_processes_on_one_ledger(tmp_path: Path, day: date):
    with running_portal(tmp_path) as one, running_portal(tmp_path) as two, ThreadPoolExecutor(8) as crowd:
        users = [AppUser(one), AppUser(two)]
        with users[0].http, users[1].http:
            for user in users:
                user.sign_in()
            races = [(user, f"{8 + hour:02d}:00", f"{9 + hour:02d}:00") for hour in range(12) for user in users]
            answers = list(crowd.map(lambda race: race[0].book(day, start=race[1], end=race[2]).json(), races))
        assert sum(answer["ok"] for answer in answers) == 12
        assert len(one.guests()) == 12


def test_both_skins_see_one_ledger(forms: FormsUser, app: AppUser, day: date):
    reference = app.book(day, room="ew-3", type="treatment").json()["reference"]
    assert f'data-booking="{reference}"' in forms.grid(day, area=2)
    forms.book(day, room="3")
    assert [one["room"] for one in app.listed(day)] == ["ew-3", "nw-1"]


def test_the_app_tells_what_is_busy_in_epoch_seconds(portal: RunningPortal, app: AppUser, day: date):
    app.book(day)
    portal.foreign(room="Treatment room 1", start=f"{day}T11:00", end=f"{day}T12:00")
    busy = app.http.get("/availability", params={"date": day.isoformat()}).json()["busy"]
    assert [(one["room"], one["to"] - one["from"], one["mine"]) for one in busy] == [
        ("nw-1", 1800, True),
        ("ew-1", 3600, False),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"guest": " "}, "validation"),
        ({"room": "nw-9"}, "validation"),
        ({"end": "09:00"}, "validation"),
        ({"end": "09:20"}, "validation"),
        ({"start": "06:00"}, "closed"),
        ({"date": "2020-02-03"}, "past"),
        ({"date": "2099-02-03"}, "out_of_range"),
    ],
)
def test_the_app_refuses_with_status_200_and_a_code(app: AppUser, day: date, changes: dict[str, str], code: str):
    answer = app.book(day, **changes)
    assert (answer.status_code, answer.json()["ok"], answer.json()["error"]["code"]) == (200, False, code)


def test_the_forms_skin_names_every_missing_field(forms: FormsUser, day: date):
    refused = forms.book(day, type="", guest="", date="31.12.2026")
    for line in ("Type: this field is required.", "Guest: this field is required.", "Date: this value cannot be used."):
        assert f"<li>{line}</li>" in refused.text


def test_a_form_without_its_token_books_nothing(portal: RunningPortal, forms: FormsUser, day: date):
    refused = forms.send("forged", day, guest="Forged Form")
    assert "This form has expired." in refused.text
    assert portal.outcomes("Forged Form") == ["stale-form"]
    assert portal.live("Forged Form") == []


def test_the_ends_offered_follow_the_start(forms: FormsUser):
    ends = forms.http.get("/forms/ends", params={"start": 19 * 3600}).json()
    assert ends == [
        [69300, "19:15 (15 min)"],
        [70200, "19:30 (30 min)"],
        [71100, "19:45 (45 min)"],
        [72000, "20:00 (60 min)"],
    ]


def test_a_booking_is_cancelled_after_a_question_and_frees_its_room(portal: RunningPortal, forms: FormsUser, day: date):
    forms.book(day, guest="Cy Later")
    address = f"/forms/booking/{portal.live('Cy Later')[0]['id']}/cancel"
    token = hidden(forms.http.get(address).text, "csrf_token")
    assert forms.http.post(address, data={"csrf_token": "forged"}).status_code == 200
    assert len(portal.live("Cy Later")) == 1
    assert forms.http.post(address, data={"csrf_token": token}).status_code == 302
    assert portal.live("Cy Later") == []
    assert "already been cancelled" in forms.http.get(address).text
    assert forms.book(day).status_code == 302


def test_the_app_cancels_its_own_bookings_only(portal: RunningPortal, app: AppUser, day: date):
    mine = app.book(day).json()["reference"]
    foreign = portal.foreign(room="nw-2", start=f"{day}T09:00", end=f"{day}T10:00").json()["id"]
    codes = [app.http.post(f"/bookings/{one}/cancel").json() for one in (mine, mine, foreign, "HP-1")]
    assert codes[0] == {"ok": True}
    assert [answer["error"]["code"] for answer in codes[1:]] == ["already_cancelled", "not_yours", "not_found"]
    assert app.listed(day) == []


def test_the_ledger_speaks_in_plain_room_names_and_offsets(portal: RunningPortal, app: AppUser):
    summer = date(date.today().year + 1, 7, 1)  # noqa: DTZ011 - some day in summer time
    app.book(summer, room="ew-2", type="treatment", guest="Dee Light")
    booking = portal.live("Dee Light")[0]
    assert (booking["room"], booking["type"], booking["owner"]) == ("Treatment room 2", "Treatment", "demo")
    assert (booking["start"], booking["end"]) == (f"{summer}T09:00:00+01:00", f"{summer}T09:30:00+01:00")
    submit = portal.ledger()["submits"][-1]
    assert (submit["outcome"], submit["booking"]) == ("booked", booking["id"])


def test_a_foreign_booking_blocks_a_room_and_cannot_overlap_either(portal: RunningPortal, forms: FormsUser, day: date):
    stolen = {"room": "Consult room 1", "start": f"{day}T09:00", "end": f"{day}T09:15"}
    assert [portal.foreign(**stolen).status_code for _ in range(2)] == [201, 409]
    assert portal.foreign(room="Attic", start=f"{day}T09:00", end=f"{day}T09:15").status_code == 400
    assert CONFLICT in forms.book(day).text


def test_everything_survives_a_restart_and_sigterm_ends_it_cleanly(tmp_path: Path, day: date):
    seeds = tmp_path / "seeds.json"
    seeds.write_text(f'[{{"room": "Consult room 3", "start": "{day}T10:00", "end": "{day}T11:00"}}]')
    with running_portal(tmp_path, "--seed-file", str(seeds)) as first:
        user = AppUser(first)
        user.sign_in()
        user.book(day)
        before = first.ledger()
    assert first.process.returncode == 0
    with running_portal(tmp_path, "--seed-file", str(seeds), "--skin", "app") as second:
        assert second.ledger() == before
        cookies = {"hp_session": user.http.cookies["hp_session"]}
        assert httpx.get(f"{second.url}/app/api/session", cookies=cookies, timeout=60).json() == {
            "ok": True,
            "user": "demo",
        }
        assert httpx.get(second.url, timeout=60).headers["location"] == "/app"
    user.http.close()


def test_the_portal_knows_nothing_of_the_console():
    look = (
        "import sys, booking_console.demo.portal.__main__; print(*[m for m in sys.modules if 'booking_console' in m])"
    )
    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout.split()
    strangers = [name for name in loaded if not name.startswith("booking_console.demo.portal")]
    assert strangers == ["booking_console", "booking_console.demo"]
