"""A portal whose list of a day is longer than what it shows at once: drawn as it is scrolled, added to, page by page, or cut off.

Each way to show it is a path of its own; every one says "Showing ... of 57".
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ROOMS = ("Consult room 1", "Consult room 2")
ROWS = [
    f'<li class="entry" data-room="{ROOMS[n % 2]}" data-at="{8 + n // 10:02}:{n % 10 * 5:02}">Guest {n}</li>'
    for n in range(57)
]
VIRTUAL = """<div id="box" style="height:120px;overflow:auto;position:relative"><div id="all" style="position:relative"></div></div><script>
const rows = %s, box = document.getElementById('box'), all = document.getElementById('all'), high = 20;
all.style.height = rows.length * high + 'px';
const draw = () => setTimeout(() => {
  const first = Math.floor(box.scrollTop / high);
  all.innerHTML = rows.slice(first, first + 7).join('');
  [...all.children].forEach((row, n) => { row.style.position = 'absolute'; row.style.top = (first + n) * high + 'px'; });
}, 40);
box.onscroll = draw; draw();
</script>"""
LATE = """<p id="of">Showing some of 57</p><div id="all"></div><p id="busy"></p><button onclick="turn()">Next</button><script>
const rows = %s, all = document.getElementById('all'), busy = document.getElementById('busy');
let page = 0;
const draw = () => { all.innerHTML = rows.slice(20 * page, 20 * page + 20).join(''); busy.textContent = ''; };
const turn = () => {
  busy.textContent = 'One moment';
  if (++page === 2) document.querySelector('button').remove();
  fetch('/cut').then(() => setTimeout(draw, 120));
};
draw();
</script>"""
PROFILE = """
name = "long list"
rooms = [{{ name = "Consult room 1", id = "r1" }}, {{ name = "Consult room 2", id = "r2" }}]

[slots]
minutes = 5

[[availability]]
kind = "items"
place = "/{path}?on={{date}}"
ready = "li.entry"
scope = "body"
items = "li.entry"
state = "busy"
room = {{ attribute = "data-room" }}
start = {{ attribute = "data-at", format = "%H:%M" }}
minutes = 5
{keys}

[form]
place = "/"
scope = "form"
steps = [{{ do = "fill", target = {{ css = "#n" }}, value = "{{guest}} {{start}} {{room}}" }}]

[submit]
target = {{ css = "button" }}

[[outcomes]]
outcome = "success"
when = {{ text = "Booked" }}
"""


class LongList(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        place = urlsplit(self.path)
        page = int(parse_qs(place.query).get("page", ["1"])[0])
        body = getattr(self, place.path.strip("/"))(page).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def scroll(self, _page: int) -> str:
        return f"<p id=of>Showing all of 57</p>{VIRTUAL % json.dumps(ROWS)}"

    def next(self, page: int) -> str:
        return self._part(page, ROWS[20 * page - 20 : 20 * page], "Next")

    def late(self, _page: int) -> str:
        return LATE % json.dumps(ROWS)

    def more(self, page: int) -> str:
        return self._part(page, ROWS[: 20 * page], "Load more")

    def cut(self, _page: int) -> str:
        return f"<p id=of>Showing 20 of 57</p><ul>{''.join(ROWS[:20])}</ul>"

    def marked(self, _page: int) -> str:
        rows = "".join(f"<div aria-rowindex={n + 1}>{row}</div>" for n, row in enumerate(ROWS[:20]))
        return f"<div role=grid aria-rowcount=57>{rows}</div>"

    def _part(self, page: int, rows: list[str], word: str) -> str:
        on = f'<a href="?page={page + 1}">{word}</a>' if 20 * page < len(ROWS) else ""
        return f"<p id=of>Showing {len(rows)} of 57</p><ul>{''.join(rows)}</ul>{on}"

    def log_message(self, *_words: object) -> None:
        """Nothing of it is of interest."""


@contextmanager
def long_list() -> Iterator[str]:
    """Its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), LongList)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
