"""A hall's counter on the web: rooms are offered for a kind of visit, one is put on hold, then the booking is sent. Without a script, so it
may be driven with and without a browser. Its dates have no year, and what an entry is stands as a word in its row."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

PROFILE = """
name = "counter"
types = { Consultation = "talk", Treatment = "care" }
rooms = [
  { name = "Consult room 1", id = "1", label = "Hall Žluť" },
  { name = "Treatment room 1", id = "2", label = "Hall Łąka" },
]
guest = { compare = "equals" }

[slots]
minutes = 30
opens = 08:00:00
closes = 18:00:00

[[availability]]
kind = "items"
place = "/offers?kind={type}&at={date}T{start}"        # what it offers depends on what it is for
scope = "ul"
items = "li"
state = "free"
states = [
  { value = { css = "em" }, matches = "^free", state = "free" },
  { value = { css = "em" }, matches = "taken|on hold|not for", state = "busy" },
]
room = { css = "b" }

[form]
place = "/hold?room={room}&at={date}T{start}"
scope = "main"
release = { text = "Give it back" }
steps = [
  { do = "expect", target = { css = "#what" }, value = "{room:label}, {start}", when_missing = "taken" },
  { do = "fill", target = { label = "For" }, value = "{guest}" },
  { do = "select", target = { label = "Purpose" }, value = "{type}" },
  { do = "uncheck", target = { label = "Send a mail to everybody" } },
]

[submit]
target = { text = "Confirm" }

[[outcomes]]
outcome = "success"
when = { text = "Thank you" }

[[outcomes]]
outcome = "room_taken"
when = { text = "no longer free" }

[[readback.sources]]
kind = "items"
place = "/mine"
scope = "table"
items = "tr"
state = "busy"
states = [
  { value = { css = "td:nth-child(5)" }, matches = "^Cancelled", state = "gone" },
  { value = { css = "td:nth-child(5)" }, matches = "^Confirmed", state = "busy" },
]
room = { css = "td:nth-child(2)" }
day = { css = "td:nth-child(3)", pattern = "^(.+),", format = "%a %b %d" }
start = { css = "td:nth-child(3)", pattern = ", (.+)$", format = "%I:%M %p" }
entry = { owner = { css = "td:nth-child(4)" }, reference = { css = "td:nth-child(1)" } }

[cancel]
place = "/mine"
submit = { text = "Cancel", within = { css = "tr", shows = "{reference}" } }
"""
FORM = """<main><p id=what>{label}, {at:%H:%M}</p><form method=post action=/confirm>
<input type=hidden name=room value={room}><input type=hidden name=at value={at:%Y-%m-%dT%H:%M}>
<label>For <input name=guest></label>
<label>Purpose <select name=kind><option value=talk>Talk</option><option value=care>Care</option></select></label>
<label><input type=checkbox name=mail checked> Send a mail to everybody</label>
<button>Confirm</button><button formaction=/release>Give it back</button></form></main>"""


class Counter(BaseHTTPRequestHandler):
    HALLS: ClassVar = {"1": "Hall Žluť", "2": "Hall Łąka"}
    entries: ClassVar[list[dict[str, str]]] = []
    held: ClassVar[set[tuple[str, str]]] = set()

    def log_message(self, *said: object) -> None:
        """Nobody listens."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        said = dict(parse_qsl(url.query))
        if url.path == "/offers":
            self._show("<ul>" + "".join(self._offer(hall, said) for hall in self.HALLS) + "</ul>")
        elif url.path == "/hold":
            self._hold(said["room"], said["at"])
        else:
            self._show(f"<table>{''.join(map(self._row, self.entries))}</table>")

    def do_POST(self) -> None:
        said = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True))
        if self.path == "/cancel":
            self.entries[int(said["number"])]["state"] = "Cancelled by you"
            self._show("Done")
            return
        self.held.discard((said["room"], said["at"]))
        if self.path == "/release":
            self._show("<p>Given back</p>")
        elif self._is_taken(said["room"], said["at"]):
            self._show("<p>Hall no longer free</p>")
        else:
            self.entries.append({**said, "state": "Confirmed"})
            self._show("<p>Thank you!</p>")

    def _is_taken(self, room: str, at: str) -> bool:
        return any((e["room"], e["at"], e["state"]) == (room, at, "Confirmed") for e in self.entries)

    def _offer(self, room: str, said: dict[str, str]) -> str:
        is_fit = (room == "1") == (said["kind"] == "talk")
        state = (
            "taken" if self._is_taken(room, said["at"]) else "on hold" if (room, said["at"]) in self.held else "free"
        )
        return f"<li><b>{self.HALLS[room]}</b> <em>{state if is_fit else 'not for this'}</em></li>"

    def _hold(self, room: str, at: str) -> None:
        is_gone = self._is_taken(room, at) or (room, at) in self.held
        self.held.add((room, at))
        label = "Nothing" if is_gone else self.HALLS[room]
        self._show(FORM.format(label=label, room=room, at=datetime.fromisoformat(at)))

    def _row(self, entry: dict[str, str]) -> str:
        number, at = self.entries.index(entry), datetime.fromisoformat(entry["at"])
        way = f"<form method=post action=/cancel><input type=hidden name=number value={number}><button>Cancel</button></form>"
        cells = (
            f"C-{number}.",
            self.HALLS[entry["room"]],
            f"{at:%a %b %d, %I:%M %p}",
            escape(entry["guest"]),
            entry["state"],
            way,
        )
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    def _show(self, html: str) -> None:
        body = f"<!doctype html><meta charset=utf-8>{html}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running_counter() -> Iterator[tuple[str, type[Counter]]]:
    """Its address and what it has written down."""

    class Mine(Counter):
        entries: ClassVar[list[dict[str, str]]] = []
        held: ClassVar[set[tuple[str, str]]] = set()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Mine)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", Mine
    finally:
        server.shutdown()
        server.server_close()
