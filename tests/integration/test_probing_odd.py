"""`portal probe URL` at portals of their own kind: an app without forms, a frameset with a week for each room, rooms of other names."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.adapters.portal.probing.draft import Proposal
from booking_console.adapters.portal.probing.exploring import explore
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.waits import Waits
from tests.intranet import served
from tests.odd_portal import OddPortal, odd_portal

pytestmark = pytest.mark.browser
WAITS = Waits(page=timedelta(seconds=10), control=timedelta(seconds=2))
NAMES = ["Consult room 1", "Consult room 2"]


@pytest.fixture
def look(tmp_path) -> Callable[[str], Proposal]:
    def look(url: str) -> Proposal:
        account, zone = Account(url, "demo", "demo-pass-1"), ZoneInfo("Europe/London")
        proposal = explore(
            account, rooms=NAMES, zone=zone, now=datetime.now(UTC), data_dir=tmp_path, waits=WAITS, gap=0
        )
        parse_profile(proposal.text, source="proposed")
        return proposal

    return look


def told(lines: list[str], *words: str) -> bool:
    return any(all(word in line for word in words) for line in lines)


def test_a_table_of_rooms_with_other_names_and_what_a_button_opens_are_found(look):
    with odd_portal() as url:
        proposal = look(f"{url}/day")
        assert OddPortal.taken == []
    source, steps = proposal.profile["availability"][0], proposal.profile["form"]["steps"]
    assert (source["table"], source["place"]) == ("table#grid", "/day?on={date}")
    assert told(proposal.missing, "how the portal names Consult room 1", "Garden", "Library")
    assert steps[0]["target"] == {"text": "New booking"}
    assert [step.get("value") for step in steps[1:]] == [
        "{room}",
        "{date}",
        "{start:%H:%M}",
        "{end:%H:%M}",
        "{guest}",
        "{key}",
    ]
    assert proposal.profile["submit"]["target"]["text"] == "Take it"


APP = """<!doctype html><div id=root></div><script>
const ask = async (op, more) => (await fetch('/ask', {method: 'POST', headers: {authorization: localStorage.t || ''},
  body: JSON.stringify({operationName: op, variables: more || {}})})).json();
const week = () => ask('Week', {day: location.hash.split('/')[2]});
const draw = async () => {
  root.innerHTML = localStorage.t ? '<a href="#/week/%s">Week</a> <button>+ New booking</button>'
    : '<input id=u placeholder=Email><input id=p type=password placeholder=Password><button>Help</button><button>Sign in</button>';
  const [first, last] = root.querySelectorAll('button');
  if (localStorage.t) {
    await week();
    first.onclick = () => { ask('Draft'); first.outerHTML = '<input placeholder=Room><input placeholder=Date><input placeholder=Guest>'; };
  } else last.onclick = async () => { localStorage.t = (await ask('SignIn', {u: u.value, p: p.value})).token; draw(); };
};
onhashchange = draw;
draw();
</script>"""


class App:
    """asked: the operations that came."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def page(self, _request: Request) -> Response:
        return HTMLResponse(APP.replace("%s", datetime.now(UTC).date().isoformat()))

    async def answer(self, request: Request) -> Response:
        body = await request.json()
        self.asked.append(body["operationName"])
        entry = {"room": "a", "start": "2027-01-04T10:00:00Z", "end": "2027-01-04T11:00:00Z"}
        answers: dict[str, Any] = {"SignIn": {"token": "t-4711-secret"}, "Week": {"bookings": [entry]}}
        return JSONResponse(answers.get(body["operationName"], {}))


def test_an_app_without_forms_is_signed_in_to_and_the_data_that_it_posts_for_is_found(look):
    site = App()
    with served(Starlette(routes=[Route("/", site.page), Route("/ask", site.answer, methods=["POST"])])) as url:
        proposal = look(url)
    session, source = proposal.profile["session"], proposal.profile["availability"][0]
    assert (session["username"]["css"], session["submit"]["text"]) == ("body input#u", "Sign in")
    assert (source["place"], source["request"], source["sends"]) == ("/#/week/{date}", "/ask", ["Week"])
    assert told(proposal.found, '"Room" (room), "Date" (date), "Guest" (guest)')
    assert told(proposal.found, "no cookie")
    assert (site.asked.count("SignIn"), "Draft" in site.asked) == (1, False)
    assert [word for word in ("t-4711-secret", "demo-pass-1") if word in proposal.text] == []


SHELL = "<html><head><script>if (top === self) top.location = '/'</script></head><body>{}</body></html>"


async def frameset(_request: Request) -> Response:
    return HTMLResponse("<frameset cols='20%,*'><frame name=menu src=/menu><frame name=main src=/start></frameset>")


async def menu(_request: Request) -> Response:
    links = "".join(f"<li><a href='/week?room={number}' target=main>Salle {number}</a>" for number in (1, 2))
    return HTMLResponse(SHELL.format(f"<ul>{links}</ul>"))


async def start(request: Request) -> Response:
    if request.method == "POST":
        answer = RedirectResponse("/start", 303)
        answer.set_cookie("SID", "1")
        return answer
    is_in = request.cookies.get("SID")
    form = "<form method=post action=/start><table><tr><td>Name<td><input name=user><tr><td>Code<td><input type=password name=code></table>"
    return HTMLResponse(
        SHELL.format("<small>user demo</small>" if is_in else f"{form}<input type=submit value=OK></form>")
    )


async def week(request: Request) -> Response:
    day = datetime.strptime(request.query_params.get("w", "20270104"), "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone
    heads = "".join(f"<th>{one:%a}<br>{one:%d.%m.%Y}</th>" for one in (day, day + timedelta(days=1)))
    cells = "<td><a href=/x><img src=/f.gif alt='free 08.00'></a><td><img src=/x.gif alt=taken>"
    lines = "".join(f"<tr><th>{hour}.{part}</th>{cells}" for hour in (8, 9) for part in ("00", "30"))
    room, after = request.query_params["room"], day + timedelta(days=7)
    more = f"<a href='/week?room={room}&w={after:%Y%m%d}'>next week</a>"
    return HTMLResponse(SHELL.format(f"{more}<table border=1><tr><th></th>{heads}</tr>{lines}</table>"))


def test_pages_that_come_in_a_frameset_are_looked_at_in_it(look):
    routes = [
        Route("/", frameset),
        Route("/menu", menu),
        Route("/start", start, methods=["GET", "POST"]),
        Route("/week", week),
    ]
    with served(Starlette(routes=routes)) as url:
        proposal = look(url)
    source = proposal.profile["availability"][0]
    assert proposal.profile["context"]["frame"] == 'frame[name="main"]'
    assert proposal.profile["session"]["password"]["css"].endswith('input[name="code"]')
    assert source["place"] == "/week?room={room}&w={date:%Y%m%d}"
    assert (source["days"]["value"]["format"], source["times"]["value"]["format"]) == ("%d.%m.%Y", "%H.%M")
    assert {rule["css"]: rule["state"] for rule in source["states"]} == {
        "td:has(img[alt^='free'])": "free",
        "td:has(img[alt^='taken'])": "busy",
    }
    assert told(proposal.missing, "how the portal names", 'Salle 1 ("1")')


@pytest.mark.parametrize("hears", [True, False])
def test_a_table_without_its_day_in_the_address_is_only_read_for_another_day_that_it_shows(
    look, *, hears: bool
) -> None:
    async def day(request: Request) -> Response:
        today = datetime.now(ZoneInfo("Europe/London")).date()
        shown = request.query_params.get("on", today.isoformat()) if hears else today.isoformat()
        lines = "".join(
            f"<tr><th>{hour:02}:00</th><td class=free></td><td class=busy></td></tr>" for hour in (8, 9, 10)
        )
        heads = "<thead><tr><th></th><th class=r>Consult room 1</th><th class=r>Consult room 2</th></tr></thead>"
        return HTMLResponse(
            f"<h1>{shown}</h1><a href='/new?on={today}'>New</a><table id=day>{heads}<tbody>{lines}</table>"
        )

    async def new(_request: Request) -> Response:
        return HTMLResponse("<p>Nothing here.")

    with served(Starlette(routes=[Route("/", day), Route("/new", new)])) as url:
        proposal = look(url)
    source = proposal.profile["availability"][0]
    assert (source["place"], source["ready"]) == (("/?on={date}", "table#day") if hears else ("/", "#FILL-IN"))
    assert told(proposal.missing, "the address of another day") is not hears
