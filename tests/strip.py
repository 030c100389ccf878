"""A day of strips made of web components: bars that say their times only by their place, a visit chosen by dragging along a strip, its form
in a window of its own that closes by itself, a message that goes after a moment while the answer stays unread, and an own list that draws
only what is scrolled to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

PROFILE = """
name = "strip"
rooms = [{ name = "Consult room 1", id = "red", label = "Red" }, { name = "Treatment room 1", id = "redder", label = "Redder" }]
types = { Treatment = "", Consultation = "", "" = "" }

[slots]
minutes = 15
opens = 08:00:00
closes = 18:00:00

[[availability]]
kind = "items"
place = "/?day={date}"
ready = "[role=grid]"
scope = "x-day"
items = ".bar"
state = "busy"
scale = { zero = 08:00:00, hour = 60 }
room = { above = ".strip", attribute = "data-room" }
start = { attribute = "style", pattern = "left: *([0-9.]+)px", format = "scale" }
end = { attribute = "style", pattern = "width: *([0-9.]+)px", format = "scale_length" }

[form]
place = "/?day={date}"
scope = "form"
steps = [
  { do = "click", drag = true, window = true, target = { css = ".strip[data-room={room}]" }, spans = { from = 08:00:00, to = 18:00:00, along = "x" }, covered = ".bar", when_missing = "taken" },
  { do = "expect", target = { css = "p.what" }, value = "{room} {start} to {end}" },
  { do = "fill", target = { label = "Guest" }, value = "{guest}" },
]

[submit]
target = { text = "Save" }
response = "/save$"

[[outcomes]]
outcome = "success"
when = { text = "{room:label} is yours at {start}" }

[[outcomes]]
outcome = "room_taken"
when = { text = "Somebody was faster" }

[[readback.sources]]
kind = "items"
place = "/?day={date}"
ready = "[role=grid]"
shows = "own"
complete = true
scope = "x-mine"
items = "[role=row]"
state = "busy"
scroll = "[role=grid]"
empty = { text = "Nothing yet" }
room = { css = ".room" }
day = { css = ".day", format = "%Y-%m-%d" }
start = { css = ".start", format = "%H:%M" }
end = { css = ".end", format = "%H:%M" }
entry = { owner = { css = ".guest" }, reference = { attribute = "data-number" } }

[cancel]
place = "/?day={date}"
ready = "[role=grid]"
submit = { label = "Drop {reference}", scroll = "[role=grid]" }
"""  # noqa: E501
PAGE = """<!doctype html><body><x-day></x-day><x-mine></x-mine><script>
const ENTRIES = @ENTRIES@, DAY = '@DAY@', ROOMS = ['red', 'redder'];
const make = (tag, said, ...inner) => { const el = document.createElement(tag); Object.assign(el, said); el.append(...inner); return el; };
const minutes = at => at.split(':')[0] * 60 + +at.split(':')[1] - 480;
const clock = x => `${8 + Math.floor(x / 60)}`.padStart(2, 0) + ':' + `${x % 60}`.padStart(2, 0);
customElements.define('x-day', class extends HTMLElement { connectedCallback() {
  const root = this.attachShadow({mode: 'open'});
  for (const room of ROOMS) {
    const strip = make('div', {className: 'strip'});
    strip.dataset.room = room;
    strip.style.cssText = 'position: relative; width: 600px; height: 30px; background: #eee; margin: 4px';
    for (const one of ENTRIES.filter(one => one.room === room && one.day === DAY)) {
      const bar = make('div', {className: 'bar'});
      const left = minutes(one.start);
      bar.style.cssText = `position: absolute; height: 30px; background: red; left: ${left}px; width: ${minutes(one.end) - left}px`;
      strip.append(bar);
    }
    strip.onpointerdown = down => {
      const edge = strip.getBoundingClientRect().left, from = Math.floor((down.clientX - edge) / 15) * 15;
      addEventListener('pointerup', up => {
        const to = Math.ceil((up.clientX - edge) / 15) * 15;
        open(`/form?day=${DAY}&room=${room}&start=${clock(from)}&end=${clock(to)}`);
      }, {once: true});
    };
    root.append(strip);
  }
}});
customElements.define('x-mine', class extends HTMLElement { connectedCallback() {
  const mine = ENTRIES.filter(one => one.mine), high = 30, box = make('div', {role: 'grid'}), root = this.attachShadow({mode: 'open'});
  box.setAttribute('role', 'grid');
  box.style.cssText = 'height: 90px; width: 600px; overflow: auto; position: relative';
  const draw = () => {
    const first = Math.floor(box.scrollTop / high), rows = mine.slice(first, first + 4).map((one, n) => {
      const row = make('div', {}, ...['room', 'day', 'start', 'end', 'guest'].map(key => make('span', {className: key}, one[key])),
        make('button', {ariaLabel: 'Drop ' + one.number, onclick: async () => {
          await fetch('/drop', {method: 'POST', body: JSON.stringify(one)}); location.reload(); }}, 'x'));
      row.setAttribute('role', 'row');
      row.dataset.number = one.number;
      row.style.cssText = `position: absolute; height: ${high}px; top: ${(first + n) * high}px`;
      return row;
    });
    box.replaceChildren(make('div', {style: `height: ${mine.length * high}px`}), ...rows);
  };
  box.onscroll = () => setTimeout(draw, 40);
  draw();
  root.append(box, mine.length ? '' : 'Nothing yet');
}});
</script>"""
FORM = """<!doctype html><form onsubmit="return false"><p class=what>@ROOM@ @START@ to @END@</p><label>Guest <input id=guest></label>
<button onclick="save()">Save</button><p id=why></p></form><x-toast></x-toast><script>
const save = async () => {
  const said = {...Object.fromEntries(new URLSearchParams(location.search)), guest: document.querySelector('#guest').value};
  const answer = await fetch('/save', {method: 'POST', body: JSON.stringify(said)});
  if (!answer.ok) { document.querySelector('#why').textContent = 'Somebody was faster'; return; }
  const toast = document.querySelector('x-toast').attachShadow({mode: 'open'});
  toast.innerHTML = `<p>${answer.headers.get('X-Room')} is yours at ${said.start}</p>`;
  setTimeout(() => toast.innerHTML = '', 900);
  setTimeout(() => window.close(), 2300);  // later than anybody waits for an answer that the page does not read
};
</script>"""


class Strip(BaseHTTPRequestHandler):
    """thieves: so many of the next bookings find the place taken. strays: so many are put into the other room."""

    entries: ClassVar[list[dict[str, Any]]] = []
    thieves: ClassVar[int] = 0
    strays: ClassVar[int] = 0
    protocol_version = "HTTP/1.1"

    def log_message(self, *said: object) -> None:
        """Nobody listens."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        said = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/form":
            self._answer(
                FORM.replace("@ROOM@", said["room"]).replace("@START@", said["start"]).replace("@END@", said["end"])
            )
        else:
            self._answer(PAGE.replace("@ENTRIES@", json.dumps(self.entries)).replace("@DAY@", said.get("day", "")))

    def do_POST(self) -> None:
        said, mine = json.loads(self.rfile.read(int(self.headers["Content-Length"]))), type(self)
        if self.path == "/drop":
            mine.entries.remove(said)
        elif mine.thieves:
            mine.thieves -= 1
            self.note(**{**said, "guest": "A Thief"}, mine=False)
            return self._answer("{}", 409)
        else:
            if mine.strays:
                mine.strays -= 1
                said["room"] = "redder" if said["room"] == "red" else "red"
            self.note(**said, mine=True)
        return self._answer("x" * 2000, room=said["room"])

    @classmethod
    def note(cls, **said: Any) -> None:
        cls.entries.append({**said, "number": 100 + len(cls.entries)})

    def _answer(self, said: str, status: int = 200, room: str = "") -> None:
        body = said.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("X-Room", room.capitalize())
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running_strip() -> Iterator[tuple[str, type[Strip]]]:
    """Its address and what it has written down."""

    class Mine(Strip):
        entries: ClassVar[list[dict[str, Any]]] = []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Mine)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", Mine
    finally:
        server.shutdown()
        server.server_close()
