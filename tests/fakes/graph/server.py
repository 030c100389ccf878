"""Microsoft 365 in this process, over TLS: sign-in and Graph under one address, with faults to be switched on.

/faults, /deliver and /mails are for the person or test that runs it; everything else is as Microsoft answers it.
"""

import json
import socket
import ssl
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.fakes.certificates import Certificate
from tests.fakes.graph.api import GraphApi
from tests.fakes.graph.faults import FAULTS, Faults
from tests.fakes.graph.login import SignIn
from tests.fakes.graph.replies import Reply, Request, denied, error, unauthorized
from tests.fakes.graph.store import Store

_RESET = struct.pack("ii", 1, 0)
_HTML = b"<!doctype html><title>Welcome to the clinic's guest network</title><p>Please accept the terms.</p>"


class GraphServer:
    """base: the address of both the authority and the endpoint. asked: every request line, the newest last."""

    def __init__(self, certificate: Certificate, *, port: int = 0) -> None:
        self.certificate = certificate
        self._http = _Http(("127.0.0.1", port), _Handler)
        self._http.tls = certificate.server_context()
        self._http.owner = self
        self.base = f"https://127.0.0.1:{self._http.server_address[1]}"
        self.faults = Faults()
        self.sign_in = SignIn(self.base, self.faults)
        self.api = GraphApi(self.base, self.faults)
        self.asked: list[Request] = []
        self.closing = Event()
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def sent(self) -> list[bytes]:
        return self.api.sent

    def cut(self) -> None:
        """Every connection that is open, as a restarted router would."""
        for connection in list(self._http.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def add_mailbox(self, address: str) -> Store:
        return self.api.stores.setdefault(address.lower(), Store(address))

    def answer(self, request: Request) -> Reply:
        self.asked.append(request)
        if not request.path.startswith("/v1.0/"):
            return self._beside(request) or self._page(request) or self.sign_in.answer(request)
        return self._stopped(request) or self.api.answer(request)

    def _page(self, request: Request) -> Reply | None:
        return _INSTEAD["proxy-page"] if self.faults.strikes("proxy-page", request.line) else None

    def _stopped(self, request: Request) -> Reply | None:
        """The answer of a fault that keeps the request from being carried out."""
        for name, reply in _INSTEAD.items():
            if self.faults.strikes(name, request.line):
                return reply
        if self.faults.strikes("token-revoked", request.line):
            self.sign_in.revoke_all()
        if self.faults.strikes("vanish", request.line):
            self._vanish(request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return None if self.sign_in.holds(token) else unauthorized("Access token validation failure. Invalid audience.")

    def _vanish(self, request: Request) -> None:
        _, _, store_name, _, key = [*request.path.split("/"), "", ""][1:6]
        store = self.api.stores.get(store_name.lower())
        item = store.by_id(unquote(key)) if store else None
        if store and item:
            store.remove(item)

    def _beside(self, request: Request) -> Reply | None:
        """What no Microsoft server has."""
        if request.path == "/faults":
            return self._control_faults(request)
        if request.path == "/deliver" and request.method == "POST":
            for store in self.api.stores.values():
                store.deliver(request.body)
            return _plain({"delivered": len(request.body)})
        if request.path == "/mails":
            return _plain({address: _contents(store) for address, store in self.api.stores.items()})
        return None

    def _control_faults(self, request: Request) -> Reply:
        if request.method == "DELETE":
            self.faults.clear()
        if request.method == "POST":
            wanted = json.loads(request.body)
            self.faults.switch_on(wanted["name"], int(wanted.get("count", 1)), str(wanted.get("match", "")))
        on = {name: {"left": switch.left, "match": switch.match} for name, switch in self.faults.on.items()}
        return _plain({"faults": FAULTS, "on": on})


_INSTEAD = {
    "throttled": error(429, "TooManyRequests", "Too many requests.", {"Retry-After": "2"}),
    "busy": error(503, "ServiceNotAvailable", "The service is temporarily unavailable.", {"Retry-After": "1"}),
    "broken": error(500, "InternalServerError", "An internal server error occurred."),
    "forbidden": denied(),
    "full": error(403, "ErrorQuotaExceeded", "The mailbox has exceeded its quota."),
    "no-mailbox": error(
        404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or on-premise."
    ),
    "token-expired": unauthorized("Lifetime validation failed, the token is expired."),
    "proxy-page": Reply(200, _HTML, {"Content-Type": "text/html"}),
    "redirect": Reply(302, b"", {"Location": "https://graph.elsewhere.test/v1.0/"}),
}


def _contents(store: Store) -> dict[str, list[str]]:
    return {
        folder.name: [item.message.get("Subject", "") for item in store.inside(folder.id)]
        for folder in store.folders.values()
    }


def _plain(body: dict[str, Any]) -> Reply:
    return Reply(200, json.dumps(body).encode(), {"Content-Type": "application/json"})


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    tls: ssl.SSLContext
    owner: GraphServer

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.connections: set[socket.socket] = set()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake on the connection's own thread: a client that does not trust us must not hold up the others."""
        request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(OSError), self.tls.wrap_socket(request, server_side=True) as safe:
            safe.settimeout(30)
            self.connections.add(safe)
            try:
                super().finish_request(safe, client_address)
            finally:
                self.connections.discard(safe)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet for head and body: else the client waits for the second one
    server: _Http

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Nothing."""

    def do_GET(self) -> None:
        owner, request = self.server.owner, self._request()
        if owner.faults.strikes("reset", request.line):
            self._reset()
            return
        reply = owner.answer(request)
        with _gone_client():
            self._give(request, reply)

    do_POST = do_PATCH = do_DELETE = do_GET

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, parts.path, dict(parse_qsl(parts.query)), headers, body)

    def _give(self, request: Request, reply: Reply) -> None:
        faults = self.server.owner.faults
        if faults.strikes("reset-after", request.line):
            self._reset()
        elif faults.strikes("silent", request.line):
            self.server.owner.closing.wait(60)
            self.close_connection = True
        elif faults.strikes("gateway", request.line):
            self._write(Reply(504, b"<html>Gateway Timeout</html>", {"Content-Type": "text/html"}))
        elif faults.strikes("garbled", request.line):
            self._write(Reply(reply.status, reply.body[: len(reply.body) // 2], reply.headers))
        else:
            self._write(
                reply, half=faults.strikes("half", request.line), slowly=faults.strikes("trickle", request.line)
            )

    def _write(self, reply: Reply, *, half: bool = False, slowly: bool = False) -> None:
        self.send_response_only(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if slowly:
            self._trickle(reply.body)
        else:
            self.wfile.write(reply.body[: len(reply.body) // 2] if half else reply.body)
        self.wfile.flush()
        if half:
            self._reset()

    def _trickle(self, body: bytes) -> None:
        for index in range(len(body)):
            if self.server.owner.closing.is_set():
                break
            self.wfile.write(body[index : index + 1])
            self.wfile.flush()
            time.sleep(0.1)
        self.close_connection = True

    def _reset(self) -> None:
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.close_connection = True


@contextmanager
def _gone_client() -> Iterator[None]:
    with suppress(OSError):
        yield
