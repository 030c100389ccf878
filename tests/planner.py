"""A planner drawn by a script: a column for each room, a line for each time, entries laid over them. One presses an empty place; the form
comes in a frame of a dialog, tells a refusal by the status of an answer that it does not read, and cannot leave its day."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

PROFILE = """
name = "planner"
types = { Consultation = "", Treatment = "", "" = "" }
rooms = [{ name = "Consult room 1", id = "red" }, { name = "Treatment room 1", id = "blue" }]

[slots]
minutes = 30
opens = 08:00:00
closes = 18:00:00

[[dialogs]]
text = "^Delete"
action = "accept"

[[availability]]
kind = "items"
place = "/"
before = [{ do = "click", target = { label = "Next day" }, until = { css = "h2", text = "{date:%A, %B %-d}" } }]
ready = "#plan:not(.busy)"
scope = "#plan"
items = ".entry"
state = "busy"
room = { above = ".column", attribute = "data-room" }
day = { above = "h2", format = "%A, %B %d" }
start = { attribute = "aria-label", pattern = "^(.+) to", format = "%I:%M %p" }
end = { attribute = "aria-label", pattern = "to ([^,]+),", format = "%I:%M %p" }
entry = { owner = { attribute = "aria-label", pattern = ", (.+)$" }, reference = { attribute = "data-number" } }

[form]
place = "/"
ready = "#plan:not(.busy)"
scope = "body"
steps = [
  { do = "click", target = { label = "Next day" }, until = { css = "h2", text = "{date:%A, %B %-d}" }, wait = { gone = ".busy" } },
  { do = "click", target = { css = "#{room}" }, crossing = "[data-at='{start}']", covered = ".entry", when_missing = "taken" },
  { do = "select", target = { frame = "#box", label = "Room" }, value = "{room}" },
  { do = "select", target = { frame = "#box", label = "From" }, value = "{start}" },
  { do = "select", target = { frame = "#box", label = "Until" }, value = "{end}" },
  { do = "fill", target = { frame = "#box", label = "Guest" }, value = "{guest}" },
]

[submit]
target = { frame = "#box", text = "Save" }
response = "/save$"

[[outcomes]]
outcome = "success"
when = { status = [200] }

[[outcomes]]
outcome = "room_taken"
when = { frame = "#box", text = "Somebody was faster", status = [409] }

[[outcomes]]
outcome = "session_lost"
when = { frame = "#box", url = "/door$" }

[cancel]
place = "/"
ready = "#plan:not(.busy)"
steps = [
  { do = "click", target = { label = "Next day" }, until = { css = "h2", text = "{date:%A, %B %-d}" }, wait = { gone = ".busy" } },
  { do = "click", target = { css = ".entry[data-number='{reference}']" } },
]
submit = { frame = "#box", text = "Delete" }
response = "/drop$"

[change]
place = "/"
ready = "#plan:not(.busy)"
scope = "body"
days = "same"
steps = [
  { do = "click", target = { label = "Next day" }, until = { css = "h2", text = "{was_date:%A, %B %-d}" }, wait = { gone = ".busy" } },
  { do = "click", target = { css = ".column[data-room={was_room}] .entry[data-number='{reference}']" } },
  { do = "select", target = { frame = "#box", label = "Room" }, value = "{room}" },
  { do = "select", target = { frame = "#box", label = "From" }, value = "{start}" },
  { do = "select", target = { frame = "#box", label = "Until" }, value = "{end}" },
  { do = "fill", target = { frame = "#box", label = "Guest" }, value = "{guest}" },
]

[change.submit]
target = { frame = "#box", text = "Save" }
response = "/save$"
"""
DAY = """<!doctype html><style>#plan { position: relative; height: 800px; width: 500px } .line, .column, .entry { position: absolute }
.line { left: 0; right: 0; height: 40px } .column { top: 0; bottom: 0; width: 200px } .entry { left: 0; right: 0 }</style>
<h2></h2><button onclick="turn()" aria-label="Next day">&gt;</button>
<div style="height: 200px; overflow: auto"><div id=plan></div></div>
<dialog><iframe id=box></iframe></dialog><script>
const day = new Date(), plan = document.querySelector('#plan'), box = document.querySelector('#box'); day.setHours(12, 0, 0, 0);
const iso = () => `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
const minutes = at => at.split(':')[0] * 60 + +at.split(':')[1] - 480;
const at = line => `${8 + (line >> 1)}`.padStart(2, 0) + (line % 2 ? ':30' : ':00');
const spoken = at => new Date('2026-01-01T' + at).toLocaleTimeString('en-US', {hour: 'numeric', minute: '2-digit'});
const open = query => { box.src = '/entry?' + query; document.querySelector('dialog').show(); };
const saved = () => { document.querySelector('dialog').close(); draw(); };
const turn = () => { day.setDate(day.getDate() + 1); draw(); };
async function draw() {
  plan.className = 'busy';
  document.querySelector('h2').textContent = day.toLocaleDateString('en-US', {weekday: 'long', month: 'long', day: 'numeric'});
  const entries = await (await fetch('/entries?day=' + iso())).json();
  plan.innerHTML = [...Array(20).keys()].map(n => `<div class=line data-at="${at(n)}" style="top: ${n * 40}px"></div>`).join('')
    + ['red', 'blue'].map((room, n) => `<div class=column id=${room} data-room=${room} style="left: ${50 + n * 220}px"></div>`).join('');
  for (const one of entries) {
    const el = Object.assign(document.createElement('div'), {className: 'entry', onclick: () => open('number=' + one.number)});
    el.dataset.number = one.number; el.ariaLabel = `${spoken(one.start)} to ${spoken(one.end)}, ${one.guest}`;
    el.style.cssText = `top: ${minutes(one.start) * 4 / 3}px; height: ${(minutes(one.end) - minutes(one.start)) * 4 / 3}px`;
    plan.querySelector(`[data-room=${one.room}]`).append(el);
  }
  plan.className = '';
}
plan.onclick = e => {
  if (e.target.closest('.entry')) return;
  const spot = plan.getBoundingClientRect();
  open(`day=${iso()}&room=${e.clientX - spot.left < 260 ? 'red' : 'blue'}&start=${at(Math.floor((e.clientY - spot.top) / 40))}`);
};
draw();
</script>"""
ENTRY = """<!doctype html><form onsubmit="return false">
<label>Room <select id=room><option>red</option><option>blue</option></select></label><label>From <select id=start></select></label>
<label>Until <select id=end></select></label><label>Guest <input id=guest></label>
<button onclick="save()">Save</button><button onclick="drop()">Delete</button><p></p></form><script>
const was = @WAS@, get = id => document.querySelector('#' + id);
for (let n = 0; n <= 20; n++) for (const id of ['start', 'end'])
  get(id).add(new Option(`${8 + (n >> 1)}`.padStart(2, 0) + (n % 2 ? ':30' : ':00')));
for (const id of ['room', 'start', 'end', 'guest']) if (was[id]) get(id).value = was[id];
const send = (place, said) => fetch(place, {method: 'POST', body: JSON.stringify(said)});
const drop = async () => { if (confirm('Delete it?')) { await send('/drop', was); parent.saved(); } };
const save = async () => {
  const said = Object.fromEntries(['room', 'start', 'end', 'guest'].map(id => [id, get(id).value]));
  const answer = await send('/save', {...was, ...said});  // its body stays unread
  if (answer.status === 401) location = '/door';
  else if (answer.ok) parent.saved();
  else document.querySelector('p').textContent = 'Somebody was faster';
};
</script>"""


class Planner(BaseHTTPRequestHandler):
    """thieves: so many of the next bookings find the place taken. is_locked: the next one is asked to sign in.
    demands: a field that its form did not have before."""

    entries: ClassVar[list[dict[str, Any]]] = []
    thieves: ClassVar[int] = 0
    is_locked: ClassVar[bool] = False
    demands: ClassVar[str] = ""
    protocol_version = "HTTP/1.1"  # the connection stays: only who reads an answer knows that it is whole

    def log_message(self, *said: object) -> None:
        """Nobody listens."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        said = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/entries":
            self._answer([entry for entry in self.entries if entry["day"] == said["day"]])
        elif url.path == "/entry":
            known = next((e for e in self.entries if str(e["number"]) == said.get("number")), said)
            self._answer(ENTRY.replace("@WAS@", json.dumps(known)).replace("<p></p>", f"<p></p>{self.demands}"))
        else:
            self._answer("<p>Please sign in</p>" if url.path == "/door" else DAY)

    def do_POST(self) -> None:
        said, mine = json.loads(self.rfile.read(int(self.headers["Content-Length"]))), type(self)
        others = [entry for entry in self.entries if entry["number"] != said.get("number")]
        if self.path == "/drop":
            self._keep(others)
        elif mine.is_locked:
            mine.is_locked = False
            self._answer({"error": "session"}, 401)
        elif mine.thieves:
            mine.thieves -= 1
            self._keep([*others, {**said, "number": 900 + len(others), "guest": "A Thief"}], 409)
        else:
            self._keep([*others, {"number": 100 + len(self.entries), **said}])

    def _keep(self, entries: list[dict[str, Any]], status: int = 200) -> None:
        type(self).entries = entries
        self._answer({"ok": status == 200, "why": "x" * 2000}, status)

    def _answer(self, said: object, status: int = 200) -> None:
        body = (said if isinstance(said, str) else json.dumps(said)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if isinstance(said, str) else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running_planner() -> Iterator[tuple[str, type[Planner]]]:
    """Its address and what it has written down."""

    class Mine(Planner):
        entries: ClassVar[list[dict[str, Any]]] = []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Mine)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", Mine
    finally:
        server.shutdown()
        server.server_close()
