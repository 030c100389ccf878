"""An Exchange server in our own process: what it says on the wire is what a real one says, faults included."""

import base64
import json
import socket
import ssl
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from tests.fakes.ews.faults import Fault, Faults
from tests.fakes.ews.operations import Operations
from tests.fakes.ews.people import Application, People, Person
from tests.fakes.ews.store import MailboxStore, SyncStates
from tests.fakes.ews.wire import Xml, bad, envelope, fault, is_in_order, local, response

PATH = "/EWS/Exchange.asmx"
LOGIN, PASSWORD = "PRACTICE\\console", "a password of the test"
_APP = "application@practice.example"


class EwsServer:
    """version: major.minor.build. Requests for a newer schema are refused, as an older server does."""

    def __init__(
        self, folder: Path, *, tls: ssl.SSLContext | None = None, version: str = "15.1.2507", port: int = 0
    ) -> None:
        self.stores: dict[str, MailboxStore] = {}
        self.states = SyncStates()
        self.faults = Faults()
        self.version = version
        self.schemas = {"Exchange2007", "Exchange2010_SP2", "Exchange2013_SP1", "Exchange2016"}
        self.console = Person(LOGIN, PASSWORD, "console@practice.example")
        app = Person("", "", _APP)
        self.people = People(folder, [self.console], Application(), app)
        self.outgoing: list[bytes] = []
        self.requests: list[str] = []
        self.stopping = Event()
        self._mailboxes = 0
        for person in (self.console, app):
            self.stores[person.address] = MailboxStore(person.address)
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._http.daemon_threads = True
        self.scheme = "https" if tls else "http"
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{'localhost' if self.scheme == 'https' else '127.0.0.1'}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.origin}{PATH}"

    def start(self) -> None:
        Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()

    def add_mailbox(self) -> MailboxStore:
        """A shared one, which the console may open and send as."""
        self._mailboxes += 1
        address = f"rooms{self._mailboxes}@practice.example"
        self.stores[address] = MailboxStore(address)
        for person in (self.console, self.people.app_person):
            person.opens.add(address)
            person.sends_as.add(address)
        return self.stores[address]

    def answer(self, request: Xml, person: Person, shown: Fault | None) -> bytes:
        body = request.find("{*}Body")
        assert body is not None
        asked, header = body[0], request.find("{*}Header")
        operation = local(asked)
        wanted = header.find("{*}RequestServerVersion") if header is not None else None
        if wanted is not None and wanted.get("Version") not in self.schemas:
            return fault("ErrorInvalidServerVersion")
        acting = (request.findtext(".//{*}ConnectingSID/{*}PrimarySmtpAddress") or "").casefold()
        if acting and not person.impersonates:
            return fault("ErrorImpersonateUserDenied")
        if acting and acting not in self.stores:
            return fault("ErrorNonExistentMailbox")
        if shown is not None and shown.kind == "code":
            return envelope(response(operation, [bad(operation, shown.words)]), self.version)
        doing = Operations(self.stores, self.states, person, acting or person.address, self.outgoing)
        try:
            found = doing.answer(asked) if is_in_order(asked) else None
        except KeyError:
            found = None
        return envelope(found, self.version) if found is not None else fault("ErrorSchemaValidation")


def _handler(ews: EwsServer) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        server_of_mail = ews

    return Handler


class _Handler(BaseHTTPRequestHandler):
    """One connection: NTLM knows a connection, not a request."""

    server_of_mail: EwsServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    _ntlm: Any = None
    _person: Person | None = None

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()

    def log_message(self, *_: Any) -> None:
        """Tests read the requests, not the terminal."""

    def do_GET(self) -> None:
        """The sign-in service's page about itself."""
        tenant = self.server_of_mail.people.application.tenant
        base = f"{self.server_of_mail.origin}/{tenant}"
        page = {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
        }
        is_known = self.path.startswith(f"/{tenant}/")
        self._json(200 if is_known else 400, page if is_known else {"error": "invalid_tenant", "error_codes": [90002]})

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if urlsplit(self.path).path.endswith("/oauth2/v2.0/token"):
            self._json(*self.server_of_mail.people.application.token(dict(parse_qsl(content.decode()))))
        elif self.path != PATH:
            self._send(404, b"<html>nothing here</html>")
        elif (person := self._who()) is not None:
            self._ews(content, person)

    def _ews(self, content: bytes, person: Person) -> None:
        ews = self.server_of_mail
        request = etree.fromstring(content)
        operation = local(request.find("{*}Body")[0])  # type: ignore[index]
        ews.requests.append(operation)
        shown = ews.faults.next(operation)
        if shown is not None and self._instead(shown):
            return
        if shown is not None and shown.kind == "vanish":
            for store in ews.stores.values():
                store.take_away()
        self._deliver(ews.answer(request, person, shown), shown)

    def _instead(self, shown: Fault) -> bool:
        """True: the request is not carried out."""
        if shown.kind == "reset":
            self._cut()
        elif shown.kind == "busy":
            hint = int(shown.value) if shown.value is not None else None
            self._send(500, fault("ErrorServerBusy", back_off_ms=hint))
        elif shown.kind == "status":
            status = int(shown.value or 500)
            name = "Location" if 300 <= status < 400 else "Retry-After"
            self._send(status, b"<html>no</html>", {name: shown.words} if shown.words else {})
        elif shown.kind == "slow":
            self.server_of_mail.stopping.wait(shown.value)
        return shown.kind in ("reset", "busy", "status")

    def _deliver(self, answer: bytes, shown: Fault | None) -> None:
        kind = shown.kind if shown else ""
        if kind == "lost":
            self._cut()
        elif kind == "half":
            self._send(200, answer, length=len(answer), cut_at=len(answer) // 2)
        elif kind == "drip":
            self._drip(answer, shown.value or 0.1)  # type: ignore[union-attr]
        else:
            if kind == "silent":
                self.server_of_mail.stopping.wait(shown.value)  # type: ignore[union-attr]
            self._send(500 if b":Fault>" in answer else 200, answer)

    def _who(self) -> Person | None:
        """None: the answer was sent already."""
        people = self.server_of_mail.people
        kind, _, words = self.headers.get("Authorization", "").partition(" ")
        challenge: bytes | None = None
        person = self._person if not kind else None
        if kind in people.offers or kind == "Bearer":
            if kind == "NTLM":
                challenge, person = self._negotiate(words)
            else:
                person = people.basic(words) if kind == "Basic" else people.bearer(words)
        if person is None:
            people.tries += bool(kind) and challenge is None
            self._challenge(challenge)
        return person

    def _negotiate(self, words: str) -> tuple[bytes | None, Person | None]:
        token = base64.b64decode(words)
        if self._ntlm is None or token[8:12] == b"\x01\x00\x00\x00":
            self._ntlm = self.server_of_mail.people.ntlm_context()
        challenge, person = self.server_of_mail.people.ntlm(self._ntlm, token)
        self._person = person
        return challenge, person

    def _challenge(self, ntlm: bytes | None) -> None:
        offers = sorted(self.server_of_mail.people.offers)
        values = [f'{offer} realm="mail.practice.example"' if offer == "Basic" else offer for offer in offers]
        if ntlm is not None:
            values = ["NTLM " + base64.b64encode(ntlm).decode()]
        self._send(401, b"", {}, challenges=values)

    def _json(self, status: int, words: dict[str, Any]) -> None:
        self._send(status, json.dumps(words).encode(), {"Content-Type": "application/json"})

    def _send(
        self,
        status: int,
        content: bytes,
        headers: dict[str, str] | None = None,
        *,
        challenges: list[str] | None = None,
        length: int | None = None,
        cut_at: int | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "text/xml; charset=utf-8"} | (headers or {})).items():
            self.send_header(name, value)
        for value in challenges or []:
            self.send_header("WWW-Authenticate", value)
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        self.wfile.write(content[:cut_at])
        if cut_at is not None:
            self._cut()

    def _drip(self, answer: bytes, seconds: float) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        for place in range(len(answer)):
            self.wfile.write(answer[place : place + 1])
            self.server_of_mail.stopping.wait(seconds)
            time.sleep(0)

    def _cut(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
