"""A hospital's intranet for rooms, of no make that the demo portal has: hours to tick on a page per room, others' bookings nameless, our
own in a list under headings of days, some to a page; its doors are a single sign-on on another host, or HTTP authentication."""

import secrets
import threading
import time
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

ROOMS = {"r117": "117 Consulting A", "r118": "118 Consulting B"}
BASIC = "Basic " + b64encode(b"demo:demo-pass-1").decode()
LOGIN = "<h1>Central Authentication</h1>{}<form method=post>NetID <input name=u><input name=p type=password><input type=submit></form>"
DAY = """
<h2>{room}</h2><form method=post action="/rooms/{id}/book" onsubmit="return confirm('Book {room}?')">
<input type=hidden name=day value="{day}"><table class=hours>{rows}</table>
Note <input name=note maxlength=20><button>Book room</button></form>
"""
ENTRY = """
<tr class=item><td>{start:%-H}h-{end:%-H}h</td><td>{room} (B2)</td><td>{guest}</td>
<td><form method=post action="/mine/{id}/x"><button title="Remove">x</button></form></td></tr>
"""
Page = Callable[["Intranet", Request], Awaitable[Response]]


@dataclass
class Entry:
    id: int
    room: str
    start: datetime
    end: datetime
    guest: str


@dataclass
class Intranet:
    """sso: the other host; empty: HTTP authentication. refused: how often a wrong password came."""

    url: str = ""
    sso: str = ""
    entries: list[Entry] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    refused: int = 0

    def book(self, room: str, start: datetime, end: datetime, guest: str) -> bool:
        if any(e.room == room and e.start < end and start < e.end for e in self.entries):
            return False
        self.entries.append(Entry(4000 + 7 * len(self.entries), room, start, end, guest))
        return True

    def turned_away(self, request: Request) -> Response | None:
        sent = request.headers.get("authorization")
        if not self.sso:
            self.refused += sent not in (None, BASIC)
            return None if sent == BASIC else Response("", 401, {"www-authenticate": 'Basic realm="Intranet"'})
        if request.query_params.get("ticket") in self.sessions:
            answer = RedirectResponse(request.url.path, 302)
            answer.set_cookie("SPSESS", request.query_params["ticket"])
            return answer
        back = f"{self.sso}/sso/login?service={self.url}{request.url.path}"
        return None if request.cookies.get("SPSESS") in self.sessions else RedirectResponse(back, 302)


async def sign_on(site: Intranet, request: Request) -> Response:
    if request.method == "GET":
        return HTMLResponse(LOGIN.format(""))
    form = await request.form()
    if (form.get("u"), form.get("p")) != ("demo", "demo-pass-1"):
        return HTMLResponse(LOGIN.format("Invalid credentials."))
    ticket = secrets.token_hex(6)
    site.sessions.add(ticket)
    return RedirectResponse(f"{request.query_params['service']}?ticket={ticket}", 302)


async def day(site: Intranet, request: Request) -> Response:
    room, named = request.path_params["room"], request.query_params.get("day", "20270101")
    begin = datetime.strptime(named, "%Y%m%d")  # noqa: DTZ007 - the portal's own clock
    taken = {
        h
        for h in range(7, 20)
        for e in site.entries
        if e.room == room and e.start <= begin + timedelta(hours=h) < e.end
    }
    box = "<input type=checkbox name=h value={}>"
    rows = "".join(
        f"<tr><td>{h:02}-{h + 1:02}</td><td>{'busy' if h in taken else box.format(h)}</td></tr>" for h in range(7, 20)
    )
    return shell(DAY.format(id=room, room=ROOMS[room], day=named, rows=rows))


async def book(site: Intranet, request: Request) -> Response:
    form = await request.form()
    begin = datetime.strptime(str(form["day"]), "%Y%m%d")  # noqa: DTZ007 - the portal's own clock
    hours = sorted(int(str(hour)) for hour in form.getlist("h"))
    start, end = begin + timedelta(hours=hours[0]), begin + timedelta(hours=hours[-1] + 1)
    is_booked = site.book(request.path_params["room"], start, end, str(form["note"]))
    return shell("<pre>OK</pre>" if is_booked else "<pre>ERROR 14: slot not available</pre>")


async def mine(site: Intranet, request: Request) -> Response:
    page = int(request.query_params.get("page", 1))
    rows, last = "", None
    for entry in sorted(site.entries, key=lambda e: e.start)[2 * page - 2 : 2 * page]:
        if entry.start.date() != last:
            rows += f"<tr class=day><td colspan=4>{entry.start:%a %d/%m/%y}</td></tr>"
        last = entry.start.date()
        rows += ENTRY.format(**{**vars(entry), "room": ROOMS[entry.room]})
    more = f'<a href="/mine?page={page + 1}">Next &gt;</a>' if len(site.entries) > 2 * page else ""
    return shell(f"<h2>My bookings</h2><table class=list>{rows}</table>{more}")


async def remove(site: Intranet, request: Request) -> Response:
    site.entries = [entry for entry in site.entries if entry.id != int(request.path_params["entry"])]
    return RedirectResponse("/mine", 302)


def shell(body: str) -> Response:
    return HTMLResponse(f"<table><tr><td>Rooms</td><td>{body}</td></tr></table><div id=foot>Signed on: demo</div>")


@contextmanager
def running_intranet(*, door: str) -> Iterator[Intranet]:
    """door: "sso" or "basic"."""
    site = Intranet()

    def behind_the_door(page: Page) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return site.turned_away(request) or await page(site, request)

        return answer

    async def sign_on_here(request: Request) -> Response:
        return await sign_on(site, request)

    routes = [
        Route("/rooms/{room}", behind_the_door(day)),
        Route("/rooms/{room}/book", behind_the_door(book), methods=["POST"]),
        Route("/mine", behind_the_door(mine)),
        Route("/mine/{entry}/x", behind_the_door(remove), methods=["POST"]),
    ]
    other = Starlette(routes=[Route("/sso/login", sign_on_here, methods=["GET", "POST"])])
    with served(other) as sso, served(Starlette(routes=routes)) as site.url:
        site.sso = sso if door == "sso" else ""
        yield site


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
