"""Gives access tokens for a refresh token, as the token servers of mail providers do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

REFRESH_TOKEN, CLIENT = "refresh-1", "client-1"


@dataclass
class TokenServer:
    """answers: sent instead of tokens, (status, body), one for each request, first in first out."""

    url: str = ""
    given: list[str] = field(default_factory=list)
    life: int = 3600
    answers: list[tuple[int, object]] = field(default_factory=list)

    def answer(self, form: dict[str, list[str]]) -> tuple[int, object]:
        if self.answers:
            return self.answers.pop(0)
        asked = form.get("grant_type"), form.get("refresh_token"), form.get("client_id")
        if asked != (["refresh_token"], [REFRESH_TOKEN], [CLIENT]):
            return 400, {"error": "invalid_grant"}
        self.given.append(f"token-{len(self.given) + 1}")
        return 200, {"access_token": self.given[-1], "expires_in": self.life, "token_type": "Bearer"}


@contextmanager
def token_server() -> Iterator[TokenServer]:
    told = TokenServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            status, body = told.answer(form)
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the library's name
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/token"
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield told
        server.shutdown()
        thread.join()
