"""A portal of its own kind, which no profile that ships describes: no form, no login, rooms with names, American dates, one entry in every
cell that it covers."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

HOURS = [f"{hour}:{minute:02}" for hour in range(8, 18) for minute in (0, 30)]
ROOMS = {"g": "Garden", "l": "Library"}
PAGE = """<!doctype html><html lang="en"><body><h1>{day}</h1><a href="/day?on={after}">The day after</a>
<table id="grid"><thead><tr><th class="hour">Hour</th><th class="room">Garden</th><th class="room">Library</th></tr></thead>
<tbody>{rows}</tbody></table><button id="new" type="button">New booking</button>
<div id="panel" hidden><label for="place">Place</label><select id="place"><option value="">-</option><option value="g">Garden</option>
<option value="l">Library</option></select><label for="when">When</label><input id="when">
<label for="s">Starts at</label><select id="s">{hours}</select><label for="e">Ends at</label><select id="e">{hours}</select>
<label for="n">Client</label><input id="n"><input id="note" placeholder="Note"><button id="go" type="button">Take it</button></div>
<p id="say" role="status"></p><script>
const at = id => document.getElementById(id);
at('new').onclick = () => {{ at('panel').hidden = false; }};
at('go').onclick = async () => {{
  const words = Object.fromEntries(['place', 'when', 's', 'e', 'n'].map(id => [id, at(id).value]));
  const answer = await fetch('/take', {{method: 'POST', body: JSON.stringify(words)}});
  at('say').textContent = (await answer.json()).done ? 'All done, see you.' : 'Sorry, that is not possible.';
}};
</script></body></html>"""


class OddPortal(BaseHTTPRequestHandler):
    taken: ClassVar[list[dict[str, Any]]] = []

    def do_GET(self) -> None:
        day = parse_qs(urlsplit(self.path).query).get("on", ["2027-01-04"])[0]
        rows = "".join(f'<tr><th class="hour">{hour}</th>{self._cells(day, hour)}</tr>' for hour in HOURS)
        hours = "".join(f"<option>{hour}</option>" for hour in HOURS)
        after = date.fromisoformat(day) + timedelta(days=1)
        self._answer(PAGE.format(day=day, after=after, rows=rows, hours=hours), "text/html")

    def _cells(self, day: str, hour: str) -> str:
        cells = []
        for room in ROOMS:
            here = [one for one in self.taken if (one["place"], one["day"]) == (room, day) and covers(one, hour)]
            cells.append(f'<td class="taken">{here[0]["n"]}</td>' if here else '<td class="vacant"></td>')
        return "".join(cells)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        day = datetime.strptime(asked["when"], "%m/%d/%Y").date().isoformat()  # noqa: DTZ007 - a date has no zone
        self.taken.append({**asked, "day": day})
        self._answer(json.dumps({"done": True}), "application/json")

    def _answer(self, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Nothing of it is of interest."""


def covers(one: dict[str, Any], hour: str) -> bool:
    return HOURS.index(one["s"]) <= HOURS.index(hour) < HOURS.index(one["e"])


@contextmanager
def odd_portal() -> Iterator[str]:
    """Its address."""
    OddPortal.taken.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), OddPortal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
