"""The routes beside the pages: the cookie, foreign forms, and what nobody gets without a right."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from booking_console import bootstrap
from booking_console.adapters.db.database import Database
from booking_console.domain.actor import Role
from booking_console.services import sign_in
from booking_console.ui import identity
from booking_console.ui.headers import SecurityHeaders
from booking_console.ui.routes import beside_the_pages
from tests.builders import MONDAY_9

HOME = "http://console.example"
PASSWORD = "correct-horse-1"


class Browser:
    """Keeps its cookies from one request to the next."""

    def __init__(self, runner: asyncio.Runner) -> None:
        transport = httpx.ASGITransport(app=SecurityHeaders(beside_the_pages()))
        self._client = httpx.AsyncClient(transport=transport, base_url=HOME)
        self._runner = runner
        self.cookies = self._client.cookies

    def get(self, path: str) -> httpx.Response:
        return self._runner.run(self._client.get(path))

    def post(
        self, path: str, *, data: dict[str, str] | None = None, origin: str | None = HOME, referer: str = ""
    ) -> httpx.Response:
        headers = {name: word for name, word in (("origin", origin), ("referer", referer)) if word}
        return self._runner.run(self._client.post(path, data=data, headers=headers))


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Iterator[Browser]:
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    bootstrap.console.cache_clear()
    identity.forget_all()
    with Database(sqlite_url) as database, database.unit_of_work() as uow:
        hashed = sign_in.hash_password(PASSWORD)
        uow.users.add(login="dana", name="Dana Whitlock", role=Role.MANAGER, password_hash=hashed, at=MONDAY_9)
    with asyncio.Runner() as runner:
        yield Browser(runner)
    bootstrap.console().close()
    bootstrap.console.cache_clear()


def enter(browser: Browser, *, password: str = PASSWORD, goal: str = "", origin: str | None = HOME) -> str:
    """Where the answer leads; the status when it leads nowhere."""
    form = {"login": "dana", "password": password, "next": goal}
    answer = browser.post("/auth/login", data=form, origin=origin)
    return answer.headers.get("location", str(answer.status_code))


def test_the_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites(browser: Browser) -> None:
    answer = browser.post("/auth/login", data={"login": "dana", "password": PASSWORD})

    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


@pytest.mark.parametrize("origin", ["http://evil.example", None])
def test_a_form_of_another_site_is_refused(browser: Browser, origin: str | None) -> None:
    assert enter(browser, origin=origin) == "403"


def test_a_wrong_password_leads_back_with_a_word(browser: Browser) -> None:
    assert enter(browser, password="wrong", goal="/log") == "/login?refused=wrong&next=%2Flog"


@pytest.mark.parametrize(
    ("goal", "leads_to"),
    [
        ("", "/"),
        ("/attention?item=message-1", "/attention?item=message-1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/login?next=/", "/"),
    ],
)
def test_signing_in_leads_only_to_pages_of_ours(browser: Browser, goal: str, leads_to: str) -> None:
    assert enter(browser, goal=goal) == leads_to


def test_evidence_is_for_those_who_are_signed_in(browser: Browser) -> None:
    assert browser.get("/evidence/1").status_code == 401

    enter(browser)

    assert browser.get("/evidence/1").status_code == 404


@pytest.mark.parametrize("number", ["99999999999999999999", "9" * 5000, "-1", "x"])
def test_a_number_that_no_picture_has_is_not_found(browser: Browser, number: str) -> None:
    enter(browser)
    assert browser.get(f"/evidence/{number}").status_code == 404


def test_a_form_sent_before_its_page_came_alive_leads_where_it_was_meant_to(browser: Browser) -> None:
    form = {"login": "dana", "password": PASSWORD, "next": ""}
    answer = browser.post("/auth/login", data=form, referer=f"{HOME}/login?next=%2Frooms")
    assert answer.headers["location"] == "/rooms"


def test_signing_out_closes_the_door_at_once(browser: Browser) -> None:
    enter(browser)
    token = browser.cookies[identity.COOKIE]

    browser.post("/auth/logout")
    browser.cookies.set(identity.COOKIE, token)

    assert browser.get("/evidence/1").status_code == 401


def test_every_answer_forbids_frames_and_foreign_scripts(browser: Browser) -> None:
    headers = browser.get("/evidence/1").headers

    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
