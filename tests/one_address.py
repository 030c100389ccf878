"""An app that asks for everything at one address: the entries of a day, a sign of life ten times a second, a booking. It says "Booked"
before the server has answered, and its pages differ only in the part of the address behind #."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

PAGE = """<!doctype html><p id=say></p><form onsubmit="return false"><label>Client <input id=who></label>
<label>At <input id=at></label><button onclick="book()">Book</button></form><script>
const ask = async words => {
  const answer = await fetch('/ask', {method: 'POST', body: JSON.stringify(words)});
  return {status: answer.status, ...await answer.json()};
};
const place = () => location.hash.split('/').slice(1);
const draw = async () => {
  await ask({want: 'rooms'});
  await ask({want: 'day', room: place()[0], day: place()[1]});
  document.body.dataset.drawn = place()[0];
};
const book = async () => {
  say.textContent = 'Booked';
  const answer = await ask({want: 'booking', room: place()[0], at: at.value, who: who.value});
  say.textContent = answer.status === 200 ? 'Booked as ' + answer.number : 'Taken';
};
setInterval(() => ask({want: 'life'}), 100);
draw();
</script>"""
PROFILE = """
name = "one address"
rooms = [{ name = "Consult room 1", id = "r1" }, { name = "Consult room 2", id = "r2" }]

[slots]
minutes = 30

[[availability]]
kind = "json"
place = "/#/{room}/{date}"
request = "/ask"
sends = ["day", "{room}"]
items = "entries[*]"
state = "busy"
start = { path = "at", format = "iso" }
owner = "who"
reference = "number"

[form]
place = "/#/{room}/{date}"
scope = "form"
ready = "[data-drawn]"
steps = [
  { do = "fill", target = { label = "Client" }, value = "{guest}" },
  { do = "fill", target = { label = "At" }, value = "{date}T{start}" },
]

[submit]
target = { text = "Book" }
response = "/ask$"
sends = ["booking", "{room}"]

[[outcomes]]
outcome = "success"
when = { status = [200], text = "Booked" }
reference = { json = "number" }

[[outcomes]]
outcome = "room_taken"
when = { status = [409] }
"""


class OneAddress(BaseHTTPRequestHandler):
    entries: ClassVar[list[dict[str, Any]]] = []

    def do_GET(self) -> None:
        self._answer(200, PAGE, "text/html")

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, answer = getattr(self, f"_{asked.pop('want')}")(**asked)
        self._answer(status, json.dumps(answer), "application/json")

    def _life(self) -> tuple[int, object]:
        return 200, {}

    def _rooms(self) -> tuple[int, object]:
        return 200, {"entries": []}  # a list of this name, too

    def _day(self, room: str, day: str) -> tuple[int, object]:
        return 200, {"entries": [one for one in self.entries if one["room"] == room and one["at"].startswith(day)]}

    def _booking(self, **asked: str) -> tuple[int, object]:
        time.sleep(0.4)
        if any((one["room"], one["at"]) == (asked["room"], asked["at"]) for one in self.entries):
            return 409, {}
        self.entries.append({**asked, "number": f"N{len(self.entries)}"})
        return 200, self.entries[-1]

    def _answer(self, status: int, text: str, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_words: object) -> None:
        """Nothing of it is of interest."""


@contextmanager
def one_address() -> Iterator[str]:
    """Its address."""
    OneAddress.entries.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), OneAddress)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
