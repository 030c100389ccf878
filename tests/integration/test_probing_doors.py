"""`portal probe URL` at doors that no demo has: a single sign-on elsewhere, HTTP authentication, a frame, names made anew at each load."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from booking_console.adapters.portal.probing.draft import Proposal
from booking_console.adapters.portal.probing.exploring import explore
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.waits import Waits
from booking_console.domain.errors import ContractBroken, LoginRefused
from tests.intranet import running_intranet, served

pytestmark = pytest.mark.browser
WAITS = Waits(page=timedelta(seconds=10), control=timedelta(seconds=2))
Look = Callable[..., Proposal]


@pytest.fixture
def look(tmp_path) -> Look:
    def look(url: str, password: str = "demo-pass-1", **more: object) -> Proposal:
        rooms, zone = ["Consult room 1", "Consult room 2"], ZoneInfo("Europe/London")
        seen = {"rooms": rooms, "zone": zone, "now": datetime.now(UTC), "data_dir": tmp_path, "waits": WAITS, "gap": 0}
        return explore(Account(url, "demo", password), **seen, **more)

    return look


def test_another_host_that_wants_the_password_gets_none_unless_it_is_allowed(look):
    with running_intranet(door="sso") as site:
        other = urlsplit(site.sso).netloc
        with pytest.raises(ContractBroken, match=f"--allow-host {other}"):
            look(f"{site.url}/mine")
        assert site.sessions == set()

        proposal = look(f"{site.url}/mine", allow_hosts=[other])
        assert len(site.sessions) == 1
    assert proposal.profile["context"]["allow_hosts"] == (other,)
    assert proposal.profile["session"]["username"]["css"].endswith('input[name="u"]')


def test_what_the_browser_itself_asks_for_is_answered_once_and_proposed(look):
    with running_intranet(door="basic") as site:
        proposal = look(f"{site.url}/mine")
        assert proposal.profile["context"]["basic_auth"] is True
        assert any("HTTP authentication" in line for line in proposal.found)
        with pytest.raises(LoginRefused):
            look(f"{site.url}/mine", password="wrong")
        assert site.refused == 1
        assert "basic_auth" in look(f"{site.url}/mine", password="").profile["context"]


class Framed:
    """A portal in a frame: a button leads to its login, whose fields have another id at each load."""

    def __init__(self) -> None:
        self.logins = 0

    async def outer(self, request: Request) -> Response:
        return HTMLResponse('<iframe id=inner src="/start" width=900 height=600></iframe>')

    async def start(self, request: Request) -> Response:
        body = (
            "<p id=me>Signed in</p>"
            if request.cookies.get("in")
            else "<form action=/login><button>Log in</button></form>"
        )
        return HTMLResponse(body)

    async def login(self, request: Request) -> Response:
        if request.method == "GET":
            one, two = (f"x{secrets.token_hex(2)}" for _ in range(2))
            html = f"<form id=f method=post><input type=text id={one}><input type=password id={two}><button>Go</button></form>"
            return HTMLResponse(html)
        self.logins += 1
        answer = RedirectResponse("/start", 302)
        answer.set_cookie("in", "1")
        return answer


def test_a_login_in_a_frame_behind_a_button_is_found_by_names_that_last(look):
    site = Framed()
    routes = [Route("/", site.outer), Route("/start", site.start), Route("/login", site.login, methods=["GET", "POST"])]
    with served(Starlette(routes=routes)) as url:
        proposal = look(url)
    session = proposal.profile["session"]
    assert site.logins == 1
    assert (session["username"]["css"], session["password"]["css"]) == (
        'form#f input[type="text"]',
        'form#f input[type="password"]',
    )
    assert any("frame iframe#inner" in line for line in proposal.found)
