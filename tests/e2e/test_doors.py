"""What is refused to those who are not signed in, or may not."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, Route, expect
from simple_websocket import Client

from booking_console.domain.actor import Right
from booking_console.ui.session import MARK, PUBLIC
from tests.e2e.house import MANAGER, OTHER, PASSWORD, STAFF, House
from tests.e2e.people import go, sign_in
from tests.e2e.test_gate import cookie, page_event, socket
from tests.unit.test_console_rights import every_state

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
MANAGERS_ONLY = (Right.CONFIGURE, Right.EXPORT, Right.MANAGE_USERS)
FILES = ("/export/log.csv", "/export/log.xlsx", "/export/figures.csv", "/export/figures.xlsx", "/export/report.pdf")


@pytest.fixture
def staff(still_house: House) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=still_house.url, headers={"origin": still_house.url}, timeout=60) as client:
        answer = client.post("/auth/login", data={"login": STAFF, "password": PASSWORD})
        assert answer.headers["location"] == "/"
        yield client


def handlers(*rights: object) -> list[str]:
    """The full names of those that need one of these rights; none given: of all that are not for everybody."""
    marked = [
        (f"{state.get_full_name()}.{name}", getattr(handler.fn, MARK, None))
        for state in every_state()
        for name, handler in state.event_handlers.items()
    ]
    return [name for name, right in marked if (right in rights if rights else right != PUBLIC)]


def said_to(client: Client, names: list[str], words: str) -> int:
    """How many of the answers say it, when all of these are asked for at once."""
    for name in names:
        client.send(page_event(name))
    said = ""
    while said.count(words) < len(names) and (more := client.receive(60)) is not None:
        said += more
    return said.count(words)


def test_every_handler_is_refused_to_somebody_who_is_not_signed_in(still_house: House) -> None:
    before = still_house.records.views.latest_change()
    asked = handlers()
    with socket(still_house) as client:
        assert said_to(client, asked, '"path":"/login"') == len(asked) > 50
    assert still_house.records.views.latest_change() == before


def test_every_handler_of_managers_is_refused_to_staff(still_house: House) -> None:
    signed_in = cookie(still_house, STAFF)
    before = still_house.records.views.latest_change()
    asked = handlers(*MANAGERS_ONLY)
    with socket(still_house, cookie=signed_in) as client:
        assert said_to(client, asked, "You may not do this.") == len(asked) > 10
    assert still_house.records.views.latest_change() == before


@pytest.mark.parametrize("path", ["/evidence/1", *FILES])
def test_nobody_gets_a_file_without_signing_in(still_house: House, path: str) -> None:
    assert httpx.get(still_house.url + path, timeout=60).status_code == httpx.codes.UNAUTHORIZED


@pytest.mark.parametrize("path", FILES)
def test_staff_may_not_export(staff: httpx.Client, path: str) -> None:
    assert staff.get(path).status_code == httpx.codes.FORBIDDEN


def test_a_form_of_another_site_signs_nobody_in(still_house: House) -> None:
    form = {"login": MANAGER, "password": PASSWORD}
    answer = httpx.post(
        f"{still_house.url}/auth/login", data=form, headers={"origin": "https://elsewhere.example"}, timeout=60
    )
    assert answer.status_code == httpx.codes.FORBIDDEN
    assert "set-cookie" not in answer.headers


def test_too_many_wrong_passwords_make_the_right_one_wait(still_house: House) -> None:
    with httpx.Client(base_url=still_house.url, headers={"origin": still_house.url}, timeout=60) as client:
        for _ in range(5):
            wrong = client.post("/auth/login", data={"login": OTHER, "password": "wrong-password"})
            assert "refused=wrong" in wrong.headers["location"]
        right = client.post("/auth/login", data={"login": OTHER, "password": PASSWORD})
    assert "refused=wait" in right.headers["location"]
    assert "set-cookie" not in right.headers


def test_what_is_typed_before_the_page_comes_alive_is_kept(tab: Page, still_house: House) -> None:
    held: list[Route] = []
    tab.route("**/assets/**/*.js", lambda route: held.append(route))
    tab.goto(f"{still_house.url}/login?next=/rooms", wait_until="commit")
    tab.get_by_label("Login").press_sequentially(MANAGER)
    tab.get_by_label("Password").press_sequentially(PASSWORD[:4])
    assert held
    tab.unroute("**/assets/**/*.js")  # lets those go on that wait
    expect(tab.get_by_role("heading", name="Good")).to_be_visible()
    expect(tab.get_by_label("Login")).to_have_value(MANAGER)
    tab.keyboard.type(PASSWORD[4:])
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", level=1, name="Rooms & priorities")).to_be_visible()


def test_no_script_can_read_the_cookie(tab: Page, still_house: House) -> None:
    sign_in(tab, still_house)
    kept = next(c for c in tab.context.cookies() if c["name"] == "booking_session")
    assert (kept["httpOnly"], kept["sameSite"]) == (True, "Lax")
    assert "booking_session" not in tab.evaluate("document.cookie")


def test_a_page_without_a_person_leads_to_the_sign_in_and_back(tab: Page, still_house: House) -> None:
    tab.goto(f"{still_house.url}/rooms")
    expect(tab.get_by_label("Password")).to_be_visible()
    tab.get_by_label("Login").fill(MANAGER)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", level=1, name="Rooms & priorities")).to_be_visible()


def test_the_next_person_in_a_tab_sees_nothing_of_the_one_before(tab: Page, still_house: House) -> None:
    go(sign_in(tab, still_house), still_house, "/users")
    expect(tab.get_by_role("main")).to_contain_text("Alexis Moor")
    token = tab.evaluate("sessionStorage.getItem('token')")
    tab.context.clear_cookies()
    sign_in(tab, still_house, STAFF)
    assert tab.evaluate("sessionStorage.getItem('token')") == token
    tab.goto(f"{still_house.url}/users")
    expect(tab.get_by_text("You may not do this.")).to_be_visible()
    expect(tab.get_by_text("Alexis Moor")).to_be_hidden()
